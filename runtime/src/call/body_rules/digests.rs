//! What a body is read for before it is sent: its checksums and, if the signature covers it, its hash. One reading serves
//! them all.

use bytes::Bytes;
use http::HeaderValue;
use sha2::{Digest as _, Sha256};

use crate::call::NoResponse;
use crate::call::payload::{read_parts, unread};
use crate::model::header_list::HeaderList;
use crate::protocol::checksum::{Checksum, RunningChecksum};
use crate::sigv4::digest::Hex;
use crate::value::byte_stream::ByteStream;

/// How many bytes each algorithm gets at once. They stay in the cache of the processor from one algorithm to the next.
const PART: usize = 16 * 1024;

/// The checksums and the hash of a body, of the bytes so far.
#[derive(Default)]
pub(super) struct Digests {
    checksums: Vec<(Checksum, RunningChecksum)>,
    hash: Option<Sha256>,
}

impl Digests {
    /// Adds a checksum.
    pub(super) fn add(&mut self, checksum: Checksum) {
        self.checksums.push((checksum, checksum.begin()));
    }

    /// Adds the hash for the signature. A body without checksums is hashed when it is signed.
    pub(super) fn add_hash(&mut self) {
        self.hash = (!self.checksums.is_empty()).then(Sha256::new);
    }

    /// Whether the body need not be read.
    pub(super) fn is_empty(&self) -> bool {
        self.checksums.is_empty()
    }

    fn update(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(PART) {
            self.checksums.iter_mut().for_each(|(_, running)| running.update(part));
            if let Some(hash) = &mut self.hash {
                hash.update(part);
            }
        }
    }

    /// The digests of a body in memory. `Err` if it is a stream, which must be read.
    pub(super) fn of_memory(mut self, body: &ByteStream) -> Result<Self, Box<Self>> {
        let Some(bytes) = body.as_bytes() else { return Err(Box::new(self)) };
        self.update(bytes);
        Ok(self)
    }

    /// The digests of a stream, which is read to its end.
    pub(super) async fn read(mut self: Box<Self>, stream: ByteStream) -> Result<Self, NoResponse> {
        read_parts(&stream, |part| self.update(part)).await?;
        Ok(*self)
    }

    /// Sets the headers of the checksums. Returns the hash.
    pub(super) fn finish(self, headers: &mut HeaderList) -> Result<Option<String>, NoResponse> {
        for (checksum, running) in self.checksums {
            let value = HeaderValue::from_maybe_shared(Bytes::from(running.finish()));
            headers.set(checksum.header(), value.map_err(|error| unread(&error))?);
        }
        Ok(self.hash.map(|hash| Hex::new(&hash.finalize().into()).as_str().to_owned()))
    }
}

/// The checksum of a body, which is read for it.
#[cfg(feature = "rest-xml")]
pub(in crate::call) async fn checksum_of(body: &ByteStream, checksum: Checksum) -> Result<String, NoResponse> {
    if let Some(bytes) = body.as_bytes() {
        return Ok(checksum.of(bytes));
    }
    let mut running = checksum.begin();
    read_parts(body, |part| running.update(part)).await?;
    Ok(running.finish())
}
