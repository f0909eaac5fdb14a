//! The server half: bearer tokens, SigV4a and unsigned payloads.

use std::time::Duration;

use aws_operation::server::{IdempotencyWindow, IncomingCall, Server, ServerBuilder};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    AuthScheme, Body, ByteStream, Client, ClientBuilder, Credentials, ServiceError, Timestamp, Transport as _,
    aws_operation, aws_service, aws_shape, http,
};
use aws_operation_tests::BuiltInTransport;

#[aws_service(id = "Vault", protocol = "restJson1", auth("sigv4", "bearer"))]
struct Service;

#[aws_shape]
#[derive(Debug)]
struct Reply {
    by: String,
}

#[aws_operation(name = "GetAsBearer", output = Reply, http = "GET /bearer", auth = "bearer")]
struct GetAsBearer {}

#[aws_operation(name = "GetAsAny", output = Reply, http = "GET /any")]
struct GetAsAny {}

#[aws_operation(name = "GetSigned", output = Reply, http = "GET /signed", auth = "sigv4")]
struct GetSigned {}

#[aws_operation(name = "GetEverywhere", output = Reply, http = "GET /everywhere", auth = "sigv4a")]
struct GetEverywhere {}

#[aws_operation(name = "Make", output = Reply, http = "POST /things", auth = "bearer", idempotent = "token")]
struct Make {
    token: Option<String>,
}

#[aws_operation(name = "Put", output = Reply, http = "PUT /put", auth = "unsigned-payload")]
struct Put {
    #[aws(payload)]
    content: ByteStream,
}

fn by(caller: &str) -> Result<Reply, ServiceError> {
    Ok(Reply { by: caller.to_owned() })
}

fn builder() -> ServerBuilder {
    Server::builder()
        .credentials("AKID", "secret")
        .bearer_token("token-a")
        .bearer_token("token-b")
        .operation::<GetAsBearer, _>(|call: IncomingCall<GetAsBearer>| async move { by(&call.access_key_id) })
        .operation::<GetAsAny, _>(|call: IncomingCall<GetAsAny>| async move { by(&call.access_key_id) })
        .operation::<GetSigned, _>(|call: IncomingCall<GetSigned>| async move { by(&call.access_key_id) })
        .operation::<GetEverywhere, _>(|call: IncomingCall<GetEverywhere>| async move { by(&call.access_key_id) })
        .operation::<Put, _>(|call: IncomingCall<Put>| async move {
            by(&call.content.len().unwrap_or_default().to_string())
        })
}

fn transport() -> BuiltInTransport {
    BuiltInTransport::new(Duration::from_secs(3))
}

async fn server() -> Server {
    builder().bind("127.0.0.1:0").await.unwrap()
}

fn client_of(server: &Server) -> ClientBuilder {
    Client::builder().region("us-east-1").endpoint_url(server.url())
}

#[tokio::test]
async fn a_known_token_is_accepted_and_any_other_is_401() {
    let server = server().await;
    for token in ["token-a", "token-b"] {
        let client = client_of(&server).bearer_token(token).build().unwrap();
        assert_eq!(GetAsBearer {}.send(&client).await.unwrap().by, "");
        assert_eq!(GetAsAny {}.send(&client).await.unwrap().by, "");
    }
    let client = client_of(&server).bearer_token("token-c").build().unwrap();
    for error in [GetAsBearer {}.send(&client).await.unwrap_err(), GetAsAny {}.send(&client).await.unwrap_err()] {
        assert_eq!((error.code(), error.status().unwrap().as_u16()), (Some("UnauthorizedException"), 401));
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn without_a_token_the_response_says_which_scheme_to_use() {
    let server = server().await;
    let transport = transport();
    let signed =
        "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/vault/aws4_request, SignedHeaders=host, Signature=00";
    for authorization in [None, Some(signed), Some("Basic dG9rZW4tYQ=="), Some("Bearer"), Some("Bearer ")] {
        let mut request = http::Request::get(format!("{}/bearer", server.url()));
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let response = transport.send(request.body(Body::from("")).unwrap()).await.unwrap();
        assert_eq!(response.status().as_u16(), 401, "{authorization:?}");
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
    }
    for authorization in ["bearer token-a", "BEARER token-b"] {
        let request = http::Request::get(format!("{}/bearer", server.url())).header("authorization", authorization);
        let response = transport.send(request.body(Body::from("")).unwrap()).await.unwrap();
        assert_eq!(response.status().as_u16(), 200, "{authorization}");
    }
}

#[tokio::test]
async fn a_signed_operation_accepts_no_token() {
    let server = server().await;
    assert_eq!(GetSigned {}.send(&server.client().unwrap()).await.unwrap().by, "AKID");
    assert_eq!(GetAsAny {}.send(&server.client().unwrap()).await.unwrap().by, "AKID");
    let transport = transport();
    let request = http::Request::get(format!("{}/signed", server.url())).header("authorization", "Bearer token-a");
    let response = transport.send(request.body(Body::from("")).unwrap()).await.unwrap();
    assert_eq!(response.status().as_u16(), 403);
}

#[tokio::test]
async fn tokens_are_callers_of_their_own() {
    let count = std::sync::atomic::AtomicU32::new(0);
    let make = move |_: IncomingCall<Make>| {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        async move { by(&number.to_string()) }
    };
    let server = builder()
        .operation::<Make, _>(make)
        .idempotency(IdempotencyWindow::hours(1), |_| ServiceError::new("Conflict", "another"))
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let mut made = Vec::new();
    for token in ["token-a", "token-b", "token-a"] {
        let client = client_of(&server).bearer_token(token).build().unwrap();
        made.push(Make { token: Some("t".to_owned()) }.send(&client).await.unwrap().by);
    }
    assert_eq!(made, ["0", "1", "0"]);
}

#[tokio::test]
async fn sigv4a_is_verified() {
    let server = server().await;
    let client = |set: &str, secret: &str| {
        let credentials = Credentials::new("AKID", secret);
        client_of(&server).credentials(credentials).sigv4a_signing_region_set(set).build().unwrap()
    };
    for set in ["*", "us-east-1", "eu-west-1,us-*"] {
        assert_eq!(GetEverywhere {}.send(&client(set, "secret")).await.unwrap().by, "AKID", "{set}");
    }
    let error = GetEverywhere {}.send(&client("eu-*", "secret")).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidSignatureException"));
    assert!(error.to_string().contains("the region in the credential scope is `eu-*`"), "{error}");
    let error = GetEverywhere {}.send(&client("*", "other")).await.unwrap_err();
    assert!(error.to_string().contains("both sides signed the same text"), "{error}");
}

/// As EventBridge, whose rules want SigV4a at a global endpoint.
mod several_regions {
    use super::*;

    #[aws_service(
        id = "Events",
        protocol = "restJson1",
        endpoint(
            "custom EndpointId~labels -> {Endpoint} regions=*",
            "{EndpointId}.endpoint.events.{suffix} regions=*"
        )
    )]
    struct Service;

    #[aws_operation(name = "PutEvents", output = Reply, http = "POST /events")]
    struct PutEvents {
        #[aws(query, context = "EndpointId")]
        endpoint_id: Option<String>,
    }

    #[tokio::test]
    async fn are_signed_for_with_sigv4a_in_place_of_sigv4() {
        let put = |call: IncomingCall<PutEvents>| async move { by(&call.access_key_id) };
        let server = Server::builder().credentials("AKID", "secret").operation::<PutEvents, _>(put);
        let server = server.bind("127.0.0.1:0").await.unwrap();
        let client = client_of(&server).credentials(Credentials::new("AKID", "secret")).build().unwrap();
        for endpoint_id in [None, Some("abcde.veo".to_owned())] {
            let put = PutEvents { endpoint_id };
            let prepared = put.prepare(&client).await.unwrap();
            let algorithm = if put.endpoint_id.is_some() { "AWS4-ECDSA-P256-SHA256 " } else { "AWS4-HMAC-SHA256 " };
            assert!(prepared.headers()["authorization"].to_str().unwrap().starts_with(algorithm));
            assert_eq!(put.send(&client).await.unwrap().by, "AKID");
        }
        let stranger = client_of(&server).credentials(Credentials::new("AKID", "other")).build().unwrap();
        let error = PutEvents { endpoint_id: Some("abcde.veo".to_owned()) }.send(&stranger).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 403);
    }
}

#[tokio::test]
async fn a_presigned_url_of_sigv4a_is_verified() {
    let server = server().await;
    let client = client_of(&server).credentials(Credentials::new("AKID", "secret"));
    let client = client.sigv4a_signing_region_set("us-east-1,us-west-2").build().unwrap();
    let presigned = GetEverywhere {}.presign(&client, Duration::from_secs(60)).await.unwrap();
    assert!(presigned.url().contains("&X-Amz-Region-Set=us-east-1%2Cus-west-2&"), "{}", presigned.url());
    let transport = transport();
    let get = |url: &str| http::Request::get(url).body(Body::from("")).unwrap();
    assert_eq!(transport.send(get(presigned.url())).await.unwrap().status().as_u16(), 200);
    let changed = presigned.url().replace("us-west-2", "us-west-1");
    assert_eq!(transport.send(get(&changed)).await.unwrap().status().as_u16(), 403);
}

#[tokio::test]
async fn an_operation_accepts_only_its_algorithm() {
    let server = server().await;
    let transport = transport();
    for (path, signer) in
        [("everywhere", Signer::new("us-east-1", "vault")), ("signed", Signer::sigv4a("us-east-1", "vault"))]
    {
        let request = http::Request::get(format!("{}/{path}", server.url())).body(Body::from("")).unwrap();
        let (mut parts, body) = request.into_parts();
        let credentials = Credentials::new("AKID", "secret");
        signer.sign(&mut parts, Payload::Bytes(b""), &credentials, Timestamp::now()).unwrap();
        let response = transport.send(http::Request::from_parts(parts, body)).await.unwrap();
        assert_eq!(response.status().as_u16(), 403, "{path}");
        assert_eq!(response.headers()["x-amzn-errortype"], "IncompleteSignatureException");
    }
}

#[tokio::test]
async fn an_unsigned_payload_is_accepted_where_the_operation_has_it() {
    let server = server().await;
    let client = server.client().unwrap();
    for content in [ByteStream::from("1234"), ByteStream::once(Body::from("1234"))] {
        assert_eq!(Put { content }.send(&client).await.unwrap().by, "4");
    }
    let request = http::Request::get(format!("{}/signed", server.url())).body(Body::from("")).unwrap();
    let (mut parts, body) = request.into_parts();
    let signer = Signer::new("us-east-1", "vault");
    signer.sign(&mut parts, Payload::Unsigned, &Credentials::new("AKID", "secret"), Timestamp::now()).unwrap();
    let response = transport().send(http::Request::from_parts(parts, body)).await.unwrap();
    assert_eq!(response.status().as_u16(), 403);
}

#[tokio::test]
async fn a_client_of_the_server_has_all_that_it_accepts() {
    let server = server().await;
    let client = server.client().unwrap();
    assert_eq!(GetAsBearer {}.send(&client).await.unwrap().by, "");
    let preferring = client_of(&server)
        .credentials(Credentials::new("AKID", "secret"))
        .bearer_token("token-a")
        .auth_scheme_preference([AuthScheme::Bearer])
        .build()
        .unwrap();
    assert_eq!(GetAsAny {}.send(&preferring).await.unwrap().by, "");
}
