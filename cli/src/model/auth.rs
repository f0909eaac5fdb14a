//! Authentication in the words of the attributes.

use super::{Model, Operation, Service};

/// How an operation is authenticated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// As the service is.
    #[default]
    Service,
    /// Without authentication.
    None,
    /// By these schemes, the preferred one first: `aws.auth#sigv4`.
    Schemes(Vec<String>),
}

/// The schemes that the attributes have, by their words there.
const SCHEMES: [(&str, &str); 3] =
    [("aws.auth#sigv4", "sigv4"), ("aws.auth#sigv4a", "sigv4a"), ("smithy.api#httpBearerAuth", "bearer")];

/// The words of those schemes that the attributes have, in the same order.
fn words(schemes: &[String]) -> Vec<&'static str> {
    let word = |scheme: &String| SCHEMES.iter().find(|(id, _)| id == scheme).map(|(_, word)| *word);
    schemes.iter().filter_map(word).collect()
}

impl Service {
    /// The words of `auth`, the preferred scheme first. Empty if the attributes have none of the schemes.
    pub fn auth_words(&self) -> Vec<&'static str> {
        if self.auth.is_empty() { vec!["sigv4"] } else { words(&self.auth) }
    }
}

impl Model {
    /// The words of the schemes of an operation, the preferred one first. Empty if it is not authenticated, or by none of
    /// the schemes that the attributes have.
    pub fn schemes_of(&self, operation: &Operation) -> Vec<&'static str> {
        match &operation.auth {
            Auth::Service => self.service.auth_words(),
            Auth::None => Vec::new(),
            Auth::Schemes(schemes) => words(schemes),
        }
    }

    /// The words of an operation's own `auth`. Empty if it is authenticated as the service is.
    pub fn own_auth_words(&self, operation: &Operation) -> Vec<&'static str> {
        let schemes = self.schemes_of(operation);
        let mut own = match &operation.auth {
            Auth::None => vec!["none"],
            Auth::Schemes(_) if schemes != self.service.auth_words() => schemes,
            Auth::Service | Auth::Schemes(_) => Vec::new(),
        };
        if operation.unsigned_payload && operation.auth != Auth::None {
            own.push("unsigned-payload");
        }
        own
    }

    /// Why an operation cannot be authenticated, if it cannot: its schemes.
    pub(crate) fn unknown_schemes(&self, operation: &Operation) -> Option<String> {
        let schemes = match &operation.auth {
            Auth::Service => &self.service.auth,
            Auth::Schemes(schemes) => schemes,
            Auth::None => return None,
        };
        (!schemes.is_empty() && words(schemes).is_empty()).then(|| schemes.join(" or "))
    }
}

/// The argument `auth` with these words.
pub(crate) fn argument(words: &[impl AsRef<str>]) -> String {
    match words {
        [one] => format!("auth = \"{}\"", one.as_ref()),
        _ => {
            let quoted: Vec<_> = words.iter().map(|word| format!("\"{}\"", word.as_ref())).collect();
            format!("auth({})", quoted.join(", "))
        }
    }
}
