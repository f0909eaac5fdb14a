//! Names of the prelude with other meanings.

mod misnamed {
    #![allow(dead_code, non_snake_case, non_camel_case_types)]

    pub struct Option;
    pub struct Result;
    pub struct String;
    pub struct Vec;
    pub struct Self_;
    pub trait Default {}
    pub trait Serialize {}
    pub trait Deserialize {}
    pub trait Operation {}
    pub fn Some() {}
    pub fn None() {}
    pub fn Ok() {}
    pub fn Err() {}
    pub mod core {}
    pub mod std {}
    pub mod aws_operation {}
    pub mod __private {}

    use super::super::Service;

    #[::aws_operation::aws_operation(name = "Find", error = Rejection)]
    #[aws(http = "POST /find")]
    #[derive(Clone)]
    pub struct Find {
        pub writer: ::std::string::String,
        pub reader: ::std::option::Option<i32>,
        #[aws(skip)]
        pub place: u8,
    }

    #[::aws_operation::aws_shape]
    pub struct FindOutput {
        pub found: ::std::vec::Vec<i32>,
        #[aws(default)]
        pub literal: ::std::string::String,
        #[aws(default = "d")]
        pub default_of: ::std::string::String,
        #[aws(skip)]
        pub kept: u8,
    }

    /// Members with names that the expansion might use.
    #[::aws_operation::aws_error]
    #[derive(Debug)]
    pub enum Rejection {
        Clash { message: ::std::string::String, f: i32, writer: i32, reader: i32, found: i32, place: i32, shape: i32 },
    }
}

use crate::wire::Wire;

#[tokio::test]
async fn names_of_the_prelude_can_have_another_meaning() {
    let wire = Wire::with_response(r#"{"Found":[1,2]}"#);
    let input = misnamed::Find { writer: "w".to_owned(), reader: None, place: 1 };
    let response = input.send(&wire.client()).await.unwrap();
    assert_eq!((response.found.as_slice(), response.kept), (&[1, 2][..], 0));
    assert_eq!((response.literal.as_str(), response.default_of.as_str()), ("", "d"));
    assert_eq!(wire.body(), r#"{"Writer":"w"}"#);
    let clash = misnamed::Rejection::Clash {
        message: "m".to_owned(),
        f: 1,
        writer: 2,
        reader: 3,
        found: 4,
        place: 5,
        shape: 6,
    };
    assert_eq!(clash.to_string(), "Clash: m");
}
