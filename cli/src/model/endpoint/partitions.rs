//! The partitions of AWS, as the runtime knows them.

/// A partition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Partition {
    pub(super) id: &'static str,
    pub(super) dns: &'static str,
    pub(super) dual: &'static str,
    pub(super) global: &'static str,
    /// The start of its regions' names.
    starts: &'static [&'static str],
}

/// The partition `aws` is the last one, because any region may be in it.
pub(super) static PARTITIONS: [Partition; 8] = [
    of("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1", &["cn-"]),
    of("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-east-1", &["eusc-de-"]),
    of("aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1", &["us-iso-"]),
    of("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-east-1", &["us-isob-"]),
    of("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-west-1", &["eu-isoe-"]),
    of("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-south-1", &["us-isof-"]),
    of("aws-us-gov", "amazonaws.com", "api.aws", "us-gov-west-1", &["us-gov-"]),
    of("aws", "amazonaws.com", "api.aws", "us-east-1", &[""]),
];

const fn of(
    id: &'static str,
    dns: &'static str,
    dual: &'static str,
    global: &'static str,
    starts: &'static [&'static str],
) -> Partition {
    Partition { id, dns, dual, global, starts }
}

impl Partition {
    /// The partition of a region, or of the name of a partition's global region.
    pub(super) fn of_region(region: &str) -> &'static Self {
        let is_its = |partition: &&Self| {
            region.strip_suffix("-global") == Some(partition.id)
                || partition.starts.iter().any(|start| region.starts_with(start))
        };
        PARTITIONS.iter().find(is_its).unwrap_or(&PARTITIONS[PARTITIONS.len() - 1])
    }
}
