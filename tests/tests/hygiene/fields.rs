//! Fields of every kind.

#![deny(deprecated)]

use aws_operation::{aws_operation, aws_shape};

use crate::Service;
use crate::wire::Wire;

#[aws_operation(name = "Search", output = Found)]
#[aws(http = "POST /{type}/search?version=2")]
#[derive(Debug, Clone, PartialEq, Default)]
struct Search {
    r#type: String,
    #[aws(query)]
    r#match: Option<String>,
    prénom: Option<String>,
    #[cfg(any())]
    absent: DoesNotExist,
    #[cfg(not(any()))]
    #[cfg_attr(all(), aws(rename = "conditional"))]
    present: Option<i32>,
    #[cfg_attr(any(), aws(rename = "never"))]
    unconditional: Option<i32>,
    /// Documented, and deprecated.
    #[deprecated(note = "use `prénom`")]
    old_name: Option<String>,
    #[aws(skip)]
    kept_here: u64,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Debug, PartialEq)]
struct Found {
    r#struct: Option<String>,
    hit_count: u32,
    #[aws(rename = "ARN")]
    arn: Option<String>,
    #[aws(header = "X-Trace")]
    trace: Option<String>,
    #[deprecated]
    old_count: Option<u32>,
    #[cfg(any())]
    absent: DoesNotExist,
    #[aws(skip)]
    kept_here: Vec<u8>,
}

#[tokio::test]
#[allow(deprecated)] // the deprecated fields are set on purpose
async fn wire_names_follow_the_field_names() {
    let wire = Wire::with_response(r#"{"struct":"s","hitCount":2,"ARN":"arn:x","oldCount":1,"unknown":{"a":[]}}"#);
    let input = Search {
        r#type: "a b".to_owned(),
        r#match: Some("x&y".to_owned()),
        prénom: Some("Zoë".to_owned()),
        present: Some(1),
        unconditional: Some(2),
        old_name: Some("o".to_owned()),
        kept_here: 9,
    };
    let response = input.clone().send(&wire.client()).await.unwrap();
    assert_eq!(wire.line(), "POST /a%20b/search?version=2&Match=x%26y");
    assert_eq!(wire.body(), r#"{"Prénom":"Zoë","conditional":1,"Unconditional":2,"OldName":"o"}"#);
    let expected = Found {
        r#struct: Some("s".to_owned()),
        hit_count: 2,
        arn: Some("arn:x".to_owned()),
        trace: None,
        old_count: Some(1),
        kept_here: Vec::new(),
    };
    assert_eq!(response, expected);
    assert_ne!(input, Search::default());
}

mod rules {
    use super::{Service, Wire, aws_operation};

    macro_rules! operations {
        ($($name:ident $rule:literal $member:literal;)*) => {
            $(
                #[aws_operation(name = "Rule", output = (), rename_all = $rule)]
                #[aws(http = "POST /")]
                struct $name {
                    client_token: &'static str,
                }
            )*

            #[tokio::test]
            async fn wire_names_follow_the_rename_rule() {
                let wire = Wire::with_response("");
                $(
                    $name { client_token: "t" }.send(&wire.client()).await.unwrap();
                    assert_eq!(wire.body(), format!(r#"{{"{}":"t"}}"#, $member));
                )*
            }
        };
    }

    operations! {
        Pascal "PascalCase" "ClientToken";
        Camel "camelCase" "clientToken";
        Snake "snake_case" "client_token";
        Screaming "SCREAMING_SNAKE_CASE" "CLIENT_TOKEN";
        Kebab "kebab-case" "client-token";
        ScreamingKebab "SCREAMING-KEBAB-CASE" "CLIENT-TOKEN";
        Lower "lowercase" "client_token";
        Upper "UPPERCASE" "CLIENT_TOKEN";
    }
}
