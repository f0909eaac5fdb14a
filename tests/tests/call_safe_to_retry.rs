//! Which operations are retried after an attempt that may have run: by the default of the method, by the attribute, or
//! by a token. AWS does not follow HTTP's rule for PUT, so a PUT is retried only if the attribute declares it
//! idempotent.

mod scripted;

use aws_operation::{Operation, SendError, ServiceError, aws_operation, aws_service, blocking};
use scripted::{Script, Step};

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Doors;

#[aws_service(id = "Gates", protocol = "awsJson1_0", target_prefix = "Gates")]
struct Gates;

/// Declares an operation without members.
macro_rules! operation {
    ($name:ident, $http:literal $(, $($fact:tt)+)?) => {
        #[aws_operation(name = "Turn", service = Doors, output = (), http = $http $(, $($fact)+)?)]
        struct $name {}
    };
    ($name:ident $(, $($fact:tt)+)?) => {
        #[aws_operation(name = "Turn", service = Gates, output = () $(, $($fact)+)?)]
        struct $name {}
    };
}

/// Declares an operation whose one member is its token.
macro_rules! with_token {
    ($name:ident, $http:literal) => {
        #[aws_operation(name = "Turn", service = Doors, output = (), http = $http, idempotent = "token")]
        #[derive(Default)]
        struct $name {
            #[aws(header = "X-Token")]
            token: Option<String>,
        }
    };
}

operation!(Get, "GET /doors");
operation!(Head, "HEAD /doors");
operation!(Delete, "DELETE /doors");
operation!(Put, "PUT /doors");
operation!(Patch, "PATCH /doors");
operation!(Post, "POST /doors");
operation!(Rpc);

operation!(IdempotentPut, "PUT /doors", idempotent);
operation!(ReadonlyPut, "PUT /doors", readonly);
operation!(IdempotentPatch, "PATCH /doors", idempotent);
operation!(ReadonlyPost, "POST /doors", readonly);
operation!(IdempotentRpc, idempotent);
operation!(ReadonlyRpc, readonly);

operation!(WritingGet, "GET /doors", readonly = false);
operation!(WritingHead, "HEAD /doors", readonly = false);
operation!(CountingDelete, "DELETE /doors", idempotent = false);
operation!(IdempotentGet, "GET /doors", readonly = false, idempotent);
operation!(BothFalse, "GET /doors", idempotent = false, readonly = false);
operation!(FalsePut, "PUT /doors", idempotent = false);
operation!(FalsePost, "POST /doors", readonly = false, idempotent = false);
operation!(FalseRpc, idempotent = false);
operation!(NotReadonlyDelete, "DELETE /doors", readonly = false);

with_token!(PutWithToken, "PUT /doors");
with_token!(DeleteWithToken, "DELETE /doors");
with_token!(PostWithToken, "POST /doors");

type Error = SendError<ServiceError>;

/// The two failures after which an attempt may have run.
fn ambiguous() -> [Step; 2] {
    [Step::Lost, Step::rejected(500, "Broken")]
}

/// Calls the operation with one ambiguous failure and then success; returns the result and the number of attempts.
macro_rules! after {
    ($step:expr, $operation:expr) => {{
        let script = Script::new([$step, Step::response(200, "")]);
        let end: Result<(), Error> = $operation.send(&script.client()).await.map(drop);
        (end, script.count())
    }};
}

macro_rules! assert_retried {
    ($($operation:expr),+ $(,)?) => {$(
        for step in ambiguous() {
            let (end, count) = after!(step, $operation);
            assert!(end.is_ok(), "{}: {:?}", stringify!($operation), end);
            assert_eq!(count, 2, "{}", stringify!($operation));
        }
    )+};
}

macro_rules! assert_ended {
    ($($operation:expr),+ $(,)?) => {$(
        for step in ambiguous() {
            let lost = matches!(step, Step::Lost);
            let (end, count) = after!(step, $operation);
            let error = end.expect_err(stringify!($operation));
            assert_eq!((count, error.is_ambiguous()), (1, true), "{}: {error}", stringify!($operation));
            assert_eq!(matches!(error, SendError::Ambiguous(..)), lost, "{}: {error}", stringify!($operation));
        }
    )+};
}

#[tokio::test(start_paused = true)]
async fn get_head_and_delete_are_retried_by_default() {
    assert_retried!(Get {}, Head {}, Delete {});
}

#[tokio::test(start_paused = true)]
async fn put_patch_post_and_rpc_are_not_retried_by_default() {
    assert_ended!(Put {}, Patch {}, Post {}, Rpc {});
}

#[tokio::test(start_paused = true)]
async fn idempotent_and_readonly_operations_are_retried_with_every_method() {
    assert_retried!(IdempotentPut {}, ReadonlyPut {}, IdempotentPatch {}, ReadonlyPost {}, IdempotentRpc {});
    assert_retried!(ReadonlyRpc {}, IdempotentGet {});
}

#[tokio::test(start_paused = true)]
async fn false_overrides_the_default_of_the_method() {
    assert_ended!(WritingGet {}, WritingHead {}, CountingDelete {}, BothFalse {});
}

#[tokio::test(start_paused = true)]
async fn false_without_a_default_changes_nothing() {
    assert_ended!(FalsePut {}, FalsePost {}, FalseRpc {});
    assert_retried!(NotReadonlyDelete {});
}

#[tokio::test(start_paused = true)]
async fn a_call_with_a_token_is_retried_with_every_method() {
    assert_retried!(PutWithToken::default(), DeleteWithToken::default(), PostWithToken::default());
}

#[tokio::test(start_paused = true)]
async fn an_empty_token_does_not_make_a_call_safe_to_retry() {
    let empty = || Some(String::new());
    assert_ended!(PutWithToken { token: empty() }, PostWithToken { token: empty() });
    assert_retried!(DeleteWithToken { token: empty() });
}

#[tokio::test(start_paused = true)]
async fn every_attempt_of_a_put_has_the_same_token() {
    let script = Script::new([Step::Lost, Step::rejected(500, "Broken"), Step::response(200, "")]);
    PutWithToken::default().send(&script.client()).await.unwrap();
    let sent = script.take_sent();
    let tokens: Vec<_> = sent.iter().map(|sent| sent.header("x-token").unwrap()).collect();
    assert_eq!(tokens.len(), 3);
    assert!(tokens[0].len() == 36 && tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
}

#[test]
fn a_blocking_client_follows_the_same_rules() {
    let send = |script: &Script| blocking::Client::new(script.client()).unwrap();
    let script = Script::new([Step::Lost, Step::response(200, "")]);
    let error = send(&script).send(&Put {}).map(drop).unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert_eq!(script.count(), 1);
    let script = Script::new([Step::rejected(500, "Broken"), Step::response(200, "")]);
    send(&script).send(&IdempotentPut {}).unwrap();
    assert_eq!(script.count(), 2);
}

#[test]
fn the_operation_metadata_follows_the_method_and_the_attribute() {
    let flags = |meta: &aws_operation::codec::OperationMeta| (meta.readonly, meta.idempotent);
    assert_eq!(flags(Get::META), (true, false));
    assert_eq!(flags(Delete::META), (false, true));
    assert_eq!(flags(Put::META), (false, false));
    assert_eq!(flags(WritingGet::META), (false, false));
    assert_eq!(flags(IdempotentGet::META), (false, true));
    assert_eq!(flags(CountingDelete::META), (false, false));
}

#[tokio::test(start_paused = true)]
async fn the_error_names_the_setting_that_allows_a_retry() {
    for error in
        [after!(Step::Lost, Put {}).0.unwrap_err(), after!(Step::rejected(500, "Broken"), Rpc {}).0.unwrap_err()]
    {
        let text = error.to_string();
        for words in ["a token field with `idempotent = \"field\"`", "`readonly` if it only reads", "`idempotent` if"] {
            assert!(text.contains(words), "{words:?} is not in: {text}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_the_service_did_not_begin_is_retried_whatever_the_operation() {
    // STS did not reach the identity provider that issued the token.
    let rejected = |status| Step::rejected(status, "IDPCommunicationError");
    let script = Script::new([rejected(400), rejected(400), Step::response(200, "{}")]);
    Rpc {}.send(&script.client()).await.unwrap();
    assert_eq!(script.count(), 3);
    let script = Script::new([rejected(500)]);
    assert!(Rpc {}.send(&script.client()).await.unwrap_err().is_ambiguous());
    let script = Script::new([rejected(400), rejected(400), rejected(400)]);
    let error = Rpc {}.send(&script.client()).await.unwrap_err();
    assert_eq!((error.code(), error.is_ambiguous()), (Some("IDPCommunicationError"), false));
}
