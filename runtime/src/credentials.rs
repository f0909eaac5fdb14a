//! Credentials: the provider trait, the cache, and the credential sources that call no AWS service.

mod bearer_token;
mod cache;
mod command_line;
pub(crate) mod container;
mod error;
pub(crate) mod error_text;
pub(crate) mod imds;
mod json;
mod metadata_endpoint;
#[cfg(feature = "sts")]
pub(crate) mod mfa;
mod none;
pub(crate) mod process;
mod provide;
#[cfg(feature = "aws-credential-types")]
mod sdk;
mod service_time;
mod token_file;
pub(crate) mod variables;

pub use bearer_token::{BearerTokenFuture, ProvideBearerToken};
pub use cache::CredentialsCache;
pub use error::CredentialsError;
pub(crate) use none::{NoCredentials, Unavailable};
pub use provide::{CredentialsFuture, ProvideCredentials};
pub use service_time::ServiceTime;
pub use token_file::TokenFile;
