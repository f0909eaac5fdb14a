//! Amazon Route 53 Domains, API version 2014-05-15.
//!
//! Written with:
//! - `aws-operation add route53domains DisableDomainAutoRenew` (0.2.0, botocore 1.44.8)

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Route 53 Domains.
#[aws_service(
    id = "Route 53 Domains",
    protocol = "awsJson1_1",
    target_prefix = "Route53Domains_v20140515",
    error = Error
)]
pub struct Service;

/// This operation disables automatic renewal of domain registration for the specified domain.
#[aws_operation(name = "DisableDomainAutoRenew")]
#[derive(Clone, Debug, Default)]
pub struct DisableDomainAutoRenew {
    /// The name of the domain that you want to disable automatic renewal for.
    pub domain_name: String,
}

impl DisableDomainAutoRenew {
    /// The request with its required members.
    pub fn new(domain_name: impl Into<String>) -> Self {
        Self {
            domain_name: domain_name.into(),
        }
    }
}

/// The response of `DisableDomainAutoRenew`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisableDomainAutoRenewOutput {}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The requested item is not acceptable.
    InvalidInput {
        /// The requested item is not acceptable.
        message: String,
    },
    /// Amazon Route 53 does not support this top-level domain (TLD).
    UnsupportedTLD {
        /// Amazon Route 53 does not support this top-level domain (TLD).
        message: String,
    },
}
