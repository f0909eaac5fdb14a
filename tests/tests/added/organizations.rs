//! AWS Organizations, API version 2016-11-28.
//!
//! Written with:
//! - `aws-operation add organizations DescribeOrganization` (0.2.0, botocore 1.44.8)

use aws_operation::{Sensitive, aws_error, aws_operation, aws_service, aws_shape};

/// AWS Organizations.
#[aws_service(
    id = "Organizations",
    protocol = "awsJson1_1",
    target_prefix = "AWSOrganizationsV20161128",
    error = Error,
    endpoint(
        "aws-us-gov -> organizations.{global}.{suffix} region={global}",
        "organizations{-fips}.{global}.{suffix} region={global}",
    )
)]
pub struct Service;

/// Retrieves information about the organization that the user's account belongs to.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "DescribeOrganization", readonly)]
#[derive(Clone, Debug, Default)]
pub struct DescribeOrganization;

/// The response of `DescribeOrganization`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeOrganizationOutput {
    /// A structure that contains information about the organization.
    pub organization: Option<Organization>,
}

/// Contains details about an organization.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// The unique identifier (ID) of an organization.
    pub id: Option<String>,
    /// The Amazon Resource Name (ARN) of an organization.
    pub arn: Option<String>,
    /// Specifies the functionality that currently is available to the organization.
    pub feature_set: Option<OrganizationFeatureSet>,
    /// The Amazon Resource Name (ARN) of the account that is designated as the management account
    /// for the organization.
    pub master_account_arn: Option<String>,
    /// The unique identifier (ID) of the management account of an organization.
    pub master_account_id: Option<String>,
    /// The email address that is associated with the Amazon Web Services account that is designated
    /// as the management account for the organization.
    pub master_account_email: Option<Sensitive<String>>,
    /// To determine the policies that are enabled and available for use in your organization, use
    /// the ListRoots operation instead.
    pub available_policy_types: Option<Vec<PolicyTypeSummary>>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrganizationFeatureSet {
    All,
    ConsolidatedBilling,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Contains information about a policy type and its status in the associated root.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyTypeSummary {
    /// The name of the policy type.
    pub r#type: Option<PolicyType>,
    /// The status of the policy type as it relates to the associated root.
    pub status: Option<PolicyTypeStatus>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PolicyType {
    ServiceControlPolicy,
    ResourceControlPolicy,
    TagPolicy,
    BackupPolicy,
    AiservicesOptOutPolicy,
    ChatbotPolicy,
    DeclarativePolicyEc2,
    SecurityhubPolicy,
    SecurityhubCspmPolicy,
    InspectorPolicy,
    UpgradeRolloutPolicy,
    BedrockPolicy,
    S3Policy,
    NetworkSecurityDirectorPolicy,
    GuarddutyPolicy,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PolicyTypeStatus {
    Enabled,
    PendingEnable,
    PendingDisable,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Your account isn't a member of an organization.
    AWSOrganizationsNotInUseException { message: String },
    /// You don't have permissions to perform the requested operation.
    AccessDeniedException { message: String },
    /// The target of the operation is currently being modified by a different request.
    ConcurrentModificationException { message: String },
    /// Organizations can't complete your request because of an internal service error.
    #[aws(status = 500)]
    ServiceException { message: String },
    /// You have sent too many requests in too short a period of time.
    TooManyRequestsException {
        r#type: Option<String>,
        message: String,
    },
}
