//! Types that are event streams, by their spelling.

/// Whether a type is an event stream, by its spelling.
pub(super) fn is_stream(ty: &syn::Type) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let syn::PathArguments::AngleBracketed(inner) = &last.arguments else { return last.ident == "EventStream" };
    let holds_stream =
        |argument: &syn::GenericArgument| matches!(argument, syn::GenericArgument::Type(ty) if is_stream(ty));
    last.ident == "EventStream"
        || ((last.ident == "Option" || last.ident == "Box") && inner.args.iter().any(holds_stream))
}
