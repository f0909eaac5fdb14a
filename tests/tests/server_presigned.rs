//! The validity of presigned URLs. The official SDK signs them here, because our signer rejects invalid durations.

mod served;

use std::time::{Duration, SystemTime};

use aws_operation::server::Server;
use aws_operation::{Clock, Timestamp};
use aws_sigv4::http_request::{
    PayloadChecksumKind, SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use served::{RawConnection, Things};

const NOW: i64 = 1_440_938_160;
const BODY: &[u8] = br#"{"Name":"x"}"#;

/// A server whose clock is fixed at `NOW`.
async fn server() -> (Things, Server) {
    let things = Things::default();
    let clock = Clock::fixed(Timestamp::from_second(NOW).unwrap());
    let server = things.server().clock(clock).bind("127.0.0.1:0").await.unwrap();
    (things, server)
}

/// The target of a URL that was signed `age` seconds before `NOW` and is valid for `validity` seconds.
fn target(server: &Server, age: i64, validity: u64) -> String {
    let identity = aws_credential_types::Credentials::new("AKID", "secret", None, None, "test").into();
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(Duration::from_secs(validity));
    settings.payload_checksum_kind = PayloadChecksumKind::NoHeader;
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name("things")
        .time(SystemTime::UNIX_EPOCH + Duration::from_secs((NOW - age).unsigned_abs()))
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let url = format!("{}/things/k", server.url());
    let request = SignableRequest::new("POST", url, std::iter::empty(), SignableBody::Bytes(BODY)).unwrap();
    let (instructions, _) = sign(request, &params).unwrap().into_parts();
    let encode =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let query: Vec<_> = instructions.params().iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    format!("/things/k?{}", query.join("&"))
}

async fn send(server: &Server, target: &str) -> (u16, String) {
    RawConnection::open(server).await.send_to("POST", target, &http::HeaderMap::new(), BODY).await
}

#[tokio::test]
async fn a_url_is_valid_for_a_second_to_a_week() {
    let (things, server) = server().await;
    for validity in [1, 604_800] {
        let (status, body) = send(&server, &target(&server, 0, validity)).await;
        assert_eq!(status, 200, "{validity}: {body}");
    }
    assert_eq!(things.made(), 2);
    for validity in [0, 604_801, u64::from(u32::MAX)] {
        let (status, body) = send(&server, &target(&server, 0, validity)).await;
        assert_eq!(status, 403, "{validity}: {body}");
        assert!(body.contains("X-Amz-Expires must be from 1 to 604800 seconds"), "{validity}: {body}");
    }
    let week = target(&server, 0, 604_800);
    for other in ["", "-1", "x", "99999999999999999999"] {
        let (status, body) = send(&server, &week.replace("=604800", &format!("={other}"))).await;
        assert!(status == 403 && body.contains("X-Amz-Expires must be"), "{other}: {body}");
    }
    assert_eq!(things.made(), 2);
}

#[tokio::test]
async fn a_url_is_valid_from_five_minutes_before_signing_to_its_last_second() {
    let (_, server) = server().await;
    for (age, validity, accepted) in [
        (60, 60, true),
        (61, 60, false),
        (604_800, 604_800, true),
        (604_801, 604_800, false),
        (-300, 1, true),
        (-301, 604_800, false),
    ] {
        let (status, body) = send(&server, &target(&server, age, validity)).await;
        assert_eq!(status, if accepted { 200 } else { 403 }, "signed {age} s ago for {validity} s: {body}");
        assert!(accepted || body.contains("expired") || body.contains("not yet current"), "{body}");
    }
}

#[tokio::test]
async fn another_algorithm_is_rejected() {
    let (things, server) = server().await;
    for algorithm in ["AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA1", ""] {
        let target = target(&server, 0, 60).replace("AWS4%2DHMAC%2DSHA256", algorithm);
        let (status, body) = send(&server, &target).await;
        assert!(status == 403 && body.contains("a SigV4 parameter is missing or malformed"), "{algorithm}: {body}");
    }
    assert_eq!(things.made(), 0);
}

#[tokio::test]
async fn a_repeated_signature_parameter_is_rejected() {
    let (things, server) = server().await;
    let target = target(&server, 0, 60);
    let (_, query) = target.split_once('?').unwrap();
    for pair in query.split('&') {
        let name = pair.split('=').next().unwrap();
        let (status, body) = send(&server, &format!("{target}&{pair}")).await;
        assert_eq!(status, 403, "{name}: {body}");
        assert!(body.contains(&format!("the query contains {name} more than once")), "{name}: {body}");
    }
    assert_eq!(things.made(), 0);
}
