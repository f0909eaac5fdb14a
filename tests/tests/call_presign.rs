//! Presigned URLs: signed as the official SDK signs them, and accepted by a server.

mod scripted;
mod served;

use std::time::{Duration, SystemTime};

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Body, Bytes, Client, Clock, Credentials, PresignedRequest, SendError, Timestamp, TokenSource, Transport as _,
    aws_operation, aws_service, http,
};
use aws_operation_tests::BuiltInTransport;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use scripted::{CreateProject, Script};
use served::{Things, client_of, thing};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const NOW: i64 = 1_440_938_160;
const HOUR: Duration = Duration::from_secs(3600);

#[aws_operation(name = "GetDoor", output = (), http = "GET /doors/{name}")]
#[aws(service = scripted::Service)]
struct GetDoor {
    name: String,
    #[aws(query)]
    color: Option<String>,
}

#[aws_service(id = "S3", protocol = "restJson1")]
struct S3;

#[aws_operation(name = "GetObject", service = S3, output = (), http = "GET /{bucket}/{key+}")]
struct GetObject {
    bucket: String,
    key: String,
}

#[aws_service(id = "S3Tables", protocol = "restJson1")]
struct S3Tables;

#[aws_operation(name = "GetTable", service = S3Tables, output = (), http = "GET /tables/{arn}")]
struct GetTable {
    arn: String,
}

#[aws_operation(name = "Assume", output = (), http = "GET /doors", auth = "none", service = scripted::Service)]
struct Open;

fn client(session: Option<&str>) -> Client {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET);
    let credentials = match session {
        Some(token) => credentials.session_token(token),
        None => credentials,
    };
    Script::new([]).client_with(|client| client.credentials(credentials).tokens(TokenSource::fixed("fixed-token")))
}

fn query(url: &str) -> Vec<(&str, &str)> {
    url.split_once('?').unwrap().1.split('&').map(|pair| pair.split_once('=').unwrap()).collect()
}

/// The official SDK's signature of the request that `presigned` describes.
fn official(presigned: &PresignedRequest, service: &str, session: Option<&str>, body: SignableBody<'_>) -> String {
    let (base, query) = presigned.url().split_once('?').unwrap();
    let own: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("X-Amz-")).collect();
    let url = if own.is_empty() { base.to_owned() } else { format!("{base}?{}", own.join("&")) };
    let identity = aws_credential_types::Credentials::new("AKIDEXAMPLE", SECRET, session.map(Into::into), None, "test");
    let identity = identity.into();
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(HOUR);
    settings.payload_checksum_kind = PayloadChecksumKind::NoHeader;
    if service == "s3" {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name(service)
        .time(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW.unsigned_abs()))
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let headers = presigned.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    let request = SignableRequest::new(presigned.method().as_str(), url, headers, body).unwrap();
    sign(request, &params).unwrap().into_parts().1
}

#[tokio::test]
async fn a_presigned_url_has_the_signature_of_the_official_sdk() {
    for session in [None, Some("session/token+=")] {
        let client = client(session);
        let door = GetDoor { name: "a b/c:é".into(), color: Some("red & blue".into()) };
        let presigned = door.presign(&client, HOUR).await.unwrap();
        let signature = official(&presigned, "lookoutvision", session, SignableBody::Bytes(b""));
        assert_eq!(query(&presigned).last(), Some(&("X-Amz-Signature", signature.as_str())));
        assert!(presigned.headers().is_empty() && presigned.body().is_empty());

        let project = CreateProject::paint().presign(&client, HOUR).await.unwrap();
        let body = project.body().as_bytes().unwrap();
        assert_eq!(body, r#"{"ProjectName":"paint"}"#);
        let signature = official(&project, "lookoutvision", session, SignableBody::Bytes(body));
        assert_eq!(query(&project).last(), Some(&("X-Amz-Signature", signature.as_str())));
        assert_eq!(project.idempotency_token(), Some("fixed-token"));
        let mut headers: Vec<_> = project.headers().keys().map(|name| name.as_str()).collect();
        headers.sort_unstable();
        assert_eq!(headers, ["content-type", "x-amzn-client-token"]);
        assert!(project.contains("&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amzn-client-token&"), "{project}");

        let object = GetObject { bucket: "b".into(), key: "a b//c".into() }.presign(&client, HOUR).await.unwrap();
        let signature = official(&object, "s3", session, SignableBody::UnsignedPayload);
        assert_eq!(query(&object).last(), Some(&("X-Amz-Signature", signature.as_str())));

        // The name contains S3, but the service is not S3.
        let table = GetTable { arn: "arn:aws/a b".into() }.presign(&client, HOUR).await.unwrap();
        let signature = official(&table, "s3tables", session, SignableBody::Bytes(b""));
        assert_eq!(query(&table).last(), Some(&("X-Amz-Signature", signature.as_str())));
    }
}

#[tokio::test]
async fn the_query_parameters_are_in_the_order_of_aws() {
    let door = GetDoor { name: "x".into(), color: Some("red".into()) };
    let presigned = door.presign(&client(Some("session")), HOUR).await.unwrap();
    let parameters = query(&presigned);
    let names: Vec<&str> = parameters.iter().map(|(name, _)| *name).collect();
    let expected = [
        "Color",
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Security-Token",
        "X-Amz-Signature",
    ];
    assert_eq!(names, expected);
    assert!(parameters.contains(&("X-Amz-Expires", "3600")) && parameters.contains(&("X-Amz-SignedHeaders", "host")));
    assert_eq!(format!("{presigned:?}"), "PresignedRequest { method: GET, .. }");
}

#[tokio::test]
async fn a_presigned_url_is_valid_for_one_second_to_one_week() {
    let door = GetDoor { name: "x".into(), color: None };
    for seconds in [1, 604_800] {
        let url = door.presign(&client(None), Duration::from_secs(seconds)).await.unwrap();
        assert!(url.contains(&format!("&X-Amz-Expires={seconds}&")), "{url}");
    }
    for (ttl, seconds) in
        [(Duration::ZERO, 0), (Duration::from_millis(999), 0), (Duration::from_secs(604_801), 604_801)]
    {
        let error = door.presign(&client(None), ttl).await.unwrap_err();
        assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
        assert!(error.to_string().contains(&format!("1 to 604800 seconds, not {seconds}")), "{error}");
    }
}

#[tokio::test]
async fn an_operation_without_auth_is_presigned_without_a_signature() {
    let url = Open.presign(&client(None), HOUR).await.unwrap();
    assert_eq!(url.url(), "https://lookoutvision.us-east-1.amazonaws.com/doors");
}

/// Sends a presigned request; returns the status and the response.
async fn use_url(
    presigned: &PresignedRequest,
    change: impl FnOnce(&mut http::request::Parts, &mut Bytes),
) -> (u16, String) {
    let request = http::Request::builder().method(presigned.method()).uri(presigned.url());
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    parts.headers.clone_from(presigned.headers());
    let mut body = presigned.body().as_bytes().unwrap().clone();
    change(&mut parts, &mut body);
    let transport = BuiltInTransport::new(Duration::from_secs(3));
    let response = transport.send(http::Request::from_parts(parts, Body::from(body))).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status.as_u16(), String::from_utf8(body.bytes(100_000).await.unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_accepts_a_presigned_url_only_unchanged() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).build().unwrap();
    let presigned = thing("é").presign(&client, HOUR).await.unwrap();
    let (status, response) = use_url(&presigned, |_, _| {}).await;
    assert_eq!((status, things.made()), (200, 1), "{response}");
    let (_, again) = use_url(&presigned, |_, _| {}).await;
    assert_eq!((again, things.made()), (response, 1), "the token in it makes the call run once");
    let (_, signature) = *query(&presigned).last().unwrap();
    let shown = format!("{:?}", server.recorded_requests());
    assert!(shown.contains("operation") && !shown.contains(signature), "{shown}");

    type Change = fn(&mut http::request::Parts, &mut Bytes);
    let changes: [(&str, Change); 5] = [
        ("the body", |_, body| *body = Bytes::from_static(br#"{"Name":"other"}"#)),
        ("a header", |parts, _| drop(parts.headers.insert("x-token", "other".parse().unwrap()))),
        ("the path", |parts, _| parts.uri = parts.uri.to_string().replace("/things/", "/things/x").parse().unwrap()),
        ("the ttl", |parts, _| parts.uri = parts.uri.to_string().replace("=3600", "=3601").parse().unwrap()),
        ("an amz header", |parts, _| drop(parts.headers.insert("x-amz-meta-a", "b".parse().unwrap()))),
    ];
    for (what, change) in changes {
        let (status, response) = use_url(&presigned, change).await;
        assert_eq!((status, things.made()), (403, 1), "{what}: {response}");
    }
}

#[tokio::test]
async fn a_server_rejects_an_expired_or_incomplete_presigned_url() {
    let temporary = Credentials::new("ASIA", "temporary").session_token("session+/=");
    let server = Things::default().server().accept_credentials(temporary.clone()).bind("127.0.0.1:0").await.unwrap();
    let at = |offset: i64| {
        let now = Timestamp::now().as_second() + offset;
        let clock = Clock::fixed(Timestamp::from_second(now).unwrap());
        client_of(&server).credentials(temporary.clone()).clock(clock).build().unwrap()
    };
    let status = async |client: Client| {
        let url = thing("x").presign(&client, HOUR).await.unwrap();
        use_url(&url, |_, _| {}).await
    };
    assert_eq!(status(at(-3500)).await.0, 200, "a signature in a URL is valid until its expiry");
    let (code, response) = status(at(-3700)).await;
    assert!(code == 403 && response.contains("Signature expired"), "{response}");
    let (code, response) = status(at(700)).await;
    assert!(code == 403 && response.contains("not yet current"), "{response}");

    let url = thing("x").presign(&at(0), HOUR).await.unwrap();
    for part in ["X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature"] {
        let without = |parts: &mut http::request::Parts, _: &mut Bytes| {
            parts.uri = parts.uri.to_string().replace(part, "X-Other").parse().unwrap();
        };
        let (code, response) = use_url(&url, without).await;
        assert_eq!(code, 403, "{part}: {response}");
        assert!(
            response.contains("is missing or malformed") || response.contains("IncompleteSignature"),
            "{part}: {response}"
        );
    }
    let (code, response) = use_url(&url, |parts, _| {
        parts.headers.insert("authorization", "AWS4-HMAC-SHA256 x".parse().unwrap());
    })
    .await;
    assert!(code == 403 && response.contains("in its headers and in its query"), "{response}");
}

/// A member that is sent in a signed header.
#[aws_operation(name = "PutObject", service = S3, output = (), http = "PUT /{bucket}/{key+}")]
struct PutObject {
    bucket: String,
    key: String,
    #[aws(header = "X-Amz-Content-Sha256")]
    hash: Option<String>,
}

#[tokio::test]
async fn only_headers_that_the_caller_sends_are_signed() {
    let hash = Some("UNSIGNED-PAYLOAD".to_owned());
    let object = |hash| PutObject { bucket: "b".into(), key: "k".into(), hash };
    let with = object(hash).presign(&client(None), HOUR).await.unwrap();
    assert_eq!(with.url(), object(None).presign(&client(None), HOUR).await.unwrap().url());
    assert!(with.headers().is_empty() && with.contains("&X-Amz-SignedHeaders=host&"), "{with}");
}

/// Headers of an earlier signature and its attempt are not part of the URL.
#[tokio::test]
async fn a_signed_request_is_presigned_like_an_unsigned_request() {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token("session");
    let time = Timestamp::from_second(NOW).unwrap();
    for service in ["s3", "lookoutvision"] {
        let signer = Signer::new("us-east-1", service);
        let presigned = |mut parts: http::request::Parts| {
            signer.presign(&mut parts, Payload::Unsigned, &credentials, time, HOUR).unwrap();
            (parts.uri, parts.headers)
        };
        let (mut parts, ()) = http::Request::get("https://b.example/k?x=y").body(()).unwrap().into_parts();
        parts.headers.insert("x-own", "1".parse().unwrap());
        let fresh = presigned(parts.clone());
        for name in ["amz-sdk-invocation-id", "amz-sdk-request"] {
            parts.headers.insert(name, "x".parse().unwrap());
        }
        signer.sign(&mut parts, Payload::Bytes(b""), &credentials, time).unwrap();
        assert_eq!(parts.headers.contains_key("x-amz-content-sha256"), service == "s3");
        assert_eq!(presigned(parts), fresh, "{service}");
        assert!(fresh.0.query().unwrap().contains("X-Amz-SignedHeaders=host%3Bx-own&"), "{}", fresh.0);
    }
    // A request that the client signed.
    let door = GetDoor { name: "x".into(), color: None };
    let client = client(Some("session"));
    let (mut parts, _) = door.prepare(&client).await.unwrap().into_inner().into_parts();
    let signer = Signer::new("us-east-1", "lookoutvision");
    signer.presign(&mut parts, Payload::Bytes(b""), &credentials, time, HOUR).unwrap();
    assert_eq!(parts.uri.to_string(), door.presign(&client, HOUR).await.unwrap().url());
}
