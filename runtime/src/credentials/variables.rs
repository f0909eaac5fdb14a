//! Credentials in environment variables.

use super::CredentialsError;
use crate::config::environment::Environment;
use crate::value::credentials::Credentials;

const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN: &str = "AWS_SESSION_TOKEN";
const ACCOUNT: &str = "AWS_ACCOUNT_ID";

/// The credentials in the variables; `None` if they are not set.
pub(crate) fn credentials(environment: &Environment) -> Result<Option<Credentials>, CredentialsError> {
    let found = from_settings([KEY_ID, SECRET, TOKEN].map(|name| (name, environment.variable(name))), "")?;
    Ok(found.map(|credentials| credentials.of_account(environment.variable(ACCOUNT))))
}

/// Credentials from an access key ID, a secret and an optional session token, each with the name of its setting. `prefix`
/// starts the error message.
pub(crate) fn from_settings(
    [(id_name, id), (secret_name, secret), (_, token)]: [(&str, Option<String>); 3],
    prefix: &str,
) -> Result<Option<Credentials>, CredentialsError> {
    let incomplete = |set, missing| Err(CredentialsError::new(format!("{prefix}{set} is set, but {missing} is not")));
    match (id, secret) {
        (Some(id), Some(secret)) => Ok(Some(Credentials::from_parts(id, secret.into(), token.map(Into::into), None))),
        (Some(_), None) => incomplete(id_name, secret_name),
        (None, Some(_)) => incomplete(secret_name, id_name),
        (None, None) => Ok(None),
    }
}
