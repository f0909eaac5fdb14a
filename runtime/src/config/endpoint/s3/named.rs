//! The rules with parameters by name, as AWS's own test cases have them.

use super::{S3Auth, S3Location, S3Parameters};
use crate::config::endpoint::{Endpoint, Variant};
use crate::model::endpoint_params::EndpointParams;

/// Where AWS's endpoint rules of S3 send a request, and how it is signed. A client does so by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct S3Endpoint {
    /// The URL, to which the path of the request is added without its bucket.
    pub url: String,
    /// The schemes of authentication, the preferred one first.
    pub auth_schemes: Vec<S3AuthScheme>,
}

/// A scheme of authentication in endpoint rules.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct S3AuthScheme {
    /// `sigv4`, `sigv4a` or `sigv4-s3express`.
    pub name: &'static str,
    /// The service in the credential scope.
    pub signing_name: &'static str,
    /// The region in the credential scope, or the regions of SigV4a.
    pub signing_region: String,
}

/// Applies the rules to parameters with the names of the rule set, such as `Bucket`, `Region` and `UseFIPS`.
///
/// ```
/// use aws_operation::codec::{EndpointParams, s3_endpoint};
///
/// let params = EndpointParams::new().member("Bucket", "photos").member("Region", "eu-west-1");
/// assert_eq!(s3_endpoint(&params)?.url, "https://photos.s3.eu-west-1.amazonaws.com");
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// The message of the rule that rejects the parameters.
pub fn s3_endpoint(params: &EndpointParams) -> Result<S3Endpoint, String> {
    let flag = |name| params.flag_of(name).unwrap_or_default();
    let url = params.text_of("Endpoint");
    let endpoint = url.and_then(|url| Endpoint::parse(url).ok());
    let parameters = S3Parameters {
        bucket: params.text_of("Bucket"),
        region: params.text_of("Region").unwrap_or_default(),
        variant: Variant { fips: flag("UseFIPS"), dual_stack: flag("UseDualStack") },
        endpoint: endpoint.as_ref(),
        invalid_endpoint: url.filter(|_| endpoint.is_none()),
        force_path_style: flag("ForcePathStyle"),
        accelerate: flag("Accelerate"),
        use_global_endpoint: flag("UseGlobalEndpoint"),
        use_arn_region: params.flag_of("UseArnRegion"),
        disable_multi_region_access_points: flag("DisableMultiRegionAccessPoints"),
        disable_express_session_auth: flag("DisableS3ExpressSessionAuth"),
        disable_access_points: flag("DisableAccessPoints"),
        use_object_lambda_endpoint: flag("UseObjectLambdaEndpoint"),
        use_express_control_endpoint: flag("UseS3ExpressControlEndpoint"),
    };
    parameters.locate().map(S3Endpoint::from)
}

impl From<S3Location> for S3Endpoint {
    fn from(location: S3Location) -> Self {
        let scheme = |name, region: &str| S3AuthScheme {
            name,
            signing_name: location.signing_name,
            signing_region: region.to_owned(),
        };
        let region = &location.signing_region;
        let auth_schemes = match location.auth {
            S3Auth::SigV4 => vec![scheme("sigv4", region)],
            S3Auth::SigV4a => vec![scheme("sigv4a", "*")],
            S3Auth::SigV4aOrSigV4 => vec![scheme("sigv4a", "*"), scheme("sigv4", region)],
            S3Auth::ExpressSession => vec![scheme("sigv4-s3express", region)],
        };
        Self { url: location.url, auth_schemes }
    }
}
