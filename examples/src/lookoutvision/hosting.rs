//! Running a model, and stopping it: a model costs while it runs.

use aws_operation::{aws_operation, aws_shape};

use super::Service;

/// Starts a trained model, which takes a while.
#[aws_operation(name = "StartModel", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/start", code = 202)]
#[derive(Clone, Debug)]
pub struct StartModel {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
    /// How many inference units it has at least: 1 or more.
    pub min_inference_units: i32,
    /// The same token means the same start.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
    /// How many it may have when there is much to do; if absent, it keeps what it has.
    pub max_inference_units: Option<i32>,
}

/// The model about to run.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartModelOutput {
    /// How far it is.
    pub status: Option<ModelHostingStatus>,
}

/// Stops a running model, which takes a while.
#[aws_operation(name = "StopModel", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/stop", code = 202)]
#[derive(Clone, Debug)]
pub struct StopModel {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
    /// The same token means the same stop.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The model about to stop.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopModelOutput {
    /// How far it is.
    pub status: Option<ModelHostingStatus>,
}

/// How far the running of a model is.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelHostingStatus {
    /// It is being started.
    StartingHosting,
    /// It runs.
    Hosted,
    /// It could not be started.
    HostingFailed,
    /// It is being stopped.
    StoppingHosting,
    /// The service is being renewed.
    SystemUpdating,
    /// A status that came after this module.
    #[aws(unknown)]
    Unknown(String),
}
