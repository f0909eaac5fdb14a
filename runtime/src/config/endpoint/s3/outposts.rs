//! S3 on Outposts: access points, and aliases that stand for buckets.

use super::access_point::check_label;
use super::arn::Arn;
use super::{Located, S3Auth, S3Location, S3Parameters, fail, is_host_label, is_hostable};

const NAME: &str = "s3-outposts";

fn located(url: String, region: &str) -> S3Location {
    S3Location { auth: S3Auth::SigV4aOrSigV4, ..S3Location::new(url, NAME, region) }
}

impl S3Parameters<'_> {
    pub(super) fn outpost(&self, arn: &Arn<'_>) -> Located {
        for (is_set, what) in
            [(self.variant.dual_stack, "Dual-stack"), (self.variant.fips, "FIPS"), (self.accelerate, "S3 Accelerate")]
        {
            if is_set {
                return fail(format!("S3 Outposts does not support {what}"));
            }
        }
        if arn.resource(4).is_some() {
            return fail("Invalid Arn: Outpost Access Point ARN contains sub resources");
        }
        let Some(outpost) = arn.resource(1) else { return fail("Invalid ARN: The Outpost Id was not set") };
        check_label("outpost Id", outpost)?;
        self.check_arn_region(arn)?;
        let suffix = self.partition_of(arn)?.dns_suffix;
        check_label("account id", arn.account)?;
        let Some(kind) = arn.resource(2) else { return fail("Invalid ARN: Expected a 4-component resource") };
        let Some(name) = arn.resource(3) else { return fail("Invalid ARN: expected an access point name") };
        if kind != "accesspoint" {
            return fail(format!("Expected an outpost type `accesspoint`, found {kind}"));
        }
        check_label("access point name", name)?;
        let (account, region) = (arn.account, arn.region);
        let url = match self.endpoint {
            Some(custom) => format!("https://{name}-{account}.{outpost}.{}", custom.authority),
            None => format!("https://{name}-{account}.{outpost}.{NAME}.{region}.{suffix}"),
        };
        Ok(located(url, region))
    }

    /// The location of an alias: 49 characters or more, which end in `--op-s3`. `None` of another bucket.
    pub(super) fn outposts_alias(&self, bucket: &str) -> Option<Located> {
        if !bucket.is_ascii() || !bucket.ends_with("--op-s3") {
            return None;
        }
        // The parts are at fixed distances from the end.
        let from_end = |from: usize, to: usize| bucket.get(bucket.len().checked_sub(to)?..bucket.len() - from);
        let (hardware, outpost, beta) = (from_end(49, 50)?, from_end(32, 49)?, from_end(8, 12)?);
        Some(self.alias(bucket, hardware, outpost, beta == "beta"))
    }

    fn alias(&self, bucket: &str, hardware: &str, outpost: &str, is_beta: bool) -> Located {
        if !is_host_label(outpost) {
            return fail("Invalid ARN: The outpost Id must only contain a-z, A-Z, 0-9 and `-`.");
        }
        if !is_hostable(bucket, false) {
            return fail("Invalid Outposts Bucket alias - it must be a valid bucket name.");
        }
        let hardware = match hardware {
            "e" => "ec2".to_owned(),
            "o" => format!("op-{outpost}"),
            other => {
                let message = "Unrecognized hardware type: \"Expected hardware type o or e but got";
                return fail(format!("{message} {other}\""));
            }
        };
        let url = match (is_beta, self.endpoint) {
            (true, None) => return fail("Expected a endpoint to be specified but no endpoint was found"),
            (true, Some(custom)) => format!("https://{bucket}.{hardware}.{}", custom.authority),
            (false, _) => {
                let (region, suffix) = (self.region, self.partition().dns_suffix);
                format!("https://{bucket}.{hardware}.{NAME}.{region}.{suffix}")
            }
        };
        Ok(located(url, self.region))
    }
}
