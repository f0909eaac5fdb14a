//! Endpoints: where a request goes, and for which region it is signed.
//!
//! # The usual endpoint
//!
//! `https://<endpoint prefix>.<region>.<domain of the partition>`. All eight partitions of AWS are known.
//! [`use_fips_endpoint`](crate::ClientBuilder::use_fips_endpoint) and
//! [`use_dualstack_endpoint`](crate::ClientBuilder::use_dualstack_endpoint) select the variants, or the variables
//! `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT`, or the profile:
//!
//! ```
//! use aws_operation::{Client, Credentials, aws_operation, aws_service};
//!
//! #[aws_service(id = "Scheduler", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "ListScheduleGroups", http = "GET /schedule-groups", output = ())]
//! struct ListScheduleGroups {}
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let builder = || Client::builder().credentials(Credentials::new("AKID", "secret"));
//! for (builder, host) in [
//!     (builder().region("eu-west-1"), "scheduler.eu-west-1.amazonaws.com"),
//!     (builder().region("cn-north-1"), "scheduler.cn-north-1.amazonaws.com.cn"),
//!     (builder().region("us-east-1").use_fips_endpoint(true), "scheduler-fips.us-east-1.amazonaws.com"),
//!     (builder().region("eu-west-1").use_dualstack_endpoint(true), "scheduler.eu-west-1.api.aws"),
//! ] {
//!     let request = ListScheduleGroups {}.prepare(&builder.build()?).await?;
//!     assert_eq!(request.uri().host(), Some(host));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Rules
//!
//! The endpoints of IAM, Organizations, Route 53 and others are not the usual ones. `endpoint(..)` on the service says
//! what is different, in a few lines, which `aws-operation add` derives from AWS's rule sets: [endpoint
//! rules](macro@crate::aws_service#endpoint-rules). The macro checks them. They are compared with AWS's own test cases.
//!
//! # Endpoints that depend on the call
//!
//! The endpoint of Kinesis depends on the stream, and that of S3 on the bucket. A field with `context = "Bucket"` is
//! such a [parameter](macro@crate::aws_operation#endpoint-parameters). [S3](super::_11_s3) has a chapter of its own.
//!
//! **Endpoints of accounts** (DynamoDB, Kinesis, EventBridge): the account is that of the credentials, if their source
//! reports it. [`account_id_endpoint_mode`](crate::ClientBuilder::account_id_endpoint_mode) or
//! `AWS_ACCOUNT_ID_ENDPOINT_MODE` requires or disables them.
//!
//! **Endpoints that a service reports**: for Timestream the client asks by itself, for Kinesis Video Streams and others
//! your code does: [customizations](crate::customizations#endpoints-that-a-service-reports).
//!
//! # Another endpoint
//!
//! | for | set |
//! |--|--|
//! | all services, as an emulator has them | [`endpoint_url`](crate::ClientBuilder::endpoint_url), `AWS_ENDPOINT_URL` |
//! | one service | `AWS_ENDPOINT_URL_<ID>`, such as `AWS_ENDPOINT_URL_DYNAMODB` or `AWS_ENDPOINT_URL_SECRETS_MANAGER`; the `services` section of the profile |
//! | some calls | [`client.with_endpoint_url(url)`](crate::Client::with_endpoint_url) |
//! | none of the configured ones | [`ignore_configured_endpoint_urls`](crate::ClientBuilder::ignore_configured_endpoint_urls) |
//!
//! Its path is put before the path of each request. Plain `http://` is accepted to this machine only, unless
//! [`allow_plain_http`](crate::ClientBuilder::allow_plain_http) says otherwise. FIPS and dual-stack cannot be combined
//! with it.
//!
//! ```
//! # use aws_operation::{aws_operation, aws_service};
//! use aws_operation::{Client, Credentials, Environment};
//!
//! # #[aws_service(id = "Secrets Manager", protocol = "awsJson1_1", target_prefix = "secretsmanager")]
//! # #[aws(signing_name = "secretsmanager")]
//! # struct Service;
//! # #[aws_operation(name = "ListSecrets", output = ())]
//! # struct ListSecrets {}
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let environment = Environment::empty()
//!     .with_variable("AWS_REGION", "us-east-1")
//!     .with_variable("AWS_ENDPOINT_URL", "http://localhost:5000")
//!     .with_variable("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://localhost:4577");
//! let client = Client::builder().credentials(Credentials::new("AKID", "secret")).build_from(&environment).await?;
//! assert_eq!(ListSecrets {}.prepare(&client).await?.uri().to_string(), "http://localhost:4577/");
//! # Ok(())
//! # }
//! ```
//!
//! # Other regions
//!
//! [`client.with_region("eu-central-1")`](crate::Client::with_region) returns a client for another region, with the
//! same credentials and connections. [`Client::endpoint`](crate::Client::endpoint) returns the endpoint of a service
//! without a call.
