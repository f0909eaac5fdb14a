//! Route 53: the TXT record of an ACME DNS-01 challenge. It is set, waited for, read back and deleted.
//!
//! ```text
//! cargo run -p route53
//! ```
//!
//! It calls a local service, or Route 53 at `AWS_ENDPOINT_URL`, for instance `MiniStack` or `https://route53.amazonaws.com`
//! (with `AWS_REGION=us-east-1`). There, name a hosted zone and its domain:
//! `cargo run -p route53 -- Z0123456789ABC example.com`.

mod acme;
mod local;
mod route53;

use std::time::Duration;

use acme::challenge;
use aws_operation::{Client, SendError};
use local::{DOMAIN, LocalRoute53, ZONE};
use route53::{
    Change, ChangeAction, ChangeBatch, ChangeInfo, ChangeResourceRecordSets, ChangeStatus, Error, GetChange,
    ListResourceRecordSets, RRType, ResourceRecordSet,
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    if std::env::var_os("AWS_ENDPOINT_URL").is_some() {
        let arguments: Vec<_> = std::env::args().skip(1).collect();
        let [zone, domain] = arguments.as_slice() else { return Err("usage: route53 ZONE DOMAIN".into()) };
        return run(&Client::from_env().await?, zone, domain).await;
    }
    let server = LocalRoute53::default().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    run(&server.client()?, ZONE, DOMAIN).await
}

async fn run(client: &Client, zone: &str, domain: &str) -> Outcome {
    let challenge = challenge(domain, "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA");

    // An upsert may be repeated: the second one changes nothing.
    for _ in 0..2 {
        let set = change(client, zone, ChangeAction::Upsert, &challenge).await?;
        println!("{}: {}", set.id, status(&set));
        wait(client, &set).await?;
    }

    let records = ListResourceRecordSets {
        start_record_name: Some(challenge.name.clone()),
        start_record_type: Some(RRType::Txt),
        max_items: Some("1".into()),
        ..ListResourceRecordSets::new(zone)
    };
    let found = records.send(client).await?.resource_record_sets;
    if found.first().and_then(|record| record.resource_records.as_ref()) != challenge.resource_records.as_ref() {
        return Err(format!("the record is not there, but {found:?}").into());
    }
    println!("the record is there");

    // A record set is deleted by all of its values.
    wait(client, &change(client, zone, ChangeAction::Delete, &challenge).await?).await?;
    println!("the record is deleted");

    // A cleanup may run twice. Then there is nothing to delete.
    match change(client, zone, ChangeAction::Delete, &challenge).await {
        Err(SendError::Service(Error::InvalidChangeBatch { message, .. }, _)) => println!("{message}"),
        other => drop(other?),
    }
    Ok(())
}

async fn change(
    client: &Client,
    zone: &str,
    action: ChangeAction,
    record: &ResourceRecordSet,
) -> Result<ChangeInfo, SendError<Error>> {
    let comment = Some("ACME challenge".to_owned());
    let changes = vec![Change { action, resource_record_set: record.clone() }];
    let response = ChangeResourceRecordSets::new(zone, ChangeBatch { comment, changes }).send(client).await?;
    Ok(response.change_info.unwrap_or_default())
}

/// Waits until all name servers have the change, which takes a minute at most.
async fn wait(client: &Client, change: &ChangeInfo) -> Outcome {
    let mut delay = Duration::from_millis(50);
    for _ in 0..12 {
        let info = GetChange::new(&change.id).send(client).await?.change_info.ok_or("the response has no change")?;
        println!("{}: {}", info.id, status(&info));
        if info.status == Some(ChangeStatus::Insync) {
            return Ok(());
        }
        tokio::time::sleep(delay).await;
        delay = (2 * delay).min(Duration::from_secs(10));
    }
    Err("the change is still pending".into())
}

fn status(change: &ChangeInfo) -> &str {
    change.status.as_ref().map_or("", ChangeStatus::as_str)
}
