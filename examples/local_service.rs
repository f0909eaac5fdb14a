//! Serves Lookout for Vision, or a little of EC2, on this machine, for any client, until the process is stopped.
//!
//! ```text
//! cargo run --example local_service -- --port 4577 --access-key AKID --secret-key SECRET
//! ```

#![allow(clippy::print_stdout)]

use std::io::Write as _;

use aws_operation_examples::local_ec2::LocalEc2;
use aws_operation_examples::local_service::LocalService;

const USAGE: &str =
    "usage: local_service [--service ec2] [--port PORT] [--region REGION] --access-key ID --secret-key SECRET";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::parse(std::env::args().skip(1))?;
    let server = if options.is_ec2 { LocalEc2::default().server() } else { LocalService::new().server() };
    let server = server
        .region(options.region)
        .credentials(options.access_key, options.secret_key)
        .bind(("127.0.0.1", options.port))
        .await?;
    println!("listening on {}", server.url());
    // A pipe buffers standard output, and another process may wait for this line.
    std::io::stdout().flush()?;
    server.run().await;
    Ok(())
}

struct Options {
    is_ec2: bool,
    port: u16,
    region: String,
    access_key: String,
    secret_key: String,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut is_ec2, mut port, mut region) = (false, 0, "us-east-1".to_owned());
        let (mut access_key, mut secret_key) = (None, None);
        while let Some(option) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{option} takes a value\n{USAGE}"))?;
            match option.as_str() {
                "--service" if ["ec2", "lookoutvision"].contains(&value.as_str()) => is_ec2 = value == "ec2",
                "--port" => port = value.parse().map_err(|_| format!("--port takes a number, not {value}\n{USAGE}"))?,
                "--region" => region = value,
                "--access-key" => access_key = Some(value),
                "--secret-key" => secret_key = Some(value),
                _ => return Err(format!("unknown option {option}\n{USAGE}")),
            }
        }
        let needed = || USAGE.to_owned();
        Ok(Self {
            is_ec2,
            port,
            region,
            access_key: access_key.ok_or_else(needed)?,
            secret_key: secret_key.ok_or_else(needed)?,
        })
    }
}
