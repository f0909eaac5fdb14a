//! What `.ci/budgets` measures under Valgrind: `CreateProject` calls of one task, each with a new token.
//!
//! - `calls offline N` makes N calls without a network: a transport in memory responds.
//! - `calls net N URL` makes N calls to a server.
//! - `calls serve` is that server. It prints its URL. It is a process of its own, so that it is not measured.

mod server;

use aws_operation::{
    Body, Bytes, Client, Credentials, Timestamp, Transport, TransportError, TransportFuture, aws_operation,
    aws_service, aws_shape, http,
};

#[aws_service(id = "LookoutVision", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "CreateProject", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects")]
struct CreateProject<'a> {
    project_name: &'a str,
    #[aws(header = "X-Amzn-Client-Token")]
    client_token: Option<String>,
}

#[aws_shape]
struct CreateProjectOutput {
    project_metadata: Option<ProjectMetadata>,
}

#[aws_shape]
#[allow(dead_code)]
struct ProjectMetadata {
    project_arn: Option<String>,
    project_name: Option<String>,
    creation_timestamp: Option<Timestamp>,
}

const PROJECT_NAME: &str = "my-project";
const RESPONSE: &str = concat!(
    r#"{"ProjectMetadata":{"ProjectArn":"arn:aws:lookoutvision:us-east-1:123456789012:project/my-project","#,
    r#""ProjectName":"my-project","CreationTimestamp":1.7E9}}"#
);

/// Responds without a network, if the request is signed.
struct Offline;

impl Transport for Offline {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let signed = request.headers().contains_key("authorization");
        Box::pin(async move {
            if signed {
                Ok(http::Response::new(Body::from(Bytes::from_static(RESPONSE.as_bytes()))))
            } else {
                Err(TransportError::lost("not signed"))
            }
        })
    }
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

async fn calls(count: usize, url: Option<&str>) -> Outcome {
    let builder = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));
    let client = match url {
        Some(url) => builder.endpoint_url(url).build()?,
        None => builder.transport(Offline).build()?,
    };
    for _ in 0..count {
        let made = CreateProject { project_name: PROJECT_NAME, client_token: None }.send(&client).await?;
        let name = made.project_metadata.as_ref().and_then(|metadata| metadata.project_name.as_deref());
        assert_eq!(name, Some(PROJECT_NAME), "the response is another one");
    }
    Ok(())
}

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["offline", count] => runtime.block_on(calls(count.parse()?, None)),
        ["net", count, url] => runtime.block_on(calls(count.parse()?, Some(url))),
        ["serve"] => Ok(server::serve(RESPONSE)?),
        _ => Err("usage: calls offline N | net N URL | serve".into()),
    }
}
