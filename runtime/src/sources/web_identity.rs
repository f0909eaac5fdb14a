//! The token of an identity provider that a role is taken on with: of a Kubernetes service account, say.

use std::path::PathBuf;

use super::chain::{Source, Surroundings};
use super::role::{Role, take_on_with_token};
use crate::credentials::CredentialsError;

const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE_ARN: &str = "AWS_ROLE_ARN";

/// The role that the variables name; `None` if they name no token.
pub(super) fn of_variables(around: &Surroundings<'_>) -> Result<Option<Source>, CredentialsError> {
    let Some(file) = around.environment.variable(TOKEN_FILE) else { return Ok(None) };
    let arn = around.environment.variable(ROLE_ARN);
    let arn = arn.ok_or_else(|| CredentialsError::new(format!("{TOKEN_FILE} is set, but {ROLE_ARN} is not")))?;
    let role = Role {
        arn,
        session_name: around.environment.variable("AWS_ROLE_SESSION_NAME"),
        external_id: None,
        duration_seconds: None,
        place: TOKEN_FILE.to_owned(),
    };
    source(role, &file, around).map(Some)
}

/// The role, taken on with the token in `file`.
pub(super) fn source(role: Role, file: &str, around: &Surroundings<'_>) -> Result<Source, CredentialsError> {
    take_on_with_token(role, PathBuf::from(file), around)
}
