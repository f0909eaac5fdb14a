//! Kilns, API version 2026-01-01.

use std::collections::HashMap;
use std::time::Duration;

use aws_operation::{Waiter, aws_error, aws_operation, aws_service, aws_shape};

/// Kilns.
#[aws_service(
    id = "Kilns",
    protocol = "awsJson1_1",
    target_prefix = "Kilns",
    error = Error
)]
pub struct Service;

/// Describes a kiln.
// `readonly` is from the model.
#[aws_operation(name = "DescribeKiln", readonly, rename_all = "camelCase")]
#[derive(Clone, Debug, Default)]
pub struct DescribeKiln {
    pub name: String,
}

impl DescribeKiln {
    /// The request with its required members.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// The response of `DescribeKiln`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeKilnOutput {
    pub kiln: Option<Kiln>,
    #[aws(default)]
    pub locked: bool,
    pub shelves: Option<Vec<Shelf>>,
    #[aws(default)]
    pub zones: HashMap<String, Zone>,
    pub note: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kiln {
    pub status: Option<Status>,
    pub open: Option<bool>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    pub r#type: Option<String>,
    pub pots: Option<Vec<Pot>>,
    pub used: Option<i32>,
    pub capacity: Option<i32>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    #[aws(default)]
    pub state: String,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    Heating,
    Ready,
    Broken,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pot {
    pub state: Option<String>,
}

// cannot express: the waiter `AlsoUnwritten`: `shelves[0].type` is not read from `[0].type` on

/// Waits with `DescribeKiln`: `KilnGone`.
pub fn kiln_gone(max_wait: Duration) -> Waiter<DescribeKiln> {
    Waiter::<DescribeKiln>::new(max_wait)
        .min_delay(Duration::from_secs(2))
        .success_if_error(|error| error.code() == Some("ResourceNotFound"))
        .retry_if(|_| true)
}

/// Waits with `DescribeKiln`: `KilnOpen`.
pub fn kiln_open(max_wait: Duration) -> Waiter<DescribeKiln> {
    Waiter::<DescribeKiln>::new(max_wait)
        .min_delay(Duration::from_secs(2))
        .success_if(|output| {
            output
                .kiln
                .as_ref()
                .and_then(|kiln| kiln.open.as_ref())
                .is_some_and(|open| *open)
        })
        .failure_if(|output| !output.locked)
        .failure_if(|output| {
            output
                .kiln
                .as_ref()
                .and_then(|kiln| kiln.status.as_ref())
                .is_none_or(|status| status.as_str() != "HEATING")
                && output
                    .kiln
                    .as_ref()
                    .and_then(|kiln| kiln.status.as_ref())
                    .is_none_or(|status| status.as_str() != "READY")
        })
}

/// Waits until the kiln is hot.
pub fn kiln_ready(max_wait: Duration) -> Waiter<DescribeKiln> {
    Waiter::<DescribeKiln>::new(max_wait)
        .min_delay(Duration::from_secs(5))
        .max_delay(Duration::from_secs(30))
        .success_if(|output| {
            output
                .kiln
                .as_ref()
                .and_then(|kiln| kiln.status.as_ref())
                .is_some_and(|status| status.as_str() == "READY")
        })
        .failure_if(|output| {
            output
                .kiln
                .as_ref()
                .and_then(|kiln| kiln.status.as_ref())
                .is_some_and(|status| status.as_str() == "BROKEN")
        })
        .retry_if_error(|error| error.code() == Some("ResourceNotFound"))
        .failure_if_error(|error| error.code().is_some())
}

/// Waits with `DescribeKiln`: `PotsFired`.
#[deprecated]
pub fn pots_fired(max_wait: Duration) -> Waiter<DescribeKiln> {
    Waiter::<DescribeKiln>::new(max_wait)
        .min_delay(Duration::from_secs(2))
        .success_if(|output| {
            output
                .shelves
                .iter()
                .flatten()
                .filter_map(|shelve| shelve.pots.as_ref())
                .flatten()
                .filter_map(|pot| pot.state.as_ref())
                .map(|state| state.as_str() == "fired")
                .reduce(|all, is| all && is)
                .unwrap_or(false)
        })
        .failure_if(|output| {
            output
                .shelves
                .iter()
                .flatten()
                .filter_map(|shelve| shelve.pots.as_ref())
                .flatten()
                .filter_map(|pot| pot.state.as_ref())
                .any(|state| state.as_str() == "cracked")
        })
        .failure_if(|output| {
            output
                .zones
                .values()
                .map(|zone| &zone.state)
                .any(|state| state.as_str() == "failed")
        })
}

/// Waits with `DescribeKiln`: `ShelvesEmpty`.
pub fn shelves_empty(max_wait: Duration) -> Waiter<DescribeKiln> {
    Waiter::<DescribeKiln>::new(max_wait)
        .min_delay(Duration::from_secs(2))
        .success_if(|output| {
            output.shelves.as_ref().is_some_and(|shelves| {
                shelves
                    .iter()
                    .filter_map(|shelve| shelve.pots.as_ref())
                    .flatten()
                    .next()
                    .is_none()
            })
        })
        .failure_if(|output| output.note.as_ref().is_some_and(|note| !note.is_empty()))
        .failure_if(|output| {
            output.shelves.as_ref().is_some_and(|shelves| {
                shelves
                    .iter()
                    .filter_map(|shelve| shelve.r#type.as_ref())
                    .count()
                    > 2
            })
        })
}

/// Waits with `DescribeKiln`: `ShelvesFull`.
pub fn shelves_full(max_wait: Duration) -> Waiter<DescribeKiln> {
    Waiter::<DescribeKiln>::new(max_wait)
        .min_delay(Duration::from_secs(2))
        .success_if(|output| {
            output.shelves.as_ref().is_some_and(|shelves| {
                !shelves.iter().any(|shelve| {
                    !(shelve.pots.as_ref().is_some_and(|pots| pots.len() == 1)
                        && shelve.used.as_ref() == shelve.capacity.as_ref())
                })
            })
        })
        .failure_if(|output| {
            output
                .shelves
                .as_ref()
                .is_some_and(|shelves| !shelves.is_empty())
                && output
                    .shelves
                    .as_ref()
                    .map(|shelves| {
                        shelves
                            .iter()
                            .filter(|shelve| {
                                shelve
                                    .r#type
                                    .as_ref()
                                    .is_some_and(|r#type| r#type.as_str() == "glass")
                                    || shelve
                                        .r#type
                                        .as_ref()
                                        .is_some_and(|r#type| r#type.as_str() == "clay")
                            })
                            .count()
                    })
                    .is_some_and(|length| {
                        output
                            .shelves
                            .as_ref()
                            .map(Vec::len)
                            .is_some_and(|other| length == other)
                    })
        })
        .failure_if(|output| {
            output.shelves.iter().flatten().any(|shelve| {
                shelve
                    .r#type
                    .as_ref()
                    .is_some_and(|r#type| r#type.as_str() == "lost")
            })
        })
}

// cannot express: the waiter `Unwritten`: its matcher `inputOutput`

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    #[aws(status = 404)]
    ResourceNotFound { message: String },
}
