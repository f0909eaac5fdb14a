//! Finds the labels in a path that was received. Texts are compared decoded: a client may escape more than it must.

use percent_encoding::percent_decode_str;

use crate::model::operation::{HttpTrait, Segment};
use crate::protocol::query_pairs;

/// A path's template, cut at its slashes.
#[derive(Debug)]
pub(crate) struct PathPattern {
    method: &'static str,
    parts: Vec<Part>,
    /// The constant parameters, decoded.
    query: Vec<(String, String)>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Label(usize),
    GreedyLabel(usize),
}

/// How closely an operation is described by what it is found by: of two that match a request, the greater is meant.
///
/// Source: Smithy's specificity routing. Segments are compared from left to right, then the one with more of them is
/// greater, then the one with more constant parameters.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Specificity {
    Path {
        segments: Vec<SegmentKind>,
        parameters: usize,
    },
    /// The request has the operation's name.
    Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SegmentKind {
    GreedyLabel,
    Label,
    Text,
}

impl PathPattern {
    pub(crate) fn new(http: &HttpTrait) -> Self {
        let mut parts = Vec::new();
        for segment in http.path {
            match segment {
                Segment::Literal(text) => {
                    let texts = text.split('/').filter(|text| !text.is_empty());
                    parts.extend(texts.map(|text| Part::Text(text.to_owned())));
                }
                Segment::Label(member) => parts.push(Part::Label(*member)),
                Segment::GreedyLabel(member) => parts.push(Part::GreedyLabel(*member)),
            }
        }
        Self { method: http.method, parts, query: query_pairs(http.query) }
    }

    /// The labels' values if the request is one of this pattern, decoded, by their members' places.
    pub(crate) fn matches(&self, method: &str, path: &str, query: &[(String, String)]) -> Option<Vec<(usize, String)>> {
        if method != self.method || !self.query_matches(query) {
            return None;
        }
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let mut rest = segments.as_slice();
        let mut labels = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            let (first, after) = rest.split_first()?;
            match part {
                Part::Text(text) => {
                    if !is_same(first, text) {
                        return None;
                    }
                    rest = after;
                }
                Part::Label(member) => {
                    labels.push((*member, decode(first)?));
                    rest = after;
                }
                Part::GreedyLabel(member) => {
                    let following = self.parts.len() - place - 1;
                    let (greedy, after) = rest.split_at(rest.len().checked_sub(following)?.max(1).min(rest.len()));
                    labels.push((*member, decode(&greedy.join("/"))?));
                    rest = after;
                }
            }
        }
        let done = rest.is_empty() || rest.iter().all(|segment| segment.is_empty());
        done.then_some(labels)
    }

    pub(crate) fn specificity(&self) -> Specificity {
        let kind = |part: &Part| match part {
            Part::Text(_) => SegmentKind::Text,
            Part::Label(_) => SegmentKind::Label,
            Part::GreedyLabel(_) => SegmentKind::GreedyLabel,
        };
        Specificity::Path { segments: self.parts.iter().map(kind).collect(), parameters: self.query.len() }
    }

    fn query_matches(&self, query: &[(String, String)]) -> bool {
        self.query.iter().all(|wanted| query.contains(wanted))
    }
}

/// What of `path` follows the base path, which is empty or starts with a slash and ends without one.
pub(crate) fn after_base<'p>(base_path: &str, path: &'p str) -> Option<&'p str> {
    let mut rest = path;
    for text in base_path.split('/').skip(1) {
        let segments = rest.strip_prefix('/')?;
        let (first, after) = segments.split_at(segments.find('/').unwrap_or(segments.len()));
        rest = is_same(first, text).then_some(after)?;
    }
    match rest {
        "" => Some("/"),
        rest => rest.starts_with('/').then_some(rest),
    }
}

/// Whether two segments are one, however they are escaped.
fn is_same(one: &str, other: &str) -> bool {
    percent_decode_str(one).eq(percent_decode_str(other))
}

/// A label's value; `None` if it is empty or no UTF-8.
fn decode(segment: &str) -> Option<String> {
    let text = percent_decode_str(segment).decode_utf8().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::http_message::write_target;

    fn labels(path: &'static [Segment], target: &str) -> Option<Vec<(usize, String)>> {
        PathPattern::new(&HttpTrait { method: "GET", path, query: "", code: 200 }).matches("GET", target, &[])
    }

    #[test]
    fn labels_are_found_and_decoded() {
        const PATH: &[Segment] = &[Segment::Literal("/projects/"), Segment::Label(1), Segment::Literal("/datasets")];
        assert_eq!(labels(PATH, "/projects/a%2Fb%20c/datasets"), Some(vec![(1, "a/b c".to_owned())]));
        assert_eq!(labels(PATH, "/projects//datasets"), None);
        assert_eq!(labels(PATH, "/projects/a"), None);
        assert_eq!(labels(PATH, "/projects/a/datasets/train"), None);
    }

    #[test]
    fn greedy_labels_keep_slashes() {
        const PATH: &[Segment] = &[Segment::Literal("/b/"), Segment::GreedyLabel(0)];
        assert_eq!(labels(PATH, "/b/there/guy"), Some(vec![(0, "there/guy".to_owned())]));
        assert_eq!(labels(PATH, "/b"), None);
    }

    /// What a client may put in the place of a label.
    fn value() -> impl Strategy<Value = String> {
        "\\PC{1,8}|[/.%+?# ]{1,4}".prop_filter("a client rejects these", |text| text != "." && text != "..")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn labels_come_as_they_were_sent(name in value(), version in any::<u32>(), key in value()) {
            const PATH: &[Segment] = &[
                Segment::Literal("/b/"),
                Segment::Label(0),
                Segment::Literal("/v/"),
                Segment::Label(1),
                Segment::Literal("/"),
                Segment::GreedyLabel(2),
                Segment::Literal("/end"),
            ];
            let http = HttpTrait { method: "GET", path: PATH, query: "", code: 200 };
            let sent = vec![(0, name), (1, version.to_string()), (2, key)];
            let target = write_target(&http, &sent, "");
            prop_assert_eq!(PathPattern::new(&http).matches("GET", &target, &[]), Some(sent), "{}", target);
        }

        #[test]
        fn any_path_matches_or_does_not(path in "[/a%.]{0,12}|\\PC{0,12}") {
            const PATH: &[Segment] = &[Segment::Literal("/"), Segment::GreedyLabel(0), Segment::Literal("/a/a")];
            if let Some(labels) = labels(PATH, &path) {
                prop_assert!(path.ends_with("/a/a") || path.ends_with('/'), "{} gives {:?}", path, labels);
            }
        }
    }
}
