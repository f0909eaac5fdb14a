//! `Transfer` of aws-operation-s3, with what it does at AWS over TLS: unsigned payloads, and a CRC-64/NVME.

use std::process::ExitCode;

use aws_operation::{ByteStream, ChecksumPolicy, Client, Credentials};
use aws_operation_s3::{GetObject, PutObject};
use bench_meter::transfer::{BUCKET, Plan, Transfer};
use bench_meter::{ACCESS_KEY, Error, REGION, SECRET_KEY, expect, transfer};

struct Ours(aws_operation_s3::Transfer);

impl Transfer for Ours {
    async fn new(plan: &Plan) -> Result<Self, Error> {
        let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY);
        let client = Client::builder().region(REGION).credentials(credentials).endpoint_url(&plan.url);
        let client = client.payload_signing_enabled(false).response_checksum_validation(ChecksumPolicy::WhenSupported);
        let transfer = aws_operation_s3::Transfer::new(client.build()?).part_size(plan.part_size as u64);
        Ok(Self(transfer.concurrency(plan.concurrency).checksums(true)))
    }

    async fn up(&self, plan: &Plan) -> Result<(), Error> {
        let body = ByteStream::from_path(&plan.file).await?;
        self.0.upload(PutObject { body, ..PutObject::new(BUCKET, &*plan.key) }).send().await?;
        Ok(())
    }

    async fn down(&self, plan: &Plan) -> Result<(), Error> {
        let downloaded = self.0.download(GetObject::new(BUCKET, &*plan.key)).to_file(&plan.file).await?;
        expect(downloaded.verified.is_some(), plan.key.starts_with("summed-"))
    }
}

fn main() -> ExitCode {
    transfer::main::<Ours>()
}
