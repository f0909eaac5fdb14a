//! How much of AWS the attributes express: per service, what was measured, and the tables made of it.

mod measure;
mod report;

use serde::{Deserialize, Serialize};

pub use measure::measure;
pub use report::report;

/// What was measured of a service.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ServiceResult {
    /// The folder of its model.
    pub service: String,
    /// The protocol that its structs speak, or the first that it does.
    pub protocol: String,
    /// Whether the attributes know the protocol.
    pub spoken: bool,
    /// Its operations.
    pub operations: Vec<OperationResult>,
}

/// What was measured of an operation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct OperationResult {
    /// Its name.
    pub name: String,
    /// What the attributes cannot express.
    pub notes: Vec<String>,
    /// Whether it was left out because of that.
    pub left_out: bool,
    /// What the compiler says, if it rejects it.
    pub compile_error: Option<String>,
    /// What differed at the other end.
    pub failures: Vec<String>,
}

impl OperationResult {
    /// Whether it is written without a note.
    pub fn is_expressed(&self) -> bool {
        self.notes.is_empty()
    }

    /// Whether it is written and compiles.
    pub fn compiles(&self) -> bool {
        !self.left_out && self.compile_error.is_none()
    }

    /// Whether made-up inputs and outputs came back equal.
    pub fn round_trips(&self) -> bool {
        self.compiles() && self.failures.is_empty()
    }
}
