//! Sources of settings: environment variables, profile files, and the endpoints of regions and partitions.

pub(crate) mod config_error;
pub(crate) mod endpoint;
pub(crate) mod environment;
pub(crate) mod profile;
#[cfg(feature = "sso")]
mod replace_file;
