//! The output of a call, with what is known of the call.

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

use crate::call::send_error::{CallContext, Facts};
use crate::model::structure::Binding;

/// An output, and what is known of the call that it is from: what [`call`](crate::Call::call) and each page give.
///
/// It dereferences to the output, whose members are read as if it were the output itself. A member that is not `Copy` cannot
/// be moved out of it: [`into_inner`](Self::into_inner) gives the output, whose members can.
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
/// A method of the output that has the name of one here is called as `(*response).status()`.
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

    /// What is known of the call, for an error that follows from its output.
    pub(crate) fn context(&self) -> CallContext {
        CallContext::new(self.facts.clone())
    }

    /// The output alone, as `send` gives it.
    pub fn into_inner(self) -> T {
        self.output
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response. Those that `Debug` does not show are marked as
    /// [sensitive](http::HeaderValue::is_sensitive).
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The request ID, which AWS support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.facts.request_id.as_deref()
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.facts.attempts
    }

    /// The idempotency token that was sent, given or filled in.
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

/// The request ID among `headers`: `x-amzn-requestid`, or `x-amz-request-id` of older services.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-amzn-requestid").or_else(|| headers.get("x-amz-request-id"))?.to_str().ok()
}

/// Marks the headers of sensitive members, and those that carry secrets by their names.
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
        if carries_secret(name) || members.iter().any(is_of) {
            value.set_sensitive(true);
        }
    }
}

/// Whether a header holds credentials or a session by its name: `authorization`, `set-cookie`, `x-amz-security-token`,
/// `x-amz-s3session-token` and their like.
fn carries_secret(name: &str) -> bool {
    let has = |part: &str| name.contains(part);
    ["authorization", "cookie", "credential", "secret", "bearer"].into_iter().any(has)
        || (has("token") && ["security", "session", "access", "auth"].into_iter().any(has))
}
