//! Route 53, over restXml.

use aws_sdk_route53::config::Region;
use aws_sdk_route53::error::ProvideErrorMetadata as _;
use aws_sdk_route53::operation::RequestId as _;
use aws_sdk_route53::operation::change_resource_record_sets::ChangeResourceRecordSetsError;
use aws_sdk_route53::types::{
    Change, ChangeAction, ChangeBatch, ChangeInfo, ChangeStatus, ResourceRecord, ResourceRecordSet, RrType,
};
use aws_sdk_route53::{Client, Config};

use crate::{Checks, Outcome, Service};

const ZONE: &str = "Z0123456789LOCAL";
const COMMENT: &str = "7 & <8>\r\n";

pub(crate) async fn run(service: &Service, checks: &mut Checks) -> Outcome {
    let client = client(service, &service.secret_key);
    changes(&client, checks).await?;
    list(&client, checks).await?;
    errors(&client, &self::client(service, "wrong"), checks).await
}

fn client(service: &Service, secret_key: &str) -> Client {
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::from_static("us-east-1"))
        .credentials_provider(service.credentials(secret_key))
        .endpoint_url(&service.url);
    Client::from_conf(config.build())
}

fn record(name: &str) -> Outcome<ResourceRecordSet> {
    let value = ResourceRecord::builder().value("\"a & <\u{fc}>\"").build()?;
    Ok(ResourceRecordSet::builder().name(name).r#type(RrType::Txt).ttl(60).resource_records(value).build()?)
}

fn batch(action: ChangeAction, name: &str) -> Outcome<ChangeBatch> {
    let change = Change::builder().action(action).resource_record_set(record(name)?).build()?;
    Ok(ChangeBatch::builder().comment(COMMENT).changes(change).build()?)
}

async fn upsert(client: &Client, name: &str) -> Outcome<ChangeInfo> {
    let call =
        client.change_resource_record_sets().hosted_zone_id(ZONE).change_batch(batch(ChangeAction::Upsert, name)?);
    Ok(call.send().await?.change_info.ok_or("no change")?)
}

async fn changes(client: &Client, checks: &mut Checks) -> Outcome {
    let made = upsert(client, "_acme-challenge.example.com.").await?;
    checks.check("a change is pending", *made.status() == ChangeStatus::Pending);
    checks.check("a comment keeps its characters", made.comment() == Some(COMMENT));
    checks.check("the time is valid", made.submitted_at().secs() > 1_700_000_000);
    for expected in [ChangeStatus::Pending, ChangeStatus::Insync] {
        let got = client.get_change().id(made.id()).send().await?;
        checks.check("get_change has a request ID", got.request_id().is_some());
        let status = got.change_info().map(|info| info.status().clone());
        checks.check("the status of a change arrives", status.as_ref() == Some(&expected));
    }
    Ok(())
}

async fn list(client: &Client, checks: &mut Checks) -> Outcome {
    for name in ["a.example.com.", "b.example.com."] {
        upsert(client, name).await?;
    }
    let (mut next, mut found) = (None, Vec::new());
    loop {
        let call = client.list_resource_record_sets().hosted_zone_id(ZONE).max_items(2);
        let page = call.set_start_record_name(next).send().await?;
        found.extend_from_slice(page.resource_record_sets());
        if !page.is_truncated() {
            break;
        }
        next = page.next_record_name;
    }
    let names = ["_acme-challenge.example.com.", "a.example.com.", "b.example.com."];
    let expected = names.map(record).into_iter().collect::<Outcome<Vec<_>>>()?;
    checks.check("pages have every record set once, with its values", found == expected);
    Ok(())
}

async fn errors(client: &Client, wrong: &Client, checks: &mut Checks) -> Outcome {
    let call = |client: &Client, zone: &str, batch| {
        client.change_resource_record_sets().hosted_zone_id(zone).change_batch(batch)
    };
    let rejected = call(client, ZONE, batch(ChangeAction::Delete, "none.example.com.")?).send().await;
    let rejected = rejected.err().map(|error| error.into_service_error());
    let messages = match &rejected {
        Some(ChangeResourceRecordSetsError::InvalidChangeBatch(invalid)) => invalid.messages(),
        _ => &[],
    };
    checks.check("an InvalidChangeBatch has its messages", messages.len() == 1 && messages[0].contains("not found"));
    let rejected = call(client, "ZNONE", batch(ChangeAction::Upsert, "a.example.com.")?).send().await;
    let is_modeled = rejected.is_err_and(|error| error.into_service_error().is_no_such_hosted_zone());
    checks.check("an unknown zone is NoSuchHostedZone", is_modeled);
    let rejected = wrong.get_change().id("C1").send().await;
    let code = rejected.as_ref().err().and_then(|error| error.code());
    checks.check("a wrong secret is SignatureDoesNotMatch", code == Some("SignatureDoesNotMatch"));
    Ok(())
}
