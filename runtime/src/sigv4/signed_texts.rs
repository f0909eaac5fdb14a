//! The texts from which a signature is computed.

/// The canonical request and the string to sign. Both are empty for a request without a signature.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct SignedTexts {
    pub(crate) canonical_request: String,
    pub(crate) string_to_sign: String,
}
