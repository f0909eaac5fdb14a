//! Amazon Lookout for Vision as annotated structs ([`lookoutvision`]), and as a local service that uses the same
//! structs ([`local_service`]).

#![forbid(unsafe_code)]

pub mod dynamodb;
pub mod ec2;
pub mod local_ec2;
pub mod local_service;
pub mod lookoutvision;
pub mod own_transport;
