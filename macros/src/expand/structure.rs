//! The impls by which a structure is written and read.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::member_types::{checked, hold, is_readable};
use super::timestamp_format::{in_format, write_function};
use super::types::{bounded, known, with_type};
use super::{in_const, pages};
use crate::check::binding::Binding;
use crate::check::default::MemberDefault;
use crate::check::member::{Member, Members, Skipped};
use crate::check::sent_as::SentAs;
use crate::check::structure::Structure;
use crate::check::xml::Xml;

/// Everything that a shape implements.
pub(crate) fn shape(mut shape: Structure, visibility: &syn::Visibility) -> TokenStream {
    let is_payload = hold_payload(&mut shape);
    let borrows = shape.borrows();
    let items = (!borrows).then(|| pages::fields(&shape, visibility));
    let are_members =
        if borrows { None } else { hold(shape.members.members.iter_mut(), &shape.ident, &shape.generics) };
    let shape = &shape;
    let (structure, write) = (structure(shape), write_members(shape));
    let ident = &shape.ident;
    let generics = bounded(&shape.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let serialize = match event_traits(&shape.members) {
        Some(traits) => quote!(__rt::serialize_event(self, #traits, __serializer)),
        None => quote!(__rt::serialize_structure(self, __serializer)),
    };
    let read = (!borrows).then(|| (read_members(shape, &[]), deserialize(shape)));
    let (read, deserialize) = read.unzip();
    let impls = quote! {
        #is_payload
        #are_members
        #structure
        #write
        #read
        impl #params __rt::Serialize for #ident #args #bounds {
            fn serialize<__S: __rt::Serializer>(&self, __serializer: __S) -> __rt::Result<__S::Ok, __S::Error> {
                #serialize
            }
        }
        #deserialize
        impl #params __rt::PayloadMember for #ident #args #bounds {
            const KIND: __rt::PayloadKind<Self> = __rt::structure_payload();
        }
        #items
    };
    in_const(&shape.runtime, &shape.ident, impls)
}

/// A constant that fails to compile where the payload's type cannot be a payload. The payload's type then depends on the
/// constant, so that the error is reported once.
fn hold_payload(shape: &mut Structure) -> Option<TokenStream> {
    let payload = shape.members.members.iter_mut().find(|member| is_payload(member))?;
    if !shape.generics.params.is_empty() {
        return None;
    }
    let (ty, bool) = (&payload.ty, quote!(__rt::bool));
    let fact =
        quote_spanned!(ty.span()=> const __PAYLOAD: #bool = __rt::is_payload(<#ty as __rt::PayloadMember>::KIND););
    let held = known(&ty.to_token_stream(), &quote_spanned!(ty.span()=> __PAYLOAD));
    payload.ty = syn::Type::Verbatim(held);
    Some(fact)
}

fn deserialize(shape: &Structure) -> TokenStream {
    let ident = &shape.ident;
    let mut generics = bounded(&shape.generics, &quote!(__rt::DeserializeOwned));
    let (_, args, _) = shape.generics.split_for_impl();
    generics.params.insert(0, syn::parse_quote!('de));
    let (params, _, bounds) = generics.split_for_impl();
    let deserialize = match event_traits(&shape.members) {
        Some(traits) => quote!(__rt::deserialize_event(#traits, __deserializer)),
        None => quote!(__rt::deserialize_structure(__deserializer)),
    };
    quote! {
        impl #params __rt::Deserialize<'de> for #ident #args #bounds {
            fn deserialize<__D: __rt::Deserializer<'de>>(__deserializer: __D) -> __rt::Result<Self, __D::Error> {
                #deserialize
            }
        }
    }
}

/// Which members are headers of the frame of an event, and which is its payload, in the words that the runtime parses.
fn event_traits(members: &Members) -> Option<String> {
    let words = members.members.iter().filter_map(|member| match member.binding {
        Some(Binding::EventHeader) => Some(format!(" header={}", member.name)),
        Some(Binding::EventPayload) => Some(format!(" payload={}", member.name)),
        _ => None,
    });
    let words: String = words.collect();
    (!words.is_empty()).then(|| format!("$aws_operation::Event{words}"))
}

/// The names and bindings of the members.
pub(crate) fn structure(shape: &Structure) -> TokenStream {
    let Structure { ident, name, .. } = shape;
    let (params, args, bounds) = shape.generics.split_for_impl();
    let names = shape.members.members.iter().map(|member| &member.name);
    let bindings = bindings(&shape.members);
    let bindings = (!bindings.is_empty()).then(|| quote!(const BINDINGS: __rt::Bindings = &[#(#bindings),*];));
    let xml = shape.root.traits().map(|traits| quote!(const XML: &'static __rt::str = #traits;));
    let form_names = form_names(&shape.members);
    let streams = shape.members.members.iter().find(|member| is_payload(member)).map(|member| {
        let ty = &member.ty;
        quote! {
            const STREAMS: __rt::Streams = {
                use __rt::NoPayload as _;
                <__rt::PayloadType<#ty>>::STREAMS
            };
        }
    });
    quote! {
        impl #params __rt::Structure for #ident #args #bounds {
            const NAME: &'static __rt::str = #name;
            const MEMBERS: &'static [&'static __rt::str] = &[#(#names),*];
            #bindings
            #form_names
            #streams
            #xml
        }
    }
}

/// The names of members in forms of ec2Query, if any is given.
fn form_names(members: &Members) -> Option<TokenStream> {
    let all = members.members.iter().enumerate();
    let names = all.filter_map(|(index, member)| {
        let (index, name) = (Literal::usize_unsuffixed(index), &member.form_name.as_ref()?.value);
        Some(quote!((#index, #name)))
    });
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| quote!(const FORM_NAMES: __rt::FormNames = &[#(#names),*];))
}

fn is_payload(member: &Member) -> bool {
    matches!(member.binding, Some(Binding::Payload(_)))
}

/// `(index, binding)` of each member that is not in the body.
pub(crate) fn bindings(members: &Members) -> Vec<TokenStream> {
    let bound =
        members.members.iter().enumerate().filter_map(|(index, member)| Some((index, member.binding.as_ref()?)));
    bound
        .filter_map(|(index, binding)| {
            let index = Literal::usize_unsuffixed(index);
            let binding = match binding {
                // Bound to a frame, and not to an HTTP message.
                Binding::EventHeader | Binding::EventPayload => return None,
                Binding::Label => quote!(Label),
                Binding::Query(name) => quote!(Query(#name)),
                Binding::QueryParams => quote!(QueryParams),
                Binding::Header(name) => quote!(Header(#name)),
                Binding::PrefixHeaders(prefix) => quote!(PrefixHeaders(#prefix)),
                Binding::Payload(None) => quote!(Payload(__rt::None)),
                Binding::Payload(Some(media_type)) => quote!(Payload(__rt::Some(#media_type))),
                Binding::Status => quote!(Status),
            };
            Some(quote!((#index, __rt::#binding)))
        })
        .collect()
}

pub(crate) fn write_members(shape: &Structure) -> TokenStream {
    let ident = &shape.ident;
    let generics = bounded(&shape.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let writes = writes(&shape.members, |member| {
        let field = &member.field;
        quote!(&self.#field)
    });
    quote! {
        impl #params __rt::WriteMembers for #ident #args #bounds {
            fn write_members<__W: __rt::Writer>(&self, __w: &mut __W) -> __rt::Written<__W> {
                #writes
            }
        }
    }
}

/// The body of a function that writes the members, found by `access`.
pub(crate) fn writes(members: &Members, access: impl Fn(&Member) -> TokenStream) -> TokenStream {
    let members = members.members.iter().enumerate();
    let mut writes: Vec<_> = members.map(|(index, member)| write_member(index, member, &access(member))).collect();
    let last = writes.pop().unwrap_or_else(|| quote!(__rt::Ok(())));
    quote!(#(#writes?;)* #last)
}

fn write_member(index: usize, member: &Member, value: &TokenStream) -> TokenStream {
    let (writer, index) = (quote!(__w), Literal::usize_unsuffixed(index));
    let ty = &member.ty;
    if !member.sent_as.is_unchanged() {
        return write_changed(&index, member, value);
    }
    if member.xml.is_some() || member.form_name.is_some() {
        return write_in_xml(&index, member, value);
    }
    let method = if is_payload(member) { "payload" } else { "member" };
    // All tokens that an error can point at have the span of the type.
    if let Some(format) = member.timestamp.map(write_function) {
        return quote_spanned!(ty.span()=> __rt::#format::<#ty, _>(#writer, #index, #value));
    }
    let check = if member.is_text { Some("aws_as_text") } else { member.binding.as_ref().and_then(check_of) };
    if let Some(check) = check {
        let (method, checked) = (syn::Ident::new(method, ty.span()), checked(value, check, ty));
        return quote!(#writer.#method(#index, #checked));
    }
    let method = with_type(method, ty);
    quote!(#writer.#method(#index, #value))
}

/// Writes a text that is changed while it is sent.
fn write_changed(index: &Literal, member: &Member, value: &TokenStream) -> TokenStream {
    let SentAs { last_segment, if_empty } = &member.sent_as;
    let (check, span) = (syn::Ident::new("aws_as_text", member.ty.span()), member.ty.span());
    let text = quote_spanned!(span=> __rt::member(#value).#check());
    let last_segment = last_segment.then(|| quote!(.last_segment()));
    let if_empty = if_empty.as_ref().map(|text| quote!(.if_empty(#text)));
    let changed = quote!(&__rt::sent_as(#text)#last_segment #if_empty);
    if member.xml.is_none() && member.form_name.is_none() {
        return quote!(__w.member(#index, #changed));
    }
    let traits = traits_of(member);
    quote!(__rt::Writer::member(&mut __rt::in_xml(__w, #traits), #index, #changed))
}

/// The traits of a member in XML and in forms, in the runtime's notation.
fn traits_of(member: &Member) -> String {
    Xml::traits_with(member.xml.as_ref(), member.form_name.as_ref().map(|given| given.value.as_str()))
}

/// Writes a member whose elements have names of their own, or with a name of its own in forms.
fn write_in_xml(index: &Literal, member: &Member, value: &TokenStream) -> TokenStream {
    let ty = &member.ty;
    let traits = traits_of(member);
    let method = with_type(if is_payload(member) { "payload" } else { "member" }, ty);
    let writer = quote!(&mut __rt::in_xml(__w, #traits));
    let check = member.xml.as_ref().and_then(Xml::check);
    let checked = check.map_or_else(|| value.clone(), |check| checked(value, check, ty));
    match member.timestamp.map(write_function) {
        Some(format) => quote_spanned!(ty.span()=> __rt::#format::<#ty, _>(#writer, #index, #checked)),
        None => quote_spanned!(ty.span()=> __rt::Writer::#method(#writer, #index, #checked)),
    }
}

/// The method that rejects a type which the binding cannot carry.
fn check_of(binding: &Binding) -> Option<&'static str> {
    match binding {
        Binding::Label => Some("aws_in_label"),
        Binding::Header(_) => Some("aws_in_header"),
        Binding::Query(_) => Some("aws_in_query"),
        Binding::PrefixHeaders(_) | Binding::QueryParams => Some("aws_in_map"),
        Binding::Status => Some("aws_in_status"),
        Binding::Payload(media_type) => media_type.as_ref().map(|_| "aws_of_media_type"),
        Binding::EventHeader => Some("aws_in_event_header"),
        Binding::EventPayload => None,
    }
}

/// What the types of an operation's fields must be for a server to read them, and need not be for a client.
///
/// The lifetime keeps a bound on a type without parameters from being decided at once: where it does not hold, the
/// operation cannot be served, and that is all.
pub(crate) fn read_bounds(shape: &Structure) -> Vec<syn::WherePredicate> {
    let mut seen = HashSet::new();
    let types = shape.members.members.iter().map(|member| &member.ty);
    let types = types.filter(|ty| !is_readable(ty) && seen.insert(ty.to_token_stream().to_string()));
    let bounds = types.map(|ty| syn::parse_quote!(for<'__de> #ty: __rt::Deserialize<'__de>));
    let payload = shape.members.members.iter().find(|member| is_payload(member)).map(|member| {
        let ty = &member.ty;
        syn::parse_quote!(for<'__de> #ty: __rt::PayloadMember)
    });
    bounds.chain(payload).collect()
}

pub(crate) fn read_members(shape: &Structure, needed: &[syn::WherePredicate]) -> TokenStream {
    let ident = &shape.ident;
    let mut generics = bounded(&shape.generics, &quote!(__rt::DeserializeOwned));
    if !needed.is_empty() {
        generics.make_where_clause().predicates.extend(needed.iter().cloned());
    }
    let (params, args, bounds) = generics.split_for_impl();
    let read = reads(&shape.members, &quote!(Self));
    quote! {
        impl #params __rt::ReadMembers for #ident #args #bounds {
            fn read_members<'de, __R: __rt::MemberReader<'de>>(__reader: &mut __R) -> __rt::Result<Self, __R::Error> {
                #read
            }
        }
    }
}

/// The body of a function that reads the members and makes a `constructor` of them.
pub(crate) fn reads(members: &Members, constructor: &TokenStream) -> TokenStream {
    let skipped = members.skipped.iter().map(|Skipped { field, ty, .. }| {
        let default = with_type("skipped", ty);
        quote!(#field: __rt::#default())
    });
    if members.members.is_empty() {
        return quote! {
            while let __rt::Some(_) = __reader.next_member()? {}
            __rt::Ok(#constructor { #(#skipped),* })
        };
    }
    let indices: Vec<_> = (0..members.members.len()).map(Literal::usize_unsuffixed).collect();
    let patterns = patterns(members.members.len());
    let nones = indices.iter().map(|_| quote!(__rt::None,));
    let values = members.members.iter().map(read_member);
    let fields = members.members.iter().map(|member| &member.field);
    let finishes = members.members.iter().zip(&indices).map(|(member, index)| finish(member, index));
    let has_defaults = members.members.iter().any(|member| member.default.is_some());
    let in_scope = has_defaults.then(|| {
        quote!(
            use __rt::AbsentMember as _;
        )
    });
    quote! {
        #in_scope
        let mut __found = (#(#nones)*);
        while let __rt::Some(__place) = __reader.next_member()? {
            match __place {
                #(#patterns => __rt::keep(&mut __found.#indices, #values),)*
            }?;
        }
        __rt::Ok(#constructor {
            #(#fields: #finishes,)*
            #(#skipped,)*
        })
    }
}

/// The value of a member that was found, or its default.
fn finish(member: &Member, index: &Literal) -> TokenStream {
    let (ty, found) = (&member.ty, quote!(__found.#index));
    if let Some(default) = &member.default {
        let value = default_value(&default.value, ty);
        return quote!(#found.unwrap_or_else(|| #value));
    }
    let is_flattened = member.xml.as_ref().is_some_and(Xml::is_flattened);
    let finish = with_type(if is_flattened { "finish_flattened" } else { "finish" }, ty);
    quote!(__reader.#finish(#index, #found)?)
}

/// All tokens that an error can point at have the span of the type, or of the literal.
fn default_value(default: &MemberDefault, ty: &syn::Type) -> TokenStream {
    let literal = match default {
        MemberDefault::OfType => return quote_spanned!(ty.span()=> <__rt::Absent<#ty>>::default_of()),
        MemberDefault::EmptyList(span) => quote_spanned!(*span=> __rt::EmptyList),
        MemberDefault::EmptyMap(span) => quote_spanned!(*span=> __rt::EmptyMap),
        // A slice, so that its type does not depend on the length.
        MemberDefault::Bytes(bytes) => quote_spanned!(bytes.span()=> &#bytes[..]),
        MemberDefault::Literal(literal) => literal.clone(),
    };
    quote_spanned!(ty.span()=> <__rt::Absent<#ty>>::literal(#literal))
}

fn read_member(member: &Member) -> TokenStream {
    let value = with_type(if is_payload(member) { "payload" } else { "value" }, &member.ty);
    let read = match &member.xml {
        Some(xml) => {
            let traits = xml.traits();
            quote!(__rt::in_xml(__reader, #traits).#value())
        }
        None => quote!(__reader.#value()),
    };
    in_format(member.timestamp, read)
}

/// A pattern for each index below `count`. The last is `_`, since no other index occurs.
pub(crate) fn patterns(count: usize) -> Vec<TokenStream> {
    let last = (count > 0).then(|| quote!(_));
    (1..count).map(|next| Literal::usize_unsuffixed(next - 1).into_token_stream()).chain(last).collect()
}
