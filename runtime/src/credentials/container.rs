//! Credentials of a container, from the agent beside it: ECS, EKS Pod Identity, and whatever speaks like them.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderValue, StatusCode, Uri};
use tokio::time::sleep;
use zeroize::Zeroizing;

use super::error_text::reason_in;
use super::json::CredentialsJson;
use super::metadata_endpoint::{MetadataEndpoint, wipe};
use super::{CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::config::endpoint::is_loopback;
use crate::config::environment::Environment;
use crate::transport::Transport;
use crate::value::body::Body;
use crate::value::credentials::Credentials;

const RELATIVE_URI: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL_URI: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// Where a relative URI leads.
const ECS_AGENT: &str = "http://169.254.170.2";
/// The agents of ECS and of EKS, which may be asked over plain HTTP: what is sent does not leave the machine.
const AGENTS: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_secs(1);

/// Asks the agent each time that credentials are asked for.
pub(crate) struct ContainerCredentials {
    uri: Uri,
    token: Token,
    endpoint: MetadataEndpoint,
    /// The variable that led here.
    variable: &'static str,
}

/// What is sent as `Authorization`.
enum Token {
    None,
    Text(Zeroizing<String>),
    /// Read at each request: it is replaced now and then.
    File(PathBuf, Environment),
}

impl ContainerCredentials {
    /// The agent that the variables name; `None` if they name none.
    pub(crate) fn of(
        environment: &Environment,
        transport: &Arc<dyn Transport>,
    ) -> Result<Option<Self>, CredentialsError> {
        let (variable, uri) = match (environment.variable(RELATIVE_URI), environment.variable(FULL_URI)) {
            (Some(path), _) => (RELATIVE_URI, relative(&path)),
            (None, Some(uri)) => (FULL_URI, full(&uri)),
            (None, None) => return Ok(None),
        };
        let uri = uri.map_err(|reason| CredentialsError::new(format!("{variable}: {reason}")))?;
        let token = match (environment.variable(TOKEN_FILE), environment.variable(TOKEN)) {
            (Some(file), _) => Token::File(file.into(), environment.clone()),
            (None, Some(token)) => Token::Text(Zeroizing::new(token)),
            (None, None) => Token::None,
        };
        let endpoint = MetadataEndpoint { transport: Arc::clone(transport), limit: Duration::from_secs(2) };
        Ok(Some(Self { uri, token, endpoint, variable }))
    }

    fn error(&self, what: impl std::fmt::Display) -> CredentialsError {
        let host = self.uri.host().unwrap_or_default();
        CredentialsError::new(format!("the container's agent at {host} ({}) {what}", self.variable))
    }

    async fn load(&self) -> Result<Credentials, CredentialsError> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.ask().await {
                Err(Failure::Passing(_)) if tries < TRIES => sleep(PAUSE).await,
                Err(Failure::Passing(error) | Failure::Lasting(error)) => return Err(error),
                Ok(credentials) => return Ok(credentials),
            }
        }
    }

    async fn ask(&self) -> Result<Credentials, Failure> {
        let mut request = http::Request::new(Body::empty());
        *request.uri_mut() = self.uri.clone();
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        let token = self.token.header().map_err(Failure::Lasting)?;
        if let Some(token) = &token {
            request.headers_mut().insert(AUTHORIZATION, token.clone());
        }
        let response = self.endpoint.send(request).await;
        let response = response.map_err(|error| Failure::Passing(self.error("did not respond").because(error)))?;
        let status = response.status();
        if !status.is_success() {
            let sent = token.as_ref().map(HeaderValue::as_bytes).unwrap_or_default();
            let reason = reason_in(response.body(), sent).map(|reason| format!(": {reason}")).unwrap_or_default();
            wipe(response.into_body());
            let error = self.error(format_args!("rejected with status {}{reason}", status.as_u16()));
            let may_pass = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            return Err(if may_pass { Failure::Passing(error) } else { Failure::Lasting(error) });
        }
        let json = CredentialsJson::parse(response.body());
        wipe(response.into_body());
        let read = json.and_then(CredentialsJson::granted);
        read.map_err(|reason| Failure::Passing(self.error(format_args!("responded with a document that {reason}"))))
    }
}

/// Whether to ask once more.
enum Failure {
    Passing(CredentialsError),
    Lasting(CredentialsError),
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
        // What is wrong with it would show what is in it.
        let mut header = HeaderValue::try_from(token.as_str()).map_err(|_| {
            CredentialsError::new(format!("{origin}: a token must not have a line break or a control character"))
        })?;
        header.set_sensitive(true);
        Ok(Some(header))
    }
}

/// The token in a file that `origin` names.
pub(crate) fn read_token(
    environment: &Environment,
    path: &Path,
    origin: &str,
) -> Result<Zeroizing<String>, CredentialsError> {
    let text = environment.read(path).map_err(|error| CredentialsError::new(origin).because(error))?;
    let text = text.map(Zeroizing::new).filter(|text| !text.is_empty());
    text.ok_or_else(|| CredentialsError::new(format!("{origin}: {} does not exist, or is empty", path.display())))
}

fn relative(path: &str) -> Result<Uri, String> {
    if !path.starts_with('/') {
        return Err("a path is needed, which starts with `/`".to_owned());
    }
    format!("{ECS_AGENT}{path}").parse().map_err(|_| "not a path of a URL".to_owned())
}

fn full(uri: &str) -> Result<Uri, String> {
    let uri: Uri = uri.parse().map_err(|_| "not a URL".to_owned())?;
    let host = uri.host().ok_or("a whole URL is needed, like http://localhost/credentials")?;
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(host) || is_agent(host) => Ok(uri),
        Some("http") => Err(format!(
            "`http://{host}` would hand credentials over the network unencrypted; use `https://`, or an address of this \
             machine: localhost, 127.0.0.1, [::1], {}",
            AGENTS.join(", ")
        )),
        _ => Err("its scheme must be `https` or `http`".to_owned()),
    }
}

fn is_agent(host: &str) -> bool {
    let ip = |host: &str| host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    ip(host).is_some_and(|host| AGENTS.iter().any(|agent| ip(agent) == Some(host)))
}

impl ProvideCredentials for ContainerCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.load())
    }
}
