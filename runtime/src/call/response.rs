//! The output of a call, with the facts about the call.

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, HeaderName, StatusCode};

use crate::call::send_error::{CallContext, Facts};
use crate::model::structure::Binding;
#[cfg(feature = "checksums")]
use crate::protocol::checksum::ChecksumAlgorithm;

/// The output of a call, with its status, headers, request ID and attempts. [`call`](crate::Call::call) returns it, and so
/// does each page.
///
/// It dereferences to the output, so its members can be read directly. To move a member out, first take the output with
/// [`into_inner`](Self::into_inner).
///
/// ```no_run
/// # use aws_operation::{Call, Client, aws_operation, aws_service, aws_shape};
/// # #[aws_service(id = "LookoutVision", protocol = "restJson1")]
/// # pub struct Service;
/// # #[aws_operation(name = "ListProjects", http = "GET /2020-11-20/projects")]
/// # #[derive(Default)]
/// # pub struct ListProjects {}
/// # #[aws_shape]
/// # pub struct ListProjectsOutput {
/// #     pub next_token: Option<String>,
/// # }
/// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let response = ListProjects::default().call(&client).await?;
/// println!("{} attempts, more to come: {}", response.attempts(), response.next_token.is_some());
/// let next_token: Option<String> = response.into_inner().next_token;
/// # Ok(())
/// # }
/// ```
///
/// If the output has a method with the same name as one of this type, call it as `(*response).status()`.
///
/// `Debug` does not show the headers of [`Sensitive`](crate::Sensitive) members, nor those that carry credentials or
/// cookies.
#[derive(Clone, Debug)]
pub struct Response<T> {
    output: T,
    status: StatusCode,
    headers: HeaderMap,
    facts: Facts,
}

impl<T> Response<T> {
    pub(crate) fn new(output: T, status: StatusCode, headers: HeaderMap, facts: Facts) -> Self {
        Self { output, status, headers, facts }
    }

    /// The facts about the call, for an error that its output causes.
    pub(crate) fn context(&self) -> CallContext {
        CallContext::new(self.facts.clone())
    }

    /// The output, as `send` returns it.
    pub fn into_inner(self) -> T {
        self.output
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response. Headers that `Debug` does not show are marked as
    /// [sensitive](http::HeaderValue::is_sensitive).
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The request ID, which AWS support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.facts.request_id.as_deref()
    }

    /// The second request ID of S3, `x-amz-id-2`. AWS support asks for it, too.
    pub fn extended_request_id(&self) -> Option<&str> {
        self.headers.get(EXTENDED_REQUEST_ID)?.to_str().ok()
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.facts.attempts
    }

    /// The algorithm with which the body was checked, if the response has a checksum and the operation asks for one with
    /// `checksum(validate = "..")`. `None` if nothing was checked, for example for a range of an object.
    ///
    /// The body of a [`ByteStream`](crate::ByteStream) is checked while it is read. A wrong checksum is
    /// [`BodyError::WrongChecksum`](crate::BodyError::WrongChecksum) in place of the last bytes.
    #[cfg(feature = "checksums")]
    pub fn validated_checksum(&self) -> Option<ChecksumAlgorithm> {
        self.facts.checksum
    }

    /// The idempotency token that was sent, provided or generated.
    pub fn idempotency_token(&self) -> Option<&str> {
        self.facts.token.as_deref()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.output
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.output
    }
}

/// The header of S3's second request ID.
pub(super) const EXTENDED_REQUEST_ID: &str = "x-amz-id-2";

static REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
static LEGACY_REQUEST_ID: HeaderName = HeaderName::from_static("x-amz-request-id");

/// The request ID in `headers`: `x-amzn-requestid`, or `x-amz-request-id` of older services.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get(&REQUEST_ID).or_else(|| headers.get(&LEGACY_REQUEST_ID))?.to_str().ok()
}

/// Marks the headers of sensitive members, and headers whose name says that they contain a secret.
pub(crate) fn hide_sensitive(headers: &mut HeaderMap, members: &[Binding]) {
    for (name, value) in headers.iter_mut() {
        let name = name.as_str();
        let is_of = |member: &Binding| match member {
            Binding::Header(bound) => bound.eq_ignore_ascii_case(name),
            Binding::PrefixHeaders(prefix) => {
                name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            }
            _ => false,
        };
        if contains_secret(name) || members.iter().any(is_of) {
            value.set_sensitive(true);
        }
    }
}

/// Whether the name of a header says that it contains credentials or a session: `authorization`, `set-cookie`,
/// `x-amz-security-token`, `x-amz-s3session-token` and similar names.
fn contains_secret(name: &str) -> bool {
    let has = |part: &str| name.contains(part);
    ["authorization", "cookie", "credential", "secret", "bearer"].into_iter().any(has)
        || (has("token") && ["security", "session", "access", "auth"].into_iter().any(has))
}
