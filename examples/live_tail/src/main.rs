//! The live tail of `CloudWatch Logs`: prints the lines of log groups as they are written, until it is stopped.
//!
//! ```text
//! cargo run -p live_tail
//! cargo run -p live_tail -- --aws arn:aws:logs:eu-central-1:123456789012:log-group:/paint-shop
//! ```
//!
//! It watches a local service, to which it writes three lines. With `--aws` and the ARNs of groups, it calls AWS, with the
//! settings of the environment.

mod local;
#[allow(clippy::enum_variant_names)] // the model's names
mod logs;

use aws_operation::{Client, Credentials};
use local::LocalLogs;
use logs::{StartLiveTail, StartLiveTailResponseStream};

const GROUP: &str = "arn:aws:logs:us-east-1:123456789012:log-group:/paint-shop";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut groups = std::env::args().skip_while(|argument| argument != "--aws");
    if groups.next().is_some() {
        tail(&Client::from_env().await?, groups.collect(), usize::MAX, || {}).await?;
        return Ok(());
    }
    let logs = LocalLogs::default();
    let server = logs.server().credentials("AKID", "SECRET").bind("127.0.0.1:0").await?;
    // AWS has another host for live tails, with the prefix `stream-`; the local service has one address.
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "SECRET"))
        .endpoint_url(server.url())
        .disable_host_prefix_injection(true)
        .build()?;
    let write = move || {
        for line in ["door 1 is painted", "door 2 is painted", "door 2 has a scratch"] {
            logs.write(GROUP, "line-1", line);
        }
    };
    let lines = tail(&client, vec![GROUP.to_owned()], 3, write).await?;
    if lines == 3 { Ok(()) } else { Err(format!("the tail ended after {lines} lines").into()) }
}

/// Prints this many lines. `started` is called when the session watches.
async fn tail(
    client: &Client,
    groups: Vec<String>,
    most: usize,
    started: impl Fn(),
) -> Result<usize, Box<dyn std::error::Error>> {
    let mut events = StartLiveTail::new(groups).send(client).await?.response_stream;
    let mut lines = 0;
    while let Some(event) = events.next().await {
        match event? {
            StartLiveTailResponseStream::SessionStart(_) => started(),
            StartLiveTailResponseStream::SessionUpdate(update) => {
                for line in update.session_results.unwrap_or_default() {
                    let stream = line.log_stream_name.unwrap_or_default();
                    println!("{stream}: {}", line.message.unwrap_or_default());
                    lines += 1;
                }
            }
            StartLiveTailResponseStream::Unknown(_) => {}
        }
        if lines >= most {
            break;
        }
    }
    Ok(lines)
}
