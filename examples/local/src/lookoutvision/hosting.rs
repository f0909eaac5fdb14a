//! Starting and stopping a model: a running model costs money.

use aws_operation::{aws_operation, aws_shape};

use super::Service;

/// Starts a trained model. The start takes some time.
#[aws_operation(name = "StartModel", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/start", code = 202)]
#[derive(Clone, Debug)]
pub struct StartModel {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
    /// The minimum number of inference units, 1 or more.
    pub min_inference_units: i32,
    /// A request with the same token means the same start.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
    /// The maximum number of inference units under load; if absent, the number stays at the minimum.
    pub max_inference_units: Option<i32>,
}

/// The status of the starting model.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartModelOutput {
    /// The current status.
    pub status: Option<ModelHostingStatus>,
}

/// Stops a running model. The stop takes some time.
#[aws_operation(name = "StopModel", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/stop", code = 202)]
#[derive(Clone, Debug)]
pub struct StopModel {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
    /// A request with the same token means the same stop.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The status of the stopping model.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopModelOutput {
    /// The current status.
    pub status: Option<ModelHostingStatus>,
}

/// The hosting status of a model.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelHostingStatus {
    /// The model is starting.
    StartingHosting,
    /// The model is running.
    Hosted,
    /// The start failed.
    HostingFailed,
    /// The model is stopping.
    StoppingHosting,
    /// The service is being updated.
    SystemUpdating,
    /// A status that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}
