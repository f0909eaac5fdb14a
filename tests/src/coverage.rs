//! How much of AWS the attributes express: the results of each service, and the tables made from them.

mod measure;
mod report;

use serde::{Deserialize, Serialize};

pub use measure::{express, measure};
pub use report::{Depth, by_service, report};

/// The results of a service.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ServiceResult {
    /// The folder of the service's model.
    pub service: String,
    /// The protocol of the generated structs, or the first protocol of the service.
    pub protocol: String,
    /// Whether the attributes support the protocol.
    pub spoken: bool,
    /// The operations.
    pub operations: Vec<OperationResult>,
}

/// The results of an operation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct OperationResult {
    /// The name.
    pub name: String,
    /// The parts that the attributes cannot express.
    pub notes: Vec<String>,
    /// Whether the operation was left out for that reason.
    pub left_out: bool,
    /// The compiler's error, if the operation does not compile.
    pub compile_error: Option<String>,
    /// The differences after a round trip.
    pub failures: Vec<String>,
}

impl OperationResult {
    /// Whether the operation is written completely.
    pub fn is_expressed(&self) -> bool {
        self.notes.is_empty()
    }

    /// Whether the operation is written and compiles.
    pub fn compiles(&self) -> bool {
        !self.left_out && self.compile_error.is_none()
    }

    /// Whether generated inputs and outputs are equal after a round trip.
    pub fn round_trips(&self) -> bool {
        self.compiles() && self.failures.is_empty()
    }
}
