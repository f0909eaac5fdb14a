/// How a service wants the canonical request to be written; for [`Signer::settings`](super::Signer::settings).
///
/// ```
/// use aws_operation::sigv4::Settings;
///
/// let once = Settings::default().normalize_path(false).double_encode_path(false);
/// assert_eq!(Settings::for_service("s3"), once);
/// assert_eq!(Settings::for_service("s3tables"), Settings::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // four independent facts, and no state machine
pub struct Settings {
    pub(super) normalize_path: bool,
    pub(super) double_encode_path: bool,
    pub(super) content_sha256_header: bool,
    pub(super) sign_session_token: bool,
}

impl Settings {
    /// The settings for a signing name: the default, but the path neither normalised nor encoded twice for `s3`,
    /// `s3-object-lambda`, `s3-outposts` and `s3express`.
    ///
    /// Source: botocore's `S3SigV4Auth`, which these four services sign with.
    pub fn for_service(signing_name: &str) -> Self {
        let encode_twice = !is_s3(signing_name);
        Self::default().normalize_path(encode_twice).double_encode_path(encode_twice)
    }

    /// Whether the path is signed without dot segments and empty segments. S3 wants it as it is.
    #[must_use]
    pub const fn normalize_path(self, normalize_path: bool) -> Self {
        Self { normalize_path, ..self }
    }

    /// Whether the path is signed percent-encoded once more than it is sent. S3 wants it encoded once.
    #[must_use]
    pub const fn double_encode_path(self, double_encode_path: bool) -> Self {
        Self { double_encode_path, ..self }
    }

    /// Whether the hash of the payload is sent as `X-Amz-Content-Sha256`. S3 demands it; other services do without, but
    /// some emulators do not.
    #[must_use]
    pub const fn content_sha256_header(self, content_sha256_header: bool) -> Self {
        Self { content_sha256_header, ..self }
    }

    /// Whether the session token is signed. If not, it is added after signing, which a few services want.
    #[must_use]
    pub const fn sign_session_token(self, sign_session_token: bool) -> Self {
        Self { sign_session_token, ..self }
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
