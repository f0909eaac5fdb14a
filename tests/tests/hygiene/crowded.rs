//! Modules without the prelude, in which the prelude's names have other meanings, and every value has methods with the
//! names that generated code calls.

use crate::wire::Wire;

mod taken {
    #![allow(dead_code, non_camel_case_types)]

    pub(super) struct Option;
    pub(super) struct Result;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Box;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct str;
    pub(super) struct bool;
    pub(super) struct u8;
    pub(super) struct u16;
    pub(super) struct u32;
    pub(super) struct u64;
    pub(super) struct usize;
    pub(super) struct Client;
    pub(super) struct Duration;
    pub(super) struct Error;
    pub(super) trait Into {}
    pub(super) trait From {}
    pub(super) trait Clone {}
    pub(super) trait Default {}
    pub(super) trait Debug {}
    pub(super) trait Display {}
    pub(super) trait FromStr {}
    pub(super) struct Infallible;
    pub(super) mod fmt {}
    pub(super) trait Serialize {}
    pub(super) trait Deserialize {}

    /// Methods of every value that generated code must not call.
    pub(super) trait Grabby {
        fn into(&self) {}
        fn from(&self) {}
        fn clone(&self) {}
        fn default(&self) {}
        fn send(&self) {}
        fn call(&self) {}
        fn prepare(&self) {}
        fn presign(&self) {}
        fn paginate(&self) {}
        fn serialize(&self) {}
        fn deserialize(&self) {}
        fn iter(&self) {}
        fn map(&self) {}
        fn as_ref(&self) {}
        fn as_str(&self) {}
        fn as_error(&self) {}
        fn borrow(&self) {}
        fn to_string(&self) {}
        fn fmt(&self) {}
        fn pad(&self) {}
        fn parse(&self) {}
        fn index_of(&self) {}
        fn shape(&self) {}
        fn member(&self) {}
        fn payload(&self) {}
        fn value(&self) {}
        fn finish(&self) {}
        fn next_member(&self) {}
        fn path(&self) {}
        fn token(&self) {}
        fn in_label(&self) {}
        fn in_header(&self) {}
        fn in_query(&self) {}
        fn in_map(&self) {}
        fn in_status(&self) {}
        fn of_media_type(&self) {}
        fn in_xml_list(&self) {}
        fn in_xml_map(&self) {}
        fn in_xml_flattened(&self) {}
    }
    impl<T: ?::core::marker::Sized> Grabby for T {}

    /// The same methods, with `self` by value.
    pub(super) trait Greedy: ::core::marker::Sized {
        fn into(self) {}
        fn map(self) {}
        fn take(self) {}
        fn value(self) {}
        fn member(self) {}
        fn next_member(self) {}
        fn finish(self) {}
        fn in_label(self) {}
        fn in_header(self) {}
        #[allow(clippy::wrong_self_convention)]
        fn as_str(self) {}
        fn pad(self) {}
        fn serialize_str(self) {}
        fn serialize_newtype_variant(self) {}
    }
    impl<T> Greedy for T {}
}

/// Macros with the names of the standard library's macros, which expand to nothing useful.
macro_rules! take_macros {
    ($($name:ident)*) => {
        $(#[allow(unused_macros)]
        macro_rules! $name { ($d:tt) => { ::core::compile_error!("a macro of the user's") } })*
    };
}

take_macros! { concat format matches panic stringify unimplemented vec write }

macro_rules! service {
    ($name:ident, $($args:tt)*) => {
        mod $name {
            #![allow(unused_imports, unused_macros, dead_code)]
            #![no_implicit_prelude]

            use super::taken::*;

            #[::aws_operation::aws_service($($args)*, error = Rejection)]
            pub struct Service;

            #[::aws_operation::aws_error]
            #[derive(::core::fmt::Debug)]
            pub enum Rejection {
                Denied { message: ::std::string::String, kind: ::core::option::Option<Kind> },
                Gone,
            }

            #[::aws_operation::aws_operation(name = "Put", idempotent = "token")]
            pub struct Put<T> {
                pub thing: T,
                pub token: ::core::option::Option<::std::string::String>,
                pub kind: Kind,
                pub choice: ::core::option::Option<Choice<i32>>,
                #[aws(timestamp = "date-time")]
                pub at: ::core::option::Option<::aws_operation::Timestamp>,
                #[aws(skip)]
                pub note: ::core::option::Option<i8>,
            }

            #[::aws_operation::aws_operation(name = "Borrow", output = PutOutput<i32>)]
            pub struct Borrow<'a> {
                pub thing: &'a ::core::primitive::str,
                pub inner: ::core::option::Option<Inner<'a>>,
            }

            #[::aws_operation::aws_operation(
                name = "List",
                output = Listed,
                paginated(input = "token", output = "token", items = "things")
            )]
            pub struct List {
                pub token: ::core::option::Option<::std::string::String>,
            }

            #[::aws_operation::aws_shape]
            pub struct Listed {
                pub token: ::core::option::Option<::std::string::String>,
                #[aws(xml_member = "thing")]
                pub things: ::std::vec::Vec<Thing>,
                #[aws(xml_flattened)]
                pub names: ::std::vec::Vec<::std::string::String>,
            }

            #[::aws_operation::aws_shape]
            #[derive(::core::fmt::Debug)]
            pub struct Thing {
                pub name: ::core::option::Option<::std::string::String>,
            }

            #[::aws_operation::aws_shape]
            pub struct Inner<'a> {
                pub text: &'a ::core::primitive::str,
            }

            #[::aws_operation::aws_shape]
            pub struct PutOutput<T = i32> {
                pub version: ::core::option::Option<T>,
                pub kind: ::core::option::Option<Kind>,
                #[aws(skip)]
                pub seen: i8,
            }

            #[::aws_operation::aws_shape]
            #[derive(::core::fmt::Debug, ::core::cmp::PartialEq)]
            pub enum Kind {
                Large,
                #[aws(unknown)]
                Other(::std::string::String),
            }

            #[::aws_operation::aws_shape]
            pub enum Choice<T> {
                Number(T),
                #[aws(timestamp = "epoch-seconds")]
                At(::aws_operation::Timestamp),
                #[aws(unknown)]
                Unknown(::std::string::String),
            }
        }
    };
}

service!(json_1_0, id = "Crowded", protocol = "awsJson1_0", target_prefix = "Crowded");
service!(json_1_1, id = "Crowded", protocol = "awsJson1_1", target_prefix = "Crowded");
service!(query, id = "Crowded", protocol = "awsQuery", version = "2020-01-01");

mod rest {
    #![allow(unused_imports, dead_code)]
    #![no_implicit_prelude]

    use super::taken::*;

    #[::aws_operation::aws_service(id = "Crowded", protocol = "restJson1")]
    pub struct Service;

    #[::aws_operation::aws_operation(name = "Upload", host_prefix = "{account}.", output = Uploaded)]
    #[aws(http = "PUT /uploads/{key}")]
    pub struct Upload<B> {
        pub key: ::std::string::String,
        #[aws(host_label, header = "X-Account")]
        pub account: ::std::string::String,
        #[aws(header = "X-Kind")]
        pub kind: ::core::option::Option<Kind>,
        #[aws(query, timestamp = "epoch-seconds")]
        pub at: ::aws_operation::Timestamp,
        #[aws(prefix_headers = "X-Meta-")]
        pub labels: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
        #[aws(query_params)]
        pub more: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
        #[aws(payload = "text/plain")]
        pub body: ::std::string::String,
        #[aws(skip)]
        pub mark: ::core::marker::PhantomData<B>,
    }

    #[::aws_operation::aws_shape]
    pub struct Uploaded {
        #[aws(status)]
        pub code: i16,
        #[aws(payload)]
        pub content: ::aws_operation::Blob,
    }

    #[::aws_operation::aws_shape]
    pub enum Kind {
        Large,
        #[aws(unknown)]
        Other(::std::string::String),
    }
}

#[tokio::test]
async fn every_name_can_have_another_meaning() {
    let wire = Wire::with_response(r#"{"Version":3,"Kind":"Small"}"#);
    let (token, choice) = (Some("t".to_owned()), Some(json_1_0::Choice::Number(7)));
    let input = json_1_0::Put { thing: 1, token, kind: json_1_0::Kind::Large, choice, at: None, note: None };
    let response = input.send(&wire.client()).await.unwrap();
    assert_eq!((response.version, response.seen), (Some(3), 0));
    assert_eq!(response.kind, Some(json_1_0::Kind::Other("Small".to_owned())));
    assert_eq!(wire.body(), r#"{"Thing":1,"Token":"t","Kind":"Large","Choice":{"Number":7}}"#);
    let input = json_1_1::Borrow { thing: "a", inner: Some(json_1_1::Inner { text: "b" }) };
    assert!(input.send(&wire.client()).await.is_ok());
    assert_eq!(wire.body(), r#"{"Thing":"a","Inner":{"Text":"b"}}"#);
    let rejected = json_1_1::Rejection::Denied { message: "no".to_owned(), kind: None };
    assert_eq!(rejected.to_string(), "Denied: no");
    assert_eq!(json_1_0::Kind::from("Large").to_string(), "Large");
    assert_eq!(json_1_0::Choice::Number(7).as_number(), Some(&7));
    assert_eq!("Small".parse(), Ok(json_1_0::Kind::Other("Small".to_owned())));
}

#[tokio::test]
async fn every_name_can_have_another_meaning_with_http_and_xml() {
    let wire = Wire::with_response(
        "<ListResponse><ListResult><Things><thing><Name>a</Name></thing></Things><Names>n</Names><Names>m</Names>\
         </ListResult></ListResponse>",
    );
    let listed = query::List { token: None }.send(&wire.client()).await.unwrap();
    assert_eq!(listed.names, ["n", "m"]);
    assert_eq!(listed.things.first().and_then(|thing| thing.name.as_deref()), Some("a"));
    let wire = Wire::with_response("bytes");
    let input = rest::Upload::<()> {
        key: "k".to_owned(),
        account: "a".to_owned(),
        kind: Some(rest::Kind::Large),
        at: aws_operation::Timestamp::from_second(5).unwrap(),
        labels: [("l".to_owned(), "m".to_owned())].into(),
        more: [("p".to_owned(), "q".to_owned())].into(),
        body: "text".to_owned(),
        mark: std::marker::PhantomData,
    };
    let uploaded = input.send(&wire.client()).await.unwrap();
    assert_eq!((uploaded.code, uploaded.content.as_ref()), (200, &b"bytes"[..]));
    assert_eq!(wire.line(), "PUT /uploads/k?At=5&p=q");
    assert_eq!((wire.header("x-kind").as_deref(), wire.header("x-meta-l").as_deref()), (Some("Large"), Some("m")));
}
