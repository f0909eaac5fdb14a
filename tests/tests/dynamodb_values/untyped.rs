//! Values of any type: `AttributeValue`, and maps of a user's own union.

use std::collections::{BTreeSet, HashMap};

use aws_operation::dynamodb::{AttributeValue, Item, from_item, to_item};
use aws_operation::{Blob, aws_shape};

use super::{Holder, both};

#[test]
fn attribute_values_are_themselves_everywhere() {
    let value = AttributeValue::M(HashMap::from([(
        "all".to_owned(),
        AttributeValue::L(vec![
            "s".into(),
            7_u8.into(),
            Blob::from("b").into(),
            true.into(),
            AttributeValue::Null,
            AttributeValue::Ss(vec!["x".into()]),
            AttributeValue::Ns(vec!["1".into()]),
            AttributeValue::Bs(vec![Blob::from("x")]),
        ]),
    )]));
    let wire = r#"{"M":{"all":{"L":[{"S":"s"},{"N":"7"},{"B":"Yg=="},{"BOOL":true},{"NULL":true},{"SS":["x"]},{"NS":["1"]},{"BS":["eA=="]}]}}}"#;
    assert_eq!(serde_json::to_string(&value).unwrap(), wire, "as a member");
    assert_eq!(serde_json::from_str::<AttributeValue>(wire).unwrap(), value);
    both(value.clone(), wire);
    both(Some(value.clone()), wire);
    let item = Item(HashMap::from([("x".to_owned(), value)]));
    let wire = format!(r#"{{"x":{wire}}}"#);
    assert_eq!(serde_json::to_string(&item).unwrap(), wire);
    assert_eq!(serde_json::from_str::<Item<HashMap<String, AttributeValue>>>(&wire).unwrap(), item);
}

#[test]
fn sets_of_attribute_values_stay_sets() {
    let set = AttributeValue::Ns(vec!["1".into(), "2".into()]);
    assert_eq!(set.to::<BTreeSet<u8>>().unwrap(), BTreeSet::from([1, 2]));
    assert_eq!(AttributeValue::of(&[1, 2]).unwrap(), AttributeValue::L(vec![1.into(), 2.into()]));
    assert_eq!(
        AttributeValue::of(&f64::NAN).unwrap_err().to_string(),
        "the value is NaN, but a number in DynamoDB is finite"
    );
    assert!(
        set.to::<String>().unwrap_err().to_string().starts_with("the type does not fit the attribute: invalid type")
    );
}

#[test]
fn items_are_converted_to_any_map_of_attribute_values() {
    /// A part of the union as the command writes it.
    #[aws_shape]
    #[derive(Debug, PartialEq)]
    enum Written {
        N(String),
        L(Vec<Written>),
        #[aws(rename = "NULL")]
        Null(bool),
    }
    type WrittenItem = HashMap<String, Written>;
    let item: WrittenItem = to_item(&Holder { v: vec![Some(1), None] }).unwrap();
    assert_eq!(item["v"], Written::L(vec![Written::N("1".into()), Written::Null(true)]));
    assert_eq!(from_item::<Holder<Vec<Option<u8>>>, _>(&item).unwrap(), Holder { v: vec![Some(1), None] });
    let error = from_item::<Holder<u8>, _>(&item).unwrap_err().to_string();
    assert_eq!(error, "the type does not fit the item: invalid type: sequence, expected u8");
    let error = to_item::<_, WrittenItem>(&5).unwrap_err().to_string();
    assert!(error.starts_with("the value is not an item"), "{error}");
}
