//! The encoding against the vectors of the S3 API Reference, as smithy-rs has them.

use std::fmt::Write as _;
use std::future::Future;
use std::path::Path;
use std::pin::pin;

use serde_json::Value;

use super::*;
use crate::sigv4::Signer;
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;

/// Everything here is ready at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(std::task::Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing waits"),
    }
}

/// The encoded body, which must be as long as it says.
fn encoded(encoding: &AwsChunked, body: Body, signer: Option<ChunkSigner>, size: u64) -> String {
    let body = ChunkedBody::new(encoding, body, signer, size);
    let length = http_body::Body::size_hint(&body).exact().unwrap();
    let bytes = now(Body::new(body).bytes(1 << 20)).unwrap();
    assert_eq!(bytes.len() as u64, length);
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn crc32() -> Trailer {
    Trailer::new(ChecksumAlgorithm::Crc32)
}

#[test]
fn unsigned_chunks_are_followed_by_the_checksum() {
    let text = "1234567890123456789012345";
    let encoding = AwsChunked { is_signed: false, length: 25, trailer: Some(crc32()) };
    let expected = "A\r\n1234567890\r\nA\r\n1234567890\r\n5\r\n12345\r\n0\r\nx-amz-checksum-crc32:78DeVw==\r\n\r\n";
    assert_eq!(encoded(&encoding, text.into(), None, 10), expected);
}

#[test]
fn an_empty_body_has_an_empty_chunk() {
    let encoding = AwsChunked { is_signed: false, length: 0, trailer: Some(crc32()) };
    let expected = "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
    assert_eq!(encoded(&encoding, Body::empty(), None, CHUNK), expected);
}

#[test]
fn a_later_attempt_sends_the_checksum_of_the_first() {
    let encoding = AwsChunked { is_signed: false, length: 1, trailer: Some(crc32()) };
    let first = encoded(&encoding, "a".into(), None, CHUNK);
    assert_eq!(first.replace('a', "b"), encoded(&encoding.clone(), "b".into(), None, CHUNK).replace('a', "b"));
}

#[test]
fn the_length_is_known_before() {
    for length in [0, 1, 9, 10, 11, 15, 16, 17, 255, 256, 257, 4096] {
        for size in [1, 7, 10, 16, 256] {
            for trailer in [None, Some(crc32())] {
                let encoding = AwsChunked { is_signed: false, length, trailer };
                let body = vec![b'a'; usize::try_from(length).unwrap()];
                // `encoded` compares the lengths
                assert!(encoded(&encoding, body.into(), None, size).ends_with("\r\n\r\n"));
            }
        }
    }
}

#[test]
fn signed_chunks_and_trailers_have_the_signatures_of_the_reference() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/s3-integrity/vectors.json");
    let Ok(text) = std::fs::read(&file) else {
        aws_operation_skip::skip("s3-integrity", "there is no ../shared/conformance/s3-integrity");
        return;
    };
    let all: Value = serde_json::from_slice(&text).unwrap();
    let vectors = &all["aws_chunked_signed"];
    let text = |name: &str| vectors[name].as_str().unwrap();
    let signer = Signer::new(text("region"), text("service"));
    let credentials = Credentials::new(text("access_key"), text("secret_key"));
    let time = Timestamp::from_second(1_369_353_600).unwrap();
    for (name, trailer) in [("payload", None), ("payload_trailer", Some(ChecksumAlgorithm::Crc32C))] {
        let vector = &vectors[name];
        let encoding = AwsChunked { is_signed: true, length: 66_560, trailer: trailer.map(Trailer::new) };
        assert_eq!(encoding.payload(), vector["x-amz-content-sha256"].as_str());
        let seed = vector["seed_signature"].as_str().unwrap();
        let chunks = ChunkSigner::after(seed, &signer, &credentials, time);
        let encoded = encoded(&encoding, "a".repeat(66_560).into_bytes().into(), chunks, CHUNK);
        let mut expected = String::new();
        for chunk in vector["chunks"].as_array().unwrap() {
            let length = usize::try_from(chunk["length"].as_u64().unwrap()).unwrap();
            let signature = chunk["signature"].as_str().unwrap();
            write!(expected, "{length:X};chunk-signature={signature}\r\n{}", "a".repeat(length)).unwrap();
            expected += if length > 0 { "\r\n" } else { "" };
        }
        if let Some(signature) = vector["x-amz-trailer-signature"].as_str() {
            let line = vector["trailer_canonical"].as_str().unwrap().trim_end();
            write!(expected, "{line}\r\nx-amz-trailer-signature:{signature}\r\n").unwrap();
        }
        assert_eq!(encoded, expected + "\r\n", "{name}");
    }
}
