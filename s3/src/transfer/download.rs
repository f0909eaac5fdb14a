//! Downloads: the first response, and what follows from it.

mod file;
mod in_order;
mod range;
mod whole;

use std::path::Path;

use aws_operation::{ByteStream, Call as _, ChecksumAlgorithm, SendError};
use tokio::io::{AsyncWrite, AsyncWriteExt as _};

use super::Transfer;
use super::error::TransferError;
use super::part_size::DEFAULT_PART_SIZE;
use super::progress::{Progress, TransferEvent};
use crate::operations::get_object::{GetObject, GetObjectOutput};
use crate::service::Error;
pub use in_order::DownloadStream;
use range::Range;
use whole::Expected;

/// A download of one object, made by [`Transfer::download`]. Nothing is sent before one of the methods that say where
/// to.
///
/// The first request is for the whole object, so that a small one needs no other. Of a larger one, only the first part
/// is read from that response. All others are ranges that are requested at the same time, each on the condition that
/// the object still has the same `ETag`. Dropping the future or the stream ends all requests.
#[derive(Debug)]
#[must_use = "nothing is sent before the target is given"]
pub struct Download {
    transfer: Transfer,
    input: GetObject,
    progress: Progress,
}

/// An object that was downloaded.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Downloaded {
    /// The number of bytes.
    pub length: u64,
    /// The algorithm of the checksum of the whole object that the content was compared with. `None` if the service has
    /// none.
    pub verified: Option<ChecksumAlgorithm>,
    /// What the service says of the object, such as its media type. The body is empty.
    pub object: GetObjectOutput,
}

/// A download whose first response is there.
struct Begun {
    transfer: Transfer,
    progress: Progress,
    /// All parts, in their order. The first one has the body of the first response.
    parts: Vec<Range>,
    expected: Expected,
    object: GetObjectOutput,
}

impl Download {
    pub(super) fn new(transfer: Transfer, input: GetObject) -> Self {
        Self { transfer, input, progress: Progress::default() }
    }

    /// Calls a function at each event. It must not block.
    pub fn on_event(mut self, listener: impl Fn(TransferEvent) + Send + Sync + 'static) -> Self {
        self.progress.listen(listener);
        self
    }

    /// Downloads the object to a file, which replaces the one with this name when it is complete.
    ///
    /// The parts are written as they arrive, each at its position, to a file beside it. That file is deleted if the
    /// download fails or its future is dropped.
    ///
    /// # Errors
    /// [`TransferError::Target`] if the file cannot be written; otherwise as [`to_writer`](Self::to_writer).
    pub async fn to_file(self, path: impl AsRef<Path>) -> Result<Downloaded, TransferError> {
        file::write(self.begin().await?, path.as_ref()).await
    }

    /// Downloads the object to a writer, in order.
    ///
    /// ```no_run
    /// use aws_operation_s3::{GetObject, Transfer};
    ///
    /// # async fn run(transfer: Transfer) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut text = Vec::new();
    /// transfer.download(GetObject::new("paint", "cat.txt")).to_writer(&mut text).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`TransferError::Call`] if a call fails; [`TransferError::Broken`] if the content breaks off too often;
    /// [`TransferError::Changed`] if the object is replaced during the download; [`TransferError::WrongChecksum`] at
    /// the end, if the content is not the object's; [`TransferError::Target`] if the writer fails. All but the first
    /// may come when bytes have been written already.
    pub async fn to_writer(self, mut writer: impl AsyncWrite + Unpin) -> Result<Downloaded, TransferError> {
        let mut stream = self.stream().await?;
        while let Some(bytes) = stream.next().await? {
            writer.write_all(&bytes).await.map_err(TransferError::Target)?;
        }
        writer.flush().await.map_err(TransferError::Target)?;
        Ok(stream.into_downloaded())
    }

    /// Begins to download the object, as a stream of bytes in order.
    ///
    /// # Errors
    /// As [`to_writer`](Self::to_writer), for the first call.
    pub async fn stream(self) -> Result<DownloadStream, TransferError> {
        Ok(DownloadStream::of(self.begin().await?))
    }

    async fn begin(mut self) -> Result<Begun, TransferError> {
        if self.input.range.is_some() || self.input.part_number.is_some() {
            let text = "a transfer downloads a whole object: use `GetObject` itself for a `range` or a `part_number`";
            return Err(TransferError::Invalid(text.to_owned()));
        }
        let response = self.input.call(&self.transfer.client).await?;
        let validated = response.validated_checksum();
        let mut object = response.into_inner();
        let body = std::mem::take(&mut object.body).open().await.map_err(TransferError::Target)?;
        let length = object.content_length.and_then(|length| u64::try_from(length).ok());
        let part_size = self.transfer.part_size.unwrap_or(DEFAULT_PART_SIZE);
        self.progress.begin(length, part_size, None);
        let expected = Expected::of(&object, validated);
        let whole = Range::whole(&self, &object, body, length, expected.algorithm());
        let parts = whole.split(part_size);
        let Self { transfer, progress, .. } = self;
        Ok(Begun { transfer, progress, parts, expected, object })
    }
}

/// An error of a request that is conditional on the `ETag`.
fn of_condition(error: SendError<Error>) -> TransferError {
    match error {
        SendError::Service(Error::PreconditionFailed { .. } | Error::NoSuchKey { .. }, _) => TransferError::Changed,
        other => other.into(),
    }
}

impl Begun {
    fn downloaded(&self, length: u64, verified: Option<ChecksumAlgorithm>) -> Downloaded {
        let object = GetObjectOutput { body: ByteStream::default(), ..self.object.clone() };
        Downloaded { length, verified, object }
    }
}
