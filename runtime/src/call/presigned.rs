//! Operations as URLs that anyone can use for a while.

use std::fmt;
use std::ops::Deref;

use http::request::Parts;
use http::{HeaderMap, Method};

use crate::value::byte_stream::ByteStream;

/// A URL with its signature in it, good for one operation with these members and for a limited time.
///
/// Whoever has the URL can use it, so `Debug` does not show it; `Display` and `Deref` give it. Of a `GET` without
/// header members the URL is all there is to it. Otherwise it works only for a request with this [`method`](Self::method),
/// these [`headers`](Self::headers) and, but for S3, exactly this [`body`](Self::body): all of them are signed.
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

    /// The URL alone.
    pub fn into_url(self) -> String {
        self.url
    }

    /// The method that the URL is good for.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The headers to send besides `Host`, as they are here.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body to send as it is here; of S3, any body will do.
    pub fn body(&self) -> &ByteStream {
        &self.body
    }

    /// The idempotency token in it, given or filled in: however often the URL is used, the call runs at most once.
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
