//! Resolves cases of endpoints through the runtime, with the rules that the command writes.
//!
//! ```sh
//! cargo run -p aws-operation-tests --bin endpoints -- CASES.json.gz BOTOCORE_DATA_DIR
//! cargo run -p aws-operation-tests --bin endpoints -- --random 2000 BOTOCORE_DATA_DIR
//! ```
//!
//! The first form reads `{service folder: [{documentation, params, expect}]}`, as JSON or compressed with gzip. The second
//! one makes that many sets of parameters for each service, and expects what an interpreter of AWS's rule sets says. Fails
//! if a case fails, or if a rule set has no form as `endpoint(..)`.

use std::path::Path;
use std::process::ExitCode;

use aws_operation_tests::endpoints::{Service, Tally, cases_in, random_cases};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let tally = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--random", count, data] => count
            .parse()
            .map_err(|_| format!("`{count}` is no number"))
            .and_then(|count| Tally::of(Path::new(data), |service| Ok(random_cases(service, count)))),
        [cases, data] => cases_in(Path::new(cases)).and_then(|cases| {
            let of = |service: &Service| Ok(cases.get(&service.folder).cloned().unwrap_or_default());
            Tally::of(Path::new(data), of).map(|tally| tally.with_absent(cases.keys()))
        }),
        _ => Err("arguments: CASES.json[.gz] BOTOCORE_DATA_DIR, or --random COUNT BOTOCORE_DATA_DIR".to_owned()),
    };
    match tally {
        Ok(tally) => {
            print!("{tally}");
            if tally.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
