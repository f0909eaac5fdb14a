//! The AWS Common Runtime's signing test suite for SigV4a: 38 requests, each signed in the headers and in the query. Signatures
//! of ECDSA differ between implementations, so each is verified with the suite's public key.

mod signing_suite;

use std::collections::BTreeSet;
use std::path::Path;

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Credentials, Timestamp};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{DerSignature, VerifyingKey};
use serde_json::Value;
use signing_suite::{Case, Outcome, escaped, header, parse_head, read, read_case, same, uri};

#[test]
fn every_case_is_signed_as_in_the_suite() -> Outcome {
    signing_suite::run("v4a", check)
}

/// The key that `aws-c-auth` derives from credentials.
#[test]
fn a_signature_has_the_key_of_the_vector() -> Outcome {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/conformance/aws-c-auth-signing/v4a-key-derivation.json");
    if !path.is_file() {
        aws_operation_skip::skip("sigv4a key", format_args!("{} is not there", path.display()));
        return Ok(());
    }
    let vector: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let text = |name: &str| vector[name].as_str().ok_or("the vector lacks a text");
    let credentials = Credentials::new(text("access_key")?, text("secret_key")?);
    let (mut request, ()) = http::Request::get("https://example.amazonaws.com/").body(())?.into_parts();
    let (signer, time) = (Signer::sigv4a("*", "service"), Timestamp::from_second(1_440_938_160)?);
    signer.sign(&mut request, Payload::Bytes(b""), &credentials, time)?;
    let to_sign = signer.string_to_sign(&signer.canonical_request(&request, Payload::Bytes(b""))?, time);
    let signature = header(&request, "authorization")?.rsplit('=').next().unwrap_or_default().to_owned();
    verify(&to_sign, &signature, [text("public_x")?, text("public_y")?])
}

fn check(folder: &Path) -> Outcome {
    in_the_headers(read_case(folder, Signer::sigv4a)?).map_err(|failure| format!("in the headers: {failure}"))?;
    in_the_query(read_case(folder, Signer::sigv4a)?).map_err(|failure| format!("in the query: {failure}"))?;
    Ok(())
}

fn in_the_headers(mut case: Case<'_>) -> Outcome {
    let payload = Payload::Bytes(&case.body);
    case.signer.sign(&mut case.request, payload, &case.credentials, case.time)?;

    let canonical = case.signer.canonical_request(&case.request, payload)?;
    same("canonical request", &canonical, &read(case.folder, "header-canonical-request.txt")?)?;
    let authorization = header(&case.request, "authorization")?;
    let signature = authorization.rsplit('=').next().unwrap_or_default();
    let to_sign = case.signer.string_to_sign(&canonical, case.time);
    same("string to sign", &to_sign, &read(case.folder, "header-string-to-sign.txt")?)?;
    verify_in(case.folder, &to_sign, signature)?;

    let expected = read(case.folder, "header-signed-request.txt")?;
    for (name, value) in parse_head(&expected).1.into_iter().filter(|(name, _)| name != "Authorization") {
        let got = case.request.headers.get_all(&name).iter().any(|got| *got.as_bytes() == *value.as_bytes());
        same(&format!("whether there is {name}: {value}"), &got, &true)?;
    }
    same("number of headers", &case.request.headers.len(), &parse_head(&expected).1.len())
}

fn in_the_query(mut case: Case<'_>) -> Outcome {
    let payload = Payload::Bytes(&case.body);
    let headers = case.request.headers.clone();
    case.signer.presign(&mut case.request, payload, &case.credentials, case.time, case.expires)?;

    same("headers", &case.request.headers, &headers)?;
    let query = case.request.uri.query().unwrap_or_default().to_owned();
    let (unsigned, signature) =
        query.rsplit_once("&X-Amz-Signature=").ok_or("the signature is not the last parameter")?;

    let expected = read(case.folder, "query-signed-request.txt")?;
    let (target, _) = parse_head(&expected);
    let expected = target.split_once('?').map_or("", |(_, query)| query);
    same("parameters", &parameters(&query), &parameters(&escaped(expected)))?;

    // Without the parameters that were added after signing, the canonical request is the signed one.
    let canonical = read(case.folder, "query-canonical-request.txt")?;
    let (before_token, _) = unsigned.split_once("&X-Amz-Security-Token=").unwrap_or((unsigned, ""));
    let signed = if canonical.contains("X-Amz-Security-Token") { unsigned } else { before_token };
    case.request.uri = uri(&[case.request.uri.path(), "?", signed].concat())?;
    same("canonical request", &case.signer.canonical_request(&case.request, payload)?, &canonical)?;
    let to_sign = case.signer.string_to_sign(&canonical, case.time);
    same("string to sign", &to_sign, &read(case.folder, "query-string-to-sign.txt")?)?;
    verify_in(case.folder, &to_sign, signature)
}

/// Verifies a signature with the public key of the case.
fn verify_in(folder: &Path, to_sign: &str, signature: &str) -> Outcome {
    let key: Value = serde_json::from_str(&read(folder, "public-key.json")?)?;
    verify(to_sign, signature, [&key["X"], &key["Y"]].map(|part| part.as_str().unwrap_or_default()))
}

fn verify(to_sign: &str, signature: &str, coordinates: [&str; 2]) -> Outcome {
    let key = VerifyingKey::from_sec1_bytes(&unhex(&["04", coordinates[0], coordinates[1]].concat())?)?;
    key.verify(to_sign.as_bytes(), &DerSignature::from_bytes(&unhex(signature)?)?)?;
    Ok(())
}

fn unhex(text: &str) -> Outcome<Vec<u8>> {
    let digits = text.as_bytes().chunks(2).map(|pair| Ok(u8::from_str_radix(str::from_utf8(pair)?, 16)?));
    digits.collect()
}

fn parameters(query: &str) -> BTreeSet<&str> {
    query.split('&').filter(|parameter| !parameter.starts_with("X-Amz-Signature=")).collect()
}
