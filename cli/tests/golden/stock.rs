//! Stall, API version 2024-05-01.

use std::collections::HashMap;

use aws_operation::{Timestamp, aws_operation, aws_service, aws_shape};

/// Stall.
// The model has no errors. Match on `SendError::code()`, or write an `#[aws_error]` enum of the
// documented ones.
#[aws_service(
    id = "Stall",
    protocol = "awsQuery",
    version = "2024-05-01",
    endpoint("stall.{region}.{dual}")
)]
pub struct Service;

#[aws_operation(name = "Stock", idempotent = "token", discovered_endpoint)]
#[derive(Clone, Debug, Default)]
pub struct Stock {
    #[aws(rename = "Other")]
    pub renamed: String,
    #[aws(xml_member = "entry")]
    pub named: Option<Vec<String>>,
    #[aws(rename = "Item", xml_flattened)]
    pub flat: Option<Vec<String>>,
    pub usual: Option<Vec<String>>,
    #[aws(xml_key = "Name", xml_value = "Value")]
    pub pairs: Option<HashMap<String, String>>,
    #[aws(xml_flattened, xml_key = "Name", xml_value = "Value")]
    pub flat_pairs: Option<HashMap<String, String>>,
    #[aws(xml_member = "member/entry")]
    pub nested: Option<Vec<Vec<String>>>,
    pub choice: Option<Choice>,
    pub token: Option<String>,
    pub at: Option<Timestamp>,
    #[aws(timestamp = "epoch-seconds")]
    pub since: Option<Timestamp>,
}

impl Stock {
    /// The request with its required members.
    pub fn new(renamed: impl Into<String>) -> Self {
        Self {
            renamed: renamed.into(),
            ..Self::default()
        }
    }
}

/// The response of `Stock`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StockOutput {
    #[aws(xml_member = "entry")]
    pub named: Option<Vec<String>>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    #[aws(timestamp = "epoch-seconds")]
    Then(Timestamp),
    Now(bool),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}
