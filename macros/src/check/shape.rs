//! `#[aws_shape]`: a structure, union or enum that goes over the wire as part of a message, or as the whole output.

use syn::ext::IdentExt as _;

use super::binding::Side;
use super::enum_shape::{self, StringEnum, Union};
use super::root::Root;
use super::structure::{Structure, members_of, take_case};
use super::{Checked, Rejected, event, left_to_compiler, serde_attributes};
use crate::parse::args::Args;
use crate::parse::item::{Kind, MARKER};
use crate::parse::runtime_path;
use crate::report::Report;

const KNOWN: [&str; 5] = ["crate", "rename_all", "xml_name", "xml_namespace", "xml_unwrapped"];

/// A shape as checked.
pub(crate) enum Shape {
    Structure(Structure),
    StringEnum(StringEnum),
    Union(Union),
}

/// The kind of shape that an item with mistakes was likely meant to be.
pub(crate) enum Meant {
    Structure,
    StringEnum,
    Union,
}

/// `features` are the features of the runtime that attributes need.
pub(crate) fn check(input: &syn::DeriveInput, features: &[&str]) -> Checked<Shape, Meant> {
    let report = Report::default();
    left_to_compiler::check(input, &report);
    let mut args = Args::read(&input.attrs, MARKER, &report);
    let is_enum = matches!(input.data, syn::Data::Enum(_));
    args.settle(if is_enum { &["crate", "rename_all"] } else { &KNOWN });
    let runtime = runtime_path::take(&mut args, &report);
    let root = Root::take(&mut args, &report);
    let case = take_case(&mut args, &report);
    serde_attributes::check(input, &report);
    let (shape, meant) = if let syn::Data::Enum(data) = &input.data {
        let variants = enum_shape::read(input, data, case, &report);
        if enum_shape::are_values(&variants) {
            let shape = enum_shape::string_enum(input, &variants, &runtime, &report);
            (shape.map(Shape::StringEnum), Meant::StringEnum)
        } else {
            (Some(Shape::Union(enum_shape::union(input, variants, &runtime, &report))), Meant::Union)
        }
    } else {
        let members = members_of(input, Kind::Shape, case, Side::Response, &report).unwrap_or_default();
        members.check_payload(Side::Response, &report);
        event::check(&members, features, &report);
        event::check_streams(&members, &report);
        let (ident, generics, name) = (input.ident.clone(), input.generics.clone(), input.ident.unraw().to_string());
        root.check(&members, &name, &report);
        let structure = Structure { runtime: runtime.clone(), ident, generics, name, members, root };
        if structure.borrows() {
            structure.members.check_unread(&report);
        }
        (Some(Shape::Structure(structure)), Meant::Structure)
    };
    match shape {
        Some(shape) if report.is_empty() => Ok(shape),
        _ => Err(Box::new(Rejected { runtime, stubs: meant, report })),
    }
}
