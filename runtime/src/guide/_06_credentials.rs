//! Credentials: where they come from, how they are renewed, roles, MFA, bearer tokens.
//!
//! # The chain
//!
//! [`Client::from_env`](crate::Client::from_env) takes the first source that is configured:
//!
//! | source | configured by | feature |
//! |--|--|--|
//! | key | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | |
//! | profile | `AWS_PROFILE`, else `default`; `aws_access_key_id` .., or `credential_process` | |
//! | SSO (IAM Identity Center) | `sso_session`, `sso_account_id` and `sso_role_name` of a profile, after `aws sso login` | `sso` |
//! | console session | `login_session` of a profile, after `aws login` | `sso` |
//! | role of a profile | `role_arn` with `source_profile`, `credential_source` or `web_identity_token_file` | `sts` |
//! | web identity | `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_ARN` | `sts` |
//! | container: ECS, EKS | `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `_FULL_URI` | |
//! | EC2 instance | nothing; `AWS_EC2_METADATA_DISABLED=true` disables it | |
//!
//! - A profile that the code names, `.profile("work")`, comes before the variables.
//! - **A source that is configured wrongly is an error that names it.** The client never falls back to other
//!   credentials than the configured ones. A profile that needs a feature which the program lacks is such an error, and
//!   names the feature.
//! - No request is sent unsigned because credentials are missing.
//! - Credentials are loaded at the first call, once for all calls that wait, and renewed in the background before they
//!   expire. If the service rejects them as expired, the call is repeated once with others, if the source has others.
//! - Of EC2's metadata service only `IMDSv2` is used.
//!
//! ```
//! use aws_operation::{Client, Environment};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // `from_env` is the same, with the environment of the process.
//! let environment = Environment::empty()
//!     .with_variable("AWS_PROFILE", "work")
//!     .with_variable("AWS_CONFIG_FILE", "/config")
//!     .with_file("/config", "[profile work]\nregion = eu-west-1\naws_access_key_id = AKID\n");
//! let error = Client::builder().build_from(&environment).await.unwrap_err();
//! let text = error.to_string();
//! assert!(text.contains("`work`") && text.contains("aws_secret_access_key"), "{text}");
//! # Ok(())
//! # }
//! ```
//!
//! # SSO and `aws login`
//!
//! The feature `sso` uses the session with which you signed in by the AWS CLI, and refreshes it in the CLI's file. If
//! you must sign in again, the error names the command: ``run `aws sso login --profile work` ``. `aws login` signs its
//! proofs with ES256, which comes from the crate that is there already: the feature `rustls-ring`, `rustls-aws-lc-rs`
//! or `sigv4a`.
//!
//! # Roles in code
//!
//! A client with the credentials of a role, which are renewed before they expire, is one line with the feature `sts`:
//!
#![cfg_attr(feature = "sts", doc = "```")]
#![cfg_attr(not(feature = "sts"), doc = "```ignore")]
//! use aws_operation::sts::AssumeRole;
//! # use aws_operation::{Client, Credentials};
//!
//! # let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let role = AssumeRole::of("arn:aws:iam::123456789012:role/deploy");
//! let deploy = client.with_credentials(role.refreshing(&client));
//!
//! // A second role, which only the first one may assume.
//! let role = AssumeRole {
//!     external_id: Some("order-4711".into()),
//!     duration_seconds: Some(3600),
//!     ..AssumeRole::of("arn:aws:iam::210987654321:role/partner")
//! };
//! let partner = deploy.with_credentials(role.refreshing(&deploy));
//! # let _ = partner;
//! # Ok::<(), aws_operation::ConfigError>(())
//! ```
//!
//! [`AssumeRole`](crate::sts::AssumeRole) also has a session name, policies, tags and MFA.
//! [`AssumeRoleWithWebIdentity`](crate::sts::AssumeRoleWithWebIdentity) takes a token in place of credentials, such as
//! a [`TokenFile`](crate::TokenFile).
//!
//! **MFA.** A profile with `mfa_serial` needs [`.mfa_code(|device| ..)`](crate::ClientBuilder::mfa_code), which returns
//! the code; a role in code, [`refreshing_with_mfa`](crate::sts::AssumeRole::refreshing_with_mfa).
//!
//! # Credentials of several tenants
//!
//! [`client.with_credentials(..)`](crate::Client::with_credentials) is cheap enough for each call, and shares
//! connections:
//!
//! ```
//! use aws_operation::{Client, Credentials};
//!
//! let client = Client::builder().region("us-east-1").no_credentials().build()?;
//! let of_tenant = client.with_credentials(Credentials::new("AKIDTENANT", "secret").session_token("token"));
//! # let _ = of_tenant;
//! # Ok::<(), aws_operation::ConfigError>(())
//! ```
//!
//! # A source of your own
//!
//! Implement [`ProvideCredentials`](crate::ProvideCredentials). [`CredentialsCache`](crate::CredentialsCache) around it
//! loads once for all callers, and renews.
//!
//! ```
//! use std::time::Duration;
//! use aws_operation::{
//!     Client, Clock, Credentials, CredentialsCache, CredentialsError, CredentialsFuture, ProvideCredentials,
//! };
//!
//! struct Vault;
//!
//! impl ProvideCredentials for Vault {
//!     fn credentials(&self) -> CredentialsFuture<'_> {
//!         Box::pin(async {
//!             let secret = read("secret/aws").await.map_err(|why| {
//!                 CredentialsError::new("the vault gave no key").with_cause(why)
//!             })?;
//!             let expiry = Clock::system().now().saturating_add(Duration::from_secs(900));
//!             Ok(Credentials::new("AKIDEXAMPLE", secret).expires_at(expiry))
//!         })
//!     }
//! }
//!
//! # async fn read(_path: &str) -> std::io::Result<String> {
//! #     Ok("secret".to_owned())
//! # }
//! let client = Client::builder().region("us-east-1").credentials(CredentialsCache::new(Vault)).build()?;
//! # Ok::<(), aws_operation::ConfigError>(())
//! ```
//!
//! A provider of the official SDK becomes a source with `CredentialsCache::from_sdk(..)`, by the feature
//! `aws-credential-types`, which needs Rust 1.94.1.
//!
//! # Bearer tokens and other schemes
//!
//! Operations with `auth = "bearer"` send a token: that of [`.bearer_token(..)`](crate::ClientBuilder::bearer_token)
//! or, with `from_env`, of `AWS_BEARER_TOKEN_<SIGNING_NAME>` such as `AWS_BEARER_TOKEN_BEDROCK`, or of the profile's
//! `sso_session`. In a list, `auth("sigv4", "bearer")`, the first scheme is used for which the client has what it
//! needs; [authentication](macro@crate::aws_operation#authentication) says what overrides the order.
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use aws_operation::server::{IncomingCall, Server};
//! use aws_operation::{Client, ServiceError, aws_operation, aws_service};
//!
//! #[aws_service(id = "Bedrock Runtime", protocol = "restJson1", signing_name = "bedrock", auth("sigv4", "bearer"))]
//! struct Service;
//!
//! #[aws_operation(name = "Converse", http = "POST /model/{model_id}/converse", output = ())]
//! struct Converse {
//!     model_id: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Server::builder()
//!     .bearer_token("bedrock-api-key-1")
//!     .operation::<Converse, _>(|_: IncomingCall<Converse>| async { Ok::<_, ServiceError>(()) })
//!     .bind("127.0.0.1:0")
//!     .await?;
//! let builder = Client::builder().region("us-east-1").endpoint_url(server.url());
//! let client = builder.bearer_token("bedrock-api-key-1").build()?;
//! Converse { model_id: "amazon.nova-lite-v1:0".into() }.send(&client).await?;
//!
//! let wrong = client.with_bearer_token("another");
//! let error = Converse { model_id: "amazon.nova-lite-v1:0".into() }.send(&wrong).await.unwrap_err();
//! assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
//! # Ok(())
//! # }
//! ```
//!
//! `auth = "none"` sends unsigned requests, which need no credentials:
//! [`.no_credentials()`](crate::ClientBuilder::no_credentials) makes a client for them alone. `auth = "sigv4a"`
//! (feature `sigv4a`) signs for several regions, and `auth = "unsigned-payload"` leaves a streamed payload out of the
//! signature.
