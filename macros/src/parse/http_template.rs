//! Smithy's `http` in one string: `METHOD /path/{field}/{greedy+}?const=1`.

use super::nearest::nearest;
use crate::misuse::{self, Misuse};

/// The methods of AWS's operations.
const METHODS: [&str; 6] = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

/// The parts of the string.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HttpTemplate {
    pub(crate) method: String,
    pub(crate) path: Vec<Part>,
    pub(crate) query: String,
}

/// A part of the path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Literal(String),
    Label { field: String, greedy: bool },
}

impl HttpTemplate {
    /// Parses the string. A mistake in the method goes to `misuses`, and the first one in the URI: others may follow
    /// from it.
    pub(crate) fn parse(text: &str, misuses: &mut Vec<Misuse>) -> Option<Self> {
        let before = misuses.len();
        let Some((method, uri)) = text.trim().split_once(char::is_whitespace) else {
            misuses.push(misuse::http_without_method());
            return None;
        };
        let uri = uri.trim();
        if has_misplaced_space(method, uri) {
            misuses.push(misuse::http_without_method());
            return None;
        }
        if !METHODS.contains(&method) {
            let nearest = nearest(method, METHODS);
            misuses.push(misuse::unknown_method(method, &METHODS, nearest.as_deref()));
        }
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        let mut of_uri = Vec::new();
        if !path.starts_with('/') {
            of_uri.push(misuse::path_not_absolute(method, path));
        }
        let parts = parse_path(path, &mut of_uri);
        if query.contains(['{', '}']) {
            of_uri.push(misuse::label_in_query());
        }
        if let Some((_, label)) = path.split_once("{r#") {
            of_uri.push(misuse::raw_label(label.split('}').next().unwrap_or_default()));
        }
        check_characters(uri, &mut of_uri);
        misuses.extend(of_uri.into_iter().next());
        (misuses.len() == before).then(|| Self { method: method.to_owned(), path: parts, query: query.to_owned() })
    }

    /// The names of the labels.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &str> {
        self.path.iter().filter_map(|part| match part {
            Part::Label { field, .. } => Some(field.as_str()),
            Part::Literal(_) => None,
        })
    }
}

/// Whether method and path are there, but the space is not between them: `POST/ projects`.
fn has_misplaced_space(method: &str, uri: &str) -> bool {
    let joined = format!("{method}{uri}");
    let starts = |known: &&str| joined.strip_prefix(known).is_some_and(|path| path.starts_with('/'));
    !METHODS.contains(&method) && METHODS.iter().any(starts)
}

/// Reports the first character that a URI must percent-encode: RFC 3986, `pchar` and `query`. Braces enclose labels.
fn check_characters(uri: &str, misuses: &mut Vec<Misuse>) {
    let mut rest = uri.chars();
    while let Some(character) = rest.next() {
        let mut is_hex = || rest.next().is_some_and(|digit| digit.is_ascii_hexdigit());
        let is_allowed = match character {
            '%' => is_hex() && is_hex(),
            other => other.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?{}".contains(other),
        };
        if !is_allowed {
            misuses.push(misuse::character_in_http(character));
            return;
        }
    }
}

/// Whether a segment is `.` or `..`, percent-encoded or not.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn parse_path(path: &str, misuses: &mut Vec<Misuse>) -> Vec<Part> {
    let mut parts = vec![Part::Literal(String::new())];
    let mut greedy: Option<String> = None;
    let mut seen: Vec<String> = Vec::new();
    let last = path.split('/').count() - 1;
    for (index, segment) in path.split('/').enumerate() {
        if is_dots(segment) || (segment.is_empty() && 0 < index && index < last) {
            misuses.push(misuse::segment_in_http(segment));
        }
        if let Some(label) = label_of_another_form(segment) {
            misuses.push(misuse::label_of_another_form(segment, &label));
        }
        let slash = if index == 0 { "" } else { "/" };
        if !segment.contains(['{', '}']) {
            push_literal(&mut parts, &format!("{slash}{segment}"));
            continue;
        }
        push_literal(&mut parts, slash);
        let Some((field, is_greedy)) = parse_label(segment, misuses) else { continue };
        if let Some(label) = &greedy {
            misuses.push(misuse::greedy_label_not_last(label));
        }
        if seen.contains(&field) {
            misuses.push(misuse::duplicate_label(&field));
        }
        seen.push(field.clone());
        greedy = is_greedy.then(|| field.clone());
        parts.push(Part::Label { field, greedy: is_greedy });
    }
    parts.retain(|part| *part != Part::Literal(String::new()));
    parts
}

/// The label that was meant by `<a>`, `{a*}`, `{*a}`, `{a...}` or `{a:i32}`.
fn label_of_another_form(segment: &str) -> Option<String> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let enclosed = |open, close| segment.strip_prefix(open)?.strip_suffix(close);
    let label = enclosed('{', '}').filter(|label| !label.contains(['{', '}'])).or_else(|| enclosed('<', '>'))?;
    let name = label.trim_matches(|c| "*.+".contains(c));
    let (name, _) = name.split_once(':').unwrap_or((name, ""));
    let is_greedy = label.contains(['*', '+']) || label.contains("..");
    let written = label.strip_suffix('+').unwrap_or(label);
    let is_label = segment.starts_with('{') && written.chars().all(is_name);
    let meant = if is_greedy { format!("{name}+") } else { name.to_owned() };
    (!is_label && !name.is_empty() && name.chars().all(is_name)).then_some(meant)
}

fn push_literal(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Literal(literal)) => literal.push_str(text),
        _ => parts.push(Part::Literal(text.to_owned())),
    }
}

/// The field in a segment that is one label, and whether it is greedy.
fn parse_label(segment: &str, misuses: &mut Vec<Misuse>) -> Option<(String, bool)> {
    let Some((before, rest)) = segment.split_once('{') else {
        misuses.push(misuse::unclosed_label());
        return None;
    };
    let Some((label, after)) = rest.split_once('}') else {
        misuses.push(misuse::unclosed_label());
        return None;
    };
    let (field, greedy) = label.strip_suffix('+').map_or((label, false), |field| (field, true));
    if field.is_empty() {
        misuses.push(misuse::empty_label());
        return None;
    }
    if !before.is_empty() || !after.is_empty() {
        misuses.push(misuse::label_not_alone(field));
        return None;
    }
    Some((field.to_owned(), greedy))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<HttpTemplate, Vec<String>> {
        let mut misuses = Vec::new();
        let template = HttpTemplate::parse(text, &mut misuses);
        template.ok_or_else(|| misuses.iter().map(|m| m.to_string().lines().next().unwrap().to_owned()).collect())
    }

    #[test]
    fn a_template_has_method_labels_and_query() {
        let template = parse("GET /b/{bucket}/x/{key+}?list-type=2").unwrap();
        assert_eq!(template.method, "GET");
        assert_eq!(
            template.path,
            [
                Part::Literal("/b/".to_owned()),
                Part::Label { field: "bucket".to_owned(), greedy: false },
                Part::Literal("/x/".to_owned()),
                Part::Label { field: "key".to_owned(), greedy: true },
            ]
        );
        assert_eq!(template.query, "list-type=2");
    }

    #[test]
    fn every_mistake_is_reported() {
        for (text, misuses) in [
            ("/projects", vec!["`http` needs a method and a path"]),
            ("PSOT projects", vec!["unknown method `PSOT` in `http`", "the path in `http` must start with `/`"]),
            ("GET /{a/{}", vec!["unclosed `{` in `http`"]),
            ("POST/ projects", vec!["`http` needs a method and a path"]),
            ("POS T/projects", vec!["`http` needs a method and a path"]),
            ("GET /{a}{b}", vec!["label `{a}` in `http` is only a part of its segment"]),
            ("GET /{a+}/{b}", vec!["greedy label `{a+}` in `http` is followed by another label"]),
            ("GET /{a}/{a}", vec!["label `{a}` is twice in `http`"]),
            ("GET /a?b={c}", vec!["a label in the query of `http`"]),
            ("GET /a b", vec!["` ` in `http` is not allowed in a URI"]),
            ("GET /a|b^", vec!["`|` in `http` is not allowed in a URI"]),
            ("GET /a%2", vec!["`%` in `http` is not allowed in a URI"]),
            ("GET /é", vec!["`é` in `http` is not allowed in a URI"]),
            ("GET /a?b=\"c\"", vec!["`\"` in `http` is not allowed in a URI"]),
            ("GET /a#b", vec!["`#` in `http` is not allowed in a URI"]),
            ("GET /a//b", vec!["the path in `http` has an empty segment"]),
            ("GET /a/../b", vec!["the path in `http` has the segment `..`, which HTTP clients resolve"]),
            ("GET /a/%2E", vec!["the path in `http` has the segment `%2E`, which HTTP clients resolve"]),
        ] {
            assert_eq!(parse(text).unwrap_err(), misuses, "{text}");
        }
        for text in ["GET /", "GET /a/", "GET /@a/$b:c/%2F?d&e=f,g", "GET /.a/..b/..."] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    /// A segment of a path: a literal, or a label of its own.
    fn segment() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z0-9._~!$&'()*+,;=:@-]{1,5}", "[a-z_]{1,5}".prop_map(|field| format!("{{{field}}}"))]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_template_is_read_or_rejected(text in "(GET |PUT  |get )?[ -~é]{0,30}", marks in "[/{}+?=& a]{0,20}") {
            for text in [text, format!("GET /{marks}")] {
                let mut misuses = Vec::new();
                prop_assert_eq!(HttpTemplate::parse(&text, &mut misuses).is_none(), !misuses.is_empty(), "{}", text);
            }
        }

        #[test]
        fn a_template_is_made_of_its_parts(mut path in vec(segment(), 1..6), greedy: bool, query in "[a-z=&]{0,8}") {
            path.dedup();
            if greedy {
                path.push("{rest_of_it+}".to_owned());
            }
            let written = format!("/{}", path.join("/"));
            let template = parse(&format!("POST {written}?{query}"));
            // A label that is there twice is reported; all other text is kept.
            prop_assume!(template.is_ok());
            let template = template.unwrap();
            let parts = template.path.iter().map(|part| match part {
                Part::Literal(text) => text.clone(),
                Part::Label { field, greedy } => format!("{{{field}{}}}", if *greedy { "+" } else { "" }),
            });
            prop_assert_eq!((parts.collect::<String>(), template.query), (written, query));
        }
    }
}
