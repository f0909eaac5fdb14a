//! The HTTP method and URI.

use super::{Check, names};
use crate::model;
use crate::source::{Operation, Segment, Template};

impl Check<'_> {
    /// Compares method and path. Returns pairs of field and label, or `None` if the paths differ.
    pub(super) fn http(&mut self, operation: &Operation, modeled: &model::Operation) -> Option<Vec<(String, String)>> {
        let wanted = modeled.http.as_ref().filter(|_| self.protocol.is_rest())?;
        let (item, name) = (&operation.item, &operation.item.name);
        let template = Template::parse(&wanted.uri);
        let labels = self.labels(operation, modeled, &template);
        let write = || format!("write `http = \"{} {}\"`", wanted.method, in_fields(&template, &labels));
        let Some(http) = &operation.http else {
            self.error(item, operation.name.line, format!("`{name}` lacks its method and path; {}", write()));
            return None;
        };
        let (method, given) = &http.value;
        let same_path = same_segments(&given.segments, &template.segments);
        let same_query = parameters(&given.query) == parameters(&template.query);
        if *method != wanted.method {
            let text = format!("`{name}` has the method `{method}`, but the model has `{}`", wanted.method);
            self.error(item, http.line, format!("{text}; {}", write()));
        } else if !same_path {
            self.error(item, http.line, format!("the path of `{name}` differs from the model's; {}", write()));
        } else if !same_query {
            self.error(item, http.line, format!("the query string of `{name}` differs from the model's; {}", write()));
        }
        self.code(operation, wanted.code);
        if !same_path {
            return None;
        }
        let pairs: Vec<_> = given.labels().map(str::to_owned).zip(template.labels().map(str::to_owned)).collect();
        // A label is identified by its segment, so its field may have any name except the name of another label.
        let swapped = |(field, member): &&(String, String)| {
            names::fold(field) != names::fold(member)
                && template.labels().any(|label| names::fold(label) == names::fold(field))
        };
        if let Some((field, member)) = pairs.iter().find(swapped) {
            let text = format!("the path of `{name}` has the label `{field}` where the model has `{member}`");
            self.error(item, http.line, format!("{text}; {}", write()));
            return None;
        }
        Some(pairs)
    }

    /// The success status, with which a server built from the struct responds; clients accept any.
    fn code(&mut self, operation: &Operation, wanted: u16) {
        let given = operation.code.as_ref().map_or(200, |given| given.value);
        if given != wanted && (200..300).contains(&wanted) {
            let (item, name) = (&operation.item, &operation.item.name);
            let line = operation.code.as_ref().map_or(operation.name.line, |given| given.line);
            let text = format!("`{name}` responds with {given}, but the model has {wanted}; write `code = {wanted}`");
            self.note(item, line, text);
        }
    }

    /// The user's field for each label of the model, or the name that it would have.
    fn labels(&self, operation: &Operation, modeled: &model::Operation, template: &Template) -> Vec<(String, String)> {
        let members = self.model.members_of(modeled.input.as_deref());
        let field_of = |label: &str| {
            let known = members.iter().find(|member| member.name == label).map_or(label, |member| &member.name);
            let same = |field: &&crate::source::Member| names::fold(&field.field) == names::fold(known);
            operation.members.iter().find(same).map_or_else(|| names::field(label), |member| member.field.clone())
        };
        template.labels().map(|label| (label.to_owned(), field_of(label))).collect()
    }
}

fn same_segments(given: &[Segment], wanted: &[Segment]) -> bool {
    given.len() == wanted.len()
        && given.iter().zip(wanted).all(|pair| match pair {
            (Segment::Literal(given), Segment::Literal(wanted)) => given == wanted,
            (Segment::Label { greedy: given, .. }, Segment::Label { greedy: wanted, .. }) => given == wanted,
            _ => false,
        })
}

/// The constant parameters, sorted; `x` is `x=`.
fn parameters(query: &str) -> Vec<(&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut all: Vec<_> = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    all.sort_unstable();
    all
}

/// The model's URI with labels named after fields.
fn in_fields(template: &Template, labels: &[(String, String)]) -> String {
    let mut named = template.clone();
    for segment in &mut named.segments {
        if let Segment::Label { name, .. } = segment
            && let Some((_, field)) = labels.iter().find(|(label, _)| label == name)
        {
            name.clone_from(field);
        }
    }
    named.to_string()
}
