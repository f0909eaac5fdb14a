//! Runs cases of AWS's endpoint rules of S3, in the form of botocore's `endpoint-tests-1.json`.
//!
//! ```text
//! cargo run -p aws-operation-tests --bin s3_endpoints -- FILE..
//! ```

#![allow(clippy::print_stdout)]

use std::process::ExitCode;

use aws_operation_tests::s3_endpoints::wrong_cases;

fn main() -> ExitCode {
    let mut is_wrong = false;
    for file in std::env::args().skip(1) {
        match wrong_cases(file.as_ref()) {
            Err(error) => {
                println!("{file}: {error}");
                is_wrong = true;
            }
            Ok((count, wrong)) => {
                for case in &wrong {
                    println!("{case}");
                }
                println!("{file}: {} of {count}", count - wrong.len());
                is_wrong |= !wrong.is_empty();
            }
        }
    }
    if is_wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
