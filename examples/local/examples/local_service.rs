//! Serves Lookout for Vision, or a little of another service, on this machine, for any client, until the process is
//! stopped.
//!
//! ```text
//! cargo run --example local_service -- --port 4577 --access-key AKID --secret-key SECRET
//! ```

#![allow(clippy::print_stdout)]

use std::io::Write as _;

use aws_operation::server::ServerBuilder;
use aws_operation_examples::local_bedrock::LocalBedrock;
use aws_operation_examples::local_cloudfront::LocalCloudFront;
use aws_operation_examples::local_ec2::LocalEc2;
use aws_operation_examples::local_metrics::LocalMetrics;
use aws_operation_examples::local_route53::LocalRoute53;
use aws_operation_examples::local_service::LocalService;

const USAGE: &str = "usage: local_service [--service lookoutvision|ec2|bedrock|cloudwatch|route53|cloudfront] [--port PORT] \
                     [--region REGION] --access-key ID --secret-key SECRET";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::parse(std::env::args().skip(1))?;
    let server = options
        .service
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
    service: ServerBuilder,
    port: u16,
    region: String,
    access_key: String,
    secret_key: String,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut service, mut port, mut region) = (None, 0, "us-east-1".to_owned());
        let (mut access_key, mut secret_key) = (None, None);
        while let Some(option) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{option} takes a value\n{USAGE}"))?;
            match option.as_str() {
                "--service" => service = Some(server_of(&value)?),
                "--port" => port = value.parse().map_err(|_| format!("--port takes a number, not {value}\n{USAGE}"))?,
                "--region" => region = value,
                "--access-key" => access_key = Some(value),
                "--secret-key" => secret_key = Some(value),
                _ => return Err(format!("unknown option {option}\n{USAGE}")),
            }
        }
        let needed = || USAGE.to_owned();
        Ok(Self {
            service: service.unwrap_or_else(|| LocalService::new().server()),
            port,
            region,
            access_key: access_key.ok_or_else(needed)?,
            secret_key: secret_key.ok_or_else(needed)?,
        })
    }
}

fn server_of(service: &str) -> Result<ServerBuilder, String> {
    Ok(match service {
        "lookoutvision" => LocalService::new().server(),
        "bedrock" => LocalBedrock::default().server(),
        "ec2" => LocalEc2::default().server(),
        "cloudwatch" => LocalMetrics::default().server(),
        "route53" => LocalRoute53::default().server(),
        "cloudfront" => LocalCloudFront::default().server(),
        _ => return Err(format!("unknown service {service}\n{USAGE}")),
    })
}
