//! The operation of AWS Sign-In that this crate calls. Source: its model, version 2023-01-01.

use aws_operation_macros::{aws_error, aws_operation, aws_service, aws_shape};

use crate::value::error_debug::debug_like_display;
use crate::value::secret::Secret;
use crate::value::sensitive::Sensitive;

#[aws_service(id = "Signin", protocol = "restJson1", signing_name = "signin", error = Error, crate = crate)]
#[aws(auth = "none")]
pub(super) struct Signin;

/// Idempotent here: after a lost response, the same refresh token is the only one that the client has.
#[aws_operation(name = "CreateOAuth2Token", service = Signin, idempotent, crate = crate)]
#[aws(http = "POST /v1/token", rename_all = "camelCase")]
pub(super) struct CreateOAuth2Token {
    pub(super) client_id: String,
    pub(super) grant_type: &'static str,
    pub(super) refresh_token: Sensitive<Secret>,
}

#[aws_shape(rename_all = "camelCase", crate = crate)]
pub(super) struct CreateOAuth2TokenOutput {
    pub(super) access_token: AccessToken,
    /// In seconds.
    pub(super) expires_in: u32,
    pub(super) refresh_token: Sensitive<Secret>,
}

#[aws_shape(rename_all = "camelCase", crate = crate)]
pub(super) struct AccessToken {
    pub(super) access_key_id: String,
    pub(super) secret_access_key: Sensitive<Secret>,
    pub(super) session_token: Sensitive<Secret>,
}

/// `error` says why: `TOKEN_EXPIRED`, for example.
#[aws_error(rename_all = "camelCase", crate = crate)]
pub(super) enum Error {
    AccessDeniedException {
        error: String,
        message: String,
    },
    #[aws(status = 429, throttling)]
    TooManyRequestsError {
        error: String,
        message: String,
    },
}

debug_like_display!(enum Error {
    AccessDeniedException { error, message },
    TooManyRequestsError { error, message },
});
