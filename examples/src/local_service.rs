//! Lookout for Vision on this machine, with its state in memory.
//!
//! It speaks the exact wire, so that any client can call it: ours, boto3, the official SDKs.

mod constraints;
mod projects;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_operation::Timestamp;
use aws_operation::server::{Call, Server, ServerBuilder, Window};

use crate::lookoutvision::{CreateProject, DeleteProject, DescribeProject, Error, ListProjects};

/// The account that everything here belongs to.
const ACCOUNT: &str = "123456789012";

/// The service's state; the clones share it.
#[derive(Clone, Debug, Default)]
pub struct LocalService(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    projects: BTreeMap<String, Project>,
}

#[derive(Clone, Debug)]
struct Project {
    arn: String,
    made: Timestamp,
}

impl LocalService {
    /// A service without projects.
    pub fn new() -> Self {
        Self::default()
    }

    /// A server of this service, to be given access keys and an address.
    ///
    /// Tokens are remembered for eight hours, as in the cloud.
    pub fn server(&self) -> ServerBuilder {
        Server::builder()
            .operation::<CreateProject, _>(self.handler(projects::create))
            .operation::<DeleteProject, _>(self.handler(projects::delete))
            .operation::<DescribeProject, _>(self.handler(projects::describe))
            .operation::<ListProjects, _>(self.handler(projects::list))
            .idempotency(Window::hours(8), |mismatch| Error::ConflictException {
                message: format!(
                    "client token {} was already used for {} with other parameters",
                    mismatch.token, mismatch.operation
                ),
                resource_id: mismatch.token.clone(),
                resource_type: "PROJECT".to_owned(),
            })
    }

    /// The names of the projects, in order.
    pub fn project_names(&self) -> Vec<String> {
        self.lock().projects.keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A handler that does `work` on the state.
    fn handler<O: Send + 'static, T: Send + 'static>(
        &self,
        work: fn(&mut State, &Call<O>) -> Result<T, Error>,
    ) -> impl Fn(Call<O>) -> std::future::Ready<Result<T, Error>> + Send + Sync + 'static {
        let service = self.clone();
        move |call| std::future::ready(work(&mut service.lock(), &call))
    }
}
