//! Signatures of the frames of an event stream in a request. Each depends on the one before.
//!
//! Source: AWS's guides to the event stream encoding of Amazon Transcribe and Amazon Lex.

use hmac::Mac as _;
use http::header::AUTHORIZATION;
use http::request::Parts;

use super::digest::Hex;
#[cfg(feature = "sigv4a")]
use super::key::KeyCache;
use super::signature::Keys;
use super::{ALGORITHM, Signer};
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;
use crate::value::timestamp::amz_date::AmzDate;

/// The chain of signatures of the frames that a request sends. The first frame is signed with the signature of the request,
/// and each other frame with that of the frame before.
///
/// ```
/// use aws_operation::sigv4::{EventChain, Payload, Signer};
/// use aws_operation::{Credentials, Timestamp};
///
/// let uri = "https://transcribestreaming.us-east-1.amazonaws.com/stream-transcription";
/// let (mut request, ()) = http::Request::post(uri).body(())?.into_parts();
/// let (signer, credentials) = (Signer::new("us-east-1", "transcribe"), Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"));
/// signer.sign(&mut request, Payload::Events, &credentials, Timestamp::now())?;
///
/// let mut chain = EventChain::of(&request).expect("the request is signed");
/// let first = chain.sign(&signer, b"a whole frame", &credentials, Timestamp::now());
/// let last = chain.sign(&signer, b"", &credentials, Timestamp::now());
/// assert_ne!(first.signature, last.signature);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct EventChain {
    /// The signature before, in hexadecimal digits.
    previous: String,
}

/// The signature of one frame: the headers `:date` and `:chunk-signature` of the frame around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventSignature {
    /// The time of the signature, in milliseconds since 1970. It is a whole second.
    pub date: i64,
    /// The signature.
    pub signature: [u8; 32],
}

/// The header of the time in a frame, which is signed with its type: the length of its name, its name, and the type.
const DATE_HEADER: &[u8] = b"\x05:date\x08";

impl EventChain {
    /// The chain that begins with this signature of a request, in hexadecimal digits.
    pub fn new(request_signature: impl Into<String>) -> Self {
        Self { previous: request_signature.into() }
    }

    /// The chain of a request that a [`Signer`] has signed. `None` if its header `Authorization` has no signature.
    pub fn of(request: &Parts) -> Option<Self> {
        let authorization = request.headers.get(AUTHORIZATION)?.to_str().ok()?;
        let (_, signature) = authorization.rsplit_once("Signature=")?;
        Some(Self::new(signature))
    }

    /// Signs the next frame: `frame` is a whole frame with its checksums, and empty at the end of the stream. The signer must
    /// be that of the request; SigV4a has no signatures of frames.
    #[must_use = "the frame is sent within a frame with this signature"]
    pub fn sign(
        &mut self,
        signer: &Signer,
        frame: &[u8],
        credentials: &Credentials,
        time: Timestamp,
    ) -> EventSignature {
        let date = time.as_second() * 1000;
        let text = self.string_to_sign(signer, frame, time);
        let day = AmzDate::new(time);
        let mut mac = match &signer.keys {
            Keys::SigV4(cache) => cache.mac(credentials, &day, &signer.region, &signer.service),
            // No service has event streams with SigV4a.
            #[cfg(feature = "sigv4a")]
            Keys::SigV4a(_) => KeyCache::default().mac(credentials, &day, &signer.region, &signer.service),
        };
        mac.update(text.as_bytes());
        let signature: [u8; 32] = mac.finalize().into_bytes().into();
        Hex::new(&signature).as_str().clone_into(&mut self.previous);
        EventSignature { date, signature }
    }

    /// The string to sign of the next frame at this time.
    pub fn string_to_sign(&self, signer: &Signer, frame: &[u8], time: Timestamp) -> String {
        let date = AmzDate::new(time);
        let milliseconds = (time.as_second() * 1000).to_be_bytes();
        let date_hash = Hex::sha256(&[DATE_HEADER, &milliseconds].concat());
        let (day, frame_hash) = (date.day(), Hex::sha256(frame));
        format!(
            "{ALGORITHM}-PAYLOAD\n{}\n{day}{}\n{}\n{}\n{}",
            date.as_str(),
            signer.scope_end,
            self.previous,
            date_hash.as_str(),
            frame_hash.as_str()
        )
    }
}
