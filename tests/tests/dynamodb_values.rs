//! Every type of serde's data model as an attribute, written and read.

#[path = "dynamodb_values/enums.rs"]
mod enums;
#[path = "dynamodb_values/untyped.rs"]
mod untyped;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use aws_operation::dynamodb::Item;
use aws_operation::{Blob, Document, Sensitive, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A struct with one field.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Holder<T> {
    v: T,
}

/// The attribute that a value is.
fn written<T: Serialize>(value: T) -> String {
    let item = serde_json::to_string(&Item(Holder { v: value })).unwrap();
    let attribute = item.strip_prefix(r#"{"v":"#).unwrap_or_else(|| panic!("{item}"));
    attribute.strip_suffix('}').unwrap().to_owned()
}

fn read<T: DeserializeOwned>(attribute: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(&format!(r#"{{"v":{attribute}}}"#)).map(|item: Item<Holder<T>>| item.into_inner().v)
}

/// The value is written as this attribute, and read from it.
fn both<T: Serialize + DeserializeOwned + Debug + PartialEq>(value: T, attribute: &str) {
    assert_eq!(written(&value), attribute);
    assert_eq!(read::<T>(attribute).unwrap_or_else(|error| panic!("{attribute}: {error}")), value);
}

#[test]
fn scalars() {
    both("text".to_owned(), r#"{"S":"text"}"#);
    both(String::new(), r#"{"S":""}"#);
    both("\"\n\u{1F600}".to_owned(), "{\"S\":\"\\\"\\n\u{1F600}\"}");
    both('x', r#"{"S":"x"}"#);
    both(true, r#"{"BOOL":true}"#);
    both(false, r#"{"BOOL":false}"#);
    both((), r#"{"NULL":true}"#);
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Nothing;
    both(Nothing, r#"{"NULL":true}"#);
}

#[test]
fn numbers_keep_all_digits() {
    both(-128_i8, r#"{"N":"-128"}"#);
    both(u16::MAX, r#"{"N":"65535"}"#);
    both(i64::MIN, r#"{"N":"-9223372036854775808"}"#);
    both(u64::MAX, r#"{"N":"18446744073709551615"}"#);
    both(i128::MIN, r#"{"N":"-170141183460469231731687303715884105728"}"#);
    both(u128::MAX, r#"{"N":"340282366920938463463374607431768211455"}"#);
    both(0.1_f32, r#"{"N":"0.1"}"#);
    both(16_777_217.0_f64, r#"{"N":"16777217"}"#);
    both(-1.5, r#"{"N":"-1.5"}"#);
    both(f64::MAX, r#"{"N":"1.7976931348623157e308"}"#);
    both(f64::MIN_POSITIVE, r#"{"N":"2.2250738585072014e-308"}"#);
    both(Timestamp::from_second(1_800_000_000).unwrap(), r#"{"N":"1800000000"}"#);
}

#[test]
fn numbers_are_read_in_every_notation() {
    assert_eq!(read::<i32>(r#"{"N":"1.5E+2"}"#).unwrap(), 150);
    assert_eq!(read::<u128>(r#"{"N":"1e38"}"#).unwrap(), 10_u128.pow(38));
    assert_eq!(read::<f64>(r#"{"N":"7"}"#).unwrap().to_bits(), 7_f64.to_bits());
    assert_eq!(read::<f32>(r#"{"N":"0.1"}"#).unwrap().to_bits(), 0.1_f32.to_bits());
    for (attribute, expected) in [
        (r#"{"N":"1.5"}"#, "invalid type: floating point `1.5`, expected i32"),
        (r#"{"N":"2147483648"}"#, "invalid value: integer `2147483648`, expected i32"),
        (r#"{"N":"NaN"}"#, "invalid value: string \"NaN\", expected a number"),
        (r#"{"N":""}"#, "invalid value: string \"\", expected a number"),
        (r#"{"S":"1"}"#, "invalid type: string \"1\", expected i32"),
    ] {
        let error = read::<i32>(attribute).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{attribute}: {error}");
    }
    assert!(read::<f64>(r#"{"N":"1e999"}"#).is_err());
    assert!(read::<String>(r#"{"N":"1"}"#).is_err(), "a number is not a text unless it is marked");
}

#[test]
fn texts_of_numbers_are_numbers() {
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Price {
        #[serde(with = "aws_operation::dynamodb::number")]
        exact: String,
        #[serde(default, with = "aws_operation::dynamodb::number")]
        maybe: Option<String>,
    }
    let exact = "12345678901234567890.123456789012345678".to_owned();
    let wire = format!(r#"{{"exact":{{"N":"{exact}"}}}}"#);
    let price = Item(Price { exact, maybe: None });
    assert_eq!(serde_json::to_string(&price).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<Price>>(&wire).unwrap(), price);
    let wire = r#"{"exact":{"N":"1"},"maybe":{"N":"2.50"}}"#;
    let price: Item<Price> = serde_json::from_str(wire).unwrap();
    assert_eq!(price.maybe.as_deref(), Some("2.50"));
    assert_eq!(serde_json::to_string(&price).unwrap(), wire);
    assert_eq!(
        serde_json::to_string(&Item(Price { exact: "1,5".into(), maybe: None })).unwrap_err().to_string(),
        "has the attribute `exact`, which is a number, but is written as another text"
    );
}

#[test]
fn bytes_are_binary() {
    both(Blob::from("\u{FF}\0"), r#"{"B":"w78A"}"#);
    both(Blob::default(), r#"{"B":""}"#);
    both(vec![1_u8, 2], r#"{"L":[{"N":"1"},{"N":"2"}]}"#);
    /// As `serde_bytes` does it.
    struct Bytes(Vec<u8>);
    impl Serialize for Bytes {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(&self.0)
        }
    }
    assert_eq!(written(Bytes(vec![255, 0])), r#"{"B":"/wA="}"#);
    assert!(read::<Blob>(r#"{"B":"?"}"#).unwrap_err().to_string().starts_with("not base64"));
}

#[test]
fn options_are_absent_but_in_lists() {
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Optional {
        a: Option<u8>,
        b: Option<Option<u8>>,
        c: Vec<Option<u8>>,
        d: BTreeMap<String, Option<u8>>,
    }
    let entries = BTreeMap::from([("x".into(), None), ("y".into(), Some(1))]);
    let value = Item(Optional { a: None, b: Some(None), c: vec![None, Some(2)], d: entries });
    let wire = r#"{"b":{"NULL":true},"c":{"L":[{"NULL":true},{"N":"2"}]},"d":{"M":{"y":{"N":"1"}}}}"#;
    assert_eq!(serde_json::to_string(&value).unwrap(), wire);
    let read: Item<Optional> = serde_json::from_str(wire).unwrap();
    assert_eq!((read.a, read.b, &read.c), (None, None, &vec![None, Some(2)]));
    let nulls: Item<Optional> =
        serde_json::from_str(r#"{"a":{"NULL":true},"c":{"L":[]},"d":{"M":{"x":{"NULL":true}}}}"#).unwrap();
    assert_eq!((nulls.a, &nulls.d["x"]), (None, &None));
}

#[test]
fn sequences() {
    both(Vec::<u8>::new(), r#"{"L":[]}"#);
    both(("a".to_owned(), 1), r#"{"L":[{"S":"a"},{"N":"1"}]}"#);
    both([[1], [2]], r#"{"L":[{"L":[{"N":"1"}]},{"L":[{"N":"2"}]}]}"#);
    both(BTreeSet::from([1, 2]), r#"{"L":[{"N":"1"},{"N":"2"}]}"#);
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Pair(u8, String);
    both(Pair(1, "b".into()), r#"{"L":[{"N":"1"},{"S":"b"}]}"#);
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Newtype(Vec<u8>);
    both(Newtype(vec![1]), r#"{"L":[{"N":"1"}]}"#);
    both(vec![Holder { v: 1 }], r#"{"L":[{"M":{"v":{"N":"1"}}}]}"#);
}

#[test]
fn maps_have_keys_that_are_texts() {
    both(BTreeMap::<String, u8>::new(), r#"{"M":{}}"#);
    both(BTreeMap::from([(2_u32, "b".to_owned()), (10, "c".to_owned())]), r#"{"M":{"2":{"S":"b"},"10":{"S":"c"}}}"#);
    both(BTreeMap::from([(-1_i128, true)]), r#"{"M":{"-1":{"BOOL":true}}}"#);
    both(BTreeMap::from([('x', 1)]), r#"{"M":{"x":{"N":"1"}}}"#);
    let error = serde_json::to_string(&Item(BTreeMap::from([([1], 1)]))).unwrap_err();
    assert!(error.to_string().ends_with("key must be a string"), "{error}");
}

#[test]
fn sets_are_marked() {
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Sets {
        #[serde(with = "aws_operation::dynamodb::string_set")]
        texts: BTreeSet<String>,
        #[serde(with = "aws_operation::dynamodb::number_set")]
        numbers: Vec<f64>,
        #[serde(with = "aws_operation::dynamodb::binary_set")]
        blobs: Vec<Blob>,
        #[serde(default, with = "aws_operation::dynamodb::number_set")]
        none: Option<Vec<u128>>,
    }
    let sets = Item(Sets {
        texts: BTreeSet::from(["a".into(), "b".into()]),
        numbers: vec![1.0, 0.5],
        blobs: vec![Blob::from("x"), Blob::from("y")],
        none: None,
    });
    let wire = r#"{"texts":{"SS":["a","b"]},"numbers":{"NS":["1","0.5"]},"blobs":{"BS":["eA==","eQ=="]}}"#;
    assert_eq!(serde_json::to_string(&sets).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<Sets>>(wire).unwrap(), sets);
    // A set is read without a mark, and a list with one.
    assert_eq!(read::<BTreeSet<String>>(r#"{"SS":["a"]}"#).unwrap(), BTreeSet::from(["a".to_owned()]));
    assert_eq!(read::<Vec<u128>>(r#"{"NS":["340282366920938463463374607431768211455"]}"#).unwrap(), [u128::MAX]);
    assert_eq!(read::<Vec<Blob>>(r#"{"BS":["eA=="]}"#).unwrap(), [Blob::from("x")]);
}

#[test]
fn wrong_sets_are_errors_that_name_the_attribute() {
    fn error_of<T: Serialize>(value: T) -> String {
        serde_json::to_string(&Item(Holder { v: value })).unwrap_err().to_string()
    }
    #[derive(Serialize)]
    struct Texts<T: Serialize>(#[serde(with = "aws_operation::dynamodb::string_set")] T);
    let empty = "has the attribute `v`, which is an empty set, which DynamoDB does not have: leave it out with \
                 `skip_serializing_if`";
    assert_eq!(error_of(Texts(Vec::<String>::new())), empty);
    assert_eq!(
        error_of(Texts(vec![1])),
        "has the attribute `v`, which is a set of strings, but an element is a number"
    );
    assert_eq!(error_of(Texts("a")), "has the attribute `v`, which is a set of strings, but is written as a string");
}

#[test]
fn flattened_fields_are_fields_of_the_item() {
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Outer {
        id: u64,
        #[serde(flatten)]
        inner: Inner,
        #[serde(flatten)]
        rest: BTreeMap<String, serde_json::Value>,
    }
    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Inner {
        a: Option<u8>,
        b: Vec<String>,
    }
    let inner = Inner { a: None, b: vec!["x".into()] };
    let item = Item(Outer { id: 1, inner, rest: BTreeMap::from([("more".into(), json!({ "n": [1.5, null] }))]) });
    let wire = r#"{"id":{"N":"1"},"b":{"L":[{"S":"x"}]},"more":{"M":{"n":{"L":[{"N":"1.5"},{"NULL":true}]}}}}"#;
    assert_eq!(serde_json::to_string(&item).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<Outer>>(wire).unwrap(), item);
}

#[test]
fn values_of_json_are_items() {
    let value = json!({ ":kind": "door", ":least": 3, ":more": { "list": [true, null, -0.5] } });
    let wire = r#"{":kind":{"S":"door"},":least":{"N":"3"},":more":{"M":{"list":{"L":[{"BOOL":true},{"NULL":true},{"N":"-0.5"}]}}}}"#;
    assert_eq!(serde_json::to_string(&Item(&value)).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<serde_json::Value>>(wire).unwrap().0, value);
    both(Document(json!({ "a": [1] })), r#"{"M":{"a":{"L":[{"N":"1"}]}}}"#);
    // More digits than an integer of JSON has here.
    assert!(read::<serde_json::Value>(r#"{"N":"123456789012345678901234567890"}"#).is_err());
}

#[test]
fn unknown_attributes_are_ignored_and_unknown_types_are_not() {
    let holder: Item<Holder<u8>> =
        serde_json::from_str(r#"{"other":{"M":{"x":{"BS":["eA=="]}}},"v":{"N":"1"},"new":{"XX":1}}"#).unwrap();
    assert_eq!(holder.v, 1);
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)] // not read
    struct Strict {
        v: u8,
    }
    let error = serde_json::from_str::<Item<Strict>>(r#"{"v":{"N":"1"},"w":{"N":"1"}}"#).unwrap_err();
    assert!(error.to_string().starts_with("unknown field `w`"), "{error}");
    for (attribute, expected) in [
        (r#"{"XX":1}"#, "an attribute has the type `XX`, which is not one of S, N, B, BOOL, NULL, M, L, SS, NS, BS"),
        ("{}", "an attribute has no value"),
        (r#"{"N":null}"#, "an attribute has no value"),
        (r#"{"N":"1","S":"x"}"#, "an attribute has more than one value"),
        (r#"{"N":1}"#, "invalid type: integer `1`, expected u8"),
        ("5", "invalid type: integer `5`, expected the value of an attribute"),
    ] {
        let error = read::<u8>(attribute).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{attribute}: {error}");
    }
    // What some services add.
    assert_eq!(read::<u8>(r#"{"S":null,"__type":"x","N":"1","B":null}"#).unwrap(), 1);
}

#[test]
fn only_structs_and_maps_are_items() {
    fn error_of<T: Serialize>(value: T) -> String {
        serde_json::to_string(&Item(value)).unwrap_err().to_string()
    }
    assert_eq!(error_of(5_u32), "is not an item: `u32` is a number, and an item is a struct or a map");
    assert_eq!(
        error_of("x".to_owned()),
        "is not an item: `alloc::string::String` is a string, and an item is a struct or a map"
    );
    assert_eq!(error_of(vec![1]), "is not an item: `alloc::vec::Vec<i32>` is a list, and an item is a struct or a map");
    assert_eq!(error_of(()), "is not an item: `()` is null, and an item is a struct or a map");
    assert!(error_of(None::<Holder<u8>>).contains(" is null, and an item is a struct or a map"));
    assert_eq!(serde_json::to_string(&Item(Some(Holder { v: 1 }))).unwrap(), r#"{"v":{"N":"1"}}"#);
    let error = serde_json::from_str::<Item<u32>>(r#"{"v":{"N":"1"}}"#).unwrap_err();
    assert!(error.to_string().starts_with("invalid type: map, expected u32"), "{error}");
}

#[test]
fn an_error_has_the_path_of_the_attribute() {
    let error_of = |value: serde_json::Value, float: f64| {
        let map = BTreeMap::from([("a".to_owned(), (value, Holder { v: vec![float] }))]);
        serde_json::to_string(&Item(map)).unwrap_err().to_string()
    };
    assert_eq!(
        error_of(json!({}), f64::NAN),
        "has the attribute `a[1].v[0]`, which is NaN, but a number in DynamoDB is finite"
    );
    assert_eq!(
        error_of(json!({}), f64::NEG_INFINITY),
        "has the attribute `a[1].v[0]`, which is -inf, but a number in DynamoDB is finite"
    );
}

#[test]
fn a_sensitive_attribute_is_not_repeated_in_errors() {
    both(Holder { v: Sensitive(1) }, r#"{"M":{"v":{"N":"1"}}}"#);
    let error = read::<Sensitive<u8>>(r#"{"S":"hunter2"}"#).unwrap_err().to_string();
    assert!(!error.contains("hunter2"), "{error}");
}
