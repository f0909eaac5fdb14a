//! The texts that a signature covers.

/// What was signed, in words; empty of a request without a signature.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct SignedTexts {
    pub(crate) canonical_request: String,
    pub(crate) string_to_sign: String,
}
