//! `CloudFront`: invalidates paths once whatever happens, waits until it is done, and lists all invalidations.
//!
//! ```text
//! cargo run -p cloudfront
//! ```
//!
//! It calls a local service, or `CloudFront` at `AWS_ENDPOINT_URL`, for instance `MiniStack` or
//! `https://cloudfront.amazonaws.com` (with `AWS_REGION=us-east-1`). There, name a distribution:
//! `cargo run -p cloudfront -- EDFDVBD6EXAMPLE`.

mod cloudfront;
mod local;

use std::time::Duration;

use aws_operation::{Client, SendError};
use cloudfront::{
    CreateInvalidation, Error, GetInvalidation, Invalidation, InvalidationBatch, ListInvalidations, Paths,
};
use local::{DISTRIBUTION, LocalCloudFront};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    if std::env::var_os("AWS_ENDPOINT_URL").is_some() {
        let distribution = std::env::args().nth(1).ok_or("usage: cloudfront DISTRIBUTION")?;
        return run(&Client::from_env().await?, &distribution).await;
    }
    let server = LocalCloudFront::default().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    run(&server.client()?, DISTRIBUTION).await
}

async fn run(client: &Client, distribution: &str) -> Outcome {
    let paths = ["/index.html", "/images/*", "/a & b <c>.html"];
    let made = invalidate(client, distribution, "release-7", &paths).await?;
    println!("{}: {}", made.id, made.status);
    // The caller reference makes it safe to send the request again, after a failure or a restart.
    let again = invalidate(client, distribution, "release-7", &paths).await?;
    println!("repeated with the same caller reference: the same invalidation: {}", again.id == made.id);
    wait(client, distribution, &made.id).await?;

    for release in 8..=11 {
        invalidate(client, distribution, &format!("release-{release}"), &["/*"]).await?;
    }
    let two_each = ListInvalidations { max_items: Some("2".into()), ..ListInvalidations::new(distribution) };
    let mut invalidations = two_each.paginate(client).items();
    let mut ids = Vec::new();
    while let Some(invalidation) = invalidations.next().await {
        ids.push(invalidation?.id);
    }
    println!("{} invalidations, {} among them", ids.len(), made.id);
    if !ids.contains(&made.id) {
        return Err(format!("{} is not among {ids:?}", made.id).into());
    }

    match ListInvalidations::new("NONE").send(client).await {
        Err(SendError::Service(Error::NoSuchDistribution { message }, _)) => println!("{message}"),
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("there is a distribution `NONE`".into()),
    }
    Ok(())
}

async fn invalidate(client: &Client, distribution: &str, reference: &str, paths: &[&str]) -> Outcome<Invalidation> {
    let items = paths.iter().map(|path| (*path).to_owned()).collect();
    let paths = Paths { quantity: i32::try_from(paths.len())?, items: Some(items) };
    let batch = InvalidationBatch { paths, caller_reference: reference.to_owned() };
    let created = CreateInvalidation::new(distribution, batch).send(client).await?;
    Ok(created.invalidation.ok_or("the response has no invalidation")?)
}

/// Waits until the paths are invalid everywhere, which takes some minutes.
async fn wait(client: &Client, distribution: &str, id: &str) -> Outcome {
    let mut delay = Duration::from_millis(50);
    for _ in 0..30 {
        let output = GetInvalidation::new(distribution, id).send(client).await?;
        let status = output.invalidation.map(|invalidation| invalidation.status).unwrap_or_default();
        println!("{id}: {status}");
        if status.eq_ignore_ascii_case("completed") {
            return Ok(());
        }
        tokio::time::sleep(delay).await;
        delay = (2 * delay).min(Duration::from_secs(20));
    }
    Err(format!("{id} is still in progress").into())
}
