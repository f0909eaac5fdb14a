//! Anomaly detection in images.

use aws_operation::{Blob, ByteStream, aws_operation, aws_shape};

use super::Service;

/// Detects anomalies in an image with a running model.
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
    /// The bytes of the image file.
    #[aws(payload)]
    pub body: ByteStream,
}

/// The result of the detection.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct DetectAnomaliesOutput {
    /// The result.
    pub detect_anomaly_result: Option<DetectAnomalyResult>,
}

/// What the model found in an image.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct DetectAnomalyResult {
    /// The source of the image.
    pub source: Option<ImageSource>,
    /// Whether the image shows an anomaly.
    pub is_anomalous: Option<bool>,
    /// The model's confidence, from 0 to 1.
    pub confidence: Option<f32>,
    /// The anomaly types. The first item is the background, which is not an anomaly.
    pub anomalies: Option<Vec<Anomaly>>,
    /// A PNG mask that shows each anomaly type in its own colour.
    pub anomaly_mask: Option<Blob>,
}

/// The source of an image.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSource {
    /// `direct`: the image was sent with the request.
    pub r#type: Option<String>,
}

/// An anomaly type that an image shows.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Anomaly {
    /// The name of the anomaly type in the training dataset.
    pub name: Option<String>,
    /// The part of the image that it covers.
    pub pixel_anomaly: Option<PixelAnomaly>,
}

/// The part of an image that an anomaly type covers.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct PixelAnomaly {
    /// The share of the image, in percent.
    pub total_percentage_area: Option<f32>,
    /// The colour in the mask, like `#FF0000`.
    pub color: Option<String>,
}
