//! `CreateProject` in three cases: a normal call, a call whose response is lost, and a call that reuses the token of
//! another project.
//!
//! ```text
//! cargo run --example create_project             # against a local service that it starts
//! cargo run --example create_project -- --live   # region, credentials and AWS_ENDPOINT_URL from the environment
//! ```

#![allow(clippy::print_stdout)]

use aws_operation::server::{Faults, Server};
use aws_operation::{Call, Client, Response, SendError};
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{CreateProject, CreateProjectOutput, Error};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    match std::env::args().nth(1).as_deref() {
        None => local().await,
        Some("--live") => live().await,
        Some(other) => Err(format!("unknown option {other}: the only option is --live").into()),
    }
}

async fn local() -> Result<(), Box<dyn std::error::Error>> {
    let service = LocalService::new();
    let server = service.server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;
    println!("Lookout for Vision on this machine: {}\n", server.url());

    println!("1. create the project `paint`");
    let paint = CreateProject { project_name: "paint".into(), client_token: None };
    let created = paint.call(&client).await?;
    print_requests(&server, 0);
    print_response(&created);

    println!("\n2. create `glass`; the response is lost after the project is created");
    server.inject_faults(&Faults::new().drop_response_once());
    let glass = CreateProject { project_name: "glass".into(), client_token: None };
    let created = glass.call(&client).await?;
    print_requests(&server, 1);
    print_response(&created);
    println!("   projects  {}", service.project_names().join(", "));

    println!("\n3. create `steel` with the token of `glass`");
    let token = created.idempotency_token().map(str::to_owned);
    expect_conflict(&client, CreateProject { project_name: "steel".into(), client_token: token }).await?;
    print_requests(&server, 3);
    println!("   projects  {}", service.project_names().join(", "));
    Ok(())
}

async fn live() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    println!("1. create the project `aws-operation-example`");
    let project = CreateProject { project_name: "aws-operation-example".into(), client_token: None };
    let created = project.call(&client).await?;
    print_response(&created);

    println!("\n2. create `another-example` with the same token");
    let token = created.idempotency_token().map(str::to_owned);
    expect_conflict(&client, CreateProject { project_name: "another-example".into(), client_token: token }).await
}

/// Sends a request that the service must reject, because its token was used for another project.
async fn expect_conflict(client: &Client, project: CreateProject) -> Result<(), Box<dyn std::error::Error>> {
    match project.send(client).await {
        Err(SendError::Service(Error::ConflictException { message, resource_id, .. }, _)) => {
            println!("   rejected  ConflictException about {resource_id}\n             {message}");
            Ok(())
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("the service accepted the same token for another project".into()),
    }
}

/// Prints the requests that the server received, after the first `skip`.
fn print_requests(server: &Server, skip: usize) {
    for request in server.recorded_requests().iter().skip(skip) {
        let outcome = request.status.map_or_else(|| "no response".to_owned(), |status| status.to_string());
        let token = request.token.as_deref().unwrap_or("none");
        println!("   sent      {} {}  token {token}  -> {outcome}", request.method, request.target);
    }
}

fn print_response(response: &Response<CreateProjectOutput>) {
    let arn = response.project_metadata.as_ref().and_then(|project| project.project_arn.as_deref());
    println!("   created   {}", arn.unwrap_or("a project without an ARN"));
    println!("             request id {}, attempts {}", response.request_id().unwrap_or("none"), response.attempts());
}
