//! What the tests and the two measuring programs, `conformance` and `coverage`, share.

pub mod conformance;
pub mod coverage;

/// The transport that a client of this build makes of its settings.
#[cfg(not(feature = "reqwest"))]
pub use aws_operation::HyperTransport as BuiltInTransport;
/// The transport that a client of this build makes of its settings.
#[cfg(feature = "reqwest")]
pub use aws_operation::ReqwestTransport as BuiltInTransport;
