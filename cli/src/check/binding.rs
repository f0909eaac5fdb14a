//! HTTP bindings in messages.

use crate::model::Binding;

/// Where a member with the binding is in a message.
pub(super) fn describe(binding: Option<&Binding>) -> String {
    match binding {
        None => "in the body".to_owned(),
        Some(Binding::Label) => "in the path".to_owned(),
        Some(Binding::Query(name)) => format!("in the query as `{name}`"),
        Some(Binding::QueryParams) => "in the query, one parameter per entry".to_owned(),
        Some(Binding::Header(name)) => format!("in the header `{name}`"),
        Some(Binding::PrefixHeaders(prefix)) => format!("in headers that start with `{prefix}`"),
        Some(Binding::Payload) => "the whole body".to_owned(),
        Some(Binding::StatusCode) => "the status code".to_owned(),
    }
}

/// The help text that says how to write the binding.
pub(super) fn attribute(binding: Option<&Binding>, given: Option<&Binding>) -> String {
    match (binding, argument(binding)) {
        (_, Some(argument)) => format!("write `#[aws({argument})]`"),
        (None, None) => format!("remove `{}`", given.map(key).unwrap_or_default()),
        (Some(_), None) => "name it in `http`".to_owned(),
    }
}

/// The `#[aws(..)]` argument for the binding; none for a label or a member of the body.
pub(super) fn argument(binding: Option<&Binding>) -> Option<String> {
    let binding = binding?;
    Some(match binding {
        Binding::Label => return None,
        Binding::Query(name) | Binding::Header(name) | Binding::PrefixHeaders(name) => {
            format!("{} = \"{name}\"", key(binding))
        }
        _ => key(binding).to_owned(),
    })
}

fn key(binding: &Binding) -> &'static str {
    match binding {
        Binding::Label => "http",
        Binding::Query(_) => "query",
        Binding::QueryParams => "query_params",
        Binding::Header(_) => "header",
        Binding::PrefixHeaders(_) => "prefix_headers",
        Binding::Payload => "payload",
        Binding::StatusCode => "status",
    }
}

/// Whether both bindings are the same. The names of members of a body are compared elsewhere.
pub(super) fn is_same(given: Option<&Binding>, wanted: Option<&Binding>) -> bool {
    match (given, wanted) {
        (Some(Binding::Header(given)), Some(Binding::Header(wanted)))
        | (Some(Binding::PrefixHeaders(given)), Some(Binding::PrefixHeaders(wanted))) => {
            given.eq_ignore_ascii_case(wanted)
        }
        _ => given == wanted,
    }
}
