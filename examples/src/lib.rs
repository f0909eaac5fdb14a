//! Amazon Lookout for Vision as annotated structs ([`lookoutvision`]), and as a local service that uses the same
//! structs ([`local_service`]).

#![forbid(unsafe_code)]

#[allow(missing_docs)] // the command wrote it, and the model has no text for them
pub mod cloudwatch;
pub mod dynamodb;
pub mod local_metrics;
pub mod local_service;
pub mod lookoutvision;
pub mod own_transport;
