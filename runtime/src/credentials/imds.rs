//! The metadata service of an EC2 instance, version 2: its credentials and its region. Version 1, which responds to whoever
//! can make the instance send a request, is never asked.
//!
//! Source: <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, Uri};
use tokio::time::sleep;

use super::json::CredentialsJson;
use super::metadata_endpoint::{MetadataEndpoint, NoResponse, wipe};
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
/// What is found there, for errors.
const ROLE_NAME: &str = "the name of the instance's role";
const REGION: &str = "/latest/meta-data/placement/region";
const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TTL_ASKED: &str = "21600";

const TRIES: u32 = 3;
/// What is left of a session's life when another is begun.
const RENEWED_BEFORE: Duration = Duration::from_secs(120);
/// Before an attempt after the first; the second wait is twice this.
const PAUSE: Duration = Duration::from_millis(200);
/// How long credentials that have ended are used on before new ones are asked for, and up to half of it more.
const EXTENSION: Duration = Duration::from_secs(600);

/// A client of the metadata service.
pub(crate) struct Imds {
    endpoint: String,
    http: MetadataEndpoint,
    clock: Clock,
    session: Mutex<Option<Session>>,
}

/// The right to ask, which is asked for first.
#[derive(Clone)]
struct Session {
    token: HeaderValue,
    ends: Timestamp,
}

/// Why the metadata service has not said what it was asked.
#[derive(thiserror::Error)]
pub(crate) enum ImdsError {
    /// No connection, or no response over one: this is no EC2 instance, most likely.
    #[error("nothing responds as metadata service at {0}: this is no EC2 instance, or a container with hop limit 1")]
    Absent(String, #[source] NoResponse),
    #[error("the metadata service at {0} does not respond when asked for {1}")]
    Lost(String, &'static str, #[source] NoResponse),
    #[error("the metadata service at {0} rejected {1} with status {status}", status = .2.as_u16())]
    Rejected(String, &'static str, StatusCode),
    #[error("what responds at {0} is no metadata service of version 2: {1}")]
    Foreign(String, &'static str),
}

debug_like_display!(text ImdsError);

impl Imds {
    /// The metadata service where variables and profile say that it is; `None` if they switch it off.
    pub(crate) fn of(
        environment: &Environment,
        profile: Option<&Profile>,
        transport: &Arc<dyn Transport>,
        clock: Clock,
    ) -> Result<Option<Self>, CredentialsError> {
        if environment.variable("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Ok(None);
        }
        let setting = |variable: &'static str, property: &'static str| {
            let of_environment = environment.variable(variable).map(|value| (variable, value));
            of_environment.or_else(|| Some((property, profile?.get(property)?.to_owned())))
        };
        let endpoint = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
        let mode = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
        let endpoint = match (endpoint, mode) {
            (Some((name, url)), _) => checked(&url).map_err(|reason| format!("{name}: {reason}")),
            (None, None) => Ok(IPV4.to_owned()),
            (None, Some((_, mode))) if mode.eq_ignore_ascii_case("ipv4") => Ok(IPV4.to_owned()),
            (None, Some((_, mode))) if mode.eq_ignore_ascii_case("ipv6") => Ok(IPV6.to_owned()),
            (None, Some((name, mode))) => Err(format!("{name}: `{mode}` is not a mode; it is IPv4 or IPv6")),
        };
        let endpoint = endpoint.map_err(CredentialsError::new)?;
        let http = MetadataEndpoint { transport: Arc::clone(transport), limit: Duration::from_secs(1) };
        Ok(Some(Self { endpoint, http, clock, session: Mutex::default() }))
    }

    /// The region that the instance is in.
    pub(crate) async fn region(&self) -> Result<String, ImdsError> {
        let body = self.get(REGION, "the region").await?;
        let region = std::str::from_utf8(&body).unwrap_or_default().trim();
        let is_region = !region.is_empty() && region.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if is_region { Ok(region.to_owned()) } else { Err(self.foreign("its region is none")) }
    }

    fn foreign(&self, why: &'static str) -> ImdsError {
        ImdsError::Foreign(self.endpoint.clone(), why)
    }

    /// The document at `path`, which is called `what` in errors.
    async fn get(&self, path: &str, what: &'static str) -> Result<Bytes, ImdsError> {
        let mut response = self.ask(path, what).await?;
        if response.status() == StatusCode::UNAUTHORIZED {
            // The session has ended early.
            *self.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
            response = self.ask(path, what).await?;
        }
        match response.status() {
            StatusCode::OK => Ok(response.into_body()),
            status => Err(ImdsError::Rejected(self.endpoint.clone(), what, status)),
        }
    }

    async fn ask(&self, path: &str, what: &'static str) -> Result<http::Response<Bytes>, ImdsError> {
        let session = self.session().await?;
        self.exchange(Method::GET, path, ("x-aws-ec2-metadata-token", session.token), true, what).await
    }

    /// The session that is open, or a new one.
    async fn session(&self) -> Result<Session, ImdsError> {
        let now = self.clock.now();
        let open = self.session.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(session) = open.as_ref().filter(|session| now.saturating_add(RENEWED_BEFORE) < session.ends) {
            return Ok(session.clone());
        }
        let asked = (TTL, HeaderValue::from_static(TTL_ASKED));
        let response = self.exchange(Method::PUT, "/latest/api/token", asked, open.is_some(), "a session").await?;
        if response.status() != StatusCode::OK {
            return Err(ImdsError::Rejected(self.endpoint.clone(), "a session", response.status()));
        }
        let seconds = response.headers().get(TTL).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let seconds = seconds.ok_or_else(|| self.foreign("it does not say how long its session lasts"))?;
        let token = HeaderValue::from_maybe_shared(response.into_body());
        let mut token = token.map_err(|_| self.foreign("its token cannot be sent back"))?;
        token.set_sensitive(true);
        let session = Session { token, ends: now.saturating_add(Duration::from_secs(seconds)) };
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = Some(session.clone());
        Ok(session)
    }

    /// Sends a request, again if that may help: not where nothing ever was there, since off EC2 a program must not wait.
    /// A connection that broke shows that something is there.
    async fn exchange(
        &self,
        method: Method,
        path: &str,
        (name, value): (&'static str, HeaderValue),
        responded_before: bool,
        what: &'static str,
    ) -> Result<http::Response<Bytes>, ImdsError> {
        let uri: Uri =
            format!("{}{path}", self.endpoint).parse().map_err(|_| self.foreign("it names a role that is none"))?;
        let (mut attempt, mut is_there) = (1, responded_before);
        loop {
            let mut request = http::Request::new(Body::empty());
            (*request.method_mut(), *request.uri_mut()) = (method.clone(), uri.clone());
            request.headers_mut().insert(name, value.clone());
            let response = self.http.send(request).await;
            is_there |= matches!(response, Ok(_) | Err(NoResponse::Lost(_)));
            match response {
                Ok(response) if attempt == TRIES || !response.status().is_server_error() => return Ok(response),
                Err(error) if !is_there => return Err(ImdsError::Absent(self.endpoint.clone(), error)),
                Err(error) if attempt == TRIES => return Err(ImdsError::Lost(self.endpoint.clone(), what, error)),
                Ok(_) | Err(_) => sleep(PAUSE * attempt).await,
            }
            attempt += 1;
        }
    }
}

/// The address of a metadata service, without a slash at its end.
fn checked(url: &str) -> Result<String, String> {
    let uri: Uri = url.parse().map_err(|_| "not a URL".to_owned())?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    if is_http && uri.host().is_some() && uri.query().is_none() {
        Ok(url.trim_end_matches('/').to_owned())
    } else {
        Err("a whole URL without a query is needed, like http://127.0.0.1:1338".to_owned())
    }
}

/// The credentials of the role that the instance has.
pub(crate) struct ImdsCredentials {
    imds: Imds,
    /// The last that were given; they are used on while the metadata service has none that hold, since AWS honours
    /// them then ("static stability").
    last: Mutex<Option<Credentials>>,
}

impl ImdsCredentials {
    pub(crate) fn new(imds: Imds) -> Self {
        Self { imds, last: Mutex::default() }
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let role = self.imds.get(ROLES, ROLE_NAME).await;
        let role = role.map_err(|error| match error {
            ImdsError::Rejected(endpoint, ROLE_NAME, StatusCode::NOT_FOUND) => {
                CredentialsError::new(format!("the instance has no role, says the metadata service at {endpoint}"))
            }
            error => error.into(),
        })?;
        let role = std::str::from_utf8(&role).unwrap_or_default().lines().next().unwrap_or_default().trim();
        let foreign = |why| CredentialsError::from(self.imds.foreign(why));
        // IAM's alphabet of names.
        if role.is_empty() || !role.bytes().all(|b| b.is_ascii_alphanumeric() || b"+=,.@_-".contains(&b)) {
            return Err(foreign("it names a role that is none"));
        }
        let json = self.imds.get(&format!("{ROLES}{role}"), "the credentials of the instance's role").await?;
        let credentials = CredentialsJson::parse(&json).and_then(CredentialsJson::granted);
        wipe(json);
        credentials.map_err(|reason| {
            let endpoint = &self.imds.endpoint;
            CredentialsError::new(format!(
                "the metadata service at {endpoint} responded for role {role} with a document that {reason}"
            ))
        })
    }

    async fn load(&self, time: ServiceTime) -> Result<Credentials, CredentialsError> {
        let fetched = self.fetch().await;
        let now = time.or(&self.imds.clock);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = |credentials: &Credentials| credentials.expiry().is_some_and(|end| end <= now);
        let credentials = match (fetched, &*last) {
            (Ok(credentials), _) => credentials,
            (Err(error), Some(last)) if ended(last) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "no new credentials from the metadata service"
                );
                last.clone()
            }
            (Err(error), _) => return Err(error),
        };
        *last = Some(credentials.clone());
        // Their end is put off by a time that is known only.
        if !ended(&credentials) || time == ServiceTime::Unknown {
            return Ok(credentials);
        }
        let more = EXTENSION + EXTENSION.mul_f64(random_fraction() / 2.0);
        tracing::warn!(minutes = more.as_secs() / 60, "the instance's credentials have ended, and are used on");
        Ok(credentials.expires_at(now.saturating_add(more)))
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
            Some(_) => Self::new(text).because(error),
            None => Self::new(text),
        }
    }
}
