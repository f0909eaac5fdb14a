//! Uploads: in one call, or in parts.

mod begin;
mod complete;
mod lost;
mod open;
mod parts;

use aws_operation::{ByteStream, Bytes};

use super::Transfer;
use super::checksum::Linear;
use super::error::TransferError;
use super::part_size;
use super::progress::{Progress, TransferEvent};
use super::source::Parts;
use crate::operations::put_object::PutObject;
use open::Open;
use parts::Uploading;

/// An upload of one object, made by [`Transfer::upload`]. Nothing is sent before [`send`](Self::send) or
/// [`run`](Self::run).
///
/// # Ends
///
/// [`send`](Self::send) is the usual way. After an error it aborts the upload, so that no parts are left which cost
/// money.
///
/// [`run`](Self::run) keeps the upload in the hands of the caller, who can [`abort`](Self::abort) it, run it again, or
/// [`keep`](Self::keep) it for another process.
///
/// If an upload that has begun is dropped, a task aborts it on the tokio runtime in which it is dropped. That is the
/// best that `Drop` can do, and it is not certain: there may be no runtime, the runtime may end before the task, the
/// process may be killed, or the call may fail. To be sure, call [`abort`](Self::abort), and let the bucket have a
/// lifecycle rule with `AbortIncompleteMultipartUpload`, or call [`Transfer::abort_stale`] from time to time.
///
/// ```no_run
/// use aws_operation::{Body, ByteStream};
/// use aws_operation_s3::{PutObject, Transfer};
///
/// # type Failure = Box<dyn std::error::Error>;
/// # async fn run(transfer: Transfer, lines: Body, stop: impl Future<Output = ()>) -> Result<(), Failure> {
/// let log = PutObject { body: ByteStream::once(lines), ..PutObject::new("paint", "log") };
/// let mut upload = transfer.upload(log);
/// let is_done = tokio::select! {
///     done = upload.run() => done.map(|_| true)?,
///     () = stop => false,
/// };
/// if !is_done {
///     upload.abort().await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is sent before `send` or `run`"]
pub struct Upload {
    transfer: Transfer,
    input: PutObject,
    progress: Progress,
    open: Option<Open>,
}

/// An object that was uploaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Uploaded {
    /// The number of bytes.
    pub length: u64,
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
    /// The version, in a bucket with versions.
    pub version_id: Option<String>,
    /// The CRC-64/NVME of the whole content, in base64, if S3 was given it, and so has verified it.
    pub checksum_crc64nvme: Option<String>,
    /// The number of parts; 0 for an object that was uploaded by one call.
    pub parts: u32,
}

impl Upload {
    pub(super) fn new(transfer: Transfer, input: PutObject) -> Self {
        Self { transfer, input, progress: Progress::default(), open: None }
    }

    /// Calls a function at each event. It must not block.
    ///
    /// ```no_run
    /// # async fn run(upload: aws_operation_s3::Upload) -> Result<(), Box<dyn std::error::Error>> {
    /// // As a stream of events:
    /// let (sender, mut events) = tokio::sync::mpsc::unbounded_channel();
    /// let upload = upload.on_event(move |event| drop(sender.send(event)));
    /// let sending = tokio::spawn(upload.send());
    /// while let Some(event) = events.recv().await {
    ///     println!("{event:?}");
    /// }
    /// sending.await??;
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_event(mut self, listener: impl Fn(TransferEvent) + Send + Sync + 'static) -> Self {
        self.progress.listen(listener);
        self
    }

    /// Continues an upload in parts that another process has begun.
    ///
    /// The source is read from its beginning. A part that S3 has already is not sent again if its checksum, or else its
    /// MD5, is that of the source. The part size is that of the first part there.
    pub fn resume(mut self, upload_id: impl Into<String>) -> Self {
        self.open = Some(Open::of_other(self.transfer.client.clone(), &self.input, upload_id.into()));
        self
    }

    /// The ID of an upload in parts that has begun and has not ended.
    pub fn upload_id(&self) -> Option<&str> {
        self.open.as_ref().map(Open::id)
    }

    /// Uploads the object. After an error, the upload is aborted.
    ///
    /// # Errors
    /// [`TransferError::NotAborted`] if that fails too; otherwise as [`run`](Self::run).
    pub async fn send(mut self) -> Result<Uploaded, TransferError> {
        let cause = match self.run().await {
            Ok(uploaded) => return Ok(uploaded),
            Err(cause) => cause,
        };
        let Some(upload_id) = self.upload_id().map(str::to_owned) else { return Err(cause) };
        match self.abort().await {
            Ok(()) => Err(cause),
            Err(abort) => Err(TransferError::NotAborted { upload_id, cause: Box::new(cause), abort: Box::new(abort) }),
        }
    }

    /// Uploads the object. An upload that fails, or whose future is dropped, can be run again, if its body can be read
    /// again: parts that are there already are skipped.
    ///
    /// # Errors
    /// [`TransferError::Call`] if a call fails; [`TransferError::Source`] if the body cannot be read;
    /// [`TransferError::TooManyParts`] and [`TransferError::Invalid`] if the part size does not fit.
    pub async fn run(&mut self) -> Result<Uploaded, TransferError> {
        self.check_input()?;
        if let Some(open) = &mut self.open {
            open.arm();
        }
        let stored = self.stored_parts().await?;
        let length = self.input.body.len();
        let set = stored.part_size().or(self.transfer.part_size);
        let part_size = part_size::of_upload(set, length)?;
        let body = self.input.body.open().await.map_err(TransferError::Source)?;
        let mut source = Parts::of(body, part_size);
        let first = source.next().await?;
        if first.is_last && self.open.is_none() {
            self.progress.begin(Some(first.content.len() as u64), part_size, None);
            return self.put(first.content).await;
        }
        let has_checksums = self.transfer.has_checksums(&self.input.bucket).await?;
        let upload_id = self.begun(has_checksums).await?;
        self.progress.begin(length, part_size, Some(&upload_id));
        let uploading = Uploading::new(self, upload_id.clone(), has_checksums, stored, part_size);
        let parts = uploading.run(first, source).await?;
        self.progress.report(|| TransferEvent::Completing);
        let uploaded = self.complete(&upload_id, parts).await?;
        drop(self.open.take().map(Open::forget));
        Ok(uploaded)
    }

    /// Gives the upload up, and deletes its parts. It is no error if the upload has not begun, or has ended.
    ///
    /// # Errors
    /// [`TransferError::Call`] if that fails. The upload is then aborted once more when it is dropped.
    pub async fn abort(self) -> Result<(), TransferError> {
        match self.open {
            Some(open) => Ok(open.abort().await?),
            None => Ok(()),
        }
    }

    /// Lets the upload be as it is, and returns its ID, with which [`resume`](Self::resume) continues it.
    pub fn keep(mut self) -> Option<String> {
        self.open.take().map(Open::forget)
    }

    /// Checksums of the input are those of one request, and say nothing of parts.
    fn check_input(&self) -> Result<(), TransferError> {
        let input = &self.input;
        let sums = [
            &input.checksum_crc32,
            &input.checksum_crc32c,
            &input.checksum_crc64nvme,
            &input.checksum_sha1,
            &input.checksum_sha256,
        ];
        if sums.iter().any(|sum| sum.is_some()) || input.checksum_algorithm.is_some() {
            let text = "the input of a transfer has no checksum and no `checksum_algorithm`: the transfer computes a \
                        CRC-64/NVME; use `PutObject` itself for another one";
            return Err(TransferError::Invalid(text.to_owned()));
        }
        Ok(())
    }

    /// Uploads the whole object by one call.
    async fn put(&self, content: Bytes) -> Result<Uploaded, TransferError> {
        let length = content.len() as u64;
        let has_checksums = self.transfer.has_checksums(&self.input.bucket).await?;
        let sum = has_checksums.then(|| Linear::Crc64Nvme.of(&content).header());
        let put = PutObject { body: ByteStream::from(content), checksum_crc64nvme: sum.clone(), ..self.input.clone() };
        let output = put.send(&self.transfer.client).await?;
        self.progress.add(length);
        let (e_tag, version_id) = (output.e_tag, output.version_id);
        Ok(Uploaded { length, e_tag, version_id, checksum_crc64nvme: sum, parts: 0 })
    }
}
