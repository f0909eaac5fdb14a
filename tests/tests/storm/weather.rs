//! The local service in a storm.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_operation::server::{Faults, Server};
use aws_operation::{Client, Clock, Credentials, RetryPolicy, Timestamp};
use aws_operation_examples::local_service::{LocalService, Quotas};
use aws_operation_examples::lookoutvision::{ListProjects, ProjectMetadata};

/// One in ten responses dropped after the work, one in ten connections reset before it, one in ten calls throttled, one
/// in twenty responses cut in the middle, one in twenty calls rejected with status 500.
pub fn storm() -> Faults {
    Faults::new().drop_response(0.1).reset(0.1).throttle(0.1).truncate(0.05).status(500, 0.05).seed(20_201_120)
}

/// The standard three attempts, without long waits, and with retries for as long as it takes.
pub fn patience() -> RetryPolicy {
    RetryPolicy::standard().jitter(|| 0.02).quota(1_000_000)
}

pub fn client_of(url: &str, retry: RetryPolicy) -> Client {
    let keys = Credentials::new("AKID", "secret");
    Client::builder().region("us-east-1").credentials(keys).endpoint_url(url).retry(retry).build().unwrap()
}

/// The local service in a storm; its clock moves a millisecond each time it is read, so that no two projects are made
/// at the same time.
pub struct Weather {
    service: LocalService,
    server: Server,
    clock: Clock,
}

impl Weather {
    /// With room for `projects`.
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

    /// All projects by name, as the service itself lists them: on a server of its own, where nothing goes wrong.
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
