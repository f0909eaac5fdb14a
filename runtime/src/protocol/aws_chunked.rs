//! The encoding `aws-chunked` of uploads to S3: chunks that may be signed, and a checksum behind them as a trailer.
//!
//! Source: "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks" and ".. with
//! Trailing Headers" of the Amazon S3 API Reference.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use sha2::{Digest as _, Sha256};

use super::checksum::{Checksum, ChecksumAlgorithm, RunningChecksum};
use crate::sigv4::chunks::ChunkSigner;
use crate::sigv4::digest::Hex;
use crate::value::body::{Body, BoxError};

/// The encoding, in `Content-Encoding`.
pub(crate) const AWS_CHUNKED: &str = "aws-chunked";
/// The header with the names of the trailers.
pub(crate) const X_AMZ_TRAILER: &str = "x-amz-trailer";
/// The header with the length of the body before it was encoded.
pub(crate) const X_AMZ_DECODED_CONTENT_LENGTH: &str = "x-amz-decoded-content-length";
/// The trailer with the signature of the other trailers.
pub(crate) const X_AMZ_TRAILER_SIGNATURE: &str = "x-amz-trailer-signature";
/// Between the length of a chunk and its signature.
pub(crate) const CHUNK_SIGNATURE: &str = ";chunk-signature=";

/// The bytes in a chunk, except for the last one. S3 rejects signed chunks of less than 8 KiB.
const CHUNK: u64 = 64 * 1024;
/// The digits of a signature.
const SIGNATURE: u64 = 64;

/// The encoding of one body.
#[derive(Clone)]
pub(crate) struct AwsChunked {
    /// Whether the chunks and the trailer are signed.
    pub(crate) is_signed: bool,
    /// The length of the body before it is encoded.
    pub(crate) length: u64,
    pub(crate) trailer: Option<Trailer>,
}

/// A checksum after the last chunk.
#[derive(Clone)]
pub(crate) struct Trailer {
    algorithm: ChecksumAlgorithm,
    /// The value that the first attempt sent. The others send the same, so that a file that changed meanwhile is
    /// rejected.
    value: Arc<OnceLock<String>>,
}

impl Trailer {
    pub(crate) fn new(algorithm: ChecksumAlgorithm) -> Self {
        Self { algorithm, value: Arc::default() }
    }

    pub(crate) fn name(&self) -> http::HeaderName {
        Checksum::Of(self.algorithm).header()
    }

    /// The value, if an attempt has sent it.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn value(&self) -> Option<&str> {
        self.value.get().map(String::as_str)
    }

    /// The name and the value, as they are sent. Values of one algorithm have the same length.
    fn line(&self, value: &str) -> String {
        format!("{}:{value}", self.name().as_str())
    }
}

impl AwsChunked {
    /// The value of `x-amz-content-sha256`. `None` if there is neither a signature nor a trailer.
    pub(crate) fn payload(&self) -> Option<&'static str> {
        match (self.is_signed, &self.trailer) {
            (false, None) => None,
            (false, Some(_)) => Some("STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            (true, None) => Some("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
            (true, Some(_)) => Some("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
        }
    }

    /// Encodes a body. `signer` signs it, unless it is unsigned.
    pub(crate) fn encode(&self, body: Body, signer: Option<ChunkSigner>) -> Body {
        Body::new(ChunkedBody::new(self, body, signer, CHUNK))
    }

    /// The length of the body after it is encoded in chunks of `size` bytes.
    fn encoded_length(&self, size: u64) -> u64 {
        let signature = if self.is_signed { CHUNK_SIGNATURE.len() as u64 + SIGNATURE } else { 0 };
        let around = |bytes: u64| digits(bytes) + signature + 2 + if bytes == 0 { 0 } else { bytes + 2 };
        let last = self.length % size;
        let chunks = (self.length / size) * around(size) + if last == 0 { 0 } else { around(last) };
        let trailer = self.trailer.as_ref().map_or(0, |trailer| {
            let line = trailer.line(&Checksum::Of(trailer.algorithm).of(b"")).len() as u64 + 2;
            let signature = X_AMZ_TRAILER_SIGNATURE.len() as u64 + 1 + SIGNATURE + 2;
            line + if self.is_signed { signature } else { 0 }
        });
        chunks + around(0) + trailer + 2
    }
}

/// How many hexadecimal digits a number has.
fn digits(number: u64) -> u64 {
    u64::from(number.checked_ilog2().unwrap_or_default() / 4 + 1)
}

/// A body that is encoded while it is read.
struct ChunkedBody {
    body: Body,
    signer: Option<ChunkSigner>,
    trailer: Option<(RunningChecksum, Trailer)>,
    /// The bytes in a chunk, except for the last one.
    size: u64,
    /// The parts of the next chunk, and their length.
    chunk: Vec<Bytes>,
    chunk_length: u64,
    /// What is to be sent.
    encoded: VecDeque<Bytes>,
    /// How many bytes are still to be sent.
    left: u64,
    is_over: bool,
}

impl ChunkedBody {
    fn new(encoding: &AwsChunked, body: Body, signer: Option<ChunkSigner>, size: u64) -> Self {
        let trailer = encoding.trailer.clone().map(|trailer| (Checksum::Of(trailer.algorithm).begin(), trailer));
        Self {
            body,
            signer,
            trailer,
            size,
            chunk: Vec::new(),
            chunk_length: 0,
            encoded: VecDeque::new(),
            left: encoding.encoded_length(size),
            is_over: false,
        }
    }

    fn take(&mut self, mut bytes: Bytes) {
        if let Some((running, _)) = &mut self.trailer {
            running.update(&bytes);
        }
        while !bytes.is_empty() {
            let room = usize::try_from(self.size - self.chunk_length).unwrap_or(usize::MAX);
            let part = bytes.split_to(bytes.len().min(room));
            self.chunk_length += part.len() as u64;
            self.chunk.push(part);
            if self.chunk_length == self.size {
                self.end_chunk();
            }
        }
    }

    /// Encodes the parts of a chunk.
    fn end_chunk(&mut self) {
        let mut head = format!("{:X}", self.chunk_length);
        if let Some(signer) = &mut self.signer {
            let mut hash = Sha256::new();
            self.chunk.iter().for_each(|part| hash.update(part));
            head.push_str(CHUNK_SIGNATURE);
            head.push_str(signer.chunk(&Hex::new(&hash.finalize().into())));
        }
        head.push_str("\r\n");
        self.encoded.push_back(head.into());
        if self.chunk_length > 0 {
            self.encoded.extend(self.chunk.drain(..));
            self.encoded.push_back(Bytes::from_static(b"\r\n"));
        }
        self.chunk_length = 0;
    }

    /// Encodes the end: the rest, an empty chunk and the trailers.
    fn end(&mut self) {
        if self.chunk_length > 0 {
            self.end_chunk();
        }
        self.end_chunk();
        let mut trailers = String::new();
        if let Some((running, trailer)) = self.trailer.take() {
            let computed = running.finish();
            let line = trailer.line(trailer.value.get_or_init(|| computed));
            trailers = [&line, "\r\n"].concat();
            if let Some(signer) = &mut self.signer {
                let signature = signer.trailer(&[&line, "\n"].concat()).to_owned();
                trailers += &[X_AMZ_TRAILER_SIGNATURE, ":", &signature, "\r\n"].concat();
            }
        }
        trailers.push_str("\r\n");
        self.encoded.push_back(trailers.into());
        self.is_over = true;
    }
}

impl http_body::Body for ChunkedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            if let Some(bytes) = self.encoded.pop_front() {
                self.left = self.left.saturating_sub(bytes.len() as u64);
                return Poll::Ready(Some(Ok(Frame::data(bytes))));
            }
            if self.is_over {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)).transpose()? {
                // Trailers of another body are dropped.
                Some(frame) => drop(frame.into_data().map(|bytes| self.take(bytes))),
                None => self.end(),
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.is_over && self.encoded.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests;
