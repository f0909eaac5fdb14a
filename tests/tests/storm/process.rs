//! The tasks and the memory of this process.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

pub fn alive_tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Waits until at most `before` tasks are alive: connections end slightly after the client.
pub async fn tasks_return_to(before: usize, limit: Duration) {
    let start = Instant::now();
    while alive_tasks() > before {
        assert!(start.elapsed() < limit, "{} tasks are alive, {before} were before", alive_tasks());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The resident memory of this process, if the system reports it.
pub fn resident_bytes() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let resident: usize = pages.split_whitespace().nth(1)?.parse().ok()?;
    Some(resident * 4096)
}
