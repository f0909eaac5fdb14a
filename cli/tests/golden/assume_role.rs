//! AWS Security Token Service, API version 2011-06-15.

use aws_operation::{Sensitive, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// AWS Security Token Service.
#[aws_service(
    id = "STS",
    protocol = "awsQuery",
    version = "2011-06-15",
    error = Error
)]
pub struct Service;

/// Gives credentials of a role for a while.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "AssumeRole", readonly)]
#[derive(Clone, Debug, Default)]
pub struct AssumeRole {
    pub role_arn: String,
    pub role_session_name: String,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub duration_seconds: Option<i32>,
    pub tags: Option<Vec<Tag>>,
    pub transitive_tag_keys: Option<Vec<String>>,
}

impl AssumeRole {
    /// The request with its required members.
    pub fn new(role_arn: impl Into<String>, role_session_name: impl Into<String>) -> Self {
        Self {
            role_arn: role_arn.into(),
            role_session_name: role_session_name.into(),
            ..Self::default()
        }
    }
}

/// The response of `AssumeRole`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumeRoleOutput {
    pub credentials: Option<Credentials>,
    pub packed_policy_size: Option<i32>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyDescriptorType {
    pub arn: Option<String>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    #[aws(default)]
    pub access_key_id: String,
    #[aws(default)]
    pub secret_access_key: Sensitive<String>,
    #[aws(default)]
    pub session_token: String,
    pub expiration: Option<Timestamp>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    #[aws(code = "MalformedPolicyDocument")]
    MalformedPolicyDocumentException { message: String },
    #[aws(status = 403)]
    RegionDisabledException { message: String },
}
