//! A request as a curl command, without secrets.

use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderName, Method, Uri};

use crate::model::protocol::EncodedRequest;
use crate::sigv4::is_session_token;
use crate::value::body::Body;
use crate::value::sensitive::REDACTED;

/// The encoding of uploads to S3 in chunks.
const AWS_CHUNKED: &str = "aws-chunked";

/// The command. `shown` is the redacted request of the operation.
pub(super) fn command(request: &http::Request<Body>, shown: Option<&(Uri, EncodedRequest)>) -> String {
    let mut words = vec!["curl".to_owned()];
    if request.method() == Method::HEAD {
        words.push("--head".to_owned());
    } else {
        words.push(format!("--request {}", quoted(request.method().as_str())));
    }
    words.push(quoted(&address(request.uri(), shown)));
    for name in request.headers().keys() {
        for value in values(request, shown, name) {
            // curl removes a header that is written as `name:`.
            let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
            words.push(format!("--header {}", quoted(&header)));
        }
    }
    if let Some(data) = data(request, shown) {
        if !request.headers().contains_key(CONTENT_TYPE) {
            words.push(format!("--header {}", quoted("content-type:")));
        }
        words.push(data);
    }
    words.join(" \\\n  ")
}

fn address(uri: &Uri, shown: Option<&(Uri, EncodedRequest)>) -> String {
    match shown {
        Some((uri, _)) => uri.to_string(),
        None => {
            let (scheme, authority) = (uri.scheme_str().unwrap_or_default(), uri.authority());
            format!("{scheme}://{}/{REDACTED}", authority.map_or("", |authority| authority.as_str()))
        }
    }
}

/// The values of a header, redacted.
fn values(request: &http::Request<Body>, shown: Option<&(Uri, EncodedRequest)>, name: &HeaderName) -> Vec<String> {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let sent: Vec<String> = request.headers().get_all(name).iter().map(text).collect();
    match name.as_str() {
        secret if is_session_token(secret) => vec![REDACTED.to_owned()],
        // The hash of a short body would reveal the body.
        "x-amz-content-sha256" if !is_all_shown(request, shown) => vec![REDACTED.to_owned()],
        "x-amz-content-sha256" | "x-amz-date" | "user-agent" | "amz-sdk-invocation-id" | "amz-sdk-request" => sent,
        _ if *name == AUTHORIZATION => sent.iter().map(|value| without_signature(value)).collect(),
        _ => match shown {
            Some((_, shown)) if *name == CONTENT_ENCODING && is_chunked(request) => {
                let own = shown.headers.values_of(name).map(text).find(|own| !own.ends_with(AWS_CHUNKED));
                vec![own.map_or_else(|| AWS_CHUNKED.to_owned(), |own| format!("{own},{AWS_CHUNKED}"))]
            }
            Some((_, shown)) => shown.headers.values_of(name).map(text).collect(),
            None => vec![REDACTED.to_owned()],
        },
    }
}

/// Whether the body is sent in chunks of S3, which the command cannot make.
fn is_chunked(request: &http::Request<Body>) -> bool {
    request.headers().contains_key("x-amz-decoded-content-length")
}

fn is_all_shown(request: &http::Request<Body>, shown: Option<&(Uri, EncodedRequest)>) -> bool {
    let shown = shown.and_then(|(_, shown)| shown.body.as_bytes());
    shown.is_some() && shown == request.body().as_bytes()
}

fn without_signature(authorization: &str) -> String {
    match authorization.split_once("Signature=") {
        Some((before, _)) => format!("{before}Signature={REDACTED}"),
        None => REDACTED.to_owned(),
    }
}

/// The option for the body: as text, or as the file `payload`.
fn data(request: &http::Request<Body>, shown: Option<&(Uri, EncodedRequest)>) -> Option<String> {
    if request.body().as_bytes().is_some_and(bytes::Bytes::is_empty) {
        return None;
    }
    let Some((_, shown)) = shown else { return Some(format!("--data-raw {REDACTED}")) };
    let text = shown.body.as_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
    Some(match text {
        Some(text) if !text.contains('\0') => format!("--data-raw {}", quoted(text)),
        _ if is_chunked(request) => "--data-binary @payload.aws-chunked".to_owned(),
        _ => "--data-binary @payload".to_owned(),
    })
}

/// Quotes `text` for a shell.
fn quoted(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/:".contains(&byte);
    if !text.is_empty() && text.bytes().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
