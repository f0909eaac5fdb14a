//! The provider of a client without credentials.

use super::{CredentialsError, CredentialsFuture, ProvideCredentials};

/// The provider of a client that has no credentials.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NoCredentials {
    /// The client was built with `no_credentials()`.
    Chosen,
    /// The client was built with a bearer token alone.
    TokenAlone,
}

impl ProvideCredentials for NoCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let reason = match self {
            Self::Chosen => {
                "the client was built with `no_credentials()`, but the operation does not have `auth = \"none\"`"
            }
            Self::TokenAlone => {
                "the client has a bearer token and no credentials, but the operation does not have `auth = \"bearer\"`; call \
                 `.credentials(..)` on the client's builder"
            }
        };
        Box::pin(std::future::ready(Err(CredentialsError::new(reason))))
    }
}

/// The provider of a client that was found to have no credentials, and why.
pub(crate) struct Unavailable(pub(crate) CredentialsError);

impl ProvideCredentials for Unavailable {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}
