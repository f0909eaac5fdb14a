//! A little of two services, for clients and servers of other projects.

pub mod secrets;
pub mod topics;
