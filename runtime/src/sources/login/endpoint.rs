//! The endpoint of AWS Sign-In for OAuth 2.0. Source: the endpoint rule set of its model in botocore 1.44.8.

use crate::client::ClientBuilder;
use crate::config::endpoint::{partition_id, region_of};

/// The client settings for AWS Sign-In in a region, with its own URL, unless one is configured.
pub(super) fn with_endpoint(builder: ClientBuilder, region: &str) -> ClientBuilder {
    let mut builder = builder.region(region);
    let (region, of_fips_region) = region_of(region);
    let fips = of_fips_region || builder.use_fips_endpoint == Some(true);
    let dual_stack = builder.use_dualstack_endpoint == Some(true);
    let is_configured =
        builder.endpoint_url.is_some() || builder.service_endpoint_urls.iter().any(|(id, _)| id == "SIGNIN");
    if let Some(url) = url(&region, fips, dual_stack).filter(|_| !is_configured) {
        builder = builder.region(region);
        // They are in the URL.
        (builder.use_fips_endpoint, builder.use_dualstack_endpoint) = (Some(false), Some(false));
        builder.service_endpoint_urls.push(("SIGNIN".to_owned(), url));
    }
    builder
}

/// The URL. `None` if it follows the general rule.
fn url(region: &str, fips: bool, dual_stack: bool) -> Option<String> {
    let partition = partition_id(region);
    if dual_stack || fips && partition != "aws-us-gov" {
        return None;
    }
    let domain = match partition {
        "aws" => "signin.aws.amazon.com",
        "aws-cn" => "signin.amazonaws.cn",
        "aws-eusc" => "signin.amazonaws-eusc.eu",
        "aws-iso" => "signin.c2shome.ic.gov",
        "aws-iso-b" => "signin.sc2shome.sgov.gov",
        "aws-iso-e" => "signin.csphome.adc-e.uk",
        "aws-iso-f" => "signin.csphome.hci.ic.gov",
        "aws-us-gov" if fips => "signin-fips.amazonaws-us-gov.com",
        "aws-us-gov" => "signin.amazonaws-us-gov.com",
        _ => return None,
    };
    let is_bare = fips && region == "us-gov-west-1";
    Some(if is_bare { format!("https://{domain}") } else { format!("https://{region}.{domain}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_partition_has_its_domain() {
        for (region, fips, dual_stack, expected) in [
            ("eu-west-1", false, false, Some("https://eu-west-1.signin.aws.amazon.com")),
            ("cn-north-1", false, false, Some("https://cn-north-1.signin.amazonaws.cn")),
            ("eusc-de-east-1", false, false, Some("https://eusc-de-east-1.signin.amazonaws-eusc.eu")),
            ("us-gov-east-1", false, false, Some("https://us-gov-east-1.signin.amazonaws-us-gov.com")),
            ("us-gov-east-1", true, false, Some("https://us-gov-east-1.signin-fips.amazonaws-us-gov.com")),
            ("us-gov-west-1", true, false, Some("https://signin-fips.amazonaws-us-gov.com")),
            ("us-east-1", true, false, None),
            ("us-east-1", false, true, None),
        ] {
            assert_eq!(url(region, fips, dual_stack).as_deref(), expected, "{region}");
        }
    }
}
