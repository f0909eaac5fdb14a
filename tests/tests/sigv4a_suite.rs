//! The AWS Common Runtime's signing test suite for SigV4a: 38 requests, each signed in the headers and in the query. Signatures
//! of ECDSA differ between implementations, so each is verified with the suite's public key.

mod signing_suite;

use std::path::Path;

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Credentials, Timestamp};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{DerSignature, VerifyingKey};
use serde_json::Value;
use signing_suite::{Case, Outcome, header, read, same};

#[test]
fn every_case_is_signed_as_in_the_suite() -> Outcome {
    signing_suite::run("v4a", Signer::sigv4a, verify_case)
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

/// Verifies a signature with the public key of the case.
fn verify_case(case: &Case<'_>, files: &str, canonical: &str, signature: &str) -> Outcome {
    let to_sign = case.signer.string_to_sign(canonical, case.time);
    same("string to sign", &to_sign, &read(case.folder, &format!("{files}-string-to-sign.txt"))?)?;
    let key: Value = serde_json::from_str(&read(case.folder, "public-key.json")?)?;
    verify(&to_sign, signature, [&key["X"], &key["Y"]].map(|part| part.as_str().unwrap_or_default()))
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
