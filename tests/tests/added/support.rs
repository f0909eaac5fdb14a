//! AWS Support, API version 2013-04-15.
//!
//! Written with:
//! - `aws-operation add support DescribeSeverityLevels` (0.2.0, botocore 1.44.8)

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// AWS Support.
#[aws_service(
    id = "Support",
    protocol = "awsJson1_1",
    target_prefix = "AWSSupport_20130415",
    error = Error,
    endpoint(
        "aws-cn -> support{-fips}.cn-north-1.{suffix} region=cn-north-1",
        "support{-fips}.{global}.{suffix} region={global}",
    )
)]
pub struct Service;

/// Returns the list of severity levels that you can assign to a support case.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "DescribeSeverityLevels", readonly, rename_all = "camelCase")]
#[derive(Clone, Debug, Default)]
pub struct DescribeSeverityLevels {
    /// The language in which Amazon Web Services Support handles the case.
    pub language: Option<String>,
    /// Specifies whether to validate the request without actually returning severity levels.
    pub dry_run: Option<bool>,
}

/// The list of severity levels returned by the DescribeSeverityLevels operation.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeSeverityLevelsOutput {
    /// The available severity levels for the support case.
    pub severity_levels: Option<Vec<SeverityLevel>>,
}

/// A code and name pair that represents the severity level of a support case.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeverityLevel {
    /// The code for case severity level.
    pub code: Option<String>,
    /// The name of the severity level that corresponds to the severity level code.
    pub name: Option<String>,
}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The request was valid, but the operation wasn't performed because `dryRun` was set to
    /// `true`.
    DryRunOperationException { message: String },
    /// An internal server error occurred.
    #[aws(status = 500)]
    InternalServerError {
        /// An internal server error occurred.
        message: String,
    },
}
