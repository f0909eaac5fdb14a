//! How requests are authenticated: Smithy's `auth`.

use crate::model::operation::{OperationMeta, ServiceMeta};

/// A way to authenticate requests, as in the argument `auth` of an operation or a service.
///
/// ```
/// use aws_operation::{AuthScheme, Client, Credentials};
///
/// let client = Client::builder()
///     .region("us-east-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
///     .bearer_token("token")
///     .auth_scheme_preference([AuthScheme::Bearer])
///     .build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthScheme {
    /// `"sigv4"`, Smithy's `aws.auth#sigv4`: a signature for one region, see [`sigv4`](crate::sigv4).
    SigV4,
    /// `"sigv4a"`, Smithy's `aws.auth#sigv4a`: a signature for several regions. It needs the feature `sigv4a`.
    SigV4a,
    /// `"bearer"`, Smithy's `smithy.api#httpBearerAuth`: the token of a [`BearerToken`](crate::BearerToken).
    Bearer,
}

impl AuthScheme {
    /// Whether this build of the crate has the scheme.
    const fn is_built_in(self) -> bool {
        !matches!(self, Self::SigV4a) || cfg!(feature = "sigv4a")
    }
}

/// The schemes of an operation that this build has, the preferred one first. None if requests are unsigned.
pub(crate) fn schemes(service: &ServiceMeta, operation: &OperationMeta) -> impl Iterator<Item = AuthScheme> + Clone {
    operation.auth.unwrap_or(service.auth).iter().copied().filter(|scheme| scheme.is_built_in())
}

/// Whether signatures of the operation leave the payload out: Smithy's `aws.auth#unsignedPayload`.
pub(crate) const fn has_unsigned_payload(service: &ServiceMeta, operation: &OperationMeta) -> bool {
    operation.unsigned_payload || (operation.auth.is_none() && service.unsigned_payload)
}
