//! Where the bytes of a stream come from.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::error::BoxError;
use crate::value::byte_stream::file::FileBody;

/// The source of the bytes of a stream.
pub(super) enum Source {
    Boxed(BoxBody),
    File(Box<FileBody>),
    /// A response body of hyper, without boxes.
    #[cfg(feature = "hyper")]
    Response(hyper::body::Incoming),
}

/// A body of any type.
type BoxBody = Pin<Box<dyn Frames + Send + Sync>>;

impl Source {
    pub(super) fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self {
            Self::Boxed(body) => body.as_mut().poll_frame(context),
            Self::File(body) => http_body::Body::poll_frame(Pin::new(&mut **body), context).map_err(Into::into),
            #[cfg(feature = "hyper")]
            Self::Response(body) => http_body::Body::poll_frame(Pin::new(body), context).map_err(Into::into),
        }
    }

    pub(super) fn is_end_stream(&self) -> bool {
        match self {
            Self::Boxed(body) => body.is_end_stream(),
            Self::File(body) => http_body::Body::is_end_stream(&**body),
            #[cfg(feature = "hyper")]
            Self::Response(body) => http_body::Body::is_end_stream(body),
        }
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        match self {
            Self::Boxed(body) => body.size_hint(),
            Self::File(body) => http_body::Body::size_hint(&**body),
            #[cfg(feature = "hyper")]
            Self::Response(body) => http_body::Body::size_hint(body),
        }
    }

    /// Whether all bytes are read. Some body types of HTTP libraries report that only by their length.
    pub(super) fn is_read(&self) -> bool {
        self.is_end_stream() || self.size_hint().exact() == Some(0)
    }
}

/// Any type of body, with its errors boxed.
pub(super) trait Frames {
    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>>;
    fn is_end_stream(&self) -> bool;
    fn size_hint(&self) -> SizeHint;
}

impl<B: http_body::Body<Data = Bytes, Error: Into<BoxError>>> Frames for B {
    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        http_body::Body::poll_frame(self, context).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        http_body::Body::is_end_stream(self)
    }

    fn size_hint(&self) -> SizeHint {
        http_body::Body::size_hint(self)
    }
}
