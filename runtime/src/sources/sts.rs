//! Operations of AWS STS, the service that issues temporary credentials (feature `sts`).
//!
//! A client with the credentials of a role, which are renewed before they expire:
//!
//! ```no_run
//! use aws_operation::{Client, sts::AssumeRole};
//!
//! # async fn run() -> Result<(), aws_operation::ConfigError> {
//! let client = Client::from_env().await?;
//! let deploy = client.with_credentials(AssumeRole::of("arn:aws:iam::123456789012:role/deploy").refreshing(&client));
//! # Ok(())
//! # }
//! ```
//!
//! The operations are structs like your own. To assume a role once:
//!
//! ```no_run
//! use aws_operation::{Client, Credentials, sts::AssumeRole};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env().await?;
//! let role = AssumeRole {
//!     role_session_name: "nightly".into(),
//!     ..AssumeRole::of("arn:aws:iam::123456789012:role/deploy")
//! };
//! let assumed = role.send(&client).await?;
//! let once = client.with_credentials(Credentials::from(assumed.credentials));
//! # Ok(())
//! # }
//! ```
//!
//! All operations are `readonly`: they change nothing, so a call is retried if its response is lost.
//!
//! Source: the model of STS, version 2011-06-15.

mod refreshing;

pub(crate) use refreshing::{AssumedRole, WebIdentityRole};

use crate::value::credentials::Credentials;
use crate::value::error_debug::debug_like_display;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;
use aws_operation_macros::{aws_error, aws_operation, aws_service, aws_shape};

/// The service.
#[aws_service(id = "STS", protocol = "awsQuery", version = "2011-06-15", error = Error, crate = crate)]
#[derive(Clone, Copy, Debug)]
pub struct Service;

/// Assumes a role. Members that are not set take the role's defaults.
#[aws_operation(name = "AssumeRole", readonly, crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumeRole {
    /// The ARN of the role.
    pub role_arn: String,
    /// The name of the session, shown in logs: 2 to 64 letters, digits and `_+=,.@-`.
    pub role_session_name: String,
    /// The lifetime of the credentials in seconds: 900 to the role's maximum, 3600 if not set.
    pub duration_seconds: Option<i32>,
    /// The external ID that the role's trust policy requires from callers of other accounts.
    pub external_id: Option<String>,
    /// The serial number or ARN of the caller's MFA device.
    pub serial_number: Option<String>,
    /// The code shown by the MFA device.
    pub token_code: Option<Sensitive<String>>,
    /// A session policy in JSON, which further restricts the session.
    pub policy: Option<String>,
    /// Managed policies that further restrict the session.
    pub policy_arns: Option<Vec<PolicyDescriptor>>,
    /// The session tags.
    pub tags: Option<Vec<Tag>>,
    /// The keys of the tags that are passed on when this session assumes another role.
    pub transitive_tag_keys: Option<Vec<String>>,
    /// The identity that assumes the role, shown in logs. It is passed on when this session assumes another role.
    pub source_identity: Option<String>,
    /// Context assertions by trusted context providers.
    pub provided_contexts: Option<Vec<ProvidedContext>>,
}

/// The response of [`AssumeRole`].
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumeRoleOutput {
    /// The credentials of the session.
    pub credentials: TemporaryCredentials,
    /// The assumed-role session.
    pub assumed_role_user: Option<AssumedRoleUser>,
    /// How much of the limit for policies and tags is used, in percent.
    pub packed_policy_size: Option<i32>,
    /// The source identity of the session.
    pub source_identity: Option<String>,
}

/// Assumes a role with the token of an identity provider (OIDC or OAuth 2.0). The request is unsigned, so it needs no
/// credentials.
#[aws_operation(name = "AssumeRoleWithWebIdentity", auth = "none", readonly, crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumeRoleWithWebIdentity {
    /// The ARN of the role.
    pub role_arn: String,
    /// The name of the session, shown in logs: 2 to 64 letters, digits and `_+=,.@-`.
    pub role_session_name: String,
    /// The web identity token.
    pub web_identity_token: Sensitive<String>,
    /// The host name of an OAuth 2.0 provider; not set for OIDC.
    pub provider_id: Option<String>,
    /// The lifetime of the credentials in seconds: 900 to the role's maximum, 3600 if not set.
    pub duration_seconds: Option<i32>,
    /// A session policy in JSON, which further restricts the session.
    pub policy: Option<String>,
    /// Managed policies that further restrict the session.
    pub policy_arns: Option<Vec<PolicyDescriptor>>,
}

/// The response of [`AssumeRoleWithWebIdentity`].
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumeRoleWithWebIdentityOutput {
    /// The credentials of the session.
    pub credentials: TemporaryCredentials,
    /// The assumed-role session.
    pub assumed_role_user: Option<AssumedRoleUser>,
    /// The user that the token identifies: its claim `sub`.
    pub subject_from_web_identity_token: Option<String>,
    /// The intended audience of the token: its claim `aud`.
    pub audience: Option<String>,
    /// The provider: the token's claim `iss`, or the `provider_id` that was sent.
    pub provider: Option<String>,
    /// How much of the limit for policies and tags is used, in percent.
    pub packed_policy_size: Option<i32>,
    /// The source identity of the session.
    pub source_identity: Option<String>,
}

/// Returns the identity whose credentials the client signs with. It needs no permission, so it shows whether the credentials
/// are valid.
#[aws_operation(name = "GetCallerIdentity", readonly, crate = crate)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GetCallerIdentity;

/// The response of [`GetCallerIdentity`].
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCallerIdentityOutput {
    /// The account, 12 digits.
    pub account: Option<String>,
    /// The ARN of the caller.
    pub arn: Option<String>,
    /// The unique ID of the caller; `<role ID>:<session name>` for an assumed-role session.
    pub user_id: Option<String>,
}

/// The credentials of a session. Convert them to [`Credentials`] with `into` or `from`.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemporaryCredentials {
    /// The access key ID.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: Sensitive<String>,
    /// The session token.
    pub session_token: Sensitive<String>,
    /// When the credentials expire.
    pub expiration: Timestamp,
}

impl From<TemporaryCredentials> for Credentials {
    fn from(credentials: TemporaryCredentials) -> Self {
        let TemporaryCredentials { access_key_id, secret_access_key, session_token, expiration } = credentials;
        Self::new(access_key_id, secret_access_key.0).session_token(session_token.0).expires_at(expiration)
    }
}

/// An assumed-role session.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumedRoleUser {
    /// `<role ID>:<session name>`.
    pub assumed_role_id: String,
    /// The ARN of the session.
    pub arn: String,
}

/// A managed policy.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDescriptor {
    /// The ARN of the policy.
    #[aws(rename = "arn")]
    pub arn: String,
}

/// A session tag.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// A context assertion about the caller.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvidedContext {
    /// The ARN of the provider.
    pub provider_arn: String,
    /// The signed and encrypted assertion.
    pub context_assertion: Sensitive<String>,
}

/// The modeled errors of these operations. `AccessDenied` is not modeled: it is
/// [`SendError::Unmodeled`](crate::SendError::Unmodeled).
#[aws_error(crate = crate)]
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The web identity token has expired.
    ExpiredTokenException {
        /// The message of STS.
        message: String,
    },
    /// STS could not reach the identity provider. The client retries this error.
    #[aws(code = "IDPCommunicationError", transient)]
    IdpCommunicationError {
        /// The message of STS.
        message: String,
    },
    /// The identity provider rejected the token.
    #[aws(code = "IDPRejectedClaim", status = 403)]
    IdpRejectedClaim {
        /// The message of STS.
        message: String,
    },
    /// STS could not validate the token.
    InvalidIdentityToken {
        /// The message of STS.
        message: String,
    },
    /// The session policy is malformed.
    MalformedPolicyDocument {
        /// The message of STS.
        message: String,
    },
    /// The session policies and tags exceed the size limit.
    PackedPolicyTooLarge {
        /// The message of STS.
        message: String,
    },
    /// STS is not enabled for the account in this region.
    #[aws(status = 403)]
    RegionDisabledException {
        /// The message of STS.
        message: String,
    },
}

debug_like_display!(enum Error {
    ExpiredTokenException { message },
    IdpCommunicationError { message },
    IdpRejectedClaim { message },
    InvalidIdentityToken { message },
    MalformedPolicyDocument { message },
    PackedPolicyTooLarge { message },
    RegionDisabledException { message },
});
