//! An enum in each of serde's representations.

use aws_operation::dynamodb::Item;
use serde::{Deserialize, Serialize};

use super::{Holder, both, read};

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum External {
    Unit,
    Newtype(u8),
    Tuple(u8, String),
    Struct { a: Option<u8>, b: u8 },
    Nested(Box<External>),
}

#[test]
fn externally_tagged() {
    both(External::Unit, r#"{"S":"unit"}"#);
    both(External::Newtype(1), r#"{"M":{"newtype":{"N":"1"}}}"#);
    both(External::Tuple(1, "x".into()), r#"{"M":{"tuple":{"L":[{"N":"1"},{"S":"x"}]}}}"#);
    both(External::Struct { a: None, b: 2 }, r#"{"M":{"struct":{"M":{"b":{"N":"2"}}}}}"#);
    both(External::Nested(Box::new(External::Unit)), r#"{"M":{"nested":{"S":"unit"}}}"#);
    both(vec![External::Newtype(1), External::Unit], r#"{"L":[{"M":{"newtype":{"N":"1"}}},{"S":"unit"}]}"#);
    for wrong in [r#"{"M":{}}"#, r#"{"M":{"newtype":{"N":"1"},"unit":{"NULL":true}}}"#, r#"{"N":"1"}"#] {
        assert!(read::<External>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_item_may_be_a_variant_with_fields() {
    let wire = r#"{"tuple":{"L":[{"N":"1"},{"S":"x"}]}}"#;
    let item = Item(External::Tuple(1, "x".into()));
    assert_eq!(serde_json::to_string(&item).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<External>>(wire).unwrap(), item);
    let wire = r#"{"struct":{"M":{"a":{"N":"1"},"b":{"N":"2"}}}}"#;
    let item = Item(External::Struct { a: Some(1), b: 2 });
    assert_eq!(serde_json::to_string(&item).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<External>>(wire).unwrap(), item);
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind")]
enum Internal {
    Unit,
    Newtype(Holder<u64>),
    Struct { a: Option<u8>, f: f64 },
}

#[test]
fn internally_tagged() {
    both(Internal::Unit, r#"{"M":{"kind":{"S":"Unit"}}}"#);
    both(
        Internal::Newtype(Holder { v: u64::MAX }),
        r#"{"M":{"kind":{"S":"Newtype"},"v":{"N":"18446744073709551615"}}}"#,
    );
    both(Internal::Struct { a: None, f: 0.5 }, r#"{"M":{"kind":{"S":"Struct"},"f":{"N":"0.5"}}}"#);
    let item = Item(Internal::Struct { a: Some(1), f: 2.0 });
    let wire = r#"{"kind":{"S":"Struct"},"a":{"N":"1"},"f":{"N":"2"}}"#;
    assert_eq!(serde_json::to_string(&item).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<Internal>>(wire).unwrap(), item);
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Unit,
    Newtype(u8),
    Tuple(u8, u8),
    Struct { a: u8 },
}

#[test]
fn adjacently_tagged() {
    both(Adjacent::Unit, r#"{"M":{"t":{"S":"Unit"}}}"#);
    both(Adjacent::Newtype(1), r#"{"M":{"t":{"S":"Newtype"},"c":{"N":"1"}}}"#);
    both(Adjacent::Tuple(1, 2), r#"{"M":{"t":{"S":"Tuple"},"c":{"L":[{"N":"1"},{"N":"2"}]}}}"#);
    both(Adjacent::Struct { a: 1 }, r#"{"M":{"t":{"S":"Struct"},"c":{"M":{"a":{"N":"1"}}}}}"#);
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
enum Untagged {
    Number(i64),
    Text(String),
    List(Vec<Untagged>),
    Struct { a: u8 },
    Unit,
}

#[test]
fn untagged() {
    both(Untagged::Number(-1), r#"{"N":"-1"}"#);
    both(Untagged::Text("1".into()), r#"{"S":"1"}"#);
    both(Untagged::List(vec![Untagged::Unit]), r#"{"L":[{"NULL":true}]}"#);
    both(Untagged::Struct { a: 1 }, r#"{"M":{"a":{"N":"1"}}}"#);
}
