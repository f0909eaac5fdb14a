/// How the canonical request of a service is built.
///
/// ```
/// use aws_operation::sigv4::Settings;
///
/// let s3 = Settings::default().normalize_path(false).double_encode_path(false).content_sha256_header(true);
/// assert_eq!(Settings::for_service("s3"), s3);
/// assert_eq!(Settings::for_service("glacier"), Settings::default().content_sha256_header(true));
/// assert_eq!(Settings::for_service("s3tables"), Settings::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent settings, not a state machine
pub struct Settings {
    pub(super) normalize_path: bool,
    pub(super) double_encode_path: bool,
    pub(super) content_sha256_header: bool,
    pub(super) sign_session_token: bool,
    pub(super) s3_express_session: bool,
}

impl Settings {
    /// The settings for a signing name. All services have the default settings, except:
    ///
    /// | signing name | setting | source |
    /// |--|--|--|
    /// | `s3`, `s3-object-lambda`, `s3-outposts`, `s3express` | the path is neither normalized nor encoded twice, and the hash of the payload is sent | botocore's `S3SigV4Auth` |
    /// | `glacier` | the hash of the payload is sent | botocore's `add_glacier_checksums` |
    /// | `aoss` | the hash of the payload is sent | Developer Guide of `OpenSearch` Service, signing requests to collections |
    /// | `vpc-lattice-svcs` | the hash of the payload is sent, and must be that of [`Payload::Unsigned`] | User Guide of VPC Lattice, "SIGv4 authenticated requests" |
    ///
    /// [`Payload::Unsigned`]: super::Payload::Unsigned
    pub fn for_service(signing_name: &str) -> Self {
        let encode_twice = !is_s3(signing_name);
        Self::default()
            .normalize_path(encode_twice)
            .double_encode_path(encode_twice)
            .content_sha256_header(requires_content_sha256(signing_name))
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

    /// Whether the hash of the payload is sent as `X-Amz-Content-Sha256`. A few services and emulators require it. The
    /// others compute the hash of the body that they receive.
    ///
    /// [`Payload::Unsigned`](super::Payload::Unsigned) is sent in any case: a service cannot know of it otherwise.
    #[must_use]
    pub const fn content_sha256_header(self, content_sha256_header: bool) -> Self {
        Self { content_sha256_header, ..self }
    }

    /// Whether the session token is signed. If not, it is added after signing, which a few services require.
    #[must_use]
    pub const fn sign_session_token(self, sign_session_token: bool) -> Self {
        Self { sign_session_token, ..self }
    }

    /// Whether the credentials are those of a session of S3 Express. Their token is sent as `X-Amz-S3session-Token` then,
    /// instead of `X-Amz-Security-Token`.
    ///
    /// ```
    /// use aws_operation::sigv4::{Payload, Settings, Signer};
    /// use aws_operation::{Credentials, Timestamp};
    ///
    /// let signer = Signer::new("us-west-2", "s3express");
    /// let signer = signer.settings(Settings::for_service("s3express").s3_express_session(true));
    /// let uri = "https://fast--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com/key";
    /// let (mut request, ()) = http::Request::get(uri).body(())?.into_parts();
    /// let session = Credentials::new("ASIAEXAMPLE", "secret").session_token("AQoDYXdz");
    /// signer.sign(&mut request, Payload::Bytes(b""), &session, Timestamp::now())?;
    /// assert_eq!(request.headers["x-amz-s3session-token"], "AQoDYXdz");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn s3_express_session(self, s3_express_session: bool) -> Self {
        Self { s3_express_session, ..self }
    }
}

impl Default for Settings {
    /// The path is normalized and encoded twice, the session token is signed, and the hash of the payload is not sent.
    /// That is right for every service that [`for_service`](Self::for_service) does not list.
    fn default() -> Self {
        Self {
            normalize_path: true,
            double_encode_path: true,
            content_sha256_header: false,
            sign_session_token: true,
            s3_express_session: false,
        }
    }
}

/// Whether a header has the session token of the credentials.
pub(crate) fn is_session_token(name: &str) -> bool {
    matches!(name, "x-amz-security-token" | "x-amz-s3session-token")
}

/// Whether a signing name belongs to S3. `s3tables`, `s3vectors` and similar names sign like all other services.
pub(crate) fn is_s3(signing_name: &str) -> bool {
    matches!(signing_name, "s3" | "s3-object-lambda" | "s3-outposts" | "s3express")
}

/// Whether a service rejects requests without `X-Amz-Content-Sha256`. [`Settings::for_service`] has the sources.
fn requires_content_sha256(signing_name: &str) -> bool {
    is_s3(signing_name) || rejects_signed_payloads(signing_name) || matches!(signing_name, "aoss" | "glacier")
}

/// Whether a service verifies only the signatures of unsigned payloads, as VPC Lattice does for the services behind it.
pub(crate) fn rejects_signed_payloads(signing_name: &str) -> bool {
    signing_name == "vpc-lattice-svcs"
}
