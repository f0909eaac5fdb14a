//! Compares the checksums of an object with those of a call: of a body, and of parts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::ETAG;

use super::content::{Content, text_of, unquoted};
use super::parts::CHECKSUMS;
use crate::call::Call;
use crate::call::body_rules::checksum_of;
use crate::call::limits::Deadline;
use crate::protocol::checksum::Checksum;
use crate::protocol::element::{Element, parse_xml};

impl Call<'_> {
    /// Compares the content by a checksum of the object, or by its `ETag`, which often is an MD5.
    pub(super) async fn compare_checksums(&self, found: &HeaderMap, deadline: Deadline) -> Content {
        let of_object = Checksum::all_in(found).find(|(checksum, _)| *checksum != Checksum::ContentMd5);
        if let Some((checksum, value)) = of_object {
            return match self.own_checksum(checksum, deadline).await {
                None => Content::Unknown,
                Some(own) if own.as_bytes() == value.as_bytes().trim_ascii() => Content::Same,
                Some(_) => Content::Other,
            };
        }
        let Some(tag) = tag_of(found).and_then(bytes_of_md5) else { return Content::Unknown };
        let own = self.own_checksum(Checksum::ContentMd5, deadline).await.and_then(|own| STANDARD.decode(own).ok());
        // The tag of an encrypted object looks the same, and is no MD5.
        if own == Some(tag) { Content::Same } else { Content::Unknown }
    }

    /// The checksum that was sent, or that the body has.
    async fn own_checksum(&self, checksum: Checksum, deadline: Deadline) -> Option<String> {
        if let Some(sent) = self.request.headers.values_of(&checksum.header()).next() {
            return sent.to_str().ok().map(str::to_owned);
        }
        let trailer = self.chunked.as_ref().and_then(|encoding| encoding.trailer.as_ref());
        let trailer = trailer.filter(|trailer| trailer.name() == checksum.header());
        if let Some(sent) = trailer.and_then(|trailer| trailer.value()) {
            return Some(sent.to_owned());
        }
        if !self.request.body.is_repeatable() {
            return None;
        }
        let computed = Box::pin(deadline.bound(checksum_of(&self.request.body, checksum))).await;
        computed.ok()?.ok()
    }

    /// Whether the `ETag` or a checksum of the object is made of those of the parts: the hash of all of them, and the number
    /// of parts. Source: "Checking object integrity" of the Amazon S3 User Guide.
    pub(super) fn is_of_parts(&self, found: &HeaderMap) -> bool {
        let tree = self.request.body.as_bytes().and_then(|body| parse_xml(body).ok()).unwrap_or_default();
        let parts = Parts(tree.root());
        let tag = parts.hashed(Checksum::ContentMd5, "ETag", |tag| bytes_of_md5(unquoted(tag)));
        if tag.is_some_and(|(digest, count)| {
            let tag = tag_of(found).and_then(|tag| tag.strip_suffix(&format!("-{count}")));
            STANDARD.decode(digest).ok() == tag.and_then(bytes_of_md5)
        }) {
            return true;
        }
        Checksum::all_in(found).any(|(checksum, value)| {
            let header = checksum.header();
            let Some((_, element)) = CHECKSUMS.iter().find(|(name, _)| *name == header) else { return false };
            let own = parts.hashed(checksum, element, |value| STANDARD.decode(value).ok());
            own.is_some_and(|(own, count)| value.as_bytes() == format!("{own}-{count}").as_bytes())
        })
    }
}

/// The root element of a request that completes an upload.
struct Parts<'e>(Element<'e>);

impl Parts<'_> {
    /// The hash of a child of all parts, one after the other, and the number of parts. `None` if a part lacks it.
    fn hashed(
        &self,
        checksum: Checksum,
        name: &str,
        read: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Option<(String, usize)> {
        let parts = self.0.elements().filter(|element| element.name() == "Part");
        let values: Option<Vec<_>> = parts.map(|part| read(part.child(name)?.text().trim())).collect();
        let values = values.filter(|values| !values.is_empty())?;
        Some((checksum.of(&values.concat()), values.len()))
    }
}

fn tag_of(found: &HeaderMap) -> Option<&str> {
    text_of(found, &ETAG).map(unquoted)
}

/// The bytes of an MD5 in hexadecimal digits.
fn bytes_of_md5(text: &str) -> Option<Vec<u8>> {
    let digits = text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    let digits = digits.collect::<Option<Vec<u8>>>().filter(|digits| digits.len() == 32)?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}
