//! Objects of any size, for transfers in parts. An object is no more than its length, which its key is or ends with:
//! what is written is read and forgotten. That of a key with `summed-` has its CRC-64/NVME.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bench_calls::Error;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Either, Full};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::header::{CONTENT_LENGTH, CONTENT_RANGE, ETAG, HeaderMap, HeaderValue, LAST_MODIFIED, RANGE};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};

pub type ResponseBody = Either<Full<Bytes>, Pieces>;

/// The path of the bucket.
pub const PREFIX: &str = "/transfer/";
const PIECE: usize = 256 << 10;

/// What was transferred.
#[derive(Default)]
pub struct Transfers {
    at_once: Rc<Cell<u64>>,
    most_at_once: Cell<u64>,
    received: Cell<u64>,
    /// How the payloads of parts were signed, and which checksums they had.
    payloads: RefCell<BTreeSet<String>>,
    sums: RefCell<HashMap<u64, HeaderValue>>,
}

/// A response or the body of a request that is under way.
struct UnderWay(Rc<Cell<u64>>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Transfers {
    /// As members of a JSON object.
    pub fn counts(&self) -> String {
        let payloads: Vec<_> = self.payloads.borrow().iter().map(|payload| format!("\"{payload}\"")).collect();
        let (at_once, received) = (self.most_at_once.get(), self.received.get());
        format!(r#""at_once":{at_once},"received":{received},"payloads":[{}]"#, payloads.join(","))
    }

    fn begin(&self) -> UnderWay {
        self.at_once.set(self.at_once.get() + 1);
        self.most_at_once.set(self.most_at_once.get().max(self.at_once.get()));
        UnderWay(Rc::clone(&self.at_once))
    }

    pub async fn respond(&self, head: &Parts, body: Incoming) -> Result<Response<ResponseBody>, Error> {
        match head.method {
            Method::PUT => self.receive(&head.headers, body).await,
            Method::POST => {
                body.collect().await?;
                document(head.uri.query().unwrap_or_default())
            }
            _ => self.send(head),
        }
    }

    async fn receive(&self, headers: &HeaderMap, mut body: Incoming) -> Result<Response<ResponseBody>, Error> {
        let under_way = self.begin();
        let mut length = 0;
        while let Some(frame) = body.frame().await {
            length += frame?.data_ref().map_or(0, |data| data.len() as u64);
        }
        drop(under_way);
        let decoded = headers.get("x-amz-decoded-content-length").and_then(|length| length.to_str().ok()?.parse().ok());
        self.received.set(self.received.get() + decoded.unwrap_or(length));
        self.payloads.borrow_mut().insert(payload(headers));
        let mut response = Response::new(Either::Left(Full::default()));
        response.headers_mut().insert(ETAG, HeaderValue::from_static("\"transfer\""));
        Ok(response)
    }

    fn send(&self, head: &Parts) -> Result<Response<ResponseBody>, Error> {
        let (_, key) = head.uri.path().split_at(PREFIX.len());
        let length: u64 = key.rsplit('-').next().unwrap_or_default().parse()?;
        let range = head.headers.get(RANGE).map(|range| range_of(range, length)).transpose()?;
        let (begin, end) = range.unwrap_or((0, length));
        let pieces = if head.method == Method::HEAD { 0 } else { end - begin };
        let mut response = Response::new(Either::Right(Pieces::new(pieces, self.begin())));
        let headers = response.headers_mut();
        headers.insert(ETAG, HeaderValue::from_static("\"transfer\""));
        headers.insert(LAST_MODIFIED, HeaderValue::from_static("Thu, 01 Jan 2026 00:00:00 GMT"));
        headers.insert(CONTENT_LENGTH, (end - begin).into());
        if range.is_some() {
            headers.insert(CONTENT_RANGE, format!("bytes {begin}-{}/{length}", end - 1).try_into()?);
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        } else if key.starts_with("summed-") && head.headers.contains_key("x-amz-checksum-mode") {
            headers.insert("x-amz-checksum-crc64nvme", self.sum(length)?);
            headers.insert("x-amz-checksum-type", HeaderValue::from_static("FULL_OBJECT"));
        }
        Ok(response)
    }

    fn sum(&self, length: u64) -> Result<HeaderValue, Error> {
        if let Some(sum) = self.sums.borrow().get(&length) {
            return Ok(sum.clone());
        }
        let mut digest = crc64fast_nvme::Digest::new();
        let mut rest = length;
        while rest > 0 {
            let piece = rest.min(PIECE as u64);
            digest.write(&ZEROS[..piece as usize]);
            rest -= piece;
        }
        let sum = HeaderValue::try_from(STANDARD.encode(digest.sum64().to_be_bytes()))?;
        self.sums.borrow_mut().insert(length, sum.clone());
        Ok(sum)
    }
}

/// The first and the last byte of a range, the last one excluded.
fn range_of(range: &HeaderValue, length: u64) -> Result<(u64, u64), Error> {
    let range = range.to_str()?.strip_prefix("bytes=").and_then(|range| range.split_once('-'));
    let (begin, last) = range.ok_or("this is no range of bytes")?;
    Ok((begin.parse()?, last.parse().map_or(length, |last: u64| length.min(last + 1))))
}

/// The response that begins an upload, or that ends it.
fn document(query: &str) -> Result<Response<ResponseBody>, Error> {
    let text = if query.starts_with("uploads") {
        "<InitiateMultipartUploadResult><Bucket>transfer</Bucket><Key>1</Key><UploadId>1</UploadId>\
         </InitiateMultipartUploadResult>"
    } else {
        "<CompleteMultipartUploadResult><Location>http://transfer/1</Location><Bucket>transfer</Bucket><Key>1</Key>\
         <ETag>\"transfer-1\"</ETag></CompleteMultipartUploadResult>"
    };
    Ok(Response::new(Either::Left(Full::from(text))))
}

fn payload(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let hash = text("x-amz-content-sha256");
    let hash = if hash.len() == 64 { "SHA-256" } else { hash };
    let sum = headers.keys().map(|name| name.as_str()).find(|name| name.starts_with("x-amz-checksum-"));
    format!("{hash} {}", sum.unwrap_or(text("x-amz-trailer")))
}

static ZEROS: [u8; PIECE] = [0; PIECE];

/// A body of zeros.
pub struct Pieces {
    rest: u64,
    _under_way: UnderWay,
}

impl Pieces {
    fn new(length: u64, under_way: UnderWay) -> Self {
        Self { rest: length, _under_way: under_way }
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let length = self.rest.min(PIECE as u64);
        self.rest -= length;
        let piece = Bytes::from_static(&ZEROS[..length as usize]);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest)
    }
}
