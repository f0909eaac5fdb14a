//! Tags: add them to a project, list them, remove one, and exceed the quota.
//!
//! ```text
//! cargo run --example tags
//! ```

#![allow(clippy::print_stdout)]

use aws_operation::{Client, SendError};
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{
    CreateProject, Error, ListTagsForResource, Tag, TagResource, UntagResource,
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let server = LocalService::new().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;
    let created = CreateProject { project_name: "paint".into(), client_token: None }.send(&client).await?;
    let arn = created.project_metadata.and_then(|project| project.project_arn).ok_or("no ARN")?;

    println!("add two tags to {arn}");
    let tags = vec![tag("line", "7"), tag("owner", "paint shop")];
    TagResource { resource_arn: arn.clone(), tags }.send(&client).await?;
    print_tags(&client, &arn).await?;

    println!("change one tag");
    TagResource { resource_arn: arn.clone(), tags: vec![tag("line", "8")] }.send(&client).await?;
    print_tags(&client, &arn).await?;

    println!("remove one tag");
    UntagResource { resource_arn: arn.clone(), tag_keys: vec!["owner".into()] }.send(&client).await?;
    print_tags(&client, &arn).await?;

    println!("add more tags than the quota allows");
    let tags = (0..50).map(|number| tag(&format!("key-{number}"), "")).collect();
    match (TagResource { resource_arn: arn.clone(), tags }).send(&client).await {
        Err(SendError::Service(Error::ServiceQuotaExceededException { message, quota_code, .. }, _)) => {
            println!("  rejected: {message} ({quota_code})");
        }
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("the service accepted too many tags".into()),
    }
    print_tags(&client, &arn).await
}

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.into(), value: value.into() }
}

async fn print_tags(client: &Client, arn: &str) -> Outcome {
    let response = ListTagsForResource { resource_arn: arn.into() }.send(client).await?;
    for Tag { key, value } in response.tags.iter().flatten() {
        println!("  {key} = {value}");
    }
    Ok(())
}
