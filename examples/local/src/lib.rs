//! Amazon Lookout for Vision as annotated structs ([`lookoutvision`]), and as a local service that uses the same
//! structs ([`local_service`]); S3 in memory ([`local_s3`]); and the structs and local services of the other examples,
//! for `local_service`, for the tests, and for other clients.

#![forbid(unsafe_code)]

pub mod local_s3;
pub mod local_service;
pub mod local_state;
pub mod lookoutvision;
pub mod s3;

// The modules of the directories that can be copied, which use nothing of this package.
#[path = "../../route53/src/acme.rs"]
pub mod acme;
#[path = "../../chat/src/bedrock.rs"]
pub mod bedrock;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
#[path = "../../cloudfront/src/cloudfront.rs"]
pub mod cloudfront;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
#[path = "../../cloudwatch/src/cloudwatch.rs"]
pub mod cloudwatch;
#[path = "../../dynamodb/src/dynamodb.rs"]
pub mod dynamodb;
#[path = "../../dynamodb/src/items.rs"]
pub mod dynamodb_items;
#[path = "../../ec2/src/ec2.rs"]
pub mod ec2;
#[path = "../../chat/src/local.rs"]
pub mod local_bedrock;
#[path = "../../cloudfront/src/local.rs"]
pub mod local_cloudfront;
#[path = "../../dynamodb/src/local.rs"]
pub mod local_dynamodb;
#[path = "../../ec2/src/local.rs"]
pub mod local_ec2;
#[path = "../../live_tail/src/local.rs"]
pub mod local_logs;
#[path = "../../cloudwatch/src/local.rs"]
pub mod local_metrics;
#[path = "../../route53/src/local.rs"]
pub mod local_route53;
#[path = "../../transcribe/src/local.rs"]
pub mod local_transcribe;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
#[path = "../../live_tail/src/logs.rs"]
pub mod logs;
#[path = "../../own_transport/src/transport.rs"]
pub mod own_transport;
#[allow(missing_docs, clippy::doc_markdown)] // written by the command, with the texts of the model
#[path = "../../route53/src/route53.rs"]
pub mod route53;
#[path = "../../transcribe/src/transcribe.rs"]
pub mod transcribe;
