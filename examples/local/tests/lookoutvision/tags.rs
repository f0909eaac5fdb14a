//! `TagResource`, `UntagResource`, `ListTagsForResource`.

use aws_operation_examples::lookoutvision::{ListTagsForResource, Tag, TagResource, UntagResource};

use super::fixture::{Fixture, create_model, not_found, of};

const PROJECT: &str = "arn:aws:lookoutvision:us-east-1:123456789012:project/paint";
const MODEL: &str = "arn:aws:lookoutvision:us-east-1:123456789012:model/paint/1";

pub(crate) fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.into(), value: value.into() }
}

fn list(arn: &str) -> ListTagsForResource {
    ListTagsForResource { resource_arn: arn.into() }
}

#[tokio::test]
async fn tags_are_added_replaced_and_removed() {
    let fixture = Fixture::new().await;
    let client = &fixture.client;
    fixture.project_with_dataset("paint").await;
    let mut model = create_model("paint");
    model.tags = Some(vec![tag("line", "7")]);
    model.send(client).await.unwrap();
    assert_eq!(list(MODEL).send(client).await.unwrap().tags, Some(vec![tag("line", "7")]));
    assert_eq!(list(PROJECT).send(client).await.unwrap().tags, Some(Vec::new()));

    for arn in [MODEL, PROJECT] {
        let tags = vec![tag("line", "8"), tag("shift", "früh am Tag")];
        TagResource { resource_arn: arn.into(), tags: tags.clone() }.send(client).await.unwrap();
        assert_eq!(list(arn).send(client).await.unwrap().tags, Some(tags));
        let tag_keys = vec!["line".into(), "none".into()];
        UntagResource { resource_arn: arn.into(), tag_keys }.send(client).await.unwrap();
        assert_eq!(list(arn).send(client).await.unwrap().tags, Some(vec![tag("shift", "früh am Tag")]));
    }
}

#[tokio::test]
async fn a_missing_resource_has_no_tags() {
    let fixture = Fixture::new().await;
    let client = &fixture.client;
    assert_eq!(not_found(list(PROJECT).send(client).await), of(PROJECT, "PROJECT"));
    let put = TagResource { resource_arn: MODEL.into(), tags: vec![tag("a", "b")] };
    assert_eq!(not_found(put.send(client).await), of(MODEL, "MODEL"));
    let take = UntagResource { resource_arn: MODEL.into(), tag_keys: vec!["a".into()] };
    assert_eq!(not_found(take.send(client).await), of(MODEL, "MODEL"));
}
