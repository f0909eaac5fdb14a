use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use bench_meter::{BUCKET, Call, Error, expect};

/// The server has one host for all buckets.
pub fn settings(builder: Builder) -> Builder {
    builder.force_path_style(true)
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    let (key, content) = call.object();
    if call.object_method() == Some("PUT") {
        let put = client.put_object().bucket(BUCKET).key(key).body(content.into());
        let output = match call {
            Call::PutLargeUnsigned => put.customize().disable_payload_signing().send().await?,
            _ => put.send().await?,
        };
        return expect(output.e_tag().is_some(), true);
    }
    let output = client.get_object().bucket(BUCKET).key(key).send().await?;
    expect(output.body.collect().await?.into_bytes().len(), content.len())
}
