//! The traits and metadata that the macros implement for an API: services, operations, structures, errors and payloads,
//! and the traits of protocols.

pub(crate) mod auth;
#[cfg(feature = "checksums")]
pub(crate) mod checksum_trait;
pub(crate) mod endpoint_params;
pub(crate) mod header_list;
pub(crate) mod modeled_error;
pub(crate) mod operation;
pub(crate) mod page_token;
pub(crate) mod payload;
pub(crate) mod protocol;
pub(crate) mod streamed_body;
pub(crate) mod structure;
