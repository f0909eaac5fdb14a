//! One object: put with each checksum, get whole and in ranges, head, conditions, copy, delete.

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType};

use crate::{BUCKET, Checks, Outcome, bytes, failure};

/// The checksums of an object that are in the response to a request for it, by their algorithms.
type Sums<'o> = [(ChecksumAlgorithm, Option<&'o str>); 5];

const LARGE: usize = 10 << 20;

pub(crate) async fn run(s3: &Client, checks: &mut Checks) -> Outcome {
    small(s3, checks).await?;
    large(s3, checks).await?;
    algorithms(s3, checks).await?;
    ranges(s3, checks).await?;
    conditions(s3, checks).await?;
    copy(s3, checks).await
}

fn sums(got: &GetObjectOutput) -> Sums<'_> {
    [
        (ChecksumAlgorithm::Crc32, got.checksum_crc32()),
        (ChecksumAlgorithm::Crc32C, got.checksum_crc32_c()),
        (ChecksumAlgorithm::Crc64Nvme, got.checksum_crc64_nvme()),
        (ChecksumAlgorithm::Sha1, got.checksum_sha1()),
        (ChecksumAlgorithm::Sha256, got.checksum_sha256()),
    ]
}

async fn small(s3: &Client, checks: &mut Checks) -> Outcome {
    let body = ByteStream::from_static(b"Hello world");
    let put = s3.put_object().bucket(BUCKET).key("small").body(body).content_type("text/plain");
    let put = put.content_encoding("identity").metadata("kind", "test").send().await?;
    checks.check("the default checksum is a CRC-32", put.checksum_crc32() == Some("i9aeUg=="));
    checks.check("the entity tag is the MD5", put.e_tag() == Some("\"3e25960a79dbc69b674cd4ec67a72c62\""));
    let got = s3.get_object().bucket(BUCKET).key("small").send().await?;
    checks.check("media type and encoding stay", got.content_type() == Some("text/plain"));
    checks.check("the encoding is that of the caller", got.content_encoding() == Some("identity"));
    checks.check("a response has the checksum", got.checksum_crc32() == Some("i9aeUg=="));
    let content = got.body.collect().await?.into_bytes();
    checks.check("the content, which the SDK compares with it", &content[..] == b"Hello world");
    let head = s3.head_object().bucket(BUCKET).key("small").send().await?;
    let metadata = head.metadata().and_then(|metadata| metadata.get("kind"));
    checks.check("head has the length", head.content_length() == Some(11));
    checks.check("head has the metadata", metadata.map(String::as_str) == Some("test"));
    checks.check("head has the tag", head.e_tag() == put.e_tag() && head.last_modified().is_some());
    let empty = s3.put_object().bucket(BUCKET).key("empty").send().await?;
    checks.check("the checksum of nothing", empty.checksum_crc32() == Some("AAAAAA=="));
    let got = s3.get_object().bucket(BUCKET).key("empty").send().await?;
    checks.check("nothing comes back", got.body.collect().await?.into_bytes().is_empty());
    Ok(())
}

/// A file is a stream, whose checksum follows its body.
async fn large(s3: &Client, checks: &mut Checks) -> Outcome {
    let (path, content) = (std::env::temp_dir().join(format!("aws-sdk-s3-{}", std::process::id())), bytes(LARGE));
    std::fs::write(&path, &content)?;
    let body = ByteStream::from_path(&path).await?;
    let put = s3.put_object().bucket(BUCKET).key("large").body(body).send().await;
    std::fs::remove_file(&path)?;
    checks.check("a file of 10 MiB has a checksum", put?.checksum_crc32().is_some());
    let got = s3.get_object().bucket(BUCKET).key("large").send().await?;
    checks.check("it has no encoding", got.content_encoding().unwrap_or_default().is_empty());
    checks.check("its content comes back", got.body.collect().await?.into_bytes() == content);
    Ok(())
}

async fn algorithms(s3: &Client, checks: &mut Checks) -> Outcome {
    let content = bytes(100_000);
    for algorithm in [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32C,
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ] {
        let key = format!("sum/{algorithm}");
        let put = s3.put_object().bucket(BUCKET).key(&key).checksum_algorithm(algorithm.clone());
        put.body(content.clone().into()).send().await?;
        let got = s3.get_object().bucket(BUCKET).key(&key).send().await?;
        let has: Vec<_> = sums(&got).into_iter().filter(|(_, sum)| sum.is_some()).map(|(name, _)| name).collect();
        checks.check(&format!("the object has its {algorithm} alone"), has == [algorithm.clone()]);
        checks.check("its type", got.checksum_type() == Some(&ChecksumType::FullObject));
        checks.check("its content", got.body.collect().await?.into_bytes() == content);
    }
    let wrong = s3.put_object().bucket(BUCKET).key("sum/wrong").checksum_sha1("AAAA").send().await;
    checks.check("a wrong checksum is BadDigest", failure(&wrong) == (Some("BadDigest"), Some(400)));
    Ok(())
}

async fn ranges(s3: &Client, checks: &mut Checks) -> Outcome {
    for (range, expected, of) in [
        ("bytes=0-4", "Hello", "bytes 0-4/11"),
        ("bytes=6-", "world", "bytes 6-10/11"),
        ("bytes=-3", "rld", "bytes 8-10/11"),
        ("bytes=9-99", "ld", "bytes 9-10/11"),
    ] {
        let got = s3.get_object().bucket(BUCKET).key("small").range(range).send().await?;
        checks.check(&format!("{range} is {of}"), got.content_range() == Some(of));
        checks.check("it has no checksum of the whole", got.checksum_crc32().is_none());
        checks.check(expected, &got.body.collect().await?.into_bytes()[..] == expected.as_bytes());
    }
    let after = s3.get_object().bucket(BUCKET).key("small").range("bytes=11-").send().await;
    checks.check("a range after the end", failure(&after) == (Some("InvalidRange"), Some(416)));
    Ok(())
}

async fn conditions(s3: &Client, checks: &mut Checks) -> Outcome {
    let once = || s3.put_object().bucket(BUCKET).key("once").if_none_match("*");
    let first = once().body(ByteStream::from_static(b"first")).send().await?;
    let second = once().body(ByteStream::from_static(b"second")).send().await;
    checks.check("If-None-Match, twice", failure(&second) == (Some("PreconditionFailed"), Some(412)));
    let other = s3.put_object().bucket(BUCKET).key("once").if_match("\"other\"").send().await;
    checks.check("If-Match of another tag", failure(&other) == (Some("PreconditionFailed"), Some(412)));
    let got = s3.get_object().bucket(BUCKET).key("once").set_if_match(first.e_tag().map(str::to_owned)).send().await?;
    checks.check("the first one stays", &got.body.collect().await?.into_bytes()[..] == b"first");
    let changed = s3.get_object().bucket(BUCKET).key("once").if_match("\"other\"").send().await;
    checks.check("a get of another tag", failure(&changed) == (Some("PreconditionFailed"), Some(412)));
    Ok(())
}

async fn copy(s3: &Client, checks: &mut Checks) -> Outcome {
    let copied = s3.copy_object().bucket(BUCKET).key("copy").copy_source("b/small").send().await?;
    let tag = copied.copy_object_result().and_then(|result| result.e_tag());
    checks.check("a copy has the tag", tag == Some("\"3e25960a79dbc69b674cd4ec67a72c62\""));
    let head = s3.head_object().bucket(BUCKET).key("copy").send().await?;
    let metadata = head.metadata().and_then(|metadata| metadata.get("kind"));
    checks.check("and the metadata", metadata.map(String::as_str) == Some("test"));
    let none = s3.copy_object().bucket(BUCKET).key("copy").copy_source("b/none").send().await;
    checks.check("a copy of nothing", failure(&none) == (Some("NoSuchKey"), Some(404)));
    s3.delete_object().bucket(BUCKET).key("copy").send().await?;
    let gone = s3.head_object().bucket(BUCKET).key("copy").send().await;
    checks.check("a deleted object is gone", failure(&gone).1 == Some(404));
    let again = s3.delete_object().bucket(BUCKET).key("copy").send().await;
    checks.check("a delete may be repeated", again.is_ok());
    Ok(())
}
