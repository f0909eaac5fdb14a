//! AWS's own models, read, and annotated structs written from them and held against them.
//!
//! [`model`] reads a service's model, in Smithy's JSON or in botocore's; [`writer`] writes structs from it. [`source`]
//! reads annotated structs from Rust files. [`check`] holds these against a model, and [`policy`] writes what they need of
//! IAM.

pub mod check;
pub mod extend;
pub mod header;
mod long_running;
pub mod model;
pub mod models;
pub mod policy;
mod safe_to_repeat;
pub mod source;
pub mod text;
pub mod update;
pub mod writer;
