//! Signed requests: round trips between client and server.

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Call as _, Credentials, ModeledError, SendError, Timestamp};
use http::header::{CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TRANSFER_ENCODING, UPGRADE};
use percent_encoding::percent_decode_str;

use crate::compare::same;
use crate::local::{LOCAL, Received};
use crate::message::Message;
use crate::shapes::{Error, Pack};

/// Signs `METHOD TARGET` with headers and body, and sends it. The server accepts the signature. This crate's client
/// sends the received call again, and the server reads the same call.
pub fn calls(data: &[u8]) -> bool {
    let Some(message) = Message::read(data) else { return false };
    let Some(request) = signed(message) else { return false };
    LOCAL.take();
    let response = String::from_utf8_lossy(&LOCAL.exchange(&request)).into_owned();
    assert!(!response.starts_with("HTTP/1.1 403"), "{}\n{response}", String::from_utf8_lossy(&request));
    let Some(mut first) = LOCAL.take() else { return false };
    if let Received::Ask(_) | Received::Describe(_) = first {
        // A form cannot express empty structures and empty maps, so the values are compared after the first round trip.
        let sent = send(&first);
        if sent == Err(None) {
            return true;
        }
        first = LOCAL.take().unwrap_or_else(|| panic!("{first:#?}\nwas sent with {sent:?} and not received"));
    }
    let sent = send(&first);
    let mut again = LOCAL.take();
    for received in [Some(&mut first), again.as_mut()] {
        match received {
            Some(Received::Put(put)) => put.drop_named_parameters(),
            Some(Received::Pack(pack)) => pack.drop_empty_encoding(),
            _ => {}
        }
    }
    match (sent, again) {
        (Ok(()), Some(again)) => same(&first, &again),
        // A client may reject a value that a lenient server reads.
        (Err(None), None) => {}
        (sent, again) => panic!("{first:#?}\nwas sent with {sent:?} and read as {again:#?}"),
    }
    true
}

/// Sends the call with this crate's client.
fn send(call: &Received) -> Result<(), Option<String>> {
    match call {
        Received::Put(call) => LOCAL.wait(call.send(&LOCAL.client)).map(drop).map_err(|error| failure(&error)),
        Received::Upload(call) => LOCAL.wait(call.send(&LOCAL.client)).map(drop).map_err(|error| failure(&error)),
        Received::Send(call) => LOCAL.wait(call.send(&LOCAL.client)).map(drop).map_err(|error| failure(&error)),
        Received::Store(call) => LOCAL.wait(call.send(&LOCAL.client)).map(drop).map_err(|error| failure(&error)),
        Received::SendCbor(call) => LOCAL.wait(call.send(&LOCAL.client)).map(drop).map_err(|error| failure(&error)),
        Received::Ask(call) => LOCAL.wait(call.send(&LOCAL.client)).map(drop).map_err(|error| failure(&error)),
        Received::Describe(call) => LOCAL.wait(call.send(&LOCAL.client)).map(drop).map_err(|error| failure(&error)),
        Received::Pack(call) => LOCAL.wait(pack(call)).map_err(|error| failure(&error)),
    }
}

/// The response has the same payload, and its checksum was validated if the call asked for that.
async fn pack(call: &Pack) -> Result<(), SendError<Error>> {
    let response = call.call(&LOCAL.client).await?;
    assert_eq!(response.validated_checksum().is_some(), call.mode.as_deref() == Some("ENABLED"), "{call:?}");
    assert_eq!(response.payload, call.payload);
    Ok(())
}

/// The error message, unless the error means that the call cannot be sent.
fn failure<E: ModeledError>(error: &SendError<E>) -> Option<String> {
    (!matches!(error, SendError::Invalid(..))).then(|| error.to_string())
}

/// The bytes of the request on the wire.
fn signed(message: Message<'_>) -> Option<Vec<u8>> {
    let (method, target) = message.line.split_once(' ')?;
    // The server is right to reject a request that also has an incomplete signature in its query.
    if !target.starts_with('/') || target.to_ascii_lowercase().contains("amz-") {
        return None;
    }
    let request = http::Request::builder().method(method).uri(target).body(()).ok()?;
    let mut parts = request.into_parts().0;
    // The signature of such a path equals that of the normalized path, so the server is right to reject it.
    if has_empty_or_dots(parts.uri.path()) {
        return None;
    }
    parts.headers = message.headers;
    for name in [CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TRANSFER_ENCODING, UPGRADE] {
        parts.headers.remove(name);
    }
    parts.headers.insert(HOST, "fuzz.example".parse().ok()?);
    let signer = Signer::new("us-east-1", "fuzz");
    let credentials = Credentials::new("AKID", "secret");
    signer.sign(&mut parts, Payload::Bytes(message.body), &credentials, Timestamp::now()).ok()?;
    let mut bytes = format!("{} {} HTTP/1.1\r\n", parts.method, parts.uri).into_bytes();
    for (name, value) in &parts.headers {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    bytes.extend(format!("content-length: {}\r\nconnection: close\r\n\r\n", message.body.len()).as_bytes());
    bytes.extend(message.body);
    Some(bytes)
}

/// Whether a segment of the path is empty, `.` or `..`. An empty segment after the last slash does not count.
fn has_empty_or_dots(path: &str) -> bool {
    let segments: Vec<_> =
        path.split('/').skip(1).map(|segment| percent_decode_str(segment).collect::<Vec<u8>>()).collect();
    let last = segments.len().saturating_sub(1);
    let is_left_out = |(at, segment): (usize, &Vec<u8>)| match segment.as_slice() {
        b"" => at < last,
        segment => segment == b"." || segment == b"..",
    };
    segments.iter().enumerate().any(is_left_out)
}
