//! Code for the tests and for the two programs `conformance` and `coverage`.

pub mod conformance;
pub mod coverage;
