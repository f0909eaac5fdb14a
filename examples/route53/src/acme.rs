//! The DNS record of an ACME challenge.

use crate::route53::{RRType, ResourceRecord, ResourceRecordSet};

/// The record that proves to an ACME server who controls the domain (RFC 8555, section 8.4).
pub fn challenge(domain: &str, digest: &str) -> ResourceRecordSet {
    ResourceRecordSet {
        name: format!("_acme-challenge.{domain}"),
        r#type: RRType::Txt,
        ttl: Some(60),
        // Route 53 takes texts in quotation marks.
        resource_records: Some(vec![ResourceRecord { value: format!("\"{digest}\"") }]),
        set_identifier: None,
        weight: None,
        region: None,
        geo_location: None,
        failover: None,
        multi_value_answer: None,
        alias_target: None,
        health_check_id: None,
        traffic_policy_instance_id: None,
        cidr_routing_config: None,
        geo_proximity_location: None,
        az_affinity: None,
    }
}
