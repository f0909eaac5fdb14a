//! Lookout for Vision as a local service, with its state in memory.
//!
//! It uses the exact wire format, so that any client can call it: this crate's, boto3, the official SDKs. A change of
//! status that takes some time at AWS takes one step here ([`LocalService::step`]). Nothing runs in the background: due
//! changes are applied at the next request.

mod constraints;
mod datasets;
mod detection;
mod entries;
mod hosting;
mod models;
mod packaging;
mod pages;
mod projects;
mod quotas;
mod rejections;
mod state;
mod tags;

use std::sync::MutexGuard;
use std::time::Duration;

use aws_operation::server::{IdempotencyWindow, IncomingCall, ParameterMismatch, Server, ServerBuilder};

use crate::local_state::LocalState;
use crate::lookoutvision::{
    CreateDataset, CreateModel, CreateProject, DeleteDataset, DeleteModel, DeleteProject, DescribeDataset,
    DescribeModel, DescribeModelPackagingJob, DescribeProject, DetectAnomalies, Error, ListDatasetEntries,
    ListModelPackagingJobs, ListModels, ListProjects, ListTagsForResource, StartModel, StartModelPackagingJob,
    StopModel, TagResource, UntagResource, UpdateDatasetEntries,
};
pub use quotas::Quotas;
use rejections::Resource;
use state::State;

/// The local service. All clones share one state.
#[derive(Clone, Debug, Default)]
pub struct LocalService(LocalState<State>);

impl LocalService {
    /// Creates a service without projects.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long each change of a status takes. The default is 250 ms.
    #[must_use]
    pub fn step(self, step: Duration) -> Self {
        self.lock().step = step;
        self
    }

    /// Sets the quotas.
    #[must_use]
    pub fn quotas(self, quotas: Quotas) -> Self {
        self.lock().quotas = quotas;
        self
    }

    /// A server of this service. Give it access keys, and bind it to an address.
    ///
    /// It remembers client tokens for eight hours, as AWS does.
    pub fn server(&self) -> ServerBuilder {
        Server::builder()
            .operation::<CreateDataset, _>(self.handler(datasets::create))
            .operation::<CreateModel, _>(self.handler(models::create))
            .operation::<CreateProject, _>(self.handler(projects::create))
            .operation::<DeleteDataset, _>(self.handler(datasets::delete))
            .operation::<DeleteModel, _>(self.handler(models::delete))
            .operation::<DeleteProject, _>(self.handler(projects::delete))
            .operation::<DescribeDataset, _>(self.handler(datasets::describe))
            .operation::<DescribeModel, _>(self.handler(models::describe))
            .operation::<DescribeModelPackagingJob, _>(self.handler(packaging::describe))
            .operation::<DescribeProject, _>(self.handler(projects::describe))
            .operation::<DetectAnomalies, _>(self.handler(detection::detect))
            .operation::<ListDatasetEntries, _>(self.handler(entries::list))
            .operation::<ListModelPackagingJobs, _>(self.handler(packaging::list))
            .operation::<ListModels, _>(self.handler(models::list))
            .operation::<ListProjects, _>(self.handler(projects::list))
            .operation::<ListTagsForResource, _>(self.handler(tags::list))
            .operation::<StartModel, _>(self.handler(hosting::start))
            .operation::<StartModelPackagingJob, _>(self.handler(packaging::start))
            .operation::<StopModel, _>(self.handler(hosting::stop))
            .operation::<TagResource, _>(self.handler(tags::tag))
            .operation::<UntagResource, _>(self.handler(tags::untag))
            .operation::<UpdateDatasetEntries, _>(self.handler(entries::update))
            .idempotency(IdempotencyWindow::hours(8), token_mismatch)
    }

    /// The names of all projects, sorted.
    pub fn project_names(&self) -> Vec<String> {
        self.lock().projects.keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock()
    }

    /// A handler that runs `work` on the state at the time of the call.
    fn handler<O: Send + 'static, T: Send + 'static>(
        &self,
        work: fn(&mut State, &IncomingCall<O>) -> Result<T, Error>,
    ) -> impl Fn(IncomingCall<O>) -> std::future::Ready<Result<T, Error>> + Send + Sync + 'static {
        self.0.handler(move |state, call: &IncomingCall<O>| {
            state.settle(call.time);
            work(state, call)
        })
    }
}

/// The error for a client token that was used for another call.
fn token_mismatch(mismatch: &ParameterMismatch) -> Error {
    let ParameterMismatch { operation, token, .. } = mismatch;
    let kind = if operation.contains("Dataset") {
        Resource::Dataset
    } else if operation.contains("PackagingJob") {
        Resource::PackagingJob
    } else if operation.contains("Model") {
        Resource::Model
    } else {
        Resource::Project
    };
    kind.conflict(token, format!("client token {token} was already used for {operation} with other parameters"))
}
