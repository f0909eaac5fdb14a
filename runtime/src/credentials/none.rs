//! The provider of a client without credentials.

use super::{CredentialsError, CredentialsFuture, ProvideCredentials};

/// The provider of a client built with `no_credentials()`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoCredentials;

impl ProvideCredentials for NoCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            Err(CredentialsError::new(
                "the client was built with `no_credentials()`, but the operation does not have `auth = \"none\"`",
            ))
        })
    }
}
