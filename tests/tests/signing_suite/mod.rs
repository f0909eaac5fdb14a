//! The cases of the AWS Common Runtime's signing test suites, which SigV4 and SigV4a have in the same form.

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
use serde_json::Value;

const CASES: usize = 38;

pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A case, from its `context.json` and `request.txt`.
pub struct Case<'a> {
    pub folder: &'a Path,
    pub signer: Signer,
    pub credentials: Credentials,
    pub time: Timestamp,
    pub expires: Duration,
    pub request: Parts,
    pub body: Vec<u8>,
}

/// Makes a signer of a region and a service.
pub type NewSigner = fn(String, String) -> Signer;

/// Checks the signature of a canonical request with the files of the case whose names begin with the given word.
pub type Verify = fn(case: &Case<'_>, files: &str, canonical: &str, signature: &str) -> Outcome;

/// Signs each case in the folder `name` of the suites, in the headers and in the query.
#[allow(clippy::print_stdout)] // the tally
pub fn run(name: &str, signer: NewSigner, verify: Verify) -> Outcome {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/aws-c-auth-signing").join(name);
    if !suite.is_dir() {
        aws_operation_skip::skip(&format!("sig{name}"), format_args!("{} is not there", suite.display()));
        return Ok(());
    }
    let mut folders = fs::read_dir(&suite)?.map(|entry| Ok(entry?.path())).collect::<Outcome<Vec<_>>>()?;
    folders.sort();
    // Two folders of SigV4a hold a request alone.
    folders.retain(|folder| folder.join("header-canonical-request.txt").is_file());
    let failures: Vec<String> = folders
        .iter()
        .filter_map(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            check(folder, signer, verify).err().map(|failure| format!("{name}: {failure}"))
        })
        .collect();
    println!("signing test suite {name}: {}/{} passed", folders.len() - failures.len(), folders.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(folders.len(), CASES, "the suite is not complete");
    Ok(())
}

fn check(folder: &Path, signer: NewSigner, verify: Verify) -> Outcome {
    in_the_headers(read_case(folder, signer)?, verify).map_err(|failure| format!("in the headers: {failure}"))?;
    in_the_query(read_case(folder, signer)?, verify).map_err(|failure| format!("in the query: {failure}"))?;
    Ok(())
}

fn in_the_headers(mut case: Case<'_>, verify: Verify) -> Outcome {
    let payload = Payload::Bytes(&case.body);
    case.signer.sign(&mut case.request, payload, &case.credentials, case.time)?;

    let canonical = case.signer.canonical_request(&case.request, payload)?;
    same("canonical request", &canonical, &read(case.folder, "header-canonical-request.txt")?)?;
    verify(&case, "header", &canonical, signature_of(header(&case.request, "authorization")?).1)?;

    let expected = read(case.folder, "header-signed-request.txt")?;
    let expected = parse_head(&expected).1;
    for (name, value) in &expected {
        let mut got = case.request.headers.get_all(name).iter().filter_map(|got| got.to_str().ok());
        // The signature has been verified.
        let is_there = got.any(|got| signature_of(got).0 == signature_of(value).0);
        same(&format!("whether there is {name}: {value}"), &is_there, &true)?;
    }
    same("number of headers", &case.request.headers.len(), &expected.len())
}

/// The value of `Authorization` before the signature, and the signature. Other headers have none.
fn signature_of(value: &str) -> (&str, &str) {
    value.rsplit_once("Signature=").unwrap_or((value, ""))
}

fn in_the_query(mut case: Case<'_>, verify: Verify) -> Outcome {
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
    verify(&case, "query", &canonical, signature)
}

/// The parameters of a query, without the signature.
fn parameters(query: &str) -> BTreeSet<&str> {
    query.split('&').filter(|parameter| !parameter.starts_with("X-Amz-Signature=")).collect()
}

fn read_case(folder: &Path, signer: NewSigner) -> Outcome<Case<'_>> {
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
        signer: signer(text(&context["region"])?, text(&context["service"])?).settings(settings),
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

pub fn header<'a>(request: &'a Parts, name: &str) -> Outcome<&'a str> {
    Ok(request.headers.get(name).ok_or_else(|| format!("there is no {name}"))?.to_str()?)
}

pub fn read(folder: &Path, file: &str) -> Outcome<String> {
    Ok(fs::read_to_string(folder.join(file))?)
}

pub fn same<T: PartialEq + Debug + ?Sized>(what: &str, got: &T, expected: &T) -> Outcome {
    if got == expected { Ok(()) } else { Err(format!("{what}\n     got {got:?}\nexpected {expected:?}").into()) }
}
