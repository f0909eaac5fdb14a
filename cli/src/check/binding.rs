//! Where members go, in words.

use crate::model::Binding;

/// Where it goes: in words.
pub(super) fn describe(binding: Option<&Binding>) -> String {
    match binding {
        None => "in the body".to_owned(),
        Some(Binding::Label) => "in the path".to_owned(),
        Some(Binding::Query(name)) => format!("in the query as `{name}`"),
        Some(Binding::QueryParams) => "in the query, a parameter for each entry".to_owned(),
        Some(Binding::Header(name)) => format!("in the header `{name}`"),
        Some(Binding::PrefixHeaders(prefix)) => format!("in headers that start with `{prefix}`"),
        Some(Binding::Payload) => "as the whole body".to_owned(),
        Some(Binding::StatusCode) => "in the status".to_owned(),
    }
}

/// What to write for it to go there.
pub(super) fn attribute(binding: Option<&Binding>, given: Option<&Binding>) -> String {
    match (binding, argument(binding)) {
        (_, Some(argument)) => format!("write `#[aws({argument})]`"),
        (None, None) => format!("remove `{}`", given.map(key).unwrap_or_default()),
        (Some(_), None) => "name it in `http`".to_owned(),
    }
}

/// The argument that makes it go there; none of a label or a member of the body.
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

/// Whether both go to the same place. Bodies tell their members apart by name, paths by place.
pub(super) fn is_same(given: Option<&Binding>, wanted: Option<&Binding>) -> bool {
    match (given, wanted) {
        (Some(Binding::Header(given)), Some(Binding::Header(wanted)))
        | (Some(Binding::PrefixHeaders(given)), Some(Binding::PrefixHeaders(wanted))) => {
            given.eq_ignore_ascii_case(wanted)
        }
        _ => given == wanted,
    }
}
