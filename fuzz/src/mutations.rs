//! Signed requests that are changed in transit.

use std::fmt::Debug;
use std::time::Duration;

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Credentials, Timestamp, http};
use http::header::{CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::local::{LOCAL, Received};
use crate::message::Message;

/// The original calls, each with its name.
const ORIGINALS: [(&str, &[u8]); 4] = [
    ("put", include_bytes!("../seeds/calls/put")),
    ("upload", include_bytes!("../seeds/calls/upload")),
    ("send", include_bytes!("../seeds/calls/send")),
    ("ask", include_bytes!("../seeds/calls/ask")),
];

/// Headers that frame a message. The target `served` tests them.
const FRAMING: [HeaderName; 5] = [CONNECTION, CONTENT_LENGTH, EXPECT, TRANSFER_ENCODING, UPGRADE];

/// A request in the form on the wire.
#[derive(Clone)]
struct Request {
    method: String,
    target: Vec<u8>,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Reads `ORIGINAL` or `ORIGINAL presigned`, and a change in each following line. A request that the server accepts has
/// the canonical request that was signed, and is read as the same call.
pub fn mutations(data: &[u8]) -> bool {
    let mut lines = data.split(|byte| *byte == b'\n');
    let Some(name) = lines.next().and_then(|line| std::str::from_utf8(line).ok()) else { return false };
    let (name, is_presigned) = name.split_once(" presigned").map_or((name, false), |(name, _)| (name, true));
    let Some((_, original)) = ORIGINALS.into_iter().find(|(original, _)| *original == name) else { return false };
    let original = signed(original, is_presigned);
    let mut changed = original.clone();
    for line in lines {
        if change(&mut changed, line).is_none() {
            return false;
        }
    }
    let first = exchange(&original).unwrap_or_else(|| panic!("the original is rejected"));
    let Some(read) = exchange(&changed) else { return false };
    assert_eq!(canonical(&changed, &original), canonical(&original, &original), "{read:#?}");
    if changed.target == original.target && changed.headers == original.headers {
        assert_eq!(format!("{read:?}"), format!("{first:?}"));
    }
    // The canonical request ignores the order of the query parameters and the number of spaces in a header.
    assert_eq!(characters(&read), characters(&first), "{read:#?}\n{first:#?}");
    true
}

fn signed(original: &[u8], is_presigned: bool) -> Request {
    let broken = || -> ! { panic!("the original cannot be signed") };
    let Some(message) = Message::read(original) else { broken() };
    let Some((method, target)) = message.line.split_once(' ') else { broken() };
    let Ok(request) = http::Request::builder().method(method).uri(target).body(()) else { broken() };
    let mut parts = request.into_parts().0;
    parts.headers = message.headers;
    parts.headers.insert(HOST, HeaderValue::from_static("fuzz.example"));
    let (signer, credentials) = (Signer::new("us-east-1", "fuzz"), Credentials::new("AKID", "secret"));
    let (payload, now) = (Payload::Bytes(message.body), Timestamp::now());
    let done = if is_presigned {
        signer.presign(&mut parts, payload, &credentials, now, Duration::from_secs(900))
    } else {
        signer.sign(&mut parts, payload, &credentials, now)
    };
    done.unwrap_or_else(|error| panic!("{error}"));
    let target = parts.uri.path_and_query().map_or_else(Vec::new, |target| target.as_str().into());
    Request { method: parts.method.to_string(), target, headers: parts.headers, body: message.body.to_vec() }
}

/// Makes the change in a line, if possible:
///
/// ```text
/// method NAME
/// target AT LENGTH TEXT    replaces bytes with the text
/// body AT LENGTH TEXT
/// swap A B                 swaps two query parameters
/// twice A                  repeats a parameter at the end
/// drop A
/// set NAME VALUE           sets a header
/// add NAME VALUE
/// remove NAME
/// ```
fn change(request: &mut Request, line: &[u8]) -> Option<()> {
    let mut words = line.splitn(4, |byte| *byte == b' ');
    let mut text = || words.next().map(<[u8]>::to_vec);
    let what = text()?;
    let first = text()?;
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<usize>().ok();
    match what.as_slice() {
        b"method" => request.method = String::from_utf8(first).ok().filter(|name| is_in_line(name.as_bytes()))?,
        b"target" | b"body" => {
            let (at, length, text) = (number(&first)?, number(&text()?)?, text()?);
            let is_body = what == b"body";
            let into = if is_body { &mut request.body } else { &mut request.target };
            let end = at.checked_add(length).filter(|end| *end <= into.len() && (is_body || is_in_line(&text)))?;
            into.splice(at..end, text);
        }
        b"swap" => {
            let (one, other) = (number(&first)?, number(&text()?)?);
            parameters(request, |all| (one.max(other) < all.len()).then(|| all.swap(one, other)))?;
        }
        b"twice" => parameters(request, |all| all.get(number(&first)?).cloned().map(|one| all.push(one)))?,
        b"drop" => {
            parameters(request, |all| number(&first).filter(|at| *at < all.len()).map(|at| drop(all.remove(at))))?
        }
        b"set" | b"add" | b"remove" => {
            let name = HeaderName::from_bytes(&first).ok().filter(|name| !FRAMING.contains(name))?;
            let rest = [text(), text()].into_iter().flatten().collect::<Vec<_>>().join(&b' ');
            let value = HeaderValue::from_bytes(&rest).ok()?;
            match what.as_slice() {
                b"set" => drop(request.headers.insert(name, value)),
                b"add" => drop(request.headers.try_append(name, value).ok()?),
                _ => drop(request.headers.remove(name)),
            }
        }
        _ => return None,
    }
    Some(())
}

/// Whether the text can be part of a request line.
fn is_in_line(text: &[u8]) -> bool {
    !text.iter().any(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control())
}

/// Changes the list of query parameters.
fn parameters(request: &mut Request, change: impl FnOnce(&mut Vec<Vec<u8>>) -> Option<()>) -> Option<()> {
    let start = request.target.iter().position(|byte| *byte == b'?')? + 1;
    let mut all: Vec<_> = request.target[start..].split(|byte| *byte == b'&').map(<[u8]>::to_vec).collect();
    change(&mut all)?;
    request.target.truncate(start);
    request.target.extend(all.join(&b'&'));
    Some(())
}

/// Sends a request; returns the call that the server received.
fn exchange(request: &Request) -> Option<Received> {
    let mut bytes = [request.method.as_bytes(), b" ", &request.target, b" HTTP/1.1\r\n"].concat();
    for (name, value) in &request.headers {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    bytes.extend(format!("content-length: {}\r\nconnection: close\r\n\r\n", request.body.len()).as_bytes());
    bytes.extend(&request.body);
    LOCAL.take();
    LOCAL.exchange(&bytes);
    LOCAL.take()
}

/// The canonical request of this crate's signer, with the headers that were signed.
fn canonical(request: &Request, original: &Request) -> Option<String> {
    let uri = http::Uri::try_from(request.target.as_slice()).ok()?;
    let mut parts = http::Request::builder().method(request.method.as_str()).uri(uri).body(()).ok()?.into_parts().0;
    parts.headers = request.headers.clone();
    let names: Vec<_> = parts.headers.keys().filter(|name| !original.headers.contains_key(*name)).cloned().collect();
    for name in names {
        parts.headers.remove(name);
    }
    Signer::new("us-east-1", "fuzz").canonical_request(&parts, Payload::Bytes(&request.body)).ok()
}

/// The characters of a value's `Debug` output, sorted and without spaces.
fn characters(value: &impl Debug) -> Vec<char> {
    let mut all: Vec<_> = format!("{value:?}").chars().filter(|c| !c.is_whitespace()).collect();
    all.sort_unstable();
    all
}
