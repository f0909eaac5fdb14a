use aws_operation::{ByteStream, Client};
use aws_operation_s3::{GetObject, PutObject};
use bench_meter::{BUCKET, Call, Error, KEY, OBJECT, OBJECT_BYTES, expect, unknown};

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::GetObject => {
            let get = GetObject { bucket: BUCKET.into(), key: KEY.into(), ..GetObject::default() };
            let content = get.send(client).await?.body.open().await?.bytes(OBJECT_BYTES).await?;
            expect(content.len(), OBJECT_BYTES)
        }
        Call::PutObject => {
            let body = ByteStream::from(OBJECT.to_vec());
            let put = PutObject { bucket: BUCKET.into(), key: KEY.into(), body, ..PutObject::default() };
            expect(put.send(client).await?.e_tag.is_some(), true)
        }
        _ => unknown(call),
    }
}
