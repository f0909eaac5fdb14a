//! Prepared requests, which are signed and not sent.

mod curl;

use std::fmt;
use std::ops::Deref;

use http::Uri;

use crate::model::protocol::EncodedRequest;
use crate::sigv4::signed_texts::SignedTexts;
use crate::value::body::Body;

/// The request of an operation, signed and not sent; dereferences to the [`http::Request`].
///
/// It is the request of the first attempt of `send`. The signature is valid for five minutes. For a dry run, use
/// [`to_curl`](Self::to_curl). If a service rejects the signature, look at
/// [`canonical_request`](Self::canonical_request) and [`string_to_sign`](Self::string_to_sign).
///
/// ```
/// use aws_operation::{Client, Credentials, aws_operation, aws_service};
///
/// #[aws_service(id = "LookoutVision", protocol = "restJson1")]
/// pub struct Service;
///
/// #[aws_operation(name = "DescribeProject", http = "GET /2020-11-20/projects/{project_name}", output = ())]
/// pub struct DescribeProject {
///     pub project_name: String,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
/// let prepared = DescribeProject { project_name: "paint".into() }.prepare(&client).await?;
/// assert_eq!(prepared.uri().path(), "/2020-11-20/projects/paint");
/// assert!(prepared.headers().contains_key("authorization"));
/// println!("{}", prepared.to_curl());
/// # Ok(())
/// # }
/// ```
pub struct PreparedRequest {
    request: http::Request<Body>,
    /// The redacted URL and the redacted request of the operation, for display.
    shown: Option<(Uri, EncodedRequest)>,
    token: Option<String>,
    signed: SignedTexts,
}

impl PreparedRequest {
    pub(crate) fn new(
        request: http::Request<Body>,
        shown: Option<(Uri, EncodedRequest)>,
        token: Option<String>,
        signed: SignedTexts,
    ) -> Self {
        Self { request, shown, token, signed }
    }

    /// Returns the request, to send it with another HTTP client.
    pub fn into_inner(self) -> http::Request<Body> {
        self.request
    }

    /// The request as a `curl` command for a shell, for a bug report or a log. The signature, the session token and
    /// [`Sensitive`](crate::Sensitive) members are replaced by `REDACTED`. A binary payload is expected in the file
    /// `payload`; a stream that is uploaded to S3 in chunks, in the file `payload.aws-chunked`, and in that encoding.
    pub fn to_curl(&self) -> String {
        curl::command(&self.request, self.shown.as_ref())
    }

    /// The canonical request whose hash was signed. Compare it with the one in the service's error response. It contains
    /// header values, also the session token. It is empty for an unsigned request.
    pub fn canonical_request(&self) -> &str {
        &self.signed.canonical_request
    }

    /// The string to sign of SigV4. It is empty for an unsigned request.
    pub fn string_to_sign(&self) -> &str {
        &self.signed.string_to_sign
    }

    /// The idempotency token in the request, provided or generated.
    pub fn idempotency_token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

impl Deref for PreparedRequest {
    type Target = http::Request<Body>;

    fn deref(&self) -> &http::Request<Body> {
        &self.request
    }
}

impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = self.shown.as_ref().map(|(uri, _)| uri.to_string());
        f.debug_struct("PreparedRequest")
            .field("method", self.request.method())
            .field("uri", &uri)
            .finish_non_exhaustive()
    }
}
