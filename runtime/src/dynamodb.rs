//! Items of Amazon DynamoDB as your own types (feature `dynamodb`).
//!
//! [`Item<T>`](Item) is a member that is an item, or a part of one such as a key. `T` is any type that serde serializes
//! as a struct or a map. It is written to the request and read from the response without a value in between.
//!
//! ```
//! use aws_operation::dynamodb::Item;
//! use aws_operation::{Client, Credentials, aws_operation, aws_service, aws_shape};
//! use serde::{Deserialize, Serialize};
//!
//! #[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810")]
//! pub struct Service;
//!
//! #[aws_operation(name = "PutItem")]
//! pub struct PutItem<T> {
//!     #[aws(context = "ResourceArn")] // the endpoint of some accounts and of tables that are named by ARNs
//!     pub table_name: String,
//!     pub item: Item<T>,
//! }
//!
//! #[aws_shape]
//! pub struct PutItemOutput {}
//!
//! #[derive(Serialize, Deserialize)]
//! struct Order {
//!     id: u64,
//!     customer: String,
//!     coupon: Option<String>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let order = Order { id: 7, customer: "Ann".into(), coupon: None };
//! let put = PutItem { table_name: "orders".into(), item: order.into() };
//! // `put.send(&client).await?` sends it.
//! let request = put.prepare(&client).await?;
//! let body = br#"{"TableName":"orders","Item":{"id":{"N":"7"},"customer":{"S":"Ann"}}}"#;
//! assert_eq!(request.body().as_bytes().unwrap(), &body[..]);
//! # Ok(())
//! # }
//! ```
//!
//! # Which type becomes which
//!
//! | in Rust | in DynamoDB |
//! |--|--|
//! | structs, maps | `M`. Keys that are numbers become texts |
//! | `String`, `char`, variants without fields | `S`. An empty string is a string |
//! | integers of up to 128 bits | `N`, with all digits |
//! | `f32`, `f64` | `N`, with the fewest digits that give the same float. NaN and infinities are an error |
//! | a decimal or a text that is a number, with [`number`] | `N`, with all digits |
//! | [`Blob`](crate::Blob), `serde_bytes` | `B`. `Vec<u8>` is a list of numbers, as for all of serde |
//! | `bool` | `BOOL` |
//! | `None` | an absent attribute. In a list it is `NULL`, so that the others keep their index |
//! | `()`, unit structs | `NULL` |
//! | lists, tuples, sets | `L`. With [`string_set`], [`number_set`] or [`binary_set`]: `SS`, `NS` or `BS` |
//! | enums | as serde writes them in JSON, in all four representations |
//! | [`Timestamp`](crate::Timestamp) | `N`: seconds since 1970, as DynamoDB's time to live needs them |
//! | [`AttributeValue`] | itself |
//!
//! Attributes that `T` does not know are ignored, unless it has serde's `deny_unknown_fields`. A type that takes
//! any value, such as `serde_json::Value`, gets an integer as an integer (which it may reject, beyond 64 bits), and any
//! other number as an `f64`. `deserialize_any` of serde's `flatten`, `untagged` and `tag` does the same.
//!
//! # Parts of items
//!
//! A key is an item as well. So are the values of an expression: a struct whose fields have the names of the placeholders,
//! `serde_json::json!({ ":kind": "door", ":least": 3 })`, or a `HashMap<String, AttributeValue>`.
//!
//! The last key of a page belongs to the service: an index adds attributes to it. Declare it as
//! `Option<HashMap<String, AttributeValue>>`, not with a type that may ignore one.
//!
//! A struct that `aws-operation add` wrote has `HashMap<String, AttributeValue>` in place of `Item<T>`. Change its type,
//! and give the struct the parameter `<T>`; or keep it, and convert with [`to_item`] and [`from_item`].
//!
//! # Items that are only received
//!
//! `Query`, `Scan` and `GetItem` have the item in the output alone. The input then says its type by a field that is not
//! a member, `skip`, and names the output with the parameter. The type needs both traits of serde here too:
//!
//! ```
//! use std::collections::HashMap;
//! use std::marker::PhantomData;
//! use aws_operation::dynamodb::{AttributeValue, Item};
//! # use aws_operation::{Body, Client, Credentials, Transport, TransportFuture, http};
//! use aws_operation::{aws_operation, aws_service, aws_shape};
//! use serde::de::DeserializeOwned;
//! use serde::{Deserialize, Serialize};
//!
//! # #[aws_service(id = "DynamoDB", protocol = "awsJson1_0", target_prefix = "DynamoDB_20120810")]
//! # pub struct Service;
//! #[aws_operation(name = "Query", readonly, output = QueryOutput<T>)]
//! #[aws(paginated(input = "exclusive_start_key", output = "last_evaluated_key", items = "items"))]
//! pub struct Query<T: DeserializeOwned> {
//!     #[aws(context = "ResourceArn")]
//!     pub table_name: String,
//!     pub key_condition_expression: Option<String>,
//!     pub expression_attribute_values: Option<Item<serde_json::Value>>,
//!     pub exclusive_start_key: Option<HashMap<String, AttributeValue>>,
//!     #[aws(skip)]
//!     pub of: PhantomData<T>,
//! }
//!
//! #[aws_shape]
//! pub struct QueryOutput<T> {
//!     #[aws(default)]
//!     pub items: Vec<Item<T>>,
//!     pub last_evaluated_key: Option<HashMap<String, AttributeValue>>,
//! }
//!
//! #[derive(Serialize, Deserialize)]
//! struct Order {
//!     id: u64,
//! }
//!
//! # struct TwoPages;
//! # impl Transport for TwoPages {
//! #     fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
//! #         let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
//! #         assert!(body.contains(r#""ExpressionAttributeValues":{":customer":{"S":"Ann"}}"#), "{body}");
//! #         let page = match body.contains("ExclusiveStartKey") {
//! #             false => r#"{"Items":[{"id":{"N":"1"}}],"LastEvaluatedKey":{"id":{"N":"1"}}}"#,
//! #             true => r#"{"Items":[{"id":{"N":"2"}}]}"#,
//! #         };
//! #         Box::pin(async move { Ok(http::Response::new(Body::from(page))) })
//! #     }
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
//! # let client = builder.transport(TwoPages).build()?;
//! let of_ann = Query {
//!     table_name: "orders".into(),
//!     key_condition_expression: Some("customer = :customer".into()),
//!     expression_attribute_values: Some(serde_json::json!({ ":customer": "Ann" }).into()),
//!     exclusive_start_key: None,
//!     of: PhantomData::<Order>,
//! };
//! let mut orders = of_ann.paginate(&client).items();
//! let mut ids = Vec::new();
//! while let Some(order) = orders.next().await {
//!     ids.push(order?.id);
//! }
//! assert_eq!(ids, [1, 2]);
//! # Ok(())
//! # }
//! ```

mod attribute_value;
mod convert;
mod item;
mod marked;
mod read;
mod tag;
mod write;

pub use attribute_value::AttributeValue;
pub use convert::{ItemError, from_item, to_item};
pub use item::Item;
pub use marked::{binary_set, number, number_set, string_set};
