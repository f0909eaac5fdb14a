//! Why a service rejected a signature: compares the texts that it signed with the texts that were signed here.

mod cause;

use std::fmt;

use crate::model::protocol::EncodedRequest;
use crate::sigv4::signed_texts::SignedTexts;
use crate::sigv4::{is_session_token, service_texts};
use crate::value::sensitive::REDACTED;

/// The difference between the request that was signed here and the request that the service received.
///
/// If a signature is wrong, the error response of an AWS service (`SignatureDoesNotMatch`, `InvalidSignatureException`)
/// contains the texts that the service signed. `Display` prints the first difference and its likely cause. Session tokens
/// are redacted in all texts.
#[derive(Clone, PartialEq, Eq)]
pub struct SignatureMismatch {
    difference: Option<Difference>,
    cause: String,
    ours: SignedTexts,
    theirs: SignedTexts,
}

/// The first difference.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Difference {
    part: Part,
    /// The line of the canonical request, or of the string to sign, counted from 1.
    line: usize,
    ours: Option<String>,
    theirs: Option<String>,
}

/// A part of the canonical request or of the string to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Method,
    Path,
    Query,
    Header(String),
    SignedHeaders,
    PayloadHash,
    Date,
    Scope,
    Hash,
}

impl SignatureMismatch {
    /// Compares the texts that were signed here with those in the error response, if it has them.
    pub(crate) fn find(ours: SignedTexts, message: &str, body: &[u8]) -> Option<Self> {
        let theirs = service_texts::texts(message, body)?;
        let difference = first_difference(&ours, &theirs);
        let cause = cause::of(difference.as_ref(), &ours, &theirs);
        let difference = difference.map(Difference::without_token);
        Some(Self { difference, cause, ours: ours.without_token(), theirs: theirs.without_token() })
    }

    /// Redacts the path, the query and header members, if `shown` is redacted in one of them.
    pub(crate) fn shown_as(self, shown: Option<&EncodedRequest>) -> Self {
        if shown.is_some_and(|shown| !hides(shown)) {
            return self;
        }
        let difference = self.difference.map(|difference| match &difference.part {
            Part::Path | Part::Query => difference.redacted(),
            Part::Header(name) if !is_own(name) => difference.redacted(),
            _ => difference,
        });
        Self { difference, ours: self.ours.without_members(), theirs: self.theirs.without_members(), ..self }
    }

    /// The likely cause of the difference.
    pub fn cause(&self) -> &str {
        &self.cause
    }

    /// The first line that differs, as it was signed here. `None` if no line differs, or if only the service has the line.
    pub fn ours(&self) -> Option<&str> {
        self.difference.as_ref()?.ours.as_deref()
    }

    /// The same line, as the service signed it. `None` if no line differs, or if the service does not have the line.
    pub fn theirs(&self) -> Option<&str> {
        self.difference.as_ref()?.theirs.as_deref()
    }

    /// The header that differs, if the first difference is a header.
    pub fn header(&self) -> Option<&str> {
        match &self.difference.as_ref()?.part {
            Part::Header(name) => Some(name),
            _ => None,
        }
    }

    /// The canonical request that was signed here.
    pub fn canonical_request(&self) -> &str {
        &self.ours.canonical_request
    }

    /// The canonical request of the service. Empty if the error response does not contain it.
    pub fn service_canonical_request(&self) -> &str {
        &self.theirs.canonical_request
    }

    /// The string to sign that was signed here.
    pub fn string_to_sign(&self) -> &str {
        &self.ours.string_to_sign
    }

    /// The string to sign of the service. Empty if the error response does not contain it.
    pub fn service_string_to_sign(&self) -> &str {
        &self.theirs.string_to_sign
    }
}

impl fmt::Display for SignatureMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Difference { part, line, ours, theirs }) = &self.difference {
            let text = if matches!(part, Part::Date | Part::Scope | Part::Hash) {
                "string to sign"
            } else {
                "canonical request"
            };
            write!(f, "in line {line} of the {text}, {part} ")?;
            match (ours, theirs) {
                (Some(ours), Some(theirs)) => write!(f, "is `{ours}` here and `{theirs}` at the service")?,
                (Some(ours), None) => write!(f, "is `{ours}` here and absent at the service")?,
                (None, theirs) => write!(f, "is absent here and `{}` at the service", theirs.as_deref().unwrap_or(""))?,
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.cause)
    }
}

impl fmt::Debug for SignatureMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        // The canonical requests are left out, as in `Display`.
        f.debug_struct("SignatureMismatch")
            .field("cause", &self.cause)
            .field("header", &self.header())
            .field("ours", &self.ours())
            .field("theirs", &self.theirs())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for SignatureMismatch {}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Method => f.write_str("the method"),
            Self::Path => f.write_str("the path"),
            Self::Query => f.write_str("the query"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::SignedHeaders => f.write_str("the list of signed headers"),
            Self::PayloadHash => f.write_str("the hash of the body"),
            Self::Date => f.write_str("the time"),
            Self::Scope => f.write_str("the scope"),
            Self::Hash => f.write_str("the hash of the canonical request"),
        }
    }
}

impl Difference {
    fn redacted(self) -> Self {
        let redacted = |text: Option<String>| text.map(|_| REDACTED.to_owned());
        Self { ours: redacted(self.ours), theirs: redacted(self.theirs), ..self }
    }

    fn without_token(self) -> Self {
        if matches!(&self.part, Part::Header(name) if is_session_token(name)) { self.redacted() } else { self }
    }
}

/// Whether a header is set by the client, and not by a member.
fn is_own(name: &str) -> bool {
    matches!(
        name,
        "amz-sdk-invocation-id" | "amz-sdk-request" | "content-type" | "host" | "x-amz-content-sha256" | "x-amz-date"
    )
}

impl SignedTexts {
    fn without_token(self) -> Self {
        self.with_lines(|_, line| match line.split_once(':') {
            Some((name, _)) if is_session_token(name) => format!("{name}:{REDACTED}"),
            _ => line.to_owned(),
        })
    }

    fn without_members(self) -> Self {
        self.with_lines(|index, line| match line.split_once(':') {
            _ if index == 1 || index == 2 => REDACTED.to_owned(),
            Some((name, _)) if index > 2 && !is_own(name) => format!("{name}:{REDACTED}"),
            _ => line.to_owned(),
        })
    }

    fn with_lines(self, change: impl Fn(usize, &str) -> String) -> Self {
        let lines: Vec<String> =
            self.canonical_request.split('\n').enumerate().map(|(index, line)| change(index, line)).collect();
        Self { canonical_request: lines.join("\n"), ..self }
    }
}

/// Whether a sensitive member is in the path, the query or a header, which are signed as they are.
fn hides(shown: &EncodedRequest) -> bool {
    let redacted = |text: &[u8]| text.windows(REDACTED.len()).any(|window| window == REDACTED.as_bytes());
    let headers = shown.headers.values().any(|value| redacted(value.as_bytes()));
    headers || redacted(&shown.target) || redacted(shown.host_prefix.as_bytes())
}

fn first_difference(ours: &SignedTexts, theirs: &SignedTexts) -> Option<Difference> {
    if !theirs.canonical_request.is_empty() {
        let canonical = in_canonical(&ours.canonical_request, &theirs.canonical_request);
        if canonical.is_some() {
            return canonical;
        }
    }
    if theirs.string_to_sign.is_empty() {
        return None;
    }
    let parts = [Part::Hash, Part::Date, Part::Scope, Part::Hash];
    let (ours, theirs) = (ours.string_to_sign.split('\n'), theirs.string_to_sign.split('\n'));
    ours.zip(theirs).zip(parts).enumerate().find_map(|(index, ((ours, theirs), part))| {
        let differs = (ours != theirs).then(|| (Some(ours.to_owned()), Some(theirs.to_owned())));
        differs.map(|(ours, theirs)| Difference { part, line: index + 1, ours, theirs })
    })
}

/// The first difference of two canonical requests. Headers are compared by name.
fn in_canonical(ours: &str, theirs: &str) -> Option<Difference> {
    let (ours, theirs) = (Canonical::of(ours), Canonical::of(theirs));
    let found = |part, line, ours: Option<&str>, theirs: Option<&str>| {
        let differs = ours.map(str::trim) != theirs.map(str::trim);
        differs.then(|| Difference { part, line, ours: ours.map(str::to_owned), theirs: theirs.map(str::to_owned) })
    };
    for (index, part) in [Part::Method, Part::Path, Part::Query].into_iter().enumerate() {
        let difference = found(part, index + 1, ours.start.get(index).copied(), theirs.start.get(index).copied());
        if difference.is_some() {
            return difference;
        }
    }
    for (index, (name, value)) in ours.headers.iter().enumerate() {
        let difference = found(Part::Header((*name).to_owned()), index + 4, Some(value), theirs.header(name));
        if difference.is_some() {
            return difference;
        }
    }
    if let Some((name, value)) = theirs.headers.iter().find(|(name, _)| ours.header(name).is_none()) {
        return found(Part::Header((*name).to_owned()), ours.headers.len() + 4, None, Some(value));
    }
    let (names, hash) = (ours.headers.len() + 5, ours.headers.len() + 6);
    found(Part::SignedHeaders, names, ours.end.first().copied(), theirs.end.first().copied())
        .or_else(|| found(Part::PayloadHash, hash, ours.end.get(1).copied(), theirs.end.get(1).copied()))
}

/// A canonical request, split into its parts.
struct Canonical<'a> {
    /// Method, path and query.
    start: Vec<&'a str>,
    headers: Vec<(&'a str, &'a str)>,
    /// The names of the headers, and the hash of the body.
    end: Vec<&'a str>,
}

impl<'a> Canonical<'a> {
    fn of(text: &'a str) -> Self {
        let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        let start = lines.by_ref().take(3).collect();
        let headers = lines.by_ref().map_while(|line| line.split_once(':')).collect();
        Self { start, headers, end: lines.collect() }
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}
