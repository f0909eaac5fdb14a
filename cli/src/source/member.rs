//! Reads fields as members.

use syn::ext::IdentExt as _;

use super::Type;
use super::args::{Args, line_of};
use super::case::Case;
use crate::model::{Binding, Elements, TimestampFormat};

const BINDINGS: [&str; 6] = ["header", "payload", "prefix_headers", "query", "query_params", "status"];

/// A field of a structure, or a variant of a union.
#[derive(Clone, Debug)]
pub struct Member {
    /// The field's name in Rust, or the variant's.
    pub field: String,
    /// The member's name on the wire.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Its HTTP binding, if it is not in the body.
    pub binding: Option<Binding>,
    /// `event_header` or `event_payload`, if it is one of them in the frame of an event.
    pub event: Option<&'static str>,
    /// The media type of a payload, if the attribute has one.
    pub media_type: Option<String>,
    /// Its timestamp format, if the attribute has one.
    pub timestamp: Option<TimestampFormat>,
    /// Its XML elements.
    pub elements: Elements,
    /// The name of its root element, if it is a payload with one.
    pub root: Option<String>,
    /// Its `ec2_query_name`.
    pub query_name: Option<String>,
    /// Whether only the last segment of its text is sent.
    pub last_segment: bool,
    /// Its `if_empty`.
    pub if_empty: Option<String>,
    /// The parameter of the endpoint that it is.
    pub context: Option<String>,
    /// Whether it has the argument `default`.
    pub has_default: bool,
    /// The line of its name.
    pub line: usize,
}

/// The members of a struct or variant; fields with `skip` are not members.
pub(super) fn read(fields: &syn::Fields, case: Case) -> syn::Result<Vec<Member>> {
    let mut members = Vec::new();
    for field in fields {
        let Some(ident) = &field.ident else {
            return Err(syn::Error::new_spanned(
                field,
                "fields must be named, because their names are the members' names",
            ));
        };
        let args = Args::read(&field.attrs, "aws")?;
        if args.flag("skip") {
            continue;
        }
        let field_name = ident.unraw().to_string();
        let xml_name = args.text("xml_name")?.map(|given| given.value);
        let is_payload = args.has("payload");
        let name = args.text("rename")?.map(|given| given.value).or_else(|| xml_name.clone().filter(|_| !is_payload));
        let name = name.unwrap_or_else(|| case.of_field(&field_name));
        members.push(Member {
            root: xml_name.filter(|_| is_payload),
            binding: binding(&args, &name)?,
            event: ["event_header", "event_payload"].into_iter().find(|key| args.flag(key)),
            media_type: args.flag_or_text("payload")?.and_then(|given| given.value),
            timestamp: timestamp(&args)?,
            elements: elements(&args)?,
            query_name: args.text("ec2_query_name")?.map(|given| given.value),
            last_segment: args.flag("last_segment"),
            if_empty: args.text("if_empty")?.map(|given| given.value),
            context: args.text("context")?.map(|given| given.value),
            ty: Type::read(&field.ty),
            has_default: args.has("default"),
            line: line_of(ident.span()),
            field: field_name,
            name,
        });
    }
    Ok(members)
}

fn binding(args: &Args, name: &str) -> syn::Result<Option<Binding>> {
    let text = |key| Ok::<_, syn::Error>(args.text(key)?.map(|given| given.value).unwrap_or_default());
    let Some(key) = args.first_of(&BINDINGS) else { return Ok(None) };
    Ok(Some(match key.as_str() {
        "header" => Binding::Header(text("header")?),
        "prefix_headers" => Binding::PrefixHeaders(text("prefix_headers")?),
        "query" => {
            let given = args.flag_or_text("query")?.and_then(|given| given.value);
            Binding::Query(given.unwrap_or_else(|| name.to_owned()))
        }
        "query_params" => Binding::QueryParams,
        "payload" => Binding::Payload,
        _ => Binding::StatusCode,
    }))
}

/// The argument `timestamp`.
pub(super) fn timestamp(args: &Args) -> syn::Result<Option<TimestampFormat>> {
    let Some(given) = args.text("timestamp")? else { return Ok(None) };
    let all = [TimestampFormat::DateTime, TimestampFormat::EpochSeconds, TimestampFormat::HttpDate];
    let format = all.into_iter().find(|format| format.name() == given.value);
    let unknown = || syn::Error::new(args.span_of("timestamp"), format!("unknown timestamp format `{}`", given.value));
    format.ok_or_else(unknown).map(Some)
}

pub(super) fn elements(args: &Args) -> syn::Result<Elements> {
    let read = |key: &str| Ok(args.text(key)?.map(|given| given.value));
    Elements::read(args.flag("xml_attribute"), args.flag("xml_flattened"), read)
}
