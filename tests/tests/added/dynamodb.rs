//! Amazon DynamoDB, API version 2012-08-10.
//!
//! Written with:
//! - `aws-operation add dynamodb DescribeLimits` (0.2.0, botocore 1.44.8)

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// Amazon DynamoDB.
#[aws_service(
    id = "DynamoDB",
    protocol = "awsJson1_0",
    target_prefix = "DynamoDB_20120810",
    error = Error,
    endpoint(
        "custom Endpoint.authority=dynamodb.{region}.{dual} -> error Endpoint override is not supported for dual-stack endpoints. Please enable dual-stack functionality by enabling the configuration. For more details, see: https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html",
        "custom Endpoint.authority=search-dynamodb.{region}.{dual} -> error Endpoint override is not supported for dual-stack endpoints. Please enable dual-stack functionality by enabling the configuration. For more details, see: https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html",
        "fips local -> error Invalid Configuration: FIPS and local endpoint are not supported",
        "dualstack local -> error Invalid Configuration: Dualstack and local endpoint are not supported",
        "local -> http://localhost:8000 region=us-east-1",
        "fips AccountIdEndpointMode=required -> error Invalid Configuration: AccountIdEndpointMode is required and FIPS is enabled, but FIPS account endpoints are not supported",
        "fips !dualstack IsSearchOperation aws-us-gov -> search-dynamodb.{region}.{dns}",
        "fips !dualstack aws-us-gov -> dynamodb.{region}.{dns}",
        "fips IsSearchOperation -> search-dynamodb-fips.{region}.{suffix}",
        "fips -> dynamodb-fips.{region}.{suffix}",
        "AccountIdEndpointMode=required !aws !us-gov-east-1 !us-gov-west-1 !cn-north-1 !cn-northwest-1 -> error Invalid Configuration: AccountIdEndpointMode is required but account endpoints are not supported in this region",
        "!aws !us-gov-east-1 !us-gov-west-1 !cn-north-1 !cn-northwest-1 IsSearchOperation -> search-dynamodb.{region}.{suffix}",
        "!aws !us-gov-east-1 !us-gov-west-1 !cn-north-1 !cn-northwest-1 -> dynamodb.{region}.{suffix}",
        "IsSearchOperation !AccountIdEndpointMode=disabled ResourceArn.service=dynamodb ResourceArn.region={region} ResourceArn.accountId~label -> {ResourceArn.accountId}.search-ddb.{region}.{suffix}",
        "!AccountIdEndpointMode=disabled ResourceArn.service=dynamodb ResourceArn.region={region} ResourceArn.accountId~label -> {ResourceArn.accountId}.ddb.{region}.{suffix}",
        "IsSearchOperation !AccountIdEndpointMode=disabled ResourceArnList.service=dynamodb ResourceArnList.region={region} ResourceArnList.accountId~label -> {ResourceArnList.accountId}.search-ddb.{region}.{suffix}",
        "!AccountIdEndpointMode=disabled ResourceArnList.service=dynamodb ResourceArnList.region={region} ResourceArnList.accountId~label -> {ResourceArnList.accountId}.ddb.{region}.{suffix}",
        "IsSearchOperation !AccountIdEndpointMode=disabled AccountId~label -> {AccountId}.search-ddb.{region}.{suffix}",
        "!AccountIdEndpointMode=disabled AccountId~label -> {AccountId}.ddb.{region}.{suffix}",
        "!AccountIdEndpointMode=disabled AccountId -> error Credentials-sourced account ID parameter is invalid",
        "AccountIdEndpointMode=required -> error AccountIdEndpointMode is required but no AccountID was provided or able to be loaded",
        "IsSearchOperation -> search-dynamodb.{region}.{suffix}",
    )
)]
pub struct Service;

/// Returns the current provisioned-capacity quotas for your Amazon Web Services account in a
/// Region, both for the Region as a whole and for any one DynamoDB table that you create there.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "DescribeLimits", readonly)]
#[derive(Clone, Debug, Default)]
pub struct DescribeLimits;

/// Represents the output of a `DescribeLimits` operation.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeLimitsOutput {
    /// The maximum total read capacity units that your account allows you to provision across all
    /// of your tables in this Region.
    pub account_max_read_capacity_units: Option<i64>,
    /// The maximum total write capacity units that your account allows you to provision across all
    /// of your tables in this Region.
    pub account_max_write_capacity_units: Option<i64>,
    /// The maximum read capacity units that your account allows you to provision for a new table
    /// that you are creating in this Region, including the read capacity units provisioned for its
    /// global secondary indexes (GSIs).
    pub table_max_read_capacity_units: Option<i64>,
    /// The maximum write capacity units that your account allows you to provision for a new table
    /// that you are creating in this Region, including the write capacity units provisioned for its
    /// global secondary indexes (GSIs).
    pub table_max_write_capacity_units: Option<i64>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// An error occurred on the server side.
    #[aws(status = 500)]
    InternalServerError {
        /// The server encountered an internal error trying to fulfill the request.
        message: String,
    },
}
