//! What single services want beyond their models. This module contains only documentation.
//!
//! Every SDK of AWS has special code for some services. This page lists them by service: what this crate does in every
//! call, what `aws-operation add` writes into the attributes, and what is left to your code, with the reason and a
//! recipe. `aws-operation check` compares structs with what `add` would write.
//!
//! # Done in every call
//!
//! | service | what |
//! |--|--|
//! | `DynamoDB` | four attempts, and delays that begin at 25 ms; the body of a response must have the CRC-32 of `x-amz-crc32`, or the response counts as [`Corrupted`]: it is requested again if the operation is safe to retry |
//! | Glacier, `OpenSearch` Serverless, VPC Lattice | `X-Amz-Content-Sha256` in signed requests |
//! | EC2, IAM, RDS, STS and others of a query protocol | a presigned URL is a `GET` with all members in its query |
//! | Route 53 | `PriorRequestNotComplete` is throttling |
//! | S3 | a [conditional write or `CompleteMultipartUpload`](#writes-of-s3-that-succeed-once) whose response is lost is settled by looking at the object |
//! | S3 | lists are requested with `encoding-type=url`, and decoded; a handler of the [server half](crate::server) that responds with `EncodingType` encodes the keys itself |
//! | S3 | the MD5 of a key of SSE-C is added (feature `checksums`); [`extended_request_id`](crate::SendError::extended_request_id) |
//! | S3 Express | requests for a directory bucket are signed with the credentials of a [session](#sessions-of-s3-express) |
//! | all, in a Lambda function | a client of [`from_env`](crate::Client::from_env) sends `X-Amzn-Trace-Id`, by which Lambda finds functions that call each other forever |
//! | Organizations | `TooManyRequestsException` is throttling, although its status is 400 |
//! | SQS, Step Functions, SWF, Kinesis | after a failed long poll with an empty retry quota, the error is returned after a delay |
//! | SSO OIDC | the message of an error is its `error_description` |
//! | STS | `IDPCommunicationError` is retried, whatever the operation: STS has done nothing yet |
//!
//! # Written by `add`
//!
//! | service | argument or type | meaning |
//! |--|--|--|
//! | API Gateway | `headers("Accept: application/json")` | otherwise the service responds in another form of JSON |
//! | Cognito, SSO, SSO OIDC, Sign-in, STS | `auth = "none"` | of the operations that need no credentials |
//! | Bedrock and others | `auth("sigv4", "bearer")` | `AWS_BEARER_TOKEN_BEDROCK` |
//! | EBS, Lex, Omics and others | `auth = "unsigned-payload"` | of streamed payloads |
//! | EC2, Auto Scaling | [`Blob`] | user data and console output, which are base64 on the wire: the value is the bytes themselves |
//! | Glacier | `headers("X-Amz-Glacier-Version: 2012-06-01")`, `if_empty = "-"`, `checksum(tree_hash)` | the account of the credentials; the tree hash of uploads |
//! | IAM | [`UrlEncoded`] | policy documents in responses, decoded |
//! | Lambda | `attempt_timeout = "15m"` of `Invoke`, [`Blob`] | a function may run that long; `log_result` and `client_context` are base64 on the wire |
//! | Lex | [`Blob`] | JSON in headers, which is base64 |
//! | Route 53 | `last_segment` | of an ID such as `/hostedzone/Z1D633PJN98FT9`, as responses write it, only the last part is sent |
//! | S3 | [`Blob`] | keys of SSE-C are base64 in their headers: the value is the bytes themselves |
//! | SQS, `CloudWatch` | `query_compatible` | errors keep their older codes |
//! | Timestream | `discovered_endpoint` | the [endpoint](#endpoints-that-a-service-reports) is the one that the service reports |
//! | RDS, `DocumentDB`, EC2 | a comment | [copies](#copies-between-regions) between regions |
//!
//! # Writes of S3 that succeed once
//!
//! `PutObject` and `CopyObject` with `If-None-Match` or `If-Match`, and `CompleteMultipartUpload`, are rejected when they are
//! repeated: the first attempt may have succeeded although its response was lost. So the client looks.
//!
//! After a lost response to a conditional write, it sends `HeadObject`. If the object has the length, the checksum or MD5
//! and the metadata of this call, and is not older than it, the call is a success with the headers of that response. If
//! there is no object, or the one that is to be replaced, it is written again, whether the operation is `idempotent` or
//! not. Otherwise the error is [`SendError::Ambiguous`], and says what is there. A retry that S3 rejects with status 404,
//! 409 or 412 is settled in the same way; it is S3's error only if the object is older than the call.
//!
//! `CompleteMultipartUpload` is sent again, which is harmless. If the upload is gone then, the object must have the
//! `ETag` or the checksum that its parts make. After the last attempt, the client asks with `ListParts` whether the upload is
//! still there.
//!
//! Looks are calls of their own, within the time that the call has left. They need the permissions `s3:GetObject` and
//! `s3:ListMultipartUploadParts`; without them, the operation decides whether it is retried. The feature `checksums` computes
//! what is compared; without it, only a checksum that the input sets is. Two callers that write the same content at the
//! same time are told apart by metadata only: give a lock the name of its owner.
//!
//! # Sessions of S3 Express
//!
//! Directory buckets, whose names end in `--x-s3`, and their access points accept the credentials of a session, which are
//! valid for five minutes and one bucket. The first call for a bucket creates it with `CreateSession`; calls at the same
//! time wait for it. The client keeps it for the bucket and the credentials, replaces it in its last minute, and at once
//! if S3 says that it has expired. `CreateSession` is a call of its own, also in `prepare` and `presign`, and needs the
//! permission `s3express:CreateSession`. Without a session, the error is [`SendError::Credentials`], and names the bucket. A
//! presigned URL is valid as long as its session.
//!
//! `CopyObject` is signed with the credentials themselves, because a session covers one bucket.
//! [`s3_disable_express_session_auth`], the variable `AWS_S3_DISABLE_EXPRESS_SESSION_AUTH` and the property of that name
//! do the same for all requests, which is the default at an endpoint URL outside of AWS.
//!
//! # Endpoints that a service reports
//!
//! Timestream serves each account at an endpoint of its own. With `discovered_endpoint`, the first call asks for it
//! with `DescribeEndpoints`. The client keeps the endpoint for the time that the service says, separately for each
//! access key, and then asks again. If that fails, the old endpoint is used for 60 s more. After
//! `InvalidEndpointException` or status 421, the call asks again and is sent once more. An endpoint URL in the client's
//! settings is used instead. `DescribeEndpoints` is a call of its own, with the limits of the client. `prepare` and
//! `presign` send nothing, so they use the endpoint of the region.
//!
//! Other services have an operation that reports an endpoint for a stream, a container or a domain: `GetDataEndpoint`
//! of Kinesis Video Streams, `DescribeEndpoint` of `IoT`, `DescribeContainer` of `MediaStore`, `DescribeDomains` of
//! `CloudSearch`. Only your code knows which stream it means. Call the operation, and send the others with
//! [`client.with_endpoint_url(endpoint)`](crate::Client::with_endpoint_url). Keep that client: it has its own retry quota.
//!
//! # Copies between regions
//!
//! `CopySnapshot` of EC2 and `CopyDBSnapshot` and similar operations of RDS, Neptune and `DocumentDB` need a presigned
//! URL if the source is in another region. `Client::presign_copy` (feature `aws-query`) makes it of the same operation:
//!
//! ```text
//! copy.presigned_url = Some(client.presign_copy(&copy, "us-west-2").await?.into_url().into());
//! let copied = copy.send(&client).await?;
//! ```
//!
//! It is not made by itself, because the models do not say which region is the source: the structs of RDS have no such
//! member.
//!
//! # Tokens that are presigned URLs
//!
//! The passwords of IAM authentication are presigned URLs without their scheme. They are operations like others. For
//! RDS and Aurora:
//!
//! ```
//! use std::time::Duration;
//! use aws_operation::{Client, Credentials, aws_operation, aws_service};
//!
//! #[aws_service(id = "RDS DB", protocol = "restJson1", signing_name = "rds-db")]
//! struct Database;
//!
//! #[aws_operation(name = "Connect", service = Database, output = (), http = "GET /?Action=connect")]
//! struct Connect {
//!     #[aws(query = "DBUser")]
//!     user: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let database = client.with_endpoint_url("https://db.example.com:3306")?;
//! let url = Connect { user: "app".into() }.presign(&database, Duration::from_secs(900)).await?;
//! let password = url.trim_start_matches("https://");
//! assert!(password.starts_with("db.example.com:3306/?Action=connect&DBUser=app&X-Amz-Algorithm="));
//! # Ok(())
//! # }
//! ```
//!
//! | service | `signing_name` | `http` | members of the query | valid for |
//! |--|--|--|--|--|
//! | RDS, Aurora | `rds-db` | `GET /?Action=connect` | `DBUser` | 900 s |
//! | Aurora DSQL | `dsql` | `GET /?Action=DbConnect` or `DbConnectAdmin` | | 900 s |
//! | `ElastiCache`, `MemoryDB` | `elasticache`, `memorydb` | `GET /?Action=connect` | `User` | 900 s |
//! | MSK | `kafka-cluster` | `GET /?Action=kafka-cluster%3AConnect` | | 900 s |
//!
//! The token of a cluster of EKS has the URL of `GetCallerIdentity`, with the name of the cluster in a signed header:
//!
//! ```
//! use std::time::Duration;
//! use aws_operation::{Client, Credentials, aws_operation, aws_service};
//! use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
//!
//! #[aws_service(id = "STS", protocol = "restJson1")]
//! struct Sts;
//!
//! #[aws_operation(name = "GetCallerIdentity", service = Sts, output = ())]
//! #[aws(http = "GET /?Action=GetCallerIdentity&Version=2011-06-15")]
//! struct ClusterToken {
//!     #[aws(header = "x-k8s-aws-id")]
//!     cluster: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let url = ClusterToken { cluster: "my-cluster".into() }.presign(&client, Duration::from_secs(60)).await?;
//! let token = format!("k8s-aws-v1.{}", URL_SAFE_NO_PAD.encode(url.url()));
//! assert!(token.starts_with("k8s-aws-v1.aHR0cHM6Ly9zdHMuZXUtd2VzdC0xLmFtYXpvbmF3cy5jb20vP0FjdGlvbj"));
//! # Ok(())
//! # }
//! ```
//!
//! # Left to your code
//!
//! **Polly**, a URL for a player. `SynthesizeSpeech` is a `POST` with a body, but the service accepts its members in
//! the query of a `GET` too. Write a second struct for such URLs; `check` compares it with the model, so keep it in
//! another file:
//!
//! ```
//! use std::time::Duration;
//! use aws_operation::{Client, Credentials, aws_operation, aws_service};
//!
//! #[aws_service(id = "Polly", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "SynthesizeSpeech", output = (), http = "GET /v1/speech")]
//! struct SpeechUrl {
//!     #[aws(query)]
//!     text: String,
//!     #[aws(query)]
//!     voice_id: String,
//!     #[aws(query)]
//!     output_format: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let speech = SpeechUrl { text: "Hello".into(), voice_id: "Joanna".into(), output_format: "mp3".into() };
//! let url = speech.presign(&client, Duration::from_secs(300)).await?;
//! assert!(url.starts_with("https://polly.eu-west-1.amazonaws.com/v1/speech?Text=Hello&VoiceId=Joanna&OutputFormat=mp3&"));
//! assert!(url.headers().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! **SQS**, checksums of messages. TLS already protects a message on its way, so the client does not compare
//! `md5_of_message_body` of `SendMessage`, or `md5_of_body` of a received message. Both are the MD5 of the body in
//! hexadecimal digits: with the crate `md-5`, `hex == format!("{:032x}", u128::from_be_bytes(Md5::digest(body).into()))`.
//!
//! **SQS**, the URL of a queue. It is a member, and the request goes to the endpoint of the region. For a queue in
//! another region, use `client.with_region(..)`; behind another host, `client.with_endpoint_url(..)`.
//!
//! **`CloudFormation`**, `template_body` of `GetTemplate`. It is a text, because it may be JSON or YAML:
//! `serde_json::from_str(&template_body)?`.
//!
//! **Lambda**, errors of a function. A function that fails is a success of `Invoke`: `function_error` is set, and the
//! payload is the error. For long functions, the network must keep an idle connection; some NAT gateways drop it after
//! 350 s.
//!
//! **Kinesis Video Streams, `IoT`, `MediaStore`, `CloudSearch`**: see [above](#endpoints-that-a-service-reports).
//!
//! **Machine Learning**, `Predict`. The member `predict_endpoint` is the endpoint: `client.with_endpoint_url(..)`. The
//! service accepts no new customers.
//!
//! **`SimpleDB`, Import/Export**. They need Signature Version 2, which this crate does not have.
//!
//! [`Blob`]: crate::Blob
//! [`SendError::Ambiguous`]: crate::SendError::Ambiguous
//! [`SendError::Credentials`]: crate::SendError::Credentials
//! [`s3_disable_express_session_auth`]: crate::ClientBuilder::s3_disable_express_session_auth
//! [`UrlEncoded`]: crate::UrlEncoded
//! [`Corrupted`]: crate::TransportErrorKind::Corrupted

// A link to a setting of S3 is a link only with its protocol.
#![cfg_attr(not(feature = "rest-xml"), allow(rustdoc::broken_intra_doc_links))]
