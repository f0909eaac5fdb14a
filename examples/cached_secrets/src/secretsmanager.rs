//! AWS Secrets Manager, API version 2017-10-17.
//!
//! Written with:
//! - `aws-operation add secretsmanager GetSecretValue --only SecretId --out
//!   src/secretsmanager.rs` (0.2.0, botocore 1.44.8)

use aws_operation::{Blob, Sensitive, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// AWS Secrets Manager.
#[aws_service(
    id = "Secrets Manager",
    protocol = "awsJson1_1",
    target_prefix = "secretsmanager",
    error = Error,
    endpoint(
        "aws|aws-us-gov -> secretsmanager{-fips}.{region}.{dns}",
        "aws-cn !fips -> secretsmanager{-fips}.{region}.{dns}",
    )
)]
pub struct Service;

/// Retrieves the contents of the encrypted fields `SecretString` or `SecretBinary` from the
/// specified version of a secret, whichever contains content.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "GetSecretValue", readonly)]
#[derive(Clone, Debug, Default)]
pub struct GetSecretValue {
    /// The ARN or name of the secret to retrieve.
    pub secret_id: String,
}

impl GetSecretValue {
    /// The request with its required members.
    pub fn new(secret_id: impl Into<String>) -> Self {
        Self { secret_id: secret_id.into() }
    }
}

/// The response of `GetSecretValue`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetSecretValueOutput {
    /// The ARN of the secret.
    #[aws(rename = "ARN")]
    pub arn: Option<String>,
    /// The friendly name of the secret.
    pub name: Option<String>,
    /// The unique identifier of this version of the secret.
    pub version_id: Option<String>,
    /// The decrypted secret value, if the secret value was originally provided as binary data in
    /// the form of a byte array.
    pub secret_binary: Option<Sensitive<Blob>>,
    /// The decrypted secret value, if the secret value was originally provided as a string or
    /// through the Secrets Manager console.
    pub secret_string: Option<Sensitive<String>>,
    /// A list of all of the staging labels currently attached to this version of the secret.
    pub version_stages: Option<Vec<String>>,
    /// The date and time that this version of the secret was created.
    pub created_date: Option<Timestamp>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Secrets Manager can't decrypt the protected secret text using the provided KMS key.
    DecryptionFailure { message: String },
    /// An error occurred on the server side.
    #[aws(status = 500)]
    InternalServiceError { message: String },
    /// The parameter name or value is invalid.
    InvalidParameterException { message: String },
    /// A parameter value is not valid for the current state of the resource.
    InvalidRequestException { message: String },
    /// Secrets Manager can't find the resource that you asked for.
    ResourceNotFoundException { message: String },
}
