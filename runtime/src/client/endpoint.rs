//! The endpoint of a service for a client.

use super::Client;
use crate::call::send_error::Invalid;
use crate::model::endpoint_params::EndpointParams;
use crate::model::operation::ServiceMeta;

/// Where requests to a service go, and how they are signed for there.
///
/// ```
/// use aws_operation::codec::{EndpointParams, ServiceMeta};
/// use aws_operation::{Client, Credentials};
///
/// const META: ServiceMeta = ServiceMeta::new("Account").signing_name("account")
///     .endpoint_rules(&["account{-fips}.{global}.{suffix} region={global}"]);
///
/// let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
/// let endpoint = client.endpoint(&META, &EndpointParams::new(), None)?;
/// assert_eq!(endpoint.url, "https://account.us-east-1.amazonaws.com");
/// assert_eq!(endpoint.signing_region, "us-east-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolvedEndpoint {
    /// The URL, without a slash at its end.
    pub url: String,
    /// The service in the credential scope.
    pub signing_name: String,
    /// The region in the credential scope.
    pub signing_region: String,
    /// The regions of signatures of SigV4a, if these are used instead.
    pub region_set: Option<String>,
    /// The headers that each request has in addition.
    pub headers: Vec<(String, String)>,
}

impl Client {
    /// The endpoint of a service for a call with these parameters. `account_id` is the account of its credentials, if it is
    /// known.
    ///
    /// # Errors
    /// [`Invalid::Endpoint`] if the service has no endpoint for these settings and parameters.
    pub fn endpoint(
        &self,
        service: &ServiceMeta,
        params: &EndpointParams,
        account_id: Option<&str>,
    ) -> Result<ResolvedEndpoint, Invalid> {
        let found = self.inner().locate(service, params, Ok(account_id))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(ResolvedEndpoint {
            url: found.url.to_string(),
            signing_name: found.signer.service().to_owned(),
            signing_region: found.signer.region().to_owned(),
            region_set: found.region_set().map(str::to_owned),
            headers: found.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect(),
        })
    }
}
