//! Downloads from a local S3: to files, to writers and as streams, whole, broken, corrupted and replaced.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

mod served;

use std::sync::{Arc, Mutex};

use aws_operation::server::Faults;
use aws_operation::{ChecksumAlgorithm, ChecksumPolicy, Client, SendError};
use aws_operation_s3::{DeleteObject, Error, GetObject, PutObject, Transfer, TransferError, TransferEvent};
use served::corruption::Corrupting;
use served::{MIB, Served, bytes};

/// In parts of 1 MiB, which downloads may have.
fn transfer(client: Client) -> Transfer {
    Transfer::new(client).part_size(MIB as u64).concurrency(3)
}

fn get(key: &str) -> GetObject {
    GetObject::new("b", key)
}

async fn store(served: &Served, client: Client, content: &[u8]) {
    let put = PutObject { body: content.into(), ..PutObject::new("b", "k") };
    Transfer::new(client).upload(put).send().await.unwrap();
    assert!(served.object("k") == content);
}

/// Names of the files in a folder.
fn files(folder: &tempfile::TempDir) -> Vec<std::ffi::OsString> {
    std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

#[tokio::test]
async fn an_object_of_any_size_is_downloaded_as_it_is() {
    let served = Served::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy");
    for (client, verified) in [(served.checking(), Some(ChecksumAlgorithm::Crc64Nvme)), (served.client(), None)] {
        for length in [0, 1, MIB, MIB + 1, 4 * MIB + 7] {
            let content = bytes(length);
            store(&served, client.clone(), &content).await;
            let transfer = transfer(client.clone());
            let to_file = transfer.download(get("k")).to_file(&path).await.unwrap();
            assert!(std::fs::read(&path).unwrap() == content, "{length} bytes to a file");
            let mut written = Vec::new();
            let to_writer = transfer.download(get("k")).to_writer(&mut written).await.unwrap();
            assert!(written == content, "{length} bytes to a writer");
            for downloaded in [to_file, to_writer] {
                assert_eq!((downloaded.length, downloaded.verified), (length as u64, verified));
                assert_eq!(downloaded.object.content_type.as_deref(), Some("application/octet-stream"));
            }
        }
    }
    assert_eq!(files(&folder), ["copy"]);
}

#[tokio::test]
async fn a_small_object_takes_one_request_and_a_large_one_a_request_for_each_part() {
    let served = Served::new().await;
    for (length, requests) in [(MIB, 1), (3 * MIB, 3)] {
        store(&served, served.client(), &bytes(length)).await;
        let before = served.count("GetObject");
        transfer(served.client()).download(get("k")).to_writer(tokio::io::sink()).await.unwrap();
        assert_eq!(served.count("GetObject") - before, requests);
    }
}

#[tokio::test]
async fn what_breaks_off_is_continued() {
    let served = Served::new().await;
    let content = bytes(4 * MIB + 7);
    store(&served, served.checking(), &content).await;
    for _ in 0..3 {
        served.server.inject_faults(&Faults::new().truncate_once().truncate_once().reset_once().drop_response_once());
        let mut written = Vec::new();
        let downloaded = transfer(served.checking()).download(get("k")).to_writer(&mut written).await.unwrap();
        assert!(written == content && downloaded.verified == Some(ChecksumAlgorithm::Crc64Nvme));
    }
    served.server.inject_faults(&Faults::new().truncate(1.0));
    let error = transfer(served.client()).download(get("k")).to_writer(tokio::io::sink()).await.unwrap_err();
    assert!(matches!(error, TransferError::Broken { failures: 6, .. }), "{error}");
}

#[tokio::test]
async fn a_replaced_or_deleted_object_is_an_error() {
    let served = Served::new().await;
    for deletes in [false, true] {
        store(&served, served.client(), &bytes(3 * MIB)).await;
        let mut stream = transfer(served.client()).concurrency(1).download(get("k")).stream().await.unwrap();
        assert_eq!(stream.next().await.unwrap().map(|bytes| bytes.len()), Some(MIB));
        if deletes {
            DeleteObject::new("b", "k").send(&served.client()).await.unwrap();
        } else {
            store(&served, served.client(), &bytes(3 * MIB + 1)).await;
        }
        let error = stream.next().await.unwrap_err();
        assert!(matches!(error, TransferError::Changed), "{error}");
        assert_eq!(stream.next().await.unwrap(), None, "an error ends the stream");
    }
    let error = transfer(served.client()).download(get("k")).stream().await.unwrap_err();
    assert!(matches!(error, TransferError::Call(SendError::Service(Error::NoSuchKey { .. }, _))), "{error}");
}

#[tokio::test]
async fn corrupted_content_is_an_error_and_leaves_no_file() {
    let served = Served::new().await;
    let folder = tempfile::tempdir().unwrap();
    let supported = ChecksumPolicy::WhenSupported;
    for length in [7, 3 * MIB] {
        store(&served, served.checking(), &bytes(length)).await;
        let corrupting = Corrupting::new(|_, is_response| is_response);
        let builder = served.builder().response_checksum_validation(supported).transport(corrupting);
        let download = transfer(builder.build().unwrap()).download(get("k"));
        let error = download.to_file(folder.path().join("copy")).await.unwrap_err();
        let is_found = matches!(error, TransferError::Corrupted(_) | TransferError::WrongChecksum { .. });
        assert!(is_found && error.to_string().contains("CRC64NVME"), "{error}");
        assert_eq!(files(&folder).len(), 0);
    }
}

#[tokio::test]
async fn a_download_that_is_dropped_leaves_no_file() {
    let served = Served::new().await;
    let folder = tempfile::tempdir().unwrap();
    store(&served, served.client(), &bytes(2 * MIB)).await;
    served.server.inject_faults(&Faults::new().delay(std::time::Duration::from_secs(5), 1.0));
    let calm = served.local.server().credentials("AKID", "secret").bind("127.0.0.1:0").await.unwrap();
    // The first response is that of a server without faults.
    let mut stream = transfer(calm.client().unwrap()).download(get("k")).stream().await.unwrap();
    assert!(stream.next().await.unwrap().is_some());
    let download = transfer(served.client()).download(get("k")).to_file(folder.path().join("copy"));
    assert!(tokio::time::timeout(std::time::Duration::from_millis(300), download).await.is_err());
    assert_eq!(files(&folder).len(), 0);
}

#[tokio::test]
async fn a_file_is_replaced_when_the_download_is_complete() {
    let served = Served::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy");
    std::fs::write(&path, "before").unwrap();
    store(&served, served.client(), b"after").await;
    served.server.inject_faults(&Faults::new().status(403, 1.0));
    transfer(served.client()).download(get("k")).to_file(&path).await.unwrap_err();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    let calm = served.local.server().credentials("AKID", "secret").bind("127.0.0.1:0").await.unwrap();
    transfer(calm.client().unwrap()).download(get("k")).to_file(&path).await.unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "after");
    let nowhere = folder.path().join("missing/copy");
    let error = transfer(calm.client().unwrap()).download(get("k")).to_file(nowhere).await.unwrap_err();
    assert!(matches!(error, TransferError::Target(_)), "{error}");
}

#[tokio::test]
async fn the_events_of_a_download() {
    let served = Served::new().await;
    store(&served, served.client(), &bytes(2 * MIB)).await;
    let events = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&events);
    let download = transfer(served.client()).download(get("k"));
    download.on_event(move |event| seen.lock().unwrap().push(event)).to_writer(tokio::io::sink()).await.unwrap();
    let events = events.lock().unwrap();
    let total = Some(2 * MIB as u64);
    assert_eq!(events[0], TransferEvent::Began { total, part_size: MIB as u64, upload_id: None });
    assert_eq!(events.last(), Some(&TransferEvent::Progress { bytes: 2 * MIB as u64, total }));
}
