//! A module without the prelude.

#[no_implicit_prelude]
mod unfurnished {
    #[::aws_operation::aws_service(id = "Bare", protocol = "restJson1", error = Rejection)]
    pub struct Service;

    #[::aws_operation::aws_operation(name = "Put", idempotent = "token")]
    #[aws(http = "PUT /things/{thing}")]
    pub struct Put {
        pub thing: ::std::string::String,
        pub token: ::core::option::Option<::std::string::String>,
        #[aws(skip)]
        pub note: ::core::option::Option<u8>,
    }

    #[::aws_operation::aws_shape]
    pub struct PutOutput {
        pub version: ::core::option::Option<u32>,
        #[aws(skip)]
        pub seen: bool,
    }

    #[::aws_operation::aws_shape]
    pub enum Kind {
        Large,
        #[aws(unknown)]
        Other(::std::string::String),
    }

    #[::aws_operation::aws_error]
    #[derive(Debug)]
    pub enum Rejection {
        Denied { message: ::std::string::String },
        Gone,
    }
}

use crate::wire::Wire;

#[tokio::test]
async fn the_expansion_does_not_need_the_prelude() {
    let wire = Wire::with_response(r#"{"Version":3}"#);
    let input = unfurnished::Put { thing: "a".to_owned(), token: Some("t".to_owned()), note: Some(1) };
    let response = input.send(&wire.client()).await.unwrap();
    assert_eq!((response.version, response.seen), (Some(3), false));
    assert_eq!((wire.line().as_str(), input.note), ("PUT /things/a", Some(1)));
    assert_eq!(wire.body(), r#"{"Token":"t"}"#);
    assert_eq!(unfurnished::Kind::from("Large").to_string(), "Large");
    assert_eq!("Small".parse::<unfurnished::Kind>().unwrap().as_str(), "Small");
    assert_eq!(unfurnished::Rejection::Gone.to_string(), "Gone");
    assert_eq!(unfurnished::Rejection::Denied { message: "no".to_owned() }.to_string(), "Denied: no");
}
