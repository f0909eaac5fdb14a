//! The local service, called over hyper in place of the built-in HTTP client.
//!
//! ```text
//! cargo run --example own_transport
//! ```

#![allow(clippy::print_stdout)]

use aws_operation::{Client, Credentials};
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::CreateProject;
use aws_operation_examples::own_transport::OwnTransport;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = LocalService::new().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(server.url())
        .transport(OwnTransport::new())
        .build()?;
    let made = CreateProject { project_name: "paint".into(), client_token: None }.send(&client).await?;
    println!("made {:?} with request {:?}", made.project_metadata, made.request_id());
    Ok(())
}
