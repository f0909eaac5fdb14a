//! The official SDKs read and write event streams of the server half: Bedrock's over HTTP/1.1, and Transcribe's both ways over
//! HTTP/2 with TLS.

mod bedrock;
#[path = "../../checks.rs"]
mod checks;
mod transcribe;

use std::error::Error;

use aws_credential_types::Credentials;
use checks::Checks;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "secret";

#[tokio::main]
async fn main() -> Outcome {
    let mut checks = Checks::default();
    bedrock::run(&mut checks).await?;
    transcribe::run(&mut checks).await?;
    checks.finish("aws-sdk event streams")
}

fn credentials(secret_key: &str) -> Credentials {
    Credentials::from_keys(ACCESS_KEY, secret_key, None)
}
