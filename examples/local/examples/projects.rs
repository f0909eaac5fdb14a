//! Projects: create them, describe one, list them page by page and item by item, delete them.
//!
//! ```text
//! cargo run --example projects
//! ```

#![allow(clippy::print_stdout)]

use aws_operation::{Client, SendError};
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{CreateProject, DeleteProject, DescribeProject, Error, ListProjects};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Starts Lookout for Vision on this machine. To call AWS, use `Client::from_env` instead.
    let server = LocalService::new().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;

    for name in ["door", "glass", "paint", "seat", "steel"] {
        let created = CreateProject { project_name: name.into(), client_token: None }.send(&client).await?;
        let arn = created.project_metadata.as_ref().and_then(|project| project.project_arn.as_deref());
        println!("created {}", arn.unwrap_or_default());
    }

    let described = DescribeProject { project_name: "paint".into() }.send(&client).await?;
    println!("\ndescription of paint: {:?}", described.project_description);

    println!("\npages of two:");
    let list = ListProjects { max_results: Some(2), next_token: None };
    let mut pages = list.clone().paginate(&client);
    while let Some(page) = pages.next().await {
        let page = page?;
        let names: Vec<_> = page.projects.iter().flatten().filter_map(|project| project.project_name.clone()).collect();
        println!("  {}", names.join(", "));
    }

    println!("\nitem by item, each deleted:");
    let mut projects = list.paginate(&client).items();
    while let Some(project) = projects.next().await {
        let project_name = project?.project_name.unwrap_or_default();
        let deleted = DeleteProject { project_name, client_token: None }.send(&client).await?;
        println!("  {}", deleted.project_arn.as_deref().unwrap_or_default());
    }

    expect_not_found(&client, "paint").await
}

/// Describes a deleted project. The service's errors are an enum, so that one `match` finds the expected error.
async fn expect_not_found(client: &Client, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    match (DescribeProject { project_name: name.into() }).send(client).await {
        Err(SendError::Service(Error::ResourceNotFoundException { resource_id, resource_type, .. }, _)) => {
            println!("\nnot found: {resource_type} {resource_id}");
            Ok(())
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("the project still exists".into()),
    }
}
