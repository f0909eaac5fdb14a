//! The calls, and the line of JSON with what they cost.

use std::fs;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::options::Options;
use crate::{Caller, Failure};

/// Makes the calls and prints what they cost.
pub async fn measure(caller: Caller, options: &Options) -> Result<(), Failure> {
    calls(&caller, options.warmup, options.concurrency).await?;
    let (cpu, start) = (cpu(), Instant::now());
    let mut times = calls(&caller, options.count, options.concurrency).await?;
    let (wall, cpu) = (start.elapsed(), self::cpu() - cpu);
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).map_or(0.0, |time| micros(*time));
    println!(
        r#"{{"peer":"ours","mode":"net","n":{n},"concurrency":{},"ok":{n},"errors":0,"wall_s":{:.6},"req_per_s":{:.1},"p50_us":{:.2},"p99_us":{:.2},"cpu_us_per_req":{:.3},"peak_rss_kib":{}}}"#,
        options.concurrency,
        wall.as_secs_f64(),
        options.count as f64 / wall.as_secs_f64().max(1e-9),
        at(50),
        at(99),
        micros(cpu) / options.count.max(1) as f64,
        peak_rss_kib(),
        n = options.count,
    );
    Ok(())
}

/// How long each call took.
async fn calls(caller: &Caller, count: usize, concurrency: usize) -> Result<Vec<Duration>, Failure> {
    let mut tasks = Vec::new();
    for task in 0..concurrency {
        let share = count / concurrency + usize::from(task < count % concurrency);
        let caller = caller.clone();
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::with_capacity(share);
            for _ in 0..share {
                let start = Instant::now();
                caller.call().await?;
                times.push(start.elapsed());
            }
            Ok::<_, Failure>(times)
        }));
    }
    let mut times = Vec::with_capacity(count);
    for task in tasks {
        times.extend(task.await??);
    }
    Ok(times)
}

/// The CPU time of this process.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn peak_rss_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse().ok()).unwrap_or_default()
}
