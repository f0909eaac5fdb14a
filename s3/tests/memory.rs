//! The memory of transfers: as many parts as are under way, whatever the size of the object.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // failures in tests panic

use std::time::Duration;

use aws_operation::{Body, ByteStream, Bytes, Client, Credentials, Transport, TransportError, TransportFuture, http};
use aws_operation_s3::{GetObject, PutObject, Transfer};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;
const PART: usize = 5 * MIB;
const CONCURRENCY: usize = 3;
/// The object has many times as many bytes as the transfer may hold.
const LENGTH: usize = 100 * MIB;
/// What is held besides parts.
const ALLOWANCE: usize = 2 * MIB;

/// A service that keeps nothing, and has one object of zeros.
struct Hollow;

impl Transport for Hollow {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (parts, mut body) = request.into_parts();
            while let Some(bytes) = body.next().await {
                bytes.map_err(TransportError::lost)?;
            }
            // So that the other parts are under way at the same time.
            tokio::time::sleep(Duration::from_millis(5)).await;
            let response = http::Response::builder().header("etag", "\"tag\"");
            let query = parts.uri.query().unwrap_or_default();
            Ok(match (parts.method.as_str(), query) {
                ("GET", _) => object(parts.headers.get("range"), response),
                ("POST", "uploads") => response.body(
                    "<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>".into(),
                ),
                ("POST", _) => response.body("<CompleteMultipartUploadResult></CompleteMultipartUploadResult>".into()),
                _ => response.body(Body::empty()),
            }
            .unwrap())
        })
    }
}

fn object(range: Option<&http::HeaderValue>, response: http::response::Builder) -> http::Result<http::Response<Body>> {
    let range = range.map(|range| {
        let (from, to) = range.to_str().unwrap().strip_prefix("bytes=").unwrap().split_once('-').unwrap();
        (from.parse::<usize>().unwrap(), to.parse::<usize>().unwrap())
    });
    match range {
        None => response.header("content-length", LENGTH).body(zeros(LENGTH)),
        Some((from, to)) => {
            let response = response.status(206).header("content-range", format!("bytes {from}-{to}/{LENGTH}"));
            response.header("content-length", to - from + 1).body(zeros(to - from + 1))
        }
    }
}

/// A stream of zeros without memory of its own.
fn zeros(length: usize) -> Body {
    Body::new(Zeros(length))
}

/// A stream whose pieces are a small part of the memory that they keep.
fn views() -> Body {
    Body::new(Views(LENGTH / PIECE.len()))
}

struct Views(usize);

impl http_body::Body for Views {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        let has_more = self.0 > 0;
        self.0 -= usize::from(has_more);
        let piece = || Bytes::from(vec![0; 16 * PIECE.len()]).slice(..PIECE.len());
        std::task::Poll::Ready(has_more.then(|| Ok(http_body::Frame::data(piece()))))
    }
}

struct Zeros(usize);

static PIECE: [u8; 64 * 1024] = [0; 64 * 1024];

impl http_body::Body for Zeros {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        let piece = Bytes::from_static(&PIECE).slice(..self.0.min(PIECE.len()));
        self.0 -= piece.len();
        std::task::Poll::Ready((!piece.is_empty()).then(|| Ok(http_body::Frame::data(piece))))
    }
}

/// What a future holds at most.
async fn peak_of<T>(work: impl Future<Output = T>) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    work.await;
    MEMORY.peak_usage() - before
}

/// One test, because the memory is that of the process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transfer_holds_the_parts_that_are_under_way() {
    let credentials = Credentials::new("AKID", "secret");
    let client = Client::builder().region("us-east-1").credentials(credentials).transport(Hollow).build().unwrap();
    let transfer = Transfer::new(client).part_size(PART as u64).concurrency(CONCURRENCY);
    let in_order = (CONCURRENCY + 1) * PART + ALLOWANCE;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::File::create(&path).unwrap().set_len(LENGTH as u64).unwrap();
    for (source, body) in [
        ("a stream", ByteStream::once(zeros(LENGTH))),
        ("a stream of views", ByteStream::once(views())),
        ("a file", ByteStream::from_path(&path).await.unwrap()),
    ] {
        let upload = transfer.upload(PutObject { body, ..PutObject::new("b", "k") });
        let upload = peak_of(async { assert_eq!(upload.send().await.unwrap().parts as usize, LENGTH / PART) }).await;
        println!("KiB: {} uploading {source}", upload / 1024);
        assert!((2 * PART..in_order).contains(&upload), "{upload} bytes for an upload of {source}");
    }
    let download = || transfer.download(GetObject::new("b", "k"));
    let to_file = peak_of(async { download().to_file(folder.path().join("k")).await.unwrap() }).await;
    let to_writer = peak_of(async { download().to_writer(tokio::io::sink()).await.unwrap() }).await;

    println!("KiB: {} to a file, {} in order", to_file / 1024, to_writer / 1024);
    assert!((PART..in_order).contains(&to_writer), "{to_writer} bytes for a download in order");
    assert!(to_file < CONCURRENCY * 2 * MIB + ALLOWANCE, "{to_file} bytes for a download to a file");
}
