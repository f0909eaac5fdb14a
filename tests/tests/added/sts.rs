//! AWS Security Token Service, API version 2011-06-15.
//!
//! Written with:
//! - `aws-operation add sts GetCallerIdentity` (0.2.0, botocore 1.44.8)

use aws_operation::{aws_operation, aws_service, aws_shape};

/// AWS Security Token Service.
#[aws_service(
    id = "STS",
    protocol = "awsQuery",
    version = "2011-06-15",
    auth("sigv4", "sigv4a"),
    endpoint(
        "!fips !dualstack UseGlobalEndpoint ap-northeast-1|ap-south-1|ap-southeast-1|ap-southeast-2|aws-global|ca-central-1|eu-central-1|eu-north-1|eu-west-1|eu-west-2|eu-west-3|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2 -> sts.amazonaws.com region=us-east-1",
        "aws-global -> sts.{dns}",
        "!dualstack aws-us-gov -> sts.{region}.{dns}",
    )
)]
pub struct Service;

/// Returns details about the IAM user or role whose credentials are used to call the operation.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "GetCallerIdentity", readonly)]
#[derive(Clone, Debug, Default)]
pub struct GetCallerIdentity;

/// Contains the response to a successful GetCallerIdentity request, including information about the
/// entity making the request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetCallerIdentityOutput {
    /// The unique identifier of the calling entity.
    pub user_id: Option<String>,
    /// The Amazon Web Services account ID number of the account that owns or contains the calling
    /// entity.
    pub account: Option<String>,
    /// The Amazon Web Services ARN associated with the calling entity.
    pub arn: Option<String>,
}
