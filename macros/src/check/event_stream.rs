//! Types that are streams, by their spelling.

/// Whether a type is an event stream, by its spelling.
pub(super) fn is_stream(ty: &syn::Type) -> bool {
    holds(ty, "EventStream")
}

/// Whether a type is `stream`, or an `Option` or `Box` of it, by its spelling.
pub(super) fn holds(ty: &syn::Type, stream: &str) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let syn::PathArguments::AngleBracketed(inner) = &last.arguments else { return last.ident == stream };
    let holds_stream =
        |argument: &syn::GenericArgument| matches!(argument, syn::GenericArgument::Type(ty) if holds(ty, stream));
    last.ident == stream || ((last.ident == "Option" || last.ident == "Box") && inner.args.iter().any(holds_stream))
}
