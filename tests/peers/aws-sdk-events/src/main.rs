//! The official SDKs read and write event streams of the server half: Bedrock's over HTTP/1.1, and Transcribe's both ways over
//! HTTP/2 with TLS.

mod bedrock;
mod transcribe;

use std::error::Error;

use aws_credential_types::Credentials;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "secret";

#[tokio::main]
async fn main() -> Outcome {
    let mut checks = Checks::default();
    bedrock::run(&mut checks).await?;
    transcribe::run(&mut checks).await?;
    println!("aws-sdk event streams: {} passed, {} failed", checks.passed, checks.failed);
    if checks.failed == 0 { Ok(()) } else { Err("some checks failed".into()) }
}

fn credentials(secret_key: &str) -> Credentials {
    Credentials::from_keys(ACCESS_KEY, secret_key, None)
}

#[derive(Default)]
struct Checks {
    passed: u32,
    failed: u32,
}

impl Checks {
    fn check(&mut self, what: &str, holds: bool) {
        println!("{}: {what}", if holds { "ok" } else { "FAILED" });
        if holds { self.passed += 1 } else { self.failed += 1 }
    }
}
