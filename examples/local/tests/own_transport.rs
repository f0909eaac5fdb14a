//! A transport of one's own sends what the built-in transport sends, and reports a request that was not sent.

use aws_operation::server::Faults;
use aws_operation::{Call, Client, ConfigError, Credentials, RetryPolicy, SendError, TransportErrorKind};
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{CreateProject, DescribeProject, ListProjects};
use aws_operation_examples::own_transport::OwnTransport;

fn client(url: &str) -> Result<Client, ConfigError> {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(url)
        .retry(RetryPolicy::standard().jitter(|| 0.0))
        .transport(OwnTransport::new())
        .build()
}

#[tokio::test]
async fn calls_go_over_hyper() {
    let service = LocalService::new();
    let server = service.server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await.unwrap();
    let client = client(&server.url()).unwrap();
    let paint = CreateProject { project_name: "paint".into(), client_token: None };
    paint.send(&client).await.unwrap();
    DescribeProject { project_name: "paint".into() }.send(&client).await.unwrap();
    assert_eq!(ListProjects::default().call(&client).await.unwrap().attempts(), 1);
    // The response is lost. Because of the token, the retry does not create a second project.
    server.inject_faults(&Faults::new().drop_response_once());
    let glass = CreateProject { project_name: "glass".into(), client_token: None }.call(&client).await.unwrap();
    assert_eq!(glass.attempts(), 2);
    assert_eq!(service.project_names(), ["glass", "paint"]);
}

#[tokio::test]
async fn a_refused_connection_is_reported_as_not_sent() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = ListProjects::default().send(&client(&url).unwrap()).await.unwrap_err();
    let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
    assert_eq!((transport.kind(), error.attempts()), (TransportErrorKind::NotSent, 3), "{error}");
}
