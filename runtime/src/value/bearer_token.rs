//! A bearer token.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// A bearer token, which is sent as `Authorization: Bearer ..` to operations with `auth = "bearer"`.
///
/// A clone is cheap. The token is wiped from memory with the last clone. It never appears in `Debug`, errors or traces.
///
/// ```
/// use aws_operation::BearerToken;
///
/// let token = BearerToken::new("bedrock-api-key-YmVkcm9jaw");
/// assert!(!format!("{token:?}").contains("YmVkcm9jaw"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(Arc<Zeroizing<String>>);

impl BearerToken {
    /// A token, without `Bearer`.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(token.into())))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for BearerToken {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

impl From<String> for BearerToken {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken(<redacted>)")
    }
}
