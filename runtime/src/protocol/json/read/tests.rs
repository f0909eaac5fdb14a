use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, EnumAccess, IgnoredAny, MapAccess, VariantAccess, Visitor};
use serde_json::{Value, json};

use super::read;
use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::timestamp::Timestamp;

type Outcome<T> = Result<T, serde_json::Error>;

fn parsed<'de, T: Deserialize<'de>>(text: &'de str) -> Outcome<T> {
    read(serde_json::Deserializer::from_str(text), |json| T::deserialize(json))
}

/// A structure with one member, as the macros read it. Other members are ignored.
#[derive(Debug, PartialEq)]
struct Structure<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Structure<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Structure<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a structure")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Structure<T>, A::Error> {
                let mut found = None;
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "m" => found = map.next_value()?,
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Structure(found))
            }
        }
        deserializer.deserialize_struct("Structure", &["m"], Members(PhantomData))
    }
}

#[derive(Debug, PartialEq)]
struct Newtype<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Newtype<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Inner<T> {
            type Value = Newtype<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a newtype")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Newtype<T>, D::Error> {
                T::deserialize(deserializer).map(Newtype)
            }
        }
        deserializer.deserialize_newtype_struct("Newtype", Inner(PhantomData))
    }
}

/// An externally tagged enum with one newtype variant.
#[derive(Debug, PartialEq)]
struct Union<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Union<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Variant<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Variant<T> {
            type Value = Union<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a union")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Union<T>, A::Error> {
                let (_, variant) = access.variant::<String>()?;
                variant.newtype_variant().map(Union)
            }
        }
        deserializer.deserialize_enum("Union", &["v"], Variant(PhantomData))
    }
}

/// A recursive list of any depth.
#[derive(Debug)]
struct Nested {
    _items: Vec<Structure<Box<Nested>>>,
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|items| Self { _items: items })
    }
}

#[test]
fn floats_are_numbers_or_strings() {
    let floats: Vec<f64> =
        parsed(r#"[1, -2, 1.5, 1e3, -0.0, "NaN", "Infinity", "-Infinity", 18446744073709551615]"#).unwrap();
    assert_eq!(format!("{floats:?}"), "[1.0, -2.0, 1.5, 1000.0, -0.0, NaN, inf, -inf, 1.8446744073709552e19]");
    let floats: Vec<f32> = parsed(r#"[1, -2, 1.1, "NaN", "Infinity", "-Infinity"]"#).unwrap();
    assert_eq!(format!("{floats:?}"), "[1.0, -2.0, 1.1, NaN, inf, -inf]");
}

#[test]
fn non_finite_floats_are_read_at_every_depth() {
    fn holds<'de, T: Deserialize<'de> + fmt::Debug>(text: &'de str, expected: &str) {
        assert_eq!(format!("{:?}", parsed::<T>(text).unwrap()), expected);
    }
    holds::<Structure<f64>>(r#"{"m":"NaN"}"#, "Structure(Some(NaN))");
    holds::<Structure<Vec<Structure<f32>>>>(r#"{"m":[{"m":"NaN"}]}"#, "Structure(Some([Structure(Some(NaN))]))");
    holds::<HashMap<String, Vec<f64>>>(r#"{"k":["Infinity"]}"#, r#"{"k": [inf]}"#);
    holds::<Option<Box<Option<f64>>>>(r#""NaN""#, "Some(Some(NaN))");
    holds::<Newtype<Option<f64>>>(r#""-Infinity""#, "Newtype(Some(-inf))");
    holds::<Union<f64>>(r#"{"v":"NaN"}"#, "Union(NaN)");
    holds::<(f64, [f32; 2])>(r#"["NaN",[1,"NaN"]]"#, "(NaN, [1.0, NaN])");
}

#[test]
fn other_strings_are_not_floats() {
    for text in [r#""nan""#, r#""1.5""#, r#""""#, r#""+Infinity""#] {
        let error = parsed::<f64>(text).unwrap_err().to_string();
        assert!(error.contains("expected a number, `NaN`, `Infinity` or `-Infinity`"), "{error}");
    }
    for text in ["true", "null", "[1]", r#"{"a":1}"#] {
        assert!(parsed::<f64>(text).is_err(), "{text}");
    }
    assert!(parsed::<i64>(r#""NaN""#).is_err());
    assert_eq!(parsed::<String>(r#""NaN""#).unwrap(), "NaN");
}

#[test]
fn dense_maps_and_lists_drop_nulls() {
    let map: BTreeMap<String, String> = parsed(r#"{"a":null,"b":"x","c":null,"d":"y","e":null}"#).unwrap();
    assert_eq!(map, BTreeMap::from([("b".to_owned(), "x".to_owned()), ("d".to_owned(), "y".to_owned())]));
    assert_eq!(parsed::<HashMap<u32, f64>>(r#"{"1":null}"#).unwrap(), HashMap::new());
    assert_eq!(parsed::<Vec<i32>>("[null, 1, null, null, 2, null]").unwrap(), [1, 2]);
    assert_eq!(parsed::<BTreeSet<String>>(r#"[null,"a"]"#).unwrap(), BTreeSet::from(["a".to_owned()]));
    assert_eq!(parsed::<Vec<Structure<i32>>>(r#"[null,{"m":1}]"#).unwrap(), [Structure(Some(1))]);
    assert_eq!(parsed::<Vec<Vec<i32>>>("[null,[null,1]]").unwrap(), [[1]]);
    assert_eq!(parsed::<Vec<Newtype<Box<i32>>>>("[null,1]").unwrap(), [Newtype(Box::new(1))]);
    assert_eq!(parsed::<Vec<Union<bool>>>(r#"[null,{"v":true}]"#).unwrap(), [Union(true)]);
    assert_eq!(parsed::<Vec<Timestamp>>("[null,1]").unwrap(), [Timestamp::from_second(1).unwrap()]);
    assert_eq!(parsed::<Vec<Blob>>(r#"[null,"eA=="]"#).unwrap(), [Blob::from("x")]);
}

#[test]
fn sparse_maps_and_lists_keep_nulls() {
    let map: BTreeMap<String, Option<String>> = parsed(r#"{"a":null,"b":"x"}"#).unwrap();
    assert_eq!(map, BTreeMap::from([("a".to_owned(), None), ("b".to_owned(), Some("x".to_owned()))]));
    assert_eq!(parsed::<Vec<Option<i32>>>("[null,1,null]").unwrap(), [None, Some(1), None]);
    assert_eq!(parsed::<Vec<Box<Option<i32>>>>("[null]").unwrap(), [Box::new(None)]);
    assert_eq!(parsed::<Vec<Newtype<Option<i32>>>>("[null,1]").unwrap(), [Newtype(None), Newtype(Some(1))]);
    assert_eq!(parsed::<Vec<()>>("[null]").unwrap(), [()]);
}

#[test]
fn nulls_are_handled_at_every_depth() {
    type Shape = Structure<BTreeMap<String, Structure<Vec<Option<Vec<i32>>>>>>;
    let shape: Shape = parsed(r#"{"m":{"dropped":null,"kept":{"m":[null,[null,1]]},"unset":{"m":null}}}"#).unwrap();
    let entries = BTreeMap::from([
        ("kept".to_owned(), Structure(Some(vec![None, Some(vec![1])]))),
        ("unset".to_owned(), Structure(None)),
    ]);
    assert_eq!(shape, Structure(Some(entries)));
}

#[test]
fn documents_keep_nulls() {
    let text = r#"{"a":null,"b":[null,1,{"c":null,"d":null}],"e":null}"#;
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(parsed::<Value>(text).unwrap(), value);
    assert_eq!(parsed::<Document>(text).unwrap(), Document(value.clone()));
    assert_eq!(parsed::<Vec<Document>>("[null]").unwrap(), [Document(Value::Null)]);
    assert_eq!(
        parsed::<BTreeMap<String, Value>>(text).unwrap(),
        BTreeMap::from_iter(value.as_object().unwrap().clone())
    );
    assert_eq!(parsed::<Structure<Document>>(r#"{"m":{"x":[null]}}"#).unwrap().0.unwrap().0, json!({"x": [null]}));
}

#[test]
fn tuples_keep_nulls() {
    assert_eq!(parsed::<(Option<i32>, i32)>("[null,1]").unwrap(), (None, 1));
    assert!(parsed::<(i32, i32)>("[null,1,2]").is_err());
    assert!(parsed::<[i32; 1]>("[null,1]").is_err());
}

#[test]
fn errors_report_line_and_column() {
    fn holds<T: for<'de> Deserialize<'de> + fmt::Debug>(text: &str) {
        let ours = parsed::<T>(text).unwrap_err();
        let plain = serde_json::from_str::<T>(text).unwrap_err();
        assert_eq!(ours.to_string(), plain.to_string());
        assert!(ours.line() > 0, "{ours}");
    }
    holds::<Structure<Vec<Structure<i32>>>>("{\n \"m\": [{\"m\": 1},\n  {\"m\": \"x\"}]}");
    holds::<BTreeMap<String, Vec<bool>>>("{\"a\": [true],\n\"b\": [false, 2]}");
    holds::<Vec<Union<i8>>>(r#"[{"v":300}]"#);
    holds::<Vec<f64>>("[1.0,\n true]");
    holds::<Vec<i32>>("[1, 2");
    holds::<Vec<i32>>("[1] x");
    assert!(parsed::<Vec<f64>>("[1,\n\"x\"]").unwrap_err().to_string().ends_with("at line 2 column 3"));
}

#[test]
fn integers_are_exact() {
    assert_eq!(
        parsed::<Vec<u64>>("[18446744073709551615,9007199254740993]").unwrap(),
        [u64::MAX, 9_007_199_254_740_993]
    );
    assert_eq!(parsed::<Vec<i64>>("[-9223372036854775808,9223372036854775807]").unwrap(), [i64::MIN, i64::MAX]);
    assert_eq!(parsed::<Document>("18446744073709551615").unwrap().as_u64(), Some(u64::MAX));
    assert!(parsed::<u64>("18446744073709551616").is_err());
    assert!(parsed::<i64>("9223372036854775808").is_err());
    assert!(parsed::<i32>("2147483648").is_err());
}

#[test]
fn excessive_depth_is_an_error() {
    fn rejected<T: for<'de> Deserialize<'de> + fmt::Debug>(open: &str, depth: usize) {
        let error = parsed::<T>(&open.repeat(depth)).unwrap_err().to_string();
        assert!(error.contains("recursion limit exceeded"), "{error}");
    }
    for depth in [200, 100_000] {
        rejected::<Document>("[", depth);
        rejected::<Document>(r#"{"a":"#, depth);
        rejected::<Nested>(r#"[{"m":"#, depth);
    }
    // Unknown members are ignored at any depth.
    let unknown = format!(r#"{{"unknown":{}{},"m":1}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(parsed::<Structure<i32>>(&unknown).unwrap(), Structure(Some(1)));
}

#[test]
fn what_is_written_is_read() {
    fn holds<T: serde_core::Serialize + for<'de> Deserialize<'de> + fmt::Debug>(value: &T) {
        let mut text = Vec::new();
        crate::protocol::json::to_writer(&mut text, value).unwrap();
        let again: T = parsed(std::str::from_utf8(&text).unwrap()).unwrap();
        assert_eq!(format!("{again:?}"), format!("{value:?}"));
    }
    holds(&vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 1.1]);
    holds(&vec![f32::NAN, f32::MAX, f32::MIN_POSITIVE, 1.1, 16_777_216.0]);
    holds(&BTreeMap::from([(u64::MAX, vec![Some(i64::MIN), None])]));
}

#[test]
fn strings_may_be_borrowed() {
    assert_eq!(parsed::<Vec<&str>>(r#"["a",null,"b"]"#).unwrap(), ["a", "b"]);
}

#[test]
fn a_whole_number_may_be_written_as_a_float() {
    assert_eq!(parsed::<Vec<i64>>("[1.784316439424E12, 3.0, -2e0, 1e3]").unwrap(), [1_784_316_439_424, 3, -2, 1000]);
    assert_eq!(parsed::<Vec<u8>>("[255.0]").unwrap(), [255]);
    assert_eq!(parsed::<Structure<u32>>(r#"{"m":4e9}"#).unwrap(), Structure(Some(4_000_000_000)));
    for text in ["1.5", "1e30", "9007199254740992.0", "-1e300", "\"1.0\""] {
        assert!(parsed::<i64>(text).is_err(), "{text}");
    }
    assert!(parsed::<u8>("-1.0").is_err() && parsed::<u8>("256.0").is_err() && parsed::<i32>("3e9").is_err());
}

#[test]
fn base64_may_have_line_breaks() {
    let bytes: Vec<u8> = (0..=255).collect();
    let encoded = serde_json::to_string(&crate::value::blob::Blob::from(bytes.clone())).unwrap();
    for (every, line_break) in [(76, "\\r\\n"), (64, "\\n"), (4, " ")] {
        let text: Vec<_> = encoded.trim_matches('"').as_bytes().chunks(every).map(String::from_utf8_lossy).collect();
        let text = format!("\"{}{line_break}\"", text.join(line_break));
        assert_eq!(&*parsed::<crate::value::blob::Blob>(&text).unwrap(), bytes, "{text}");
    }
    assert!(parsed::<crate::value::blob::Blob>("\"====\"").is_err());
}
