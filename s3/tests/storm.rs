//! Uploads and downloads of objects of any size in constant faults: each object is that of its source, or there is an
//! error that says why; and no upload in parts is left.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic

mod served;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aws_operation::server::Faults;
use aws_operation::{ByteStream, Client, RetryPolicy, SendError};
use aws_operation_s3::{DeleteObject, GetObject, PutObject, Transfer, TransferError, TransferEvent};
use served::corruption::Corrupting;
use served::{PART, Served, bytes};
use tokio::task::JoinSet;

/// How many objects are under way at the same time.
const OBJECTS: usize = 4;
/// The most parts of an object that are under way.
const CONCURRENCY: usize = 3;

/// 28 % of the requests: reset, failed, or done without a complete response.
fn faults() -> Faults {
    let faults = Faults::new().reset(0.06).drop_response(0.06).truncate(0.06).status(500, 0.05).status(503, 0.05);
    faults.seed(2026)
}

/// One in this many contents is corrupted on its way: 2 % together, of requests and responses.
const CORRUPTED: u64 = 100;

/// What became of the objects.
#[derive(Default)]
struct Tally {
    outcomes: Mutex<BTreeMap<String, usize>>,
    /// Uploads that the service may have begun, or that could not be aborted, by the errors and events.
    maybe_open: AtomicUsize,
    bytes: AtomicU64,
}

impl Tally {
    fn count(&self, what: impl Into<String>) {
        *self.outcomes.lock().unwrap().entry(what.into()).or_default() += 1;
    }
}

struct Storm {
    served: Served,
    transfer: Transfer,
    calm: Client,
    tally: Tally,
    folder: tempfile::TempDir,
}

impl Storm {
    async fn new() -> Self {
        let served = Served::with_faults(&faults()).await;
        let drawn = AtomicU64::new(0);
        let corrupting = Corrupting::new(move |parts, is_response| {
            // The responses to other requests are not contents.
            let is_content = if is_response { parts.method == "GET" } else { parts.method == "PUT" };
            is_content && draw(drawn.fetch_add(1, Ordering::Relaxed)).is_multiple_of(CORRUPTED)
        });
        let retry = RetryPolicy::standard().max_attempts(5).jitter(|| 0.02).quota(1_000_000);
        let supported = aws_operation::ChecksumPolicy::WhenSupported;
        let client = served.builder().transport(corrupting).retry(retry).request_checksum_calculation(supported);
        let client = client.response_checksum_validation(supported).build().unwrap();
        let calm = served.local.server().credentials("AKID", "secret").bind("127.0.0.1:0").await.unwrap();
        let calm_client = calm.client().unwrap();
        tokio::spawn(calm.run());
        let transfer = Transfer::new(client).part_size(PART as u64).concurrency(CONCURRENCY).only_writer(true);
        let folder = tempfile::tempdir().unwrap();
        Self { served, transfer, calm: calm_client, tally: Tally::default(), folder }
    }

    /// Uploads an object, downloads it, and compares both.
    async fn object(self: Arc<Self>, number: u64, max_length: u64) {
        let length = length_of(number, max_length);
        let (key, content) = (format!("object {number}"), bytes(usize::try_from(length).unwrap()));
        self.upload(number, &key, &content).await;
        match self.served.local.object("b", &key) {
            None => return,
            Some(stored) => assert!(*stored == *content, "{key} is not as its source"),
        }
        self.download(number, &key, &content).await;
        DeleteObject::new("b", &key).send(&self.calm).await.unwrap();
    }

    async fn upload(self: &Arc<Self>, number: u64, key: &str, content: &[u8]) {
        let storm = Arc::clone(self);
        let once = |content: &[u8]| {
            let pieces = aws_operation::Body::from(content.to_vec());
            ByteStream::once(aws_operation::Body::new(pieces))
        };
        let body = if number.is_multiple_of(2) { content.to_vec().into() } else { once(content) };
        let upload = self.transfer.upload(PutObject { body, ..PutObject::new("b", key) }).on_event(move |event| {
            if event == TransferEvent::MayHaveBegun {
                storm.tally.maybe_open.fetch_add(1, Ordering::Relaxed);
            }
        });
        // One in twenty is dropped on its way.
        let limit = if number % 20 == 7 { Duration::from_millis(30) } else { Duration::from_secs(600) };
        match tokio::time::timeout(limit, upload.send()).await {
            Ok(Ok(uploaded)) => {
                assert_eq!(uploaded.length, content.len() as u64);
                assert!(self.served.object(key) == content, "{key} is reported, and not as its source");
                self.tally.bytes.fetch_add(uploaded.length, Ordering::Relaxed);
                self.tally.count("uploaded");
            }
            Ok(Err(error)) => {
                if matches!(error, TransferError::NotAborted { .. }) {
                    self.tally.maybe_open.fetch_add(1, Ordering::Relaxed);
                }
                self.tally.count(format!("upload: {}", kind(&error)));
            }
            Err(_) => {
                // The task that aborts it may fail.
                self.tally.maybe_open.fetch_add(1, Ordering::Relaxed);
                self.tally.count("upload: dropped");
            }
        }
    }

    async fn download(&self, number: u64, key: &str, content: &[u8]) {
        let download = self.transfer.download(GetObject::new("b", key));
        let path = self.folder.path().join(number.to_string());
        let downloaded = match number % 3 {
            0 => download.to_file(&path).await.map(|_| std::fs::read(&path).unwrap()),
            _ => {
                let mut written = Vec::new();
                download.to_writer(&mut written).await.map(|_| written)
            }
        };
        match downloaded {
            Ok(downloaded) => {
                assert!(downloaded == content, "{key} was downloaded, and is not as its source");
                self.tally.bytes.fetch_add(content.len() as u64, Ordering::Relaxed);
                self.tally.count("downloaded");
            }
            Err(error) => self.tally.count(format!("download: {}", kind(&error))),
        }
        drop(std::fs::remove_file(path));
    }
}

/// A name of the error without what differs from call to call.
fn kind(error: &TransferError) -> String {
    match error {
        TransferError::Call(error @ (SendError::Service(..) | SendError::Unmodeled { .. })) => {
            format!("{} {}", error.operation(), error.code().unwrap_or_default())
        }
        TransferError::Call(error) => format!("{} without a response", error.operation()),
        TransferError::Broken { .. } => "broke off too often".to_owned(),
        TransferError::Corrupted(_) | TransferError::WrongChecksum { .. } => "wrong checksum".to_owned(),
        TransferError::NotAborted { cause, .. } => format!("not aborted after {}", kind(cause)),
        other => panic!("a storm is no reason for: {other}"),
    }
}

fn draw(number: u64) -> u64 {
    let mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ (mixed >> 31)
}

/// From one byte on, each power of two as often as the others.
fn length_of(number: u64, max: u64) -> u64 {
    let power = draw(number) % u64::from(max.ilog2() + 1);
    let least = 1 << power;
    (least + draw(number + 1_000_000) % least).min(max)
}

async fn rage(objects: u64, max_length: u64) {
    let start = Instant::now();
    let storm = Arc::new(Storm::new().await);
    let mut tasks = JoinSet::new();
    for number in 0..objects {
        while tasks.len() >= OBJECTS {
            tasks.join_next().await.unwrap().unwrap();
        }
        tasks.spawn(Arc::clone(&storm).object(number, max_length));
    }
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }
    // The tasks that abort dropped uploads end.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let open = storm.served.local.open_uploads();
    let maybe_open = storm.tally.maybe_open.load(Ordering::Relaxed);
    let aborted = Transfer::new(storm.calm.clone()).abort_stale("b", "", Duration::ZERO).await.unwrap();
    let mib = storm.tally.bytes.load(Ordering::Relaxed) >> 20;
    println!("{objects} objects of up to {max_length} bytes, {mib} MiB transferred in {:?}", start.elapsed());
    for (outcome, count) in storm.tally.outcomes.lock().unwrap().iter() {
        println!("{count:6} {outcome}");
    }
    println!("{open} uploads open at the end, of {maybe_open} that were reported to be so");
    assert!(open <= maybe_open && aborted.len() == open, "{open} uploads are open, {maybe_open} were reported");
    assert_eq!(storm.served.local.open_uploads(), 0);
    let outcomes = storm.tally.outcomes.lock().unwrap();
    let done = |what: &str| outcomes.get(what).copied().unwrap_or_default();
    assert!(done("uploaded") + done("downloaded") > usize::try_from(objects).unwrap() * 3 / 2, "{outcomes:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_short_storm() {
    rage(40, 11 << 20).await;
}

/// `S3_STORM=1000 cargo test -p aws-operation-s3 --test storm -- --ignored --nocapture`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes long"]
async fn a_long_storm() {
    let objects = std::env::var("S3_STORM").ok().and_then(|objects| objects.parse().ok()).unwrap_or(1000);
    rage(objects, 64 << 20).await;
}
