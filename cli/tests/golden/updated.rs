//! Kiosk, API version 2025-01-01.
//!
//! Written with:
//! - `aws-operation add kiosk Sell --model kiosk.json --out kiosk.rs` (0.2.0)
//! - `aws-operation update kiosk.rs --members=price --model later.json` (0.2.0)
//! - `aws-operation update kiosk.rs --members --model later.json` (0.2.0)

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// Kiosk.
#[aws_service(
    id = "Kiosk",
    protocol = "awsJson1_0",
    target_prefix = "Kiosk",
    error = Error
)]
pub struct Service;

#[aws_operation(name = "Sell", rename_all = "camelCase")]
#[derive(Clone, Debug)]
pub struct Sell {
    pub note: Option<String>,
    pub size: Size,
    pub gift: Option<Gift>,
}

impl Sell {
    /// The request with its required members.
    #[must_use]
    pub fn new(size: Size) -> Self {
        Self {
            note: None,
            size,
            gift: None,
        }
    }
}

/// The response of `Sell`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SellOutput {
    pub paper: Option<Paper>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    Large,
    Small,
    Pocket,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    pub pages: Option<i32>,
    #[aws(default)]
    pub title: String,
    pub price: Option<f64>,
    pub isbn: Option<String>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    SoldOut,
    #[aws(status = 409)]
    Closed,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    pub ribbon: Size,
}
