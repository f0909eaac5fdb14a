//! Code for the tests and for the two programs `conformance` and `coverage`.

#[allow(missing_docs)] // shapes of AWS
pub mod apis;
pub mod conformance;
pub mod coverage;

/// The transport that a client of this build creates by default.
#[cfg(not(feature = "reqwest"))]
pub use aws_operation::HyperTransport as BuiltInTransport;
/// The transport that a client of this build creates by default.
#[cfg(feature = "reqwest")]
pub use aws_operation::ReqwestTransport as BuiltInTransport;
