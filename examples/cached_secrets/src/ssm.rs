//! Amazon Simple Systems Manager (SSM), API version 2014-11-06.
//!
//! Written with:
//! - `aws-operation add ssm GetParameter --out src/ssm.rs` (0.2.0,
//!   botocore 1.44.8)

use aws_operation::{Sensitive, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Simple Systems Manager (SSM).
#[aws_service(
    id = "SSM",
    protocol = "awsJson1_1",
    target_prefix = "AmazonSSM",
    error = Error,
    endpoint("aws-us-gov !dualstack -> ssm.{region}.{dns}")
)]
pub struct Service;

/// Get information about a single parameter by specifying the parameter name.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "GetParameter", readonly)]
#[derive(Clone, Debug, Default)]
pub struct GetParameter {
    /// The name or Amazon Resource Name (ARN) of the parameter that you want to query.
    pub name: String,
    /// Return decrypted values for secure string parameters.
    pub with_decryption: Option<bool>,
}

impl GetParameter {
    /// The request with its required members.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// The response of `GetParameter`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetParameterOutput {
    /// Information about a parameter.
    pub parameter: Option<Parameter>,
}

/// An Amazon Web Services Systems Manager parameter in Parameter Store.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// The name of the parameter.
    pub name: Option<String>,
    /// The type of parameter.
    pub r#type: Option<ParameterType>,
    /// The parameter value.
    pub value: Option<Sensitive<String>>,
    /// The parameter version.
    pub version: Option<i64>,
    /// Either the version number or the label used to retrieve the parameter value.
    pub selector: Option<String>,
    /// Applies to parameters that reference information in other Amazon Web Services services.
    pub source_result: Option<String>,
    /// Date the parameter was last changed or updated and the parameter version was created.
    pub last_modified_date: Option<Timestamp>,
    /// The Amazon Resource Name (ARN) of the parameter.
    #[aws(rename = "ARN")]
    pub arn: Option<String>,
    /// The data type of the parameter, such as `text`, `aws:ec2:image`, or `json`.
    pub data_type: Option<String>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ParameterType {
    String,
    StringList,
    SecureString,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// An error occurred on the server side.
    #[aws(status = 500)]
    InternalServerError { message: String },
    /// The query key ID isn't valid.
    InvalidKeyId { message: String },
    /// The parameter couldn't be found.
    ParameterNotFound { message: String },
    /// The specified parameter version wasn't found.
    ParameterVersionNotFound { message: String },
}
