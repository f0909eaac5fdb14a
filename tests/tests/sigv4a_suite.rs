//! The AWS Common Runtime's signing test suite for SigV4a: 38 requests, each signed in the headers and in the query. Signatures
//! of ECDSA differ between implementations, so each is verified with the suite's public key.
#![allow(clippy::print_stdout)] // the tally

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::time::Duration;

use aws_operation::sigv4::{Payload, Settings, Signer};
use aws_operation::{Credentials, Timestamp};
use http::request::Parts;
use http::uri::PathAndQuery;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{DerSignature, VerifyingKey};
use serde_json::Value;

const CASES: usize = 38;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A case, from its `context.json` and `request.txt`.
struct Case<'a> {
    folder: &'a Path,
    signer: Signer,
    credentials: Credentials,
    time: Timestamp,
    expires: Duration,
    request: Parts,
    body: Vec<u8>,
}

#[test]
fn every_case_is_signed_as_in_the_suite() -> Outcome {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/aws-c-auth-signing/v4a");
    if !suite.is_dir() {
        aws_operation_skip::skip("sigv4a", format_args!("{} is not there", suite.display()));
        return Ok(());
    }
    let mut folders = fs::read_dir(&suite)?.map(|entry| Ok(entry?.path())).collect::<Outcome<Vec<_>>>()?;
    folders.sort();
    // two folders hold a request alone
    folders.retain(|folder| folder.join("header-canonical-request.txt").is_file());
    let failures: Vec<String> = folders
        .iter()
        .filter_map(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            check(folder).err().map(|failure| format!("{name}: {failure}"))
        })
        .collect();
    println!("SigV4a signing test suite: {}/{} passed", folders.len() - failures.len(), folders.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(folders.len(), CASES, "the suite is not complete");
    Ok(())
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
    let vector: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
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
    in_the_headers(read_case(folder)?).map_err(|failure| format!("in the headers: {failure}"))?;
    in_the_query(read_case(folder)?).map_err(|failure| format!("in the query: {failure}"))?;
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

fn read_case(folder: &Path) -> Outcome<Case<'_>> {
    let context: Value = serde_json::from_str(&read(folder, "context.json")?)?;
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or("context.json lacks a text");
    let flag = |name: &str| context[name].as_bool().unwrap_or_default();
    let key = &context["credentials"];
    let mut credentials = Credentials::new(text(&key["access_key_id"])?, text(&key["secret_access_key"])?);
    if let Some(token) = key["token"].as_str() {
        credentials = credentials.session_token(token);
    }
    let request = read(folder, "request.txt")?;
    let (head, body) = request.split_once("\n\n").unwrap_or((&request, ""));
    let settings = Settings::default()
        .normalize_path(flag("normalize"))
        // The suite has raw spaces in two paths and encodes them once. A URI cannot contain raw spaces, so they
        // are escaped here, which is one encoding already.
        .double_encode_path(!parse_head(head).0.contains(' '))
        .content_sha256_header(flag("sign_body"))
        .sign_session_token(!flag("omit_session_token"));
    Ok(Case {
        folder,
        signer: Signer::sigv4a(text(&context["region"])?, text(&context["service"])?).settings(settings),
        credentials,
        time: text(&context["timestamp"])?.parse()?,
        expires: Duration::from_secs(context["expiration_in_seconds"].as_u64().ok_or("no expiration")?),
        request: parse_request(head)?,
        body: body.as_bytes().to_vec(),
    })
}

fn parse_request(head: &str) -> Outcome<Parts> {
    let (target, headers) = parse_head(head);
    let method = head.split(' ').next().unwrap_or_default();
    let mut request = http::Request::builder().method(method).uri(uri(&target)?);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    Ok(request.body(())?.into_parts().0)
}

/// The target and the headers of a request in text form. The lines of a folded value are joined with spaces.
fn parse_head(head: &str) -> (String, Vec<(String, String)>) {
    let mut lines = head.lines().take_while(|line| !line.is_empty());
    let request_line = lines.next().unwrap_or_default();
    let target = request_line.split_once(' ').map_or("", |(_, rest)| rest).trim_end_matches(" HTTP/1.1");
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in lines {
        match (line.starts_with(' '), line.split_once(':'), headers.last_mut()) {
            (true, _, Some((_, value))) => value.extend([" ", line.trim()]),
            (_, Some((name, value)), _) => headers.push((name.to_owned(), value.to_owned())),
            _ => {}
        }
    }
    (target.to_owned(), headers)
}

fn uri(target: &str) -> Outcome<http::Uri> {
    let target = PathAndQuery::try_from(escaped(target))?;
    Ok(http::Uri::builder().scheme("https").authority("example.amazonaws.com").path_and_query(target).build()?)
}

fn escaped(target: &str) -> String {
    target.replace(' ', "%20")
}

fn parameters(query: &str) -> BTreeSet<&str> {
    query.split('&').filter(|parameter| !parameter.starts_with("X-Amz-Signature=")).collect()
}

fn header<'a>(request: &'a Parts, name: &str) -> Outcome<&'a str> {
    Ok(request.headers.get(name).ok_or_else(|| format!("there is no {name}"))?.to_str()?)
}

fn read(folder: &Path, file: &str) -> Outcome<String> {
    Ok(fs::read_to_string(folder.join(file))?)
}

fn same<T: PartialEq + Debug + ?Sized>(what: &str, got: &T, expected: &T) -> Outcome {
    if got == expected { Ok(()) } else { Err(format!("{what}\n     got {got:?}\nexpected {expected:?}").into()) }
}
