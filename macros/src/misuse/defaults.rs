//! The sentences on defaults.

use super::Misuse;

impl Misuse {
    pub(super) fn sentence_on_defaults(&self) -> (String, String) {
        match self {
            Self::DefaultOfRequest { field } => (
                format!("`{field}` is a member of a request, so it has no `default`"),
                format!("remove `default`, or make `{field}` an `Option`: `None` is not sent"),
            ),
            Self::DefaultOfPayload { field } => (
                format!("`{field}` is the payload, so it has no `default`"),
                "remove `default`: an empty text or blob is read as it is, and an `Option` is `None`".to_owned(),
            ),
            Self::DefaultNotALiteral { field } => (
                format!("the `default` of `{field}` is not a literal that it takes"),
                "write a string, a number, `true`, `false` or `b\"..\"`, or `default` alone for that of its type"
                    .to_owned(),
            ),
            _ => self.sentence_on_facts(),
        }
    }
}
