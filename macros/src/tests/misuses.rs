//! An item with mistakes expands to errors and stubs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{count, create_project, expand};
use crate::attribute;
use crate::derive;
use crate::parse::item::Kind;

fn compile_errors(expansion: &TokenStream) -> usize {
    count(expansion.clone(), "compile_error")
}

#[test]
fn two_mistakes_are_two_errors_beside_the_stubs() {
    let (_, item) = create_project();
    let expansion = expand(Kind::Operation, quote!(name = CreateProject, idempotant = "client_token"), item, true);
    assert_eq!(compile_errors(&expansion), 2, "{expansion}");
    let text = expansion.to_string();
    for stub in [":: Operation for CreateProject", "WriteMembers for CreateProject", "pub async fn send"] {
        assert!(text.contains(stub), "{stub} in {text}");
    }
}

#[test]
fn a_mistake_in_a_field_and_one_in_the_path_are_both_reported() {
    let item = quote! {
        #[aws(http = "PSOT /{nam}")]
        struct Get { #[aws(heaader = "X-Name")] name: String }
    };
    let expansion = expand(Kind::Operation, quote!(name = "Get"), item, true);
    assert_eq!(compile_errors(&expansion), 2, "{expansion}");
}

#[test]
fn all_mistakes_of_one_struct_are_reported_at_once() {
    let item = quote! {
        #[aws(http = "POST /projects/{project_nam}", rename_all = "CamelCase")]
        struct CreateProject {
            #[aws(header = "X Name", query)]
            project_name: String,
            #[aws(rename = "Label")]
            title: String,
            label: String,
            #[aws(status, timestamp = "iso")]
            made: Timestamp,
            #[aws(host_label)]
            account_id: String,
        }
    };
    let args = quote!(name = "create-project", idempotant = "client_token", paginated(input = "next", output = "next"));
    let expansion = expand(Kind::Operation, args, item, true);
    assert_eq!(compile_errors(&expansion), 11, "{expansion}");
}

#[test]
fn all_mistakes_of_one_enum_are_reported_at_once() {
    let item = quote! {
        enum Status {
            Ready,
            #[aws(rename = "Ready")]
            Done,
            #[aws(renam = "x")]
            Failed { reason: String },
            #[aws(unknown)]
            Unknown,
            #[aws(unknown)]
            Other(String),
        }
    };
    let expansion = expand(Kind::Shape, quote!(rename_all = "kebab"), item, true);
    assert_eq!(compile_errors(&expansion), 6, "{expansion}");
    let item = quote! {
        enum Error {
            #[aws(status = 200)]
            Conflict { message: String },
            #[aws(code = "Conflict")]
            Again,
            Unnamed(String),
        }
    };
    assert_eq!(compile_errors(&expand(Kind::Error, quote!(codes), item, true)), 4);
}

#[test]
fn the_stubs_of_each_attribute_implement_what_its_users_need() {
    let wrong = quote!(wrong);
    for (kind, item, stubs) in [
        (
            Kind::Service,
            quote!(
                struct S;
            ),
            vec!["Service for S"],
        ),
        (
            Kind::Shape,
            quote!(
                struct S {
                    a: A,
                }
            ),
            vec!["ReadMembers for S", "Serialize for S", "Deserialize < 'de > for S"],
        ),
        (
            Kind::Error,
            quote!(
                enum S {
                    A,
                }
            ),
            vec!["ModeledError for S", "Display for S", "Error for S"],
        ),
    ] {
        let expansion = expand(kind, wrong.clone(), item, true);
        assert!(compile_errors(&expansion) > 0, "{expansion}");
        for stub in stubs {
            assert!(expansion.to_string().contains(stub), "{stub} in {expansion}");
        }
    }
}

#[test]
fn what_no_derive_can_stand_on_keeps_its_tokens() {
    let item = quote!(
        pub async fn create_project(name: String) {}
    );
    let staged = attribute::attribute(Kind::Operation, quote!(name = "A"), quote!(#[aws(http = "POST /x")] #item));
    assert!(staged.to_string().starts_with(&item.to_string()), "{staged}");
    assert_eq!(compile_errors(&staged), 1);
}

#[test]
fn a_wrong_name_that_no_type_can_be_called_is_reported_all_the_same() {
    for name in ["", "9", "a b", "create-project", "\u{1f980}", "crate"] {
        let (_, item) = create_project();
        let expansion = expand(Kind::Operation, quote!(name = #name), item, true);
        assert_eq!(compile_errors(&expansion), 1, "{name}: {expansion}");
    }
}

/// Its case in `tests/ui` is built with the feature off, which no other test is.
#[test]
fn a_protocol_without_its_feature_is_one_error() {
    let query = quote!(id = "STS", protocol = "awsQuery", version = "2011-06-15");
    let cbor = quote!(id = "CloudWatch", protocol = "rpcv2Cbor", target_prefix = "Granite");
    for (args, feature, case, absent) in
        [(query, "aws-query", "aws_query", "AwsQuery"), (cbor, "rpc-v2-cbor", "rpc_v2_cbor", "RpcV2Cbor")]
    {
        let service = || {
            attribute::attribute(
                Kind::Service,
                args.clone(),
                quote!(
                    struct Service;
                ),
            )
        };
        assert_eq!(compile_errors(&derive::service(service(), &[feature])), 0);
        let expansion = derive::service(service(), &["another"]);
        assert_eq!(compile_errors(&expansion), 1, "{expansion}");
        let case = format!("{}/../tests/tests/ui/features/off/{case}.stderr", env!("CARGO_MANIFEST_DIR"));
        let printed = std::fs::read_to_string(case).expect("the case is there");
        let message = printed.lines().take(2).map(|line| line.trim_start().trim_start_matches("error: "));
        for line in message.map(|line| line.replace('"', "\\\"")) {
            assert!(expansion.to_string().contains(&line), "{line} in {expansion}");
        }
        assert!(!expansion.to_string().contains(absent), "{expansion}");
    }
}

/// As for a protocol. In a list, the runtime passes over a scheme that it does not have.
#[test]
fn sigv4a_alone_needs_its_feature() {
    let service = |auth: TokenStream, features: &[&str]| {
        let item = quote!(
            struct Service;
        );
        let args = quote!(id = "EventBridge", protocol = "restJson1", #auth);
        compile_errors(&derive::service(attribute::attribute(Kind::Service, args, item), features))
    };
    assert_eq!(service(quote!(auth = "sigv4a"), &[]), 1);
    assert_eq!(service(quote!(auth("sigv4a", "unsigned-payload")), &[]), 1);
    assert_eq!(service(quote!(auth = "sigv4a"), &["sigv4a"]), 0);
    assert_eq!(service(quote!(auth("sigv4a", "sigv4")), &[]), 0);
    assert_eq!(service(quote!(auth = ["sigv4", "sigv4a",]), &[]), 0);
}

#[test]
fn an_argument_without_its_feature_is_one_error() {
    for (feature, argument) in [
        ("checksums", quote!(checksum_required)),
        ("checksums", quote!(checksum(algorithm = "no_field", requird))),
        ("compression", quote!(compress = "gzip")),
        ("compression", quote!(compress)),
    ] {
        let (args, item) = create_project();
        let item = attribute::attribute(Kind::Operation, quote!(#args, #argument), item);
        let expansion = derive::operation(item, true, &[]);
        assert_eq!(compile_errors(&expansion), 1, "{expansion}");
        let text = expansion.to_string();
        assert!(text.contains(&format!("needs the feature `{feature}`")), "{text}");
        let case = format!("{}/../tests/tests/ui/features/off/{feature}.stderr", env!("CARGO_MANIFEST_DIR"));
        let printed = std::fs::read_to_string(case).expect("the case is there");
        let help = printed.lines().nth(1).expect("it has help").trim_start().replace('"', "\\\"");
        assert!(text.contains(&help), "{help} in {text}");
    }
}

#[test]
fn members_of_events_need_their_feature() {
    let event = quote!(
        struct Chunk {
            #[aws(event_header)]
            part: i32,
        }
    );
    let error = quote!(
        enum Error {
            #[aws(exception = "lost")]
            NotFound,
        }
    );
    let shape = |features: &[&str]| {
        derive::shape(attribute::attribute(Kind::Shape, TokenStream::new(), event.clone()), features)
    };
    let errors = |features: &[&str]| {
        derive::error_enum(attribute::attribute(Kind::Error, TokenStream::new(), error.clone()), features)
    };
    for expansion in [shape(&[]), errors(&[])] {
        assert_eq!(compile_errors(&expansion), 1, "{expansion}");
        assert!(expansion.to_string().contains("needs the feature `event-stream`"), "{expansion}");
    }
    for expansion in [shape(&["event-stream"]), errors(&["event-stream"])] {
        assert_eq!(compile_errors(&expansion), 0, "{expansion}");
    }
}

#[test]
fn a_path_that_came_through_a_macro_is_a_path() {
    let group = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!(::my::path));
    let staged = attribute::attribute(
        Kind::Service,
        quote!(id = "A", protocol = "restJson1", crate = #group),
        quote!(
            struct S;
        ),
    );
    assert!(staged.to_string().contains("# [derive (:: my :: path :: __private :: AwsService)]"), "{staged}");
    assert_eq!(compile_errors(&super::derive(Kind::Service, staged, true)), 0);
}
