//! S3 Express: directory buckets, whose names end in the ID of their zone and `--x-s3`, and their access points.

use percent_encoding::utf8_percent_encode;

use super::{ESCAPED, Located, S3Auth, S3Location, S3Parameters, fail, is_hostable};

const NAME: &str = "s3express";

/// The lengths that the ID of a zone may have.
const ZONE_LENGTHS: [usize; 5] = [8, 9, 13, 14, 20];

impl S3Parameters<'_> {
    pub(super) fn express(&self, bucket: &str) -> Located {
        if self.accelerate {
            return fail("S3Express does not support S3 Accelerate.");
        }
        let is_bucket = bucket.ends_with("--x-s3");
        let url = match self.endpoint {
            Some(custom) if custom.is_ip() => {
                let bucket = utf8_percent_encode(bucket, ESCAPED);
                format!("{}://{}/{bucket}{}", custom.scheme, custom.authority, custom.base_path)
            }
            None if is_bucket && self.use_express_control_endpoint => return Ok(self.express_control(Some(bucket))),
            _ if !is_hostable(bucket, false) => {
                return fail("S3Express bucket name is not a valid virtual hostable name.");
            }
            Some(custom) => custom.url_of(&format!("{bucket}.")),
            None => {
                let zone = zone_of(bucket).ok_or("Unrecognized S3Express bucket name format.")?;
                let fips = if self.variant.fips { "-fips" } else { "" };
                let dual_stack = if self.variant.dual_stack { ".dualstack" } else { "" };
                let (region, suffix) = (self.region, self.partition().dns_suffix);
                format!("https://{bucket}.{NAME}{fips}-{zone}{dual_stack}.{region}.{suffix}")
            }
        };
        let auth = if self.disable_express_session_auth { S3Auth::SigV4 } else { S3Auth::ExpressSession };
        Ok(S3Location { auth, ..S3Location::new(url, NAME, self.region) })
    }

    /// The endpoint of the operations that create, list and delete directory buckets.
    pub(super) fn express_control(&self, bucket: Option<&str>) -> S3Location {
        let path = bucket.map(|bucket| format!("/{}", utf8_percent_encode(bucket, ESCAPED))).unwrap_or_default();
        let fips = if self.variant.fips { "-fips" } else { "" };
        let dual_stack = if self.variant.dual_stack { ".dualstack" } else { "" };
        let url = match self.endpoint {
            Some(custom) => custom.url_of(""),
            None => {
                let (region, suffix) = (self.region, self.partition().dns_suffix);
                format!("https://{NAME}-control{fips}{dual_stack}.{region}.{suffix}{path}")
            }
        };
        S3Location::new(url, NAME, self.region)
    }
}

/// The ID of the zone in a name: between `--` and the suffix, and of one of the known lengths.
fn zone_of(bucket: &str) -> Option<&str> {
    let name = bucket.strip_suffix("--x-s3").or_else(|| bucket.strip_suffix("--xa-s3"))?;
    let with_length = |length: &usize| {
        let (rest, zone) = name.split_at_checked(name.len().checked_sub(*length)?)?;
        rest.ends_with("--").then_some(zone)
    };
    ZONE_LENGTHS.iter().find_map(with_length)
}
