use std::collections::BTreeMap;

use serde_core::ser::{
    Serialize, SerializeMap as _, SerializeStruct as _, SerializeStructVariant as _, SerializeTupleStruct as _,
    SerializeTupleVariant as _, Serializer,
};
use serde_json::json;

use super::to_writer;
use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::timestamp::Timestamp;

/// The ways in which a manual `Serialize` can write a value.
enum Form<T> {
    Struct(T),
    Newtype(T),
    TupleStruct(T),
    NewtypeVariant(T),
    TupleVariant(T),
    StructVariant(T),
    KeyThenValue(T),
}

impl<T: Serialize> Serialize for Form<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Struct(value) => {
                let mut fields = serializer.serialize_struct("Form", 1)?;
                fields.serialize_field("field", value)?;
                fields.skip_field("absent")?;
                fields.end()
            }
            Self::Newtype(value) => serializer.serialize_newtype_struct("Form", value),
            Self::TupleStruct(value) => {
                let mut fields = serializer.serialize_tuple_struct("Form", 1)?;
                fields.serialize_field(value)?;
                fields.end()
            }
            Self::NewtypeVariant(value) => serializer.serialize_newtype_variant("Form", 0, "variant", value),
            Self::TupleVariant(value) => {
                let mut fields = serializer.serialize_tuple_variant("Form", 0, "variant", 1)?;
                fields.serialize_field(value)?;
                fields.end()
            }
            Self::StructVariant(value) => {
                let mut fields = serializer.serialize_struct_variant("Form", 0, "variant", 1)?;
                fields.serialize_field("field", value)?;
                fields.end()
            }
            Self::KeyThenValue(value) => {
                let mut entries = serializer.serialize_map(None)?;
                entries.serialize_key("key")?;
                entries.serialize_value(value)?;
                entries.end()
            }
        }
    }
}

fn written<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = b"before:".to_vec();
    to_writer(&mut out, value).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.strip_prefix("before:").unwrap().to_owned()
}

#[test]
fn non_finite_floats_are_strings() {
    assert_eq!(written(&f64::NAN), r#""NaN""#);
    assert_eq!(written(&-f64::NAN), r#""NaN""#);
    assert_eq!(written(&f64::INFINITY), r#""Infinity""#);
    assert_eq!(written(&f64::NEG_INFINITY), r#""-Infinity""#);
    assert_eq!(written(&f32::NAN), r#""NaN""#);
    assert_eq!(written(&f32::INFINITY), r#""Infinity""#);
    assert_eq!(written(&f32::NEG_INFINITY), r#""-Infinity""#);
}

#[test]
fn floats_have_their_own_shortest_form() {
    assert_eq!(written(&1.1_f32), "1.1");
    assert_eq!(written(&[0.1_f32, 16_777_216.0, -0.0]), "[0.1,16777216.0,-0.0]");
    assert_eq!(written(&[1.1_f64, 0.1 + 0.2, 5.0e-324]), "[1.1,0.30000000000000004,5e-324]");
}

#[test]
fn non_finite_floats_are_written_at_every_depth() {
    let nan = f64::NAN;
    assert_eq!(written(&[vec![nan, 1.0]]), r#"[["NaN",1.0]]"#);
    assert_eq!(written(&(1, nan)), r#"[1,"NaN"]"#);
    assert_eq!(written(&BTreeMap::from([("a", BTreeMap::from([("b", nan)]))])), r#"{"a":{"b":"NaN"}}"#);
    assert_eq!(written(&Some(Box::new(Some(nan)))), r#""NaN""#);
    assert_eq!(written(&Form::Struct(nan)), r#"{"field":"NaN"}"#);
    assert_eq!(written(&Form::Struct(vec![Form::Struct(f32::NAN)])), r#"{"field":[{"field":"NaN"}]}"#);
    assert_eq!(written(&Form::Newtype(Some(nan))), r#""NaN""#);
    assert_eq!(written(&Form::TupleStruct(nan)), r#"["NaN"]"#);
    assert_eq!(written(&Form::NewtypeVariant(nan)), r#"{"variant":"NaN"}"#);
    assert_eq!(written(&Form::TupleVariant(nan)), r#"{"variant":["NaN"]}"#);
    assert_eq!(written(&Form::StructVariant(nan)), r#"{"variant":{"field":"NaN"}}"#);
    assert_eq!(written(&Form::KeyThenValue(nan)), r#"{"key":"NaN"}"#);
}

#[test]
fn other_values_are_written_as_in_serde_json() {
    fn holds<T: Serialize + ?Sized>(value: &T) {
        assert_eq!(written(value), serde_json::to_string(value).unwrap());
    }
    holds(&(u64::MAX, i64::MIN, u128::MAX, i128::MIN, u8::MAX, i8::MIN));
    holds(&(true, 'x', "\u{1}\"\\é😹\n", (), None::<f64>));
    holds(&BTreeMap::from([(1_u64, Some(1.5)), (2, None)]));
    holds(&BTreeMap::from([(false, "no"), (true, "yes")]));
    holds(&BTreeMap::from([('k', -1_i64)]));
    holds(&Blob::from("blob"));
    holds(&Timestamp::from_seconds(1.5).unwrap());
    holds(&Document(json!({"a": [null, 1, 1.5, {"b": "NaN"}], "big": u64::MAX})));
    holds(&std::net::Ipv4Addr::LOCALHOST);
    holds::<[f64]>(&[]);
    holds(&BTreeMap::<String, f64>::new());
}

#[test]
fn keys_that_are_not_strings_are_rejected_as_in_serde_json() {
    let keyed_by_list = BTreeMap::from([(vec![1], 1.0)]);
    let error = to_writer(&mut Vec::new(), &keyed_by_list).unwrap_err();
    assert_eq!(error.to_string(), serde_json::to_string(&keyed_by_list).unwrap_err().to_string());
}
