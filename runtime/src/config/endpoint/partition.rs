//! The partitions of AWS, each with its own DNS suffixes. Source: `partitions.json` of botocore 1.44.5.
//!
//! All partitions support FIPS and dual-stack endpoints, so no combination needs to be rejected.

/// A partition of AWS.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    pub(crate) id: &'static str,
    /// The prefixes of its regions' names: `us` in `us-east-1`.
    prefixes: &'static [&'static str],
    pub(crate) dns_suffix: &'static str,
    pub(crate) dual_stack_dns_suffix: &'static str,
    /// The region that `<partition>-global` resolves to.
    pub(crate) global_region: &'static str,
}

impl Partition {
    /// The partition of `region`; `aws` if no partition matches.
    pub(crate) fn of_region(region: &str) -> &'static Self {
        let found = PARTITIONS.iter().find(|partition| partition.is_global(region) || partition.has(region));
        found.unwrap_or(&AWS)
    }

    /// Whether `region` is the global name of this partition, such as `aws-global`.
    pub(crate) fn is_global(&self, region: &str) -> bool {
        region.strip_suffix("-global") == Some(self.id)
    }

    /// Whether `region` has the form `<prefix>-<word>-<number>` with a prefix of this partition.
    fn has(&self, region: &str) -> bool {
        let Some((rest, number)) = region.rsplit_once('-') else { return false };
        let Some((prefix, word)) = rest.rsplit_once('-') else { return false };
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_');
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        is_word && is_number && self.prefixes.contains(&prefix)
    }
}

/// The domains of AWS's endpoints, in lower case.
#[cfg(any(feature = "checksums", feature = "rest-xml"))]
pub(super) fn dns_suffixes() -> impl Iterator<Item = &'static str> {
    PARTITIONS.iter().flat_map(|partition| [partition.dns_suffix, partition.dual_stack_dns_suffix])
}

const AWS: Partition = Partition {
    id: "aws",
    prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
    dns_suffix: "amazonaws.com",
    dual_stack_dns_suffix: "api.aws",
    global_region: "us-east-1",
};

static PARTITIONS: [Partition; 8] = [
    AWS,
    Partition {
        id: "aws-cn",
        prefixes: &["cn"],
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        global_region: "cn-northwest-1",
    },
    Partition {
        id: "aws-eusc",
        prefixes: &["eusc-de"],
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        global_region: "eusc-de-east-1",
    },
    Partition {
        id: "aws-iso",
        prefixes: &["us-iso"],
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        global_region: "us-iso-east-1",
    },
    Partition {
        id: "aws-iso-b",
        prefixes: &["us-isob"],
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        global_region: "us-isob-east-1",
    },
    Partition {
        id: "aws-iso-e",
        prefixes: &["eu-isoe"],
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        global_region: "eu-isoe-west-1",
    },
    Partition {
        id: "aws-iso-f",
        prefixes: &["us-isof"],
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        global_region: "us-isof-south-1",
    },
    Partition {
        id: "aws-us-gov",
        prefixes: &["us-gov"],
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        global_region: "us-gov-west-1",
    },
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    use super::*;

    #[test]
    fn a_region_is_a_prefix_a_word_and_a_number() {
        for (region, id) in [
            ("us-east-1", "aws"),
            ("us-newplace-12", "aws"),
            ("us-gov-newplace-1", "aws-us-gov"),
            ("us-isob-west-1", "aws-iso-b"),
            ("eusc-de-east-9", "aws-eusc"),
            // No partition matches, so the default is `aws`.
            ("eusc-fr-east-1", "aws"),
            ("cn-north", "aws"),
            ("cn--1", "aws"),
            ("cn-north-x", "aws"),
            ("local", "aws"),
        ] {
            assert_eq!(Partition::of_region(region).id, id, "{region}");
        }
    }

    /// Compares the table with botocore's file.
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
        for (ours, theirs) in PARTITIONS.iter().zip(theirs) {
            let outputs = &theirs["outputs"];
            assert_eq!(ours.id, theirs["id"]);
            assert_eq!(ours.dns_suffix, outputs["dnsSuffix"]);
            assert_eq!(ours.dual_stack_dns_suffix, outputs["dualStackDnsSuffix"]);
            assert_eq!(ours.global_region, outputs["implicitGlobalRegion"]);
            assert_eq!((&outputs["supportsFIPS"], &outputs["supportsDualStack"]), (&true.into(), &true.into()));
            let regex = format!(r"^({})\-\w+\-\d+$", ours.prefixes.join("|"));
            let plain = |text: &str| text.replace(['(', ')', '\\'], "");
            assert_eq!(plain(&regex), plain(theirs["regionRegex"].as_str().unwrap()));
            for region in theirs["regions"].as_object().unwrap().keys() {
                assert_eq!(Partition::of_region(region), ours, "{region}");
            }
        }
    }
}
