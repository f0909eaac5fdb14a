//! A program that is killed between sending a call and storing its result, and started again. The token of its call is
//! derived from the program's own key, so that the call runs once.
//!
//! ```text
//! cargo run --example idempotency_key
//! ```
//!
//! The example starts Lookout for Vision on this machine, and itself as the program that creates a project and stores its
//! ARN. The disk of the first program is so slow that it is killed before it has stored anything.

#![allow(clippy::print_stdout)]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use aws_operation::server::Server;
use aws_operation::{Client, Credentials};
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::CreateProject;

/// The program's own name for the call. A real program reads it from its order, its queue or its database.
const KEY: &str = "order-4711";

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => kill_and_restart().await,
        [url, file, disk] => create_project(url, file, disk).await,
        _ => Err("the example takes no arguments".into()),
    }
}

/// The program.
async fn create_project(url: &str, file: &str, disk: &str) -> Outcome {
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url(url)
        .build()?;
    let paint = CreateProject { project_name: "paint".into(), client_token: None };
    let created = paint.send(&client.with_idempotency_key(KEY)).await?;
    if disk == "slow" {
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
    let arn = created.project_metadata.and_then(|project| project.project_arn);
    Ok(std::fs::write(file, arn.unwrap_or_default())?)
}

async fn kill_and_restart() -> Outcome {
    let service = LocalService::new();
    let server = service.server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let file = std::env::temp_dir().join(format!("aws-operation-example-{}", std::process::id()));

    println!("1. the program creates the project, and is killed before it has stored the ARN");
    let mut program = start(&server, &file, "slow")?;
    while service.project_names().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    program.kill()?;
    program.wait()?;
    println!("   projects {}, stored: {}", service.project_names().join(", "), file.exists());

    println!("2. the program is started again");
    let ended = start(&server, &file, "fast")?.wait()?;
    let stored = std::fs::read_to_string(&file)?;
    std::fs::remove_file(&file)?;
    println!("   projects {}, stored: {stored}", service.project_names().join(", "));
    let tokens: Vec<_> = server.recorded_requests().into_iter().filter_map(|request| request.token).collect();
    println!("   tokens   {}", tokens.join(", "));
    if !ended.success() || service.project_names() != ["paint"] || tokens.len() != 2 || tokens[0] != tokens[1] {
        return Err("the project should be created once, and both calls should have the same token".into());
    }
    Ok(())
}

fn start(server: &Server, file: &Path, disk: &str) -> Outcome<Child> {
    let program = std::env::current_exe()?;
    Ok(Command::new(program).arg(server.url()).arg(file).arg(disk).stdin(Stdio::null()).spawn()?)
}
