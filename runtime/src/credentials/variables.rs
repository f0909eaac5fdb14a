//! An access key in environment variables.

use super::CredentialsError;
use crate::config::environment::Environment;
use crate::value::credentials::Credentials;

const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN: &str = "AWS_SESSION_TOKEN";

/// The key in the variables; `None` if they are not set.
pub(crate) fn credentials(environment: &Environment) -> Result<Option<Credentials>, CredentialsError> {
    key([KEY_ID, SECRET, TOKEN].map(|name| (name, environment.variable(name))), "")
}

/// The access key of an ID, a secret and perhaps a session token, each with its name in `place`.
pub(crate) fn key(
    [(id_name, id), (secret_name, secret), (_, token)]: [(&str, Option<String>); 3],
    place: &str,
) -> Result<Option<Credentials>, CredentialsError> {
    let half = |set, missing| Err(CredentialsError::new(format!("{place}{set} is set, but {missing} is not")));
    match (id, secret) {
        (Some(id), Some(secret)) => Ok(Some(Credentials::from_parts(id, secret.into(), token.map(Into::into), None))),
        (Some(_), None) => half(id_name, secret_name),
        (None, Some(_)) => half(secret_name, id_name),
        (None, None) => Ok(None),
    }
}
