//! The AWS Common Runtime's signing test suite: 38 requests, each signed in the headers and in the query.

mod signing_suite;

use aws_operation::sigv4::Signer;
use signing_suite::{Case, Outcome, read, same};

#[test]
fn every_case_is_signed_as_in_the_suite() -> Outcome {
    signing_suite::run("v4", Signer::new, verify)
}

fn verify(case: &Case<'_>, files: &str, _: &str, signature: &str) -> Outcome {
    same("signature", signature, &read(case.folder, &format!("{files}-signature.txt"))?)
}
