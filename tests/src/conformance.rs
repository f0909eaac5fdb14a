//! Checks generated structs against models and cases, without code for any of their types.
//!
//! A [`Value`] is the content of a shape. It comes from a case's parameters ([`params`]) or is generated ([`sample`]),
//! is read into the struct that a generated module has for the shape ([`read`]), and is written back to a value
//! ([`mod@write`]). So one generic driver tests every operation of every model.

pub mod cases;
pub mod driver;
pub mod params;
pub mod read;
pub mod sample;
pub mod sample_endpoint;
pub mod sample_events;
pub mod scratch;
pub mod value;
pub mod wire_body;
pub mod wire_text;
pub mod write;

pub use value::Value;
