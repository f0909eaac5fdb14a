//! EC2: ask whether a call is allowed, start instances once whatever happens, and list them page by page.
//!
//! ```text
//! cargo run -p ec2
//! ```
//!
//! It calls a local service, or EC2 at `AWS_ENDPOINT_URL`, for instance moto.

mod ec2;
mod local;

use aws_operation::{Call, Client, SendError};
use ec2::{DescribeInstances, Error, Filter, RunInstances, Tag, TagSpecification, TerminateInstances};
use local::LocalEc2;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    if std::env::var_os("AWS_ENDPOINT_URL").is_some() {
        return run(&Client::from_env().await?).await;
    }
    let server = LocalEc2::default().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    run(&server.client()?).await
}

async fn run(client: &Client) -> Outcome {
    let two = RunInstances {
        image_id: Some("ami-12c6146b".into()),
        instance_type: Some("t3.micro".into()),
        min_count: 2,
        max_count: 2,
        tag_specifications: vec![TagSpecification {
            resource_type: "instance".into(),
            tags: vec![Tag { key: Some("line".into()), value: Some("7".into()) }],
        }],
        ..RunInstances::default()
    };

    // EC2 responds to a dry run with an error in any case, and runs nothing.
    match (RunInstances { dry_run: Some(true), ..two.clone() }).send(client).await {
        Err(error) if error.is_dry_run_success() => println!("allowed to run two instances"),
        Err(error) if error.code() == Some("UnauthorizedOperation") => return Err("not allowed".into()),
        Err(error) => return Err(error.into()),
        Ok(_) => return Err("the dry run started instances".into()),
    }

    // The client fills in the token. After a failure, `error.idempotency_token()` makes another try safe.
    let started = two.call(client).await?;
    println!("started {} instances", started.instances.len());
    let again = RunInstances { client_token: started.idempotency_token().map(str::to_owned), ..two };
    let repeated = again.send(client).await?;
    println!("repeated with the same token: the same instances: {}", repeated.instances == started.instances);

    // Four more reservations, three on a page at most.
    for _ in 0..4 {
        let one =
            RunInstances { image_id: again.image_id.clone(), min_count: 1, max_count: 1, ..RunInstances::default() };
        one.send(client).await?;
    }
    let running = Filter { name: "instance-state-name".into(), values: vec!["running".into()] };
    let all = DescribeInstances { filters: vec![running], max_results: Some(5), ..DescribeInstances::default() };
    let mut pages = all.paginate(client);
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        let instances = page?.into_inner().reservations.into_iter().flat_map(|reservation| reservation.instances);
        ids.extend(instances.filter_map(|instance| instance.instance_id));
    }
    println!("{} instances are running", ids.len());

    let ended = TerminateInstances { instance_ids: ids, dry_run: None }.send(client).await?;
    println!("terminated {} instances", ended.terminating_instances.len());

    let unknown =
        DescribeInstances { instance_ids: vec!["i-00000000000000000".into()], ..DescribeInstances::default() };
    match unknown.send(client).await {
        Err(SendError::Service(Error::InstanceNotFound { message }, _)) => println!("no such instance: {message}"),
        other => return Err(format!("an unknown instance: {other:?}").into()),
    }
    Ok(())
}
