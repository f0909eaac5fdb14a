//! The blocking client: creates projects and lists them page by page, without async.
//!
//! ```text
//! cargo run --example local_service -- --port 4577 --access-key AKID --secret-key SECRET &
//! AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=AKID AWS_SECRET_ACCESS_KEY=SECRET \
//!     AWS_ENDPOINT_URL=http://127.0.0.1:4577 cargo run --example blocking
//! ```

#![allow(clippy::print_stdout)]

use aws_operation::blocking::Client;
use aws_operation_examples::lookoutvision::{CreateProject, ListProjects};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    for name in ["glass", "paint", "steel"] {
        let created = client.call(&CreateProject { project_name: name.into(), client_token: None })?;
        println!("created {name}, request id {}", created.request_id().unwrap_or("none"));
    }
    for project in client.paginate(ListProjects { max_results: Some(2), ..ListProjects::default() }).items() {
        println!("{}", project?.project_name.unwrap_or_default());
    }
    Ok(())
}
