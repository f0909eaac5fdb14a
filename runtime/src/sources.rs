//! Settings and credentials that the environment names: `Client::from_env`, the default chain, and roles of STS.

pub(crate) mod chain;
mod from_env;
mod profile;
mod role;
#[cfg(feature = "sts")]
pub mod sts;
mod web_identity;
