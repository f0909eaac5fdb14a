//! The state that the clones of a client share, and the state for each service.

use std::sync::{Arc, PoisonError, RwLock};

use http::HeaderValue;

use super::auth::AuthSettings;
use super::body_settings::BodySettings;
#[cfg(feature = "rest-xml")]
use super::bucket::Buckets;
use super::connections::Connections;
use super::discovery::Discovered;
use super::observe::Observe;
use super::retry::RetryQuota;
use super::send_error::Invalid;
use super::service_clock::ServiceClock;
use super::service_endpoint::{Located, ServiceEndpoint};
use crate::config::endpoint::account_id_mode::AccountIdEndpointMode;
#[cfg(feature = "rest-xml")]
use crate::config::endpoint::s3::S3Settings;
use crate::config::endpoint::{Endpoint, Variant, rules};
use crate::config::environment::Environment;
use crate::credentials::ProvideCredentials;
use crate::model::endpoint_params::EndpointParams;
use crate::model::operation::ServiceMeta;
use crate::transport::Transport;
use crate::value::clock::Clock;
use crate::value::token::TokenSource;

/// The state that the clones of a client share.
pub(crate) struct Shared {
    pub(crate) region: String,
    /// The region as it was set, if that is a name such as `aws-global`.
    pub(crate) named_region: Option<String>,
    pub(crate) credentials: Arc<dyn ProvideCredentials>,
    pub(crate) auth: Arc<AuthSettings>,
    pub(crate) endpoint_url: Option<String>,
    /// Endpoint URLs of single services, by the service ID as in `AWS_ENDPOINT_URL_<ID>`.
    pub(crate) service_endpoint_urls: Vec<(String, String)>,
    pub(crate) variant: Variant,
    pub(crate) account_id_mode: AccountIdEndpointMode,
    pub(crate) signing_name: Option<String>,
    /// Whether the hash of the payload is sent to every service, and not only to those that require it.
    pub(crate) content_sha256: bool,
    /// Whether the `host_prefix` of an operation is prepended to the host.
    pub(crate) host_prefixes: bool,
    pub(crate) allow_plain_http: bool,
    pub(crate) body_settings: BodySettings,
    #[cfg(feature = "rest-xml")]
    pub(crate) s3: S3Settings,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) connections: Arc<Connections>,
    /// The size of the retry quota of each service, and its units at the start.
    pub(crate) quota: (u32, u32),
    pub(crate) clock: Clock,
    pub(crate) tokens: TokenSource,
    pub(crate) observer: Option<Arc<dyn Observe>>,
    /// The environment of the Lambda function in which the client runs.
    pub(crate) lambda: Option<Arc<Environment>>,
    pub(crate) services: Services,
    pub(crate) hosts: Hosts,
}

/// The state for each service, by its `META`. It depends on the region and the endpoint. Clients that differ only in
/// credentials share it.
pub(crate) type Services = Arc<RwLock<Vec<(&'static ServiceMeta, Arc<ServiceClient>)>>>;

/// The state for each host to which requests that are no operations are sent, by signing name and URL.
pub(crate) type Hosts = Arc<RwLock<Vec<((String, String), Arc<ServiceClient>)>>>;

/// The number of hosts whose state is kept.
const MOST_HOSTS: usize = 64;

/// The state of a client for one service.
pub(crate) struct ServiceClient {
    /// `None` if it depends on the call.
    pub(crate) endpoint: Option<Arc<ServiceEndpoint>>,
    pub(crate) depends_on_account: bool,
    pub(super) located: Located,
    pub(crate) quota: RetryQuota,
    pub(crate) clock: ServiceClock,
    /// Whether the user set the endpoint. The clock of such an endpoint does not decide whether credentials have expired.
    pub(crate) is_custom: bool,
    pub(crate) user_agent: HeaderValue,
    /// The buckets that were called, if the service is S3.
    #[cfg(feature = "rest-xml")]
    pub(super) buckets: Buckets,
    /// The endpoints that the service reported for its operations with a `discovered_endpoint`.
    pub(crate) discovered: Discovered,
}

impl Shared {
    pub(crate) fn copy(&self) -> Self {
        Self {
            region: self.region.clone(),
            named_region: self.named_region.clone(),
            credentials: Arc::clone(&self.credentials),
            auth: Arc::clone(&self.auth),
            endpoint_url: self.endpoint_url.clone(),
            service_endpoint_urls: self.service_endpoint_urls.clone(),
            variant: self.variant,
            account_id_mode: self.account_id_mode,
            signing_name: self.signing_name.clone(),
            content_sha256: self.content_sha256,
            host_prefixes: self.host_prefixes,
            allow_plain_http: self.allow_plain_http,
            body_settings: self.body_settings,
            #[cfg(feature = "rest-xml")]
            s3: self.s3,
            transport: Arc::clone(&self.transport),
            connections: Arc::clone(&self.connections),
            quota: self.quota,
            clock: self.clock.clone(),
            tokens: self.tokens.clone(),
            observer: self.observer.clone(),
            lambda: self.lambda.clone(),
            services: Arc::clone(&self.services),
            hosts: Arc::clone(&self.hosts),
        }
    }

    /// The state for `meta`, created by the first call.
    pub(crate) fn service(&self, meta: &'static ServiceMeta) -> Result<Arc<ServiceClient>, Invalid> {
        let known = self.services.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, service)) = known.iter().find(|(known, _)| std::ptr::eq(*known, meta) || *known == meta) {
            return Ok(Arc::clone(service));
        }
        drop(known);
        let new = Arc::new(self.new_service(meta)?);
        let mut known = self.services.write().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, service)) = known.iter().find(|(known, _)| std::ptr::eq(*known, meta) || *known == meta) {
            return Ok(Arc::clone(service));
        }
        known.push((meta, Arc::clone(&new)));
        Ok(new)
    }

    fn new_service(&self, meta: &'static ServiceMeta) -> Result<ServiceClient, Invalid> {
        let depends_on_account =
            self.account_id_mode != AccountIdEndpointMode::Disabled && rules::depends_on_account(meta.endpoint_rules);
        let endpoint = if rules::depends_on_calls(meta.endpoint_rules) {
            None
        } else {
            Some(Arc::new(self.locate(meta, &EndpointParams::new(), Ok(None))?))
        };
        let is_custom = self.custom_url(meta).is_some();
        Ok(ServiceClient { depends_on_account, ..self.service_at(meta, endpoint, is_custom) })
    }

    /// The state for the host of `url`, without a path, and the service that verifies signatures for `name`.
    pub(crate) fn host(
        &self,
        meta: &'static ServiceMeta,
        name: &str,
        url: &str,
    ) -> Result<Arc<ServiceClient>, Invalid> {
        let known = self.hosts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, host)) = known.iter().find(|((known, at), _)| known == name && at == url) {
            return Ok(Arc::clone(host));
        }
        drop(known);
        let endpoint = Endpoint::custom(url, Variant::default());
        let endpoint = endpoint.map_err(|error| Invalid::Endpoint(error.to_string()))?;
        let endpoint = Arc::new(self.endpoint_at(meta, endpoint, name, &self.region, None));
        let new = Arc::new(self.service_at(meta, Some(endpoint), true));
        let mut known = self.hosts.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_HOSTS {
            known.remove(0);
        }
        known.push(((name.to_owned(), url.to_owned()), Arc::clone(&new)));
        Ok(new)
    }

    fn service_at(&self, meta: &ServiceMeta, endpoint: Option<Arc<ServiceEndpoint>>, is_custom: bool) -> ServiceClient {
        ServiceClient {
            endpoint,
            depends_on_account: false,
            located: Located::default(),
            clock: ServiceClock::default(),
            is_custom,
            quota: RetryQuota::new(self.quota.0, self.quota.1),
            user_agent: user_agent(meta),
            #[cfg(feature = "rest-xml")]
            buckets: Buckets::default(),
            discovered: Discovered::default(),
        }
    }
}

/// The user agent in AWS's form `ua/2.1`.
fn user_agent(meta: &ServiceMeta) -> HeaderValue {
    let id: String =
        meta.id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let text = format!(
        "aws-operation/{} ua/2.1 api/{id} os/{} md/arch#{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("aws-operation"))
}
