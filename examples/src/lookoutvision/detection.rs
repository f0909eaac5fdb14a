//! Looking at a picture.

use aws_operation::{Blob, ByteStream, aws_operation, aws_shape};

use super::Service;

/// Has a running model look at a picture.
#[aws_operation(name = "DetectAnomalies")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/detect")]
#[derive(Clone, Debug)]
pub struct DetectAnomalies {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
    /// `image/jpeg` or `image/png`.
    #[aws(header = "Content-Type")]
    pub content_type: String,
    /// The picture, as it is in its file.
    #[aws(payload)]
    pub body: ByteStream,
}

/// What the model saw.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct DetectAnomaliesOutput {
    /// The finding.
    pub detect_anomaly_result: Option<DetectAnomalyResult>,
}

/// What a model saw in a picture.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct DetectAnomalyResult {
    /// Where the picture came from.
    pub source: Option<ImageSource>,
    /// Whether anything is wrong with what it shows.
    pub is_anomalous: Option<bool>,
    /// How sure the model is, from 0 to 1.
    pub confidence: Option<f32>,
    /// The kinds of faults; the first is the background, and no fault.
    pub anomalies: Option<Vec<Anomaly>>,
    /// A PNG that has each kind of fault in its colour.
    pub anomaly_mask: Option<Blob>,
}

/// Where a picture came from.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSource {
    /// `direct`: it came with the call.
    pub r#type: Option<String>,
}

/// A kind of fault that a picture shows.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Anomaly {
    /// The kind's name in the training dataset.
    pub name: Option<String>,
    /// Where in the picture it is.
    pub pixel_anomaly: Option<PixelAnomaly>,
}

/// The part of a picture that a kind of fault covers.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct PixelAnomaly {
    /// How much of the picture, in percent.
    pub total_percentage_area: Option<f32>,
    /// Its colour in the mask, like `#FF0000`.
    pub color: Option<String>,
}
