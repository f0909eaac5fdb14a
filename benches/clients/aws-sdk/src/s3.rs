use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::primitives::ByteStream;
use bench_meter::{BUCKET, Call, Error, KEY, OBJECT, OBJECT_BYTES, expect, unknown};

/// The server has one host for all buckets.
pub fn settings(builder: Builder) -> Builder {
    builder.force_path_style(true)
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::GetObject => {
            let output = client.get_object().bucket(BUCKET).key(KEY).send().await?;
            expect(output.body.collect().await?.into_bytes().len(), OBJECT_BYTES)
        }
        Call::PutObject => {
            let body = ByteStream::from(OBJECT.to_vec());
            let output = client.put_object().bucket(BUCKET).key(KEY).body(body).send().await?;
            expect(output.e_tag().is_some(), true)
        }
        _ => unknown(call),
    }
}
