//! Transfers against S3-compatible servers: moto and `MiniStack`, which verify signatures, and s3s-fs.
//!
//! `tests/peers/servers.py cargo test -p aws-operation-s3 --test peers` starts them. Without them the tests are skipped.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_operation::{Body, ByteStream, Client, Credentials};
use aws_operation_s3::{
    CreateBucket, CreateMultipartUpload, DeleteObjects, GetBucketLocation, GetObject, HeadBucket, ListMultipartUploads,
    ListObjectsV2, PutObject, Transfer, TransferEvent, UploadPart,
};

const MIB: usize = 1 << 20;
const PART: usize = 5 * MIB;

/// The servers that are there, each with a client and a bucket of its own.
async fn peers() -> Vec<(&'static str, Client, String)> {
    let mut found = Vec::new();
    for name in ["PEER_MOTO", "PEER_MINISTACK", "PEER_S3S"] {
        let Ok(address) = std::env::var(name) else {
            aws_operation_skip::skip("peers", format_args!("{name} is not set; tests/peers/servers.py sets it"));
            continue;
        };
        let [url, access_key, secret_key] = address.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let credentials = Credentials::new(access_key, secret_key);
        let client = Client::builder().region("us-east-1").credentials(credentials).endpoint_url(url).build().unwrap();
        let nanoseconds = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos();
        let bucket = format!("transfers-{nanoseconds}");
        CreateBucket::in_region(&bucket, "us-east-1")
            .send(&client)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        found.push((name, client, bucket));
    }
    found
}

fn transfer(client: &Client) -> Transfer {
    Transfer::new(client.clone()).part_size(PART as u64).concurrency(3)
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + at / 251) % 256).unwrap()).collect()
}

#[tokio::test]
async fn objects_are_uploaded_listed_downloaded_and_deleted() {
    for (name, client, bucket) in peers().await {
        for (key, length) in [("empty", 0), ("small", 7), ("large", 2 * PART + 7)] {
            let content = content(length);
            let body = ByteStream::once(Body::new(Body::from(content.clone())));
            let put = PutObject { body, content_type: Some("text/x".to_owned()), ..PutObject::new(&bucket, key) };
            let uploaded = transfer(&client).upload(put).send().await.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(uploaded.parts, if length > PART { 3 } else { 0 });
            let mut written = Vec::new();
            let download = transfer(&client).part_size(MIB as u64).download(GetObject::new(&bucket, key));
            let downloaded = download.to_writer(&mut written).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(written == content, "{name}: {key}");
            assert_eq!(downloaded.object.content_type.as_deref(), Some("text/x"), "{name}: {key}");
        }
        let list = ListObjectsV2::new(&bucket).send(&client).await.unwrap();
        let sizes: Vec<_> = list.contents.iter().map(|object| (&*object.key, object.size.unwrap())).collect();
        assert_eq!(sizes, [("empty", 0), ("large", 10_485_767), ("small", 7)], "{name}");
        let deleted = DeleteObjects::new(&bucket, ["empty", "small", "large"]).send(&client).await.unwrap();
        assert_eq!((deleted.deleted.len(), deleted.errors), (3, Vec::new()), "{name}");
        HeadBucket::new(&bucket).send(&client).await.unwrap();
        let location = GetBucketLocation::new(&bucket).send(&client).await.unwrap();
        assert_eq!(location.region(), "us-east-1", "{name}");
    }
}

/// Their tags are MD5s, by which parts are compared without checksums.
#[tokio::test]
async fn an_upload_resumes_and_others_are_aborted() {
    for (name, client, bucket) in peers().await {
        let content = content(PART + 7);
        let begin = || async {
            let create = CreateMultipartUpload::new(&bucket, "k").send(&client).await.unwrap();
            create.upload_id
        };
        let id = begin().await;
        let part = UploadPart { body: content[..PART].into(), ..UploadPart::new(&bucket, "k", 1, &id) };
        part.send(&client).await.unwrap();
        let skipped = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&skipped);
        let put = PutObject { body: content.clone().into(), ..PutObject::new(&bucket, "k") };
        let upload = transfer(&client).upload(put).resume(id).on_event(move |event| {
            count.fetch_add(usize::from(matches!(event, TransferEvent::Skipped { .. })), Ordering::SeqCst);
        });
        let uploaded = upload.send().await.unwrap_or_else(|error| panic!("{name}: {error}"));
        // s3s-fs lists parts without their tags, so that they are sent again. It lists no uploads.
        let is_complete = name != "PEER_S3S";
        assert_eq!((uploaded.parts, skipped.load(Ordering::SeqCst)), (2, usize::from(is_complete)), "{name}");
        let mut written = Vec::new();
        transfer(&client).download(GetObject::new(&bucket, "k")).to_writer(&mut written).await.unwrap();
        assert!(written == content, "{name}");

        if !is_complete {
            continue;
        }
        let stale = begin().await;
        let aborted = transfer(&client).abort_stale(&bucket, "", Duration::ZERO).await;
        let aborted = aborted.unwrap_or_else(|error| panic!("{name}: {error}"));
        let ids: Vec<_> = aborted.into_iter().filter_map(|upload| upload.upload_id).collect();
        assert_eq!(ids, [stale], "{name}");
    }
}

/// As at an endpoint of AWS: with the CRC-64/NVME of the whole object.
#[tokio::test]
async fn uploads_have_checksums_where_the_server_knows_them() {
    for (name, client, bucket) in peers().await {
        let content = content(PART + 7);
        let put = PutObject { body: content.clone().into(), ..PutObject::new(&bucket, "k") };
        let uploaded = match transfer(&client).checksums(true).upload(put).send().await {
            Ok(uploaded) => uploaded,
            // MiniStack compares all checksums with one of the checksums of the parts.
            Err(error) => {
                assert!(name == "PEER_MINISTACK" && error.to_string().contains("BadDigest"), "{name}: {error}");
                let left = ListMultipartUploads::new(&bucket).send(&client).await.unwrap().uploads;
                assert_eq!(left, [], "a failed upload is aborted");
                continue;
            }
        };
        assert!(uploaded.checksum_crc64nvme.is_some());
        let mut written = Vec::new();
        let get =
            GetObject { checksum_mode: Some(aws_operation_s3::ChecksumMode::Enabled), ..GetObject::new(&bucket, "k") };
        match transfer(&client).download(get).to_writer(&mut written).await {
            Ok(downloaded) => {
                assert!(written == content, "{name}");
                println!("{name}: verified by {:?}", downloaded.verified);
            }
            // Without the package awscrt, moto puts a CRC-32 in its place.
            Err(error) => assert!(name == "PEER_MOTO" && error.to_string().contains("CRC64NVME"), "{name}: {error}"),
        }
    }
}
