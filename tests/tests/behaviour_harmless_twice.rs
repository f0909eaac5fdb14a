//! Which operations are retried after an attempt that may have run: the method's default, what the attribute says, the
//! token. AWS does not keep HTTP's rule for PUT, so a PUT is retried only where its author says that it may be.

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

/// The two ways of an attempt to fail that may have run.
fn ambiguous() -> [Step; 2] {
    [Step::Lost, Step::rejected(500, "Broken")]
}

/// Sends the operation through one ambiguous failure and then success; gives how it ended, and the attempts.
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
async fn get_head_and_delete_are_retried_by_their_method() {
    assert_retried!(Get {}, Head {}, Delete {});
}

#[tokio::test(start_paused = true)]
async fn put_patch_post_and_rpc_are_not_retried_by_default() {
    assert_ended!(Put {}, Patch {}, Post {}, Rpc {});
}

#[tokio::test(start_paused = true)]
async fn what_is_said_to_be_harmless_is_retried_whatever_its_method() {
    assert_retried!(IdempotentPut {}, ReadonlyPut {}, IdempotentPatch {}, ReadonlyPost {}, IdempotentRpc {});
    assert_retried!(ReadonlyRpc {}, IdempotentGet {});
}

#[tokio::test(start_paused = true)]
async fn false_takes_the_default_of_a_method_back() {
    assert_ended!(WritingGet {}, WritingHead {}, CountingDelete {}, BothFalse {});
}

#[tokio::test(start_paused = true)]
async fn false_where_there_is_no_default_states_a_fact() {
    assert_ended!(FalsePut {}, FalsePost {}, FalseRpc {});
    assert_retried!(NotReadonlyDelete {});
}

#[tokio::test(start_paused = true)]
async fn a_token_has_a_call_retried_whatever_its_method() {
    assert_retried!(PutWithToken::default(), DeleteWithToken::default(), PostWithToken::default());
}

#[tokio::test(start_paused = true)]
async fn an_empty_token_protects_nothing() {
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
fn a_blocking_client_keeps_the_same_rule() {
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
fn the_facts_are_those_of_the_method_and_the_attribute() {
    let facts = |meta: &aws_operation::codec::OperationMeta| (meta.readonly, meta.idempotent);
    assert_eq!(facts(Get::META), (true, false));
    assert_eq!(facts(Delete::META), (false, true));
    assert_eq!(facts(Put::META), (false, false));
    assert_eq!(facts(WritingGet::META), (false, false));
    assert_eq!(facts(IdempotentGet::META), (false, true));
    assert_eq!(facts(CountingDelete::META), (false, false));
}

#[tokio::test(start_paused = true)]
async fn the_error_says_what_would_have_had_it_retried() {
    for error in
        [after!(Step::Lost, Put {}).0.unwrap_err(), after!(Step::rejected(500, "Broken"), Rpc {}).0.unwrap_err()]
    {
        let text = error.to_string();
        for words in ["a token field with `idempotent = \"field\"`", "`readonly` if it only reads", "`idempotent` if"] {
            assert!(text.contains(words), "{words:?} is not in: {text}");
        }
    }
}
