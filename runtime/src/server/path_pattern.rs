//! Finds the labels in a path that was received.

use percent_encoding::percent_decode_str;

use crate::operation::{HttpTrait, Segment};

/// A path's template, cut at its slashes.
#[derive(Debug)]
pub(crate) struct PathPattern {
    method: &'static str,
    parts: Vec<Part>,
    query: &'static str,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Label(usize),
    GreedyLabel(usize),
}

impl PathPattern {
    pub(crate) fn new(http: &HttpTrait) -> Self {
        let mut parts = Vec::new();
        for segment in http.path {
            match segment {
                Segment::Literal(text) => {
                    parts.extend(
                        text.split('/').filter(|text| !text.is_empty()).map(|text| Part::Text(text.to_owned())),
                    );
                }
                Segment::Label(member) => parts.push(Part::Label(*member)),
                Segment::GreedyLabel(member) => parts.push(Part::GreedyLabel(*member)),
            }
        }
        Self { method: http.method, parts, query: http.query }
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
                    if text != first {
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

    /// How many parts are text: of two patterns that match, the one with more is meant.
    pub(crate) fn specificity(&self) -> usize {
        let texts = self.parts.iter().filter(|part| matches!(part, Part::Text(_))).count();
        2 * texts + usize::from(!self.query.is_empty())
    }

    fn query_matches(&self, query: &[(String, String)]) -> bool {
        let wanted = self.query.split('&').filter(|pair| !pair.is_empty());
        wanted
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .all(|(name, value)| query.iter().any(|(given, of)| given == name && of == value))
    }
}

/// A label's value; `None` if it is empty or no UTF-8.
fn decode(segment: &str) -> Option<String> {
    let text = percent_decode_str(segment).decode_utf8().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
