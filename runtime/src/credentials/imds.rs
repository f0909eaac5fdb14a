//! The instance metadata service (IMDS) of EC2: the credentials and the region of the instance. Only `IMDSv2` is used.
//! `IMDSv1` is open to server-side request forgery, because it requires no session token.
//!
//! Source: <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, Uri};
use tokio::time::sleep;

use super::json::CredentialsJson;
use super::metadata_endpoint::{MetadataEndpoint, NoResponse, zeroize_body};
use super::{CredentialsError, CredentialsFuture, ProvideCredentials, ServiceTime};
use crate::config::environment::Environment;
use crate::config::profile::Profile;
use crate::transport::Transport;
use crate::value::body::Body;
use crate::value::clock::Clock;
use crate::value::credentials::Credentials;
use crate::value::error_debug::debug_like_display;
use crate::value::random::random_fraction;
use crate::value::timestamp::Timestamp;

const IPV4: &str = "http://169.254.169.254";
const IPV6: &str = "http://[fd00:ec2::254]";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";
/// The name of the document at `ROLES`, for errors.
const ROLE_NAME: &str = "the name of the instance's role";
const REGION: &str = "/latest/meta-data/placement/region";
const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const SESSION_TTL: &str = "21600";

const MAX_ATTEMPTS: u32 = 3;
/// A session is renewed this long before it expires.
const RENEW_BEFORE: Duration = Duration::from_secs(120);
/// The delay before the second attempt; the delay before the third is twice this.
const RETRY_DELAY: Duration = Duration::from_millis(200);
/// How long expired credentials are used before the next load, plus jitter of up to half of it.
const EXTENSION: Duration = Duration::from_secs(600);

/// A client of IMDS.
pub(crate) struct Imds {
    endpoint: String,
    http: MetadataEndpoint,
    clock: Clock,
    session: Mutex<Option<Session>>,
}

/// An `IMDSv2` session: its token must be sent with every other request.
#[derive(Clone)]
struct Session {
    token: HeaderValue,
    expiry: Timestamp,
}

/// Why a request to IMDS failed.
pub(crate) enum ImdsError {
    /// No connection or no response: most likely, this is not an EC2 instance.
    Unreachable(String, NoResponse),
    Lost(String, &'static str, NoResponse),
    Rejected(String, &'static str, StatusCode),
    Invalid(String, &'static str),
}

impl fmt::Display for ImdsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(endpoint, _) => write!(
                f,
                "no instance metadata service (IMDS) responds at {endpoint}: this is not an EC2 instance, or it is a \
                 container and the hop limit is 1"
            ),
            Self::Lost(endpoint, what, _) => {
                write!(f, "the instance metadata service at {endpoint} did not respond to the request for {what}")
            }
            Self::Rejected(endpoint, what, status) => write!(
                f,
                "the instance metadata service at {endpoint} rejected the request for {what} with status {}",
                status.as_u16()
            ),
            Self::Invalid(endpoint, reason) => {
                write!(f, "the response of {endpoint} is not that of an instance metadata service, version 2: {reason}")
            }
        }
    }
}

impl Error for ImdsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreachable(_, cause) | Self::Lost(_, _, cause) => Some(cause),
            Self::Rejected(..) | Self::Invalid(..) => None,
        }
    }
}

debug_like_display!(text ImdsError);

impl Imds {
    /// The IMDS client configured by variables and profile; `None` if `AWS_EC2_METADATA_DISABLED` is `true`.
    pub(crate) fn from_settings(
        environment: &Environment,
        profile: Option<&Profile>,
        transport: &Arc<dyn Transport>,
        clock: Clock,
    ) -> Result<Option<Self>, CredentialsError> {
        if environment.variable("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Ok(None);
        }
        let setting = |variable: &'static str, property: &'static str| {
            let in_environment = environment.variable(variable).map(|value| (variable, value));
            in_environment.or_else(|| Some((property, profile?.get(property)?.to_owned())))
        };
        let endpoint = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
        let mode = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
        let endpoint = match (endpoint, mode) {
            (Some((name, url)), _) => base_url(&url).map_err(|reason| format!("{name}: {reason}")),
            (None, None) => Ok(IPV4.to_owned()),
            (None, Some((_, mode))) if mode.eq_ignore_ascii_case("ipv4") => Ok(IPV4.to_owned()),
            (None, Some((_, mode))) if mode.eq_ignore_ascii_case("ipv6") => Ok(IPV6.to_owned()),
            (None, Some((name, mode))) => Err(format!("{name}: `{mode}` is not a mode; write IPv4 or IPv6")),
        };
        let endpoint = endpoint.map_err(CredentialsError::new)?;
        let http = MetadataEndpoint { transport: Arc::clone(transport), timeout: Duration::from_secs(1) };
        Ok(Some(Self { endpoint, http, clock, session: Mutex::default() }))
    }

    /// The region of the instance.
    pub(crate) async fn region(&self) -> Result<String, ImdsError> {
        let body = self.get(REGION, "the region").await?;
        let region = std::str::from_utf8(&body).unwrap_or_default().trim();
        let is_region = !region.is_empty() && region.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if is_region { Ok(region.to_owned()) } else { Err(self.invalid("its region is invalid")) }
    }

    fn invalid(&self, why: &'static str) -> ImdsError {
        ImdsError::Invalid(self.endpoint.clone(), why)
    }

    /// The document at `path`; `what` names it in errors.
    async fn get(&self, path: &str, what: &'static str) -> Result<Bytes, ImdsError> {
        let mut response = self.get_once(path, what).await?;
        if response.status() == StatusCode::UNAUTHORIZED {
            // The session has expired early.
            *self.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
            response = self.get_once(path, what).await?;
        }
        match response.status() {
            StatusCode::OK => Ok(response.into_body()),
            status => Err(ImdsError::Rejected(self.endpoint.clone(), what, status)),
        }
    }

    async fn get_once(&self, path: &str, what: &'static str) -> Result<http::Response<Bytes>, ImdsError> {
        let session = self.session().await?;
        self.send(Method::GET, path, ("x-aws-ec2-metadata-token", session.token), true, what).await
    }

    /// The current session, or a new one.
    async fn session(&self) -> Result<Session, ImdsError> {
        let now = self.clock.now();
        let current = self.session.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(session) = current.as_ref().filter(|session| now.saturating_add(RENEW_BEFORE) < session.expiry) {
            return Ok(session.clone());
        }
        let ttl = (TTL, HeaderValue::from_static(SESSION_TTL));
        let response = self.send(Method::PUT, "/latest/api/token", ttl, current.is_some(), "a session").await?;
        if response.status() != StatusCode::OK {
            return Err(ImdsError::Rejected(self.endpoint.clone(), "a session", response.status()));
        }
        let seconds = response.headers().get(TTL).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let seconds = seconds.ok_or_else(|| self.invalid("its session has no TTL"))?;
        let token = HeaderValue::from_maybe_shared(response.into_body());
        let mut token = token.map_err(|_| self.invalid("its session token cannot be sent as a header"))?;
        token.set_sensitive(true);
        let session = Session { token, expiry: now.saturating_add(Duration::from_secs(seconds)) };
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = Some(session.clone());
        Ok(session)
    }

    /// Sends a request with retries. If nothing has ever responded at the address, it does not retry, because a program
    /// outside of EC2 must not wait. A broken connection shows that something is there.
    async fn send(
        &self,
        method: Method,
        path: &str,
        (name, value): (&'static str, HeaderValue),
        has_responded: bool,
        what: &'static str,
    ) -> Result<http::Response<Bytes>, ImdsError> {
        let uri: Uri =
            format!("{}{path}", self.endpoint).parse().map_err(|_| self.invalid("its role name is invalid"))?;
        let (mut attempt, mut is_there) = (1, has_responded);
        loop {
            let mut request = http::Request::new(Body::empty());
            (*request.method_mut(), *request.uri_mut()) = (method.clone(), uri.clone());
            request.headers_mut().insert(name, value.clone());
            let response = self.http.send(request).await;
            is_there |= matches!(response, Ok(_) | Err(NoResponse::Lost(_)));
            match response {
                Ok(response) if attempt == MAX_ATTEMPTS || !response.status().is_server_error() => return Ok(response),
                Err(error) if !is_there => return Err(ImdsError::Unreachable(self.endpoint.clone(), error)),
                Err(error) if attempt == MAX_ATTEMPTS => {
                    return Err(ImdsError::Lost(self.endpoint.clone(), what, error));
                }
                Ok(_) | Err(_) => sleep(RETRY_DELAY * attempt).await,
            }
            attempt += 1;
        }
    }
}

/// The base URL of IMDS, without a trailing slash.
fn base_url(url: &str) -> Result<String, String> {
    let uri: Uri = url.parse().map_err(|_| "not a URL".to_owned())?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    if is_http && uri.host().is_some() && uri.query().is_none() {
        Ok(url.trim_end_matches('/').to_owned())
    } else {
        Err("write an absolute URL without a query, such as http://127.0.0.1:1338".to_owned())
    }
}

/// The credentials of the instance's IAM role.
pub(crate) struct ImdsCredentials {
    imds: Imds,
    /// The credentials returned last. They are used past their expiration while IMDS has no valid ones, because AWS
    /// accepts them then ("static stability").
    last: Mutex<Option<Credentials>>,
}

impl ImdsCredentials {
    pub(crate) fn new(imds: Imds) -> Self {
        Self { imds, last: Mutex::default() }
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let role = self.imds.get(ROLES, ROLE_NAME).await;
        let role = role.map_err(|error| match error {
            ImdsError::Rejected(endpoint, ROLE_NAME, StatusCode::NOT_FOUND) => CredentialsError::new(format!(
                "the instance metadata service at {endpoint} reports that the instance has no role"
            )),
            error => error.into(),
        })?;
        let role = std::str::from_utf8(&role).unwrap_or_default().lines().next().unwrap_or_default().trim();
        let invalid = |why| CredentialsError::from(self.imds.invalid(why));
        // The characters that IAM allows in role names.
        if role.is_empty() || !role.bytes().all(|b| b.is_ascii_alphanumeric() || b"+=,.@_-".contains(&b)) {
            return Err(invalid("its role name is invalid"));
        }
        let json = self.imds.get(&format!("{ROLES}{role}"), "the credentials of the instance's role").await?;
        let credentials = CredentialsJson::parse(&json).and_then(CredentialsJson::into_credentials);
        zeroize_body(json);
        credentials.map_err(|reason| {
            let endpoint = &self.imds.endpoint;
            CredentialsError::new(format!(
                "the instance metadata service at {endpoint} returned a document for the role {role} that {reason}"
            ))
        })
    }

    async fn load(&self, time: ServiceTime) -> Result<Credentials, CredentialsError> {
        let fetched = self.fetch().await;
        let now = time.or(&self.imds.clock);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_expired = |credentials: &Credentials| credentials.expiry().is_some_and(|expiry| expiry <= now);
        let credentials = match (fetched, &*last) {
            (Ok(credentials), _) => credentials,
            (Err(error), Some(last)) if is_expired(last) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the instance metadata service returned no new credentials"
                );
                last.clone()
            }
            (Err(error), _) => return Err(error),
        };
        *last = Some(credentials.clone());
        // The expiration is extended only if the current time is known.
        if !is_expired(&credentials) || time == ServiceTime::Unknown {
            return Ok(credentials);
        }
        let extension = EXTENSION + EXTENSION.mul_f64(random_fraction() / 2.0);
        tracing::warn!(
            minutes = extension.as_secs() / 60,
            "the instance's credentials have expired, their use is extended"
        );
        Ok(credentials.expires_at(now.saturating_add(extension)))
    }
}

impl ProvideCredentials for ImdsCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.credentials_at(ServiceTime::Local)
    }

    fn credentials_at(&self, time: ServiceTime) -> CredentialsFuture<'_> {
        Box::pin(self.load(time))
    }
}

impl From<ImdsError> for CredentialsError {
    fn from(error: ImdsError) -> Self {
        let text = error.to_string();
        match std::error::Error::source(&error) {
            Some(_) => Self::new(text).with_cause(error),
            None => Self::new(text),
        }
    }
}
