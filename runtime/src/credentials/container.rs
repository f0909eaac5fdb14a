//! Container credentials: the credentials endpoint of ECS, EKS Pod Identity or a compatible agent.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderValue, StatusCode, Uri};
use tokio::time::sleep;
use zeroize::Zeroizing;

use super::error_text::reason_in;
use super::json::CredentialsJson;
use super::metadata_endpoint::{MetadataEndpoint, zeroize_body};
use super::{CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::config::endpoint::{ip, is_loopback};
use crate::config::environment::Environment;
use crate::transport::Transport;
use crate::value::body::Body;
use crate::value::credentials::Credentials;

const RELATIVE_URI: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL_URI: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// The base of a relative URI.
const ECS_AGENT: &str = "http://169.254.170.2";
/// The link-local addresses of the ECS and EKS agents. Plain HTTP is allowed: requests to them stay on the host.
const AGENTS: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

const MAX_ATTEMPTS: u32 = 3;
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// Requests credentials from the container credentials endpoint at each load.
pub(crate) struct ContainerCredentials {
    uri: Uri,
    token: Token,
    endpoint: MetadataEndpoint,
    /// The variable that names the endpoint.
    variable: &'static str,
}

/// The value of the `Authorization` header.
enum Token {
    None,
    Text(Zeroizing<String>),
    /// Read at each request, because the file is replaced when the token is rotated.
    File(PathBuf, Environment),
}

impl ContainerCredentials {
    /// The endpoint named by the variables; `None` if they are not set.
    pub(crate) fn from_environment(
        environment: &Environment,
        transport: &Arc<dyn Transport>,
    ) -> Result<Option<Self>, CredentialsError> {
        let (variable, uri) = match (environment.variable(RELATIVE_URI), environment.variable(FULL_URI)) {
            (Some(path), _) => (RELATIVE_URI, relative_uri(&path)),
            (None, Some(uri)) => (FULL_URI, full_uri(&uri)),
            (None, None) => return Ok(None),
        };
        let uri = uri.map_err(|reason| CredentialsError::new(format!("{variable}: {reason}")))?;
        let token = match (environment.variable(TOKEN_FILE), environment.variable(TOKEN)) {
            (Some(file), _) => Token::File(file.into(), environment.clone()),
            (None, Some(token)) => Token::Text(Zeroizing::new(token)),
            (None, None) => Token::None,
        };
        let endpoint = MetadataEndpoint { transport: Arc::clone(transport), timeout: Duration::from_secs(2) };
        Ok(Some(Self { uri, token, endpoint, variable }))
    }

    fn error(&self, what: impl std::fmt::Display) -> CredentialsError {
        let host = self.uri.host().unwrap_or_default();
        CredentialsError::new(format!("the container credentials endpoint at {host} ({}) {what}", self.variable))
    }

    async fn load(&self) -> Result<Credentials, CredentialsError> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            match self.request_credentials().await {
                Err(Failure::Transient(_)) if attempts < MAX_ATTEMPTS => sleep(RETRY_DELAY).await,
                Err(Failure::Transient(error) | Failure::Permanent(error)) => return Err(error),
                Ok(credentials) => return Ok(credentials),
            }
        }
    }

    async fn request_credentials(&self) -> Result<Credentials, Failure> {
        let mut request = http::Request::new(Body::empty());
        *request.uri_mut() = self.uri.clone();
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        let token = self.token.header().map_err(Failure::Permanent)?;
        if let Some(token) = &token {
            request.headers_mut().insert(AUTHORIZATION, token.clone());
        }
        let response = self.endpoint.send(request).await;
        let response = response.map_err(|error| Failure::Transient(self.error("did not respond").with_cause(error)))?;
        let status = response.status();
        if !status.is_success() {
            let sent = token.as_ref().map(HeaderValue::as_bytes).unwrap_or_default();
            let reason = reason_in(response.body(), sent).map(|reason| format!(": {reason}")).unwrap_or_default();
            zeroize_body(response.into_body());
            let error = self.error(format_args!("rejected the request with status {}{reason}", status.as_u16()));
            let is_transient = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            return Err(if is_transient { Failure::Transient(error) } else { Failure::Permanent(error) });
        }
        let json = CredentialsJson::parse(response.body());
        zeroize_body(response.into_body());
        let read = json.and_then(CredentialsJson::into_credentials);
        read.map_err(|reason| Failure::Transient(self.error(format_args!("returned a document that {reason}"))))
    }
}

/// Whether a retry may help.
enum Failure {
    Transient(CredentialsError),
    Permanent(CredentialsError),
}

impl Token {
    fn header(&self) -> Result<Option<HeaderValue>, CredentialsError> {
        let (token, origin) = match self {
            Self::None => return Ok(None),
            Self::Text(token) => (token.clone(), TOKEN.to_owned()),
            Self::File(path, environment) => {
                (read_token(environment, path, TOKEN_FILE)?, format!("{} ({TOKEN_FILE})", path.display()))
            }
        };
        // The parser's error is dropped, because it might reveal the token.
        let mut header = HeaderValue::try_from(token.as_str()).map_err(|_| {
            CredentialsError::new(format!("{origin}: the token must not contain a line break or a control character"))
        })?;
        header.set_sensitive(true);
        Ok(Some(header))
    }
}

/// Reads the token from a file. `origin` names the setting, for errors.
pub(crate) fn read_token(
    environment: &Environment,
    path: &Path,
    origin: &str,
) -> Result<Zeroizing<String>, CredentialsError> {
    let text = environment.read(path).map_err(|error| CredentialsError::new(origin).with_cause(error))?;
    let text = text.map(Zeroizing::new).filter(|text| !text.is_empty());
    text.ok_or_else(|| CredentialsError::new(format!("{origin}: {} does not exist or is empty", path.display())))
}

fn relative_uri(path: &str) -> Result<Uri, String> {
    if !path.starts_with('/') {
        return Err("write a path that starts with `/`".to_owned());
    }
    format!("{ECS_AGENT}{path}").parse().map_err(|_| "not a valid URL path".to_owned())
}

fn full_uri(uri: &str) -> Result<Uri, String> {
    let uri: Uri = uri.parse().map_err(|_| "not a URL".to_owned())?;
    let host = uri.host().ok_or("write an absolute URL, such as http://localhost/credentials")?;
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(host) || is_agent(host) => Ok(uri),
        Some("http") => Err(format!(
            "`http://{host}` would send credentials over the network unencrypted; use `https://`, or a local address: \
             localhost, 127.0.0.1, [::1], {}",
            AGENTS.join(", ")
        )),
        _ => Err("its scheme must be `https` or `http`".to_owned()),
    }
}

fn is_agent(host: &str) -> bool {
    ip(host).is_some_and(|host| AGENTS.iter().any(|agent| ip(agent) == Some(host)))
}

impl ProvideCredentials for ContainerCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.load())
    }
}
