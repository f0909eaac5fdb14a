//! What S3 does differently from restXml: keys in listings are percent-encoded, and keys of encryption have a hash.
//!
//! Keys of objects may have characters that XML 1.0 cannot contain. So the client asks S3 to encode them
//! (`encoding-type=url`), as botocore does, and decodes them.

#[cfg(feature = "checksums")]
use base64::{Engine as _, engine::general_purpose::STANDARD};
#[cfg(feature = "checksums")]
use http::{HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use serde_core::de::Error as _;
#[cfg(feature = "checksums")]
use zeroize::Zeroizing;

#[cfg(feature = "checksums")]
use crate::model::header_list::HeaderList;
#[cfg(feature = "checksums")]
use crate::protocol::checksum::Checksum;
use crate::protocol::element::Tree;

/// The operations whose responses can be encoded. Source: the members `EncodingType` in the model of S3.
const LISTINGS: [&str; 4] = ["ListMultipartUploads", "ListObjectVersions", "ListObjects", "ListObjectsV2"];

/// The encoded children of a listing. Source: S3's API reference of the operations in [`LISTINGS`].
const IN_LISTING: [&str; 7] =
    ["Delimiter", "KeyMarker", "Marker", "NextKeyMarker", "NextMarker", "Prefix", "StartAfter"];

/// The lists with an encoded child, and that child.
const IN_ITEMS: [(&str, &str); 5] =
    [("CommonPrefixes", "Prefix"), ("Contents", "Key"), ("DeleteMarker", "Key"), ("Upload", "Key"), ("Version", "Key")];

const ENCODING_TYPE: &str = "EncodingType";

/// Asks for an encoded listing, unless the input does.
pub(super) fn complete_query(operation: &str, query: &mut String) {
    if !LISTINGS.contains(&operation) || query.split('&').any(|pair| pair.starts_with("encoding-type=")) {
        return;
    }
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str("encoding-type=url");
}

/// The headers of keys with which the caller encrypts an object, and of their MD5s.
#[cfg(feature = "checksums")]
const KEYS: [(&str, &str); 2] = [
    ("x-amz-server-side-encryption-customer-key", "x-amz-server-side-encryption-customer-key-md5"),
    (
        "x-amz-copy-source-server-side-encryption-customer-key",
        "x-amz-copy-source-server-side-encryption-customer-key-md5",
    ),
];

/// Adds the MD5 of a key of the caller, which S3 requires, unless the input has it.
#[cfg(feature = "checksums")]
pub(super) fn complete_keys(headers: &mut HeaderList) {
    for (key, md5) in KEYS {
        let bytes = headers.values_named(key).next().and_then(|key| STANDARD.decode(key.as_bytes()).ok());
        let value = bytes.and_then(|bytes| HeaderValue::try_from(Checksum::ContentMd5.of(&Zeroizing::new(bytes))).ok());
        if let Some(value) = value {
            headers.set_default(HeaderName::from_static(md5), value);
        }
    }
}

/// Decodes a listing, if it says that it is encoded. Its `EncodingType` is forgotten then, because what is left is not
/// encoded.
pub(super) fn decode_listing(tree: &mut Tree<'_>) -> Result<(), serde_json::Error> {
    if tree.root().child(ENCODING_TYPE).is_none_or(|encoding| encoding.text() != "url") {
        return Ok(());
    }
    let children: Vec<_> = tree.children(0).collect();
    for (index, name) in children {
        if name == ENCODING_TYPE {
            tree.forget(index);
        }
        if IN_LISTING.contains(&name) {
            decode(tree, index, name)?;
        }
        let Some((_, child)) = IN_ITEMS.iter().find(|(item, _)| name == *item) else { continue };
        let encoded: Vec<_> = tree.children(index).filter(|(_, name)| name == child).collect();
        for (index, name) in encoded {
            decode(tree, index, name)?;
        }
    }
    Ok(())
}

/// Decodes the text of an element with this name. A space is `+`, as in forms.
fn decode(tree: &mut Tree<'_>, index: usize, name: &str) -> Result<(), serde_json::Error> {
    let Some(text) = tree.text_mut(index) else { return Ok(()) };
    let encoded = text.replace('+', " ");
    let decoded = percent_decode_str(&encoded).decode_utf8();
    let decoded = decoded
        .map_err(|_| serde_json::Error::custom(format_args!("the element `{name}` of the listing is not UTF-8")))?;
    *text = decoded.into_owned().into();
    Ok(())
}
