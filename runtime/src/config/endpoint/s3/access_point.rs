//! Access points: of S3, of Object Lambda, and of several regions.

use super::arn::Arn;
use super::{Located, NoLocation, S3Auth, S3Location, S3Parameters, fail, is_dns_name, is_host_label};
use crate::config::endpoint::Variant;
use crate::config::endpoint::partition::Partition;

impl S3Parameters<'_> {
    pub(super) fn access_point(&self, arn: &Arn<'_>) -> Located {
        let name = name_in(arn)?;
        if arn.region.is_empty() {
            return self.multi_region(arn, name);
        }
        self.check_access_point(arn)?;
        let partition = self.partition_of(arn)?;
        if arn.service != "s3" {
            return fail(format!("Invalid ARN: The ARN was not for the S3 service, found: {}", arn.service));
        }
        check_label("account id", arn.account)?;
        check_label("access point name", name)?;
        if self.accelerate {
            return fail("Access Points do not support S3 Accelerate");
        }
        let Variant { fips, dual_stack } = self.variant;
        let fips = if fips { "-fips" } else { "" };
        let dual_stack = if dual_stack { ".dualstack" } else { "" };
        let (region, suffix) = (arn.region, partition.dns_suffix);
        let first = format!("{name}-{}.", arn.account);
        let url = match self.endpoint {
            Some(custom) => custom.url_of(&first),
            None => format!("https://{first}s3-accesspoint{fips}{dual_stack}.{region}.{suffix}"),
        };
        Ok(S3Location::new(url, "s3", region))
    }

    pub(super) fn object_lambda_access_point(&self, arn: &Arn<'_>) -> Located {
        let name = name_in(arn)?;
        if self.variant.dual_stack {
            return fail("S3 Object Lambda does not support Dual-stack");
        }
        if self.accelerate {
            return fail("S3 Object Lambda does not support S3 Accelerate");
        }
        if arn.region.is_empty() {
            return fail("Invalid ARN: bucket ARN is missing a region");
        }
        self.check_access_point(arn)?;
        let Partition { dns_suffix, .. } = self.partition_of(arn)?;
        if arn.account.is_empty() {
            return fail("Invalid ARN: Missing account id");
        }
        check_label("account id", arn.account)?;
        check_label("access point name", name)?;
        let (region, first) = (arn.region, format!("{name}-{}.", arn.account));
        let fips = if self.variant.fips { "-fips" } else { "" };
        let url = match self.endpoint {
            Some(custom) => custom.url_of(&first),
            None => format!("https://{first}s3-object-lambda{fips}.{region}.{dns_suffix}"),
        };
        Ok(S3Location::new(url, "s3-object-lambda", region))
    }

    fn check_access_point(&self, arn: &Arn<'_>) -> Result<(), NoLocation> {
        if self.disable_access_points {
            return fail("Access points are not supported for this operation");
        }
        if arn.resource(2).is_some() {
            let message = "Invalid ARN: The ARN may only contain a single resource component after `accesspoint`.";
            return fail(message);
        }
        self.check_arn_region(arn)
    }

    fn multi_region(&self, arn: &Arn<'_>, name: &str) -> Located {
        let partition = self.partition();
        let message = if !is_dns_name(name) {
            "Invalid Access Point Name"
        } else if self.variant.dual_stack {
            "S3 MRAP does not support dual-stack"
        } else if self.variant.fips {
            "S3 MRAP does not support FIPS"
        } else if self.accelerate {
            "S3 MRAP does not support S3 Accelerate"
        } else if self.disable_multi_region_access_points {
            "Invalid configuration: Multi-Region Access Point ARNs are disabled."
        } else if partition.id == arn.partition {
            let url = format!("https://{name}.accesspoint.s3-global.{}", partition.dns_suffix);
            return Ok(S3Location { auth: S3Auth::SigV4a, ..S3Location::new(url, "s3", "*") });
        } else {
            return fail(format!(
                "Client was configured for partition `{}` but bucket referred to partition `{}`",
                partition.id, arn.partition
            ));
        };
        fail(message)
    }
}

fn name_in<'a>(arn: &Arn<'a>) -> Result<&'a str, NoLocation> {
    arn.resource(1).filter(|name| !name.is_empty()).ok_or_else(|| {
        "Invalid ARN: Expected a resource of the format `accesspoint:<accesspoint name>` but no name was provided"
            .to_owned()
    })
}

/// Checks a part of an ARN that becomes a part of a label of the host.
pub(super) fn check_label(what: &str, text: &str) -> Result<(), NoLocation> {
    if is_host_label(text) {
        return Ok(());
    }
    fail(format!("Invalid ARN: The {what} may only contain a-z, A-Z, 0-9 and `-`. Found: `{text}`"))
}
