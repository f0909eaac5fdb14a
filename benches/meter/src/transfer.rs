//! Transfers one object in parts, and prints what that costs the process as a line of JSON.
//!
//! ```text
//! CLIENT up|down URL KEY FILE PART_SIZE CONCURRENCY
//! ```

use std::future::Future;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use bench_calls::{Error, expect};

use crate::{cpu_us, peak_kib};

/// What is transferred, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    pub url: String,
    pub key: String,
    pub file: PathBuf,
    /// In bytes.
    pub part_size: usize,
    /// How many parts are under way.
    pub concurrency: usize,
}

/// The bucket of the objects.
pub const BUCKET: &str = "transfer";

/// A client that transfers files.
pub trait Transfer: Sized {
    fn new(plan: &Plan) -> impl Future<Output = Result<Self, Error>> + Send;

    fn up(&self, plan: &Plan) -> impl Future<Output = Result<(), Error>> + Send;

    fn down(&self, plan: &Plan) -> impl Future<Output = Result<(), Error>> + Send;
}

/// The `main` of a client that transfers.
pub fn main<T: Transfer>() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let Some((is_up, plan)) = parse(&arguments) else {
        eprintln!("usage: CLIENT up|down URL KEY FILE PART_SIZE CONCURRENCY");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.map_err(Error::from).and_then(|runtime| runtime.block_on(measure::<T>(is_up, &plan))) {
        Ok(line) => println!("{line}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn parse(arguments: &[String]) -> Option<(bool, Plan)> {
    let [direction, url, key, file, part_size, concurrency] = arguments else { return None };
    let plan = Plan {
        url: url.clone(),
        key: key.clone(),
        file: file.into(),
        part_size: part_size.parse().ok().filter(|size| *size > 0)?,
        concurrency: concurrency.parse().ok().filter(|parts| *parts > 0)?,
    };
    ["up", "down"].contains(&direction.as_str()).then_some((direction == "up", plan))
}

async fn measure<T: Transfer>(is_up: bool, plan: &Plan) -> Result<String, Error> {
    let client = T::new(plan).await?;
    let (cpu, start) = (cpu_us()?, Instant::now());
    if is_up {
        client.up(plan).await?
    } else {
        client.down(plan).await?
    }
    let (wall, cpu, peak) = (start.elapsed().as_micros(), cpu_us()? - cpu, peak_kib());
    let bytes = std::fs::metadata(&plan.file)?.len();
    // The key of an object is its length.
    expect(plan.key.rsplit('-').next().and_then(|length| length.parse().ok()), Some(bytes))?;
    Ok(format!("{{\"bytes\":{bytes},\"failed\":0,\"cpu_us\":{cpu},\"wall_us\":{wall},\"peak_kib\":{peak}}}"))
}
