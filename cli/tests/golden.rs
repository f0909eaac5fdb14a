//! What the writer writes compiles, in modules as a user has them.

#![deny(warnings)]
#![allow(dead_code, missing_docs, unreachable_pub, clippy::doc_markdown)] // nobody calls all of it, and not every model says what it means
#[rustfmt::skip] // these files keep rustfmt's defaults
#[path = "golden/assume_role.rs"]
pub mod assume_role;
#[rustfmt::skip]
#[path = "golden/create_project.rs"]
pub mod create_project;
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
#[path = "golden/only.rs"]
pub mod only;
#[rustfmt::skip]
#[path = "golden/pages.rs"]
pub mod pages;
#[rustfmt::skip]
#[path = "golden/stock.rs"]
pub mod stock;
#[rustfmt::skip]
#[path = "golden/updated.rs"]
pub mod updated;

use aws_operation::{Operation as _, Service as _};

#[test]
fn the_facts_are_the_models() {
    assert_eq!(dynamodb::Service::META.target_prefix, "DynamoDB_20120810");
    assert_eq!(lookoutvision::Service::META.signing_name, "lookoutvision");
    assert_eq!(assume_role::Service::META.version, "2011-06-15");
    assert_eq!(lookoutvision::ListProjects::META.name, "ListProjects");
}
