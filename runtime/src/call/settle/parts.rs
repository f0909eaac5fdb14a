//! The object that `CompleteMultipartUpload` makes of its parts.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, ETAG};
use http::{HeaderMap, HeaderName};
use percent_encoding::percent_decode;

use super::content::text_of;
use crate::call::{Call, Response};
use crate::protocol::element::XmlBody;

/// The checksums of an object, each as a header, and as an element of parts and of the response.
pub(super) const CHECKSUMS: [(&str, &str); 6] = [
    ("x-amz-checksum-crc32", "ChecksumCRC32"),
    ("x-amz-checksum-crc32c", "ChecksumCRC32C"),
    ("x-amz-checksum-crc64nvme", "ChecksumCRC64NVME"),
    ("x-amz-checksum-sha1", "ChecksumSHA1"),
    ("x-amz-checksum-sha256", "ChecksumSHA256"),
    ("x-amz-checksum-sha512", "ChecksumSHA512"),
];

impl Call<'_> {
    /// The body of the response that completed the upload. `None` if the object is not what the parts make.
    pub(super) fn completed(&self, found: &Response) -> Option<Bytes> {
        let headers = found.message.headers();
        let size = self.request.headers.values_of(&HeaderName::from_static("x-amz-mp-object-size")).next();
        let has_size = size.is_none_or(|size| headers.get(CONTENT_LENGTH) == Some(size));
        let is_same = has_size && (self.has_own_checksum(headers) || self.is_of_parts(headers));
        is_same.then(|| self.result(headers))
    }

    /// Whether the object has the checksum of the whole object that the caller set.
    fn has_own_checksum(&self, found: &HeaderMap) -> bool {
        CHECKSUMS.iter().any(|(name, _)| {
            let name = HeaderName::from_static(name);
            found.get(&name).is_some_and(|value| self.request.headers.values_of(&name).any(|own| own == value))
        })
    }

    /// The body of a response with what the headers say of the object.
    fn result(&self, found: &HeaderMap) -> Bytes {
        let mut members = XmlBody::default();
        if let Ok(uri) = self.address(&self.request) {
            let url = uri.to_string();
            members.child("Location", url.split('?').next().unwrap_or_default());
        }
        let path = self.path();
        let path = path.strip_prefix(b"/").unwrap_or(&path);
        if let (Some(bucket), Some(slash)) =
            (self.endpoint_params.text_of("Bucket"), path.iter().position(|byte| *byte == b'/'))
        {
            members.child("Bucket", bucket);
            let key = path.get(slash + 1..).unwrap_or_default();
            members.child("Key", &percent_decode(key).decode_utf8_lossy());
        }
        let tag = (ETAG, "ETag");
        let checksums = CHECKSUMS.into_iter().chain([("x-amz-checksum-type", "ChecksumType")]);
        let checksums = checksums.map(|(name, element)| (HeaderName::from_static(name), element));
        for (name, element) in std::iter::once(tag).chain(checksums) {
            if let Some(value) = text_of(found, &name) {
                members.child(element, value);
            }
        }
        XmlBody::rooted("CompleteMultipartUploadResult", &[self.meta.xml_namespace], members).into()
    }
}

#[cfg(not(feature = "checksums"))]
impl Call<'_> {
    /// Without the feature `checksums`, no hash of the parts can be computed.
    #[allow(clippy::unused_self)] // with the feature, it is used
    fn is_of_parts(&self, _: &HeaderMap) -> bool {
        false
    }
}
