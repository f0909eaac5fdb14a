//! Frames of event streams against the vectors of botocore, smithy-typescript and smithy-rs, also one byte at a time.

use std::fs;
use std::path::{Path, PathBuf};

use aws_operation::codec::{Frame, FrameBuilder, FrameError, FrameReader, FrameValue};
use aws_operation::sigv4::{EventChain, Signer};
use aws_operation::{Bytes, Credentials, Timestamp};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// The folder of vectors; `None` if it is not on this machine.
fn vectors(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance").join(folder);
    if !path.exists() {
        aws_operation_skip::skip("event-streams", format_args!("{} is not there", path.display()));
        return None;
    }
    Some(path)
}

fn json_of(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn bytes_of(value: &Value) -> Vec<u8> {
    STANDARD.decode(value.as_str().unwrap()).unwrap()
}

/// Reads the frames in parts of this length.
fn read_in_parts(bytes: &[u8], part: usize) -> Result<Vec<Frame>, FrameError> {
    let (mut reader, mut frames) = (FrameReader::new(1 << 24), Vec::new());
    for part in bytes.chunks(part.max(1)) {
        reader.push(Bytes::copy_from_slice(part));
        while let Some(frame) = reader.next_frame()? {
            frames.push(frame);
        }
    }
    reader.finish()?;
    Ok(frames)
}

/// The one frame in `bytes`, whatever their cut. Written again, it is the same bytes.
fn frame_in(bytes: &[u8]) -> Result<Frame, FrameError> {
    let whole = read_in_parts(bytes, bytes.len());
    for part in [1, 2, 3, 5, 11, 12, 13, 64] {
        assert_eq!(read_in_parts(bytes, part), whole, "in parts of {part}");
    }
    let [frame] = <[Frame; 1]>::try_from(whole?).unwrap();
    let mut builder = FrameBuilder::new();
    for (name, value) in frame.headers() {
        builder = builder.header(name, value)?;
    }
    assert_eq!(builder.finish(frame.payload())?, bytes, "written again");
    Ok(frame)
}

/// A value as botocore's vectors have it.
fn as_botocore(value: FrameValue<'_>) -> Value {
    match value {
        FrameValue::Bool(value) => json!(value),
        FrameValue::Byte(value) => json!(value),
        FrameValue::Short(value) => json!(value),
        FrameValue::Integer(value) => json!(value),
        FrameValue::Long(value) | FrameValue::Time(value) => json!(value),
        FrameValue::Binary(bytes) => json!({ "blob": STANDARD.encode(bytes) }),
        FrameValue::Text(text) => json!(text),
        FrameValue::Uuid(bytes) => json!({ "blob": STANDARD.encode(bytes) }),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_frames_of_botocore_are_read_and_written() {
    let Some(path) = vectors("eventstream/botocore-frames.json") else { return };
    let suite = json_of(&path);
    let good = suite["positive"].as_array().unwrap();
    for case in good {
        let frame = frame_in(&bytes_of(&case["bytes"])).unwrap();
        let headers: serde_json::Map<_, _> =
            frame.headers().map(|(name, value)| (name.to_owned(), as_botocore(value))).collect();
        assert_eq!(Value::Object(headers), case["headers"], "{}", case["id"]);
        assert_eq!(frame.payload(), &bytes_of(&case["payload"]), "{}", case["id"]);
    }
    let bad = suite["negative"].as_array().unwrap();
    for case in bad {
        let error = frame_in(&bytes_of(&case["bytes"])).unwrap_err();
        let expected = match error {
            FrameError::PreludeChecksum | FrameError::Checksum => "ChecksumMismatch",
            FrameError::Lengths { .. } => "InvalidHeadersLength",
            FrameError::DuplicateHeader(_) => "DuplicateHeader",
            other => panic!("{}: {other}", case["id"]),
        };
        assert_eq!(case["error"], expected, "{}", case["id"]);
    }
    assert_eq!((good.len(), bad.len()), (9, 6));
}

/// A value as smithy-typescript's vectors have it: the number of its type, and the value.
fn as_smithy(value: FrameValue<'_>) -> (u8, Value) {
    match value {
        FrameValue::Bool(value) => (u8::from(!value), json!(value)),
        FrameValue::Byte(value) => (2, json!(value)),
        FrameValue::Short(value) => (3, json!(value)),
        FrameValue::Integer(value) => (4, json!(value)),
        FrameValue::Long(value) => (5, json!(value)),
        FrameValue::Binary(bytes) => (6, json!(STANDARD.encode(bytes))),
        FrameValue::Text(text) => (7, json!(STANDARD.encode(text))),
        FrameValue::Time(value) => (8, json!(value)),
        FrameValue::Uuid(bytes) => (9, json!(STANDARD.encode(bytes))),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_frames_of_smithy_typescript_are_read_and_written() {
    let Some(folder) = vectors("eventstream/smithy-typescript") else { return };
    let mut read = 0;
    for path in fs::read_dir(folder.join("encoded/positive")).unwrap().map(|entry| entry.unwrap().path()) {
        let frame = frame_in(&fs::read(&path).unwrap()).unwrap();
        let decoded = json_of(&folder.join("decoded/positive").join(path.file_name().unwrap()));
        let headers = frame.headers().map(|(name, value)| {
            let (code, value) = as_smithy(value);
            json!({ "name": name, "type": code, "value": value })
        });
        assert_eq!(Value::Array(headers.collect()), decoded["headers"], "{}", path.display());
        assert_eq!(frame.payload(), &bytes_of(&decoded["payload"]), "{}", path.display());
        read += 1;
    }
    for path in fs::read_dir(folder.join("encoded/negative")).unwrap().map(|entry| entry.unwrap().path()) {
        let error = frame_in(&fs::read(&path).unwrap()).unwrap_err();
        let decoded = fs::read_to_string(folder.join("decoded/negative").join(path.file_name().unwrap())).unwrap();
        let expected = match error {
            FrameError::PreludeChecksum => "Prelude checksum mismatch",
            FrameError::Checksum => "Message checksum mismatch",
            other => panic!("{}: {other}", path.display()),
        };
        assert_eq!(decoded.trim(), expected, "{}", path.display());
        read += 1;
    }
    assert_eq!(read, 9);
}

#[test]
fn the_frames_of_smithy_rs_are_read_or_rejected() {
    let Some(folder) = vectors("smithy-rs-misc/aws-smithy-eventstream/test_data") else { return };
    let mut read = 0;
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let is_valid = path.file_name().unwrap().to_str().unwrap().starts_with("valid");
        assert_eq!(frame_in(&fs::read(&path).unwrap()).is_ok(), is_valid, "{}", path.display());
        read += 1;
    }
    assert_eq!(read, 11);
}

#[test]
fn frames_are_signed_in_a_chain() {
    let Some(path) = vectors("eventstream/signing.json") else { return };
    let suite = json_of(&path);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let credentials = Credentials::new(text(&suite["access_key"]), text(&suite["secret_key"]));
    let signer = Signer::new(text(&suite["region"]), text(&suite["service"]));
    let time = Timestamp::from_second(suite["epoch_seconds"].as_i64().unwrap()).unwrap();
    // The fraction of a second is not signed.
    let time = time.saturating_add(std::time::Duration::from_millis(789));
    let mut chain = EventChain::new(text(&suite["prior_signature"]));
    for (case, frame) in [(&suite, bytes_of(&suite["message"]["frame"])), (&suite["then_empty_message"], Vec::new())] {
        assert_eq!(chain.string_to_sign(&signer, &frame, time), text(&case["string_to_sign"]));
        let signed = chain.sign(&signer, &frame, &credentials, time);
        let builder = FrameBuilder::new().header(":chunk-signature", FrameValue::Binary(&signed.signature)).unwrap();
        let builder = builder.header(":date", FrameValue::Time(signed.date)).unwrap();
        assert_eq!(builder.finish(&frame).unwrap(), bytes_of(&case["signed_frame"]));
    }
}

#[test]
fn the_lengths_are_believed_after_their_checksum() {
    let frame = FrameBuilder::new().finish(b"payload").unwrap();
    let mut longer = frame.to_vec();
    longer[0] = 0x7F;
    assert_eq!(read_in_parts(&longer, 1), Err(FrameError::PreludeChecksum));
    // The prelude is enough to reject a frame.
    let mut reader = FrameReader::new(frame.len() - 1);
    reader.push(frame.slice(..12));
    let too_long = FrameError::TooLong(frame.len(), frame.len() - 1);
    assert_eq!(reader.next_frame(), Err(too_long.clone()));
    reader.push(frame.slice(12..));
    assert_eq!(reader.next_frame(), Err(too_long), "the error stays");
}

#[test]
fn a_stream_that_ends_within_a_frame_is_truncated() {
    let frame = FrameBuilder::new().header("a", FrameValue::Bool(true)).unwrap().finish(b"payload").unwrap();
    for length in 1..frame.len() {
        let two = [&frame[..], &frame[..length]].concat();
        assert_eq!(read_in_parts(&two, 7), Err(FrameError::Truncated(length)));
    }
    assert_eq!(read_in_parts(&[&frame[..], &frame[..]].concat(), 7).unwrap().len(), 2);
}

#[test]
fn headers_out_of_limits_are_not_written() {
    let long = "x".repeat(65_536);
    let named = |name: &str, value| FrameBuilder::new().header(name, value).map(drop);
    assert_eq!(named("", FrameValue::Bool(true)), Err(FrameError::HeaderName));
    assert_eq!(named(&long[..256], FrameValue::Bool(true)), Err(FrameError::HeaderName));
    assert_eq!(named("a", FrameValue::Text(&long)), Err(FrameError::HeaderValue("a".to_owned())));
    assert_eq!(named(&long[..255], FrameValue::Binary(&long.as_bytes()[..65_535])), Ok(()));
    let twice = FrameBuilder::new().header("a", FrameValue::Byte(1)).unwrap().header("a", FrameValue::Byte(1));
    assert_eq!(twice.map(drop), Err(FrameError::DuplicateHeader("a".to_owned())));
}

#[test]
fn many_headers_are_compared_too() {
    let with = |count: usize| {
        let names = (0..count).map(|index| format!("header-{index}"));
        names.fold(FrameBuilder::new(), |frame, name| frame.header(&name, FrameValue::Bool(false)).unwrap())
    };
    let frame = with(100).finish(b"").unwrap();
    assert_eq!(frame_in(&frame).unwrap().headers().count(), 100);
    // Rename the last header to an earlier one of the same length.
    let mut renamed = with(100).header("header-aa", FrameValue::Bool(true)).unwrap().finish(b"").unwrap().to_vec();
    let at = renamed.windows(9).position(|bytes| bytes == b"header-aa").unwrap();
    renamed[at..at + 9].copy_from_slice(b"header-50");
    let end = renamed.len() - 4;
    let checksum = crc32(&renamed[..end]);
    renamed[end..].copy_from_slice(&checksum.to_be_bytes());
    assert_eq!(frame_in(&renamed).unwrap_err(), FrameError::DuplicateHeader("header-50".to_owned()));
}

/// Bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
