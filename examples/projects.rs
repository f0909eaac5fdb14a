//! Projects: make them, look at one, list them page by page and one by one, delete them.
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
    // Lookout for Vision, on this machine. `Client::from_env` would call AWS itself.
    let server = LocalService::new().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;

    for name in ["door", "glass", "paint", "seat", "steel"] {
        let made = CreateProject { project_name: name.into(), client_token: None }.send(&client).await?;
        let arn = made.project_metadata.as_ref().and_then(|project| project.project_arn.as_deref());
        println!("made {}", arn.unwrap_or_default());
    }

    let described = DescribeProject { project_name: "paint".into() }.send(&client).await?;
    println!("\npaint in full: {:?}", described.project_description);

    println!("\nin pages of two:");
    let list = ListProjects { max_results: Some(2), next_token: None };
    let mut pages = list.clone().paginate(&client);
    while let Some(page) = pages.next().await {
        let page = page?;
        let names: Vec<_> = page.projects.iter().flatten().filter_map(|project| project.project_name.clone()).collect();
        println!("  {}", names.join(", "));
    }

    println!("\none by one, each deleted:");
    let mut projects = list.paginate(&client).items();
    while let Some(project) = projects.next().await {
        let project_name = project?.project_name.unwrap_or_default();
        let deleted = DeleteProject { project_name, client_token: None }.send(&client).await?;
        println!("  {}", deleted.project_arn.as_deref().unwrap_or_default());
    }

    look_for(&client, "paint").await
}

/// The service's errors are an enum, and `match` reaches them in one step.
async fn look_for(client: &Client, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    match (DescribeProject { project_name: name.into() }).send(client).await {
        Err(SendError::Service(Error::ResourceNotFoundException { resource_id, resource_type, .. }, _)) => {
            println!("\ngone: {resource_type} {resource_id}");
            Ok(())
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("the project is still there".into()),
    }
}
