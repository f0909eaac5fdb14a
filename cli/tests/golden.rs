//! What the writer writes compiles, in modules as a user has them.

#![deny(warnings)]
#![allow(dead_code, missing_docs, unreachable_pub, clippy::doc_markdown, clippy::type_complexity)] // nobody calls all of it, and not every model says what it means
#[rustfmt::skip] // these files keep rustfmt's defaults
#[path = "golden/assume_role.rs"]
pub mod assume_role;
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
#[path = "golden/stock.rs"]
pub mod stock;
#[rustfmt::skip]
#[path = "golden/updated.rs"]
pub mod updated;

use aws_operation::{Operation as _, Service as _};

#[test]
fn a_response_without_what_the_model_requires_is_read() {
    let revision: drafts::Revision = serde_json::from_str(r#"{"Id":"abc"}"#).unwrap();
    assert_eq!((revision.id.as_str(), revision.tags.len(), revision.size), ("abc", 0, 0));
    assert_eq!((revision.created, revision.stage, revision.author), (None, None, None));
    let settings: drafts::Settings = serde_json::from_str("{}").unwrap();
    assert_eq!((settings.greeting.as_str(), settings.count, settings.stage), ("say \"hi\"", -1, drafts::Stage::Draft));
    // What was sent with them comes back with them.
    let error = serde_json::from_str::<drafts::Draft>(r#"{"Due":0,"Settings":{}}"#).unwrap_err();
    assert!(error.to_string().starts_with("member `Stage` of `Draft` is required, but absent"), "{error}");
}

#[test]
fn the_facts_are_the_models() {
    assert_eq!(dynamodb::Service::META.target_prefix, "DynamoDB_20120810");
    assert_eq!(lookoutvision::Service::META.signing_name, "lookoutvision");
    assert_eq!(assume_role::Service::META.version, "2011-06-15");
    assert_eq!(lookoutvision::ListProjects::META.name, "ListProjects");
}
