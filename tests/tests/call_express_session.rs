//! Requests for a directory bucket of S3 Express are signed with the credentials of a session.

mod scripted;

use std::time::Duration;

use aws_operation::{
    ByteStream, Call as _, ChecksumPolicy, Client, Credentials, Environment, SendError, aws_operation,
};
use aws_operation_examples::local_s3::LocalS3;
use aws_operation_examples::s3::{
    CopyObject, CreateBucket, CreateSession, DeleteObjects, GetObject, PutObject, Service,
};
use scripted::{Script, Sent, Step};
use tokio::task::JoinSet;
use tokio::time::advance;

const BUCKET: &str = "fast--usw2-az1--x-s3";

fn get() -> GetObject {
    GetObject { bucket: BUCKET.to_owned(), key: "k".to_owned(), ..GetObject::default() }
}

/// A session that S3 creates at 12:00:00.
fn session(key: &str, expiration: &str) -> Step {
    let body = format!(
        "<CreateSessionResult><Credentials><SessionToken>TOKEN-OF-{key}</SessionToken><SecretAccessKey>SECRET-OF-{key}\
         </SecretAccessKey><AccessKeyId>{key}</AccessKeyId><Expiration>{expiration}</Expiration></Credentials>\
         </CreateSessionResult>"
    );
    Step::response(200, body).header("date", "Sun, 30 Aug 2015 12:00:00 GMT")
}

/// A session of five minutes.
fn lasting(key: &str) -> Step {
    session(key, "2015-08-30T12:05:00Z")
}

fn found() -> Step {
    Step::response(200, "content")
}

fn denied() -> Step {
    Step::response(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>")
}

/// The key and the signing name.
fn scope(sent: &Sent) -> (String, String) {
    let credential = sent.header("authorization").unwrap().split_once("Credential=").unwrap().1;
    let mut parts = credential.split('/').map(str::to_owned);
    (parts.next().unwrap(), parts.nth(2).unwrap())
}

/// Who signed each request.
fn keys(script: &Script) -> Vec<String> {
    script.take_sent().iter().map(|sent| scope(sent).0).collect()
}

#[tokio::test(start_paused = true)]
async fn a_session_signs_the_requests_for_its_bucket() {
    let script = Script::new([lasting("ASIA1"), found(), found()]);
    let base = Credentials::new("AKIDBASE", "base-secret").session_token("BASE-TOKEN");
    let client = script.client_with(|builder| builder.credentials(base));
    assert_eq!(get().call(&client).await.unwrap().attempts(), 1);
    get().send(&client).await.unwrap();
    let sent = script.take_sent();
    let [create, first, second] = sent.as_slice() else { panic!("{} requests", sent.len()) };
    assert_eq!(
        create.request.uri(),
        "https://fast--usw2-az1--x-s3.s3express-usw2-az1.us-east-1.amazonaws.com/?session"
    );
    assert_eq!(scope(create), ("AKIDBASE".to_owned(), "s3express".to_owned()));
    assert_eq!(create.header("x-amz-security-token"), Some("BASE-TOKEN"));
    assert_eq!(create.header("x-amz-s3session-token"), None);
    for object in [first, second] {
        assert_eq!(object.target(), "/k");
        assert_eq!(scope(object), ("ASIA1".to_owned(), "s3express".to_owned()));
        assert_eq!(object.header("x-amz-s3session-token"), Some("TOKEN-OF-ASIA1"));
        assert_eq!(object.header("x-amz-security-token"), None);
        assert!(object.header("authorization").unwrap().contains(";x-amz-s3session-token,"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_is_replaced_before_it_ends() {
    let script = Script::new([lasting("ASIA1"), found(), found(), lasting("ASIA2"), found()]);
    let client = script.client();
    for seconds in [0, 239, 2] {
        advance(Duration::from_secs(seconds)).await;
        get().send(&client).await.unwrap();
    }
    assert_eq!(keys(&script), ["AKIDEXAMPLE", "ASIA1", "ASIA1", "AKIDEXAMPLE", "ASIA2"]);

    // A session that cannot be replaced is used to its end.
    script.extend([denied(), found(), found(), denied()]);
    for seconds in [241, 10] {
        advance(Duration::from_secs(seconds)).await;
        get().send(&client).await.unwrap();
    }
    advance(Duration::from_secs(40)).await;
    let error = get().send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Credentials(..)), "{error:?}");
    assert_eq!(keys(&script), ["AKIDEXAMPLE", "ASIA2", "ASIA2", "AKIDEXAMPLE"]);
}

async fn all(client: &Client, count: usize) -> Vec<Result<(), String>> {
    let mut calls = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        calls.spawn(async move { get().send(&client).await.map(drop).map_err(|error| error.to_string()) });
    }
    calls.join_all().await
}

#[tokio::test(start_paused = true)]
async fn calls_at_the_same_time_share_a_session() {
    let script = Script::new([lasting("ASIA1").late()].into_iter().chain((0..20).map(|_| found())));
    assert!(all(&script.client(), 20).await.iter().all(Result::is_ok));
    assert_eq!(keys(&script).iter().filter(|key| *key == "AKIDEXAMPLE").count(), 1);

    let Step::Response(response) = denied() else { unreachable!() };
    let script = Script::new([Step::Late(response)]);
    let ends = all(&script.client(), 20).await;
    assert!(ends.iter().all(|end| end.as_ref().is_err_and(|error| error.contains("AccessDenied"))), "{ends:?}");
    assert_eq!(script.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_leaves_the_session_to_others() {
    let script = Script::new([Step::Silence, lasting("ASIA1"), found()]);
    let client = script.client();
    let first = tokio::time::timeout(Duration::from_secs(1), get().send(&client)).await;
    assert!(first.is_err());
    get().send(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn each_bucket_and_each_key_has_its_own_session() {
    let script =
        Script::new([lasting("ASIA1"), found(), lasting("ASIA2"), found(), lasting("ASIA3"), found(), found()]);
    let client = script.client();
    let other = client.with_credentials(Credentials::new("AKIDOTHER", "secret"));
    let second = GetObject { bucket: "slow--usw2-az2--x-s3".to_owned(), ..get() };
    get().send(&client).await.unwrap();
    get().send(&other).await.unwrap();
    second.send(&client).await.unwrap();
    get().send(&client).await.unwrap();
    assert_eq!(keys(&script), ["AKIDEXAMPLE", "ASIA1", "AKIDOTHER", "ASIA2", "AKIDEXAMPLE", "ASIA3", "ASIA1"]);
}

#[tokio::test(start_paused = true)]
async fn an_expired_session_is_replaced_at_once() {
    let expired = Step::response(400, "<Error><Code>ExpiredToken</Code></Error>");
    let script = Script::new([lasting("ASIA1"), expired, lasting("ASIA2"), found()]);
    assert_eq!(get().call(&script.client()).await.unwrap().attempts(), 2);
    assert_eq!(keys(&script), ["AKIDEXAMPLE", "ASIA1", "AKIDEXAMPLE", "ASIA2"]);
}

#[tokio::test(start_paused = true)]
async fn an_error_names_the_bucket() {
    let broken = "<CreateSessionResult><Credentials><AccessKeyId>A</AccessKeyId></Credentials></CreateSessionResult>";
    for (steps, reason) in [
        (vec![denied()], "CreateSession failed: AccessDenied: no (status 403); allow `s3express:CreateSession`"),
        (vec![Step::response(200, broken)], "the response to CreateSession has no credentials"),
        (
            vec![Step::Lost, Step::Lost, Step::Lost],
            "CreateSession failed: the response was lost: connection reset by peer",
        ),
    ] {
        let error = get().send(&Script::new(steps).client()).await.unwrap_err();
        assert!(matches!(error, SendError::Credentials(..)) && !error.is_ambiguous(), "{error:?}");
        let text = format!("no credentials: there is no session for the directory bucket `{BUCKET}`: {reason}");
        assert_eq!(error.to_string(), format!("GetObject failed: {text}"));
        assert_eq!(error.attempts(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_is_never_shown() {
    let rejected = "<Error><Code>Other</Code><Message>TOKEN-OF-ASIA1-LONG SECRET-OF-ASIA1-LONG</Message></Error>";
    let script = Script::new([lasting("ASIA1-LONG"), Step::response(400, rejected)]);
    let client = script.client();
    let prepared = get().prepare(&client).await.unwrap();
    let error = get().send(&client).await.unwrap_err();
    for shown in
        [prepared.to_curl(), format!("{prepared:?}"), error.to_string(), format!("{error:#?}"), format!("{client:?}")]
    {
        assert!(!shown.contains("TOKEN-OF") && !shown.contains("SECRET-OF"), "{shown}");
    }
    assert!(prepared.headers()["x-amz-s3session-token"].is_sensitive());
}

#[tokio::test(start_paused = true)]
async fn a_url_is_presigned_by_a_session() {
    let script = Script::new([lasting("ASIA1")]);
    let url = get().presign(&script.client(), Duration::from_secs(60)).await.unwrap();
    assert!(url.contains("&X-Amz-S3session-Token=TOKEN-OF-ASIA1&X-Amz-Signature="), "{url}");
    assert!(url.contains("X-Amz-Credential=ASIA1%2F") && !url.contains("Security-Token"), "{url}");
}

#[tokio::test(start_paused = true)]
async fn sessions_can_be_switched_off() {
    let script = Script::new([found()]);
    let client = script.client_with(|builder| builder.s3_disable_express_session_auth(true));
    get().send(&client).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(scope(&sent[0]), ("AKIDEXAMPLE".to_owned(), "s3express".to_owned()));
    assert_eq!(sent[0].header("x-amz-s3session-token"), None);

    let environment = Environment::empty().with_variable("HOME", "/h").with_variable("AWS_REGION", "us-east-1");
    let off = environment.clone().with_variable("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "true");
    let in_profile = environment.with_file("/h/.aws/config", "[default]\ns3_disable_express_session_auth = true\n");
    for environment in [off, in_profile] {
        let script = Script::new([found()]);
        let builder = Client::builder().credentials(Credentials::new("AKID", "secret")).transport(script.clone());
        get().send(&builder.build_from(&environment).await.unwrap()).await.unwrap();
        assert_eq!(keys(&script), ["AKID"]);
    }
}

/// An S3-compatible server has none. A copy may need two buckets.
#[tokio::test(start_paused = true)]
async fn some_requests_have_no_session() {
    let script = Script::new([found()]);
    get().send(&script.client_with(|builder| builder.endpoint_url("https://s3.example"))).await.unwrap();
    assert_eq!(keys(&script), ["AKIDEXAMPLE"]);
    let at_aws = "https://vpce-1.s3.us-east-1.vpce.amazonaws.com";
    let script = Script::new([lasting("ASIA1"), found()]);
    get().send(&script.client_with(|builder| builder.endpoint_url(at_aws))).await.unwrap();
    assert_eq!(keys(&script), ["AKIDEXAMPLE", "ASIA1"]);

    let script = Script::new([Step::response(200, "<CopyObjectResult/>"), lasting("ASIA1")]);
    let client = script.client();
    let copy = CopyObject { bucket: BUCKET.to_owned(), key: "k".to_owned(), copy_source: "other/k".to_owned() };
    copy.send(&client).await.unwrap();
    let created = CreateSession { bucket: BUCKET.to_owned() }.send(&client).await.unwrap();
    assert_eq!(created.credentials.access_key_id, "ASIA1");
    assert_eq!(keys(&script), ["AKIDEXAMPLE", "AKIDEXAMPLE"]);
}

/// Directory buckets do not support `Content-MD5`.
#[tokio::test(start_paused = true)]
async fn a_required_checksum_is_a_crc32() {
    #[aws_operation(name = "PutBucketThing", service = Service, http = "PUT /{bucket}?thing", output = (), idempotent)]
    #[aws(checksum_required)]
    struct PutThing {
        #[aws(context = "Bucket")]
        bucket: String,
        #[aws(payload)]
        body: String,
    }
    let script = Script::new([lasting("ASIA1"), Step::response(200, "<DeleteResult/>"), Step::response(200, "")]);
    let client = script.client_with(|builder| builder.request_checksum_calculation(ChecksumPolicy::WhenRequired));
    DeleteObjects { bucket: BUCKET.to_owned(), ..DeleteObjects::default() }.send(&client).await.unwrap();
    PutThing { bucket: BUCKET.to_owned(), body: "thing".to_owned() }.send(&client).await.unwrap();
    for sent in &script.take_sent()[1..] {
        assert!(sent.header("x-amz-checksum-crc32").is_some(), "{:?}", sent.request);
        assert_eq!(sent.header("content-md5"), None);
    }
}

/// The server verifies the signatures of the session.
#[tokio::test]
async fn a_server_accepts_the_session() {
    let local = LocalS3::default();
    let server = local.server().credentials("AKIDLOCAL", "secret").accept_credentials(LocalS3::session());
    let server = server.bind("127.0.0.1:0").await.unwrap();
    CreateBucket { bucket: BUCKET.to_owned(), ..CreateBucket::default() }
        .send(&server.client().unwrap())
        .await
        .unwrap();
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDLOCAL", "secret"))
        .endpoint_url(server.url())
        .s3_disable_express_session_auth(false)
        .build()
        .unwrap();
    let body = ByteStream::from(b"content".to_vec());
    let put = PutObject { bucket: BUCKET.to_owned(), key: "a b".to_owned(), body, ..PutObject::default() };
    put.send(&client).await.unwrap();
    let got = GetObject { key: "a b".to_owned(), ..get() }.send(&client).await.unwrap();
    assert_eq!(got.body.open().await.unwrap().bytes(100).await.unwrap(), "content");
    let keys: Vec<_> = server.recorded_requests().into_iter().filter_map(|request| request.operation).collect();
    assert_eq!(keys, ["CreateBucket", "CreateSession", "PutObject", "GetObject"]);
}
