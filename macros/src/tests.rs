//! Expansions, as the compiler gets them.

mod documented;
mod golden;
mod half_typed;
mod misuses;
#[allow(clippy::indexing_slicing)]
mod mutations;
mod source;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::parse::item::Kind;
use crate::{attribute, derive as derives};

/// Both stages: the attribute with `args` on `item`, then the derive that it left there.
fn expand(kind: Kind, args: TokenStream, item: TokenStream, server: bool) -> TokenStream {
    derive(kind, attribute::attribute(kind, args, item), server)
}

fn derive(kind: Kind, item: TokenStream, server: bool) -> TokenStream {
    match kind {
        Kind::Operation => derives::operation(item, server, &["checksums", "compression"]),
        Kind::Service => derives::service(item, &["aws-query", "rest-xml", "rpc-v2-cbor"]),
        Kind::Shape => derives::shape(item, &["event-stream"]),
        Kind::Error => derives::error_enum(item, &["event-stream"]),
    }
}

/// As rustfmt would print it.
fn pretty(expansion: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(expansion).expect("an expansion is a list of items"))
}

/// `CreateProject` of the reference, in its verbatim form.
fn create_project() -> (TokenStream, TokenStream) {
    let args = quote!(name = "CreateProject", idempotent = "client_token");
    let item = quote! {
        #[aws(http = "POST /2020-11-20/projects")]
        pub struct CreateProject {
            pub project_name: String,
            #[aws(header = "X-Amzn-Client-Token")]
            pub client_token: Option<String>,
        }
    };
    (args, item)
}

/// One valid item for each attribute, with its arguments.
fn valid_items() -> Vec<(Kind, TokenStream, TokenStream)> {
    let (args, item) = create_project();
    vec![
        (Kind::Operation, args, item),
        generic_operation(),
        list_projects(),
        aws_json_operation(),
        (
            Kind::Service,
            quote!(
                id = "DynamoDB",
                protocol = "awsJson1_0",
                target_prefix = "DynamoDB_20120810",
                auth("sigv4", "bearer")
            ),
            quote!(
                pub struct Service;
            ),
        ),
        string_enum(),
        union(),
        output_with_bindings(),
        generic_shape(),
        error_enum_of_all(),
    ]
}

fn generic_shape() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Shape,
        quote!(rename_all = "camelCase"),
        quote!(
            pub struct Project<T> {
                name: Option<T>,
                arn: String,
            }
        ),
    )
}

fn error_enum_of_all() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Error,
        quote!(),
        quote! {
            pub enum Error {
                #[aws(status = 409, code = "Conflict", transient)]
                Conflict { message: String, #[aws(header = "Retry-After")] after: Option<i32> },
                Gone,
            }
        },
    )
}

/// An operation with everything that an operation may have.
fn generic_operation() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Operation,
        quote!(name = "Get", crate = ::a::b, service = crate::Lookout, output = Page<A, B>, error = E, readonly, auth = "none"),
        quote! {
            #[aws(http = "GET /p/{id}/{rest+}?x=1", rename_all = "camelCase")]
            /// A comment.
            #[derive(Debug)]
            pub(crate) struct Get<'a, T: Clone = u8, const N: usize = 1> where T: Copy {
                id: &'a str,
                rest: String,
                #[aws(query, rename = "r#x")]
                r#type: Option<[T; N]>,
                #[aws(skip)]
                skipped: (),
            }
        },
    )
}

/// An operation whose output comes in pages, with all that HTTP can carry, of an account's own host.
fn list_projects() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Operation,
        quote!(
            name = "ListProjects",
            host_prefix = "{account_id}.data.",
            paginated(input = "next_token", output = "next_token", items = "projects")
        ),
        quote! {
            #[aws(http = "GET /2020-11-20/projects/{account_id}")]
            pub struct ListProjects {
                #[aws(host_label)]
                pub account_id: String,
                #[aws(query = "nextToken")]
                pub next_token: Option<String>,
                #[aws(query, timestamp = "http-date")]
                pub since: Option<Timestamp>,
                #[aws(prefix_headers = "x-amz-meta-")]
                pub labels: HashMap<String, String>,
                #[aws(query_params)]
                pub more: BTreeMap<String, Vec<String>>,
            }
        },
    )
}

/// An operation that has only a body.
fn aws_json_operation() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Operation,
        quote!(name = "PutItem", service = DynamoDb),
        quote! {
            #[derive(Debug)]
            pub struct PutItem {
                pub table_name: String,
                pub item: HashMap<String, AttributeValue>,
                #[aws(timestamp = "epoch-seconds")]
                pub expires: Timestamp,
                pub condition_expression: Option<String>,
                #[aws(rename = "ReturnValues")]
                pub returned: Option<ReturnValue>,
            }
        },
    )
}

fn string_enum() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Shape,
        quote!(rename_all = "SCREAMING_SNAKE_CASE"),
        quote! {
            pub enum Status {
                Ready,
                #[aws(rename = "BUSY!")]
                Busy,
                #[aws(unknown)]
                Other(String),
            }
        },
    )
}

fn union() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Shape,
        quote!(),
        quote! {
            pub enum AttributeValue<T: Clone> {
                S(String),
                #[aws(rename = "L")]
                List(Vec<T>),
                #[aws(unknown)]
                Unknown(String),
            }
        },
    )
}

fn output_with_bindings() -> (Kind, TokenStream, TokenStream) {
    (
        Kind::Shape,
        quote!(),
        quote! {
            pub struct GetObjectOutput {
                #[aws(status)]
                status: u16,
                #[aws(header = "ETag")]
                etag: Option<String>,
                #[aws(payload)]
                body: Blob,
                #[aws(skip)]
                seen: bool,
            }
        },
    )
}

/// The stream cut off after each of its tokens, at every depth; what was open is closed.
fn cuts(stream: &TokenStream) -> Vec<TokenStream> {
    let mut before = TokenStream::new();
    let mut all = vec![before.clone()];
    for token in stream.clone() {
        if let TokenTree::Group(group) = &token {
            all.extend(cuts(&group.stream()).into_iter().map(|inner| {
                let mut cut = before.clone();
                cut.extend([TokenTree::from(Group::new(group.delimiter(), inner))]);
                cut
            }));
        }
        before.extend([token]);
        all.push(before.clone());
    }
    all
}

/// How often `word` stands in the stream, at any depth.
fn count(stream: TokenStream, word: &str) -> usize {
    let found = stream.into_iter().map(|token| match token {
        TokenTree::Ident(ident) => usize::from(ident == word),
        TokenTree::Group(group) => count(group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
    });
    found.sum()
}

#[test]
fn a_cut_closes_what_was_open() {
    let cuts: Vec<String> = cuts(&quote!(a { b c } d)).iter().map(ToString::to_string).collect();
    assert_eq!(cuts, ["", "a", "a { }", "a { b }", "a { b c }", "a { b c }", "a { b c } d"]);
    assert_eq!(count(quote!(a { b (b) } b), "b"), 3);
    let unseen = Group::new(Delimiter::None, quote!(b));
    assert_eq!(count(quote!(#unseen), "b"), 1);
}
