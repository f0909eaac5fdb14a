//! Code for the tests and for the programs `conformance`, `coverage`, `endpoints` and `s3_endpoints`.

#[allow(missing_docs)] // shapes of AWS
pub mod apis;
pub mod conformance;
pub mod coverage;
pub mod endpoints;
pub mod s3_endpoints;

/// The transport that a client of this build creates by default.
#[cfg(not(feature = "reqwest"))]
pub use aws_operation::HyperTransport as BuiltInTransport;
/// The transport that a client of this build creates by default.
#[cfg(feature = "reqwest")]
pub use aws_operation::ReqwestTransport as BuiltInTransport;

/// The code of the documents compiles, and runs where it says so.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../../AGENTS.md")]
    struct Agents;
    #[doc = include_str!("../../docs/COMPARE.md")]
    struct Compare;
    #[doc = include_str!("../../docs/MIGRATION.md")]
    struct Migration;
}
