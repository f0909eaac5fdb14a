//! aws-sdk-s3-transfer-manager with its own threads and HTTP client. It signs no payload of a part over plain HTTP
//! either, and sends a CRC-64/NVME of each in a trailer.

use std::process::ExitCode;

use aws_credential_types::Credentials;
use aws_sdk_s3::config::Region;
use aws_sdk_s3_transfer_manager::config::S3ClientConfig;
use aws_sdk_s3_transfer_manager::io::InputStream;
use aws_sdk_s3_transfer_manager::types::{ConcurrencyMode, PartSize};
use aws_sdk_s3_transfer_manager::{Client, Config};
use bench_meter::transfer::{BUCKET, Plan, Transfer};
use bench_meter::{ACCESS_KEY, Error, REGION, SECRET_KEY, transfer};

struct TransferManager(Client);

impl Transfer for TransferManager {
    async fn new(plan: &Plan) -> Result<Self, Error> {
        let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "static");
        let s3 = aws_sdk_s3::Config::builder().region(Region::new(REGION)).endpoint_url(&plan.url);
        let s3 = s3.credentials_provider(credentials).force_path_style(true);
        let part_size = plan.part_size as u64;
        let config = Config::builder()
            .part_size(PartSize::Target(part_size))
            .multipart_threshold(PartSize::Target(part_size))
            .concurrency(ConcurrencyMode::Explicit(plan.concurrency))
            .s3_config(S3ClientConfig::new(s3));
        Ok(Self(Client::new(config.build())))
    }

    async fn up(&self, plan: &Plan) -> Result<(), Error> {
        let body = InputStream::from_path(&plan.file)?;
        self.0.upload().bucket(BUCKET).key(&plan.key).body(body).initiate()?.join().await?;
        Ok(())
    }

    async fn down(&self, plan: &Plan) -> Result<(), Error> {
        self.0.download().bucket(BUCKET).key(&plan.key).write_to_path(&plan.file).await?.join().await?;
        Ok(())
    }
}

fn main() -> ExitCode {
    transfer::main::<TransferManager>()
}
