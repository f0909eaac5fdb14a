//! EC2, over ec2Query: lists in lists, a dry run, a token, pages and errors.

use aws_operation::SendError;
use aws_operation_examples::ec2::{
    DescribeInstances, Error, Filter, RunInstances, Tag, TagSpecification, TerminateInstances,
};

use crate::{client, fresh, peers};

#[tokio::test]
async fn instances_are_started_described_and_terminated() {
    for client in peers() {
        let tag = |key: &str, value: &str| Tag { key: Some(key.into()), value: Some(value.into()) };
        let run = fresh("run");
        let tags = vec![tag("run", &run), tag("line", "7 & <8>")];
        let two = RunInstances {
            image_id: Some("ami-12c6146b".into()),
            instance_type: Some("t3.micro".into()),
            min_count: 2,
            max_count: 2,
            tag_specifications: vec![TagSpecification { resource_type: "instance".into(), tags: tags.clone() }],
            ..RunInstances::default()
        };
        let started = two.send(&client).await.unwrap();
        assert_eq!(started.instances.len(), 2);
        two.send(&client).await.unwrap();

        let of_run = Filter { name: "tag:run".into(), values: vec![run] };
        let all = DescribeInstances { filters: vec![of_run], ..DescribeInstances::default() };
        let mut reservations = all.paginate(&client).items();
        let mut found = Vec::new();
        while let Some(reservation) = reservations.next().await {
            found.extend(reservation.unwrap().instances);
        }
        assert_eq!(found.len(), 4);
        for instance in &found {
            assert!(tags.iter().all(|tag| instance.tags.contains(tag)), "{instance:?}");
            assert_eq!(instance.instance_type.as_deref(), Some("t3.micro"));
        }

        let instance_ids: Vec<_> = found.into_iter().filter_map(|instance| instance.instance_id).collect();
        let ended = TerminateInstances { instance_ids, dry_run: None }.send(&client).await.unwrap();
        assert_eq!(ended.terminating_instances.len(), 4);
        let instance_ids = vec!["i-00000000000000000".to_owned()];
        let unknown = DescribeInstances { instance_ids, ..DescribeInstances::default() };
        let error = unknown.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Service(Error::InstanceNotFound { .. }, _)), "{error}");
    }
}

/// `MiniStack` ignores `DryRun`.
#[tokio::test]
async fn a_dry_run_starts_nothing() {
    let Some(client) = client("PEER_MOTO", None) else { return };
    let dry = RunInstances {
        image_id: Some("ami-12c6146b".into()),
        min_count: 1,
        max_count: 1,
        dry_run: Some(true),
        ..RunInstances::default()
    };
    let error = dry.send(&client).await.unwrap_err();
    assert!(error.is_dry_run_success() && error.status().is_some_and(|status| status == 412), "{error}");
}
