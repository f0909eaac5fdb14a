//! AWS Identity and Access Management, API version 2010-05-08.
//!
//! Written with:
//! - `aws-operation add iam GetAccountSummary` (0.2.0, botocore 1.44.8)

use std::collections::HashMap;

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// AWS Identity and Access Management.
#[aws_service(
    id = "IAM",
    protocol = "awsQuery",
    version = "2010-05-08",
    error = Error,
    endpoint(
        "aws-iso|aws-iso-b !dualstack -> iam{-fips}.{global}.{dns} region={global}",
        "aws-eusc|aws-iso-e|aws-iso-f !fips !dualstack -> iam{-fips}.{global}.{dns} region={global}",
        "aws-us-gov -> iam.us-gov.{suffix} region={global}",
        "aws dualstack -> iam{-fips}.global.{dual} region={global}",
        "aws-eusc !fips dualstack -> iam{-fips}.global.{dual} region={global}",
        "aws-cn fips -> iam-fips.{suffix} region=cn-north-1",
        "aws-cn !fips dualstack -> iam.global.{dual} region=cn-north-1",
        "aws-cn !fips !dualstack -> iam.cn-north-1.{dns} region=cn-north-1",
        "iam{-fips}.{suffix} region={global}",
    )
)]
pub struct Service;

/// Retrieves information about IAM entity usage and IAM quotas in the Amazon Web Services account.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "GetAccountSummary", readonly)]
#[derive(Clone, Debug, Default)]
pub struct GetAccountSummary;

/// Contains the response to a successful GetAccountSummary request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetAccountSummaryOutput {
    /// A set of key–value pairs containing information about IAM entity usage and IAM quotas.
    pub summary_map: Option<HashMap<String, i32>>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The request processing has failed because of an unknown error, exception or failure.
    #[aws(code = "ServiceFailure", status = 500)]
    ServiceFailureException { message: String },
}
