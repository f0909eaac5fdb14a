//! The algorithm and the credential scope of a signature.

use super::Authorization;
use crate::model::auth::AuthScheme;

/// The algorithm of a signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    SigV4,
    SigV4a,
}

impl Algorithm {
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::SigV4, Self::SigV4a].into_iter().find(|algorithm| algorithm.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SigV4 => "AWS4-HMAC-SHA256",
            Self::SigV4a => "AWS4-ECDSA-P256-SHA256",
        }
    }

    pub(super) fn scheme(self) -> AuthScheme {
        match self {
            Self::SigV4 => AuthScheme::SigV4,
            Self::SigV4a => AuthScheme::SigV4a,
        }
    }

    /// `region`, if the signature is valid there, else the text that it was signed for.
    pub(super) fn region_for<'a>(self, signed_for: &'a str, region: &'a str) -> &'a str {
        let is_covered = match self {
            Self::SigV4 => signed_for == region,
            Self::SigV4a => signed_for.split(',').any(|pattern| matches(pattern.trim(), region)),
        };
        if is_covered { region } else { signed_for }
    }
}

/// Whether a region matches a pattern, in which `*` stands for any text.
fn matches(pattern: &str, region: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == region,
        Some((start, end)) => {
            let rest = region.strip_prefix(start);
            rest.is_some_and(|rest| rest.char_indices().any(|(at, _)| matches(end, &rest[at..])) || matches(end, ""))
        }
    }
}

impl Authorization {
    pub(super) fn scope(&self) -> String {
        let Self { date, region, service, .. } = self;
        match self.algorithm {
            Algorithm::SigV4 => format!("{date}/{region}/{service}/aws4_request"),
            Algorithm::SigV4a => format!("{date}/{service}/aws4_request"),
        }
    }
}

/// The parts of a credential: access key, date, region and service. SigV4a has its regions elsewhere.
pub(super) fn scope_of(credential: &str, algorithm: Algorithm, region_set: Option<String>) -> Option<[String; 4]> {
    let mut scope = credential.rsplitn(if algorithm == Algorithm::SigV4 { 5 } else { 4 }, '/').map(str::to_owned);
    if scope.next()? != "aws4_request" {
        return None;
    }
    let service = scope.next()?;
    let region = if algorithm == Algorithm::SigV4 { scope.next()? } else { region_set? };
    let date = scope.next()?;
    Some([scope.next()?, date, region, service])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_set_has_regions_and_patterns() {
        for (set, covers) in [
            ("*", true),
            ("us-east-1", true),
            ("eu-west-1, us-east-1", true),
            ("us-*", true),
            ("us-*-1", true),
            ("eu-*", false),
            ("us-*-2", false),
            ("us-east", false),
            ("us-east-1*", true),
            ("", false),
        ] {
            assert_eq!(Algorithm::SigV4a.region_for(set, "us-east-1") == "us-east-1", covers, "{set}");
        }
        assert_eq!(Algorithm::SigV4.region_for("*", "us-east-1"), "*");
    }
}
