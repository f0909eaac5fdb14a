//! Where a bucket of S3 is: AWS's endpoint rule set of S3, written by hand.
//!
//! Source: S3's `endpoint-rule-set-1.json` in botocore, which also has the messages. Its functions are those of Smithy's rules
//! engine.

mod access_point;
mod arn;
mod express;
mod named;
mod outposts;
mod settings;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use self::arn::Arn;
use super::canonical::ip;
use super::partition::Partition;
use super::{Endpoint, Variant, is_host_label, is_loopback};
use crate::model::endpoint_params::EndpointParams;

pub use self::named::{S3AuthScheme, S3Endpoint, s3_endpoint};
pub(crate) use self::settings::S3Settings;

/// What decides where a request is sent, under the names of the rule set.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)] // the parameters of the rule set
pub(crate) struct S3Parameters<'a> {
    pub(crate) bucket: Option<&'a str>,
    pub(crate) region: &'a str,
    pub(crate) variant: Variant,
    /// The custom endpoint.
    pub(crate) endpoint: Option<&'a Endpoint>,
    /// A custom endpoint that is not one.
    pub(crate) invalid_endpoint: Option<&'a str>,
    pub(crate) force_path_style: bool,
    pub(crate) accelerate: bool,
    pub(crate) use_global_endpoint: bool,
    pub(crate) use_arn_region: Option<bool>,
    pub(crate) disable_multi_region_access_points: bool,
    pub(crate) disable_express_session_auth: bool,
    /// Facts of operations.
    pub(crate) disable_access_points: bool,
    pub(crate) use_object_lambda_endpoint: bool,
    pub(crate) use_express_control_endpoint: bool,
}

/// Where a request is sent, and how it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct S3Location {
    /// The URL, to which the path of the request is added without its bucket.
    pub(crate) url: String,
    pub(crate) signing_name: &'static str,
    pub(crate) signing_region: String,
    pub(crate) auth: S3Auth,
}

/// How a request is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum S3Auth {
    SigV4,
    /// For all regions.
    SigV4a,
    /// SigV4a for all regions if it is available, else SigV4.
    SigV4aOrSigV4,
    /// SigV4 with the credentials of a session of S3 Express.
    ExpressSession,
}

/// A message of the rule set.
pub(crate) type NoLocation = String;

type Located = Result<S3Location, NoLocation>;

impl S3Location {
    fn new(url: String, signing_name: &'static str, region: &str) -> Self {
        Self { url, signing_name, signing_region: region.to_owned(), auth: S3Auth::SigV4 }
    }
}

fn fail<T>(message: impl Into<String>) -> Result<T, NoLocation> {
    Err(message.into())
}

/// Everything except RFC 3986's unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const INVALID_REGION: &str = "Invalid region: region was not a valid DNS name.";

impl<'a> S3Parameters<'a> {
    /// The parameters of a call, which has those of its operation and those of the client.
    pub(crate) fn of_call(
        call: &'a EndpointParams,
        region: &'a str,
        variant: Variant,
        endpoint: Option<&'a Endpoint>,
        settings: S3Settings,
    ) -> Self {
        let bucket = call.text_of("Bucket");
        let flag = |name| call.flag_of(name).unwrap_or_default();
        // Names below `localhost` do not resolve everywhere.
        let is_local = endpoint.is_some_and(|custom| is_loopback(custom.host()));
        let is_name = bucket.is_some_and(|bucket| !bucket.starts_with("arn:"));
        Self {
            bucket,
            region,
            variant,
            endpoint,
            invalid_endpoint: None,
            force_path_style: settings.force_path_style.unwrap_or(is_local && is_name),
            accelerate: settings.accelerate.unwrap_or_default(),
            use_global_endpoint: settings.use_global_endpoint.unwrap_or_default(),
            use_arn_region: settings.use_arn_region,
            disable_multi_region_access_points: settings.disable_multi_region_access_points.unwrap_or_default(),
            // An S3-compatible server has no sessions, unless the user says so.
            disable_express_session_auth: flag("DisableS3ExpressSessionAuth")
                || settings.disable_express_session_auth.unwrap_or(endpoint.is_some_and(|custom| !custom.is_of_aws())),
            disable_access_points: flag("DisableAccessPoints"),
            use_object_lambda_endpoint: flag("UseObjectLambdaEndpoint"),
            use_express_control_endpoint: flag("UseS3ExpressControlEndpoint"),
        }
    }

    /// Applies the rules.
    pub(crate) fn locate(&self) -> Located {
        self.check_settings()?;
        let Some(bucket) = self.bucket else { return self.without_bucket() };
        if bucket.ends_with("--x-s3") || bucket.ends_with("--xa-s3") {
            return self.express(bucket);
        }
        if let Some(location) = self.outposts_alias(bucket) {
            return location;
        }
        if let Some(url) = self.invalid_endpoint {
            return fail(format!("Custom endpoint `{url}` was not a valid URI"));
        }
        if !self.force_path_style && is_hostable(bucket, false) {
            return self.virtual_host(bucket);
        }
        // No certificate has to match the dots.
        if let Some(custom) = self.endpoint.filter(|custom| custom.is_plain() && is_hostable(bucket, true))
            && !self.force_path_style
        {
            self.check_region()?;
            return Ok(S3Location::new(custom.url_of(&format!("{bucket}.")), "s3", self.region));
        }
        if bucket.starts_with("arn:") {
            return match Arn::parse(bucket) {
                None => fail(format!("Invalid ARN: `{bucket}` was not a valid ARN")),
                Some(_) if self.force_path_style => fail("Path-style addressing cannot be used with ARN buckets"),
                Some(arn) => self.arn(&arn),
            };
        }
        self.in_path(bucket)
    }

    fn check_settings(&self) -> Result<(), NoLocation> {
        let Variant { fips, dual_stack } = self.variant;
        let is_custom = self.endpoint.is_some() || self.invalid_endpoint.is_some();
        let message = if self.region.is_empty() {
            "A region must be set when sending requests to S3."
        } else if self.accelerate && fips {
            "Accelerate cannot be used with FIPS"
        } else if dual_stack && is_custom {
            "Cannot set dual-stack in combination with a custom endpoint."
        } else if is_custom && fips {
            "A custom endpoint cannot be combined with FIPS"
        } else if is_custom && self.accelerate {
            "A custom endpoint cannot be combined with S3 Accelerate"
        } else if fips && self.partition().id == "aws-cn" {
            "Partition does not support FIPS"
        } else {
            return Ok(());
        };
        fail(message)
    }

    fn check_region(&self) -> Result<(), NoLocation> {
        if is_host_label(self.region) { Ok(()) } else { fail(INVALID_REGION) }
    }

    /// An operation on no bucket, such as `ListBuckets`.
    fn without_bucket(&self) -> Located {
        if self.use_express_control_endpoint {
            return Ok(self.express_control(None));
        }
        if !is_dns_name(self.region) || self.invalid_endpoint.is_some() {
            return fail(INVALID_REGION);
        }
        if self.use_object_lambda_endpoint {
            return self.object_lambda();
        }
        let (host, region) = self.regional();
        let url = self.endpoint.map_or_else(|| format!("https://{host}"), |custom| custom.url_of(""));
        Ok(S3Location::new(url, "s3", region))
    }

    /// The bucket is the first label of the host, or in the path of an IP address.
    fn virtual_host(&self, bucket: &str) -> Located {
        self.check_region()?;
        let suffix = self.partition().dns_suffix;
        if self.accelerate {
            if self.partition().id == "aws-cn" {
                return fail("S3 Accelerate cannot be used in this region");
            }
            let region = if self.region == GLOBAL { US_EAST_1 } else { self.region };
            let dual_stack = match (self.variant.dual_stack, self.region == GLOBAL) {
                (false, _) => "",
                (true, false) => ".dualstack",
                (true, true) => ".dualstack.us-east-1",
            };
            let url = format!("https://{bucket}.s3-accelerate{dual_stack}.{suffix}");
            return Ok(S3Location::new(url, "s3", region));
        }
        let (host, region) = self.regional();
        let url = match self.endpoint {
            None => format!("https://{bucket}.{host}"),
            Some(custom) if custom.is_ip() => custom.with_path(bucket),
            Some(custom) => custom.url_of(&format!("{bucket}.")),
        };
        Ok(S3Location::new(url, "s3", region))
    }

    /// The bucket is the first segment of the path.
    fn in_path(&self, bucket: &str) -> Located {
        if self.accelerate {
            return fail("Path-style addressing cannot be used with S3 Accelerate");
        }
        let bucket = utf8_percent_encode(bucket, ESCAPED).to_string();
        let (host, region) = self.regional();
        let url = self.endpoint.map_or_else(|| format!("https://{host}/{bucket}"), |custom| custom.with_path(&bucket));
        Ok(S3Location::new(url, "s3", region))
    }

    /// The host of a region, and the region that requests are signed for.
    fn regional(&self) -> (String, &str) {
        let suffix = self.partition().dns_suffix;
        let is_global = self.region == GLOBAL;
        let region = if is_global { US_EAST_1 } else { self.region };
        let host = match (self.variant.fips, self.variant.dual_stack) {
            (true, true) => format!("s3-fips.dualstack.{region}.{suffix}"),
            (true, false) => format!("s3-fips.{region}.{suffix}"),
            (false, true) => format!("s3.dualstack.{region}.{suffix}"),
            (false, false) if is_global || (self.use_global_endpoint && region == US_EAST_1) => format!("s3.{suffix}"),
            (false, false) => format!("s3.{region}.{suffix}"),
        };
        (host, region)
    }

    /// The endpoint of `WriteGetObjectResponse`.
    fn object_lambda(&self) -> Located {
        if self.variant.dual_stack {
            return fail("S3 Object Lambda does not support Dual-stack");
        }
        if self.accelerate {
            return fail("S3 Object Lambda does not support S3 Accelerate");
        }
        let fips = if self.variant.fips { "-fips" } else { "" };
        let url = match self.endpoint {
            Some(custom) => custom.url_of(""),
            None => format!("https://s3-object-lambda{fips}.{}.{}", self.region, self.partition().dns_suffix),
        };
        Ok(S3Location::new(url, "s3-object-lambda", self.region))
    }

    fn arn(&self, arn: &Arn<'_>) -> Located {
        let Some(kind) = arn.resource(0).filter(|kind| !kind.is_empty()) else {
            return fail("Invalid ARN: No ARN type specified");
        };
        match (arn.service, kind) {
            ("s3-object-lambda", "accesspoint") => self.object_lambda_access_point(arn),
            ("s3-object-lambda", _) => fail(format!(
                "Invalid ARN: Object Lambda ARNs only support `accesspoint` arn types, but found: `{kind}`"
            )),
            (_, "accesspoint") => self.access_point(arn),
            ("s3-outposts", _) => self.outpost(arn),
            _ => fail(format!("Invalid ARN: Unrecognized format: {} (type: {kind})", arn.text)),
        }
    }

    /// The partition of the region of an ARN, which must be that of the client.
    fn partition_of(&self, arn: &Arn<'_>) -> Result<&'static Partition, NoLocation> {
        let (client, resource) = (self.partition(), Partition::of_region(arn.region));
        if client.id != resource.id {
            let (client, resource, text) = (client.id, resource.id, arn.text);
            return fail(format!("Client was configured for partition `{client}` but ARN (`{text}`) has `{resource}`"));
        }
        if is_dns_name(arn.region) {
            return Ok(resource);
        }
        fail(format!("Invalid region in ARN: `{}` (invalid DNS name)", arn.region))
    }

    /// Whether the region of an ARN may differ from the client's.
    fn check_arn_region(&self, arn: &Arn<'_>) -> Result<(), NoLocation> {
        if self.use_arn_region != Some(false) || arn.region == self.region {
            return Ok(());
        }
        fail(format!(
            "Invalid configuration: region from ARN `{}` does not match client region `{}` and UseArnRegion is `false`",
            arn.region, self.region
        ))
    }

    fn partition(&self) -> &'static Partition {
        Partition::of_region(self.region)
    }
}

const GLOBAL: &str = "aws-global";
const US_EAST_1: &str = "us-east-1";

impl Endpoint {
    /// The URL with `prefix` before its host.
    fn url_of(&self, prefix: &str) -> String {
        format!("{}://{prefix}{}{}", self.scheme, self.authority, self.base_path)
    }

    /// The URL with one more segment of the path.
    fn with_path(&self, segment: &str) -> String {
        format!("{}/{segment}", self.url_of(""))
    }

    fn is_ip(&self) -> bool {
        ip(self.host()).is_some()
    }
}

/// Whether a bucket can be a part of a host: `aws.isVirtualHostableS3Bucket`.
fn is_hostable(bucket: &str, allow_dots: bool) -> bool {
    let is_label = |label: &str| is_host_label(label) && !label.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_name = if allow_dots { bucket.split('.').all(is_label) } else { is_label(bucket) };
    (3..=63).contains(&bucket.len()) && is_name && ip(bucket).is_none()
}

/// Whether `text` consists of labels of a host name.
fn is_dns_name(text: &str) -> bool {
    text.split('.').all(is_host_label)
}
