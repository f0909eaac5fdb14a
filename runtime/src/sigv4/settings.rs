/// How the canonical request of a service is built.
///
/// ```
/// use aws_operation::sigv4::Settings;
///
/// let once = Settings::default().normalize_path(false).double_encode_path(false);
/// assert_eq!(Settings::for_service("s3"), once);
/// assert_eq!(Settings::for_service("s3tables"), Settings::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // four independent settings, not a state machine
pub struct Settings {
    pub(super) normalize_path: bool,
    pub(super) double_encode_path: bool,
    pub(super) content_sha256_header: bool,
    pub(super) sign_session_token: bool,
}

impl Settings {
    /// The settings for a signing name. For `s3`, `s3-object-lambda`, `s3-outposts` and `s3express`, the path is
    /// neither normalized nor encoded twice. All others have the default settings.
    ///
    /// Source: botocore's `S3SigV4Auth`, which signs for these four services.
    pub fn for_service(signing_name: &str) -> Self {
        let encode_twice = !is_s3(signing_name);
        Self::default().normalize_path(encode_twice).double_encode_path(encode_twice)
    }

    /// Whether the path is signed without dot segments and empty segments. S3 expects an unchanged path.
    #[must_use]
    pub const fn normalize_path(self, normalize_path: bool) -> Self {
        Self { normalize_path, ..self }
    }

    /// Whether the path is percent-encoded once more for the signature. S3 expects a path encoded once.
    #[must_use]
    pub const fn double_encode_path(self, double_encode_path: bool) -> Self {
        Self { double_encode_path, ..self }
    }

    /// Whether the hash of the payload is sent as `X-Amz-Content-Sha256`. S3 and some emulators require it.
    #[must_use]
    pub const fn content_sha256_header(self, content_sha256_header: bool) -> Self {
        Self { content_sha256_header, ..self }
    }

    /// Whether the session token is signed. If not, it is added after signing, which a few services require.
    #[must_use]
    pub const fn sign_session_token(self, sign_session_token: bool) -> Self {
        Self { sign_session_token, ..self }
    }
}

impl Default for Settings {
    /// All settings are true, which is right for every service except S3 and its variants.
    fn default() -> Self {
        Self { normalize_path: true, double_encode_path: true, content_sha256_header: true, sign_session_token: true }
    }
}

/// Whether a signing name belongs to S3. `s3tables`, `s3vectors` and similar names sign like all other services.
pub(crate) fn is_s3(signing_name: &str) -> bool {
    matches!(signing_name, "s3" | "s3-object-lambda" | "s3-outposts" | "s3express")
}
