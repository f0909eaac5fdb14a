//! Uploads in parts, with the SDK's own checksums and with one of the whole object.

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::upload_part::UploadPartOutput;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, CompletedMultipartUpload, CompletedPart};

use crate::{BUCKET, Checks, Outcome, bytes, failure};

const KEY: &str = "parts/ü +";
const PART: usize = 5 << 20;

pub(crate) async fn run(s3: &Client, checks: &mut Checks) -> Outcome {
    // The SDK gives parts a CRC-32 either way, but begins no upload with an algorithm by itself.
    complete(s3, None, checks).await?;
    complete(s3, Some(ChecksumAlgorithm::Crc32), checks).await?;
    whole_checksum(s3, checks).await?;
    abort(s3, checks).await
}

async fn part(s3: &Client, id: &str, number: i32, content: &[u8]) -> Outcome<UploadPartOutput> {
    let part = s3.upload_part().bucket(BUCKET).key(KEY).upload_id(id).part_number(number);
    Ok(part.body(content.to_vec().into()).send().await?)
}

fn named(parts: impl IntoIterator<Item = (i32, UploadPartOutput)>) -> CompletedMultipartUpload {
    let parts = parts.into_iter().map(|(number, part)| {
        let named = CompletedPart::builder().part_number(number).set_e_tag(part.e_tag().map(str::to_owned));
        named.set_checksum_crc32(part.checksum_crc32().map(str::to_owned)).build()
    });
    CompletedMultipartUpload::builder().set_parts(Some(parts.collect())).build()
}

async fn complete(s3: &Client, algorithm: Option<ChecksumAlgorithm>, checks: &mut Checks) -> Outcome {
    let begun = s3.create_multipart_upload().bucket(BUCKET).key(KEY).content_type("text/plain");
    let begun = begun.set_checksum_algorithm(algorithm.clone()).send().await?;
    checks.check("an upload has the algorithm", begun.checksum_algorithm() == algorithm.as_ref());
    let id = begun.upload_id().ok_or("an upload has no ID")?;
    let content = bytes(2 * PART + 1);
    let mut parts = Vec::new();
    for (number, content) in (1..).zip(content.chunks(PART)) {
        parts.push((number, part(s3, id, number, content).await?));
    }
    checks.check("each part has its checksum", parts.iter().all(|(_, part)| part.checksum_crc32().is_some()));
    let listed = s3.list_parts().bucket(BUCKET).key(KEY).upload_id(id).into_paginator().page_size(2).send();
    let listed = listed.collect::<Result<Vec<_>, _>>().await?;
    checks.check("parts have pages", listed.iter().map(|page| page.parts().len()).eq([2, 1]));
    let sums = listed.iter().flat_map(|page| page.parts()).map(|part| part.checksum_crc32());
    checks.check("and the same checksums", sums.eq(parts.iter().map(|(_, part)| part.checksum_crc32())));
    let uploads = s3.list_multipart_uploads().bucket(BUCKET).send().await?;
    checks.check("the upload is listed", uploads.uploads().iter().map(|upload| upload.upload_id()).eq([Some(id)]));
    let done = s3.complete_multipart_upload().bucket(BUCKET).key(KEY).upload_id(id);
    let done = done.multipart_upload(named(parts)).send().await?;
    checks.check("the tag says three parts", done.e_tag().is_some_and(|tag| tag.ends_with("-3\"")));
    let is_of_parts = done.checksum_crc32().map(|sum| sum.ends_with("-3"));
    checks.check("so does its checksum", is_of_parts == algorithm.as_ref().map(|_| true));
    let got = s3.get_object().bucket(BUCKET).key(KEY).send().await?;
    checks.check("which is composite", got.checksum_type() == algorithm.map(|_| ChecksumType::Composite).as_ref());
    checks.check("the media type is that of the beginning", got.content_type() == Some("text/plain"));
    checks.check("all parts in order", got.body.collect().await?.into_bytes() == content);
    Ok(())
}

async fn whole_checksum(s3: &Client, checks: &mut Checks) -> Outcome {
    let begun = s3.create_multipart_upload().bucket(BUCKET).key(KEY).checksum_type(ChecksumType::FullObject);
    let begun = begun.checksum_algorithm(ChecksumAlgorithm::Crc64Nvme).send().await?;
    let id = begun.upload_id().ok_or("an upload has no ID")?;
    let sent = s3.upload_part().bucket(BUCKET).key(KEY).upload_id(id).part_number(1);
    let sent =
        sent.checksum_algorithm(ChecksumAlgorithm::Crc64Nvme).body(b"Hello world".to_vec().into()).send().await?;
    let sum = sent.checksum_crc64_nvme().map(str::to_owned);
    checks.check("a part has the checksum that was asked for", sum.is_some());
    let wrong =
        s3.complete_multipart_upload().bucket(BUCKET).key(KEY).upload_id(id).checksum_crc64_nvme("AAAAAAAAAAA=");
    let wrong = wrong.multipart_upload(named([(1, sent.clone())])).send().await;
    checks.check("another checksum of the whole", failure(&wrong) == (Some("BadDigest"), Some(400)));
    let done =
        s3.complete_multipart_upload().bucket(BUCKET).key(KEY).upload_id(id).multipart_upload(named([(1, sent)]));
    let done = done.set_checksum_crc64_nvme(sum.clone()).send().await?;
    checks.check("that of the whole is that of one part", done.checksum_crc64_nvme() == sum.as_deref());
    let got = s3.get_object().bucket(BUCKET).key(KEY).send().await?;
    checks.check("a get has it", got.checksum_crc64_nvme() == sum.as_deref());
    checks.check("and the content has it", &got.body.collect().await?.into_bytes()[..] == b"Hello world");
    Ok(())
}

async fn abort(s3: &Client, checks: &mut Checks) -> Outcome {
    let begun = s3.create_multipart_upload().bucket(BUCKET).key(KEY).send().await?;
    let id = begun.upload_id().ok_or("an upload has no ID")?;
    let small = [(1, part(s3, id, 1, b"1").await?), (2, part(s3, id, 2, b"2").await?)];
    let done = s3.complete_multipart_upload().bucket(BUCKET).key(KEY).upload_id(id);
    let done = done.multipart_upload(named(small)).send().await;
    checks.check("a first part that is small", failure(&done) == (Some("EntityTooSmall"), Some(400)));
    s3.abort_multipart_upload().bucket(BUCKET).key(KEY).upload_id(id).send().await?;
    let again = s3.abort_multipart_upload().bucket(BUCKET).key(KEY).upload_id(id).send().await;
    checks.check("an aborted upload is gone", failure(&again) == (Some("NoSuchUpload"), Some(404)));
    let uploads = s3.list_multipart_uploads().bucket(BUCKET).send().await?;
    checks.check("no upload is listed", uploads.uploads().is_empty());
    Ok(())
}
