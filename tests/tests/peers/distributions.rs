//! `CloudFront`, over restXml: structures as payloads, headers beside them, and items of pages in a payload.

use aws_operation::{SendError, aws_operation, aws_shape};
use aws_operation_examples::cloudfront::{
    CreateInvalidation, Error, GetInvalidation, InvalidationBatch, ListInvalidations, Paths, Service,
};

use crate::{fresh, peers};

#[aws_operation(name = "CreateDistribution", service = Service, http = "POST /2020-05-31/distribution", code = 201)]
struct CreateDistribution {
    #[aws(payload)]
    distribution_config: DistributionConfig,
}

#[aws_shape]
struct DistributionConfig {
    caller_reference: String,
    origins: Origins,
    default_cache_behavior: DefaultCacheBehavior,
    comment: String,
    enabled: bool,
}

#[aws_shape]
struct Origins {
    quantity: i32,
    #[aws(xml_member = "Origin")]
    items: Vec<Origin>,
}

#[aws_shape]
struct Origin {
    id: String,
    domain_name: String,
}

#[aws_shape]
struct DefaultCacheBehavior {
    target_origin_id: String,
    viewer_protocol_policy: String,
}

#[aws_shape]
struct CreateDistributionOutput {
    #[aws(payload)]
    distribution: Distribution,
    #[aws(header = "ETag")]
    e_tag: Option<String>,
}

#[aws_shape]
struct Distribution {
    id: String,
    distribution_config: DistributionConfig,
}

fn new_distribution() -> CreateDistribution {
    let origin = Origin { id: "files".into(), domain_name: "files.example.com".into() };
    let config = DistributionConfig {
        caller_reference: fresh("reference"),
        origins: Origins { quantity: 1, items: vec![origin] },
        default_cache_behavior: DefaultCacheBehavior {
            target_origin_id: "files".into(),
            viewer_protocol_policy: "https-only".into(),
        },
        comment: "doors & <wheels>".into(),
        enabled: true,
    };
    CreateDistribution { distribution_config: config }
}

#[tokio::test]
async fn paths_are_invalidated_and_invalidations_listed() {
    for client in peers() {
        let made = new_distribution().send(&client).await.unwrap();
        assert!(made.e_tag.is_some());
        assert_eq!(made.distribution.distribution_config.comment, "doors & <wheels>");
        let id = made.distribution.id;

        let paths = vec!["/index.html".to_owned(), "/a & b <c>.html".to_owned()];
        let paths = Paths { quantity: 2, items: Some(paths) };
        let batch = InvalidationBatch { paths, caller_reference: fresh("batch") };
        let invalidation = CreateInvalidation::new(&id, batch.clone()).send(&client).await.unwrap();
        assert!(invalidation.location.is_some_and(|location| location.contains(&id)));
        let invalidation = invalidation.invalidation.unwrap();
        let got = GetInvalidation::new(&id, &invalidation.id).send(&client).await.unwrap().invalidation.unwrap();
        assert_eq!((got.id.as_str(), got.invalidation_batch.as_ref()), (invalidation.id.as_str(), Some(&batch)));

        let mut listed = ListInvalidations::new(&id).paginate(&client).items();
        let mut ids = Vec::new();
        while let Some(summary) = listed.next().await {
            ids.push(summary.unwrap().id);
        }
        assert_eq!(ids, [invalidation.id]);
        let error = CreateInvalidation::new("ENONE", batch).send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Service(Error::NoSuchDistribution { .. }, _)), "{error}");
    }
}
