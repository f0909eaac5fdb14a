//! object_store: `BufWriter` for uploads, and ranges at the same time for downloads, which it has no transfer for. It
//! sends what the others do: unsigned payloads, and a CRC-64/NVME of each part.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::process::ExitCode;
use std::sync::Arc;

use bench_meter::transfer::{BUCKET, Plan, Transfer};
use bench_meter::{ACCESS_KEY, Error, REGION, SECRET_KEY, transfer};
use bytes::BytesMut;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::ObjectStoreExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder, Checksum};
use object_store::buffered::BufWriter;
use object_store::path::Path;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// How much of the file is read at once.
const PIECE: usize = 1 << 20;

struct ObjectStore(Arc<AmazonS3>);

impl Transfer for ObjectStore {
    async fn new(plan: &Plan) -> Result<Self, Error> {
        let store = AmazonS3Builder::new()
            .with_region(REGION)
            .with_endpoint(&plan.url)
            .with_allow_http(true)
            .with_bucket_name(BUCKET)
            .with_access_key_id(ACCESS_KEY)
            .with_secret_access_key(SECRET_KEY)
            .with_unsigned_payload(true)
            .with_checksum_algorithm(Checksum::CRC64NVME);
        Ok(Self(Arc::new(store.build()?)))
    }

    async fn up(&self, plan: &Plan) -> Result<(), Error> {
        let path = Path::from(plan.key.as_str());
        let writer = BufWriter::with_capacity(self.0.clone(), path, plan.part_size);
        let mut writer = writer.with_max_concurrency(plan.concurrency);
        let mut file = tokio::fs::File::open(&plan.file).await?;
        file.set_max_buf_size(PIECE);
        loop {
            let mut piece = BytesMut::with_capacity(PIECE);
            if file.read_buf(&mut piece).await? == 0 {
                break;
            }
            writer.put(piece.freeze()).await?;
        }
        writer.shutdown().await?;
        Ok(())
    }

    async fn down(&self, plan: &Plan) -> Result<(), Error> {
        let (path, size) = (Path::from(plan.key.as_str()), plan.part_size as u64);
        let length = self.0.head(&path).await?.size;
        let file = Arc::new(File::create(&plan.file)?);
        let ranges = (0..length.div_ceil(size)).map(|part| part * size..length.min((part + 1) * size));
        let parts = stream::iter(ranges).map(|range| self.part(&path, range, Arc::clone(&file)));
        parts.buffer_unordered(plan.concurrency).try_collect().await
    }
}

impl ObjectStore {
    async fn part(&self, path: &Path, range: std::ops::Range<u64>, file: Arc<File>) -> Result<(), Error> {
        let content = self.0.get_range(path, range.clone()).await?;
        tokio::task::spawn_blocking(move || file.write_all_at(&content, range.start)).await??;
        Ok(())
    }
}

fn main() -> ExitCode {
    transfer::main::<ObjectStore>()
}
