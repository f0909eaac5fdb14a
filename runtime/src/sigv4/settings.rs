/// How a service wants the canonical request to be written.
///
/// ```
/// use aws_operation::sigv4::Settings;
///
/// assert!(Settings::default().double_encode_path);
/// assert!(!Settings::for_service("s3").double_encode_path);
/// assert!(Settings::for_service("s3tables").double_encode_path);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // four independent facts, and no state machine
pub struct Settings {
    /// Sign the path without dot segments and empty segments. S3 wants it as it is.
    pub normalize_path: bool,
    /// Sign the path percent-encoded once more than it is sent. S3 wants it encoded once.
    pub double_encode_path: bool,
    /// Send the hash of the payload as `X-Amz-Content-Sha256`. S3 demands it; other services do without, but some
    /// emulators do not.
    pub content_sha256_header: bool,
    /// Sign the session token. Without this it is added after signing, which a few services want.
    pub sign_session_token: bool,
}

impl Settings {
    /// The settings for a signing name: the default, but the path neither normalised nor encoded twice for `s3`,
    /// `s3-object-lambda`, `s3-outposts` and `s3express`.
    ///
    /// Source: botocore's `S3SigV4Auth`, which these four services sign with.
    pub fn for_service(signing_name: &str) -> Self {
        let encode_twice = !is_s3(signing_name);
        Self { normalize_path: encode_twice, double_encode_path: encode_twice, ..Self::default() }
    }
}

impl Default for Settings {
    /// Everything on: right for every service but S3 and its kin.
    fn default() -> Self {
        Self { normalize_path: true, double_encode_path: true, content_sha256_header: true, sign_session_token: true }
    }
}

/// Whether a signing name is of S3 itself: `s3tables`, `s3vectors` and the like sign as every other service does.
pub(crate) fn is_s3(signing_name: &str) -> bool {
    matches!(signing_name, "s3" | "s3-object-lambda" | "s3-outposts" | "s3express")
}
