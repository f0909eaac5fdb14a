//! Any value is the same after it was written to XML and read from it.

use std::collections::BTreeMap;

use aws_operation::codec::{Protocol, ReadMembers, RestXml, WriteMembers};
use aws_operation::{Blob, aws_shape};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

#[aws_shape(xml_namespace = "x=urn:x")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Everything {
    text: Option<String>,
    #[aws(xml_attribute)]
    note: Option<String>,
    #[aws(xml_attribute, xml_name = "x:count")]
    count: Option<i64>,
    flag: Option<bool>,
    data: Option<Blob>,
    // Not NaN, which is not equal to itself.
    number: Option<i32>,
    list: Option<Vec<String>>,
    #[aws(xml_member = "row/cell", xml_namespace = "urn:rows", xml_member_namespace = "urn:row")]
    rows: Option<Vec<Vec<String>>>,
    map: Option<BTreeMap<String, String>>,
    #[aws(xml_key = "K/Key", xml_value = "V/Value")]
    maps: Option<BTreeMap<String, BTreeMap<String, String>>>,
    // Without items, a flattened list is absent.
    #[aws(xml_flattened, default)]
    flat: Vec<String>,
    #[aws(xml_flattened, xml_key = "K", default)]
    flat_map: BTreeMap<String, i64>,
    choice: Option<Choice>,
    inner: Option<Box<Everything>>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Text(String),
    #[aws(xml_member = "item")]
    Names(Vec<String>),
    Inner(Box<Everything>),
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
struct Payload {
    #[aws(payload, xml_name = "Named", xml_namespace = "urn:named")]
    payload: Option<Everything>,
}

/// Texts of the characters that XML 1.0 has, often those that are escaped or normalized.
fn text() -> impl Strategy<Value = String> {
    let special =
        prop::sample::select(vec!['<', '>', '&', '"', '\'', '\r', '\n', '\t', ' ', ']', '\u{85}', '\u{2028}']);
    let any = any::<char>().prop_filter(
        "no character of XML",
        |c| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}'),
    );
    vec(prop_oneof![special, any], 0..8).prop_map(|characters| characters.into_iter().collect())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..3)
}

fn flat() -> impl Strategy<Value = Everything> {
    let scalars = (option::of(text()), option::of(text()), option::of(any::<i64>()), option::of(any::<bool>()));
    let others = (option::of(vec(any::<u8>(), 0..5)), option::of(any::<i32>()));
    let lists = (option::of(texts()), option::of(vec(texts(), 0..3)), texts());
    let maps = (
        option::of(btree_map(text(), text(), 0..3)),
        option::of(btree_map(text(), btree_map(text(), text(), 0..3), 0..3)),
        btree_map(text(), any::<i64>(), 0..3),
    );
    (scalars, others, lists, maps).prop_map(|(scalars, others, lists, maps)| Everything {
        text: scalars.0,
        note: scalars.1,
        count: scalars.2,
        flag: scalars.3,
        data: others.0.map(Blob::from),
        number: others.1,
        list: lists.0,
        rows: lists.1,
        flat: lists.2,
        map: maps.0,
        maps: maps.1,
        flat_map: maps.2,
        ..Everything::default()
    })
}

fn everything() -> impl Strategy<Value = Everything> {
    flat().prop_recursive(3, 12, 2, |inner| {
        let choice = prop_oneof![
            text().prop_map(Choice::Text),
            texts().prop_map(Choice::Names),
            inner.clone().prop_map(|inner| Choice::Inner(Box::new(inner))),
        ];
        (flat(), option::of(inner.prop_map(Box::new)), option::of(choice))
            .prop_map(|(outer, inner, choice)| Everything { inner, choice, ..outer })
    })
}

fn trip<T: ReadMembers + WriteMembers>(value: &T) -> T {
    let response = RestXml::encode_output("Get", value).unwrap();
    RestXml::decode_output("Get", &response, None)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(response.body())))
}

proptest! {
    #[test]
    fn members_are_the_same(value in everything()) {
        prop_assert_eq!(trip(&value), value);
    }

    #[test]
    fn payloads_are_the_same(payload in option::of(everything())) {
        let value = Payload { payload };
        prop_assert_eq!(trip(&value), value);
    }

    /// No document makes the reader panic.
    #[test]
    fn any_document_is_read_or_rejected(document in "(<[/]?[abTextNote]{1,5}[ a=\"'&;#x<>]{0,9}[/]?>|[ -~]{0,6}|<!\\[CDATA\\[|\\]\\]>|<!--|-->|&#x?[0-9]{1,9};){0,12}") {
        let response = aws_operation::http::Response::new(aws_operation::Bytes::from(document));
        let read: Result<Everything, _> = RestXml::decode_output("Get", &response, None);
        if let Ok(value) = read {
            prop_assert_eq!(trip(&value), value);
        }
    }
}
