//! Amazon S3 Vectors, API version 2025-07-15.
//!
//! Written with:
//! - `aws-operation add s3vectors GetVectorBucket` (0.2.0, botocore 1.44.8)

use aws_operation::{Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon S3 Vectors.
#[aws_service(
    id = "S3Vectors",
    protocol = "restJson1",
    error = Error,
    endpoint("s3vectors{-fips}.{region}.{dual}")
)]
pub struct Service;

/// Returns vector bucket attributes.
// `readonly` is from the model.
#[aws_operation(name = "GetVectorBucket", readonly, rename_all = "camelCase")]
#[aws(http = "POST /GetVectorBucket")]
#[derive(Clone, Debug, Default)]
pub struct GetVectorBucket {
    /// The name of the vector bucket to retrieve information about.
    pub vector_bucket_name: Option<String>,
    /// The ARN of the vector bucket to retrieve information about.
    pub vector_bucket_arn: Option<String>,
}

/// The response of `GetVectorBucket`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetVectorBucketOutput {
    /// The attributes of the vector bucket.
    pub vector_bucket: Option<VectorBucket>,
}

/// The attributes of a vector bucket.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VectorBucket {
    /// The name of the vector bucket.
    #[aws(default)]
    pub vector_bucket_name: String,
    /// The Amazon Resource Name (ARN) of the vector bucket.
    #[aws(default)]
    pub vector_bucket_arn: String,
    /// Date and time when the vector bucket was created.
    pub creation_time: Option<Timestamp>,
    /// The encryption configuration for the vector bucket.
    pub encryption_configuration: Option<EncryptionConfiguration>,
    /// The mode that is automatically assigned to new vector indexes in the vector bucket.
    pub default_index_mode: Option<IndexMode>,
}

/// The encryption configuration for a vector bucket or index.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncryptionConfiguration {
    /// The server-side encryption type to use for the encryption configuration of the vector
    /// bucket.
    pub sse_type: Option<SseType>,
    /// Amazon Web Services Key Management Service (KMS) customer managed key ID to use for the
    /// encryption configuration.
    pub kms_key_arn: Option<String>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IndexMode {
    Classic,
    Enhanced,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SseType {
    Aes256,
    #[aws(rename = "aws:kms")]
    AwsKms,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Contains information about a validation exception.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidationExceptionField {
    /// A path about the validation exception.
    #[aws(default)]
    pub path: String,
    /// A message about the validation exception.
    #[aws(default)]
    pub message: String,
}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Access denied.
    #[aws(status = 403)]
    AccessDeniedException { message: String },
    /// The request failed due to an internal server error.
    #[aws(status = 500, transient)]
    InternalServerException { message: String },
    /// The request was rejected because the specified resource can't be found.
    #[aws(status = 404)]
    NotFoundException { message: String },
    /// The request timed out.
    #[aws(status = 408, transient)]
    RequestTimeoutException { message: String },
    /// The service is unavailable.
    #[aws(status = 503, transient)]
    ServiceUnavailableException { message: String },
    /// The request was denied due to request throttling.
    #[aws(status = 429, throttling)]
    TooManyRequestsException { message: String },
    /// The requested action isn't valid.
    ValidationException {
        message: String,
        /// A list of specific validation failures that are encountered during input processing.
        field_list: Option<Vec<ValidationExceptionField>>,
    },
}
