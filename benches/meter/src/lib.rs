//! Makes calls with a client, and prints what they cost its process as a line of JSON.
//!
//! ```text
//! CLIENT CALL URL CALLS AT_ONCE WARM_UP multi|current
//! ```
//!
//! - The calls of the warm-up are in no figure. The client is built once, and all tasks share it.
//! - `multi` is tokio's runtime of several threads, as `#[tokio::main]` has it; `current` is the one of one thread.
//! - With the environment variable `BENCH_START_NS`, the time of `CLOCK_MONOTONIC` at which the process was started,
//!   `first_us` is the time from then to the first response.
//! - A call that fails is counted in `failed`, and the first error of each task is printed.

use std::future::Future;
use std::process::ExitCode;
use std::time::Instant;

pub mod transfer;

pub use bench_calls::*;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use nix::time::{ClockId, clock_gettime};

/// A client of one service.
pub trait Client: Clone + Send + Sync + 'static {
    /// The client for a call, of the server at the URL.
    fn new(url: &str, call: Call) -> impl Future<Output = Result<Self, Error>> + Send;

    /// Makes a call, reads its response, and checks what it holds.
    fn call(&self, call: Call) -> impl Future<Output = Result<(), Error>> + Send;
}

struct Run {
    call: Call,
    url: String,
    calls: usize,
    at_once: usize,
    warm_up: usize,
}

/// The `main` of a client.
pub fn main<C: Client>() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let Some((run, threads)) = parse(&arguments) else {
        eprintln!("usage: CLIENT CALL URL CALLS AT_ONCE WARM_UP multi|current");
        return ExitCode::from(2);
    };
    let mut builder = match threads {
        "multi" => tokio::runtime::Builder::new_multi_thread(),
        _ => tokio::runtime::Builder::new_current_thread(),
    };
    let measured =
        builder.enable_all().build().map_err(Error::from).and_then(|runtime| runtime.block_on(measure::<C>(run)));
    match measured {
        Ok(line) => println!("{line}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn parse(arguments: &[String]) -> Option<(Run, &str)> {
    let [call, url, calls, at_once, warm_up, threads] = arguments else { return None };
    let run = Run {
        call: Call::of(call)?,
        url: url.clone(),
        calls: calls.parse().ok()?,
        at_once: at_once.parse().ok().filter(|tasks| *tasks > 0)?,
        warm_up: warm_up.parse().ok()?,
    };
    ["multi", "current"].contains(&threads.as_str()).then_some((run, threads))
}

async fn measure<C: Client>(run: Run) -> Result<String, Error> {
    let client = C::new(&run.url, run.call).await?;
    let mut first = String::new();
    if let Ok(started) = std::env::var("BENCH_START_NS") {
        client.call(run.call).await?;
        first = format!(",\"first_us\":{}", (monotonic_ns()? - started.parse::<i64>()?) / 1000);
    }
    calls(&client, run.call, run.warm_up, run.at_once).await?;
    let (cpu, start) = (cpu_us()?, Instant::now());
    let (mut latencies, failed) = calls(&client, run.call, run.calls, run.at_once).await?;
    let (wall, cpu) = (start.elapsed().as_micros(), cpu_us()? - cpu);
    latencies.sort_unstable();
    let at = |percent: usize| latencies.get(latencies.len() * percent / 100).copied().unwrap_or(0) as f64 / 1000.0;
    let (number, p50, p99, peak) = (latencies.len(), at(50), at(99), peak_kib());
    Ok(format!(
        "{{\"calls\":{number},\"failed\":{failed},\"cpu_us\":{cpu},\"wall_us\":{wall},\"p50_us\":{p50},\
         \"p99_us\":{p99},\"peak_kib\":{peak}{first}}}"
    ))
}

/// The nanoseconds that each of the calls took, and how many of them failed.
async fn calls<C: Client>(client: &C, call: Call, number: usize, at_once: usize) -> Result<(Vec<u64>, usize), Error> {
    let start = |task| tokio::spawn(one_after_the_other(client.clone(), call, share(number, at_once, task)));
    let tasks: Vec<_> = (0..at_once.min(number)).map(start).collect();
    let (mut all, mut failed) = (Vec::with_capacity(number), 0);
    for task in tasks {
        let (mut latencies, failures) = task.await?;
        all.append(&mut latencies);
        failed += failures;
    }
    Ok((all, failed))
}

fn share(number: usize, tasks: usize, task: usize) -> usize {
    number / tasks + usize::from(task < number % tasks)
}

async fn one_after_the_other<C: Client>(client: C, call: Call, number: usize) -> (Vec<u64>, usize) {
    let (mut latencies, mut failed) = (Vec::with_capacity(number), 0);
    for _ in 0..number {
        let start = Instant::now();
        if let Err(error) = client.call(call).await {
            if failed == 0 {
                eprintln!("{}: {error:?}", call.name());
            }
            failed += 1;
        }
        latencies.push(start.elapsed().as_nanos() as u64);
    }
    (latencies, failed)
}

/// The CPU time of this process in user and system mode.
fn cpu_us() -> Result<i64, Error> {
    let used = getrusage(UsageWho::RUSAGE_SELF)?;
    Ok(used.user_time().num_microseconds() + used.system_time().num_microseconds())
}

fn monotonic_ns() -> Result<i64, Error> {
    Ok(clock_gettime(ClockId::CLOCK_MONOTONIC)?.num_nanoseconds())
}

/// The peak memory of this program. That of `getrusage` also counts the program that started it.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
