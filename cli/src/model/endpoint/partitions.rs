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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // failures in tests panic

    use std::path::Path;

    use serde_json::Value;

    use super::*;

    /// Compares the table with botocore's file, as a test of the runtime does with its own.
    #[test]
    fn the_table_equals_botocores_partitions() {
        let file = "../../shared/conformance/botocore-configured-endpoint-urls/partitions-1.44.5.json";
        let Ok(text) = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)) else {
            aws_operation_skip::skip("partitions", format_args!("there is no {file}"));
            return;
        };
        let file: Value = serde_json::from_slice(&text).unwrap();
        let theirs = file["partitions"].as_array().unwrap();
        assert_eq!(theirs.len(), PARTITIONS.len());
        for theirs in theirs {
            let outputs = &theirs["outputs"];
            for region in theirs["regions"].as_object().unwrap().keys() {
                let ours = Partition::of_region(region);
                assert_eq!(ours.id, theirs["id"], "{region}");
                assert_eq!(
                    (ours.dns, ours.dual),
                    (outputs["dnsSuffix"].as_str().unwrap(), outputs["dualStackDnsSuffix"].as_str().unwrap())
                );
                assert_eq!(ours.global, outputs["implicitGlobalRegion"]);
            }
        }
    }
}
