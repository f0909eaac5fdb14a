//! `checksum(tree_hash)`: the tree hash of Glacier, and the hash of the content that the signature covers.

mod scripted;

use aws_operation::{ByteStream, Bytes, SendError, aws_operation, aws_service};
use scripted::{Script, Step};

#[aws_service(id = "Glacier", protocol = "restJson1", headers("X-Amz-Glacier-Version: 2012-06-01"))]
struct Service;

#[aws_operation(name = "UploadArchive", output = (), http = "POST /{account_id}/vaults/{vault_name}/archives")]
#[aws(checksum(tree_hash))]
struct UploadArchive {
    #[aws(if_empty = "-")]
    account_id: Option<String>,
    vault_name: String,
    #[aws(header = "x-amz-sha256-tree-hash")]
    checksum: Option<String>,
    #[aws(payload)]
    body: ByteStream,
}

fn upload(body: impl Into<ByteStream>) -> UploadArchive {
    UploadArchive { account_id: None, vault_name: "photos".to_owned(), checksum: None, body: body.into() }
}

async fn hashes(upload: UploadArchive) -> [String; 2] {
    let script = Script::new([Step::NotSent, Step::response(201, "")]);
    upload.send(&script.client()).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent.len(), 2);
    let of = |index: usize| {
        ["x-amz-sha256-tree-hash", "x-amz-content-sha256"].map(|name| sent[index].header(name).unwrap().to_owned())
    };
    assert_eq!(of(0), of(1));
    assert_eq!(sent[0].target(), "/-/vaults/photos/archives");
    assert_eq!(sent[0].header("x-amz-glacier-version"), Some("2012-06-01"));
    of(0)
}

/// From the case `GlacierChecksums` of Smithy's model of Glacier.
const HELLO_WORLD: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

#[tokio::test(start_paused = true)]
async fn an_upload_has_the_hashes_of_its_content() {
    assert_eq!(hashes(upload("hello world")).await, [HELLO_WORLD; 2]);
}

#[tokio::test]
async fn a_stream_is_hashed_before_it_is_sent() {
    let content = Bytes::from(vec![b'a'; 5 * 1024 * 1024]);
    let stream = ByteStream::from_fn(5 * 1024 * 1024, move || {
        let content = content.clone();
        async move { Ok::<_, std::io::Error>(content.into()) }
    });
    // By `calculate_tree_hash` of botocore 1.43.11, and `sha256sum`.
    let prepared = upload(stream).prepare(&Script::new([]).client()).await.unwrap();
    let sent = ["x-amz-sha256-tree-hash", "x-amz-content-sha256"].map(|name| &prepared.headers()[name]);
    assert_eq!(
        sent,
        [
            "1ca676a2caf9791fcf24580c2c6f9b051ebbf689720da6ff8c41f2d01cdde5ea",
            "a29968fad2e782aa9f2040a35f05adb97ed8979eb1f572c8c8ea78637e275f3c"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn the_hash_of_the_input_takes_precedence() {
    let upload = UploadArchive { checksum: Some("0".repeat(64)), ..upload("hello world") };
    assert_eq!(hashes(upload).await, ["0".repeat(64), HELLO_WORLD.to_owned()]);
}

#[tokio::test]
async fn a_stream_that_can_be_read_only_once_has_no_hash() {
    let upload = upload(ByteStream::once(aws_operation::Body::from("hello world")));
    let error = upload.send(&Script::new([]).client()).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
}
