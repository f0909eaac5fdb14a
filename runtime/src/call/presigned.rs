//! Presigned URLs.

use std::fmt;
use std::ops::Deref;

use http::request::Parts;
use http::{HeaderMap, Method};

use crate::value::byte_stream::ByteStream;

/// A presigned URL: it contains a signature, and is valid for one operation with these members and for a limited time.
///
/// Anyone who has the URL can use it, so `Debug` does not show it. `Display` and `Deref` return it. For a `GET` without
/// header members, the URL is sufficient. That of an awsQuery or ec2Query operation is always such a `GET`. Otherwise
/// the request must have this [`method`](Self::method), these [`headers`](Self::headers) and this [`body`](Self::body),
/// because all of them are signed. S3 does not sign the body.
///
/// ```
/// use std::time::Duration;
///
/// use aws_operation::{Client, Credentials, aws_operation, aws_service};
///
/// #[aws_service(id = "S3", protocol = "restJson1")]
/// pub struct Service;
///
/// #[aws_operation(name = "GetObject", http = "GET /{bucket}/{key+}", output = ())]
/// pub struct GetObject {
///     pub bucket: String,
///     pub key: String,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
/// let cat = GetObject { bucket: "paint".into(), key: "cat.jpg".into() };
/// let url = cat.presign(&client, Duration::from_secs(3600)).await?;
/// assert!(url.starts_with("https://s3.us-east-1.amazonaws.com/paint/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct PresignedRequest {
    url: String,
    method: Method,
    headers: HeaderMap,
    body: ByteStream,
    token: Option<String>,
}

impl PresignedRequest {
    pub(crate) fn new(parts: Parts, body: ByteStream, token: Option<String>) -> Self {
        Self { url: parts.uri.to_string(), method: parts.method, headers: parts.headers, body, token }
    }

    /// The URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the URL without the rest.
    pub fn into_url(self) -> String {
        self.url
    }

    /// The method that the request must have.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The headers that the request must have, besides `Host`.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body that the request must have. S3 accepts any body.
    pub fn body(&self) -> &ByteStream {
        &self.body
    }

    /// The idempotency token in the URL, provided or generated. The operation runs at most once, even if the URL is used
    /// several times.
    pub fn idempotency_token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

impl Deref for PresignedRequest {
    type Target = str;

    fn deref(&self) -> &str {
        &self.url
    }
}

impl fmt::Display for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedRequest").field("method", &self.method).finish_non_exhaustive()
    }
}
