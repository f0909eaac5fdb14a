//! Names and values of queries and forms: `name=value&name=value`.

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
    let content_type = headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_form = content_type.is_some_and(|content_type| content_type.starts_with(FORM));
    if is_form { String::from_utf8_lossy(body) } else { "".into() }
}

/// The content type of a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
