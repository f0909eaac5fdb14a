//! The signatures of the frames of an event stream, each of which covers the one before. Shares no code with the client.
//!
//! Source: AWS's guides to the event stream encoding of Amazon Transcribe and Amazon Lex.

use bytes::Bytes;
use hmac::Mac as _;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::proof::{hmac, signing_key};
use super::{Authorization, Cause, MAX_SKEW, SignatureError, hex, reject};
use crate::protocol::event_stream::{Frame, FrameValue};
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;

/// Verifies the frames of a request one after another.
pub(crate) struct FrameKey {
    credentials: Credentials,
    region: String,
    service: String,
    /// The signature before, in hexadecimal digits.
    previous: String,
    /// The key of the day on which the last frame was signed.
    of_day: (String, Zeroizing<Vec<u8>>),
}

/// The payload hash of a request whose frames are signed.
const SIGNED_EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// The payload hash of the request before its frames. Clients that send no such header sign an empty payload.
pub(super) fn payload_hash(stated: Option<String>) -> Result<String, SignatureError> {
    let empty = hex(&Sha256::digest(b""));
    match stated {
        Some(stated) if stated == SIGNED_EVENTS || stated == empty => Ok(stated),
        None => Ok(empty),
        Some(_) => {
            reject(Cause::WrongSignature, format!("X-Amz-Content-Sha256 of an event stream must be `{SIGNED_EVENTS}`"))
        }
    }
}

impl FrameKey {
    pub(super) fn of(authorization: &Authorization, credentials: &Credentials) -> Self {
        let Authorization { region, service, signature, .. } = authorization;
        Self {
            credentials: credentials.clone(),
            region: region.clone(),
            service: service.clone(),
            previous: signature.clone(),
            of_day: (String::new(), Zeroizing::default()),
        }
    }

    /// Verifies the next frame, and returns the frame in it, which is empty at the end of the stream.
    pub(crate) fn verify(&mut self, frame: &Frame, now: Timestamp) -> Result<Bytes, SignatureError> {
        let (Some(FrameValue::Time(date)), Some(FrameValue::Binary(signature))) =
            (frame.header(":date"), frame.header(":chunk-signature"))
        else {
            let message = "a frame has no headers `:date` and `:chunk-signature`";
            return reject(Cause::IncompleteSignature, message);
        };
        let time = Timestamp::from_second(date.div_euclid(1000)).ok();
        let is_now = |time: &Timestamp| now.since(*time) <= MAX_SKEW && time.since(now) <= MAX_SKEW;
        let Some(time) = time.filter(is_now) else {
            return reject(
                Cause::WrongTime,
                format!("a frame was not signed within {MAX_SKEW:?} of {}", now.to_amz_date()),
            );
        };
        let to_sign = self.string_to_sign(frame.payload(), date, &time.to_amz_date());
        let mac = hmac(self.key(&time.to_amz_date()), &to_sign);
        if mac.is_none_or(|mac| mac.verify_slice(signature).is_err()) {
            return reject(Cause::WrongSignature, "the signature of a frame does not match");
        }
        self.previous = hex(signature);
        Ok(frame.payload().clone())
    }

    fn string_to_sign(&self, payload: &[u8], date: i64, amz_date: &str) -> String {
        let Self { region, service, previous, .. } = self;
        let day = amz_date.get(..8).unwrap_or_default();
        // The header of the date as it is in the frame.
        let header = [&b"\x05:date\x08"[..], &date.to_be_bytes()].concat();
        let (header, payload) = (hex(&Sha256::digest(header)), hex(&Sha256::digest(payload)));
        format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{amz_date}\n{day}/{region}/{service}/aws4_request\n{previous}\n{header}\n{payload}"
        )
    }

    fn key(&mut self, amz_date: &str) -> &[u8] {
        let day = amz_date.get(..8).unwrap_or_default();
        if self.of_day.0 != day {
            let key = signing_key(&self.credentials, [day, &self.region, &self.service]);
            self.of_day = (day.to_owned(), key);
        }
        &self.of_day.1
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::protocol::event_stream::FrameReader;

    /// Of `aws-sigv4`, for a frame with the header `some-header: value` and the payload `test payload`, and the end after it.
    const FIRST: &str = "AAAAgwAAAEN8sQUBEDpjaHVuay1zaWduYXR1cmUGACAI/tRg34NpmeHEE3lio9atZqnowb+OiIjjy+7ia793TQU6ZGF0ZQgAAAAcvpka\
                         CAAAADAAAAAU3tmzkgtzb21lLWhlYWRlcgcABXZhbHVldGVzdCBwYXlsb2FkPom5JEIPVjg=";
    const LAST: &str = "AAAAUwAAAEP1RHpYEDpjaHVuay1zaWduYXR1cmUGACDb4FJRFTZquG4QKGIQbQPmZi52lqvm0XKg2vSePEcmFQU6ZGF0ZQgAAAAcvpka\
                        CEQcuks=";

    fn key() -> FrameKey {
        FrameKey {
            credentials: Credentials::new("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby"),
            region: "us-east-1".to_owned(),
            service: "testservice".to_owned(),
            previous: "be1f8c7d79ef8e1abc5254a2c70e4da3bfaf4f07328f527444e1fc6ea67273e2".to_owned(),
            of_day: (String::new(), Zeroizing::default()),
        }
    }

    fn frame(base64: &str) -> Frame {
        let mut reader = FrameReader::new(1024);
        reader.push(STANDARD.decode(base64.replace(char::is_whitespace, "")).unwrap().into());
        reader.next_frame().unwrap().unwrap()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn frames_of_another_signer_are_verified_in_their_order() {
        let mut key = key();
        let inner = key.verify(&frame(FIRST), at(123_456_789)).unwrap();
        assert_eq!(frame(&STANDARD.encode(&inner)).payload(), "test payload");
        assert_eq!(key.verify(&frame(LAST), at(123_456_790)).unwrap(), "");
    }

    #[test]
    fn a_frame_in_another_order_or_at_another_time_is_rejected() {
        let cause = |base64, second| key().verify(&frame(base64), at(second)).unwrap_err().cause;
        assert_eq!(cause(LAST, 123_456_789), Cause::WrongSignature);
        assert_eq!(cause(FIRST, 123_456_789 + 301), Cause::WrongTime);
        assert_eq!(cause(FIRST, 123_456_789 - 301), Cause::WrongTime);
        let mut repeated = key();
        repeated.verify(&frame(FIRST), at(123_456_789)).unwrap();
        assert_eq!(repeated.verify(&frame(FIRST), at(123_456_789)).unwrap_err().cause, Cause::WrongSignature);
    }

    #[test]
    fn a_frame_without_a_signature_is_rejected() {
        let first = frame(FIRST);
        let mut reader = FrameReader::new(1024);
        reader.push(first.payload().clone());
        let unsigned = reader.next_frame().unwrap().unwrap();
        assert_eq!(key().verify(&unsigned, at(123_456_789)).unwrap_err().cause, Cause::IncompleteSignature);
    }
}
