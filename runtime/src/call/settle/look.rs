//! The calls that look at an object and at an upload in parts.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode};

use crate::call::limits::Deadline;
use crate::call::nested::Nested;
use crate::call::{Call, Response};
use crate::model::header_list::HeaderList;
use crate::model::operation::OperationMeta;
use crate::value::error_chain::chain;

static HEAD_OBJECT: OperationMeta = OperationMeta::new("HeadObject").readonly();
static LIST_PARTS: OperationMeta = OperationMeta::new("ListParts").readonly();

/// The headers of a write that reading what was written needs as well.
const NEEDED: [&str; 5] = [
    "x-amz-expected-bucket-owner",
    "x-amz-request-payer",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-server-side-encryption-customer-key",
    "x-amz-server-side-encryption-customer-key-md5",
];

/// What a look found.
pub(super) enum Look {
    There(Box<Response>),
    Absent,
    /// Why nothing is known.
    Unseen(String),
}

impl Call<'_> {
    /// Asks for the headers of the object.
    pub(super) async fn look_at_object(&self, deadline: Deadline) -> Look {
        let mut headers = self.needed_headers();
        if self.may_ask_for_checksum() {
            headers.append(HeaderName::from_static("x-amz-checksum-mode"), HeaderValue::from_static("ENABLED"));
        }
        let look = self.look(&HEAD_OBJECT, Method::HEAD, self.path(), headers, deadline).await;
        match look {
            Ok(found) if found.message.status() == StatusCode::NOT_FOUND => Look::Absent,
            look => Look::of(look),
        }
    }

    /// Asks for a part of the upload.
    pub(super) async fn look_at_upload(&self, deadline: Deadline) -> Look {
        let Some(id) = self.query_parameter("uploadId") else {
            return Look::Unseen("the request has no `uploadId`".to_owned());
        };
        let target = [&*self.path(), b"?uploadId=", id, b"&max-parts=1"].concat().into();
        let look = self.look(&LIST_PARTS, Method::GET, target, self.needed_headers(), deadline).await;
        let code = |found: &Response| found.error.as_ref().and_then(|error| error.code.clone());
        match look {
            Ok(found) if code(&found).as_deref() == Some("NoSuchUpload") => Look::Absent,
            look => Look::of(look),
        }
    }

    /// The path of the object, with its bucket.
    pub(super) fn path(&self) -> Bytes {
        let target = &self.request.target;
        target.slice(..target.iter().position(|byte| *byte == b'?').unwrap_or(target.len()))
    }

    /// A parameter of the query, as it is sent.
    fn query_parameter(&self, name: &str) -> Option<&[u8]> {
        let mut pairs = self.request.target.split(|byte| matches!(byte, b'?' | b'&')).skip(1);
        pairs.find_map(|pair| pair.strip_prefix(name.as_bytes())?.strip_prefix(b"="))
    }

    /// Whether the server accepts `x-amz-checksum-mode`, which some S3-compatible servers reject.
    fn may_ask_for_checksum(&self) -> bool {
        let sends_one = self.request.headers.names().any(|name| name.as_str().starts_with("x-amz-checksum-"));
        sends_one || !self.service.is_custom || self.endpoint.url.is_of_aws()
    }

    fn needed_headers(&self) -> HeaderList {
        let mut headers = HeaderList::default();
        let of_service = self.meta.headers.iter().map(|(name, _)| *name);
        for name in NEEDED.into_iter().chain(of_service).filter_map(|name| HeaderName::try_from(name).ok()) {
            for value in self.request.headers.values_of(&name) {
                headers.append(name.clone(), value.clone());
            }
        }
        headers
    }

    async fn look(
        &self,
        operation: &'static OperationMeta,
        method: Method,
        target: Bytes,
        headers: HeaderList,
        deadline: Deadline,
    ) -> Result<Box<Response>, String> {
        let (endpoint, auth) = (Arc::clone(&self.endpoint), self.auth);
        let nested = Nested { operation, method, target, headers, endpoint, auth };
        self.nest(nested, deadline).await.map_err(|no_response| chain(&*no_response.into_cause()))
    }
}

impl Look {
    fn of(look: Result<Box<Response>, String>) -> Self {
        match look {
            Ok(found) if found.error.is_none() => Self::There(found),
            Ok(found) => Self::Unseen(format!("status {}", found.message.status().as_u16())),
            Err(reason) => Self::Unseen(reason),
        }
    }
}
