//! What the macros say of an API: services, operations, structures, errors, payloads, and the protocol that they go by.

pub(crate) mod modeled_error;
pub(crate) mod operation;
pub(crate) mod page_token;
pub(crate) mod payload;
pub(crate) mod protocol;
pub(crate) mod structure;
