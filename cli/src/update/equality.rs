//! Finds the items that cannot implement `Eq` because of an addition.

use std::collections::BTreeSet;

use crate::source::{Member, Shape, ShapeKind, Source, Type};

/// The names of `items` and of all items that contain one of them.
pub(super) fn holders<'a>(source: &'a Source, items: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut holders: BTreeSet<String> = items.map(str::to_owned).collect();
    let of_shapes = source.shapes.iter().map(|shape| (&shape.item.name, members(shape)));
    let errors = source.errors.iter();
    let of_errors = errors.map(|errors| (&errors.item.name, errors.variants.iter().flat_map(|v| &v.members).collect()));
    let all: Vec<(&String, Vec<&Member>)> = of_shapes.chain(of_errors).collect();
    loop {
        let holds = |members: &[&Member]| members.iter().any(|member| names(&member.ty, &holders));
        let more: Vec<_> = all.iter().filter(|(name, members)| !holders.contains(*name) && holds(members)).collect();
        if more.is_empty() {
            return holders;
        }
        let more: Vec<_> = more.into_iter().map(|(name, _)| (*name).clone()).collect();
        holders.extend(more);
    }
}

fn members(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union { members, .. } => members.iter().collect(),
        ShapeKind::Enum(_) => Vec::new(),
    }
}

fn names(ty: &Type, wanted: &BTreeSet<String>) -> bool {
    match ty {
        Type::Option(ty) | Type::List(ty) | Type::Map(ty) => names(ty, wanted),
        Type::Named(path) => path.last().is_some_and(|name| wanted.contains(name)),
        _ => false,
    }
}
