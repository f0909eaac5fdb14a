//! The fields of a struct or variant as members of a structure.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use super::binding::{self, Binding, Side};
use super::case::Case;
use super::context_name;
use super::default::{self, MemberDefault};
use super::event_stream::is_stream;
use super::form_name::{self, in_form};
use super::form_of_serde;
use super::sent_as::{self, SentAs};
use super::timestamp::{self, TimestampFormat};
use super::xml::{self, Xml};
use crate::misuse::{self, Misuse};
use crate::parse::args::{Args, Given};
use crate::parse::item::MARKER;
use crate::parse::nearest::nearest;
use crate::report::Report;

const KNOWN: [&str; 27] = [
    "context",
    "default",
    "ec2_query_name",
    "event_header",
    "event_payload",
    "header",
    "host_label",
    "if_empty",
    "last_segment",
    "payload",
    "prefix_headers",
    "query",
    "query_params",
    "rename",
    "skip",
    "status",
    "timestamp",
    "xml_attribute",
    "xml_flattened",
    "xml_key",
    "xml_key_namespace",
    "xml_member",
    "xml_member_namespace",
    "xml_name",
    "xml_namespace",
    "xml_value",
    "xml_value_namespace",
];

/// A member of a structure.
pub(crate) struct Member {
    pub(crate) field: syn::Ident,
    pub(crate) visibility: syn::Visibility,
    pub(crate) ty: syn::Type,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) binding: Option<Binding>,
    /// What to underline when the binding is wrong.
    pub(crate) binding_tokens: TokenStream,
    pub(crate) timestamp: Option<TimestampFormat>,
    /// Its `host_label`, if it has one.
    pub(crate) host_label: Option<syn::Ident>,
    /// How it is made of XML elements, where that is not as by default.
    pub(crate) xml: Option<Xml>,
    /// Its `xml_name`, if it is not the payload.
    pub(crate) xml_name: Option<Given<String>>,
    /// Its `ec2_query_name`, if it has one.
    pub(crate) form_name: Option<Given<String>>,
    /// Whether a mistake in its arguments is reported, so that its binding is not known.
    pub(crate) reported: bool,
    /// Whether its type must be a text, because `checksum` names it.
    pub(crate) is_text: bool,
    /// The parameter of the endpoint that it is, if it is one.
    pub(crate) context: Option<Given<String>>,
    /// How its text is changed while it is sent.
    pub(crate) sent_as: SentAs,
    /// Its value where it is absent, if that is not an error.
    pub(crate) default: Option<Given<MemberDefault>>,
}

/// The members of a struct, and the fields that are never on the wire.
#[derive(Default)]
pub(crate) struct Members {
    pub(crate) members: Vec<Member>,
    pub(crate) skipped: Vec<Skipped>,
}

/// A field that is never on the wire, and its `skip`.
pub(crate) struct Skipped {
    pub(crate) field: syn::Ident,
    pub(crate) ty: syn::Type,
    pub(crate) skip: syn::Ident,
}

impl Member {
    /// The field's name, without `r#`.
    pub(crate) fn field_name(&self) -> String {
        self.field.unraw().to_string()
    }

    /// Whether it surely goes in the body.
    pub(crate) fn is_in_body(&self) -> bool {
        self.binding.is_none() && !self.reported
    }
}

impl Members {
    /// Reads the members from `fields`, and checks what concerns them alone.
    pub(crate) fn read(fields: &syn::FieldsNamed, case: Case, side: Side, report: &Report) -> Self {
        let mut all = Self::default();
        for field in &fields.named {
            let Some(ident) = &field.ident else { continue };
            match read_member(ident, field, case, side, report) {
                Ok(member) => all.members.push(member),
                Err(skipped) => all.skipped.push(*skipped),
            }
        }
        // Which members of a request are labels is not known yet.
        if side == Side::Response {
            all.check_names(report, |_| true);
        }
        all.check_bindings(side, report);
        all.check_form_names(report);
        all
    }

    /// The `skip` of that Rust field, if it has one.
    pub(crate) fn skip_of(&self, field: &str) -> Option<&syn::Ident> {
        self.skipped.iter().find(|skipped| skipped.field.unraw() == field).map(|skipped| &skipped.skip)
    }

    /// The index of the member of that Rust field.
    pub(crate) fn position(&self, field: &str) -> Option<usize> {
        self.members.iter().position(|member| member.field.unraw() == field)
    }

    /// The fields' names.
    pub(crate) fn field_names(&self) -> Vec<String> {
        self.members.iter().map(Member::field_name).collect()
    }

    /// The field that was likely meant by `field`.
    pub(crate) fn nearest(&self, field: &str) -> Option<String> {
        nearest(field, self.field_names().iter().map(String::as_str))
    }

    /// A payload is the whole body, so nothing else can be in it. Checked once the labels are known.
    pub(crate) fn check_payload(&self, side: Side, report: &Report) {
        let is_payload = |member: &&Member| matches!(member.binding, Some(Binding::Payload(_)));
        let Some(payload) = self.members.iter().find(is_payload) else { return };
        let rest = self.members.iter().filter(|member| member.field != payload.field);
        // Protocols without bindings send the other members of an output in a message before the events.
        let may_have_body = side == Side::Response && is_stream(&payload.ty);
        let (second, rest): (Vec<_>, Vec<_>) = rest.partition(is_payload);
        for member in second {
            let misuse = misuse::member_beside_payload(&payload.field_name(), &[member.field_name()]);
            report.misuse(&member.binding_tokens, misuse);
        }
        let in_body: Vec<_> = rest.into_iter().filter(|member| member.is_in_body() && !may_have_body).collect();
        report_fields(&in_body, |fields| misuse::member_beside_payload(&payload.field_name(), fields), report);
    }

    /// A structure that borrows is never read, so no member has a default.
    pub(crate) fn check_unread(&self, report: &Report) {
        for member in &self.members {
            if let Some(default) = &member.default {
                let misuse = misuse::default_of_request(&member.field_name());
                report.misuse(&default.tokens, misuse);
            }
        }
    }

    /// Of a request only the body has the members' names; a shape that is stored with serde has all of them.
    pub(crate) fn check_names_in_body(&self, report: &Report) {
        self.check_names(report, |member| member.binding.is_none());
    }

    /// The compiler reports two fields of one name.
    fn check_names(&self, report: &Report, is_named: impl Fn(&Member) -> bool) {
        let named: Vec<_> = self.members.iter().filter(|member| is_named(member)).collect();
        for (index, member) in named.iter().enumerate() {
            let earlier =
                named.iter().take(index).find(|earlier| earlier.name == member.name && earlier.field != member.field);
            if let Some(first) = earlier {
                let misuse = misuse::duplicate_member(&first.field_name(), &member.field_name(), &member.name);
                report.misuse(&member.field, misuse);
            }
        }
    }

    /// Two members can't share a name in a form. Checked only for names that are written for it.
    fn check_form_names(&self, report: &Report) {
        let name_of = |member: &'_ Member| in_form(member.form_name.as_ref(), &member.name).into_owned();
        for (index, member) in self.members.iter().enumerate() {
            let Some(given) = &member.form_name else { continue };
            let mut others = self.members.iter().enumerate().filter(|(other, there)| {
                *other != index && (there.form_name.is_none() || *other < index) && name_of(there) == given.value
            });
            if let Some((_, first)) = others.next() {
                report.misuse(&given.tokens, misuse::duplicate_form_name(&first.field_name(), &given.value));
            }
        }
    }

    /// The members with these indices are filled in by the client, which writes them under their names.
    pub(crate) fn check_filled(&self, filled: impl Iterator<Item = usize>, report: &Report) {
        for member in filled.filter_map(|index| self.members.get(index)) {
            if let Some(given) = &member.form_name {
                report.misuse(&given.tokens, misuse::form_name_of_filled(&member.field_name()));
            }
        }
    }

    /// Two members can't share a header or a query parameter.
    fn check_bindings(&self, side: Side, report: &Report) {
        for (index, member) in self.members.iter().enumerate() {
            let Some(binding) = &member.binding else { continue };
            let shares = |earlier: &&Member| earlier.binding.as_ref().is_some_and(|earlier| earlier.excludes(binding));
            let Some(first) = self.members.iter().take(index).find(shares) else { continue };
            let field = first.field_name();
            let misuse = match binding {
                Binding::Header(name) => misuse::duplicate_binding("header", name, &field),
                Binding::Query(name) => misuse::duplicate_binding("query parameter", name, &field),
                // `check_payload` reports a second payload.
                Binding::Label | Binding::Payload(_) | Binding::EventHeader => continue,
                other => misuse::second_binding(other.key(), &field),
            };
            // Two members of one name are reported as that.
            if side == Side::Request || first.name != member.name {
                report.misuse(&member.binding_tokens, misuse);
            }
        }
    }
}

/// Reports what is wrong with `members`, if there are any: once, at the first.
pub(super) fn report_fields(members: &[&Member], misuse: impl Fn(&[String]) -> Misuse, report: &Report) {
    let Some(first) = members.first() else { return };
    let names: Vec<_> = members.iter().map(|member| member.field_name()).collect();
    report.misuse(&first.field, misuse(&names));
}

/// Reads one field; `Err` if it is skipped.
fn read_member(
    ident: &syn::Ident,
    field: &syn::Field,
    case: Case,
    side: Side,
    report: &Report,
) -> Result<Member, Box<Skipped>> {
    let reports = report.count();
    let mut args = Args::read(&field.attrs, MARKER, report);
    args.settle(&KNOWN);
    let skip = args.flag("skip");
    let field_name = ident.unraw().to_string();
    let rename = args.string("rename", "Arn");
    let name = rename.as_ref().map_or_else(|| case.apply(&field_name), |given| given.value.clone());
    let binding = binding::take(&mut args, &field_name, &name, side, report);
    let timestamp = timestamp::take(&mut args, report);
    let host_label = args.flag("host_label");
    let context = context_name::take(&mut args, report);
    let xml::Taken { xml, name: xml_name } = xml::take(&mut args, &field_name, binding.as_ref(), report);
    if let (Some(_), Some(again)) = (&rename, &xml_name) {
        report.misuse(&again.tokens, misuse::renamed_twice(&field_name));
    }
    let name = xml_name.as_ref().map_or(name, |given| given.value.clone());
    let form_name = form_name::take(&mut args, &field_name, binding.as_ref(), report);
    let sent_as = sent_as::take(&mut args, &field_name, binding.as_ref().map(|given| &given.value), side, report);
    let default = default::take(&mut args, &field_name, binding.as_ref().map(|given| &given.value), side, report);
    if let (Side::Response, Some(flag)) = (side, &host_label) {
        report.misuse(flag, misuse::binding_on_shape("host_label"));
    }
    if let (Side::Response, Some(given)) = (side, &context) {
        report.misuse(&given.tokens, misuse::binding_on_shape("context"));
    }
    if let Some(skip) = skip {
        let bound = binding.as_ref().map(|binding| format!("bound to `{}`", binding.value.key()));
        let roles = [
            (context.is_some(), "part of the endpoint"),
            (default.is_some(), "given a default"),
            (rename.is_some() || xml_name.is_some(), "given a name"),
            (timestamp.is_some(), "given a timestamp format"),
        ];
        let others = roles.into_iter().filter(|(is_given, _)| *is_given).map(|(_, role)| role.to_owned());
        if let Some(role) = bound.into_iter().chain(others).next() {
            report.misuse(&skip, misuse::skipped_but_needed(&field_name, &role));
        }
        return Err(Box::new(Skipped { field: ident.clone(), ty: field.ty.clone(), skip }));
    }
    form_of_serde::check(&field_name, &field.ty, report);
    let (binding, binding_tokens) =
        binding.map_or_else(|| (None, TokenStream::new()), |given| (Some(given.value), given.tokens));
    let (visibility, field, ty) = (field.vis.clone(), ident.clone(), field.ty.clone());
    let reported = report.count() > reports;
    let member = Member {
        field,
        visibility,
        ty,
        name,
        binding,
        binding_tokens,
        timestamp,
        host_label,
        xml,
        xml_name,
        form_name,
        reported,
        is_text: false,
        context,
        sent_as,
        default,
    };
    Ok(member)
}
