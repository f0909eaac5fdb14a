//! The lack of credentials, on purpose.

use super::{CredentialsError, CredentialsFuture, ProvideCredentials};

/// The source of a client that was made without one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoCredentials;

impl ProvideCredentials for NoCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            Err(CredentialsError::new(
                "the client was made with `no_credentials()`, and the operation is not `auth = \"none\"`",
            ))
        })
    }
}
