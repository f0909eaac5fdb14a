//! Serves `CloudWatch`'s PutMetricData and GetMetricData on this machine, for any client of rpcv2Cbor, until the process
//! is stopped.
//!
//! ```text
//! cargo run --example local_metrics
//! ```

#![allow(clippy::print_stdout)]

use std::io::Write as _;

use aws_operation_examples::local_metrics::LocalMetrics;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = LocalMetrics::default().server().credentials("AKID", "SECRET").bind("127.0.0.1:0").await?;
    println!("listening on {}", server.url());
    // A pipe buffers standard output, and another process may wait for this line.
    std::io::stdout().flush()?;
    server.run().await;
    Ok(())
}
