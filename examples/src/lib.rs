//! Amazon Lookout for Vision, twice: as annotated structs ([`lookoutvision`]) and as a service on this machine that
//! is made of the same structs ([`local_service`]).

#![forbid(unsafe_code)]

pub mod dynamodb;
pub mod local_service;
pub mod lookoutvision;
pub mod own_transport;
