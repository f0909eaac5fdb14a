//! The URI of an operation: `/path/{label}/{greedy+}?const=1`, with labels named after Rust fields in an attribute and
//! after members in a model.

use std::fmt;

/// A URI in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The path between its slashes.
    pub segments: Vec<Segment>,
    /// The text after `?`; empty without a query.
    pub query: String,
}

/// A part of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A constant segment.
    Literal(String),
    /// A label, which is replaced by a member's value.
    Label {
        /// The field's or member's name.
        name: String,
        /// Whether the value may contain slashes.
        greedy: bool,
    },
}

impl Template {
    /// Parses the URI; a segment that is not exactly one label is a literal.
    pub fn parse(uri: &str) -> Self {
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        let segments = path.trim_start_matches('/').split('/').map(segment).collect();
        Self { segments, query: query.to_owned() }
    }

    /// The names of the labels.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Label { name, .. } => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }
}

fn segment(text: &str) -> Segment {
    let Some(label) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return Segment::Literal(text.to_owned());
    };
    let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
    Segment::Label { name: name.to_owned(), greedy }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => write!(f, "/{text}")?,
                Segment::Label { name, greedy } => write!(f, "/{{{name}{}}}", if *greedy { "+" } else { "" })?,
            }
        }
        if !self.query.is_empty() {
            write!(f, "?{}", self.query)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_has_labels_and_a_query() {
        let uri = "/b/{bucket}/x/{key+}?list-type=2";
        let template = Template::parse(uri);
        let label = |name: &str, greedy| Segment::Label { name: name.to_owned(), greedy };
        let literal = |text: &str| Segment::Literal(text.to_owned());
        assert_eq!(template.segments, [literal("b"), label("bucket", false), literal("x"), label("key", true)]);
        assert_eq!(template.query, "list-type=2");
        assert_eq!(template.to_string(), uri);
        assert_eq!(Template::parse("/").to_string(), "/");
    }
}
