//! A transport of your own: calls the local service over hyper instead of the built-in HTTP client.
//!
//! ```text
//! cargo run --example own_transport
//! ```

#![allow(clippy::print_stdout)]

use aws_operation::{Call, Client, Credentials};
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
    let created = CreateProject { project_name: "paint".into(), client_token: None }.call(&client).await?;
    println!("created {:?}, request id {:?}", created.project_metadata, created.request_id());
    Ok(())
}
