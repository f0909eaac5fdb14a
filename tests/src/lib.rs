//! What the tests and the two measuring programs, `conformance` and `coverage`, share.

pub mod conformance;
pub mod coverage;
