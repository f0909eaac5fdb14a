//! One mistake in an item that is right is one error: each item is changed in one thing at a time.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::quote;

use super::{count, expand, valid_items};
use crate::parse::item::Kind;
use crate::parse::tokens::split_at_commas;

/// An item with one thing changed.
struct Mutant {
    item: TokenStream,
    /// Whether the change may leave the item right.
    may_be_right: bool,
}

/// Arguments that take one of a few texts, so that every other one is a mistake.
const CLOSED: [&str; 9] =
    ["algorithm", "auth", "compress", "idempotent", "input", "protocol", "rename_all", "timestamp", "validate"];
/// Arguments that stand alone or have a value.
const OPTIONAL: [&str; 5] = ["default", "idempotent", "payload", "query", "readonly"];
/// Arguments that stand alone.
const FLAGS: [&str; 15] = [
    "checksum_required",
    "content_sha256",
    "host_label",
    "query_compatible",
    "query_params",
    "quota",
    "readonly",
    "repeats",
    "required",
    "skip",
    "status",
    "throttling",
    "transient",
    "unknown",
    "xml_flattened",
];

/// The stream with each way of changing one token list in it, at any depth. `change` knows which lists it is for.
fn rewrites(stream: &TokenStream, change: &dyn Fn(&[TokenTree], &TokenStream) -> Vec<Mutant>) -> Vec<Mutant> {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut all = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let mut inner = change(&tokens[..index], &group.stream());
        inner.extend(rewrites(&group.stream(), change));
        all.extend(inner.into_iter().map(|mutant| {
            let mut tokens = tokens.clone();
            tokens[index] = Group::new(group.delimiter(), mutant.item).into();
            Mutant { item: tokens.into_iter().collect(), ..mutant }
        }));
    }
    all
}

/// Whether what stands before a list makes it the arguments of one of our attributes.
fn is_arguments(before: &[TokenTree]) -> bool {
    let words = ["aws", "aws_operation", "aws_service", "aws_shape", "aws_error", "checksum", "paginated"];
    matches!(before.last(), Some(TokenTree::Ident(word)) if words.iter().any(|known| word == known))
}

/// Every change of one argument.
fn changed_arguments(before: &[TokenTree], list: &TokenStream) -> Vec<Mutant> {
    if !is_arguments(before) {
        return Vec::new();
    }
    let parts = split_at_commas(list.clone());
    let mut all = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        for (changed, may_be_right) in changes(part) {
            let mut parts = parts.clone();
            parts[index] = changed;
            all.push(Mutant { item: quote!(#(#parts),*), may_be_right });
        }
        let rest: Vec<_> =
            parts.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, part)| part).collect();
        all.push(Mutant { item: quote!(#(#rest),*), may_be_right: true });
        all.push(Mutant { item: quote!(#(#parts),*, #part), may_be_right: false });
    }
    all
}

/// The argument changed, and whether it may still be right.
fn changes(argument: &TokenStream) -> Vec<(TokenStream, bool)> {
    let tokens: Vec<TokenTree> = argument.clone().into_iter().collect();
    let [TokenTree::Ident(key), rest @ ..] = tokens.as_slice() else { panic!("{argument} is no argument") };
    let rest_tokens: TokenStream = rest.iter().cloned().collect();
    let name = key.to_string();
    let mut all: Vec<_> = typos(&name)
        .into_iter()
        .filter_map(|typo| syn::parse_str::<Ident>(&typo).ok())
        .map(|typo| (quote!(#typo #rest_tokens), false))
        .collect();
    match rest {
        [] => {
            assert!(FLAGS.contains(&name.as_str()) || OPTIONAL.contains(&name.as_str()), "{name} is no flag");
            let takes_any = name == "default";
            let takes_text = takes_any || name == "query";
            all.extend([(quote!(#key = true), takes_any), (quote!(#key = 5), takes_any), (quote!(#key(a)), false)]);
            all.push((quote!(#key = "a b/c"), takes_text));
        }
        [TokenTree::Punct(_), value @ ..] => {
            let value: TokenStream = value.iter().cloned().collect();
            let optional = OPTIONAL.contains(&name.as_str());
            all.push((quote!(#key), optional));
            for wrong in [
                quote!(#key =),
                quote!(#key: #value),
                quote!(#key #value),
                quote!(= #value),
                quote!(#value = #key),
                quote!(#key == #value),
            ] {
                all.push((wrong, false));
            }
            // a list of one
            all.push((quote!(#key(#value)), name == "auth"));
            all.extend(changed_values(key, &value));
        }
        [list] => {
            let TokenTree::Group(list) = list else { panic!("{argument} is no argument") };
            let list = list.stream();
            all.extend(
                [quote!(#key), quote!(#key = "a"), quote!(#key = 5), quote!(#key[#list]), quote!(#key = (#list))]
                    .map(|wrong| (wrong, false)),
            );
        }
        _ => panic!("{argument} is no argument"),
    }
    all
}

/// The same argument with values of the wrong kind, and with typos in a text.
fn changed_values(key: &Ident, value: &TokenStream) -> Vec<(TokenStream, bool)> {
    let name = key.to_string();
    if let Ok(text) = syn::parse2::<syn::LitStr>(value.clone()) {
        let wrong = [
            quote!(5),
            quote!(1.5),
            quote!(true),
            quote!('c'),
            quote!(a::b),
            quote!(b"x"),
            quote!(-1),
            quote!(["x"]),
            quote!("a" "b"),
        ];
        let mut all: Vec<_> = wrong.iter().map(|value| (quote!(#key = #value), false)).collect();
        let is_closed = CLOSED.contains(&name.as_str());
        all.extend(typos(&text.value()).iter().map(|typo| (quote!(#key = #typo), !is_closed)));
        return all;
    }
    let wrong = if syn::parse2::<syn::LitInt>(value.clone()).is_ok() {
        vec![quote!("5"), quote!(99999), quote!(true), quote!(x), quote!(-5), quote!(0), quote!(1.5)]
    } else {
        vec![quote!("a::b"), quote!(5), quote!(a b), quote!(=)]
    };
    // A default may be of any type; whether it is the member's, the compiler knows.
    wrong.into_iter().map(|value| (quote!(#key = #value), name == "default")).collect()
}

/// The text without each of its characters, with each one doubled, and with each two neighbours swapped.
fn typos(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut all = Vec::new();
    for index in 0..characters.len() {
        let (before, after) = characters.split_at(index);
        all.push([before, &after[1..]].concat().into_iter().collect());
        all.push([before, &after[..1], after].concat().into_iter().collect());
        if let [first, second, rest @ ..] = after
            && first != second
        {
            all.push([before, &[*second, *first], rest].concat().into_iter().collect::<String>());
        }
    }
    all
}

/// Each list of arguments with something in it that it does not take.
fn with_unknown_arguments(stream: &TokenStream) -> Vec<Mutant> {
    let unknown = [quote!(nonsense), quote!(nonsense = "x"), quote!("x"), quote!(5), quote!(a::b), quote!(= = 1)];
    rewrites(stream, &|before, list| {
        if !is_arguments(before) {
            return Vec::new();
        }
        let list = list.clone();
        let comma = (!list.is_empty()).then(|| quote!(,));
        let at_end = unknown.iter().map(|unknown| quote!(#list #comma #unknown));
        let at_start = unknown.iter().map(|unknown| quote!(#unknown, #list));
        at_end.chain(at_start).map(|item| Mutant { item, may_be_right: false }).collect()
    })
}

/// Each named field renamed by a typo.
fn renamed_fields(stream: &TokenStream) -> Vec<Mutant> {
    rewrites(stream, &|_, body| {
        let tokens: Vec<TokenTree> = body.clone().into_iter().collect();
        let mut all = Vec::new();
        for (index, pair) in tokens.windows(2).enumerate() {
            let [TokenTree::Ident(field), TokenTree::Punct(colon)] = pair else { continue };
            if colon.as_char() != ':' || colon.spacing() == proc_macro2::Spacing::Joint {
                continue;
            }
            for typo in typos(&field.to_string()).iter().filter_map(|typo| syn::parse_str::<Ident>(typo).ok()) {
                let mut tokens = tokens.clone();
                tokens[index] = typo.into();
                all.push(Mutant { item: tokens.into_iter().collect(), may_be_right: true });
            }
        }
        all
    })
}

/// The keyword of the item exchanged.
fn other_items(stream: &TokenStream) -> Vec<Mutant> {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let index =
        tokens.iter().position(|token| matches!(token, TokenTree::Ident(word) if word == "struct" || word == "enum"));
    let index = index.expect("an item is a struct or an enum");
    let until: Vec<_> = tokens[..index].to_vec();
    let others = [
        quote!(
            enum Other {
                A { a: u8 },
                B(String),
            }
        ),
        quote!(union Other { a: u8 }),
        quote!(
            struct Other(u8, u8);
        ),
        quote!(
            fn other() {}
        ),
        quote!(
            mod other {}
        ),
        quote!(
            trait Other {}
        ),
        quote!(
            type Other = u8;
        ),
        quote!(impl Other {}),
        quote!(
            const OTHER: u8 = 1;
        ),
    ];
    others.map(|other| Mutant { item: quote!(#(#until)* #other), may_be_right: false }).into()
}

/// The errors of an item with its attribute in front.
fn errors(kind: Kind, item: &TokenStream) -> usize {
    let mut tokens = item.clone().into_iter();
    let Some(TokenTree::Group(attribute)) = tokens.nth(1) else { panic!("no attribute: {item}") };
    let Some(TokenTree::Group(args)) = attribute.stream().into_iter().nth(1) else { panic!("no arguments: {item}") };
    count(expand(kind, args.stream(), tokens.collect(), true), "compile_error")
}

fn with_attribute(kind: Kind, args: &TokenStream, item: &TokenStream) -> TokenStream {
    let name = match kind {
        Kind::Operation => quote!(aws_operation),
        Kind::Service => quote!(aws_service),
        Kind::Shape => quote!(aws_shape),
        Kind::Error => quote!(aws_error),
    };
    quote!(#[#name(#args)] #item)
}

/// Arguments that no item of `valid_items` has.
fn more_items() -> Vec<(Kind, TokenStream, TokenStream)> {
    let unit = || quote! { pub struct Service; };
    let upload = quote! {
        #[aws(http = "PUT /uploads/{key+}", code = 201)]
        pub struct Upload {
            key: String,
            #[aws(header = "X-Token")]
            token: Option<String>,
            #[aws(payload = "text/plain")]
            body: String,
        }
    };
    let listed = quote! {
        pub struct Listed {
            #[aws(xml_flattened, rename = "Name")]
            names: Vec<String>,
            #[aws(xml_member = "entry", ec2_query_name = "Entry")]
            entries: Vec<String>,
            #[aws(xml_key = "k", xml_value = "v")]
            tags: BTreeMap<String, String>,
            #[aws(header = "X-When", timestamp = "epoch-seconds")]
            when: Timestamp,
            #[aws(default = 5)]
            count: i32,
            #[aws(default)]
            whole: bool,
        }
    };
    let checked = quote! {
        #[aws(http = "POST /objects", checksum(algorithm = "algorithm", required, validate = "mode"))]
        pub struct Checked {
            #[aws(header = "x-amz-sdk-checksum-algorithm")]
            algorithm: Option<String>,
            #[aws(header = "x-amz-checksum-mode")]
            mode: Option<String>,
            #[aws(payload)]
            body: Blob,
        }
    };
    let errors = quote! {
        pub enum Error {
            #[aws(code = "TooMany", status = 429, throttling)]
            Busy { #[aws(rename = "text")] message: Option<String> },
            #[aws(status = 404)]
            Gone,
        }
    };
    vec![
        (Kind::Service, quote!(id = "EC2", protocol = "ec2Query", version = "2016-11-15"), unit()),
        (Kind::Service, quote!(id = "STS", protocol = "awsQuery", version = "2011-06-15", error = Error), unit()),
        (
            Kind::Service,
            quote!(
                id = "A",
                protocol = "restJson1",
                signing_name = "a",
                endpoint_prefix = "b",
                content_sha256,
                crate = ::rt
            ),
            unit(),
        ),
        (Kind::Service, quote!(id = "A", protocol = "awsJson1_1", target_prefix = "A_1", query_compatible), unit()),
        (
            Kind::Operation,
            quote!(name = "Upload", idempotent = "token", readonly = false, attempt_timeout = "15m"),
            upload,
        ),
        (Kind::Operation, quote!(name = "Checked", compress = "gzip"), checked),
        (
            Kind::Operation,
            quote!(name = "Required", checksum_required),
            quote!(
                pub struct Required {
                    name: String,
                }
            ),
        ),
        (Kind::Shape, quote!(rename_all = "PascalCase", crate = crate::rt), listed),
        (Kind::Error, quote!(rename_all = "camelCase"), errors),
    ]
}

#[test]
fn one_mistake_is_one_error() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (kind, args, item) in valid_items().into_iter().chain(more_items()) {
        let item = with_attribute(kind, &args, &item);
        assert_eq!(errors(kind, &item), 0, "{item}");
        let mut mutants = rewrites(&item, &changed_arguments);
        mutants.extend(with_unknown_arguments(&item));
        mutants.extend(renamed_fields(&item));
        mutants.extend(other_items(&item));
        seen += mutants.len();
        for mutant in mutants {
            let errors = errors(kind, &mutant.item);
            if errors > 1 || (errors == 0 && !mutant.may_be_right) {
                wrong.push(format!("{errors} errors: {}", mutant.item));
            }
        }
    }
    assert!(seen > 2000, "only {seen} mutants");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}
