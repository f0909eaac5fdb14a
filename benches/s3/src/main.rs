//! GET and PUT of one object by `aws-operation-s3`, with the interface of the S3 benchmark: the options `--url`, `--n`,
//! `--concurrency`, `--warmup` and `--rt`, and the variables `BENCH_OP` (`get` or `put`) and `BENCH_SIZE`.
//!
//! Checksums are those of AWS's own endpoints, which the server of a benchmark is not. `BENCH_PAYLOAD=unsigned` sends
//! the payload unsigned, as over TLS.

mod measure;
mod options;

use std::error::Error;

use aws_operation::{Bytes, ChecksumPolicy, Client, Credentials};
use aws_operation_s3::{GetObject, PutObject};
use options::Options;

type Failure = Box<dyn Error + Send + Sync>;

#[derive(Clone)]
struct Caller {
    client: Client,
    is_put: bool,
    size: usize,
    key: String,
}

impl Caller {
    fn new(options: &Options) -> Result<Self, Failure> {
        let mut builder = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKIDEXAMPLE", "bench-secret"))
            .endpoint_url(&options.url)
            .s3_force_path_style(true)
            .request_checksum_calculation(ChecksumPolicy::WhenSupported)
            .response_checksum_validation(ChecksumPolicy::WhenSupported);
        if options.is_unsigned {
            builder = builder.payload_signing_enabled(false);
        }
        let key = options.size.to_string();
        Ok(Self { client: builder.build()?, is_put: options.is_put, size: options.size, key })
    }

    /// One whole call.
    async fn call(&self) -> Result<(), Failure> {
        if self.is_put {
            let body = Bytes::from(vec![0; self.size]).into();
            PutObject { body, ..PutObject::new("bench", &*self.key) }.send(&self.client).await?;
            return Ok(());
        }
        let object = GetObject::new("bench", &*self.key).send(&self.client).await?;
        let got = object.body.open().await?.bytes(self.size).await?.len();
        if got == self.size { Ok(()) } else { Err(format!("{got} bytes").into()) }
    }
}

fn main() -> Result<(), Failure> {
    let options = Options::read()?;
    let mut builder = if options.is_multi_thread {
        tokio::runtime::Builder::new_multi_thread()
    } else {
        tokio::runtime::Builder::new_current_thread()
    };
    builder.enable_all().build()?.block_on(measure::measure(Caller::new(&options)?, &options))
}
