//! The URL to which a call is sent.

use http::Uri;

use super::{Call, NoResponse};
use crate::call::send_error::Invalid;
use crate::config::endpoint::InvalidUri;
use crate::model::auth::AuthScheme;
use crate::model::protocol::EncodedRequest;

impl Call<'_> {
    /// The URL of the request. An error if the request must not go there unencrypted.
    pub(super) fn uri(&self) -> Result<Uri, NoResponse> {
        let invalid = |reason| NoResponse::Invalid(Invalid::Endpoint(reason));
        if self.endpoint.url.is_exposed() && !self.client.allow_plain_http {
            return Err(invalid(format!(
                "`http://{}` would carry signed requests unencrypted over the network; use `https://`, or allow it \
                 with `Client::builder().allow_plain_http(true)`",
                self.endpoint.url.host()
            )));
        }
        if self.endpoint.url.is_exposed() && self.auth == Some(AuthScheme::Bearer) {
            return Err(invalid(format!(
                "`http://{}` would carry the bearer token unencrypted over the network; use `https://`",
                self.endpoint.url.host()
            )));
        }
        self.address(&self.request).map_err(|error| invalid(error.to_string()))
    }

    /// The URL of a request. `request` may be the redacted form, for display.
    pub(super) fn address(&self, request: &EncodedRequest) -> Result<Uri, InvalidUri> {
        let host_prefix = if self.client.host_prefixes { request.host_prefix.as_str() } else { "" };
        let target = request.target.clone();
        #[cfg(feature = "rest-xml")]
        let target = self.without_bucket(target);
        self.endpoint.url.join(host_prefix, target)
    }
}
