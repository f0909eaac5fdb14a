//! Structs with parameters.

use std::borrow::Cow;
use std::fmt::Debug;
use std::marker::PhantomData;

use aws_operation::{aws_operation, aws_shape};

use crate::Service;
use crate::wire::Wire;

#[aws_operation(name = "Put", output = Page<String>)]
#[aws(http = "POST /items")]
#[derive(Debug, Clone)]
struct Put<T: Debug = String, const N: usize = 2>
where
    T: Clone,
{
    item: T,
    more: Vec<Option<T>>,
    #[aws(skip)]
    counted: PhantomData<[(); N]>,
}

#[aws_shape]
struct Page<T> {
    #[aws(default)]
    items: Vec<T>,
    #[aws(default = [])]
    rest: Vec<T>,
    next: Option<Box<Page<T>>>,
}

#[aws_operation(name = "Borrow", output = Pair<u8, i64>, idempotent = "token")]
#[aws(http = "POST /{name}")]
struct Borrow<'a, 'b: 'a, T> {
    name: &'a str,
    text: Cow<'b, str>,
    list: &'a [&'b str],
    inner: Option<Inner<'a>>,
    value: &'a T,
    token: Option<String>,
}

#[aws_shape]
#[derive(Clone)]
struct Inner<'de> {
    text: &'de str,
}

#[aws_shape]
#[derive(Debug)]
struct Pair<A, B>
where
    B: Copy,
{
    left: A,
    right: Option<B>,
}

#[tokio::test]
async fn operations_can_have_parameters_bounds_and_defaults() {
    let wire = Wire::with_response(r#"{"Items":["a"],"Next":{}}"#);
    let input: Put = Put { item: "x".to_owned(), more: vec![None, Some("y".to_owned())], counted: PhantomData };
    let response = input.send(&wire.client()).await.unwrap();
    assert_eq!((response.items.len(), response.rest.len()), (1, 0));
    assert!(response.next.as_ref().is_some_and(|next| next.items.is_empty() && next.next.is_none()));
    assert_eq!(wire.body(), r#"{"Item":"x","More":[null,"y"]}"#);
    Put::<u8, 0> { item: 1, more: vec![], counted: PhantomData }.send(&wire.client()).await.unwrap();
    assert_eq!(wire.body(), r#"{"Item":1,"More":[]}"#);
}

#[tokio::test]
async fn an_operation_that_borrows_can_be_sent() {
    let wire = Wire::with_response(r#"{"Left":1}"#);
    let (name, text) = ("n/1".to_owned(), "t".to_owned());
    let response = {
        let input = Borrow {
            name: &name,
            text: Cow::Borrowed(&text),
            list: &["a", &text],
            inner: Some(Inner { text: &name }),
            value: &1.5,
            token: Some("k".to_owned()),
        };
        input.send(&wire.client()).await.unwrap()
    };
    assert_eq!((response.left, response.right), (1, None));
    assert_eq!(wire.line(), "POST /n%2F1");
    assert_eq!(wire.body(), r#"{"Text":"t","List":["a","t"],"Inner":{"Text":"n/1"},"Value":1.5,"Token":"k"}"#);
}

#[tokio::test]
async fn a_call_of_a_generic_operation_can_be_spawned() {
    let wire = Wire::with_response("{\"Items\":[]}");
    let client = wire.client();
    let call = async move { Put::<u8> { item: 1, more: vec![], counted: PhantomData }.send(&client).await.is_ok() };
    assert!(tokio::spawn(call).await.unwrap());
}
