//! Names and values of queries and forms: `name=value&name=value`.

#[cfg(feature = "server")]
use percent_encoding::percent_decode;
use percent_encoding::percent_decode_str;

/// The decoded names and values of a query or a form, in order.
pub(crate) fn query_pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(move |(name, value)| (decode(name), decode(value)))
}

/// A body with the content type of a form. Empty for any other body.
#[cfg(any(feature = "server", feature = "aws-query"))]
pub(crate) fn form_in<'b>(headers: &http::HeaderMap, body: &'b [u8]) -> std::borrow::Cow<'b, str> {
    if is_form(headers) { String::from_utf8_lossy(body) } else { "".into() }
}

/// Whether the body has the content type of a form.
#[cfg(any(feature = "server", feature = "aws-query"))]
pub(crate) fn is_form(headers: &http::HeaderMap) -> bool {
    let content_type = headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|content_type| content_type.starts_with(FORM))
}

/// Whether a query or a form has UTF-8 alone. [`query_pairs`] replaces other bytes, so that different values would be equal.
#[cfg(feature = "server")]
pub(crate) fn is_utf8(query: &[u8]) -> bool {
    percent_decode(query).decode_utf8().is_ok()
}

/// The content type of a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
