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
#[path = "golden/kilns.rs"]
pub mod kilns;
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

use std::sync::Mutex;
use std::time::Duration;

use aws_operation::{
    Body, Client, Credentials, Operation as _, Service as _, Transport, TransportFuture, WaitError, Waiter, http,
};

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

/// Responds with these statuses and bodies in turn.
struct Scripted(Mutex<Vec<(u16, String)>>);

#[allow(clippy::unwrap_used)] // failures in tests panic
impl Transport for Scripted {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let (status, body) = self.0.lock().unwrap().remove(0);
        Box::pin(async move {
            let mut response = http::Response::new(Body::from(body.into_bytes()));
            *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
            Ok(response)
        })
    }
}

/// How a waiter of `DescribeKiln` ends after one response: `success`, `failure`, or `retry`.
#[allow(clippy::unwrap_used)]
fn after(waiter: Waiter<kilns::DescribeKiln>, status: u16, body: &str) -> &'static str {
    let transport = Scripted(Mutex::new(vec![(status, body.to_owned())]));
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = client.transport(transport).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let describe = kilns::DescribeKiln { name: "k".to_owned() };
    // The wait is not longer than the smallest delay, so it makes one call.
    match runtime.block_on(client.wait(&describe, waiter)) {
        Ok(_) => "success",
        Err(WaitError::Failed(_)) => "failure",
        Err(_) => "retry",
    }
}

#[test]
#[allow(deprecated)]
fn written_waiters_decide_as_the_model_says() {
    let not_found = r#"{"__type":"ResourceNotFound"}"#;
    let wait = Duration::from_secs(1);
    #[rustfmt::skip]
    let cases: &[(fn(Duration) -> Waiter<kilns::DescribeKiln>, u16, &str, &str)] = &[
        (kilns::kiln_ready, 200, r#"{"kiln":{"status":"READY"}}"#, "success"),
        (kilns::kiln_ready, 200, r#"{"kiln":{"status":"BROKEN"}}"#, "failure"),
        (kilns::kiln_ready, 200, r#"{"kiln":{"status":"NEW"}}"#, "retry"),
        (kilns::kiln_ready, 200, r#"{"kiln":{}}"#, "retry"),
        (kilns::kiln_ready, 200, "{}", "retry"),
        (kilns::kiln_ready, 404, not_found, "retry"),
        (kilns::kiln_ready, 400, r#"{"__type":"Other"}"#, "failure"),
        (kilns::kiln_gone, 404, not_found, "success"),
        (kilns::kiln_gone, 200, "{}", "retry"),
        (kilns::kiln_open, 200, r#"{"kiln":{"open":true},"locked":true}"#, "success"),
        (kilns::kiln_open, 200, r#"{"kiln":{"open":false,"status":"READY"},"locked":true}"#, "retry"),
        (kilns::kiln_open, 200, r#"{"kiln":{"status":"READY"},"locked":false}"#, "failure"),
        (kilns::kiln_open, 200, r#"{"kiln":{"status":"BROKEN"},"locked":true}"#, "failure"),
        (kilns::kiln_open, 200, r#"{"locked":true}"#, "failure"),
        (kilns::pots_fired, 200, r#"{"shelves":[{"pots":[{"state":"fired"},{}]},{"pots":[{"state":"fired"}]},{}]}"#, "success"),
        (kilns::pots_fired, 200, r#"{"shelves":[{"pots":[{"state":"fired"},{"state":"wet"}]}]}"#, "retry"),
        (kilns::pots_fired, 200, r#"{"shelves":[{"pots":[{"state":"fired"},{"state":"cracked"}]}]}"#, "failure"),
        (kilns::pots_fired, 200, r#"{"shelves":[]}"#, "retry"),
        (kilns::pots_fired, 200, "{}", "retry"),
        (kilns::pots_fired, 200, r#"{"zones":{"a":{"state":"hot"},"b":{"state":"failed"}}}"#, "failure"),
        (kilns::shelves_full, 200, r#"{"shelves":[{"pots":[{}],"used":3,"capacity":3}]}"#, "success"),
        (kilns::shelves_full, 200, r#"{"shelves":[{"pots":[{}],"used":2,"capacity":3}]}"#, "retry"),
        (kilns::shelves_full, 200, r#"{"shelves":[{"pots":[{},{}],"used":3,"capacity":3}]}"#, "retry"),
        (kilns::shelves_full, 200, r#"{"shelves":[]}"#, "success"),
        (kilns::shelves_full, 200, "{}", "retry"),
        (kilns::shelves_full, 200, r#"{"shelves":[{"type":"glass"},{"type":"clay"}]}"#, "failure"),
        (kilns::shelves_full, 200, r#"{"shelves":[{"type":"glass"},{"type":"iron"}]}"#, "retry"),
        (kilns::shelves_full, 200, r#"{"shelves":[{"type":"lost"},{"type":"iron"}]}"#, "failure"),
        (kilns::shelves_empty, 200, r#"{"shelves":[{"pots":[]},{}]}"#, "success"),
        (kilns::shelves_empty, 200, r#"{"shelves":[{"pots":[{}],"type":"a"},{"type":"b"},{"type":"c"}]}"#, "failure"),
        (kilns::shelves_empty, 200, r#"{"shelves":[{"pots":[{}],"type":"a"}]}"#, "retry"),
        (kilns::shelves_empty, 200, r#"{"note":"x"}"#, "failure"),
    ];
    for (waiter, status, body, expected) in cases {
        assert_eq!(after(waiter(wait), *status, body), *expected, "{body}");
    }
}
