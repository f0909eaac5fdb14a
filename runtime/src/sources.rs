//! Settings and credentials from the environment: `Client::from_env`, the default provider chain, and STS roles.

pub(crate) mod chain;
mod from_env;
mod profile;
mod role;
#[cfg(feature = "sts")]
pub mod sts;
mod web_identity;
