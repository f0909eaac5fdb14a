//! Where settings come from: variables, profile files, and the endpoints of partitions and regions.

pub(crate) mod config_error;
pub(crate) mod endpoint;
pub(crate) mod environment;
pub(crate) mod profile;
