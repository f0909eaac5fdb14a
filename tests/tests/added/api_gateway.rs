//! Amazon API Gateway, API version 2015-07-09.
//!
//! Written with:
//! - `aws-operation add apigateway GetAccount` (0.2.0, botocore 1.44.8)

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// Amazon API Gateway.
#[aws_service(
    id = "API Gateway",
    protocol = "restJson1",
    headers("Accept: application/json"),
    error = Error
)]
pub struct Service;

/// Gets information about the current Account resource.
#[aws_operation(name = "GetAccount", output = Account)]
#[aws(http = "GET /account")]
#[derive(Clone, Debug, Default)]
pub struct GetAccount;

/// Represents an Amazon Web Services account that is associated with API Gateway.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The ARN of an Amazon CloudWatch role for the current Account.
    pub cloudwatch_role_arn: Option<String>,
    /// Specifies the API request limits configured for the current Account.
    pub throttle_settings: Option<ThrottleSettings>,
    /// A list of features supported for the account.
    pub features: Option<Vec<String>>,
    /// The version of the API keys used for the account.
    pub api_key_version: Option<String>,
}

/// The API request rate limits.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThrottleSettings {
    /// The API target request burst rate limit.
    pub burst_limit: Option<i32>,
    /// The API target request rate limit.
    pub rate_limit: Option<f64>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The submitted request is not valid, for example, the input is incomplete or incorrect.
    BadRequestException { message: String },
    /// The requested resource is not found.
    #[aws(status = 404)]
    NotFoundException { message: String },
    /// The request has reached its throttling limit.
    #[aws(status = 429)]
    TooManyRequestsException {
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<String>,
        message: String,
    },
    /// The request is denied because the caller has insufficient permissions.
    #[aws(status = 401)]
    UnauthorizedException { message: String },
}
