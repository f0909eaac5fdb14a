//! The request ID in the XML of a response. The server adds it when it completes the response: a stored response that is
//! sent again has another one.

use bytes::Bytes;

/// Where the body of a response has its request ID. It is an extension of the response.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestIdSlot {
    /// The index in the body.
    index: usize,
    /// The elements around the ID, the outermost first.
    around: &'static [&'static str],
}

impl RequestIdSlot {
    /// The slot at the end of the root element `root` of `document`.
    pub(super) fn at_end(document: &[u8], root: &str, around: &'static [&'static str]) -> Self {
        Self { index: document.len().saturating_sub("</>".len() + root.len()), around }
    }

    /// Writes `id` into the body of `response`, if it has a slot for it.
    pub(crate) fn fill(response: &mut http::Response<Bytes>, id: &str) {
        let Some(Self { index, around }) = response.extensions_mut().remove::<Self>() else { return };
        let Some((before, after)) = response.body().split_at_checked(index) else { return };
        let mut body = before.to_vec();
        for name in around {
            body.extend_from_slice(format!("<{name}>").as_bytes());
        }
        body.extend_from_slice(id.as_bytes());
        for name in around.iter().rev() {
            body.extend_from_slice(format!("</{name}>").as_bytes());
        }
        body.extend_from_slice(after);
        *response.body_mut() = body.into();
    }
}
