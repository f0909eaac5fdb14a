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
