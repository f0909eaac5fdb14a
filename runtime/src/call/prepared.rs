//! Requests that are signed and not sent.

mod curl;

use std::fmt;
use std::ops::Deref;

use http::Uri;

use crate::model::protocol::EncodedRequest;
use crate::sigv4::signed_texts::SignedTexts;
use crate::value::body::Body;

/// The request of an operation, signed and not sent; dereferences to the [`http::Request`].
///
/// It is the one that `send` would send first, and good for five minutes. For a dry run there is
/// [`to_curl`](Self::to_curl); for a signature that a service rejects, [`canonical_request`](Self::canonical_request)
/// and [`string_to_sign`](Self::string_to_sign).
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
    /// The address and what the operation itself puts in the request, without what is sensitive in them.
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

    /// The request alone, to be sent by other means.
    pub fn into_inner(self) -> http::Request<Body> {
        self.request
    }

    /// The request as a command for a shell, fit for an issue or a log: the signature, the session token and what is
    /// [`Sensitive`](crate::Sensitive) are replaced by `REDACTED`. A payload that is no text stands in the file
    /// `payload`.
    pub fn to_curl(&self) -> String {
        curl::command(&self.request, self.shown.as_ref())
    }

    /// The canonical request whose hash was signed, to compare with the one that a service names when it rejects a
    /// signature. It shows header values, the session token among them; it is empty where nothing is signed.
    pub fn canonical_request(&self) -> &str {
        &self.signed.canonical_request
    }

    /// The text that was signed.
    pub fn string_to_sign(&self) -> &str {
        &self.signed.string_to_sign
    }

    /// The idempotency token in it, given or filled in.
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
