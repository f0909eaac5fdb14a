//! A local service whose clock moves only when a test moves it, and the resources that tests need.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use aws_operation::server::Server;
use aws_operation::{Client, Clock, Credentials, RetryPolicy, SendError, Timestamp};
use aws_operation_examples::local_service::{LocalService, Quotas};
use aws_operation_examples::lookoutvision::{
    CreateDataset, CreateModel, CreateProject, DatasetDescription, DescribeDataset, DescribeModel, Error,
    ModelDescription, OutputConfig, S3Location, StartModel,
};

/// How long the service takes for each change of a status.
pub(crate) const STEP: Duration = Duration::from_secs(10);

/// The time at which every test starts: 2025-01-01.
pub(crate) const START: i64 = 1_735_689_600;

pub(crate) struct Fixture {
    pub(crate) client: Client,
    pub(crate) server: Server,
    passed: Arc<AtomicU64>,
}

impl Fixture {
    pub(crate) async fn new() -> Self {
        Self::with(Quotas::default()).await
    }

    pub(crate) async fn with(quotas: Quotas) -> Self {
        let passed = Arc::new(AtomicU64::new(0));
        let clock = {
            let passed = Arc::clone(&passed);
            Clock::from_fn(move || start().saturating_add(Duration::from_millis(passed.load(Ordering::SeqCst))))
        };
        let service = LocalService::new().step(STEP).quotas(quotas);
        let server = service.server().credentials("AKID", "secret").clock(clock.clone());
        let server = server.bind("127.0.0.1:0").await.unwrap();
        let client = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKID", "secret"))
            .endpoint_url(server.url())
            .retry(RetryPolicy::never())
            .clock(clock)
            .build()
            .unwrap();
        Self { client, server, passed }
    }

    /// Moves the clock forward by `time`.
    pub(crate) fn pass(&self, time: Duration) {
        self.passed.fetch_add(u64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Moves the clock forward by one change of a status.
    pub(crate) fn step(&self) {
        self.pass(STEP);
    }

    pub(crate) async fn project(&self, name: &str) {
        CreateProject { project_name: name.into(), client_token: None }.send(&self.client).await.unwrap();
    }

    /// Creates a project with a complete training dataset.
    pub(crate) async fn project_with_dataset(&self, name: &str) {
        self.project(name).await;
        create_dataset(name, "train").send(&self.client).await.unwrap();
        self.step();
    }

    /// Trains the next version of a project's model.
    pub(crate) async fn trained_model(&self, project: &str) -> String {
        let made = create_model(project).send(&self.client).await.unwrap();
        self.step();
        made.model_metadata.unwrap().model_version.unwrap()
    }

    /// Trains and starts the next version of a project's model.
    pub(crate) async fn hosted_model(&self, project: &str) -> String {
        let version = self.trained_model(project).await;
        start_model(project, &version).send(&self.client).await.unwrap();
        self.step();
        version
    }

    pub(crate) async fn dataset(&self, project: &str, of_type: &str) -> DatasetDescription {
        let dataset = DescribeDataset { project_name: project.into(), dataset_type: of_type.into() };
        dataset.send(&self.client).await.unwrap().dataset_description.unwrap()
    }

    pub(crate) async fn model(&self, project: &str, version: &str) -> ModelDescription {
        let model = DescribeModel { project_name: project.into(), model_version: version.into() };
        model.send(&self.client).await.unwrap().model_description.unwrap()
    }
}

pub(crate) fn start() -> Timestamp {
    Timestamp::from_second(START).unwrap()
}

pub(crate) fn create_dataset(project: &str, of_type: &str) -> CreateDataset {
    CreateDataset {
        project_name: project.into(),
        dataset_type: of_type.into(),
        dataset_source: None,
        client_token: None,
    }
}

pub(crate) fn create_model(project: &str) -> CreateModel {
    CreateModel {
        project_name: project.into(),
        description: None,
        client_token: None,
        output_config: OutputConfig { s3_location: results() },
        kms_key_id: None,
        tags: None,
    }
}

pub(crate) fn start_model(project: &str, version: &str) -> StartModel {
    StartModel {
        project_name: project.into(),
        model_version: version.into(),
        min_inference_units: 1,
        client_token: None,
        max_inference_units: None,
    }
}

pub(crate) fn results() -> S3Location {
    S3Location { bucket: "results".into(), prefix: Some("lookout/".into()) }
}

/// The service error of a failed call.
pub(crate) fn service_error<T: Debug>(result: Result<T, SendError<Error>>) -> Error {
    match result {
        Err(SendError::Service(error, _)) => error,
        other => panic!("not a service error: {other:?}"),
    }
}

/// The ID and type of the resource in a `ConflictException`.
pub(crate) fn conflict<T: Debug>(result: Result<T, SendError<Error>>) -> (String, String) {
    match service_error(result) {
        Error::ConflictException { resource_id, resource_type, .. } => (resource_id, resource_type),
        other => panic!("not a conflict: {other:?}"),
    }
}

/// The ID and type of the resource in a `ResourceNotFoundException`.
pub(crate) fn not_found<T: Debug>(result: Result<T, SendError<Error>>) -> (String, String) {
    match service_error(result) {
        Error::ResourceNotFoundException { resource_id, resource_type, .. } => (resource_id, resource_type),
        other => panic!("not a missing resource: {other:?}"),
    }
}

pub(crate) fn of(id: &str, kind: &str) -> (String, String) {
    (id.to_owned(), kind.to_owned())
}
