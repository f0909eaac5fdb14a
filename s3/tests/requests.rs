//! The exact requests of the operations, and what becomes of responses.

#![allow(clippy::unwrap_used)] // failures in tests panic

use std::collections::HashMap;

use aws_operation::{
    Blob, Body, Client, Clock, Credentials, PreparedRequest, Sensitive, Timestamp, aws_operation, aws_shape,
};
use aws_operation_s3::{
    AbortMultipartUpload, ChecksumAlgorithm, ChecksumType, CompleteMultipartUpload, CompletedMultipartUpload,
    CompletedPart, CopyObject, CreateBucket, CreateMultipartUpload, DeleteObject, DeleteObjects, GetBucketLocation,
    GetObject, HeadBucket, HeadObject, ListMultipartUploads, ListObjectsV2, ListParts, MetadataDirective, PutObject,
    ServerSideEncryption, StorageClass, UploadPart,
};

fn client() -> Client {
    let clock = Clock::from_fn(|| Timestamp::from_second(1_440_938_160).unwrap());
    Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).clock(clock).build().unwrap()
}

/// The request, without what every request has.
async fn text(prepared: PreparedRequest) -> String {
    let (parts, body) = prepared.into_inner().into_parts();
    let of_all = ["authorization", "x-amz-date", "user-agent", "amz-sdk-invocation-id", "amz-sdk-request", "host"];
    let mut lines: Vec<_> = parts
        .headers
        .iter()
        .filter(|(name, _)| !of_all.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    let body = Body::bytes(body, 1 << 20).await.unwrap();
    lines.insert(0, format!("{} {}", parts.method, parts.uri));
    lines.push(String::from_utf8(body.to_vec()).unwrap());
    lines.join("\n")
}

macro_rules! assert_request {
    ($input:expr, $text:expr) => {{
        let text = text($input.prepare(&client()).await.unwrap()).await;
        let wanted: Vec<_> = $text.trim().lines().map(str::trim).collect();
        let got: Vec<_> = text.lines().filter(|line| !line.starts_with("x-amz-content-sha256")).collect();
        assert_eq!(got.join("\n").trim(), wanted.join("\n"));
    }};
}

#[tokio::test]
async fn requests_without_a_body() {
    let get = GetObject {
        range: Some("bytes=0-9".to_owned()),
        version_id: Some("v 1".to_owned()),
        response_content_type: Some("text/plain".to_owned()),
        sse_customer_key: Some(Sensitive::from(Blob::from("key"))),
        ..GetObject::new("paint", "a b/../c%.txt")
    };
    assert_request!(
        get,
        "GET https://paint.s3.eu-west-1.amazonaws.com/a%20b/../c%25.txt?versionId=v%201&response-content-type=text%2Fplain
         range: bytes=0-9
         x-amz-checksum-mode: ENABLED
         x-amz-server-side-encryption-customer-key-md5: PG4LipwVIkqCKLmpjKFTHQ==
         x-amz-server-side-encryption-customer-key: a2V5"
    );
    assert_request!(HeadObject::new("paint", "k"), "HEAD https://paint.s3.eu-west-1.amazonaws.com/k");
    assert_request!(DeleteObject::new("paint", "k"), "DELETE https://paint.s3.eu-west-1.amazonaws.com/k");
    assert_request!(HeadBucket::new("paint"), "HEAD https://paint.s3.eu-west-1.amazonaws.com/");
    // With the bucket in the path, so that a wrong region is no error.
    assert_request!(GetBucketLocation::new("paint"), "GET https://s3.eu-west-1.amazonaws.com/paint?location");
    assert_request!(
        AbortMultipartUpload::new("paint", "k", "id"),
        "DELETE https://paint.s3.eu-west-1.amazonaws.com/k?uploadId=id"
    );
    assert_request!(ListParts::new("paint", "k", "id"), "GET https://paint.s3.eu-west-1.amazonaws.com/k?uploadId=id");
    assert_request!(
        ListMultipartUploads { prefix: Some("a".to_owned()), ..ListMultipartUploads::new("paint") },
        "GET https://paint.s3.eu-west-1.amazonaws.com/?uploads&prefix=a&encoding-type=url"
    );
}

#[tokio::test]
async fn lists_ask_for_encoded_keys() {
    let list = ListObjectsV2 {
        prefix: Some("cats/".to_owned()),
        delimiter: Some("/".to_owned()),
        ..ListObjectsV2::new("paint")
    };
    let text = text(list.prepare(&client()).await.unwrap()).await;
    let line = text.lines().next().unwrap();
    assert!(line.starts_with("GET https://paint.s3.eu-west-1.amazonaws.com/?list-type=2&"), "{line}");
    for part in ["prefix=cats%2F", "delimiter=%2F", "encoding-type=url"] {
        assert!(line.contains(part), "{line}");
    }
}

#[tokio::test]
async fn an_object_is_stored_with_its_checksum() {
    let put = PutObject {
        body: "Hello world".into(),
        content_type: Some("text/plain".to_owned()),
        metadata: HashMap::from([("kind".to_owned(), "test".to_owned())]),
        storage_class: Some(StorageClass::StandardIa),
        server_side_encryption: Some(ServerSideEncryption::AwsKms),
        if_none_match: Some("*".to_owned()),
        ..PutObject::new("paint", "k")
    };
    assert_request!(
        put,
        "PUT https://paint.s3.eu-west-1.amazonaws.com/k
         content-type: text/plain
         if-none-match: *
         x-amz-checksum-crc32: i9aeUg==
         x-amz-meta-kind: test
         x-amz-sdk-checksum-algorithm: CRC32
         x-amz-server-side-encryption: aws:kms
         x-amz-storage-class: STANDARD_IA
         Hello world"
    );
}

#[tokio::test]
async fn an_upload_in_parts() {
    let create = CreateMultipartUpload {
        checksum_algorithm: Some(ChecksumAlgorithm::Crc64nvme),
        checksum_type: Some(ChecksumType::FullObject),
        ..CreateMultipartUpload::new("paint", "k")
    };
    assert_request!(
        create,
        "POST https://paint.s3.eu-west-1.amazonaws.com/k?uploads
         x-amz-checksum-algorithm: CRC64NVME
         x-amz-checksum-type: FULL_OBJECT"
    );
    let part = UploadPart {
        body: "123456789".into(),
        checksum_algorithm: Some(ChecksumAlgorithm::Crc64nvme),
        ..UploadPart::new("paint", "k", 7, "id")
    };
    assert_request!(
        part,
        "PUT https://paint.s3.eu-west-1.amazonaws.com/k?partNumber=7&uploadId=id
         content-type: application/octet-stream
         x-amz-checksum-crc64nvme: rosUhgp5mIg=
         x-amz-sdk-checksum-algorithm: CRC64NVME
         123456789"
    );
    let part = CompletedPart {
        part_number: Some(1),
        e_tag: Some("\"a\"".to_owned()),
        checksum_crc64nvme: Some("AA==".to_owned()),
        ..CompletedPart::default()
    };
    let complete = CompleteMultipartUpload {
        multipart_upload: CompletedMultipartUpload { parts: vec![part] },
        checksum_type: Some(ChecksumType::FullObject),
        object_size: Some(9),
        ..CompleteMultipartUpload::new("paint", "k", "id")
    };
    let text = text(complete.prepare(&client()).await.unwrap()).await;
    for wanted in [
        "POST https://paint.s3.eu-west-1.amazonaws.com/k?uploadId=id\n",
        "\nx-amz-checksum-type: FULL_OBJECT\n",
        "\nx-amz-mp-object-size: 9\n",
        "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Part>",
        "<ETag>&quot;a&quot;</ETag>",
        "<ChecksumCRC64NVME>AA==</ChecksumCRC64NVME>",
        "<PartNumber>1</PartNumber>",
    ] {
        assert!(text.contains(wanted) || text.contains(&wanted.replace("&quot;", "\"")), "{wanted}\n{text}");
    }
}

#[tokio::test]
async fn copies_deletions_and_buckets() {
    let copy = CopyObject {
        metadata_directive: Some(MetadataDirective::Replace),
        ..CopyObject::of("from", "a b/ü", "paint", "k")
    };
    assert_request!(
        copy,
        "PUT https://paint.s3.eu-west-1.amazonaws.com/k
         x-amz-copy-source: from/a%20b/%C3%BC
         x-amz-metadata-directive: REPLACE"
    );
    let text = text(DeleteObjects::new("paint", ["a&b", "c"]).prepare(&client()).await.unwrap()).await;
    for wanted in [
        "POST https://paint.s3.eu-west-1.amazonaws.com/?delete\n",
        "x-amz-checksum-crc32: ",
        "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>a&amp;b</Key></Object><Object>\
         <Key>c</Key></Object></Delete>",
    ] {
        assert!(text.contains(wanted), "{text}");
    }
    let text = super_text(CreateBucket::in_region("paint", "eu-west-1")).await;
    let body = "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>\
                eu-west-1</LocationConstraint></CreateBucketConfiguration>";
    assert!(text.ends_with(body) && text.starts_with("PUT https://"), "{text}");
    assert!(
        super_text(CreateBucket::in_region("paint", "us-east-1")).await.trim_end().lines().all(|l| !l.contains('<'))
    );
}

async fn super_text(create: CreateBucket) -> String {
    text(create.prepare(&client()).await.unwrap()).await
}

/// Operations that this crate lacks are structs of the program, with the same service, errors and client.
#[aws_operation(name = "GetObjectTagging", service = aws_operation_s3::Service)]
#[aws(http = "GET /{bucket}/{key+}?tagging")]
struct GetObjectTagging {
    #[aws(context = "Bucket")]
    bucket: String,
    key: String,
}

#[aws_shape(xml_name = "Tagging")]
#[derive(Debug)]
struct GetObjectTaggingOutput {
    #[aws(xml_member = "Tag", default)]
    tag_set: Vec<Tag>,
}

#[aws_shape]
#[derive(Debug)]
struct Tag {
    key: String,
    value: String,
}

#[tokio::test]
async fn an_own_operation_has_the_same_endpoint() {
    let get = GetObjectTagging { bucket: "paint".to_owned(), key: "k".to_owned() };
    assert_request!(get, "GET https://paint.s3.eu-west-1.amazonaws.com/k?tagging");
    let output = GetObjectTaggingOutput { tag_set: vec![Tag { key: "a".to_owned(), value: "b".to_owned() }] };
    assert_eq!((output.tag_set[0].key.as_str(), output.tag_set[0].value.as_str()), ("a", "b"));
}
