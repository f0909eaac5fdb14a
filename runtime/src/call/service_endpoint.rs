//! The endpoint of a service for one client, or for one call if it depends on parameters of the call.

use std::sync::{Arc, PoisonError, RwLock};

use http::{HeaderMap, HeaderName, HeaderValue};

#[cfg(feature = "rest-xml")]
use super::bucket::is_s3_itself;
#[cfg(feature = "rest-xml")]
use super::express_session::Sessions;
use super::limits::Deadline;
use super::send_error::Invalid;
use super::shared::{ServiceClient, Shared};
use super::{Call, NoResponse};
use crate::config::endpoint::partition::Partition;
use crate::config::endpoint::rules::{self, Outcome, Situation};
use crate::config::endpoint::{Endpoint, service_id};
use crate::model::auth::AuthScheme;
use crate::model::endpoint_params::EndpointParams;
use crate::model::operation::ServiceMeta;
use crate::sigv4::{Settings, Signer};

/// Where requests go, and how they are signed for there.
pub(crate) struct ServiceEndpoint {
    pub(crate) url: Endpoint,
    pub(crate) signer: Signer,
    #[cfg(feature = "sigv4a")]
    pub(crate) signer_v4a: Signer,
    /// Whether signatures are those of SigV4a instead of SigV4.
    pub(crate) is_multi_region: bool,
    /// What each request has besides the headers of its operation.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// The sessions whose credentials sign requests, if this is a directory bucket of S3.
    #[cfg(feature = "rest-xml")]
    pub(super) sessions: Option<Box<Sessions>>,
}

impl ServiceEndpoint {
    /// The scheme with which a call is authenticated here, if it is `scheme` elsewhere.
    pub(crate) fn auth(&self, scheme: Option<AuthScheme>) -> Option<AuthScheme> {
        match scheme {
            Some(AuthScheme::SigV4) if self.is_multi_region => Some(AuthScheme::SigV4a),
            other => other,
        }
    }

    /// The regions of its SigV4a signatures, if it takes these.
    pub(crate) fn region_set(&self) -> Option<&str> {
        #[cfg(feature = "sigv4a")]
        let region_set = self.signer_v4a.region();
        #[cfg(not(feature = "sigv4a"))]
        let region_set = "*";
        self.is_multi_region.then_some(region_set)
    }

    /// Adds the headers of this endpoint to a request.
    pub(crate) fn add_headers(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
    }
}

impl Shared {
    /// The URL that the user set for a service.
    pub(crate) fn custom_url(&self, meta: &ServiceMeta) -> Option<&str> {
        let id = service_id(meta.id);
        let of_service = self.service_endpoint_urls.iter().find(|(service, _)| *service == id).map(|(_, url)| url);
        of_service.or(self.endpoint_url.as_ref()).map(String::as_str)
    }

    /// The endpoint of a service. With `account_id` as `Err`, the account is not known yet, and does not count.
    pub(crate) fn locate(
        &self,
        meta: &ServiceMeta,
        params: &EndpointParams,
        account_id: Result<Option<&str>, AccountNotKnown>,
    ) -> Result<ServiceEndpoint, Invalid> {
        let outcome = self.outcome(meta, params, account_id)?;
        self.endpoint(meta, outcome.as_ref())
    }

    /// What the rules of a service say. `None` if they say nothing.
    fn outcome(
        &self,
        meta: &ServiceMeta,
        params: &EndpointParams,
        account_id: Result<Option<&str>, AccountNotKnown>,
    ) -> Result<Option<Outcome>, Invalid> {
        let situation = Situation {
            named_region: self.named_region.as_deref().unwrap_or(&self.region),
            region: &self.region,
            partition: Partition::of_region(&self.region),
            variant: self.variant,
            custom: self.custom_url(meta),
            params,
            account_id: account_id.unwrap_or_default(),
            account_id_mode: if account_id.is_err() { "disabled" } else { self.account_id_mode.name() },
        };
        rules::resolve(meta.endpoint_rules, &situation).transpose().map_err(Invalid::Endpoint)
    }

    /// The endpoint of a service whose rules say nothing of it.
    fn usual(&self, meta: &ServiceMeta) -> Result<Endpoint, Invalid> {
        let endpoint = match self.custom_url(meta) {
            Some(url) => Endpoint::custom(url, self.variant),
            #[cfg(feature = "rest-xml")]
            None if is_s3_itself(meta) => self.endpoint_of_s3(),
            None => Endpoint::of_region(meta, &self.region, self.variant),
        };
        endpoint.map_err(|error| Invalid::Endpoint(error.to_string()))
    }

    fn endpoint(&self, meta: &ServiceMeta, outcome: Option<&Outcome>) -> Result<ServiceEndpoint, Invalid> {
        let url = match outcome {
            Some(outcome) => Endpoint::parse(&outcome.url).map_err(|error| Invalid::Endpoint(error.to_string()))?,
            None => self.usual(meta)?,
        };
        let outcome = outcome.unwrap_or(const { &Outcome::NONE });
        let (name, region) = (outcome.signing_name.as_deref(), outcome.signing_region.as_deref());
        let name = self.signing_name.as_deref().or(name).unwrap_or(meta.signing_name);
        let is_multi_region = outcome.region_set.is_some() && cfg!(feature = "sigv4a");
        if outcome.region_set.is_some() && !is_multi_region && region.is_none() {
            return Err(Invalid::Endpoint(format!(
                "`{}` takes signatures of SigV4a only: enable the feature `sigv4a` of aws-operation",
                url.host()
            )));
        }
        let mut headers = Vec::new();
        for (name, value) in &outcome.headers {
            let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            headers.push(header.ok_or_else(|| Invalid::Endpoint(format!("the header `{name}` cannot be `{value}`")))?);
        }
        let region = region.unwrap_or(&self.region);
        let endpoint = self.endpoint_at(meta, url, name, region, outcome.region_set.as_deref());
        Ok(ServiceEndpoint { is_multi_region, headers, ..endpoint })
    }

    /// The endpoint at `url`, where signatures are for the service `name`. Those of SigV4a are for `region_set`.
    pub(super) fn endpoint_at(
        &self,
        meta: &ServiceMeta,
        url: Endpoint,
        name: &str,
        region: &str,
        region_set: Option<&str>,
    ) -> ServiceEndpoint {
        #[cfg(feature = "sigv4a")]
        let region_set = self.auth.region_set.as_deref().or(region_set).unwrap_or(&self.region);
        #[cfg(not(feature = "sigv4a"))]
        let _ = region_set;
        ServiceEndpoint {
            url,
            signer: self.with_settings(meta, Signer::new(region, name)),
            #[cfg(feature = "sigv4a")]
            signer_v4a: self.with_settings(meta, Signer::sigv4a(region_set, name)),
            is_multi_region: false,
            headers: Vec::new(),
            #[cfg(feature = "rest-xml")]
            sessions: None,
        }
    }

    fn with_settings(&self, meta: &ServiceMeta, signer: Signer) -> Signer {
        if !(self.content_sha256 || meta.content_sha256) {
            return signer;
        }
        let settings = Settings::for_service(signer.service());
        signer.settings(settings.content_sha256_header(true))
    }

    /// The endpoint of a call before its credentials are known.
    pub(crate) fn endpoint_of(
        &self,
        meta: &ServiceMeta,
        service: &ServiceClient,
        params: &EndpointParams,
    ) -> Result<Arc<ServiceEndpoint>, Invalid> {
        match &service.endpoint {
            Some(endpoint) => Ok(Arc::clone(endpoint)),
            None => {
                let account = if service.depends_on_account { Err(AccountNotKnown) } else { Ok(None) };
                self.located(meta, service, params, account)
            }
        }
    }

    /// The endpoint of a call, which is kept: it has the signing keys of the day.
    fn located(
        &self,
        meta: &ServiceMeta,
        service: &ServiceClient,
        params: &EndpointParams,
        account_id: Result<Option<&str>, AccountNotKnown>,
    ) -> Result<Arc<ServiceEndpoint>, Invalid> {
        let outcome = self.outcome(meta, params, account_id)?;
        let known = service.located.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, endpoint)) = known.iter().find(|(known, _)| *known == outcome) {
            return Ok(Arc::clone(endpoint));
        }
        drop(known);
        let endpoint = Arc::new(self.endpoint(meta, outcome.as_ref())?);
        let mut known = service.located.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_LOCATED {
            known.remove(0);
        }
        known.push((outcome, Arc::clone(&endpoint)));
        Ok(endpoint)
    }
}

/// The endpoints of calls, by what the rules said.
#[derive(Default)]
pub(crate) struct Located(RwLock<Vec<(Option<Outcome>, Arc<ServiceEndpoint>)>>);

/// The number of endpoints that a client keeps for a service. Most programs call for one or two accounts.
const MOST_LOCATED: usize = 16;

/// The credentials are not loaded yet.
#[derive(Clone, Copy)]
pub(crate) struct AccountNotKnown;

impl Call<'_> {
    /// Replaces the endpoint by that of the account of the credentials, if the service has one for each account.
    pub(super) async fn find_endpoint_of_account(&mut self, deadline: Deadline) -> Result<(), NoResponse> {
        let identity = self.identity(deadline).await?;
        let account = identity.credentials().and_then(|credentials| credentials.account());
        let endpoint = self.client.located(self.meta, &self.service, &self.endpoint_params, Ok(account));
        self.endpoint = endpoint.map_err(NoResponse::Invalid)?;
        Ok(())
    }
}
