//! AWS's own models, read, and annotated structs written from them.
//!
//! [`model`] reads a service's model, in Smithy's JSON or in botocore's.

pub mod model;
