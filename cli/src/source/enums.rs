//! `#[aws_error]`, and `#[aws_shape]` on an enum.

use syn::ext::IdentExt as _;

use super::args::{Args, line_of};
use super::case::Case;
use super::{Given, Item, Member, ShapeKind, Type, member};

/// An enum with `#[aws_error]`.
#[derive(Clone, Debug)]
pub struct ErrorEnum {
    /// The item.
    pub item: Item,
    /// The errors.
    pub variants: Vec<ErrorVariant>,
}

/// An error.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// The variant's name in Rust.
    pub variant: String,
    /// The code on the wire.
    pub code: String,
    /// The HTTP status, and its line or the line of the variant.
    pub status: Given<u16>,
    /// Whether the error is a throttling error.
    pub throttling: bool,
    /// Whether the error is transient.
    pub transient: bool,
    /// Whether the error is about a quota.
    pub quota: bool,
    /// Its members.
    pub members: Vec<Member>,
    /// The line of its name.
    pub line: usize,
}

/// A value of a string enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The variant's name in Rust.
    pub variant: String,
    /// The value on the wire.
    pub value: String,
    /// The line of its name.
    pub line: usize,
}

/// Reads the errors of an enum.
pub(super) fn errors(item: Item, data: &syn::ItemEnum) -> syn::Result<ErrorEnum> {
    let case = Case::of(&Args::read(&data.attrs, "aws_error")?)?;
    let variants = data.variants.iter().map(|variant| error(variant, case)).collect::<syn::Result<_>>()?;
    Ok(ErrorEnum { item, variants })
}

fn error(variant: &syn::Variant, case: Case) -> syn::Result<ErrorVariant> {
    let args = Args::read(&variant.attrs, "aws")?;
    let name = variant.ident.unraw().to_string();
    let line = line_of(variant.ident.span());
    Ok(ErrorVariant {
        code: args.text("code")?.map_or_else(|| name.clone(), |given| given.value),
        status: args.integer("status")?.unwrap_or(Given { value: 400, line }),
        throttling: args.flag("throttling"),
        transient: args.flag("transient"),
        quota: args.flag("quota"),
        members: member::read(&variant.fields, case)?,
        variant: name,
        line,
    })
}

/// Reads a string enum or a union.
pub(super) fn shape(data: &syn::ItemEnum) -> syn::Result<ShapeKind> {
    let case = Case::of(&Args::read(&data.attrs, "aws_shape")?)?;
    let (mut values, mut members, mut open) = (Vec::new(), Vec::new(), false);
    for variant in &data.variants {
        let args = Args::read(&variant.attrs, "aws")?;
        if args.flag("unknown") {
            open = true;
            continue;
        }
        let (name, line) = (variant.ident.unraw().to_string(), line_of(variant.ident.span()));
        let wire = args.text("rename")?.map_or_else(|| case.of_variant(&name), |given| given.value);
        match &variant.fields {
            syn::Fields::Unit => values.push(Variant { variant: name, value: wire, line }),
            syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let ty = fields.unnamed.first().map_or(Type::Other, |field| Type::read(&field.ty));
                let timestamp = member::timestamp(&args)?;
                let (binding, event, media_type, root) = (None, None, None, None);
                let elements = member::elements(&args)?;
                let has_default = false;
                members.push(Member {
                    root,
                    field: name,
                    name: wire,
                    ty,
                    binding,
                    event,
                    media_type,
                    timestamp,
                    elements,
                    query_name: None,
                    last_segment: false,
                    if_empty: None,
                    context: None,
                    has_default,
                    line,
                });
            }
            fields => return Err(syn::Error::new_spanned(fields, "a union variant needs exactly one unnamed field")),
        }
    }
    Ok(if values.is_empty() { ShapeKind::Union { members, open } } else { ShapeKind::Enum(values) })
}
