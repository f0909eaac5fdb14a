//! Uploads to a local S3: in one call and in parts, to the end, aborted, resumed and dropped.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

mod served;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::server::Faults;
use aws_operation::{Body, ByteStream, Bytes, Client, SendError};
use aws_operation_s3::{
    CreateMultipartUpload, Error, GetObject, HeadObject, ListMultipartUploads, PutObject, Transfer, TransferError,
    TransferEvent, UploadPart,
};
use served::{MIB, PART, Served, bytes};
use tokio::sync::mpsc;

fn transfer(client: Client) -> Transfer {
    Transfer::new(client).part_size(PART as u64).concurrency(2)
}

fn put(key: &str, body: impl Into<ByteStream>) -> PutObject {
    PutObject { body: body.into(), content_type: Some("film/x".to_owned()), ..PutObject::new("b", key) }
}

/// A stream whose length is not known, and its sender.
fn stream() -> (mpsc::Sender<io::Result<Bytes>>, ByteStream) {
    let (sender, receiver) = mpsc::channel(1);
    (sender, ByteStream::once(Body::new(Received(receiver))))
}

struct Received(mpsc::Receiver<io::Result<Bytes>>);

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
        self.0.poll_recv(context).map(|next| next.map(|bytes| bytes.map(http_body::Frame::data)))
    }
}

async fn until_no_upload_is_open(served: &Served) {
    for _ in 0..200 {
        if served.local.open_uploads() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{} uploads are open", served.local.open_uploads());
}

#[tokio::test]
async fn an_object_of_any_size_is_stored_as_it_was() {
    let served = Served::new().await;
    for client in [served.client(), served.checking()] {
        for (length, parts) in [(0, 0), (1, 0), (PART, 0), (PART + 1, 2)] {
            let content = bytes(length);
            let uploaded = transfer(client.clone()).upload(put("k", content.clone())).send().await.unwrap();
            assert_eq!((uploaded.length, uploaded.parts), (length as u64, parts));
            assert!(served.object("k") == content, "{length} bytes");
            let head = HeadObject::new("b", "k").send(&client).await.unwrap();
            assert_eq!((head.e_tag, head.content_type.as_deref()), (uploaded.e_tag, Some("film/x")));
        }
    }
    assert_eq!(served.local.open_uploads(), 0);
}

#[tokio::test]
async fn checksums_are_sent_where_calls_have_them() {
    let served = Served::new().await;
    let content = bytes(PART + 1);
    for (transfer, has) in [
        (transfer(served.client()), false),
        (transfer(served.checking()), true),
        (transfer(served.client()).checksums(true), true),
        (transfer(served.checking()).checksums(false), false),
    ] {
        let uploaded = transfer.upload(put("k", content.clone())).send().await.unwrap();
        assert_eq!(uploaded.checksum_crc64nvme.is_some(), has);
        let head =
            HeadObject { checksum_mode: Some(aws_operation_s3::ChecksumMode::Enabled), ..HeadObject::new("b", "k") };
        assert_eq!(head.send(&served.client()).await.unwrap().checksum_crc64nvme, uploaded.checksum_crc64nvme);
    }
}

#[tokio::test]
async fn a_file_and_a_stream_of_unknown_length_are_uploaded() {
    let served = Served::new().await;
    let content = bytes(PART + MIB);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &content).unwrap();
    let body = ByteStream::from_path(file.path()).await.unwrap();
    let uploaded = transfer(served.checking()).upload(put("file", body)).send().await.unwrap();
    assert_eq!((uploaded.parts, served.object("file") == content), (2, true));

    let (sender, body) = stream();
    let pieces = content.clone();
    let sending = tokio::spawn(async move {
        for piece in pieces.chunks(700_000) {
            sender.send(Ok(Bytes::copy_from_slice(piece))).await.unwrap();
        }
    });
    let uploaded = transfer(served.checking()).upload(put("stream", body)).send().await.unwrap();
    sending.await.unwrap();
    assert_eq!((uploaded.parts, served.object("stream") == content), (2, true));
}

#[tokio::test]
async fn the_events_of_an_upload() {
    let served = Served::new().await;
    let events = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&events);
    let content = bytes(PART + 1);
    let upload = transfer(served.client()).concurrency(1).upload(put("k", content));
    upload.on_event(move |event| seen.lock().unwrap().push(event)).send().await.unwrap();
    let total = Some(PART as u64 + 1);
    let expected = [
        TransferEvent::Began { total, part_size: PART as u64, upload_id: Some("upload-1".to_owned()) },
        TransferEvent::Progress { bytes: PART as u64, total },
        TransferEvent::Progress { bytes: PART as u64 + 1, total },
        TransferEvent::Completing,
    ];
    assert_eq!(*events.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_failed_upload_is_aborted() {
    let served = Served::new().await;
    let (sender, body) = stream();
    let sending = tokio::spawn(async move {
        sender.send(Ok(bytes(PART + 1).into())).await.unwrap();
        sender.send(Err(io::Error::other("the disk is gone"))).await.unwrap();
    });
    let error = transfer(served.client()).upload(put("k", body)).send().await.unwrap_err();
    sending.await.unwrap();
    assert!(matches!(error, TransferError::Source(_)) && error.to_string().contains("the disk is gone"), "{error}");
    assert_eq!((served.count("CreateMultipartUpload"), served.local.open_uploads()), (1, 0));
    assert_eq!(served.local.object("b", "k"), None);
}

#[tokio::test]
async fn an_upload_that_is_dropped_is_aborted() {
    let served = Served::new().await;
    let (sender, body) = stream();
    sender.send(Ok(bytes(PART + 1).into())).await.unwrap();
    let upload = transfer(served.client()).upload(put("k", body));
    // The source has no more bytes, and does not end.
    let ended = tokio::time::timeout(Duration::from_secs(2), upload.send()).await;
    assert!(ended.is_err() && served.count("CreateMultipartUpload") == 1);
    until_no_upload_is_open(&served).await;
}

#[tokio::test]
async fn an_upload_is_aborted_by_its_owner_or_kept() {
    let served = Served::new().await;
    for aborts in [true, false] {
        let (sender, body) = stream();
        sender.send(Ok(bytes(PART + 1).into())).await.unwrap();
        let mut upload = transfer(served.client()).upload(put("k", body));
        let ended = tokio::time::timeout(Duration::from_secs(2), upload.run()).await;
        assert!(ended.is_err() && upload.upload_id().is_some());
        if aborts {
            upload.abort().await.unwrap();
        } else {
            assert_eq!(upload.keep().as_deref(), Some("upload-2"));
        }
        assert_eq!(served.local.open_uploads(), usize::from(!aborts));
    }
    let transfer = transfer(served.client());
    assert_eq!(transfer.abort_stale("b", "", Duration::from_secs(3600)).await.unwrap(), []);
    assert_eq!(transfer.abort_stale("b", "other", Duration::ZERO).await.unwrap(), []);
    let aborted = transfer.abort_stale("b", "k", Duration::ZERO).await.unwrap();
    assert_eq!((aborted[0].upload_id.as_deref(), served.local.open_uploads()), (Some("upload-2"), 0));
}

/// The first part is there; the second one is that of another content.
#[tokio::test]
async fn an_upload_resumes_with_the_parts_that_are_there() {
    let served = Served::new().await;
    let content = bytes(2 * PART + 1);
    for client in [served.checking(), served.client()] {
        let has_checksums = client_has_checksums(&client).await;
        let create = CreateMultipartUpload {
            checksum_algorithm: has_checksums.then_some(aws_operation_s3::ChecksumAlgorithm::Crc64nvme),
            ..CreateMultipartUpload::new("b", "k")
        };
        let id = create.send(&client).await.unwrap().upload_id;
        for (number, part) in [(1, content[..PART].to_vec()), (2, bytes(PART))] {
            let checksum_algorithm = has_checksums.then_some(aws_operation_s3::ChecksumAlgorithm::Crc64nvme);
            let part = UploadPart { body: part.into(), checksum_algorithm, ..UploadPart::new("b", "k", number, &*id) };
            part.send(&client).await.unwrap();
        }
        let skipped = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&skipped);
        let before = served.count("UploadPart");
        // The part size of the upload counts, and not that of the transfer.
        let upload = Transfer::new(client).upload(put("k", content.clone())).resume(id).on_event(move |event| {
            if let TransferEvent::Skipped { part_number } = event {
                assert_eq!(part_number, 1);
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        let uploaded = upload.send().await.unwrap();
        assert_eq!((uploaded.parts, served.object("k") == content), (3, true));
        // Without checksums, the tags of the local S3 tell, which are MD5s.
        assert_eq!((skipped.load(Ordering::SeqCst), served.count("UploadPart") - before), (1, 2));
    }
}

async fn client_has_checksums(client: &Client) -> bool {
    let prepared = PutObject { body: "-".into(), ..PutObject::new("b", "-") }.prepare(client).await.unwrap();
    prepared.headers().contains_key("x-amz-checksum-crc32")
}

#[tokio::test]
async fn an_upload_runs_again_after_a_failure() {
    let served = Served::new().await;
    let content = bytes(PART + 1);
    let client = served.checking();
    let mut upload = transfer(client).concurrency(1).upload(put("k", content.clone()));
    served.server.inject_faults(&Faults::new().status_once(403));
    upload.run().await.unwrap_err();
    assert_eq!(upload.upload_id(), None, "it has not begun");
    let cut = tokio::time::timeout(Duration::from_millis(1), upload.run()).await;
    assert!(cut.is_err(), "a part takes longer");
    let uploaded = upload.run().await.unwrap();
    assert_eq!((uploaded.parts, served.object("k") == content), (2, true));
    assert_eq!(upload.upload_id(), None);
    until_no_upload_is_open(&served).await;
}

#[tokio::test]
async fn a_lost_response_of_the_end_is_settled() {
    let served = Arc::new(Served::new().await);
    let content = bytes(PART + 1);
    for (client, fault) in [
        (served.checking(), Faults::new().drop_response_once()),
        (served.client(), Faults::new().drop_response_once()),
        (served.client(), Faults::new().reset_once()),
        (served.client(), Faults::new().status_once(500)),
        (served.client(), Faults::new().truncate_once()),
    ] {
        let service = Arc::clone(&served);
        let upload = transfer(client).upload(put("k", content.clone())).on_event(move |event| {
            if event == TransferEvent::Completing {
                service.server.inject_faults(&fault);
            }
        });
        let uploaded = upload.send().await.unwrap();
        let head = HeadObject::new("b", "k").send(&served.client()).await.unwrap();
        assert_eq!((uploaded.parts, uploaded.e_tag), (2, head.e_tag));
        assert!(served.object("k") == content);
        assert_eq!(served.local.open_uploads(), 0);
    }
}

#[tokio::test]
async fn a_lost_response_of_the_beginning_is_reported() {
    let served = Served::new().await;
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    served.server.inject_faults(&Faults::new().drop_response_once());
    let upload = transfer(served.client()).upload(put("k", bytes(PART + 1))).on_event(move |event| {
        if event == TransferEvent::MayHaveBegun {
            seen.fetch_add(1, Ordering::SeqCst);
        }
    });
    upload.send().await.unwrap();
    assert_eq!((count.load(Ordering::SeqCst), served.local.open_uploads()), (1, 1));
    let list = ListMultipartUploads::new("b").send(&served.client()).await.unwrap();
    assert_eq!(list.uploads[0].key.as_deref(), Some("k"));
}

#[tokio::test]
async fn the_only_writer_of_a_key_leaves_no_upload() {
    let served = Served::new().await;
    for fault in [Faults::new().drop_response_once(), Faults::new().truncate_once(), Faults::new().reset_once()] {
        CreateMultipartUpload::new("b", "k2").send(&served.client()).await.unwrap();
        served.server.inject_faults(&fault);
        let transfer = transfer(served.client()).only_writer(true);
        let upload = transfer.upload(put("k", bytes(PART + 1)));
        let uploaded = upload.on_event(|event| assert_ne!(event, TransferEvent::MayHaveBegun)).send().await.unwrap();
        assert_eq!((uploaded.parts, served.local.open_uploads()), (2, 1), "that of another key is left");
        let aborted = transfer.abort_stale("b", "k2", Duration::ZERO).await.unwrap();
        assert_eq!(aborted[0].key.as_deref(), Some("k2"));
    }
}

#[tokio::test]
async fn the_only_writer_leaves_no_upload_if_no_response_arrives() {
    let served = Served::new().await;
    let faults = Faults::new().drop_response_once().drop_response_once();
    served.server.inject_faults(&faults.drop_response_once().drop_response_once());
    let upload = transfer(served.client()).only_writer(true).upload(put("k", bytes(PART + 1)));
    let upload = upload.on_event(|event| assert_ne!(event, TransferEvent::MayHaveBegun));
    let error = upload.send().await.unwrap_err();
    assert!(matches!(&error, TransferError::Call(error) if error.is_ambiguous()), "{error}");
    assert_eq!((served.count("CreateMultipartUpload"), served.local.open_uploads()), (4, 0));
}

#[tokio::test]
async fn a_conditional_upload_replaces_nothing() {
    let served = Served::new().await;
    for length in [1, PART + 1] {
        let key = format!("k{length}");
        let put = PutObject { if_none_match: Some("*".to_owned()), ..put(&key, bytes(length)) };
        transfer(served.client()).upload(put.clone()).send().await.unwrap();
        let error = transfer(served.client()).upload(put).send().await.unwrap_err();
        let is_failed = matches!(&error, TransferError::Call(SendError::Service(Error::PreconditionFailed { .. }, _)));
        assert!(is_failed, "{error}");
        assert_eq!(served.local.open_uploads(), 0);
    }
}

#[tokio::test]
async fn what_a_transfer_cannot_do_is_an_error_before_anything_is_sent() {
    let served = Served::new().await;
    let with_sum = PutObject { checksum_sha256: Some("-".to_owned()), ..put("k", "") };
    let small = Transfer::new(served.client()).part_size(1).upload(put("k", "x")).send().await.unwrap_err();
    let sum = transfer(served.client()).upload(with_sum).send().await.unwrap_err();
    let range = GetObject { range: Some("bytes=0-1".to_owned()), ..GetObject::new("b", "k") };
    let range = transfer(served.client()).download(range).stream().await.unwrap_err();
    for error in [small, sum, range] {
        assert!(matches!(error, TransferError::Invalid(_)), "{error}");
    }
    assert_eq!(served.server.recorded_requests().len(), 1);
}
