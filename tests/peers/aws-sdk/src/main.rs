//! The official SDK calls a local service: an independent client against the server half.
//!
//! usage: aws-operation-peer-aws-sdk SERVICE URL ACCESS_KEY SECRET_KEY

#[path = "../../checks.rs"]
mod checks;
mod cloudwatch;
mod lookoutvision;
mod route53;

use std::error::Error;

use aws_credential_types::Credentials;
use checks::Checks;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [name, url, access_key, secret_key] = arguments.as_slice() else {
        return Err("usage: aws-operation-peer-aws-sdk SERVICE URL ACCESS_KEY SECRET_KEY".into());
    };
    let [url, access_key, secret_key] = [url, access_key, secret_key].map(Clone::clone);
    let (service, mut checks) = (Service { url, access_key, secret_key }, Checks::default());
    match name.as_str() {
        "lookoutvision" => lookoutvision::run(&service, &mut checks).await?,
        "cloudwatch" => cloudwatch::run(&service, &mut checks).await?,
        "route53" => route53::run(&service, &mut checks).await?,
        other => return Err(format!("unknown service {other}").into()),
    }
    checks.finish(&format!("aws-sdk {name}"))
}

/// The local service.
struct Service {
    url: String,
    access_key: String,
    secret_key: String,
}

impl Service {
    fn credentials(&self, secret_key: &str) -> Credentials {
        Credentials::from_keys(&self.access_key, secret_key, None)
    }
}
