//! Transfers of objects in parallel parts.

mod checksum;
pub(crate) mod download;
pub(crate) mod error;
mod part_size;
pub(crate) mod progress;
mod source;
mod stale;
pub(crate) mod upload;

use aws_operation::Client;
use aws_operation::http::HeaderMap;

use crate::operations::get_object::GetObject;
use crate::operations::put_object::PutObject;
use crate::operations::upload_part::UploadPart;
use download::Download;
use error::TransferError;
use upload::Upload;

/// Uploads and downloads objects of any size, in parts that are under way at the same time.
///
/// ```no_run
/// use aws_operation::{ByteStream, Client};
/// use aws_operation_s3::{GetObject, PutObject, Transfer};
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let transfer = Transfer::new(Client::from_env().await?);
/// let film = PutObject { body: ByteStream::from_path("film.mp4").await?, ..PutObject::new("paint", "film.mp4") };
/// transfer.upload(film).send().await?;
/// transfer.download(GetObject::new("paint", "film.mp4")).to_file("copy.mp4").await?;
/// # Ok(())
/// # }
/// ```
///
/// # Memory
///
/// An upload holds at most `concurrency + 1` parts: those that are sent, and one that is read. A download to a file
/// holds at most 1 MiB and what the HTTP client has buffered for each part that is under way. A download in order holds
/// at most `concurrency + 1` parts, because those that arrive early must wait.
///
/// # Retries
///
/// Each part is a call of the client, with its retries, its quota and its limits. Where the content of a download
/// breaks off, the rest is requested, up to five times for each part.
///
/// # Checksums
///
/// An object that is uploaded has a CRC-64/NVME of its whole content, which S3 compares with that of the bytes that it
/// stored; each part has one too. A download compares the whole content with the CRC that S3 has, if it has one of the
/// whole object. An endpoint outside of AWS's domains gets and is asked for no checksums, unless the client or
/// [`checksums`](Self::checksums) says so.
///
/// # Without async
///
/// A blocking client (feature `blocking` of `aws-operation`) waits for transfers, as for any other future:
///
/// ```no_run
/// use aws_operation::blocking::Client;
/// use aws_operation_s3::{GetObject, Transfer};
///
/// let client = Client::from_env()?;
/// let transfer = Transfer::new(client.client().clone());
/// client.wait(transfer.download(GetObject::new("paint", "film.mp4")).to_file("copy.mp4"))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Transfer {
    client: Client,
    part_size: Option<u64>,
    concurrency: usize,
    checksums: Option<bool>,
    is_only_writer: bool,
}

impl Transfer {
    /// Transfers with this client.
    pub fn new(client: Client) -> Self {
        Self {
            client,
            part_size: None,
            concurrency: part_size::DEFAULT_CONCURRENCY,
            checksums: None,
            is_only_writer: false,
        }
    }

    /// The part size in bytes, at least 5 MiB for uploads. An object that is not larger is transferred by one call.
    ///
    /// By default 8 MiB, and as much more as an upload needs to have at most 10,000 parts. A stream of unknown length
    /// has parts of 8 MiB: 78 GiB in all.
    #[must_use]
    pub fn part_size(mut self, bytes: u64) -> Self {
        self.part_size = Some(bytes.max(1));
        self
    }

    /// How many parts of an object are under way at the same time; 8 by default.
    #[must_use]
    pub fn concurrency(mut self, parts: usize) -> Self {
        self.concurrency = parts.max(1);
        self
    }

    /// Whether uploads have checksums. By default they have where calls of the client have them.
    #[must_use]
    pub fn checksums(mut self, send: bool) -> Self {
        self.checksums = Some(send);
        self
    }

    /// Promises that nobody else uploads the same keys at the same time. It is not promised by default.
    ///
    /// If the response to a request to begin an upload in parts is lost, that upload may exist, without parts, and
    /// nobody knows its ID. With this promise, it is found by its key and its time, and aborted: also if no further
    /// request succeeds, and if the upload is dropped meanwhile. An upload of this key that began earlier is left.
    /// Without the promise, nothing is aborted, because it may be that of another process; the loss is reported
    /// ([`TransferEvent::MayHaveBegun`]).
    ///
    /// [`TransferEvent::MayHaveBegun`]: crate::TransferEvent::MayHaveBegun
    #[must_use]
    pub fn only_writer(mut self, is_only: bool) -> Self {
        self.is_only_writer = is_only;
        self
    }

    /// Uploads an object, whose content is the body of this input: a file ([`ByteStream::from_path`]), bytes, or any
    /// stream. The length need not be known ([`ByteStream::once`]).
    ///
    /// [`ByteStream::from_path`]: aws_operation::ByteStream::from_path
    /// [`ByteStream::once`]: aws_operation::ByteStream::once
    pub fn upload(&self, input: PutObject) -> Upload {
        Upload::new(self.clone(), input)
    }

    /// Downloads an object: to a [file](Download::to_file), to a [writer](Download::to_writer), or as a
    /// [stream](Download::stream).
    pub fn download(&self, input: GetObject) -> Download {
        Download::new(self.clone(), input)
    }

    /// Whether uploads to this bucket have checksums.
    async fn has_checksums(&self, bucket: &str) -> Result<bool, TransferError> {
        if let Some(has) = self.checksums {
            return Ok(has);
        }
        // What the client does depends on its settings and on the endpoint, so a request that is not sent is looked at.
        let probe = UploadPart { body: "-".into(), ..UploadPart::new(bucket, "-", 1, "-") };
        let prepared = probe.prepare(&self.client).await?;
        Ok(has_checksum(prepared.headers()))
    }
}

fn has_checksum(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| name.as_str().starts_with("x-amz-checksum-"))
}
