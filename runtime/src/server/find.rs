//! Finds the operation of a request.

use std::cmp::Reverse;

use http::request::Parts;

use super::State;
use super::path_pattern::after_base;
use super::route::{Route, RouteInput};
use crate::model::structure::Binding;
use crate::protocol::query_pairs;

pub(super) type Labels = Vec<(usize, String)>;
pub(super) type Pairs = [(String, String)];

/// The operation that matches a request.
pub(super) struct Found<'s> {
    /// The index of the operation in the server's routes.
    pub(super) index: usize,
    pub(super) route: &'s dyn Route,
    pub(super) labels: Labels,
}

/// The operations that match the request, and are the most specific ones. There is more than one if they conflict.
pub(super) fn find<'s>(state: &'s State, parts: &Parts, query: &Pairs, naming: &Pairs) -> Vec<Found<'s>> {
    let Some(path) = after_base(&state.base_path, parts.uri.path()) else { return Vec::new() };
    let input = RouteInput { parts, path, query, naming };
    let matching = state.routes.iter().enumerate().filter_map(|(index, route)| {
        let labels = route.matches(&input)?;
        Some(Found { index, route: route.as_ref(), labels })
    });
    let mut found: Vec<_> = matching.collect();
    let most = found.iter().map(|found| found.route.specificity()).max();
    found.retain(|found| Some(found.route.specificity()) == most);
    // Of conflicting operations, as S3 has them, the one with most of the parameters comes first. Then names decide, so that
    // the order of registration does not matter.
    found.sort_by_key(|found| {
        let route = found.route;
        Reverse((bound_parameters(route, &input), route.service().id, route.operation().name))
    });
    found
}

/// How many query parameters and headers of the request are members of the operation.
fn bound_parameters(route: &dyn Route, input: &RouteInput<'_>) -> usize {
    let is_there = |binding: &Binding| match binding {
        Binding::Query(name) => input.query.iter().any(|(key, _)| key == name),
        Binding::Header(name) => input.parts.headers.contains_key(*name),
        _ => false,
    };
    route.bindings().iter().filter(|(_, binding)| is_there(binding)).count()
}

/// The parameters by which a query protocol names the operation. Others are not kept before the caller is authenticated.
pub(super) fn naming_parameters(form: &str, query: &Pairs) -> Vec<(String, String)> {
    let names = |(name, _): &(String, String)| name == "Action" || name == "Version";
    let mut pairs = query_pairs(form).peekable();
    if pairs.peek().is_some() {
        pairs.filter(names).collect()
    } else {
        query.iter().filter(|pair| names(pair)).cloned().collect()
    }
}
