//! Generated structs held against models and cases, without a line of code for any of their types.
//!
//! A [`Value`] says what a shape holds. It is made of a case's parameters ([`params`]) or made up ([`sample`]), read
//! into whatever struct a generated module has for the shape ([`read`]), and taken back out of it ([`mod@write`]). So one
//! generic driver serves every operation of every model.

pub mod cases;
pub mod driver;
pub mod params;
pub mod read;
pub mod sample;
pub mod scratch;
pub mod value;
pub mod wire_text;
pub mod write;

pub use value::Value;
