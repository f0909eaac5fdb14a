//! S3, and servers that are compatible with it.
//!
//! The crate `aws-operation-s3` has the operations that everybody uses as plain structs, forms with which a browser
//! uploads, and transfers in parallel parts, with bounded memory. This chapter is about what the client does for all
//! structs of S3: those, and those of your own. They need the features `rest-xml` and `checksums`. `aws-operation add
//! s3 PutObject GetObject --out src/s3.rs` writes them.
//!
#![cfg_attr(all(feature = "rest-xml", feature = "checksums"), doc = "```")]
#![cfg_attr(not(all(feature = "rest-xml", feature = "checksums")), doc = "```ignore")]
//! use aws_operation::{ByteStream, Client, Credentials, aws_operation, aws_service, aws_shape};
//!
//! #[aws_service(id = "S3", protocol = "restXml", xml_namespace = "http://s3.amazonaws.com/doc/2006-03-01/")]
//! pub struct Service;
//!
//! #[aws_operation(name = "PutObject", idempotent, http = "PUT /{bucket}/{key+}")]
//! #[aws(checksum(algorithm = "checksum_algorithm"))]
//! pub struct PutObject {
//!     #[aws(context = "Bucket")]
//!     pub bucket: String,
//!     pub key: String,
//!     #[aws(payload)]
//!     pub body: ByteStream,
//!     #[aws(header = "x-amz-sdk-checksum-algorithm")]
//!     pub checksum_algorithm: Option<String>,
//! }
//!
//! #[aws_shape]
//! pub struct PutObjectOutput {
//!     #[aws(header = "ETag")]
//!     pub e_tag: Option<String>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let put = PutObject {
//!     bucket: "my-bucket".into(),
//!     key: "reports/2026.txt".into(),
//!     body: "profit".into(),
//!     checksum_algorithm: None,
//! };
//! let builder = || Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret"));
//!
//! // AWS: the bucket is in the host, and the upload has a checksum.
//! let request = put.prepare(&builder().build()?).await?;
//! assert_eq!(request.uri().to_string(), "https://my-bucket.s3.eu-west-1.amazonaws.com/reports/2026.txt");
//! assert!(request.headers().contains_key("x-amz-checksum-crc32"));
//!
//! // Another server: the bucket is in the path, and nothing is sent that it may reject.
//! let request = put.prepare(&builder().endpoint_url("http://localhost:9000").build()?).await?;
//! assert_eq!(request.uri().to_string(), "http://localhost:9000/my-bucket/reports/2026.txt");
//! assert!(!request.headers().contains_key("x-amz-checksum-crc32"));
//! # Ok(())
//! # }
//! ```
//!
//! # At AWS
//!
//! - **`context = "Bucket"`** on the bucket (its name or ARN) sends a request where AWS's rules say: the bucket's host,
//!   dual-stack, FIPS, accelerated, access points of S3, Object Lambda, Outposts and several regions (SigV4a), S3
//!   Express. Without it, the bucket is in the path. Requests to directory buckets are signed with the credentials of a
//!   [session](crate::customizations#sessions-of-s3-express), which the client creates and replaces.
//! - **Uploads** have a checksum. Over TLS, a stream is read once: its checksum follows it (`aws-chunked`). A payload
//!   with a checksum is not signed.
//! - **Downloads** are checked where the operation says so (`validate`).
//! - An error names the region of the bucket, if it is another one.
//!   [`s3_follow_bucket_region`](crate::ClientBuilder::s3_follow_bucket_region) sends the request there, once more.
//! - A success that holds an error, as of `CompleteMultipartUpload`, is an error. That operation and conditional writes
//!   are [settled by looking at the object](crate::customizations#writes-of-s3-that-succeed-once) if their response is
//!   lost.
//! - Keys may have the segments `.` and `..`, over the HTTP client `hyper`; reqwest would send another path, so that
//!   nothing is sent.
//!
//! # At other servers
//!
//! At an endpoint URL outside of AWS's domains, no checksum is sent that is not asked for, no `aws-chunked`,
//! `Content-MD5` where a checksum is required, and the bucket is in the path at `localhost` and IP addresses.
//!
//! | setting | changes |
//! |--|--|
//! | [`s3_force_path_style`](crate::ClientBuilder::s3_force_path_style) | the bucket in the path, also with a host name |
//! | [`request_checksum_calculation`](crate::ClientBuilder::request_checksum_calculation) | which uploads have a checksum |
//! | [`response_checksum_validation`](crate::ClientBuilder::response_checksum_validation) | which downloads are checked |
//! | [`aws_chunked`](crate::ClientBuilder::aws_chunked) | whether checksums may follow their streams |
//! | [`payload_signing_enabled`](crate::ClientBuilder::payload_signing_enabled) | whether payloads are hashed and signed |
//!
//! The profile properties and variables that AWS's tools read for them count too.
//!
//! # URLs for browsers
//!
//! `presign` makes URLs of `GetObject`, `PutObject` and any other operation: [dry runs and
//! URLs](super::_04_call#dry-runs-and-urls). `PostPolicy` of `aws-operation-s3` is a form for uploads, whose size and
//! type it limits.
//!
//! # For tests
//!
//! The example `local_s3` of the repository is a little of S3 in memory, for any client: signatures, uploads in chunks,
//! multipart uploads and listings.
