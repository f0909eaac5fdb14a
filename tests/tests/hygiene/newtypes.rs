//! Newtypes in every binding: their serde implementations are sufficient.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aws_operation::__private::{Deserialize, Deserializer, Serialize, Serializer};
use aws_operation::{Timestamp, aws_operation, aws_shape};

use crate::Service;
use crate::wire::Wire;

/// Only serialized: an operation with this member can be sent, but not served.
#[derive(Clone, Copy)]
struct Price(u64);

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("Price", &self.0)
    }
}

/// A newtype of a map.
struct Labels(BTreeMap<String, String>);

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[derive(Debug, PartialEq)]
struct Code(u16);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u16::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[aws_operation(name = "Buy", output = Bought)]
#[aws(http = "POST /{price}/{place}")]
struct Buy<P> {
    price: Price,
    place: P,
    #[aws(header = "X-Price")]
    limit: Option<Price>,
    #[aws(header = "X-Prices")]
    limits: Vec<Price>,
    #[aws(query)]
    seen: Option<Vec<Price>>,
    #[aws(prefix_headers = "X-Meta-")]
    labels: Labels,
    rest: Vec<Option<Price>>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct Bought {
    #[aws(status)]
    code: Code,
    #[aws(header = "X-When")]
    when: Option<Timestamp>,
}

#[tokio::test]
async fn newtypes_are_bound_like_their_contents() {
    let wire = Wire::with_response("{}");
    let price = Price(7);
    let labels = Labels(BTreeMap::from([("a".to_owned(), "b".to_owned())]));
    let (limit, limits, seen) = (Some(price), vec![price, price], Some(vec![price]));
    let input = Buy { price, place: "here", limit, limits, seen, labels, rest: vec![Some(price)] };
    let response = input.send(&wire.client()).await.unwrap();
    assert_eq!(response, Bought { code: Code(200), when: None });
    assert_eq!((wire.line().as_str(), wire.body().as_str()), ("POST /7/here?Seen=7", r#"{"Rest":[7]}"#));
    let headers = ["x-price", "x-prices", "x-meta-a"].map(|name| wire.header(name).unwrap());
    assert_eq!(headers, ["7", "7, 7", "b"]);
}

#[aws_operation(name = "Borrowed", output = ())]
#[aws(http = "GET /{name}/{rest+}")]
struct Borrowed<'a> {
    name: &'a str,
    rest: Cow<'a, str>,
    #[aws(header = "X-Names")]
    names: &'a [&'a str],
    #[aws(query)]
    text: Option<&'a str>,
    #[aws(query_params)]
    more: &'a BTreeMap<String, String>,
}

#[tokio::test]
async fn borrowed_members_are_bound_like_owned_members() {
    let wire = Wire::with_response("");
    let more = BTreeMap::from([("k".to_owned(), "v".to_owned())]);
    let input = Borrowed { name: "n", rest: "r/s".into(), names: &["a", "b"], text: Some("t"), more: &more };
    input.send(&wire.client()).await.unwrap();
    assert_eq!(wire.line(), "GET /n/r/s?Text=t&k=v");
    assert_eq!(wire.header("x-names").as_deref(), Some("a, b"));
}
