//! A little of a few services, for clients and servers of other projects.

pub mod secrets;
pub mod selections;
pub mod shards;
pub mod topics;
