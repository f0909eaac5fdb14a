//! The fields of a struct or variant as members of a structure.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use crate::args::{Args, Given};
use crate::case::Case;
use crate::misuse::Misuse;
use crate::report::Report;

/// Headers of a request that the signer or the HTTP stack writes.
const RESERVED: [&str; 8] = [
    "authorization",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-amz-date",
    "x-amz-security-token",
];
const KNOWN: [&str; 4] = ["header", "query", "rename", "skip"];

/// A member of a structure.
pub(crate) struct Member {
    pub(crate) field: syn::Ident,
    pub(crate) ty: syn::Type,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) binding: Option<Binding>,
    /// What to underline when the binding is wrong.
    pub(crate) binding_tokens: TokenStream,
}

/// Where a member goes that does not go in the body.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Binding {
    Label,
    Query(String),
    /// In lower case, as HTTP compares and HTTP/2 writes it.
    Header(String),
}

/// The members of a struct, and the fields that are never on the wire.
#[derive(Default)]
pub(crate) struct Members {
    pub(crate) members: Vec<Member>,
    pub(crate) skipped: Vec<Skipped>,
}

/// A field that is never on the wire, and the word that says so.
pub(crate) struct Skipped {
    pub(crate) field: syn::Ident,
    pub(crate) skip: syn::Ident,
}

/// Which bindings the members of a structure may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Request,
    Answer,
}

impl Members {
    /// Reads the members from `fields`, and checks what concerns them alone.
    pub(crate) fn read(fields: &syn::FieldsNamed, case: Case, side: Side, report: &Report) -> Self {
        let mut all = Self::default();
        for field in &fields.named {
            let Some(ident) = &field.ident else { continue };
            match read_member(ident, field, case, side, report) {
                Ok(member) => all.members.push(member),
                Err(skipped) => all.skipped.push(skipped),
            }
        }
        all.check_names(report);
        all.check_bindings(report);
        all
    }

    /// The `skip` of that Rust field, if it has one.
    pub(crate) fn skip_of(&self, field: &str) -> Option<&syn::Ident> {
        self.skipped.iter().find(|skipped| skipped.field.unraw() == field).map(|skipped| &skipped.skip)
    }

    /// The place of the member of that Rust field.
    pub(crate) fn position(&self, field: &str) -> Option<usize> {
        self.members.iter().position(|member| member.field.unraw() == field)
    }

    /// The fields' names.
    pub(crate) fn field_names(&self) -> Vec<String> {
        self.members.iter().map(|member| member.field.unraw().to_string()).collect()
    }

    fn check_names(&self, report: &Report) {
        for (place, member) in self.members.iter().enumerate() {
            let earlier = self.members.iter().take(place).find(|earlier| earlier.name == member.name);
            if let Some(first) = earlier {
                let misuse = Misuse::DuplicateMember {
                    first: first.field.unraw().to_string(),
                    second: member.field.unraw().to_string(),
                    wire: member.name.clone(),
                };
                report.misuse(&member.field, &misuse);
            }
        }
    }

    /// Two members can't share a header or a query parameter.
    fn check_bindings(&self, report: &Report) {
        for (place, member) in self.members.iter().enumerate() {
            let (kind, name) = match &member.binding {
                Some(Binding::Header(name)) => ("header", name),
                Some(Binding::Query(name)) => ("query parameter", name),
                Some(Binding::Label) | None => continue,
            };
            let earlier = self.members.iter().take(place).find(|earlier| earlier.binding == member.binding);
            if let Some(first) = earlier.filter(|first| first.name != member.name) {
                let field = first.field.unraw().to_string();
                report.misuse(&member.binding_tokens, &Misuse::DuplicateBinding { kind, name: name.clone(), field });
            }
        }
    }
}

/// Reads one field; the error is that it is skipped.
fn read_member(
    ident: &syn::Ident,
    field: &syn::Field,
    case: Case,
    side: Side,
    report: &Report,
) -> Result<Member, Skipped> {
    let mut args = Args::read(&field.attrs, crate::stage::MARKER, report);
    let skip = args.flag("skip");
    let field_name = ident.unraw().to_string();
    let name = args.string("rename", "Arn").map_or_else(|| case.apply(&field_name), |given| given.value);
    let query_first = args.has_before("query", "header");
    let header = args.string("header", "X-Amzn-Client-Token");
    let query = args.flag_or_string("query", "nextToken");
    args.finish(&KNOWN);
    match (side, &header, &query) {
        (Side::Answer, _, Some(query)) => {
            report.misuse(&query.tokens, &Misuse::BindingOnShape { binding: "query" });
        }
        (Side::Request, Some(header), Some(query)) => report_both(field_name, header, query, query_first, report),
        _ => {}
    }
    let (binding, binding_tokens) = match (header, query) {
        (Some(header), _) => (check_header(&header, side, report), header.tokens),
        (None, Some(query)) => (Some(Binding::Query(query.value.unwrap_or_else(|| name.clone()))), query.tokens),
        (None, None) => (None, TokenStream::new()),
    };
    match skip {
        Some(skip) => Err(Skipped { field: ident.clone(), skip }),
        None => Ok(Member { field: ident.clone(), ty: field.ty.clone(), name, binding, binding_tokens }),
    }
}

/// Reports the later one of two bindings.
fn report_both(
    field: String,
    header: &Given<String>,
    query: &Given<Option<String>>,
    query_first: bool,
    report: &Report,
) {
    let (first, second, later) =
        if query_first { ("query", "header", &header.tokens) } else { ("header", "query", &query.tokens) };
    report.misuse(later, &Misuse::BoundTwice { field, first, second });
}

fn check_header(header: &Given<String>, side: Side, report: &Report) -> Option<Binding> {
    let name = header.value.to_ascii_lowercase();
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(is_token) {
        report.misuse(&header.tokens, &Misuse::NotAHeaderName { name: header.value.clone() });
        return None;
    }
    if side == Side::Request && RESERVED.contains(&name.as_str()) {
        report.misuse(&header.tokens, &Misuse::ReservedHeader { name: header.value.clone() });
        return None;
    }
    Some(Binding::Header(name))
}
