//! The operations of SSO and SSO OIDC that this crate calls. Source: the models of both, version 2019-06-10.

use aws_operation_macros::{aws_operation, aws_service, aws_shape};

use crate::model::modeled_error::ServiceError;
use crate::value::secret::Secret;
use crate::value::sensitive::Sensitive;

#[aws_service(id = "SSO", protocol = "restJson1", signing_name = "awsssoportal", crate = crate)]
#[aws(endpoint_prefix = "portal.sso", auth = "none")]
pub(super) struct Sso;

#[aws_operation(name = "GetRoleCredentials", service = Sso, error = ServiceError, crate = crate)]
#[aws(http = "GET /federation/credentials")]
pub(super) struct GetRoleCredentials {
    #[aws(query = "role_name")]
    pub(super) role_name: String,
    #[aws(query = "account_id")]
    pub(super) account_id: String,
    #[aws(header = "x-amz-sso_bearer_token")]
    pub(super) access_token: Sensitive<Secret>,
}

#[aws_shape(rename_all = "camelCase", crate = crate)]
pub(super) struct GetRoleCredentialsOutput {
    pub(super) role_credentials: RoleCredentials,
}

#[aws_shape(rename_all = "camelCase", crate = crate)]
pub(super) struct RoleCredentials {
    pub(super) access_key_id: String,
    pub(super) secret_access_key: Sensitive<Secret>,
    pub(super) session_token: Sensitive<Secret>,
    /// In milliseconds since 1970.
    pub(super) expiration: i64,
}

#[aws_service(id = "SSO OIDC", protocol = "restJson1", signing_name = "sso-oauth", crate = crate)]
#[aws(endpoint_prefix = "oidc", auth = "none")]
pub(super) struct SsoOidc;

/// Idempotent here: after a lost response, the same refresh token is the only one that the client has.
#[aws_operation(name = "CreateToken", service = SsoOidc, error = ServiceError, idempotent, crate = crate)]
#[aws(http = "POST /token", rename_all = "camelCase")]
pub(super) struct CreateToken {
    pub(super) grant_type: &'static str,
    pub(super) client_id: String,
    pub(super) client_secret: Sensitive<Secret>,
    pub(super) refresh_token: Sensitive<Secret>,
}

#[aws_shape(rename_all = "camelCase", crate = crate)]
pub(super) struct CreateTokenOutput {
    pub(super) access_token: Sensitive<Secret>,
    /// In seconds.
    pub(super) expires_in: u32,
    pub(super) refresh_token: Option<Sensitive<Secret>>,
}
