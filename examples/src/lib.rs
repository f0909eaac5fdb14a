//! Amazon Lookout for Vision as annotated structs ([`lookoutvision`]), and as a local service that uses the same
//! structs ([`local_service`]).

#![forbid(unsafe_code)]

pub mod acme;
pub mod bedrock;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
pub mod cloudfront;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
pub mod cloudwatch;
pub mod dynamodb;
pub mod dynamodb_items;
pub mod ec2;
pub mod local_bedrock;
pub mod local_cloudfront;
pub mod local_dynamodb;
pub mod local_ec2;
pub mod local_logs;
pub mod local_metrics;
pub mod local_route53;
pub mod local_s3;
pub mod local_service;
pub mod local_state;
pub mod local_transcribe;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
pub mod logs;
pub mod lookoutvision;
pub mod own_transport;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
pub mod route53;
pub mod s3;
pub mod transcribe;
