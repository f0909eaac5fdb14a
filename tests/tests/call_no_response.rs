//! The error of a call without a response, for every kind of failure, kind of operation and retry policy.

mod scripted;

use std::time::Duration;

use aws_operation::{
    Bytes, Call, ClientBuilder, RetryPolicy, SendError, ServiceError, aws_operation, aws_service, aws_shape,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use scripted::{Script, Step, policy};

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Doors;

#[aws_shape]
#[derive(Debug)]
struct Opened {
    count: Option<i32>,
}

/// Declares an operation that opens a door.
macro_rules! operation {
    ($name:ident, $http:literal $(, $fact:ident)?) => {
        #[aws_operation(name = "Open", service = Doors, output = Opened $(, $fact)?)]
        #[aws(http = $http)]
        struct $name {}
    };
}

operation!(Post, "POST /doors");
operation!(Idempotent, "POST /doors", idempotent);
operation!(Readonly, "POST /doors", readonly);

#[aws_operation(name = "Open", service = Doors, output = Opened, idempotent = "token")]
#[aws(http = "POST /doors")]
struct Tokened {
    token: Option<String>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Plain,
    Idempotent,
    Readonly,
    FilledToken,
    /// The caller set an empty token, which does not make the call safe to retry.
    EmptyToken,
}

impl Kind {
    async fn send(self, client: &aws_operation::Client) -> Result<u32, SendError<ServiceError>> {
        let opened = match self {
            Self::Plain => Post {}.call(client).await,
            Self::Idempotent => Idempotent {}.call(client).await,
            Self::Readonly => Readonly {}.call(client).await,
            Self::FilledToken => Tokened { token: None }.call(client).await,
            Self::EmptyToken => Tokened { token: Some(String::new()) }.call(client).await,
        };
        opened.map(|opened| opened.attempts())
    }

    fn is_safe_to_retry(self) -> bool {
        !matches!(self, Self::Plain | Self::EmptyToken)
    }
}

/// The result of an attempt.
#[derive(Clone, Copy, Debug)]
enum Fate {
    NotSent,
    Lost,
    Silence,
    TooLarge,
    Undecodable,
    Status(u16),
    Throttled,
    TimedOutThere,
    Opened,
}

impl Fate {
    fn step(self) -> Step {
        match self {
            Self::NotSent => Step::NotSent,
            Self::Lost => Step::Lost,
            Self::Silence => Step::Silence,
            Self::TooLarge => Step::response(200, Bytes::from(vec![b' '; LARGEST + 1])),
            Self::Undecodable => Step::response(200, r#"{"Count":"many"}"#),
            Self::Status(status) => Step::response(status, ""),
            Self::Throttled => Step::rejected(503, "SlowDown"),
            Self::TimedOutThere => Step::rejected(400, "RequestTimeoutException"),
            Self::Opened => Step::response(200, r#"{"Count":1}"#),
        }
    }

    /// The request may have run.
    fn may_have_run(self) -> bool {
        !matches!(self, Self::NotSent | Self::Throttled | Self::Status(403 | 404 | 429))
    }

    /// The attempt received a readable response.
    fn has_response(self) -> bool {
        !matches!(self, Self::NotSent | Self::Lost | Self::Silence | Self::TooLarge)
    }

    /// The failure is transient.
    fn is_transient(self) -> bool {
        !matches!(self, Self::TooLarge | Self::Undecodable | Self::Status(403 | 404 | 501) | Self::Opened)
    }
}

const LARGEST: usize = 40;
const ATTEMPTS: usize = 3;

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Plain, Kind::Idempotent, Kind::Readonly, Kind::FilledToken, Kind::EmptyToken])
}

fn fate() -> impl Strategy<Value = Fate> {
    let statuses = [403, 404, 408, 429, 500, 501, 502, 503, 504].map(Fate::Status);
    let others = [
        Fate::NotSent,
        Fate::Lost,
        Fate::Silence,
        Fate::TooLarge,
        Fate::Undecodable,
        Fate::Throttled,
        Fate::TimedOutThere,
        Fate::Opened,
    ];
    prop::sample::select([&statuses[..], &others].concat())
}

/// The timeout that ends an attempt without a response.
#[derive(Clone, Copy, Debug)]
enum Limit {
    Attempt,
    Operation,
}

fn limited(builder: ClientBuilder, limit: Limit) -> ClientBuilder {
    match limit {
        Limit::Attempt => builder,
        Limit::Operation => builder.operation_timeout(Duration::from_secs(20)),
    }
}

/// Makes a call whose attempts have the given `fates`, and compares its result with them.
async fn check(kind: Kind, fates: &[Fate], limit: Limit, repeats: bool) -> TestCaseResult {
    let script = Script::new(fates.iter().map(|fate| fate.step()));
    let retry = if repeats { RetryPolicy::aws_standard() } else { RetryPolicy::standard() };
    let client = script.client_with(|builder| limited(builder.max_response_bytes(LARGEST), limit).retry(policy(retry)));
    let end = kind.send(&client).await;

    let sent = &fates[..script.count()];
    let (before, last) = (&sent[..sent.len() - 1], sent[sent.len() - 1]);
    let may_have_run = sent.iter().any(|fate| fate.may_have_run());
    let is_over = matches!((limit, last), (Limit::Operation, Fate::Silence));
    prop_assert!(before.iter().all(|fate| fate.is_transient()), "sent after {before:?}");
    if !repeats && !kind.is_safe_to_retry() {
        prop_assert!(!before.iter().any(|fate| fate.may_have_run()), "retried after {before:?}");
    }
    let is_kept = last.may_have_run() && !kind.is_safe_to_retry() && !repeats;
    if sent.len() < ATTEMPTS && last.is_transient() && !is_kept && !is_over {
        return Err(TestCaseError::fail(format!("not retried after {sent:?}")));
    }

    let error = match end {
        Ok(attempts) => {
            prop_assert!(matches!(last, Fate::Opened));
            prop_assert_eq!(attempts as usize, sent.len());
            return Ok(());
        }
        Err(error) => error,
    };
    prop_assert_eq!(error.attempts() as usize, sent.len());
    prop_assert_eq!(error.is_ambiguous(), may_have_run, "{}", error);
    prop_assert_eq!(error.status().is_some(), last.has_response(), "{}", error);
    let must_be_looked_at = !last.has_response() && may_have_run && !kind.is_safe_to_retry();
    prop_assert_eq!(matches!(error, SendError::Ambiguous(..)), must_be_looked_at, "{:?}", error);
    prop_assert_eq!(matches!(error, SendError::Decode(..)), matches!(last, Fate::Undecodable), "{:?}", error);
    if !must_be_looked_at {
        prop_assert_eq!(matches!(error, SendError::Timeout(..)), matches!(last, Fate::Silence), "{:?}", error);
        let is_lost = matches!(last, Fate::NotSent | Fate::Lost | Fate::TooLarge);
        prop_assert_eq!(matches!(error, SendError::Transport(..)), is_lost, "{:?}", error);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_call_that_may_have_run_and_is_not_safe_to_retry_is_ambiguous(
        kind in kind(),
        fates in vec(fate(), ATTEMPTS..=ATTEMPTS),
        limit in prop::sample::select(vec![Limit::Attempt, Limit::Operation]),
        repeats in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(check(kind, &fates, limit, repeats))?;
    }
}
