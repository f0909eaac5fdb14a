//! Route 53, over restXml: namespaces, lists in XML, and a path that ends with a slash.

use aws_operation::{SendError, aws_operation, aws_shape};
use aws_operation_examples::acme::challenge;
use aws_operation_examples::route53::{
    Change, ChangeAction, ChangeBatch, ChangeInfo, ChangeResourceRecordSets, ChangeStatus, Error, GetChange,
    ListResourceRecordSets, RRType, ResourceRecordSet, Service,
};

use crate::{client, fresh, peers};

#[aws_operation(name = "CreateHostedZone", service = Service, http = "POST /2013-04-01/hostedzone", code = 201)]
struct CreateHostedZone {
    name: String,
    caller_reference: String,
    hosted_zone_config: HostedZoneConfig,
}

#[aws_shape]
struct HostedZoneConfig {
    comment: String,
}

#[aws_shape]
struct CreateHostedZoneOutput {
    hosted_zone: HostedZone,
}

#[aws_shape]
struct HostedZone {
    id: String,
    name: String,
    caller_reference: String,
}

fn call_of(zone: &str, action: ChangeAction, record: &ResourceRecordSet) -> ChangeResourceRecordSets {
    let changes = vec![Change { action, resource_record_set: record.clone() }];
    ChangeResourceRecordSets::new(zone, ChangeBatch { comment: Some("7 & <8>".into()), changes })
}

#[tokio::test]
async fn a_record_is_set_waited_for_listed_and_deleted() {
    for client in peers() {
        let (name, caller_reference) = (format!("{}.example.", fresh("zone")), fresh("reference"));
        let hosted_zone_config = HostedZoneConfig { comment: "a & b".into() };
        let create = CreateHostedZone { name, caller_reference, hosted_zone_config };
        let made = create.send(&client).await.unwrap().hosted_zone;
        assert_eq!((&made.name, &made.caller_reference), (&create.name, &create.caller_reference));
        let zone = made.id.as_str();

        let record = challenge(&create.name, "doors & <wheels>");
        let changed = call_of(zone, ChangeAction::Upsert, &record).send(&client).await.unwrap();
        let ChangeInfo { id, submitted_at, .. } = changed.change_info.unwrap();
        assert!(submitted_at.unwrap().as_second() > 1_700_000_000);
        let get = GetChange::new(id);
        // MiniStack's change is pending once.
        get.send(&client).await.unwrap();
        let change = get.send(&client).await.unwrap().change_info.unwrap();
        assert_eq!(change.status, Some(ChangeStatus::Insync));

        let listed = ListResourceRecordSets::new(zone).send(&client).await.unwrap();
        let texts: Vec<_> = listed.resource_record_sets.into_iter().filter(|it| it.r#type == RRType::Txt).collect();
        assert_eq!(texts, std::slice::from_ref(&record));
        call_of(zone, ChangeAction::Delete, &record).send(&client).await.unwrap();
        let listed = ListResourceRecordSets::new(zone).send(&client).await.unwrap();
        assert!(listed.resource_record_sets.iter().all(|it| it.r#type != RRType::Txt), "{listed:?}");

        let unknown = call_of("ZNONE", ChangeAction::Upsert, &record).send(&client).await.unwrap_err();
        assert!(matches!(unknown, SendError::Service(Error::NoSuchHostedZone { .. }, _)), "{unknown}");
        assert!(unknown.request_id().is_some(), "{unknown}");
    }
}

#[tokio::test]
async fn a_wrong_secret_key_is_rejected() {
    for name in ["PEER_MOTO", "PEER_MINISTACK"] {
        let Some(client) = client(name, Some("wrong")) else { continue };
        let error =
            call_of("ZNONE", ChangeAction::Upsert, &challenge("example.com", "x")).send(&client).await.unwrap_err();
        assert_eq!(error.code(), Some("SignatureDoesNotMatch"), "{name}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(403), "{name}: {error}");
    }
}
