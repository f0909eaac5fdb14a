use aws_operation::{ChecksumPolicy, Client, ClientBuilder};
use aws_operation_s3::{GetObject, PutObject};
use bench_meter::{BUCKET, Call, Error, expect};

/// The checksums are those of AWS's own endpoints, which this server is not.
pub fn settings(builder: ClientBuilder, call: Call) -> ClientBuilder {
    builder
        .request_checksum_calculation(ChecksumPolicy::WhenSupported)
        .response_checksum_validation(ChecksumPolicy::WhenSupported)
        .payload_signing_enabled(call != Call::PutLargeUnsigned)
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    let (key, content) = call.object();
    if call.object_method() == Some("PUT") {
        let put = PutObject { body: content.into(), ..PutObject::new(BUCKET, key) };
        return expect(put.send(client).await?.e_tag.is_some(), true);
    }
    let got = GetObject::new(BUCKET, key).send(client).await?.body.open().await?.bytes(content.len()).await?;
    expect(got.len(), content.len())
}
