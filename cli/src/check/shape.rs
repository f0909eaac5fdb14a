//! Shapes that are targets of members.

use super::structure::Frame;
use super::{AbsentKind, Check, Side, names};
use crate::model::{self, Kind};
use crate::source::{Alias, Item, Shape, ShapeKind, Type, Variant};

impl<'a> Check<'a> {
    /// The shape or alias that a path names.
    pub(super) fn resolve(&self, path: &[String], module: &[String]) -> (Option<&'a Shape>, Option<&'a Alias>) {
        let shape = self.source.shape(path, module);
        // An alias with the name of its own target, from another module, cannot be resolved by name.
        let is_other = |alias: &&Alias| !matches!(&alias.ty, Type::Named(next) if next.last() == path.last());
        (shape, self.source.alias(path, module).filter(is_other))
    }

    /// Whether a type is an `Option` or an alias of one; `None` for a type that is not defined in the files.
    pub(super) fn is_option(&self, ty: &Type, module: &[String]) -> Option<bool> {
        let Type::Named(path) = ty else { return Some(ty.is_option()) };
        match self.resolve(path, module) {
            (Some(_), _) => Some(false),
            (None, alias) => alias.map(|alias| alias.ty.is_option()),
        }
    }

    pub(super) fn shape(&mut self, frame: &Frame<'a, '_>, shape: &'a Shape, target: &'a model::Shape) {
        let side = frame.side;
        let nested = |members| Frame {
            item: &shape.item,
            owner: &shape.item.name,
            members,
            model: &target.name,
            side,
            bound: false,
            labels: None,
            skip: None,
            token: None,
            is_error: false,
        };
        match (&shape.kind, &target.kind) {
            (ShapeKind::Enum(variants), Kind::Enum(values)) => {
                let values: Vec<_> = values.iter().map(|value| value.value.as_str()).collect();
                self.values(&shape.item, variants, &target.name, &values);
            }
            (ShapeKind::Structure(members), Kind::Structure(_) | Kind::Union(_)) => {
                self.structure(&nested(members));
            }
            (ShapeKind::Union { members, open }, Kind::Structure(_) | Kind::Union(_)) => {
                self.union(&nested(members), *open);
            }
            _ => {}
        }
    }

    fn values(&mut self, item: &Item, variants: &[Variant], model: &str, values: &[&str]) {
        let mut left: Vec<&str> = values.to_vec();
        left.retain(|value| !variants.iter().any(|variant| variant.value == *value));
        for variant in variants.iter().filter(|variant| !values.contains(&variant.value.as_str())) {
            let text = format!("`{}::{}` is `{}` on the wire", item.name, variant.variant, variant.value);
            let same = left.iter().copied().find(|value| names::fold(value) == names::fold(&variant.value));
            let text = match same.or_else(|| names::nearest(&variant.value, left.iter().copied())) {
                Some(nearest) => {
                    left.retain(|value| *value != nearest);
                    format!("{text}, but the model has `{nearest}`; write `#[aws(rename = \"{nearest}\")]`")
                }
                None => format!("{text}, which is not a value in the model; remove it"),
            };
            self.error(item, variant.line, text);
        }
        if !left.is_empty() {
            self.absent(item, AbsentKind::Value, model, left.iter().copied());
            self.note(item, item.location.line, format!("`{}` leaves out {}", item.name, names::list(left)));
        }
    }

    /// Compares a union. An unknown member cannot be decoded, unless the union has an `unknown` variant.
    fn union(&mut self, frame: &Frame<'a, '_>, open: bool) {
        if !self.done.insert((frame.item.location.clone(), frame.model, frame.side)) {
            return;
        }
        let pairing = self.pair(frame);
        for field in &pairing.fields {
            let (variant, owner) = (&field.field, frame.owner);
            self.error(frame.item, field.line, format!("`{owner}::{variant}` is not a member in the model; remove it"));
        }
        for (field, member) in &pairing.pairs {
            let wire = self.wire_name(member);
            if field.name != wire {
                let text = format!("`{}::{}` is `{}` on the wire", frame.owner, field.field, field.name);
                let text = format!("{text}, but the model has `{wire}`; write `#[aws(rename = \"{wire}\")]`");
                self.error(frame.item, field.line, text);
            }
            self.member_type(frame, field, member);
        }
        // The errors in an event stream are variants of the error enum.
        let is_event = |member: &&model::Member| self.model.target(member).error.is_none();
        let left_out = || pairing.members.iter().copied().filter(is_event).map(|member| member.name.as_str());
        let names = names::list(left_out());
        // A request need not use every member.
        if names.is_empty() || frame.side == Side::Request {
            return;
        }
        let (item, text) = (frame.item, format!("`{}` leaves out {names}", frame.owner));
        let members: Vec<_> = left_out().collect();
        self.absent(item, AbsentKind::UnionMember, frame.model, members);
        if open {
            self.note(item, item.location.line, text);
        } else {
            let text = format!("{text}, and a response with such a member cannot be decoded");
            self.warning(item, item.location.line, text + "; add it, or `#[aws(unknown)] Unknown(String)`");
        }
    }
}
