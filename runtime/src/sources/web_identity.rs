//! Assumes a role with a web identity token, such as that of a Kubernetes service account.

use std::path::PathBuf;

use super::chain::{ProviderChain, Source};
use super::role::{Role, assume_role_with_web_identity};
use crate::credentials::CredentialsError;

const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE_ARN: &str = "AWS_ROLE_ARN";

/// The role named by the variables; `None` if `AWS_WEB_IDENTITY_TOKEN_FILE` is not set.
pub(super) fn from_variables(chain: &ProviderChain<'_>) -> Result<Option<Source>, CredentialsError> {
    let Some(file) = chain.environment.variable(TOKEN_FILE) else { return Ok(None) };
    let arn = chain.environment.variable(ROLE_ARN);
    let arn = arn.ok_or_else(|| CredentialsError::new(format!("{TOKEN_FILE} is set, but {ROLE_ARN} is not")))?;
    let role = Role {
        arn,
        session_name: chain.environment.variable("AWS_ROLE_SESSION_NAME"),
        external_id: None,
        duration_seconds: None,
        mfa_serial: None,
        location: TOKEN_FILE.to_owned(),
    };
    source(role, &file, chain).map(Some)
}

/// The credentials of `role`, assumed with the token in `file`.
pub(super) fn source(role: Role, file: &str, chain: &ProviderChain<'_>) -> Result<Source, CredentialsError> {
    assume_role_with_web_identity(role, PathBuf::from(file), chain)
}
