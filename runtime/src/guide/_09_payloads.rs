//! Payloads: bodies that are bytes, or that do not fit in memory; checksums; compression.
//!
//! A member with `payload` is the whole body of a request or response:
//!
//! | type | for |
//! |--|--|
//! | [`Blob`](crate::Blob) | bytes in memory |
//! | [`ByteStream`](crate::ByteStream) | bytes in a file, from another stream, or in memory: Smithy's streaming blob |
//! | `String`, [`Document`](crate::Document), a shape | text, JSON, a structure |
//! | [`EventStream`](crate::EventStream) | [event streams](super::_10_event_streams) |
//!
//! `payload = "image/png"` sets the media type. `Option`, `Box` and [`Sensitive`](crate::Sensitive) may be around any
//! of them.
//!
//! # Send and receive a stream
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use aws_operation::server::{IncomingCall, Server};
//! use aws_operation::{Body, ByteStream, ServiceError, aws_operation, aws_service, aws_shape};
//!
//! #[aws_service(id = "Files", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "Upload", http = "PUT /files/{name}", idempotent)]
//! struct Upload {
//!     name: String,
//!     #[aws(payload)]
//!     body: ByteStream,
//! }
//!
//! #[aws_shape]
//! struct UploadOutput {
//!     #[aws(payload)]
//!     body: ByteStream,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The server sends back what it gets.
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .operation::<Upload, _>(|call: IncomingCall<Upload>| async move {
//!         Ok::<_, ServiceError>(UploadOutput { body: call.input.body })
//!     })
//!     .bind("127.0.0.1:0")
//!     .await?;
//! let client = server.client()?;
//!
//! # let path = std::env::temp_dir().join(format!("aws-operation-guide-{}", std::process::id()));
//! # std::fs::write(&path, "from a file")?;
//! let file = ByteStream::from_path(&path).await?;
//! let made = ByteStream::from_fn(6, || async { Ok(Body::from("a\nb\nc\n")) });
//! for (body, length) in [(file, 11), (made, 6), ("in memory".into(), 9)] {
//!     let output = Upload { name: "notes".into(), body }.send(&client).await?;
//!     let mut received = output.body.open().await?;
//!     let mut bytes = 0;
//!     while let Some(part) = received.next().await {
//!         bytes += part?.len();
//!     }
//!     assert_eq!(bytes, length);
//! }
//! # std::fs::remove_file(path)?;
//! # Ok(())
//! # }
//! ```
//!
//! - A stream of a request is read once for its hash and once for each attempt, so it is opened anew each time.
//!   [`ByteStream::once`](crate::ByteStream::once) can be read only once: it is sent where the payload need not be
//!   hashed (`auth = "unsigned-payload"`, S3), and is not retried.
//! - A stream is held to its length. One that fails, or is shorter or longer, is
//!   [`SendError::Invalid`](crate::SendError::Invalid).
//! - [`Body::bytes(limit)`](crate::Body::bytes) reads a whole body: `output.body.open().await?.bytes(1 << 20).await?`.
//!   (`as_bytes()` of a stream has only what is in memory already.) `Body` is also a `Stream` and an `http_body::Body`.
//! - **A streamed response uses its connection until it is read to the end or dropped.** A client has 128
//!   ([`max_connections`](crate::ClientBuilder::max_connections)).
//! - A stream that stalls for 20 s ends with an error. The page [`limits`](crate::limits#streamed-bodies) says which
//!   limits apply to streams.
//! - A failure in the middle of a response is an error of the body, not of the call, which has ended: request it again,
//!   with a range if the service has ranges.
//!
//! # Checksums
//!
//! With the feature `checksums`, `checksum(..)` and `checksum_required` of an operation are Smithy's `httpChecksum` and
//! `httpChecksumRequired`: requests are sent with a checksum, and responses are checked while they are read. [The
//! reference](macro@crate::aws_operation#checksums-and-compression) says which algorithm is used, and
//! [`Response::validated_checksum`](crate::Response) what was checked. A response of DynamoDB must have the CRC-32 of
//! its header, with no feature.
//!
//! # Compression
//!
//! With the feature `compression`, bodies of operations with `compress = "gzip"` (CloudWatch's `PutMetricData`) are
//! compressed from 10,240 bytes on. The server half decompresses.
