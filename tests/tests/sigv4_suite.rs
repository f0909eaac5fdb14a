//! The AWS Common Runtime's signing test suite: 38 requests, each signed in the headers and in the query.

mod signing_suite;

use std::collections::BTreeSet;
use std::path::Path;

use aws_operation::sigv4::{Payload, Signer};
use signing_suite::{Case, Outcome, escaped, header, parse_head, read, read_case, same, uri};

#[test]
fn every_case_is_signed_as_in_the_suite() -> Outcome {
    signing_suite::run("v4", check)
}

fn check(folder: &Path) -> Outcome {
    in_the_headers(read_case(folder, Signer::new)?).map_err(|failure| format!("in the headers: {failure}"))?;
    in_the_query(read_case(folder, Signer::new)?).map_err(|failure| format!("in the query: {failure}"))?;
    Ok(())
}

fn in_the_headers(mut case: Case<'_>) -> Outcome {
    let payload = Payload::Bytes(&case.body);
    case.signer.sign(&mut case.request, payload, &case.credentials, case.time)?;

    let canonical = case.signer.canonical_request(&case.request, payload)?;
    same("canonical request", &canonical, &read(case.folder, "header-canonical-request.txt")?)?;
    let authorization = header(&case.request, "authorization")?;
    let signature = authorization.rsplit('=').next().unwrap_or_default();
    same("signature", signature, &read(case.folder, "header-signature.txt")?)?;

    let expected = read(case.folder, "header-signed-request.txt")?;
    for (name, value) in parse_head(&expected).1 {
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
    same("signature", signature, &read(case.folder, "query-signature.txt")?)?;

    let expected = read(case.folder, "query-signed-request.txt")?;
    let (target, _) = parse_head(&expected);
    let expected = target.split_once('?').map_or("", |(_, query)| query);
    same("parameters", &parameters(&query), &parameters(&escaped(expected)))?;

    // Without the parameters that were added after signing, the canonical request is the signed one.
    let canonical = read(case.folder, "query-canonical-request.txt")?;
    let (before_token, _) = unsigned.split_once("&X-Amz-Security-Token=").unwrap_or((unsigned, ""));
    let signed = if canonical.contains("X-Amz-Security-Token") { unsigned } else { before_token };
    case.request.uri = uri(&[case.request.uri.path(), "?", signed].concat())?;
    same("canonical request", &case.signer.canonical_request(&case.request, payload)?, &canonical)
}

fn parameters(query: &str) -> BTreeSet<&str> {
    query.split('&').collect()
}
