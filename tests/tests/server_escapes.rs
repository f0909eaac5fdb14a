//! Literals of a URI pattern and of a base path match for every percent-encoding on the wire.

mod served;

use std::time::Duration;

use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Body, Credentials, Operation, Timestamp, aws_operation, aws_service, aws_shape};
use served::RawConnection;

#[aws_service(id = "Escapes", protocol = "restJson1")]
struct Escapes;

#[aws_service(id = "S3", protocol = "restJson1")]
struct S3;

#[aws_shape]
struct SeenOutput {
    seen: String,
}

macro_rules! operations {
    ($($service:ident $name:ident $text:literal $http:literal)*) => {
        $(
            #[aws_operation(name = $text, service = $service, output = SeenOutput, http = $http)]
            struct $name {}
        )*

        fn serve(server: ServerBuilder) -> ServerBuilder {
            server$(.operation::<$name, _>(async |_: IncomingCall<$name>| {
                Ok(SeenOutput { seen: $text.to_owned() })
            }))*
        }

        /// Sends each operation, signed in its headers and as a presigned URL, and checks that it is matched.
        async fn send_all(server: &Server) {
            let client = served::client_of(server).build().unwrap();
            $({
                let sent = $name {}.send(&client).await;
                let seen = sent.unwrap_or_else(|error| panic!("{}: {error}", $http)).seen.clone();
                assert_eq!(seen, $text, "{}", $http);
                let url = $name {}.presign(&client, Duration::from_secs(60)).await.unwrap();
                let target = url.url().strip_prefix(&format!("http://{}", server.address())).unwrap();
                let mut wire = RawConnection::open(server).await;
                let (status, body) = wire.send_to(url.method().as_str(), target, url.headers(), b"").await;
                assert_eq!((status, body), (200, format!(r#"{{"Seen":"{seen}"}}"#)), "{}", $http);
            })*
        }
    };
}

operations! {
    Escapes Plus "Plus" "GET /c?plus=c+d"
    Escapes Space "Space" "GET /c?flag=a%20b"
    Escapes Name "Name" "GET /c?b%2Bc=1"
    Escapes Bare "Bare" "GET /c?a%26b"
    Escapes Umlaut "Umlaut" "GET /c?u=%C3%BC&v=%c3%bc"
    Escapes Signs "Signs" "GET /a;b/it's"
    S3 SignsOfS3 "SignsOfS3" "GET /s3;a/it's"
    S3 AtOfS3 "AtOfS3" "GET /s3@a/b=c,d:e"
    S3 PlusOfS3 "PlusOfS3" "GET /s3/c?plus=c+d"
}

async fn server_at(base_path: &str) -> Server {
    let server = Server::builder().credentials("AKID", "secret").base_path(base_path);
    serve(server).operation::<GetKey, _>(show).operation::<GetKeyOfS3, _>(show_of_s3).bind("127.0.0.1:0").await.unwrap()
}

/// The operation that would match if a literal is not recognized.
#[aws_operation(name = "GetKey", service = Escapes, output = SeenOutput, http = "GET /{a}/{b}")]
struct GetKey {
    a: String,
    b: String,
}

#[aws_operation(name = "GetKeyOfS3", service = S3, output = SeenOutput, http = "GET /s3/keys/{key+}")]
struct GetKeyOfS3 {
    key: String,
}

async fn show(call: IncomingCall<GetKey>) -> Result<SeenOutput, <GetKey as Operation>::Error> {
    Ok(SeenOutput { seen: format!("{} {}", call.a, call.b) })
}

async fn show_of_s3(call: IncomingCall<GetKeyOfS3>) -> Result<SeenOutput, <GetKeyOfS3 as Operation>::Error> {
    Ok(SeenOutput { seen: call.key.clone() })
}

#[tokio::test]
async fn each_operation_is_matched_at_every_base_path() {
    for base_path in ["", "/prod", "/$default", "/a;b", "/it's/(a)", "/%C3%BC", "/a%20b", "/x=1,y:2@3"] {
        println!("at `{base_path}`");
        let server = server_at(base_path).await;
        send_all(&server).await;
        let client = server.client().unwrap();
        for key in ["a/b c", "a;b/'+'", "%20", "ü"] {
            assert_eq!(GetKeyOfS3 { key: key.into() }.send(&client).await.unwrap().seen, key, "{base_path}");
        }
    }
}

/// Sends a request to `sent` that was signed for `target`.
async fn signed(server: &Server, service: &str, target: &str, sent: &str) -> (u16, String) {
    let request = http::Request::get(format!("http://{}{target}", server.address()));
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let credentials = Credentials::new("AKID", "secret");
    Signer::new("us-east-1", service).sign(&mut parts, Payload::Bytes(b""), &credentials, Timestamp::now()).unwrap();
    parts.uri = sent.parse().unwrap();
    RawConnection::open(server).await.send(&http::Request::from_parts(parts, Body::default())).await
}

#[tokio::test]
async fn a_percent_encoded_literal_matches() {
    let server = server_at("/a;b").await;
    for (service, target, seen) in [
        ("escapes", "/a%3Bb/a%3bb/it%27s", "Signs"),
        ("escapes", "/%61;b/%61;b/%69t's", "Signs"),
        ("escapes", "/a;b/c?plus=c%20d", "Plus"),
        ("escapes", "/a;b/c?%70lus=c+d", "Plus"),
        ("escapes", "/a;b/c?flag=a+b", "Space"),
        ("escapes", "/a;b/a%2Fb/c", "a/b c"),
        ("s3", "/a%3Bb/s3%3Ba/it%27s", "SignsOfS3"),
        ("s3", "/a;b/s3/keys/a%2Fb%20c", "a/b c"),
    ] {
        assert_eq!(
            signed(&server, service, target, target).await,
            (200, format!(r#"{{"Seen":"{seen}"}}"#)),
            "{target}"
        );
    }
    // A decoded text is neither split nor decoded again.
    for target in ["/a;b%2Fc?plus=c+d", "/a%253Bb/c?plus=c+d", "/a;b/c?plus=c%2Bd", "/a;b/c?flag=a%2520b"] {
        assert_eq!(signed(&server, "escapes", target, target).await.0, 404, "{target}");
    }
}

/// S3 decodes and re-encodes the path: a signature matches all encodings of a path, which have the same operation and key.
#[tokio::test]
async fn a_signature_of_s3_covers_the_decoded_path() {
    let server = server_at("").await;
    for (target, sent, seen) in [
        ("/s3;a/it's", "/s3%3Ba/it%27s", "SignsOfS3"),
        ("/s3/keys/a'b", "/s3/keys/%61%27b", "a'b"),
        ("/s3/keys/a%20b", "/s3/keys/%61%20b", "a b"),
    ] {
        assert_eq!(signed(&server, "s3", target, sent).await, (200, format!(r#"{{"Seen":"{seen}"}}"#)), "{sent}");
    }
    for (target, sent) in [
        ("/s3/keys/a/b", "/s3/keys/a%2Fb"),
        ("/s3/keys/a%2Fb", "/s3/keys/a/b"),
        ("/s3/keys/a%252Fb", "/s3/keys/a%2Fb"),
        ("/s3/keys/a", "/s3/keys//a"),
        ("/s3/keys/a", "/s3/keys/./a"),
    ] {
        let (status, body) = signed(&server, "s3", target, sent).await;
        assert!(status == 403 && body.contains("does not match"), "{sent}: {status} {body}");
    }
}
