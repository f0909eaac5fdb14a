//! Matches a request's path against a URI pattern. Literal segments are compared percent-decoded, because a client may encode
//! more characters than necessary.

use percent_encoding::percent_decode_str;

use crate::model::operation::{HttpTrait, Segment};
use crate::protocol::query_pairs;

/// A URI pattern, split into segments.
#[derive(Debug)]
pub(crate) struct PathPattern {
    method: &'static str,
    segments: Vec<PatternSegment>,
    /// The constant query parameters, decoded.
    query: Vec<(String, String)>,
}

#[derive(Debug)]
enum PatternSegment {
    Literal(String),
    Label(usize),
    GreedyLabel(usize),
}

/// The specificity of an operation's route. If several operations match a request, the one with the greatest specificity is
/// used.
///
/// Source: Smithy's specificity routing. Segments are compared from left to right; then more segments, then more constant
/// query parameters are more specific.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Specificity {
    Path {
        segments: Vec<SegmentKind>,
        parameters: usize,
    },
    /// The request names the operation.
    Name,
    /// The path names the operation. A header that names another one does not count.
    #[cfg(feature = "rpc-v2-cbor")]
    NameInPath,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SegmentKind {
    GreedyLabel,
    Label,
    Literal,
}

impl PathPattern {
    pub(crate) fn new(http: &HttpTrait) -> Self {
        let mut segments = Vec::new();
        for segment in http.path {
            match segment {
                Segment::Literal(text) => {
                    let texts = text.split('/').filter(|text| !text.is_empty());
                    segments.extend(texts.map(|text| PatternSegment::Literal(text.to_owned())));
                }
                Segment::Label(member) => segments.push(PatternSegment::Label(*member)),
                Segment::GreedyLabel(member) => segments.push(PatternSegment::GreedyLabel(*member)),
            }
        }
        Self { method: http.method, segments, query: query_pairs(http.query).collect() }
    }

    /// The decoded label values with the indices of their members, if the request matches this pattern.
    pub(crate) fn matches(&self, method: &str, path: &str, query: &[(String, String)]) -> Option<Vec<(usize, String)>> {
        if method != self.method || !self.query_matches(query) {
            return None;
        }
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let mut rest = segments.as_slice();
        let mut labels = Vec::new();
        for (index, segment) in self.segments.iter().enumerate() {
            let (first, after) = rest.split_first()?;
            match segment {
                PatternSegment::Literal(text) => {
                    if !is_equal(first, text) {
                        return None;
                    }
                    rest = after;
                }
                PatternSegment::Label(member) => {
                    labels.push((*member, decode(first)?));
                    rest = after;
                }
                PatternSegment::GreedyLabel(member) => {
                    let following = self.segments.len() - index - 1;
                    let (greedy, after) = rest.split_at(rest.len().checked_sub(following)?.max(1).min(rest.len()));
                    labels.push((*member, decode(&greedy.join("/"))?));
                    rest = after;
                }
            }
        }
        let is_match = rest.is_empty() || rest.iter().all(|segment| segment.is_empty());
        is_match.then_some(labels)
    }

    pub(crate) fn specificity(&self) -> Specificity {
        let kind = |segment: &PatternSegment| match segment {
            PatternSegment::Literal(_) => SegmentKind::Literal,
            PatternSegment::Label(_) => SegmentKind::Label,
            PatternSegment::GreedyLabel(_) => SegmentKind::GreedyLabel,
        };
        Specificity::Path { segments: self.segments.iter().map(kind).collect(), parameters: self.query.len() }
    }

    fn query_matches(&self, query: &[(String, String)]) -> bool {
        self.query.iter().all(|pair| query.contains(pair))
    }
}

/// The rest of `path` after the base path, which is empty or has a leading and no trailing slash.
pub(crate) fn after_base<'p>(base_path: &str, path: &'p str) -> Option<&'p str> {
    let mut rest = path;
    for text in base_path.split('/').skip(1) {
        let segments = rest.strip_prefix('/')?;
        let (first, after) = segments.split_at(segments.find('/').unwrap_or(segments.len()));
        rest = is_equal(first, text).then_some(after)?;
    }
    match rest {
        "" => Some("/"),
        rest => rest.starts_with('/').then_some(rest),
    }
}

/// Whether two segments are equal after percent-decoding.
fn is_equal(one: &str, other: &str) -> bool {
    percent_decode_str(one).eq(percent_decode_str(other))
}

/// The value of a label; `None` if it is empty or not UTF-8.
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

    /// The label values that a client may send.
    fn value() -> impl Strategy<Value = String> {
        "\\PC{1,8}|[/.%+?# ]{1,4}".prop_filter("a client rejects dot segments", |text| text != "." && text != "..")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn labels_are_decoded_to_the_values_sent(name in value(), version in any::<u32>(), key in value()) {
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
            let target = String::from_utf8(write_target(&http, &sent, "").to_vec()).unwrap();
            prop_assert_eq!(PathPattern::new(&http).matches("GET", &target, &[]), Some(sent), "{}", target);
        }

        #[test]
        fn matching_any_path_does_not_panic(path in "[/a%.]{0,12}|\\PC{0,12}") {
            const PATH: &[Segment] = &[Segment::Literal("/"), Segment::GreedyLabel(0), Segment::Literal("/a/a")];
            if let Some(labels) = labels(PATH, &path) {
                prop_assert!(path.ends_with("/a/a") || path.ends_with('/'), "{} gives {:?}", path, labels);
            }
        }
    }
}
