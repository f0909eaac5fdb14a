//! Copies, lists, deletes, shares and synchronizes objects of S3.
//!
//! ```text
//! cargo run -p aws-operation-s3 --example s3 -- cp film.mp4 s3://paint/film.mp4
//! cargo run -p aws-operation-s3 --example s3 -- ls s3://paint/
//! cargo run -p aws-operation-s3 --example s3 -- presign s3://paint/film.mp4 --expires 3600
//! cargo run -p aws-operation-s3 --example s3 -- sync films s3://paint/films
//! cargo run -p aws-operation-s3 --example s3 -- rm s3://paint/film.mp4
//! ```
//!
//! Region, credentials and endpoint are those of the AWS CLI: `AWS_REGION`, `AWS_PROFILE`, `AWS_ENDPOINT_URL` and
//! others.

#![allow(clippy::print_stdout)]

mod copy;
mod location;
mod sync;

use std::time::Duration;

use aws_operation::Client;
use aws_operation_s3::{DeleteObject, DeleteObjects, GetObject, ListObjectsV2, PutObject, Transfer};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use location::{Location, Object};

/// An error of any kind, which `main` prints.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Copies, lists, deletes, shares and synchronizes objects of S3.
#[derive(Parser)]
#[command(name = "s3")]
struct Arguments {
    /// The URL of another server than AWS's
    #[arg(long, global = true)]
    endpoint_url: Option<String>,
    /// Print no progress
    #[arg(long, short, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Copy a file or an object: `-` is the standard input or output
    Cp { source: Location, target: Location },
    /// List objects
    Ls { prefix: Object },
    /// Delete an object, or all that begin so
    Rm {
        object: Object,
        /// Delete all objects whose keys begin so
        #[arg(long)]
        recursive: bool,
    },
    /// Print a URL with which anyone can read the object
    Presign {
        object: Object,
        /// For how many seconds
        #[arg(long, default_value_t = 3600)]
        expires: u64,
        /// With which anyone can write the object
        #[arg(long)]
        put: bool,
    },
    /// Copy what is absent, or has another size, between a folder and a bucket
    Sync { source: Location, target: Location },
}

/// What all commands use.
struct Session {
    client: Client,
    transfer: Transfer,
    is_quiet: bool,
}

impl Session {
    /// A bar on the standard error output.
    fn bar(&self, name: &str) -> ProgressBar {
        if self.is_quiet {
            return ProgressBar::hidden();
        }
        let style = "{msg} {bytes}/{total_bytes} {bytes_per_sec} {wide_bar} {eta}";
        let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::no_length().with_style(style).with_message(name.to_owned())
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let mut builder = Client::builder();
    if let Some(url) = arguments.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    let client = builder.build_from_env().await?;
    let transfer = Transfer::new(client.clone());
    let session = Session { client, transfer, is_quiet: arguments.quiet };
    match arguments.command {
        Command::Cp { source, target } => copy::copy(&session, source, target).await,
        Command::Ls { prefix } => list(&session, &prefix).await,
        Command::Rm { object, recursive: false } => {
            DeleteObject::new(object.bucket, object.key).send(&session.client).await?;
            Ok(())
        }
        Command::Rm { object, recursive: true } => delete_all(&session, &object).await,
        Command::Presign { object, expires, put } => presign(&session, object, expires, put).await,
        Command::Sync { source, target } => sync::sync(&session, source, target).await,
    }
}

async fn list(session: &Session, prefix: &Object) -> Result<(), Failure> {
    let list = ListObjectsV2 { prefix: Some(prefix.key.clone()), ..ListObjectsV2::new(&prefix.bucket) };
    let mut objects = list.paginate(&session.client).items();
    while let Some(object) = objects.next().await {
        let object = object?;
        let time = object.last_modified.map(|time| time.to_string()).unwrap_or_default();
        println!("{time:20} {:12} {}", object.size.unwrap_or_default(), object.key);
    }
    Ok(())
}

async fn delete_all(session: &Session, prefix: &Object) -> Result<(), Failure> {
    let list = ListObjectsV2 { prefix: Some(prefix.key.clone()), ..ListObjectsV2::new(&prefix.bucket) };
    let mut pages = list.paginate(&session.client);
    while let Some(page) = pages.next().await {
        let keys: Vec<_> = page?.into_inner().contents.into_iter().map(|object| object.key).collect();
        if keys.is_empty() {
            continue;
        }
        let deleted = DeleteObjects::new(&prefix.bucket, keys).send(&session.client).await?;
        if let Some(failure) = deleted.errors.first() {
            let key = failure.key.as_deref().unwrap_or_default();
            let message = failure.message.as_deref().unwrap_or_default();
            return Err(
                format!("`{key}` was not deleted, nor were {} others: {message}", deleted.errors.len() - 1).into()
            );
        }
    }
    Ok(())
}

async fn presign(session: &Session, object: Object, expires: u64, put: bool) -> Result<(), Failure> {
    let ttl = Duration::from_secs(expires);
    let url = if put {
        PutObject::new(object.bucket, object.key).presign(&session.client, ttl).await?
    } else {
        GetObject::new(object.bucket, object.key).presign(&session.client, ttl).await?
    };
    println!("{url}");
    Ok(())
}
