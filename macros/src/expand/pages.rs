//! What makes an operation paginated, and lets one find the items in its output.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;

use super::types::{bounded, known};
use super::{at, of_expansion};
use crate::check::member::Member;
use crate::check::operation::Operation;
use crate::check::pagination::{FieldPath, Pagination};
use crate::check::structure::Structure;

/// How the output comes in pages.
pub(super) fn pages(operation: &Operation) -> Option<TokenStream> {
    let Pagination { input, output, items, more, repeats } = operation.pagination.as_ref()?;
    let ident = &operation.structure.ident;
    let generics = bounded(&operation.structure.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let input = Literal::usize_unsuffixed(*input);
    let repeats = repeats.then(|| {
        quote!(
            const REPEATS: __rt::bool = true;
        )
    });
    let more = more.as_ref().map(|more| {
        let is_more = more.read(&quote!(is_some_and), |field| quote_spanned!(more.last.span()=> __rt::is_more(#field)));
        quote! {
            if !#is_more {
                return __rt::None;
            }
        }
    });
    let token = output.read(&quote!(and_then), |field| quote!(__rt::PageToken::of(#field)));
    let items = items.as_ref().map(|items| implement_items(operation, items));
    Some(quote! {
        impl #params __rt::Paginated for #ident #args #bounds {
            const INPUT_TOKEN: __rt::usize = #input;
            #repeats
            fn output_token(__output: &Self::Output) -> __rt::Option<__rt::PageToken> {
                #more
                #token
            }
        }
        #items
    })
}

/// The method that gives pages.
pub(super) fn paginate(operation: &Operation) -> Option<TokenStream> {
    operation.pagination.as_ref()?;
    let visibility = of_expansion(&operation.visibility);
    let doc = format!("The pages of `{}`, one call each.", operation.structure.name);
    Some(quote! {
        #[doc = #doc]
        #visibility fn paginate<'__a>(self, client: &__rt::Client) -> __rt::Pages<'__a, Self>
        where
            Self: '__a,
        {
            __rt::Pages::new(self, client)
        }
    })
}

impl FieldPath {
    /// What `leaf` makes of a reference to the field; `join` is how that goes on from an `Option` of what it is in.
    fn read(&self, join: &TokenStream, leaf: impl FnOnce(&TokenStream) -> TokenStream) -> TokenStream {
        let span = self.last.span();
        let (mut holder, mut within) = (quote_spanned!(span=> __output), None);
        for field in &self.through {
            let step = quote_spanned!(span=> __rt::within(&#holder.#field));
            within = Some(within.map_or_else(|| step.clone(), |outer| quote!(#outer.and_then(|__within| #step))));
            holder = quote_spanned!(span=> __within);
        }
        let last = &self.last;
        let leaf = leaf(&quote_spanned!(span=> &#holder.#last));
        within.map_or_else(|| leaf.clone(), |within| quote!(#within.#join(|__within| #leaf)))
    }
}

/// The items of a page. A constant fails to compile where the field holds no items, so that the error is reported once.
fn implement_items(operation: &Operation, path: &FieldPath) -> TokenStream {
    let ident = &operation.structure.ident;
    let generics = bounded(&operation.structure.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let span = path.last.span();
    let the_operation = quote_spanned!(at(span)=> __rt::Operation);
    let mut output = quote_spanned!(span=> <Self as #the_operation>::Output);
    let fact = operation.structure.generics.params.is_empty().then(|| {
        let fact = quote_spanned!(span=> __ARE_ITEMS);
        output = known(&output, &fact);
        let (field, _) = items_in(path, &quote_spanned!(span=> <#ident as #the_operation>::Output));
        let bool = quote!(__rt::bool);
        quote_spanned!(span=> const #fact: #bool = __rt::are_items::<#field>();)
    });
    let (field, items) = items_in(path, &output);
    let paginated_items = quote_spanned!(at(span)=> __rt::PaginatedItems);
    quote_spanned! {span=>
        #fact
        impl #params #paginated_items for #ident #args #bounds {
            #[doc(hidden)]
            type Items = #field;
            fn items(__output: Self::Output) -> Self::Items {
                #items
            }
        }
    }
}

/// The type of the items in `output`, and the expression that takes them out of `__output`.
fn items_in(path: &FieldPath, output: &TokenStream) -> (TokenStream, TokenStream) {
    let span = path.last.span();
    let whole = (output.clone(), quote_spanned!(span=> __output));
    path.through.iter().chain([&path.last]).fold(whole, |(ty, value), field| {
        let number = Literal::u64_unsuffixed(number_of(field));
        let holder = quote_spanned!(span=> <#ty as __rt::HasItems<#number>>);
        (quote_spanned!(span=> #holder::Field), quote_spanned!(span=> #holder::take_field(#value)))
    })
}

/// The fields that may hold items, by which an operation that gives this structure in pages finds them. Whether they do
/// is up to their types; a type that clearly holds none is skipped, so that there is less to compile.
pub(super) fn fields(shape: &Structure, visibility: &syn::Visibility) -> TokenStream {
    let ident = &shape.ident;
    let (params, args, bounds) = shape.generics.split_for_impl();
    let fields = shape.members.members.iter().filter(|member| may_hold_items(member, visibility));
    let impls = fields.map(|Member { field, ty, .. }| {
        let number = Literal::u64_unsuffixed(number_of(field));
        quote! {
            #[doc(hidden)]
            impl #params __rt::HasItems<#number> for #ident #args #bounds {
                type Field = #ty;
                fn take_field(self) -> Self::Field {
                    self.#field
                }
            }
        }
    });
    impls.collect()
}

/// The type of a field that is less visible than its structure may be less visible too, and then no impl may name it.
fn may_hold_items(member: &Member, of_structure: &syn::Visibility) -> bool {
    let text = |visibility: &syn::Visibility| visibility.to_token_stream().to_string();
    let is_as_visible = matches!(member.visibility, syn::Visibility::Public(_))
        || matches!(of_structure, syn::Visibility::Inherited)
        || text(&member.visibility) == text(of_structure);
    is_as_visible && !is_scalar(&member.ty)
}

const SCALARS: [&str; 19] = [
    "Blob",
    "ByteStream",
    "Document",
    "String",
    "Timestamp",
    "bool",
    "f32",
    "f64",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "str",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
];

/// Whether the type is spelled as one that holds no items, or as one of them optional or in a box.
fn is_scalar(ty: &syn::Type) -> bool {
    let path = match ty {
        syn::Type::Path(path) => path,
        // What a `macro_rules` macro put here.
        syn::Type::Group(group) => return is_scalar(&group.elem),
        // A payload, whose type is within its check. A structure may hold items in its fields.
        syn::Type::Verbatim(checked) => {
            let within = syn::parse2::<syn::TypePath>(checked.clone()).ok().and_then(|path| path.qself);
            return within.is_none_or(|within| is_scalar(&within.ty));
        }
        _ => return false,
    };
    let Some(last) = path.path.segments.last() else { return false };
    match (last.ident.to_string().as_str(), &last.arguments) {
        (name, _) if SCALARS.contains(&name) => true,
        ("Option" | "Box", syn::PathArguments::AngleBracketed(inner)) => {
            inner.args.iter().any(|argument| matches!(argument, syn::GenericArgument::Type(ty) if is_scalar(ty)))
        }
        _ => false,
    }
}

/// A number for a field's name, by which an operation finds the items in an output: FNV-1a.
fn number_of(field: &Ident) -> u64 {
    field
        .unraw()
        .to_string()
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}
