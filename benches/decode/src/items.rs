//! The items of the query as a type of the program: with this crate, and with serde_dynamo.

use std::collections::HashMap;

use aws_operation::aws_shape;
use aws_operation::codec::{AwsJson1_0, Protocol};
use aws_operation::dynamodb::Item;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Book {
    pk: String,
    sk: String,
    title: String,
    author: String,
    description: String,
    year: u16,
    price: u64,
    stock: u64,
    available: bool,
    tags: Vec<String>,
}

#[aws_shape]
pub struct Page {
    items: Vec<Item<Book>>,
}

pub fn read(response: &http::Response<Bytes>) -> Page {
    AwsJson1_0::decode_output::<Page>("Bench", response, None).unwrap()
}

pub fn write(page: &Page) -> Bytes {
    AwsJson1_0::encode_output("Bench", page).unwrap().into_body()
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Values {
    items: Vec<HashMap<String, serde_dynamo::AttributeValue>>,
}

pub fn read_with_serde_dynamo(response: &http::Response<Bytes>) -> Vec<Book> {
    let page: Values = serde_json::from_slice(response.body()).unwrap();
    page.items.into_iter().map(|item| serde_dynamo::from_item(item).unwrap()).collect()
}

pub fn write_with_serde_dynamo(page: &Page) -> Vec<u8> {
    let items = page.items.iter().map(|book| serde_dynamo::to_item(&book.0).unwrap()).collect();
    serde_json::to_vec(&Values { items }).unwrap()
}

#[cfg(test)]
mod tests {
    use super::{read, read_with_serde_dynamo, write, write_with_serde_dynamo};

    #[test]
    fn both_read_and_write_the_same_items() {
        let query = crate::query();
        let page = read(&query);
        let books: Vec<_> = page.items.iter().map(|item| item.0.clone()).collect();
        assert_eq!(books.len(), 1000);
        assert_eq!(books, read_with_serde_dynamo(&query));
        let value = |json: &[u8]| serde_json::from_slice::<serde_json::Value>(json).unwrap();
        assert_eq!(value(&write(&page)), value(&write_with_serde_dynamo(&page)));
        let sent = value(query.body());
        assert_eq!(value(&write(&page))["Items"], sent["Items"]);
    }
}
