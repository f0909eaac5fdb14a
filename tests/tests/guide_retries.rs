//! The table of retries in the guide says what the client does: every row, for both kinds of operation.

mod scripted;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_operation::{
    ClientBuilder, Credentials, CredentialsFuture, Operation, ProvideCredentials, SendError, aws_error, aws_operation,
    aws_service, aws_shape,
};
use scripted::{Script, Step};

const CHAPTER: &str = include_str!("../../runtime/src/guide/_05_errors_and_retries.rs");

#[aws_error]
#[derive(Debug)]
pub enum Error {
    #[aws(transient)]
    NotReadyException { message: String },
}

/// Two operations of a service: one that is safe to retry, and one that is not.
macro_rules! service {
    ($module:ident, $protocol:literal) => {
        mod $module {
            use super::*;

            #[aws_service(id = "Doors", protocol = $protocol, error = Error)]
            pub struct Service;

            #[aws_operation(name = "Turn", http = "POST /doors", idempotent)]
            pub struct Safe {}

            #[aws_operation(name = "Turn", http = "POST /doors")]
            pub struct Unsafe {}

            #[aws_shape]
            pub struct TurnOutput {
                pub angle: Option<i32>,
            }
        }
    };
}

service!(json, "restJson1");
service!(xml, "restXml");

/// What a cell of the table says of a call, whose attempts all end as `step`.
async fn cell<O: Operation>(input: &O, step: &Step, set: Set, may_have_run: bool) -> String {
    let script = Script::new([step.clone(), step.clone(), step.clone()]);
    let error = script.client_with(set).send(input).await.err().expect("a call that fails");
    assert_eq!(error.is_ambiguous(), may_have_run, "{error}");
    let end = match error {
        SendError::Service(..) | SendError::Unmodeled { .. } => "the error",
        SendError::Ambiguous(..) => "`Ambiguous`",
        SendError::Timeout(..) => "`Timeout`",
        SendError::Transport(..) => "`Transport`",
        SendError::Decode(..) => "`Decode`",
        _ => panic!("{error}"),
    };
    if script.count() > 1 { format!("retried, then {end}") } else { end.to_owned() }
}

type Set = fn(ClientBuilder) -> ClientBuilder;

struct Row {
    /// How the row begins.
    failure: &'static str,
    steps: Vec<Step>,
    set: Set,
    may_have_run: bool,
    in_xml: bool,
}

fn row(failure: &'static str, may_have_run: bool, steps: impl Into<Vec<Step>>) -> Row {
    Row { failure, steps: steps.into(), set: |builder| builder, may_have_run, in_xml: false }
}

fn rows() -> Vec<Row> {
    let xml = |failure, body: &'static str| Row { in_xml: true, ..row(failure, true, [Step::response(200, body)]) };
    vec![
        row("not sent", false, [Step::NotSent]),
        row("throttling", false, [Step::rejected(400, "ThrottlingException"), Step::rejected(429, "Unheard")]),
        row("connection lost", true, [Step::Lost]),
        Row {
            set: |builder| builder.attempt_timeout(Duration::from_secs(1)),
            ..row("attempt timeout", true, [Step::Silence])
        },
        Row {
            set: |builder| builder.operation_timeout(Duration::from_secs(1)),
            ..row("operation timeout", true, [Step::Silence])
        },
        Row {
            set: |builder| builder.max_response_bytes(10),
            ..row("response longer", true, [Step::response(200, vec![b' '; 100])])
        },
        row("500, 502", true, [500, 502, 503, 504, 408].map(|status| Step::rejected(status, "Unheard"))),
        row(
            "`RequestTimeout`",
            true,
            [
                Step::rejected(400, "RequestTimeout"),
                Step::rejected(400, "NotReadyException"),
                Step::rejected(503, "NotReadyException"),
            ],
        ),
        row("any other 5xx", true, [501, 505].map(|status| Step::rejected(status, "Unheard"))),
        row("any other 4xx", false, [400, 403, 404, 409].map(|status| Step::rejected(status, "Unheard"))),
        xml("a success that holds an error", "<Error><Code>InternalError</Code></Error>"),
        xml("a success that is cut off", "<TurnResponse><Angle>4"),
        row("a success that is not", true, [Step::response(200, r#"{"Angle":"left"}"#)]),
    ]
}

/// The cells of the row that begins with `failure`, without emphasis and what they add to the outcome.
fn told(failure: &str) -> [String; 2] {
    let start = format!("//! | {failure}");
    let mut lines = CHAPTER.lines().filter(|line| line.starts_with(&start));
    let (Some(line), None) = (lines.next(), lines.next()) else { panic!("not one row begins with {failure:?}") };
    let cells: Vec<_> = line.rsplit(" | ").map(|cell| cell.trim_end_matches(" |").replace("**", "")).collect();
    [&cells[1], &cells[0]].map(|cell| cell.replace(", not retried", ""))
}

#[tokio::test(start_paused = true)]
async fn the_table_of_retries_is_what_the_client_does() {
    for Row { failure, steps, set, may_have_run, in_xml } in rows() {
        for step in &steps {
            let done = if in_xml {
                [
                    cell(&xml::Safe {}, step, set, may_have_run).await,
                    cell(&xml::Unsafe {}, step, set, may_have_run).await,
                ]
            } else {
                [
                    cell(&json::Safe {}, step, set, may_have_run).await,
                    cell(&json::Unsafe {}, step, set, may_have_run).await,
                ]
            };
            assert_eq!(done, told(failure), "{failure}");
        }
    }
}

/// Other credentials each time.
struct Rotating(AtomicUsize);

impl ProvideCredentials for Rotating {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Credentials::new(format!("AKID{number}"), "secret")) })
    }
}

#[tokio::test(start_paused = true)]
async fn the_rows_of_clock_and_credentials_are_what_the_client_does() {
    for (failure, cell, step) in [
        (
            "the clock",
            "retried with the right time",
            Step::rejected(403, "RequestTimeTooSkewed").header("date", "Mon, 31 Aug 2015 12:36:00 GMT"),
        ),
        ("expired credentials", "retried once, if the source has others", Step::rejected(400, "ExpiredToken")),
    ] {
        assert_eq!(told(failure), [cell, cell]);
        let script = Script::new([step, Step::response(200, "{}")]);
        let client = script.client_with(|builder| builder.credentials(Rotating(AtomicUsize::new(0))));
        json::Unsafe {}.send(&client).await.expect("a retry");
        assert_eq!(script.count(), 2, "{failure}");
    }
}

#[test]
fn every_row_of_the_table_is_run() {
    let (_, table) = CHAPTER.split_once("//! | failure of an attempt |").expect("the table");
    let rows_of_table = table.lines().skip(2).take_while(|line| line.starts_with("//! |")).count();
    assert_eq!(rows_of_table, rows().len() + 2);
}
