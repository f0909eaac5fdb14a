//! Operations of AWS STS, which gives temporary credentials (feature `sts`).
//!
//! They are structs like any that you write yourself:
//!
//! ```no_run
//! use aws_operation::{Client, Credentials, sts::AssumeRole};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env().await?;
//! let role = AssumeRole {
//!     role_arn: "arn:aws:iam::123456789012:role/deploy".into(),
//!     role_session_name: "nightly".into(),
//!     ..AssumeRole::default()
//! };
//! let assumed = role.send(&client).await?;
//! let deploy = Client::builder().region("eu-west-1").credentials(Credentials::from(assumed.credentials)).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! All are `readonly`: they change nothing, so that a call whose response was lost is sent again.
//!
//! Source: the model of STS, version 2011-06-15.

use crate::value::credentials::Credentials;
use crate::value::error_debug::debug_like_display;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;
use aws_operation_macros::{aws_error, aws_operation, aws_service, aws_shape};

/// The service.
#[aws_service(id = "STS", protocol = "awsQuery", version = "2011-06-15", error = Error, crate = crate)]
#[derive(Clone, Copy, Debug)]
pub struct Service;

/// Takes on a role; what a member is not set for is as the role says.
#[aws_operation(name = "AssumeRole", readonly, crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumeRole {
    /// The ARN of the role.
    pub role_arn: String,
    /// What the session is called in logs: 2 to 64 letters, digits and `_+=,.@-`.
    pub role_session_name: String,
    /// How long the credentials are good for, in seconds: 900 to the role's maximum, 3600 if not set.
    pub duration_seconds: Option<i32>,
    /// What the role's owner asks callers from other accounts for.
    pub external_id: Option<String>,
    /// The serial number or ARN of the caller's MFA device.
    pub serial_number: Option<String>,
    /// What that device shows.
    pub token_code: Option<Sensitive<String>>,
    /// A policy in JSON that further limits the session.
    pub policy: Option<String>,
    /// Managed policies that further limit the session.
    pub policy_arns: Option<Vec<PolicyDescriptor>>,
    /// Tags of the session.
    pub tags: Option<Vec<Tag>>,
    /// The keys of those tags that sessions of roles taken on from this one have too.
    pub transitive_tag_keys: Option<Vec<String>>,
    /// Who takes on the role, as logs tell; stays with sessions of roles taken on from this one.
    pub source_identity: Option<String>,
    /// Assertions about the caller by context providers.
    pub provided_contexts: Option<Vec<ProvidedContext>>,
}

/// The response of [`AssumeRole`].
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumeRoleOutput {
    /// The credentials of the session.
    pub credentials: TemporaryCredentials,
    /// The session.
    pub assumed_role_user: Option<AssumedRoleUser>,
    /// How much of the limit for policies and tags is used, in percent.
    pub packed_policy_size: Option<i32>,
    /// The source identity of the session.
    pub source_identity: Option<String>,
}

/// Takes on a role by the token of an identity provider (OIDC or OAuth 2.0). It is sent unsigned, so no
/// credentials are needed.
#[aws_operation(name = "AssumeRoleWithWebIdentity", auth = "none", readonly, crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssumeRoleWithWebIdentity {
    /// The ARN of the role.
    pub role_arn: String,
    /// What the session is called in logs: 2 to 64 letters, digits and `_+=,.@-`.
    pub role_session_name: String,
    /// The token.
    pub web_identity_token: Sensitive<String>,
    /// The host name of an OAuth 2.0 provider; not set for OIDC.
    pub provider_id: Option<String>,
    /// How long the credentials are good for, in seconds: 900 to the role's maximum, 3600 if not set.
    pub duration_seconds: Option<i32>,
    /// A policy in JSON that further limits the session.
    pub policy: Option<String>,
    /// Managed policies that further limit the session.
    pub policy_arns: Option<Vec<PolicyDescriptor>>,
}

/// The response of [`AssumeRoleWithWebIdentity`].
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumeRoleWithWebIdentityOutput {
    /// The credentials of the session.
    pub credentials: TemporaryCredentials,
    /// The session.
    pub assumed_role_user: Option<AssumedRoleUser>,
    /// Whom the provider says that the token is of: its claim `sub`.
    pub subject_from_web_identity_token: Option<String>,
    /// For whom the token was made: its claim `aud`.
    pub audience: Option<String>,
    /// The provider: the token's claim `iss`, or the `provider_id` that was sent.
    pub provider: Option<String>,
    /// How much of the limit for policies and tags is used, in percent.
    pub packed_policy_size: Option<i32>,
    /// The source identity of the session.
    pub source_identity: Option<String>,
}

/// Asks whose credentials the client signs with. Needs no permission, so it tells whether credentials are good at all.
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
    /// The ID of the caller: of a session `<role ID>:<session name>`.
    pub user_id: Option<String>,
}

/// The credentials of a session; they become [`Credentials`] with `into` or `from`.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemporaryCredentials {
    /// The access key ID.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: Sensitive<String>,
    /// The session token.
    pub session_token: Sensitive<String>,
    /// When they end.
    pub expiration: Timestamp,
}

impl From<TemporaryCredentials> for Credentials {
    fn from(of_session: TemporaryCredentials) -> Self {
        let TemporaryCredentials { access_key_id, secret_access_key, session_token, expiration } = of_session;
        Self::new(access_key_id, secret_access_key.0).session_token(session_token.0).expires_at(expiration)
    }
}

/// A session of a role.
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

/// A tag of a session.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// What a context provider asserts of the caller.
#[aws_shape(crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvidedContext {
    /// The ARN of the provider.
    pub provider_arn: String,
    /// The assertion, signed and encrypted.
    pub context_assertion: Sensitive<String>,
}

/// What STS rejects these operations with. `AccessDenied`, as every service has it, is
/// [`SendError::Unmodeled`](crate::SendError::Unmodeled).
#[aws_error(crate = crate)]
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The web identity token has run out.
    ExpiredTokenException {
        /// STS's own words.
        message: String,
    },
    /// STS could not reach the identity provider; it is asked again.
    #[aws(code = "IDPCommunicationError", transient)]
    IdpCommunicationError {
        /// STS's own words.
        message: String,
    },
    /// The identity provider does not stand for the token.
    #[aws(code = "IDPRejectedClaim", status = 403)]
    IdpRejectedClaim {
        /// STS's own words.
        message: String,
    },
    /// The token does not read as one.
    InvalidIdentityToken {
        /// STS's own words.
        message: String,
    },
    /// The policy does not read as one.
    MalformedPolicyDocument {
        /// STS's own words.
        message: String,
    },
    /// Policies and tags together are too long.
    PackedPolicyTooLarge {
        /// STS's own words.
        message: String,
    },
    /// The account's administrator has not turned STS on in this region.
    #[aws(status = 403)]
    RegionDisabledException {
        /// STS's own words.
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
