//! This crate's client against independent S3 servers: moto and MiniStack, which verify signatures, those of chunks
//! included, s3s-fs, and s3rver, an old S3 without checksums.
//!
//! `tests/peers/servers.py cargo test --test peers_s3` starts them. Without them the tests are skipped.

use std::collections::HashMap;

use aws_operation::{
    Body, ByteStream, Call as _, ChecksumPolicy, Client, ClientBuilder, Credentials, RetryPolicy, SendError,
};
use aws_operation_examples::s3::{
    CompleteMultipartUpload, CompletedMultipartUpload, CopyObject, CreateBucket, CreateMultipartUpload, Delete,
    DeleteBucket, DeleteObject, DeleteObjects, Error, GetObject, HeadObject, ListObjectsV2, ObjectIdentifier, Part,
    PutObject, UploadPart,
};

/// A server, and what it does.
struct Peer {
    name: &'static str,
    /// Whether it knows checksums and `aws-chunked`, and lists of several pages. s3rver stores chunks as they are, and fails
    /// with `max-keys`, whoever asks.
    is_modern: bool,
    /// Whether keys may have any character, and writes may be conditional.
    is_complete: bool,
}

const PEERS: [Peer; 4] = [
    Peer { name: "PEER_MOTO", is_modern: true, is_complete: true },
    Peer { name: "PEER_MINISTACK", is_modern: true, is_complete: true },
    Peer { name: "PEER_S3S", is_modern: true, is_complete: false },
    Peer { name: "PEER_S3RVER", is_modern: false, is_complete: false },
];

fn peers() -> Vec<(&'static Peer, ClientBuilder)> {
    let found = PEERS.iter().filter_map(|peer| {
        let Ok(address) = std::env::var(peer.name) else {
            let subject = if peer.name == "PEER_S3RVER" { "s3rver" } else { "peers" };
            aws_operation_skip::skip(subject, format_args!("{} is not set; tests/peers/servers.py sets it", peer.name));
            return None;
        };
        let [url, access_key, secret_key] = address.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let builder = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::new(access_key, secret_key))
            .endpoint_url(url)
            .retry(RetryPolicy::never());
        Some((peer, builder))
    });
    found.collect()
}

/// A name that no earlier run used.
fn fresh(stem: &str) -> String {
    let nanoseconds = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos();
    format!("{stem}-{nanoseconds}")
}

async fn with_bucket(client: &Client) -> String {
    let bucket = fresh("aws-operation");
    CreateBucket { bucket: bucket.clone(), ..CreateBucket::default() }.send(client).await.unwrap();
    bucket
}

async fn content(client: &Client, bucket: &str, key: &str) -> Vec<u8> {
    let get = GetObject { bucket: bucket.to_owned(), key: key.to_owned(), ..GetObject::default() };
    let got = get.send(client).await.unwrap();
    got.body.open().await.unwrap().bytes(1 << 26).await.unwrap().to_vec()
}

fn once(bytes: &[u8]) -> ByteStream {
    ByteStream::once(Body::new(Body::from(bytes.to_vec())).with_length(bytes.len() as u64))
}

/// With the defaults for a server outside of AWS.
#[tokio::test]
async fn objects_are_stored_listed_copied_and_deleted() {
    for (peer, builder) in peers() {
        let client = &builder.build().unwrap();
        let bucket = with_bucket(client).await;
        let mut keys = vec!["a b.txt", "plain", "x/ü"];
        if peer.is_complete {
            keys.push("%41+&");
        }
        keys.sort_unstable();
        for key in &keys {
            let put = PutObject {
                bucket: bucket.clone(),
                key: (*key).to_owned(),
                body: key.as_bytes().into(),
                content_type: Some("text/plain".to_owned()),
                metadata: HashMap::from([("kind".to_owned(), "test".to_owned())]),
                ..PutObject::default()
            };
            put.send(client).await.unwrap_or_else(|error| panic!("{} {key}: {error}", peer.name));
            assert_eq!(content(client, &bucket, key).await, key.as_bytes(), "{}", peer.name);
        }
        let head = HeadObject { bucket: bucket.clone(), key: "x/ü".to_owned(), ..HeadObject::default() };
        let head = head.send(client).await.unwrap();
        assert_eq!((head.content_length, &*head.metadata["kind"]), (Some(4), "test"), "{}", peer.name);
        let list =
            ListObjectsV2 { bucket: bucket.clone(), max_keys: peer.is_modern.then_some(2), ..ListObjectsV2::default() };
        let mut pages = list.paginate(client);
        let mut listed = Vec::new();
        while let Some(page) = pages.next().await {
            listed.extend(page.unwrap().into_inner().contents.into_iter().map(|object| object.key));
        }
        assert_eq!(listed, keys, "{}", peer.name);
        let copy_source = format!("{bucket}/plain");
        CopyObject { bucket: bucket.clone(), key: "copy".to_owned(), copy_source }.send(client).await.unwrap();
        assert_eq!(content(client, &bucket, "copy").await, b"plain");
        // MD5 is the checksum that all of them know.
        let objects = keys.iter().map(|key| ObjectIdentifier { key: (*key).to_owned() }).collect();
        let delete = Delete { objects, quiet: None };
        DeleteObjects { bucket: bucket.clone(), delete, ..DeleteObjects::default() }
            .send(client)
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", peer.name));
        DeleteObject { bucket: bucket.clone(), key: "copy".to_owned() }.send(client).await.unwrap();
        let get = GetObject { bucket: bucket.clone(), key: "plain".to_owned(), ..GetObject::default() };
        let error = get.send(client).await.unwrap_err();
        assert!(matches!(&error, SendError::Service(Error::NoSuchKey { .. }, _)), "{}: {error}", peer.name);
        DeleteBucket { bucket }.send(client).await.unwrap();
    }
}

/// Each way to send a payload and its checksum.
#[tokio::test]
async fn every_form_of_an_upload_is_accepted() {
    for (peer, builder) in peers() {
        let plain = builder.build().unwrap();
        let bucket = with_bucket(&plain).await;
        let bytes: Vec<u8> = (0..200_000_u32).flat_map(|number| number.to_le_bytes()).take(200_000).collect();
        let as_at_aws = |builder: ClientBuilder| {
            let supported = ChecksumPolicy::WhenSupported;
            let builder = builder.request_checksum_calculation(supported).response_checksum_validation(supported);
            builder.aws_chunked(true)
        };
        let (_, builder) = peers().into_iter().find(|(other, _)| other.name == peer.name).unwrap();
        let chunked = as_at_aws(builder).build().unwrap();
        let (_, builder) = peers().into_iter().find(|(other, _)| other.name == peer.name).unwrap();
        let unsigned = as_at_aws(builder).payload_signing_enabled(false).build().unwrap();
        let (_, builder) = peers().into_iter().find(|(other, _)| other.name == peer.name).unwrap();
        let without = builder.aws_chunked(true).build().unwrap();
        let mut forms = vec![("in memory", &plain, ByteStream::from(bytes.clone()))];
        if peer.is_modern {
            forms.push(("signed chunks", &without, once(&bytes)));
            forms.push(("a checksum in a header", &chunked, bytes.clone().into()));
            forms.push(("signed chunks and a trailer", &chunked, once(&bytes)));
            forms.push(("unsigned chunks and a trailer", &unsigned, once(&bytes)));
        }
        for (form, client, body) in forms {
            let put = PutObject { bucket: bucket.clone(), key: "k".to_owned(), body, ..PutObject::default() };
            put.send(client).await.unwrap_or_else(|error| panic!("{}: {form}: {error}", peer.name));
            assert!(content(client, &bucket, "k").await == bytes, "{}: {form}", peer.name);
        }
        if peer.is_modern {
            let get = GetObject { bucket: bucket.clone(), key: "k".to_owned(), ..GetObject::default() };
            let response = get.call(&chunked).await.unwrap();
            println!("{}: checked with {:?}", peer.name, response.validated_checksum());
        }
    }
}

#[tokio::test]
async fn an_object_is_uploaded_in_parts() {
    for (peer, builder) in peers() {
        let client = &builder.build().unwrap();
        let bucket = with_bucket(client).await;
        let key = || "big".to_owned();
        let create = CreateMultipartUpload { bucket: bucket.clone(), key: key(), ..CreateMultipartUpload::default() };
        let upload_id = create.send(client).await.unwrap().upload_id.unwrap();
        let mut parts = Vec::new();
        for (number, body) in [(1, vec![b'1'; 5 << 20]), (2, b"2".to_vec())] {
            let part = UploadPart {
                bucket: bucket.clone(),
                key: key(),
                upload_id: upload_id.clone(),
                part_number: number,
                body: body.into(),
                ..UploadPart::default()
            };
            let e_tag = part.send(client).await.unwrap().e_tag;
            parts.push(Part { part_number: Some(number), e_tag, ..Part::default() });
        }
        let multipart_upload = Some(CompletedMultipartUpload { parts });
        let (bucket_name, rest) = (bucket.clone(), CompleteMultipartUpload::default());
        let complete = CompleteMultipartUpload { bucket: bucket_name, key: key(), upload_id, multipart_upload, ..rest };
        let e_tag = complete.send(client).await.unwrap().e_tag.unwrap();
        assert!(e_tag.contains("-2") || !peer.is_modern, "{}: {e_tag}", peer.name);
        assert_eq!(content(client, &bucket, "big").await.len(), (5 << 20) + 1, "{}", peer.name);
    }
}

#[tokio::test]
async fn a_conditional_write_fails_if_there_is_an_object() {
    for (peer, builder) in peers().into_iter().filter(|(peer, _)| peer.is_complete) {
        let client = &builder.build().unwrap();
        let bucket = with_bucket(client).await;
        let if_none_match = Some("*".to_owned());
        let put = PutObject { bucket, key: "k".to_owned(), body: "1".into(), if_none_match, ..PutObject::default() };
        put.send(client).await.unwrap();
        let error = put.send(client).await.unwrap_err();
        let is_failed = matches!(&error, SendError::Service(Error::PreconditionFailed { .. }, _));
        assert!(is_failed, "{}: {error}", peer.name);
    }
}

#[tokio::test]
async fn a_wrong_secret_is_rejected() {
    for (peer, builder) in peers() {
        let client = builder.credentials(Credentials::new("AKIDEXAMPLE", "wrong")).build().unwrap();
        let error = CreateBucket { bucket: fresh("b"), ..CreateBucket::default() }.send(&client).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(403), "{}: {error}", peer.name);
    }
}
