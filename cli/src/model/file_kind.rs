//! Detects files that are not models, for an error that says what to give instead.

use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The top-level keys that identify a JSON format.
#[derive(Deserialize)]
pub(super) struct Top {
    smithy: Option<IgnoredAny>,
    metadata: Option<IgnoredAny>,
    operations: Option<IgnoredAny>,
    shapes: Option<IgnoredAny>,
    openapi: Option<IgnoredAny>,
    swagger: Option<IgnoredAny>,
    pagination: Option<IgnoredAny>,
    waiters: Option<IgnoredAny>,
}

const OPENAPI: &str = "an OpenAPI document; give the service's model of Smithy or botocore";

impl Top {
    pub(super) fn is_smithy(&self) -> bool {
        self.smithy.is_some() && self.shapes.is_some()
    }

    pub(super) fn is_botocore(&self) -> bool {
        self.metadata.is_some() && self.operations.is_some()
    }

    /// The description of another known JSON format, and what to give instead.
    pub(super) fn other(&self) -> Option<&'static str> {
        if self.openapi.is_some() || self.swagger.is_some() {
            return Some(OPENAPI);
        }
        let is_beside = self.pagination.is_some() || self.waiters.is_some();
        is_beside.then_some("a botocore file of paginators or waiters; give the service-2.json beside it")
    }
}

/// The description of a file that is not JSON, if its format is known, and what to give instead.
pub(super) fn other_than_json(file: &Path, bytes: &[u8]) -> Option<&'static str> {
    if bytes.trim_ascii().is_empty() {
        return Some("empty; give a model of Smithy or botocore");
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.iter().take(2).any(|byte| *byte == 0) {
        return Some("UTF-16; save it as UTF-8");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some("a zip archive; unpack it, and give the model's JSON file");
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    let text = start.trim_start();
    let is_idl = |line: &str| ["$version", "namespace ", "metadata ", "use "].iter().any(|word| line.starts_with(word));
    match text.bytes().next() {
        Some(b'{' | b'[') => None,
        Some(b'<') => Some("HTML or XML; give the model's JSON file itself"),
        _ if text.starts_with("openapi:") || text.starts_with("swagger:") => Some(OPENAPI),
        _ if file.extension().is_some_and(|extension| extension == "smithy") || text.lines().any(is_idl) => {
            Some("Smithy's IDL; make JSON of it with `smithy ast`, and give that")
        }
        _ => None,
    }
}
