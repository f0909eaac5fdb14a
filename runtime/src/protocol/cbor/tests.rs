use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;
use serde_core::de::{Deserialize, Deserializer, IgnoredAny};
use serde_core::ser::{Serialize, Serializer};
use serde_json::{Value, json};

use super::items::Items;
use super::numbers::half;
use super::write::to_writer;
use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::timestamp::Timestamp;

mod vectors;

type Outcome<T> = Result<T, serde_json::Error>;

fn hex(text: &str) -> Vec<u8> {
    let text = text.replace(' ', "");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Outcome<T> {
    let bytes = hex(text);
    let mut items = Items::new(&bytes);
    let value = T::deserialize(&mut items)?;
    items.end().map(|()| value)
}

fn rejected<T: for<'de> Deserialize<'de> + Debug>(text: &str) -> String {
    read::<T>(text).expect_err(text).to_string()
}

fn written<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = Vec::new();
    to_writer(&mut out, value).unwrap();
    out.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[test]
fn half_floats_have_their_values() {
    for (bits, value) in [
        (0x0000, 0.0),
        (0x8000, -0.0),
        (0x0001, 5.960_464_5e-8),
        (0x03FF, 6.097_555e-5),
        (0x8001, -5.960_464_5e-8),
        (0x0400, 6.103_515_6e-5),
        (0x3C00, 1.0),
        (0xC000, -2.0),
        (0x7BFF, 65_504.0),
        (0x7C00, f32::INFINITY),
        (0xFC00, f32::NEG_INFINITY),
    ] {
        assert_eq!(half(bits).to_bits(), f32::to_bits(value), "{bits:04x}");
    }
    for bits in (0x7C01..0x8000).chain(0xFC01..=0xFFFF) {
        assert!(half(bits).is_nan(), "{bits:04x}");
    }
}

#[test]
fn integers_are_as_short_as_possible() {
    for (number, bytes) in [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (256, "190100"),
        (65_536, "1a00010000"),
        (1 << 32, "1b0000000100000000"),
        (i128::from(u64::MAX), "1bffffffffffffffff"),
        (1 << 64, "c249010000000000000000"),
        (-1, "20"),
        (-24, "37"),
        (-25, "3818"),
        (-257, "390100"),
        (i128::from(i64::MIN), "3b7fffffffffffffff"),
        (-(1 << 64), "3bffffffffffffffff"),
        (-(1 << 64) - 1, "c349010000000000000000"),
    ] {
        assert_eq!(written(&number), bytes);
        assert_eq!(read::<i128>(bytes).unwrap(), number);
    }
    assert_eq!(written(&u128::MAX), "c250ffffffffffffffffffffffffffffffff");
}

#[test]
fn integers_may_be_wider_or_floats_without_a_fraction() {
    for bytes in ["05", "1805", "190005", "1a00000005", "1b0000000000000005", "f94500", "fa40a00000", "c24105"] {
        assert_eq!(read::<i8>(bytes).unwrap(), 5, "{bytes}");
    }
    for bytes in ["f93e00", "fb7ff0000000000000", "f97e00", "1b7fffffffffffffff", "6135", "f5", "c105"] {
        assert!(read::<i8>(bytes).is_err(), "{bytes}");
    }
    assert_eq!(read::<u64>("1bffffffffffffffff").unwrap(), u64::MAX);
    assert!(read::<i64>("1bffffffffffffffff").is_err() && read::<i64>("3bffffffffffffffff").is_err());
    assert!(read::<i128>("c25100ffffffffffffffffffffffffffffffff").is_err(), "more than 127 bits");
    assert_eq!(read::<i128>("c2520000000000000000000000000000000000ff").unwrap(), 255, "zeros before it");
}

#[test]
fn floats_have_the_size_of_their_type() {
    assert_eq!(written(&1.5f32), "fa3fc00000");
    assert_eq!(written(&1.5f64), "fb3ff8000000000000");
    assert_eq!(written(&f64::NAN), "fb7ff8000000000000");
    for bytes in ["f93e00", "fa3fc00000", "fb3ff8000000000000", "c48220 0f".trim()] {
        assert_eq!(read::<f64>(bytes).unwrap().to_bits(), 1.5f64.to_bits(), "{bytes}");
        assert_eq!(read::<f32>(bytes).unwrap().to_bits(), 1.5f32.to_bits(), "{bytes}");
    }
    assert_eq!(read::<f64>("fb7fefffffffffffff").unwrap().to_bits(), f64::MAX.to_bits());
    assert_eq!(read::<f64>("3903e7").unwrap().to_bits(), (-1000f64).to_bits());
    for bytes in ["634e614e", "f5", "f6", "c1fb3ff8000000000000", "c4821a7fffffff01", "c48101", "c483010101"] {
        assert!(read::<f64>(bytes).is_err(), "{bytes}");
    }
}

#[test]
fn timestamps_have_tag_1_and_milliseconds() {
    let time = |millisecond| Timestamp::from_millisecond(millisecond).unwrap();
    for (millisecond, bytes) in [
        (0, "c100"),
        (-1_000, "c120"),
        (1_500, "c1fb3ff8000000000000"),
        (946_845_296_123, "c1fb41cc37db380fbe77"),
        (1_234_567_890_123, "c1fb41d26580b487df3b"),
        (-1, "c1fbbf50624dd2f1a9fc"),
    ] {
        assert_eq!(written(&time(millisecond)), bytes);
        assert_eq!(read::<Timestamp>(bytes).unwrap(), time(millisecond), "{bytes}");
    }
    let precise = time(7).saturating_add(std::time::Duration::from_nanos(999_999));
    assert_eq!(written(&precise), written(&time(7)), "rounded down");
    assert_eq!(read::<Timestamp>("c1f93e00").unwrap(), time(1_500));
    assert_eq!(read::<Timestamp>("c1fa3fc00000").unwrap(), time(1_500));
    assert_eq!(read::<Timestamp>("c11b0000003afff4417f").unwrap().as_second(), 253_402_300_799);
    for bytes in ["00", "fb3ff8000000000000", "c000", "c16130", "c1f97e00", "c11bffffffffffffffff", "c1c100", "c1f6"] {
        assert!(read::<Timestamp>(bytes).is_err(), "{bytes}");
    }
    assert_eq!(read::<Vec<Timestamp>>("83f6c100f7").unwrap(), [time(0)]);
    assert_eq!(read::<Vec<Option<Timestamp>>>("83f6c100f7").unwrap(), [None, Some(time(0)), None]);
}

#[test]
fn a_timestamp_in_single_precision_has_the_milliseconds_that_it_means() {
    // 0.042, of which the double-precision float is smaller; and 41.5 milliseconds.
    for (bytes, millisecond) in [("c1fa3d2c0831", 42), ("c1fa3d29fbe7", 41), ("c1fabd2c0831", -42)] {
        assert_eq!(read::<Timestamp>(bytes).unwrap().as_millisecond(), millisecond, "{bytes}");
    }
}

#[test]
fn blobs_are_bytes() {
    assert_eq!(written(&Blob::from(vec![0, 255])), "4200ff");
    for bytes in ["4200ff", "580200ff", "5f410041ffff", "5f4200ff40ff"] {
        assert_eq!(&*read::<Blob>(bytes).unwrap(), [0, 255], "{bytes}");
    }
    for bytes in ["62414 1".replace(' ', "").as_str(), "f6", "820000", "5f6100ff"] {
        assert!(read::<Blob>(bytes).is_err(), "{bytes}");
    }
    assert_eq!(read::<Vec<Blob>>("83f64100f7").unwrap(), [Blob::from(vec![0])]);
}

#[test]
fn texts_may_have_no_length() {
    for bytes in ["63c3bc61", "7f63c3bc61ff", "7f62c3bc6161ff", "7f6062c3bc7801 61ff".replace(' ', "").as_str()] {
        assert_eq!(read::<String>(bytes).unwrap(), "\u{fc}a", "{bytes}");
    }
    for bytes in ["61c3", "7f61c361bcff", "7f41 61ff".replace(' ', "").as_str(), "7f7f6161ffff", "43616263", "6261ff"] {
        assert!(read::<String>(bytes).is_err(), "{bytes}");
    }
    assert_eq!(rejected::<String>("6261c3"), "invalid UTF-8 at byte 1");
    let texts: Outcome<Vec<&str>> = Vec::deserialize(&mut Items::new(b"\x82\x61a\x61b"));
    assert_eq!(texts.unwrap(), ["a", "b"], "borrowed");
}

#[test]
fn lists_and_maps_may_have_no_length() {
    for bytes in ["820102", "9f0102ff", "98020102", "9b00000000000000020102", "84f601f702", "9f01f602ff"] {
        assert_eq!(read::<Vec<u8>>(bytes).unwrap(), [1, 2], "{bytes}");
    }
    let map = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    for bytes in
        ["a2616101616202", "bf616101616202ff", "bf7f6161ff01616202ff", "a36161f6616101616202", "a3616103616202616101"]
    {
        assert_eq!(read::<BTreeMap<String, u8>>(bytes).unwrap(), map, "{bytes}");
    }
    let sparse: BTreeMap<String, Option<u8>> = read("a26161f6616202").unwrap();
    assert_eq!(sparse, BTreeMap::from([("a".to_owned(), None), ("b".to_owned(), Some(2))]));
    assert_eq!(written(&map), "a2616101616202");
    assert_eq!(written(&BTreeMap::from([(1, Some(true)), (2, None)])), "a26131f56132f6");
    assert_eq!(
        read::<BTreeMap<u8, Option<bool>>>("a26131f56132f6").unwrap(),
        BTreeMap::from([(1, Some(true)), (2, None)])
    );
    for bytes in ["a10101", "bf6161ff", "a1ff01", "82ff01", "bf61610161", "8201", "9f01", "820102ff"] {
        assert!(read::<BTreeMap<String, u8>>(bytes).is_err() && read::<Vec<u8>>(bytes).is_err(), "{bytes}");
        assert!(read::<Value>(bytes).is_err(), "{bytes}");
    }
    assert_eq!(read::<(Option<u8>, u8)>("82f601").unwrap(), (None, 1));
    assert!(read::<(u8, u8)>("83010203").is_err() && read::<(u8, u8)>("8101").is_err());
}

#[test]
fn variants_are_their_names_or_maps_of_one_entry() {
    use std::ops::Bound;

    let (included, unbounded) = ("68496e636c75646564", "69556e626f756e646564");
    for bytes in [format!("a1{included}07"), format!("bf{included}07ff")] {
        assert_eq!(read::<Bound<u8>>(&bytes).unwrap(), Bound::Included(7));
    }
    for bytes in [unbounded.to_owned(), format!("a1{unbounded}f6")] {
        assert_eq!(read::<Bound<u8>>(&bytes).unwrap(), Bound::Unbounded);
    }
    for bytes in [included.to_owned(), "a0".to_owned(), "07".to_owned(), format!("a2{included}07{included}07")] {
        assert!(read::<Bound<u8>>(&bytes).is_err(), "{bytes}");
    }
}

#[test]
fn lengths_that_lie_are_rejected_before_anything_is_allocated() {
    for bytes in [
        "9bffffffffffffffff",
        "9a7fffffff00",
        "bbffffffffffffffff",
        "ba0000000161610102",
        "5bffffffffffffffff",
        "7bffffffffffffffff61",
    ] {
        assert!(read::<Vec<[u64; 32]>>(bytes).is_err() && read::<Value>(bytes).is_err(), "{bytes}");
        assert!(read::<IgnoredAny>(bytes).is_err(), "{bytes}");
    }
    assert_eq!(rejected::<Vec<u8>>("9a7fffffff00"), "a list or map is longer than the body at byte 5");
}

#[test]
fn excessive_depth_is_an_error() {
    #[derive(Debug)]
    struct Nested(#[allow(dead_code)] Vec<Nested>);
    impl<'de> Deserialize<'de> for Nested {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Vec::deserialize(deserializer).map(Self)
        }
    }
    for depth in [129, 200_000] {
        for open in ["81", "9f", "a16161", "bf6161", "c1"] {
            let text = format!("{}0000", open.repeat(depth));
            assert!(rejected::<IgnoredAny>(&text).contains("more than 128 nested items"), "{open}");
            assert!(open == "c1" || rejected::<Value>(&text).contains("more than 128 nested items"), "{open}");
        }
        assert!(rejected::<Nested>(&format!("{}00", "81".repeat(depth))).contains("more than 128 nested items"));
    }
    let deep = |depth: usize| format!("{}00", "81".repeat(depth));
    assert!(read::<IgnoredAny>(&deep(128)).is_ok() && read::<IgnoredAny>(&deep(129)).is_err());
}

#[test]
fn nothing_may_follow_the_last_item() {
    assert_eq!(rejected::<u8>("0000"), "expected the end of the body at byte 1");
    assert!(read::<Vec<u8>>("8100ff").is_err());
}

#[test]
fn unknown_items_are_skipped_whatever_they_are() {
    for bytes in
        ["e0", "f3", "f8ff", "f820", "d9ffff820102", "c5a1010f", "a2414100 8101f6".replace(' ', "").as_str(), "f7"]
    {
        assert!(read::<IgnoredAny>(bytes).is_ok(), "{bytes}");
        assert!(read::<u8>(bytes).is_err() && read::<String>(bytes).is_err(), "{bytes}");
    }
    for bytes in ["f81f", "f800", "fc", "fd", "fe", "1c", "3d", "5e", "7c", "9c", "bd", "dc", "ff"] {
        assert!(read::<IgnoredAny>(bytes).is_err(), "{bytes}");
    }
}

#[test]
fn the_numbers_of_documents_are_written_and_no_other_document() {
    for (value, bytes) in [(json!(7), "07"), (json!(-7), "26"), (json!(1.5), "fb3ff8000000000000")] {
        assert_eq!(written(&Document(value.clone())), bytes);
        assert_eq!(read::<Document>(bytes).unwrap(), Document(value));
    }
    for value in [json!("a"), json!([1]), json!({}), json!(true)] {
        let error = to_writer(&mut Vec::new(), &Document(value)).unwrap_err();
        assert_eq!(error.to_string(), "is a document, and rpcv2Cbor has documents only for numbers");
    }
    for bytes in ["f97c00", "faff800000", "fb7ff8000000000000", "81f9fc00"] {
        assert!(rejected::<Document>(bytes).contains("a number that is not finite"), "{bytes}");
    }
    let all: Document = read("a461614200ff6162c11905dc6163f66164c249010000000000000000").unwrap();
    assert_eq!(all, Document(json!({ "a": "AP8=", "b": 1500.0, "c": null, "d": 18_446_744_073_709_551_616.0 })));
}

/// A number as `serde_json` passes it on with its feature `arbitrary_precision`.
struct Exact(&'static str);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde_core::ser::SerializeStruct as _;
        let mut number = serializer.serialize_struct("$serde_json::private::Number", 1)?;
        number.serialize_field("$serde_json::private::Number", self.0)?;
        number.end()
    }
}

#[test]
fn numbers_of_any_precision_keep_their_digits() {
    for (text, bytes) in [
        ("7", "07"),
        ("-1.25", "c4822138 7c"),
        ("1e3", "c4820301"),
        ("123456789012345678901234567890", "c24d018ee90ff6c373e0ee4e3f0ad2"),
    ] {
        assert_eq!(written(&Exact(text)), bytes.replace(' ', ""), "{text}");
    }
    assert!(to_writer(&mut Vec::new(), &Exact("1e99999999999999999999")).is_err());
}

#[test]
fn wrong_lengths_of_a_type_are_not_sent() {
    struct Lies(usize);
    impl Serialize for Lies {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            use serde_core::ser::SerializeSeq as _;
            let mut list = serializer.serialize_seq(Some(1))?;
            for item in 0..self.0 {
                list.serialize_element(&item)?;
            }
            list.end()
        }
    }
    assert_eq!(written(&Lies(1)), "8100");
    assert!(to_writer(&mut Vec::new(), &Lies(0)).is_err() && to_writer(&mut Vec::new(), &Lies(2)).is_err());
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |number| serde_json::Number::from_f64(number).map(Value::Number)),
        ".{0,30}".prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..30).prop_map(Value::from),
            prop::collection::btree_map(".{0,8}", inner, 0..8).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(value in value(), number in any::<f64>(), single in any::<f32>(), big in any::<i128>(),
        bytes in any::<Vec<u8>>(), millisecond in -62_167_219_200_000i64..253_402_300_800_000) {
        prop_assert_eq!(read::<Value>(&written(&value)).unwrap(), value);
        prop_assert_eq!(read::<f64>(&written(&number)).unwrap().to_bits(), number.to_bits());
        prop_assert_eq!(read::<f32>(&written(&single)).unwrap().to_bits(), single.to_bits());
        prop_assert_eq!(read::<i128>(&written(&big)).unwrap(), big);
        prop_assert_eq!(read::<Blob>(&written(&Blob::from(bytes.clone()))).unwrap(), Blob::from(bytes));
        let time = Timestamp::from_millisecond(millisecond).unwrap();
        prop_assert_eq!(read::<Timestamp>(&written(&time)).unwrap(), time);
    }

    #[test]
    fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
        let _ = Value::deserialize(&mut Items::new(&bytes));
        let _ = BTreeMap::<String, Vec<Option<Timestamp>>>::deserialize(&mut Items::new(&bytes));
        let _ = Items::new(&bytes).skip();
    }

    /// What is skipped is what is read.
    #[test]
    fn a_cut_body_is_an_error(value in value(), cut in any::<prop::sample::Index>()) {
        let bytes = hex(&written(&value));
        let cut = bytes.get(..cut.index(bytes.len())).unwrap();
        prop_assert!(Value::deserialize(&mut Items::new(cut)).is_err());
        prop_assert!(Items::new(cut).skip().is_err());
    }

    /// A sender may add the parts of a time, which gives another float than the division of its milliseconds.
    #[test]
    fn the_sum_of_seconds_and_milliseconds_is_not_rounded_down(second in i32::MIN..i32::MAX, part in 0..1_000_u32) {
        let seconds = f64::from(second) + f64::from(part) / 1e3;
        let bytes = format!("c1fb{:016x}", seconds.to_bits());
        let expected = i64::from(second) * 1_000 + i64::from(part);
        prop_assert_eq!(read::<Timestamp>(&bytes).unwrap().as_millisecond(), expected);
    }
}
