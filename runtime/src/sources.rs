//! Settings and credentials from the environment: `Client::from_env`, the default provider chain, and STS roles.

pub(crate) mod chain;
mod from_env;
#[cfg(feature = "sso")]
mod login;
mod profile;
mod role;
#[cfg(feature = "sso")]
mod session;
mod sign_in;
#[cfg(feature = "sso")]
mod sso;
#[cfg(feature = "sts")]
pub mod sts;
mod web_identity;
