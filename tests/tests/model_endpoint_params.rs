//! What operations add to the choice of their endpoints.

use std::collections::BTreeMap;

use aws_operation::codec::EndpointParams;
use aws_operation::{Operation as _, aws_operation, aws_service, aws_shape};

#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810")]
struct Service;

#[aws_operation(name = "DescribeTable", output = (), static_context(OperationType = "control", IsSearchOperation = false))]
struct DescribeTable {
    #[aws(context = "ResourceArn")]
    table_name: Option<String>,
}

#[aws_shape]
struct TransactItem {
    put: Option<Put>,
    check: Option<Put>,
}

#[aws_shape]
struct Put {
    #[aws(rename = "Table")]
    table_name: String,
}

#[aws_operation(
    name = "Transact",
    output = (),
    context(ResourceArnList = "TransactItems[*].[Check.Table, Put.Table][]", First = "One.Put.Table", Key = "keys(Requests)")
)]
struct Transact {
    transact_items: Vec<TransactItem>,
    one: TransactItem,
    requests: BTreeMap<String, String>,
}

#[test]
fn members_and_constants_are_parameters() {
    let of = |name: Option<&str>| DescribeTable { table_name: name.map(str::to_owned) }.endpoint_params();
    let params = of(Some("paint"));
    assert_eq!((params.text_of("ResourceArn"), params.text_of("OperationType")), (Some("paint"), Some("control")));
    assert_eq!(params.flag_of("IsSearchOperation"), Some(false));
    assert_eq!(of(None).text_of("ResourceArn"), None);
}

#[test]
fn a_path_leads_to_the_first_text() {
    let item = |put: Option<&str>, check: Option<&str>| {
        let part = |name: Option<&str>| name.map(|name| Put { table_name: name.to_owned() });
        TransactItem { put: part(put), check: part(check) }
    };
    let transact_items = vec![item(None, None), item(Some("a"), None), item(None, Some("b"))];
    let requests = BTreeMap::from([("c".to_owned(), "d".to_owned())]);
    let params = Transact { transact_items, one: item(None, Some("e")), requests }.endpoint_params();
    assert_eq!(params, EndpointParams::new().text("ResourceArnList", "a").text("Key", "c"));
}

#[test]
fn an_operation_without_context_has_none() {
    #[aws_operation(name = "ListTables", output = ())]
    struct ListTables;
    assert!(ListTables.endpoint_params().is_empty());
}
