//! Payloads in wrappers: the wire format does not change.

use std::borrow::Cow;

use aws_operation::codec::{PayloadKind, PayloadMember, PayloadWrapper, Protocol as _, RestJson1};

use aws_operation::{Blob, Bytes, Document, Sensitive, aws_shape, http};
use serde::{Deserialize, Serialize};

use crate::message::Message;
use crate::shapes::{Choice, Colour, Everything};

/// Newtypes for payloads of each type, as users write them.
macro_rules! newtypes {
    ($($name:ident($inner:ty);)*) => {
        $(#[derive(Serialize, Deserialize)]
        struct $name($inner);

        impl PayloadWrapper for $name {
            type Payload = $inner;

            fn payload(&self) -> &$inner {
                &self.0
            }

            fn from_payload(payload: $inner) -> Self {
                Self(payload)
            }
        }

        impl PayloadMember for $name {
            const KIND: PayloadKind<Self> = PayloadKind::wrapping();
        })*
    };
}

newtypes! {
    Bits(Blob);
    Words(String);
    Tree(Document);
    Whole(Everything);
    OneOf(Choice);
}

/// The output written again, or the error of reading it; absent if it can be read but not written.
type Outcome = Option<Result<(http::HeaderMap, Bytes), ()>>;

/// Reads a response as an output with a payload of each of the types, in order, and writes it.
macro_rules! outcomes {
    ($response:expr, $($payload:ty),+) => {
        vec![$({
            #[aws_shape]
            struct Output {
                #[aws(payload)]
                payload: $payload,
            }

            let read = |response: &http::Response<Bytes>| RestJson1::decode_output::<Output>("Get", response, None);
            let outcome: Outcome = match read($response) {
                Err(_) => Some(Err(())),
                Ok(first) => RestJson1::encode_output("Get", &first).ok().map(|written| {
                    let again = read(&written).unwrap_or_else(|error| panic!("{error}: {written:?}"));
                    let again = RestJson1::encode_output("Get", &again).unwrap_or_else(|error| panic!("{error}"));
                    assert_eq!(again.body(), written.body(), "{}", stringify!($payload));
                    Ok((written.headers().clone(), written.into_body()))
                }),
            };
            (stringify!($payload), outcome)
        }),+]
    };
}

/// Reads `KIND STATUS` with headers and body as a payload of that kind, bare and in wrappers. All of them can be read,
/// or none. All are written as the same bytes, and are equal when read again.
pub fn payloads(data: &[u8]) -> bool {
    let Some(message) = Message::read(data) else { return false };
    let mut response = http::Response::new(Bytes::copy_from_slice(message.body));
    let Some((kind, status)) = message.line.split_once(' ') else { return false };
    let Ok(status) = status.parse() else { return false };
    *response.status_mut() = status;
    *response.headers_mut() = message.headers;
    let outcomes: Vec<(&str, Outcome)> = match kind {
        "Blob" => outcomes!(
            &response,
            Blob,
            Box<Blob>,
            Sensitive<Blob>,
            Box<Sensitive<Blob>>,
            Bits,
            Sensitive<Bits>,
            Option<Blob>,
            Option<Box<Sensitive<Blob>>>,
            Sensitive<Option<Box<Bits>>>
        ),
        "String" => outcomes!(
            &response,
            String,
            Box<String>,
            Sensitive<String>,
            Cow<'static, str>,
            Words,
            Box<Words>,
            Option<String>,
            Option<Box<Sensitive<String>>>,
            Sensitive<Option<Cow<'static, str>>>
        ),
        "Enum" => outcomes!(
            &response,
            Colour,
            Box<Colour>,
            Sensitive<Colour>,
            Box<Sensitive<Colour>>,
            Option<Colour>,
            Option<Box<Colour>>,
            Sensitive<Option<Colour>>
        ),
        "Document" => outcomes!(
            &response,
            Document,
            Box<Document>,
            Sensitive<Document>,
            Tree,
            Sensitive<Box<Tree>>,
            Option<Document>,
            Sensitive<Option<Box<Document>>>,
            Option<Tree>
        ),
        "Structure" => outcomes!(
            &response,
            Everything,
            Box<Everything>,
            Sensitive<Everything>,
            Whole,
            Box<Whole>,
            Option<Everything>,
            Option<Box<Sensitive<Everything>>>,
            Sensitive<Option<Whole>>
        ),
        "Union" => outcomes!(
            &response,
            Choice,
            Box<Choice>,
            Sensitive<Choice>,
            OneOf,
            Sensitive<Box<OneOf>>,
            Option<Choice>,
            Option<Box<Sensitive<Choice>>>,
            Sensitive<Option<OneOf>>
        ),
        _ => return false,
    };
    // An `Option` may be absent, unlike the type inside it.
    let is_absent = matches!(response.body().trim_ascii(), b"" | b"null");
    let (_, bare) = &outcomes[0];
    for (wrapped, outcome) in &outcomes {
        assert!(outcome == bare || (is_absent && wrapped.contains("Option")), "{wrapped}: {outcome:?}, bare: {bare:?}");
    }
    matches!(bare, Some(Ok(_)))
}
