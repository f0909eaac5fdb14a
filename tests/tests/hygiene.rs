//! The attributes in every surrounding that Rust allows: what compiles by hand compiles with them, and does the same.

extern crate aws_operation as renamed;

#[path = "hygiene/bare.rs"]
mod bare;
#[path = "hygiene/fields.rs"]
mod fields;
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

/// The service of every operation here that names none.
#[aws_operation::aws_service(id = "Test", protocol = "restJson1")]
pub struct Service;
