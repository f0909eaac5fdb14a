//! Types that are streams, by their spelling.

/// Whether a type is an event stream, by its spelling.
pub(super) fn is_stream(ty: &syn::Type) -> bool {
    is_named(ty, "EventStream")
}

/// The name of a type that only a payload can have: a stream of events or bytes.
pub(super) fn name_of_stream(ty: &syn::Type) -> Option<&'static str> {
    ["EventStream", "ByteStream"].into_iter().find(|name| is_named(ty, name))
}

/// Whether a type has this name, or is an `Option` or a `Box` of one that has.
fn is_named(ty: &syn::Type, name: &str) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let syn::PathArguments::AngleBracketed(inner) = &last.arguments else { return last.ident == name };
    let holds_stream =
        |argument: &syn::GenericArgument| matches!(argument, syn::GenericArgument::Type(ty) if is_named(ty, name));
    last.ident == name || ((last.ident == "Option" || last.ident == "Box") && inner.args.iter().any(holds_stream))
}
