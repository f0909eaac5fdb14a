//! Serves a little of S3 on this machine, with its objects in memory, for any client, until the process is stopped.
//!
//! ```text
//! cargo run --example local_s3
//! ```

#![allow(clippy::print_stdout)]

use std::io::Write as _;

use aws_operation_examples::local_s3::LocalS3;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = LocalS3::default().server().credentials("AKID", "SECRET").accept_credentials(LocalS3::session());
    let server = server.bind("127.0.0.1:0").await?;
    println!("listening on {}", server.url());
    // A pipe buffers standard output, and another process may wait for this line.
    std::io::stdout().flush()?;
    server.run().await;
    Ok(())
}
