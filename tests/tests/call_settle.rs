//! A conditional write and `CompleteMultipartUpload` whose response is lost are settled by looking at the object.

mod scripted;

use std::collections::HashMap;

use aws_operation::server::{Faults, Server, ServerBuilder};
use aws_operation::{
    Body, ByteStream, Call as _, Credentials, RetryPolicy, SendError, TransportError, aws_operation, blocking,
};
use aws_operation_examples::local_s3::LocalS3;
use aws_operation_examples::s3::{
    CompleteMultipartUpload, CompletedMultipartUpload, CreateBucket, CreateMultipartUpload, Error, Part, PutObject,
    PutObjectOutput, Service, UploadPart,
};
use scripted::{Script, Step};

/// `printf hello | md5sum`
const MD5: &str = "\"5d41402abc4b2a76b9719d911017c592\"";
const OTHER_MD5: &str = "\"7d793037a0760186574b0282f2f435e7\"";
/// The CRC-32 of `hello`, in base64.
const CRC32: &str = "NhCmhg==";

/// An object that is created once.
fn put() -> PutObject {
    PutObject {
        bucket: "photos".into(),
        key: "a b/k".into(),
        body: ByteStream::from(b"hello".to_vec()),
        if_none_match: Some("*".into()),
        ..PutObject::default()
    }
}

/// As `add` writes it: not `idempotent`.
#[aws_operation(name = "PutObject", service = Service, http = "PUT /{bucket}/{key+}")]
#[derive(Clone, Default)]
struct Put {
    #[aws(context = "Bucket")]
    bucket: String,
    key: String,
    #[aws(payload)]
    body: ByteStream,
    #[aws(header = "If-None-Match")]
    if_none_match: Option<String>,
    #[aws(header = "x-amz-expected-bucket-owner")]
    owner: Option<String>,
}

#[aws_operation(name = "CopyObject", service = Service, http = "PUT /{bucket}/{key+}", output = ())]
struct Copy {
    #[aws(context = "Bucket")]
    bucket: String,
    key: String,
    #[aws(header = "x-amz-copy-source")]
    source: String,
    #[aws(header = "If-None-Match")]
    if_none_match: Option<String>,
}

fn plain() -> Put {
    let (bucket, key, body) = ("photos".into(), "k".into(), ByteStream::from(b"hello".to_vec()));
    Put { bucket, key, body, if_none_match: Some("*".into()), owner: Some("123456789012".into()) }
}

/// The response to a look at an object that was written at this second.
fn there(tag: &str, length: u32, second: u8) -> Step {
    Step::response(200, "")
        .header("etag", tag)
        .header("content-length", &length.to_string())
        .header("date", "Sun, 30 Aug 2015 12:36:59 GMT")
        .header("last-modified", &format!("Sun, 30 Aug 2015 12:36:{second:02} GMT"))
        .header("x-amz-request-id", "LOOK")
}

fn absent() -> Step {
    Step::response(404, "")
}

fn stored() -> Step {
    Step::response(200, "").header("etag", MD5)
}

fn rejected(status: u16, code: &str) -> Step {
    Step::response(status, format!("<Error><Code>{code}</Code><Message>no</Message></Error>"))
}

fn failed() -> Step {
    rejected(412, "PreconditionFailed")
}

/// The methods and targets of the requests.
fn targets(script: &Script) -> Vec<String> {
    script.take_sent().iter().map(|sent| format!("{} {}", sent.request.method(), sent.target())).collect()
}

#[tokio::test(start_paused = true)]
async fn an_object_that_the_lost_attempt_wrote_is_a_success() {
    let script = Script::new([Step::Lost, there(MD5, 5, 58)]);
    let response = put().call(&script.client()).await.unwrap();
    assert_eq!((response.e_tag.as_deref(), response.attempts()), (Some(MD5), 1));
    assert_eq!((response.status().as_u16(), response.request_id()), (200, Some("LOOK")));
    assert!(!response.headers().contains_key("content-length"), "that is the object's");
    assert_eq!(targets(&script), ["PUT /a%20b/k", "HEAD /a%20b/k"]);
}

#[tokio::test(start_paused = true)]
async fn a_look_is_a_signed_call_with_what_reading_needs() {
    let script = Script::new([Step::Silence, there(MD5, 5, 58)]);
    let output = plain().send(&script.client()).await.unwrap();
    assert_eq!(output.e_tag.as_deref(), Some(MD5));
    let sent = script.take_sent();
    let look = &sent[1];
    assert_eq!(look.request.uri().host(), Some("photos.s3.us-east-1.amazonaws.com"));
    assert_eq!(look.header("x-amz-expected-bucket-owner"), Some("123456789012"));
    assert_eq!(look.header("x-amz-checksum-mode"), Some("ENABLED"));
    assert_eq!((look.header("if-none-match"), look.request.body().len()), (None, 0));
    assert!(look.header("authorization").unwrap().contains("x-amz-expected-bucket-owner"));
}

#[tokio::test(start_paused = true)]
async fn an_object_that_is_not_there_is_written_again() {
    for step in [Step::Lost, Step::Silence, rejected(500, "InternalError"), rejected(503, "Unavailable")] {
        let script = Script::new([step, absent(), stored()]);
        let response = plain().call(&script.client()).await.unwrap();
        assert_eq!((response.e_tag.as_deref(), response.attempts()), (Some(MD5), 2));
        assert_eq!(targets(&script), ["PUT /k", "HEAD /k", "PUT /k"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_rejected_retry_is_settled_too() {
    for conflict in [failed(), rejected(409, "ConditionalRequestConflict")] {
        let script = Script::new([Step::Lost, absent(), conflict, there(MD5, 5, 58)]);
        let response = put().call(&script.client()).await.unwrap();
        assert_eq!((response.e_tag.as_deref(), response.attempts()), (Some(MD5), 2));
    }
    let script = Script::new([Step::Lost, absent(), rejected(409, "ConditionalRequestConflict"), absent(), stored()]);
    assert_eq!(put().call(&script.client()).await.unwrap().attempts(), 3, "the race may be run again");
}

#[tokio::test(start_paused = true)]
async fn another_object_is_ambiguous() {
    for other in [there(OTHER_MD5, 5, 58), there(MD5, 6, 58)] {
        let script = Script::new([Step::Lost, other.clone()]);
        let error = put().send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert!(error.find_cause::<TransportError>().is_some(), "{error}");
        let text = error.to_string();
        assert!(text.starts_with("PutObject failed: the response was lost: connection reset by peer; "), "{text}");
        assert!(text.contains("the object before you write it again, and the call may have run"), "{text}");
        assert!(!text.contains("idempotent"), "{text}");

        let script = Script::new([Step::Lost, absent(), failed(), other]);
        let error = put().send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert_eq!((error.attempts(), error.code(), error.is_ambiguous()), (2, Some("PreconditionFailed"), true));
        let start = "PutObject failed: S3 rejected a retry with `PreconditionFailed` after the response to an earlier \
                     attempt was lost; ";
        assert!(error.to_string().starts_with(start), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_older_object_proves_that_the_condition_was_false() {
    for older in [there(OTHER_MD5, 5, 1), there(MD5, 5, 1)] {
        let script = Script::new([Step::Lost, older.clone(), failed(), older]);
        let error = put().send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Service(Error::PreconditionFailed { .. }, _)), "{error:?}");
        assert_eq!((error.attempts(), error.is_ambiguous()), (2, false));
    }
    // That of an object of several parts is the date at which its upload began.
    let parts = there("\"5d41402abc4b2a76b9719d911017c592-2\"", 5, 1);
    let error = put().send(&Script::new([Step::Lost, parts]).client()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn the_object_that_is_to_be_replaced_is_replaced() {
    let put = PutObject { if_none_match: None, if_match: Some(OTHER_MD5.into()), ..put() };
    let script = Script::new([Step::Lost, there(OTHER_MD5, 7, 58), stored()]);
    assert_eq!(put.call(&script.client()).await.unwrap().attempts(), 2);
    let script = Script::new([Step::Lost, there(MD5, 5, 58)]);
    assert_eq!(put.call(&script.client()).await.unwrap().attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_checksum_of_the_object_is_compared_before_its_tag() {
    let with = |step: Step, crc32| step.header("x-amz-checksum-crc32", crc32);
    for own in [None, Some(CRC32.to_owned())] {
        let put = PutObject { checksum_crc32: own, ..put() };
        let script = Script::new([Step::Lost, with(there(OTHER_MD5, 5, 58), CRC32)]);
        assert_eq!(put.call(&script.client()).await.unwrap().checksum_crc32.as_deref(), Some(CRC32));
        let script = Script::new([Step::Lost, with(there(MD5, 5, 58), "AAAAAA==")]);
        let error = put.send(&script.client()).await.unwrap_err();
        assert!(error.to_string().contains("another object is there now (ETag "), "{error}");
    }
    // S3 has one of its own if the upload had none.
    let script = Script::new([
        Step::Lost,
        there(OTHER_MD5, 5, 58).header("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00="),
    ]);
    plain().send(&script.client()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn writers_of_the_same_content_are_told_apart_by_metadata() {
    let put = PutObject { metadata: HashMap::from([("owner".into(), "me".into())]), ..put() };
    let of = |owner| there(MD5, 5, 58).header("x-amz-meta-owner", owner);
    assert_eq!(put.call(&Script::new([Step::Lost, of("me")]).client()).await.unwrap().attempts(), 1);
    for other in [of("you"), there(MD5, 5, 58)] {
        let error = put.send(&Script::new([Step::Lost, other]).client()).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    }
}

/// It may be read again for its checksum, or not.
#[tokio::test]
async fn a_stream_is_compared_as_well() {
    let (local, _) = local_with_bucket().await;
    let server = with_keys(&local).faults(Faults::new().drop_response_once()).bind("127.0.0.1:0").await.unwrap();
    let body = ByteStream::from_fn(5, || async { Ok(Body::from("hello")) });
    let response = PutObject { body, ..put() }.call(&server.client().unwrap()).await.unwrap();
    assert_eq!((response.e_tag.as_deref(), response.attempts()), (Some(MD5), 1));
}

/// What a copy is made of is not known, but the age of an object tells as much as that of another write.
#[tokio::test(start_paused = true)]
async fn a_conditional_copy_is_settled_by_the_age_of_the_object() {
    let (bucket, key, source) = ("photos".to_owned(), "k".to_owned(), "photos/source".to_owned());
    let copy = Copy { bucket, key, source, if_none_match: Some("*".into()) };
    let error = copy.send(&Script::new([Step::Lost, there(MD5, 5, 58)]).client()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert!(error.to_string().contains("nothing tells whether the object that is there now"), "{error}");
    let script = Script::new([Step::Lost, there(MD5, 5, 1), failed(), there(MD5, 5, 1)]);
    let error = copy.send(&script.client()).await.unwrap_err();
    assert!(matches!(error, SendError::Service(Error::PreconditionFailed { .. }, _)), "{error:?}");
    let script = Script::new([Step::Lost, absent(), Step::response(200, "<CopyObjectResult/>")]);
    assert_eq!(copy.call(&script.client()).await.unwrap().attempts(), 2);
}

/// The call has no time left to look.
#[tokio::test(start_paused = true)]
async fn an_operation_timeout_says_what_to_do() {
    let limit = std::time::Duration::from_secs(9);
    let script = Script::new([Step::Silence]);
    let error = put().send(&script.client_with(|builder| builder.operation_timeout(limit))).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    let text = "not done within the operation timeout of 9s; look at the object before you send the call again, and the \
                call may have run";
    assert!(error.to_string().contains(text), "{error}");
}

#[tokio::test(start_paused = true)]
async fn without_a_look_the_operation_decides() {
    let script = Script::new([Step::Lost, Step::response(403, "")]);
    let error = plain().send(&script.client()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert!(error.to_string().contains("HeadObject did not tell whether it was written (status 403)"), "{error}");

    // Its struct says that a second run changes nothing.
    let script = Script::new([Step::Lost, Step::response(403, ""), stored()]);
    assert_eq!(put().call(&script.client()).await.unwrap().attempts(), 2);
    let script = Script::new([Step::Lost, Step::response(403, ""), failed(), Step::response(403, "")]);
    let error = put().send(&script.client()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_lost_last_attempt_is_ambiguous_unless_a_look_settles_it() {
    let never = |script: &Script| script.client_with(|builder| builder.retry(RetryPolicy::never()));
    let script = Script::new([Step::Lost, there(MD5, 5, 58)]);
    assert_eq!(put().call(&never(&script)).await.unwrap().attempts(), 1);
    let script = Script::new([Step::Lost, absent()]);
    let error = put().send(&never(&script)).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert!(error.to_string().contains("there is no object: send the call again"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn nothing_is_looked_at_without_need() {
    let unconditional = PutObject { if_none_match: None, ..put() };
    let script = Script::new([Step::Lost, stored()]);
    assert_eq!(unconditional.call(&script.client()).await.unwrap().attempts(), 2);
    for first in [failed(), rejected(409, "ConditionalRequestConflict")] {
        let script = Script::new([first]);
        let error = put().send(&script.client()).await.unwrap_err();
        assert_eq!((script.count(), error.is_ambiguous()), (1, false));
    }
    for harmless in [Step::NotSent, rejected(503, "SlowDown")] {
        let script = Script::new([harmless, failed()]);
        let error = put().send(&script.client()).await.unwrap_err();
        assert!(matches!(error, SendError::Service(Error::PreconditionFailed { .. }, _)), "{error:?}");
    }
}

/// An upload of two parts, whose MD5s are those of `hello` and `worlds`.
fn complete() -> CompleteMultipartUpload {
    let part = |number, tag: &str| Part { part_number: Some(number), e_tag: Some(tag.into()), ..Part::default() };
    CompleteMultipartUpload {
        bucket: "photos".into(),
        key: "a b/k".into(),
        upload_id: "U".into(),
        multipart_upload: Some(CompletedMultipartUpload { parts: vec![part(1, MD5), part(2, OTHER_MD5)] }),
        ..CompleteMultipartUpload::default()
    }
}

/// The MD5 of the bytes of both MD5s.
const OF_PARTS: &str = "\"065947336a2f2a95ba8899f3675c3be6-2\"";

fn gone() -> Step {
    rejected(404, "NoSuchUpload")
}

fn completed() -> Step {
    Step::response(
        200,
        format!("<CompleteMultipartUploadResult><ETag>{OF_PARTS}</ETag></CompleteMultipartUploadResult>"),
    )
}

#[tokio::test(start_paused = true)]
async fn a_completed_upload_is_a_success() {
    let script = Script::new([Step::Lost, gone(), there(OF_PARTS, 11, 1)]);
    let response = complete().call(&script.client()).await.unwrap();
    assert_eq!((response.e_tag.as_deref(), response.attempts()), (Some(OF_PARTS), 2));
    assert_eq!((response.bucket.as_deref(), response.key.as_deref()), (Some("photos"), Some("a b/k")));
    assert_eq!(response.location.as_deref(), Some("https://photos.s3.us-east-1.amazonaws.com/a%20b/k"));
    assert_eq!(targets(&script), ["POST /a%20b/k?uploadId=U", "POST /a%20b/k?uploadId=U", "HEAD /a%20b/k"]);
}

#[tokio::test(start_paused = true)]
async fn an_upload_is_completed_again_because_that_is_harmless() {
    for step in [Step::Lost, Step::Silence, rejected(200, "InternalError"), Step::response(200, "")] {
        let script = Script::new([step, completed()]);
        assert_eq!(complete().call(&script.client()).await.unwrap().attempts(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_is_gone_without_its_object_is_ambiguous() {
    for (look, words) in [
        (absent(), "there is no object: the upload was aborted"),
        (there(MD5, 11, 58), "is not what the parts make"),
        (Step::response(403, ""), "(status 403)"),
    ] {
        let error = complete().send(&Script::new([Step::Lost, gone(), look]).client()).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
        assert_eq!((error.code(), error.status().map(|status| status.as_u16())), (Some("NoSuchUpload"), Some(404)));
        assert!(error.to_string().contains(words), "{error}");
    }
    let error = complete().send(&Script::new([gone()]).client()).await.unwrap_err();
    assert!(matches!(error, SendError::Service(Error::NoSuchUpload { .. }, _)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn the_last_attempt_of_a_completion_is_settled_by_its_upload() {
    let client = |script: &Script| script.client_with(|builder| builder.retry(RetryPolicy::never()));
    let script = Script::new([Step::Lost, gone(), there(OF_PARTS, 11, 1)]);
    assert_eq!(complete().call(&client(&script)).await.unwrap().attempts(), 1);
    assert_eq!(targets(&script)[1], "GET /a%20b/k?uploadId=U&max-parts=1");
    // The object may have been made of the same parts before.
    for list in [vec![Step::response(200, "<ListPartsResult/>")], vec![Step::response(403, ""), there(OF_PARTS, 11, 1)]]
    {
        let script = Script::new([Step::Lost].into_iter().chain(list));
        let error = complete().send(&client(&script)).await.unwrap_err();
        assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    }
}

fn with_keys(local: &LocalS3) -> ServerBuilder {
    local.server().accept_credentials(Credentials::new("AKIDLOCAL", "secret"))
}

/// An S3 with the bucket `photos`, and a server of it without faults.
async fn local_with_bucket() -> (LocalS3, Server) {
    let local = LocalS3::default();
    let server = with_keys(&local).bind("127.0.0.1:0").await.unwrap();
    let bucket = CreateBucket { bucket: "photos".into(), ..CreateBucket::default() };
    bucket.send(&server.client().unwrap()).await.unwrap();
    (local, server)
}

/// The server does the work and drops the response; or drops the request before.
#[tokio::test]
async fn a_real_server_is_settled() {
    let (local, open) = local_with_bucket().await;
    let with = |faults| with_keys(&local).faults(faults).bind("127.0.0.1:0");

    let server = with(Faults::new().drop_response_once()).await.unwrap();
    let response = put().call(&server.client().unwrap()).await.unwrap();
    assert_eq!((response.e_tag.as_deref(), response.attempts()), (Some(MD5), 1));
    assert_eq!(local.object("photos", "a b/k").as_deref(), Some(&b"hello"[..]));

    let server = with(Faults::new().reset_once()).await.unwrap();
    let second = PutObject { key: "second".into(), ..put() };
    assert_eq!(second.call(&server.client().unwrap()).await.unwrap().attempts(), 2);

    // Someone else wrote the object.
    let server = with(Faults::new().drop_response_once()).await.unwrap();
    let other = PutObject { key: "second".into(), body: ByteStream::from(b"other".to_vec()), ..put() };
    let error = other.send(&server.client().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:?}");
    assert_eq!(local.object("photos", "second").as_deref(), Some(&b"hello"[..]));

    let client = open.client().unwrap();
    let (bucket, key) = ("photos".to_owned(), "parts".to_owned());
    let create = CreateMultipartUpload { bucket: bucket.clone(), key: key.clone(), ..CreateMultipartUpload::default() };
    let upload_id = create.send(&client).await.unwrap().upload_id.unwrap();
    let body = ByteStream::from(b"hello".to_vec());
    let (part_number, id) = (1, upload_id.clone());
    let part = UploadPart {
        bucket: bucket.clone(),
        key: key.clone(),
        part_number,
        upload_id: id,
        body,
        ..UploadPart::default()
    };
    let e_tag = part.send(&client).await.unwrap().e_tag;
    let parts = vec![Part { part_number: Some(1), e_tag, ..Part::default() }];
    let multipart_upload = Some(CompletedMultipartUpload { parts });
    let complete = CompleteMultipartUpload { bucket, key, upload_id, multipart_upload, ..Default::default() };
    let server = with(Faults::new().drop_response_once()).await.unwrap();
    let response = complete.call(&server.client().unwrap()).await.unwrap();
    assert_eq!((response.attempts(), response.key.as_deref(), local.open_uploads()), (2, Some("parts"), 0));
}

#[test]
fn the_blocking_client_settles_too() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (local, _) = runtime.block_on(local_with_bucket());
    let server = with_keys(&local).faults(Faults::new().drop_response_once());
    let server = runtime.block_on(server.bind("127.0.0.1:0")).unwrap();
    let client = blocking::Client::new(server.client().unwrap()).unwrap();
    let output: PutObjectOutput = client.send(&put()).unwrap();
    assert_eq!(output.e_tag.as_deref(), Some(MD5));
}
