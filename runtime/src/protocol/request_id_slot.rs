//! The request ID in the XML of a response. The server adds it when it completes the response: a stored response that is
//! sent again has another one.

use bytes::Bytes;

/// Leaves a slot for the ID at the end of the root element `root` of a response, within the elements `around`.
#[cfg(feature = "server")]
pub(super) fn leave_slot(response: &mut http::Response<Bytes>, root: &str, around: &'static [&'static str]) {
    let slot = RequestIdSlot::at_end(response.body(), root, around);
    response.extensions_mut().insert(slot);
}

/// Only a server sends responses.
#[cfg(not(feature = "server"))]
pub(super) fn leave_slot(_: &mut http::Response<Bytes>, _: &str, _: &'static [&'static str]) {}

/// Where the body of a response has its request ID. It is an extension of the response.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestIdSlot {
    /// The index in the body.
    index: usize,
    /// The elements around the ID, the outermost first.
    around: &'static [&'static str],
}

#[cfg(feature = "server")]
impl RequestIdSlot {
    /// The slot at the end of the root element `root` of `document`.
    fn at_end(document: &[u8], root: &str, around: &'static [&'static str]) -> Self {
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
