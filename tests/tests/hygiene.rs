//! The attributes in every context that Rust allows. Code that compiles without them compiles with them.

extern crate aws_operation as renamed;

#[path = "hygiene/bare.rs"]
mod bare;
#[path = "hygiene/calls.rs"]
mod calls;
#[path = "hygiene/crowded.rs"]
mod crowded;
#[path = "hygiene/fields.rs"]
mod fields;
#[path = "hygiene/forbidding.rs"]
pub mod forbidding;
#[path = "hygiene/generics.rs"]
mod generics;
#[path = "hygiene/items.rs"]
mod items;
#[path = "hygiene/many.rs"]
mod many;
#[path = "hygiene/newtypes.rs"]
mod newtypes;
#[path = "hygiene/runtimes.rs"]
mod runtimes;
#[path = "hygiene/shadows.rs"]
mod shadows;
#[path = "hygiene/strict.rs"]
pub mod strict;
#[path = "hygiene/wire.rs"]
mod wire;

/// The default service of the operations in this file.
#[aws_operation::aws_service(id = "Test", protocol = "restJson1")]
pub struct Service;

#[tokio::test]
async fn the_expansion_passes_forbidden_lints() {
    let wire = wire::Wire::with_response(r#"{"List":["a"],"Unread":"q"}"#);
    let kept = forbidding::Keep::new("k").send(&wire.client()).await.unwrap();
    assert_eq!(kept.list, ["a"]);
    assert_eq!((wire.line().as_str(), wire.body().as_str()), ("PUT /kept/k", r#"{"Unread":"u"}"#));
    assert!(forbidding::made(&wire.client()).await);
    assert!(forbidding::hidden(&wire.client()).await);
    assert_eq!(wire.body(), r#"{"Text":"a","More":["b"],"Inner":{"Text":"c"},"Choice":{"Text":"d"}}"#);
}
