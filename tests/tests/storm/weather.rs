//! The local service in a storm.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_operation::server::{Faults, Server};
use aws_operation::{Client, Clock, Credentials, RetryPolicy, Timestamp};
use aws_operation_examples::local_service::{LocalService, Quotas};
use aws_operation_examples::lookoutvision::{ListProjects, ProjectMetadata};

/// Drops 10 % of the responses after the work, resets 10 % of the connections before it, throttles 10 % of the calls,
/// truncates 5 % of the responses, and fails 5 % of the calls with status 500.
pub fn storm() -> Faults {
    Faults::new().drop_response(0.1).reset(0.1).throttle(0.1).truncate(0.05).status(500, 0.05).seed(20_201_120)
}

/// The standard three attempts with short delays, and with enough quota for all retries.
pub fn patience() -> RetryPolicy {
    RetryPolicy::standard().jitter(|| 0.02).quota(1_000_000)
}

pub fn client_of(url: &str, retry: RetryPolicy) -> Client {
    let keys = Credentials::new("AKID", "secret");
    Client::builder().region("us-east-1").credentials(keys).endpoint_url(url).retry(retry).build().unwrap()
}

/// The local service in a storm. Its clock advances by a millisecond at each read, so that no two projects have the
/// same creation time.
pub struct Weather {
    service: LocalService,
    server: Server,
    clock: Clock,
}

impl Weather {
    /// Creates a service with a quota of `projects`.
    pub async fn new(projects: usize) -> Self {
        let service = LocalService::new().quotas(Quotas { projects, ..Quotas::default() });
        let clock = ticking();
        let server = service.server().credentials("AKID", "secret").faults(storm()).clock(clock.clone());
        let server = server.bind("127.0.0.1:0").await.unwrap();
        Self { service, server, clock }
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    pub fn client(&self, retry: RetryPolicy) -> Client {
        client_of(&self.url(), retry)
    }

    pub fn project_names(&self) -> Vec<String> {
        self.service.project_names()
    }

    /// All projects by name, listed over a second server without faults.
    pub async fn projects(&self) -> BTreeMap<String, ProjectMetadata> {
        let calm = self.service.server().credentials("AKID", "secret").clock(self.clock.clone());
        let calm = calm.bind("127.0.0.1:0").await.unwrap();
        let client = client_of(&calm.url(), RetryPolicy::never());
        let mut projects = BTreeMap::new();
        let mut items = ListProjects::default().paginate(&client).items();
        while let Some(project) = items.next().await {
            let project = project.unwrap();
            projects.insert(project.project_name.clone().unwrap(), project);
        }
        projects
    }
}

fn ticking() -> Clock {
    let start = Timestamp::now();
    let ticks = Arc::new(AtomicU64::new(0));
    Clock::from_fn(move || start.saturating_add(Duration::from_millis(ticks.fetch_add(1, Ordering::SeqCst))))
}
