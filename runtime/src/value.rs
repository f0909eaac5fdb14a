//! Value types of members and messages. This module uses no other module of the crate.

pub(crate) mod bearer_token;
pub(crate) mod blob;
pub(crate) mod body;
pub(crate) mod byte_stream;
pub(crate) mod clock;
pub(crate) mod credentials;
pub(crate) mod document;
pub(crate) mod error_chain;
pub(crate) mod error_debug;
pub(crate) mod presence;
pub(crate) mod random;
pub(crate) mod secret;
pub(crate) mod sensitive;
pub(crate) mod strict;
pub(crate) mod timestamp;
pub(crate) mod timestamp_format;
pub(crate) mod token;
pub(crate) mod url_encoded;
