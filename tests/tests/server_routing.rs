//! The server routes and reads only what the signature covers: a signed request or a presigned URL cannot be changed into a
//! different call.

mod served;

use std::collections::HashMap;
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Blob, Body, Client, Credentials, PresignedRequest, Timestamp, aws_operation, aws_service, aws_shape,
};
use http::request::Parts;
use served::RawConnection;

#[aws_service(id = "Files", protocol = "restJson1")]
struct Files;

#[aws_service(id = "S3", protocol = "restJson1")]
struct S3;

#[aws_shape]
struct SeenOutput {
    seen: String,
}

#[aws_operation(name = "GetFile", service = Files, output = SeenOutput, http = "GET /files/{key+}")]
struct GetFile {
    key: String,
}

#[aws_operation(name = "GetInner", service = Files, output = SeenOutput, http = "GET /x/inner")]
struct GetInner {}

#[aws_operation(name = "GetOther", service = Files, output = SeenOutput, http = "GET /y/{key+}")]
struct GetOther {
    key: String,
}

#[aws_operation(name = "FindFiles", service = Files, output = SeenOutput, http = "GET /find")]
#[derive(Default)]
struct FindFiles {
    #[aws(query = "name")]
    name: Option<String>,
    #[aws(query = "size")]
    size: Option<i32>,
    #[aws(query = "tag")]
    tags: Vec<String>,
    #[aws(query_params)]
    others: HashMap<String, String>,
}

#[aws_operation(name = "PutNote", service = Files, output = SeenOutput, http = "POST /notes/{name}")]
#[derive(Default)]
struct PutNote {
    name: String,
    #[aws(header = "X-Role")]
    role: Option<String>,
    #[aws(header = "X-Tags")]
    tags: Option<Vec<String>>,
    #[aws(header = "If-Match")]
    if_match: Option<String>,
    #[aws(prefix_headers = "X-Note-")]
    more: Option<HashMap<String, String>>,
    text: Option<String>,
}

#[aws_operation(name = "PutObject", service = S3, output = SeenOutput, http = "PUT /bucket/{key+}")]
struct PutObject {
    key: String,
    #[aws(payload)]
    body: Blob,
}

async fn server() -> Server {
    server_at("").await
}

async fn server_at(base_path: &str) -> Server {
    macro_rules! show {
        ($operation:ident, $call:ident => $seen:expr) => {
            |$call: IncomingCall<$operation>| {
                let seen = $seen;
                async move { Ok(SeenOutput { seen }) }
            }
        };
    }
    Server::builder()
        .credentials("AKID", "secret")
        .base_path(base_path)
        .operation::<GetFile, _>(show!(GetFile, call => format!("file {}", call.key)))
        .operation::<GetInner, _>(show!(GetInner, _call => "inner".to_owned()))
        .operation::<GetOther, _>(show!(GetOther, call => format!("other {}", call.key)))
        .operation::<FindFiles, _>(show!(FindFiles, call => {
            let mut others: Vec<_> = call.others.iter().collect();
            others.sort();
            format!("{:?} {:?} {:?} {others:?}", call.name, call.size, call.tags)
        }))
        .operation::<PutNote, _>(show!(PutNote, call => {
            format!("{:?} {:?} {:?} {:?} {:?}", call.role, call.tags, call.if_match, call.more, call.text)
        }))
        .operation::<PutObject, _>(show!(PutObject, call => format!("object {} {:?}", call.key, call.body)))
        .bind("127.0.0.1:0")
        .await
        .unwrap()
}

fn client(server: &Server) -> Client {
    served::client_of(server).build().unwrap()
}

const HOUR: Duration = Duration::from_secs(3600);

/// Sends a presigned request with a changed target and additional headers.
async fn use_url(
    server: &Server,
    presigned: &PresignedRequest,
    change: impl FnOnce(&str) -> String,
    more: &[(&'static str, &str)],
) -> (u16, String) {
    let target = presigned.url().strip_prefix(&format!("http://{}", server.address())).unwrap();
    let mut headers = presigned.headers().clone();
    for (name, value) in more {
        headers.append(*name, value.parse().unwrap());
    }
    let body = presigned.body().as_bytes().unwrap();
    RawConnection::open(server).await.send_to(presigned.method().as_str(), &change(target), &headers, body).await
}

/// Signs a request, changes it with `change`, and sends it.
async fn signed(
    server: &Server,
    (method, target, service): (&str, &str, &str),
    headers: &[(&'static str, &str)],
    body: &'static str,
    change: impl FnOnce(&mut Parts),
) -> (u16, String) {
    let mut request = http::Request::builder().method(method).uri(format!("http://{}{target}", server.address()));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let credentials = Credentials::new("AKID", "secret");
    let payload = Payload::Bytes(body.as_bytes());
    Signer::new("us-east-1", service).sign(&mut parts, payload, &credentials, Timestamp::now()).unwrap();
    change(&mut parts);
    RawConnection::open(server).await.send(&http::Request::from_parts(parts, Body::from(body))).await
}

/// Checks that the signature was rejected with a message that contains `words`.
#[track_caller]
fn assert_rejected((status, body): &(u16, String), words: &str, what: &str) {
    assert_eq!(*status, 403, "{what}: {body}");
    assert!(body.contains(words), "{what}: {body}");
}

#[tokio::test]
async fn a_path_that_the_signature_does_not_distinguish_is_rejected() {
    let server = server().await;
    let client = client(&server);
    let file = GetFile { key: "public/a".into() }.presign(&client, HOUR).await.unwrap();
    assert_eq!(use_url(&server, &file, str::to_owned, &[]).await, (200, r#"{"Seen":"file public/a"}"#.into()));
    for (path, words) in [
        ("/files/secret/../public/a", "the segment `..`"),
        ("/files/./public/a", "`.`"),
        ("/files/public/x/y/../../a", "`..`"),
        ("/files//public/a", "an empty segment"),
        ("/files/public//a", "an empty segment"),
        ("//files/public/a", "an empty segment"),
        ("/y/../files/public/a", "`..`"),
        ("/y/secret/../../files/public/a", "`..`"),
        ("/files/../../files/public/a", "`..`"),
    ] {
        let rejected = use_url(&server, &file, |target| target.replace("/files/public/a", path), &[]).await;
        assert_rejected(&rejected, words, path);
    }
    let inner = GetInner {}.presign(&client, HOUR).await.unwrap();
    assert_eq!(use_url(&server, &inner, str::to_owned, &[]).await, (200, r#"{"Seen":"inner"}"#.into()));
    for path in ["/y/../x/inner", "/y/a/../../x/inner", "/files/a/../../x/inner"] {
        let rejected = use_url(&server, &inner, |target| target.replace("/x/inner", path), &[]).await;
        assert_rejected(&rejected, "`..`", path);
    }
    // These paths are not equivalent to the signed path.
    for path in ["/x/inner/", "/x/inner/.", "/x/inner//", "/x/inner/..", "/x%2Finner", "/x/inne%72"] {
        let (status, body) = use_url(&server, &inner, |target| target.replace("/x/inner", path), &[]).await;
        assert!(matches!(status, 403 | 404), "{path}: {body}");
    }
}

#[tokio::test]
async fn the_path_of_a_request_signed_in_its_headers_is_checked_too() {
    let server = server().await;
    let get = async |path: &str, sent: &str| {
        let target = sent.to_owned();
        signed(&server, ("GET", path, "files"), &[], "", move |parts| parts.uri = target.parse().unwrap()).await
    };
    assert_rejected(&get("/files/public/a", "/files/secret/../public/a").await, "`..`", "changed");
    // The server cannot know that the signer intended this path.
    assert_rejected(&get("/files/secret/../public/a", "/files/secret/../public/a").await, "`..`", "as signed");
    for path in ["/files/%2e%2e/a", "/files/.%2E/a", "/files/%2e/a"] {
        assert_rejected(&get(path, path).await, "the segment `", path);
    }
    for (path, seen) in [
        ("/files/a/", "file a/"),
        ("/files/...", "file ..."),
        ("/files/.a/..b", "file .a/..b"),
        ("/files/a%2Fb%2f..%2Fc", "file a/b/../c"),
        ("/files/a%252Fb", "file a%2Fb"),
        ("/x/inner/", "inner"),
    ] {
        assert_eq!(get(path, path).await, (200, format!(r#"{{"Seen":"{seen}"}}"#)), "{path}");
    }
    for (path, sent) in
        [("/files/a%2Fb", "/files/a%2fb"), ("/files/a%252Fb", "/files/a%2Fb"), ("/files/a", "/files/a/")]
    {
        assert_rejected(&get(path, sent).await, "does not match", sent);
    }
}

#[tokio::test]
async fn s3_paths_are_not_normalized() {
    let server = server().await;
    for path in ["/bucket/a//b", "/bucket/a/../b", "/bucket/./a", "/bucket//a/"] {
        let key = path.strip_prefix("/bucket/").unwrap();
        let put = signed(&server, ("PUT", path, "s3"), &[], "body", |_| {}).await;
        assert_eq!(put.0, 200, "{path}: {}", put.1);
        assert!(put.1.contains(&format!("object {key} ")), "{path}: {}", put.1);
    }
    let put = signed(&server, ("PUT", "/bucket/a/b", "s3"), &[], "", |parts| {
        parts.uri = "/bucket/x/../a/b".parse().unwrap();
    });
    assert_rejected(&put.await, "does not match", "another key");
}

#[tokio::test]
async fn the_signature_covers_the_base_path() {
    let server = server_at("/prod").await;
    let file = GetFile { key: "a".into() }.presign(&client(&server), HOUR).await.unwrap();
    assert_eq!(use_url(&server, &file, str::to_owned, &[]).await.0, 200);
    for path in ["/prod//files/a", "/prod/files/x/../a"] {
        let rejected = use_url(&server, &file, |target| target.replace("/prod/files/a", path), &[]).await;
        assert_rejected(&rejected, "segment", path);
    }
    for path in ["/files/a", "/production/files/a", "/test/../prod/files/a", "/prod/../prod/files/a", "/prod/./files/a"]
    {
        let (status, body) = use_url(&server, &file, |target| target.replace("/prod/files/a", path), &[]).await;
        assert_eq!(status, 404, "{path}: {body}");
    }
}

#[tokio::test]
async fn a_target_in_absolute_form_is_the_same_target() {
    let server = server().await;
    let file = GetFile { key: "a".into() }.presign(&client(&server), HOUR).await.unwrap();
    let absolute = |target: &str| format!("http://other.example{target}");
    assert_eq!(use_url(&server, &file, absolute, &[]).await, (200, r#"{"Seen":"file a"}"#.into()));
    let other = |target: &str| absolute(&target.replace("/files/a", "/files/x/../a"));
    assert_rejected(&use_url(&server, &file, other, &[]).await, "`..`", "absolute");
}

#[tokio::test]
async fn signature_parameters_are_special_only_in_presigned_urls() {
    let server = server().await;
    let find = FindFiles { others: [("X-Amz-Signature".into(), "a".into())].into(), ..FindFiles::default() };
    let found = find.send(&client(&server)).await.unwrap();
    assert_eq!(found.seen, r#"None None [] [("X-Amz-Signature", "a")]"#);
    for name in ["X-Amz-Date", "X-Amz-Expires", "X-Amz-Security-Token", "X-Amz-SignedHeaders", "X-Amz-Credential"] {
        let find = FindFiles { others: [(name.to_owned(), "a".to_owned())].into(), ..FindFiles::default() };
        let found = find.send(&client(&server)).await.unwrap();
        assert_eq!(found.seen, format!(r#"None None [] [("{name}", "a")]"#));
    }
    let added = signed(&server, ("GET", "/find?name=a", "files"), &[], "", |parts| {
        parts.uri = format!("{}&X-Amz-Signature=b", parts.uri).parse().unwrap();
    });
    assert_rejected(&added.await, "does not match", "added");

    let presigned = FindFiles { name: Some("a".into()), ..FindFiles::default() };
    let presigned = presigned.presign(&client(&server), HOUR).await.unwrap();
    let seen = (200, r#"{"Seen":"Some(\"a\") None [] [(\"name\", \"a\")]"}"#.to_owned());
    assert_eq!(use_url(&server, &presigned, str::to_owned, &[]).await, seen);
    for added in ["&size=1", "&name=b", "&X-Amz-Other=1", "&X-Amz-Expires=9", "&X-Amz-Signatur%65=1"] {
        let (status, body) = use_url(&server, &presigned, |target| format!("{target}{added}"), &[]).await;
        assert_eq!(status, 403, "{added}: {body}");
    }
}

#[tokio::test]
async fn a_query_parameter_with_a_single_value_occurs_once() {
    let server = server().await;
    let get = async |query: &str, sent: &str| {
        let sent = format!("/find?{sent}");
        let target = format!("/find?{query}");
        signed(&server, ("GET", &target, "files"), &[], "", move |parts| parts.uri = sent.parse().unwrap()).await
    };
    let queries = ["name=b&name=a", "name=a&name=b", "size=1&size=2", "size=2&size=2", "x=b&x=a", "%78=a&tag=c&x=b"];
    for query in queries {
        let (status, body) = get(query, query).await;
        assert_eq!(status, 400, "{query}: {body}");
        assert!(body.contains("occurs 2 times"), "{query}: {body}");
        let (status, _) = get(query, &query.split('&').rev().collect::<Vec<_>>().join("&")).await;
        assert_eq!(status, 400, "{query}");
    }
    // A list has several values. The map also contains the parameters of other members.
    let tags = "tag=b&name=%20+%2B&tag=a";
    let seen = r#"{"Seen":"Some(\"  +\") None [\"b\", \"a\"] [(\"name\", \"  +\"), (\"tag\", \"b\")]"}"#;
    assert_eq!(get(tags, tags).await, (200, seen.to_owned()));
    let other_encoding = get(tags, "name=++%2b&tag=%62&tag=a").await;
    assert_eq!(other_encoding, (200, seen.to_owned()));
}

#[tokio::test]
async fn repeated_header_lines_are_joined_as_signed() {
    let server = server().await;
    let headers = [("x-role", "a,b"), ("x-tags", "c,d"), ("x-note-n", "e,f")];
    let whole = signed(&server, ("POST", "/notes/n", "files"), &headers, "{}", |_| {}).await;
    let seen = r#"{"Seen":"Some(\"a,b\") Some([\"c\", \"d\"]) None Some({\"n\": \"e,f\"}) None"}"#;
    assert_eq!(whole, (200, seen.to_owned()));
    let split = signed(&server, ("POST", "/notes/n", "files"), &headers, "{}", |parts| {
        for (name, lines) in [("x-role", ["a", "b"]), ("x-tags", ["c", "d"]), ("x-note-n", ["e", "f"])] {
            parts.headers.remove(name);
            for line in lines {
                parts.headers.append(name, line.parse().unwrap());
            }
        }
    });
    assert_eq!(split.await, whole);
}

#[tokio::test]
async fn a_header_that_is_read_into_a_member_must_be_signed() {
    let server = server().await;
    let note = PutNote { name: "n".into(), text: Some("t".into()), ..PutNote::default() };
    let note = note.presign(&client(&server), HOUR).await.unwrap();
    let sent = async |more: &[(&'static str, &str)]| use_url(&server, &note, str::to_owned, more).await;
    let seen = |role: &str, if_match: &str| (200, format!(r#"{{"Seen":"{role} None {if_match} None Some(\"t\")"}}"#));
    assert_eq!(sent(&[]).await, seen("None", "None"));
    for more in [("x-role", "admin"), ("x-tags", "a"), ("x-note-a", "b"), ("x-amz-anything", "a")] {
        assert_rejected(&sent(&[more]).await, &format!("the header `{}` must be signed", more.0), more.0);
    }
    // Headers without a member need not be signed, nor headers that some clients never sign.
    assert_eq!(sent(&[("x-other", "a"), ("traceparent", "00-a")]).await, seen("None", "None"));
    assert_eq!(sent(&[("if-match", "etag")]).await, seen("None", r#"Some(\"etag\")"#));

    let note = PutNote { name: "n".into(), role: Some("user".into()), text: Some("t".into()), ..PutNote::default() };
    let note = note.presign(&client(&server), HOUR).await.unwrap();
    assert_eq!(use_url(&server, &note, str::to_owned, &[]).await, seen(r#"Some(\"user\")"#, "None"));
    let twice = use_url(&server, &note, str::to_owned, &[("x-role", "admin")]).await;
    assert_rejected(&twice, "does not match", "a second line");

    let added = signed(&server, ("POST", "/notes/n", "files"), &[], "{}", |parts| {
        parts.headers.insert("x-role", "admin".parse().unwrap());
    });
    assert_rejected(&added.await, "the header `x-role` must be signed", "signed in its headers");
}

#[tokio::test]
async fn a_body_must_match_its_hash_except_for_s3_urls() {
    let server = server().await;
    let client = client(&server);
    let put = || PutObject { key: "k".into(), body: Blob::from(b"body".to_vec()) };
    assert!(put().send(&client).await.unwrap().seen.starts_with("object k "));
    let (status, body) = signed(&server, ("PUT", "/bucket/k", "s3"), &[], "body", |_| {}).await;
    assert_eq!(status, 200, "{body}");
    let url = put().presign(&client, HOUR).await.unwrap();
    let target = url.url().strip_prefix(&format!("http://{}", server.address())).unwrap();
    let sent = RawConnection::open(&server).await.send_to("PUT", target, url.headers(), b"another body").await;
    assert_eq!(sent.0, 200, "{}", sent.1);

    let prepared = put().prepare(&client).await.unwrap();
    let target = prepared.uri().path();
    let sent = RawConnection::open(&server).await.send_to("PUT", target, prepared.headers(), b"another body").await;
    assert_rejected(&sent, "not the hash of the body", "S3");
    let mut headers = prepared.headers().clone();
    headers.remove("x-amz-content-sha256");
    let sent = RawConnection::open(&server).await.send_to("PUT", target, &headers, b"body").await;
    assert_eq!(sent.0, 400, "{}", sent.1);
    assert!(sent.1.contains("Missing required header for this request: x-amz-content-sha256"), "{}", sent.1);

    let note = PutNote { name: "n".into(), text: Some("t".into()), ..PutNote::default() };
    let url = note.presign(&client, HOUR).await.unwrap();
    let target = url.url().strip_prefix(&format!("http://{}", server.address())).unwrap();
    let sent = RawConnection::open(&server).await.send_to("POST", target, url.headers(), br#"{"Text":"u"}"#).await;
    assert_rejected(&sent, "does not match", "another body");
}
