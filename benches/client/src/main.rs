//! The client under test, with the interface of the harness: `CreateProject` calls, each with a new token.

use aws_operation::{
    Body, Bytes, Credentials, ServiceError, Timestamp, Transport, TransportError, TransportFuture, aws_operation,
    aws_service, aws_shape, http,
};
use bench_common::{ACCESS_KEY, Args, CANNED_RESPONSE, PROJECT_NAME, REGION, SECRET_KEY};

#[aws_service(id = "LookoutVision", protocol = "restJson1", error = ServiceError)]
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

/// Responds without a network, if the request is signed.
struct Offline;

impl Transport for Offline {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let signed = request.headers().contains_key("authorization");
        Box::pin(async move {
            if signed {
                Ok(http::Response::new(Body::from(Bytes::from_static(CANNED_RESPONSE))))
            } else {
                Err(TransportError::lost("not signed"))
            }
        })
    }
}

#[derive(Clone)]
struct Client(aws_operation::Client);

impl bench_common::Client for Client {
    async fn new(args: &Args) -> Self {
        let mut builder = aws_operation::Client::builder()
            .region(REGION)
            .credentials(Credentials::new(ACCESS_KEY, SECRET_KEY))
            .endpoint_url(&args.url);
        if args.offline {
            builder = builder.transport(Offline);
        }
        Client(builder.build().expect("settings"))
    }

    async fn call(&self) -> Result<(), String> {
        let input = CreateProject { project_name: PROJECT_NAME, client_token: None };
        let made = input.send(&self.0).await.map_err(|error| error.to_string())?;
        match made.project_metadata.as_ref().and_then(|metadata| metadata.project_name.as_deref()) {
            Some(PROJECT_NAME) => Ok(()),
            other => Err(format!("unexpected project {other:?}")),
        }
    }
}

fn main() {
    bench_common::main::<Client>("ours");
}
