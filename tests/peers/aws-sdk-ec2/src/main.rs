//! The official SDK of EC2 calls the local EC2: ec2Query at the server half, with lists, pages, tokens and errors.
//!
//! usage: aws-operation-peer-aws-sdk-ec2 URL ACCESS_KEY SECRET_KEY

#[path = "../../checks.rs"]
mod checks;

use std::error::Error;

use aws_credential_types::Credentials;
use aws_sdk_ec2::config::Region;
use aws_sdk_ec2::error::ProvideErrorMetadata;
use aws_sdk_ec2::operation::RequestId as _;
use aws_sdk_ec2::operation::run_instances::builders::RunInstancesFluentBuilder;
use aws_sdk_ec2::types::{Filter, Instance, InstanceStateName, ResourceType, Tag, TagSpecification};
use aws_sdk_ec2::{Client, Config};
use checks::Checks;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const IMAGE: &str = "ami-12c6146b";
const PAGE: i32 = 5;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [url, access_key, secret_key] = arguments.as_slice() else {
        return Err("usage: aws-operation-peer-aws-sdk-ec2 URL ACCESS_KEY SECRET_KEY".into());
    };
    let ec2 = client(url, access_key, secret_key);
    let mut checks = Checks::default();
    run(&ec2, &mut checks).await?;
    describe(&ec2, &mut checks).await?;
    errors(&ec2, &client(url, access_key, "wrong"), &mut checks).await?;
    terminate(&ec2, &mut checks).await?;
    checks.finish("aws-sdk ec2")
}

fn client(url: &str, access_key: &str, secret_key: &str) -> Client {
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::from_keys(access_key, secret_key, None))
        .endpoint_url(url);
    Client::from_conf(config.build())
}

fn tags() -> [Tag; 2] {
    [("line", "7 & <8>"), ("owner", "")].map(|(key, value)| Tag::builder().key(key).value(value).build())
}

fn start(ec2: &Client, count: i32) -> RunInstancesFluentBuilder {
    ec2.run_instances().image_id(IMAGE).min_count(count).max_count(count)
}

async fn run(ec2: &Client, checks: &mut Checks) -> Outcome {
    let tags_of_instances =
        TagSpecification::builder().resource_type(ResourceType::Instance).set_tags(Some(tags().to_vec())).build();
    let wanted = || start(ec2, 2).client_token("made-once").tag_specifications(tags_of_instances.clone());
    let made = wanted().send().await?;
    let is_running =
        |instance: &Instance| instance.state().and_then(|it| it.name()) == Some(&InstanceStateName::Running);
    checks.check("two instances start", made.instances().len() == 2 && made.instances().iter().all(is_running));
    checks.check("lists of structures in lists arrive", made.instances().iter().all(|it| it.tags() == tags()));
    checks.check("a response has its request ID", made.request_id().is_some());
    let again = wanted().send().await?;
    checks.check("the same token starts nothing", again.instances() == made.instances());
    let other = wanted().max_count(3).send().await;
    checks.check("another use of the token", code(&other) == Some("IdempotentParameterMismatch"));
    for _ in 0..7 {
        start(ec2, 1).send().await?;
    }
    Ok(())
}

async fn describe(ec2: &Client, checks: &mut Checks) -> Outcome {
    let running = Filter::builder().name("instance-state-name").values("pending").values("running").build();
    let pages = ec2.describe_instances().filters(running).into_paginator().page_size(PAGE).send();
    let pages = pages.collect::<Result<Vec<_>, _>>().await?;
    let sizes: Vec<_> = pages.iter().map(|page| page.reservations().len()).collect();
    checks.check("pages", sizes == [5, 3]);
    let stopped = Filter::builder().name("instance-state-name").values("stopped").build();
    let none = ec2.describe_instances().filters(stopped).send().await?;
    checks.check("an empty list", none.reservations().is_empty());
    Ok(())
}

async fn errors(ec2: &Client, wrong: &Client, checks: &mut Checks) -> Outcome {
    let dry_run = start(ec2, 1).dry_run(true).send().await;
    let status =
        dry_run.as_ref().err().and_then(|error| error.raw_response()).map(|response| response.status().as_u16());
    checks.check("a dry run", code(&dry_run) == Some("DryRunOperation") && status == Some(412));
    let unknown = ec2.describe_instances().instance_ids("i-00000000000000000").send().await;
    checks.check("an unknown instance", code(&unknown) == Some("InvalidInstanceID.NotFound"));
    let names_it = unknown.err().and_then(|error| error.message().map(|text| text.contains("i-00000000000000000")));
    checks.check("its message names the ID", names_it == Some(true));
    let forged = wrong.describe_instances().send().await;
    checks.check("a wrong secret is AuthFailure", code(&forged) == Some("AuthFailure"));
    Ok(())
}

async fn terminate(ec2: &Client, checks: &mut Checks) -> Outcome {
    let all = ec2.describe_instances().send().await?;
    let instances = all.reservations().iter().flat_map(|reservation| reservation.instances());
    let ids: Vec<_> = instances.filter_map(|instance| instance.instance_id().map(ToOwned::to_owned)).collect();
    let ended = ec2.terminate_instances().set_instance_ids(Some(ids.clone())).send().await?;
    let states = ended.terminating_instances().iter().map(|change| {
        let previous = change.previous_state().and_then(|state| state.name());
        (previous, change.current_state().and_then(|state| state.name()))
    });
    let expected = (Some(&InstanceStateName::Running), Some(&InstanceStateName::Terminated));
    checks.check("all terminate", ids.len() == 9 && states.eq(vec![expected; 9]));
    Ok(())
}

fn code<T, E: ProvideErrorMetadata>(result: &Result<T, E>) -> Option<&str> {
    result.as_ref().err().and_then(|error| error.code())
}
