//! Reads AWS's own models, writes annotated structs from them, and checks structs against them.
//!
//! [`model`] reads a service's model, in Smithy's JSON or in botocore's; [`writer`] writes structs from it. [`source`]
//! reads annotated structs from Rust files. [`check`] compares these with a model, and [`policy`] writes the IAM policy
//! that they need.

pub mod check;
mod customizations;
pub mod extend;
pub mod header;
pub mod jmespath;
mod long_running;
pub mod model;
pub mod models;
pub mod policy;
mod safe_to_retry;
pub mod source;
pub mod text;
pub mod update;
pub mod writer;
