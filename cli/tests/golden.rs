//! The writer's output compiles, in modules like a user's.

#![deny(warnings)]
#![allow(dead_code, missing_docs, unreachable_pub, clippy::doc_markdown, clippy::type_complexity)] // not all items are used, and not every model has documentation
#[rustfmt::skip] // these files keep rustfmt's defaults
#[path = "golden/assume_role.rs"]
pub mod assume_role;
#[rustfmt::skip]
#[path = "golden/chat.rs"]
pub mod chat;
#[rustfmt::skip]
#[path = "golden/create_project.rs"]
pub mod create_project;
#[rustfmt::skip]
#[path = "golden/drafts.rs"]
pub mod drafts;
#[rustfmt::skip]
#[path = "golden/dynamodb.rs"]
pub mod dynamodb;
#[rustfmt::skip]
#[path = "golden/hostile.rs"]
pub mod hostile;
#[rustfmt::skip]
#[path = "golden/lookoutvision.rs"]
pub mod lookoutvision;
#[rustfmt::skip]
#[path = "golden/selected_members.rs"]
pub mod selected_members;
#[rustfmt::skip]
#[path = "golden/pages.rs"]
pub mod pages;
#[rustfmt::skip]
#[path = "golden/conflicts.rs"]
pub mod conflicts;
#[rustfmt::skip]
#[path = "golden/fleet.rs"]
pub mod fleet;
#[rustfmt::skip]
#[path = "golden/stock.rs"]
pub mod stock;
#[rustfmt::skip]
#[path = "golden/updated.rs"]
pub mod updated;

use aws_operation::{Operation as _, Service as _};

#[test]
fn responses_without_required_members_are_decoded() {
    let revision: drafts::Revision = serde_json::from_str(r#"{"Id":"abc"}"#).unwrap();
    assert_eq!((revision.id.as_str(), revision.tags.len(), revision.size), ("abc", 0, 0));
    assert_eq!((revision.created, revision.stage, revision.author), (None, None, None));
    let settings: drafts::Settings = serde_json::from_str("{}").unwrap();
    assert_eq!((settings.greeting.as_str(), settings.count, settings.stage), ("say \"hi\"", -1, drafts::Stage::Draft));
    // Required members of shapes that are also used in requests remain required.
    let error = serde_json::from_str::<drafts::Draft>(r#"{"Due":0,"Settings":{}}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("member `Stage` of `Draft` is required, but absent; use `Option` or `#[aws(default)]`"),
        "{error}"
    );
}

#[test]
fn written_metadata_matches_the_models() {
    assert_eq!(dynamodb::Service::META.target_prefix, "DynamoDB_20120810");
    assert_eq!(lookoutvision::Service::META.signing_name, "lookoutvision");
    assert_eq!(assume_role::Service::META.version, "2011-06-15");
    assert_eq!(lookoutvision::ListProjects::META.name, "ListProjects");
}
