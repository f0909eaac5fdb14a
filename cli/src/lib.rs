//! AWS's own models, read, and annotated structs written from them.
//!
//! [`model`] reads a service's model, in Smithy's JSON or in botocore's; [`source`] reads annotated structs from Rust
//! files.

pub mod model;
pub mod source;
