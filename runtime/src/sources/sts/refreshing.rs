//! Roles as sources of credentials: each load assumes the role.

use std::io;
use std::sync::Arc;

use super::{AssumeRole, AssumeRoleWithWebIdentity, AssumedRoleUser};
use crate::call::send_error::SendError;
use crate::client::Client;
use crate::credentials::error_text::names_credentials;
use crate::credentials::mfa::{AskMfaCode, mfa_code};
use crate::credentials::{
    CredentialsCache, CredentialsError, CredentialsFuture, ProvideBearerToken, ProvideCredentials,
};
use crate::model::modeled_error::ModeledError;
use crate::sources::chain::LOAD_TIMEOUT;
use crate::value::credentials::Credentials;
use crate::value::sensitive::Sensitive;

impl AssumeRole {
    /// The role with this ARN, with a session name that is generated and no other setting.
    ///
    /// ```
    /// use aws_operation::sts::AssumeRole;
    ///
    /// let role = AssumeRole { duration_seconds: Some(900), ..AssumeRole::of("arn:aws:iam::123456789012:role/deploy") };
    /// # let _ = role;
    /// ```
    pub fn of(role_arn: impl Into<String>) -> Self {
        Self { role_arn: role_arn.into(), ..Self::default() }
    }

    /// The credentials of this role, assumed by `client` at the first call, and again before they expire. An empty
    /// `role_session_name` is replaced by one that contains the time.
    ///
    /// ```
    /// use aws_operation::sts::{AssumeRole, Tag};
    /// use aws_operation::{Client, Credentials};
    ///
    /// let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let deploy = client.with_credentials(AssumeRole::of("arn:aws:iam::123456789012:role/deploy").refreshing(&client));
    ///
    /// // A second role, which only the first one may assume.
    /// let role = AssumeRole {
    ///     external_id: Some("order-4711".into()),
    ///     tags: Some(vec![Tag { key: "team".into(), value: "blue".into() }]),
    ///     ..AssumeRole::of("arn:aws:iam::210987654321:role/partner")
    /// };
    /// let partner = deploy.with_credentials(role.refreshing(&deploy));
    /// # let _ = partner;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn refreshing(self, client: &Client) -> CredentialsCache {
        self.cached(client, None)
    }

    /// Like [`refreshing`](Self::refreshing), for a role that requires MFA. `ask` gets the `serial_number` of this
    /// struct, and returns the code that the device shows. It is called each time the role is assumed, on a thread of
    /// its own, so it may wait for the user for up to two minutes. With a longer `duration_seconds` it is called less
    /// often.
    ///
    /// ```
    /// use aws_operation::sts::AssumeRole;
    /// use aws_operation::{Client, Credentials};
    ///
    /// let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let role = AssumeRole {
    ///     serial_number: Some("arn:aws:iam::123456789012:mfa/ann".into()),
    ///     ..AssumeRole::of("arn:aws:iam::123456789012:role/admin")
    /// };
    /// let admin = client.with_credentials(role.refreshing_with_mfa(&client, |device| {
    ///     eprintln!("code of {device}:");
    ///     let mut code = String::new();
    ///     std::io::stdin().read_line(&mut code)?;
    ///     Ok(code)
    /// }));
    /// # let _ = admin;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn refreshing_with_mfa(
        self,
        client: &Client,
        ask: impl Fn(&str) -> io::Result<String> + Send + Sync + 'static,
    ) -> CredentialsCache {
        self.cached(client, Some(Arc::new(ask)))
    }

    fn cached(self, client: &Client, ask_mfa_code: Option<AskMfaCode>) -> CredentialsCache {
        let client = client.clone();
        let clock = client.inner().clock.clone();
        let role = AssumedRole { request: self, client, ask_mfa_code, location: None };
        CredentialsCache::new(role).clock(clock).load_timeout(LOAD_TIMEOUT)
    }
}

impl AssumeRoleWithWebIdentity {
    /// The credentials of this role, assumed with the token of `token` at the first call, and again before they expire.
    /// The requests are unsigned, so `client` needs no credentials. `web_identity_token` is replaced, and so is an
    /// empty `role_session_name`, by one that contains the time.
    ///
    /// [`TokenFile`](crate::TokenFile) reads the token from a file, such as that of a Kubernetes service account:
    ///
    /// ```
    /// use aws_operation::sts::AssumeRoleWithWebIdentity;
    /// use aws_operation::{Client, TokenFile};
    ///
    /// let unsigned = Client::builder().region("eu-west-1").no_credentials().build()?;
    /// let role = AssumeRoleWithWebIdentity {
    ///     role_arn: "arn:aws:iam::123456789012:role/pod".into(),
    ///     ..AssumeRoleWithWebIdentity::default()
    /// };
    /// let token = TokenFile::new("/var/run/secrets/eks.amazonaws.com/serviceaccount/token");
    /// let client = unsigned.with_credentials(role.refreshing(&unsigned, token));
    /// # let _ = client;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn refreshing(self, client: &Client, token: impl ProvideBearerToken) -> CredentialsCache {
        let client = client.clone();
        let clock = client.inner().clock.clone();
        let role = WebIdentityRole { request: self, client, token: Arc::new(token), location: None };
        CredentialsCache::new(role).clock(clock).load_timeout(LOAD_TIMEOUT)
    }
}

/// The provider of the credentials of a role.
pub(crate) struct AssumedRole {
    pub(crate) request: AssumeRole,
    pub(crate) client: Client,
    pub(crate) ask_mfa_code: Option<AskMfaCode>,
    /// The setting that names the role, for errors.
    pub(crate) location: Option<String>,
}

impl AssumedRole {
    async fn load(&self) -> Result<Credentials, CredentialsError> {
        let mut request = self.request.clone();
        name_session(&mut request.role_session_name, &self.client);
        if let Some(ask) = &self.ask_mfa_code
            && let Some(device) = &request.serial_number
        {
            let code = mfa_code(ask, device).await?;
            request.token_code = Some(Sensitive(code.to_string()));
        }
        let assumed = request.send(&self.client).await;
        let assumed = assumed.map_err(|error| failed(self.location.as_deref(), &request.role_arn, error))?;
        Ok(Credentials::from(assumed.credentials).of_account(account_of(assumed.assumed_role_user)))
    }
}

impl ProvideCredentials for AssumedRole {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.load())
    }
}

/// The account in the ARN of a session.
fn account_of(user: Option<AssumedRoleUser>) -> Option<String> {
    Some(user?.arn.split(':').nth(4)?.to_owned())
}

/// The provider of the credentials of a role that is assumed with a web identity.
pub(crate) struct WebIdentityRole {
    pub(crate) request: AssumeRoleWithWebIdentity,
    pub(crate) client: Client,
    pub(crate) token: Arc<dyn ProvideBearerToken>,
    /// The setting that names the role, for errors.
    pub(crate) location: Option<String>,
}

impl WebIdentityRole {
    async fn load(&self) -> Result<Credentials, CredentialsError> {
        let token = self.token.bearer_token().await?;
        let mut request = self.request.clone();
        name_session(&mut request.role_session_name, &self.client);
        request.web_identity_token = Sensitive(token.as_str().to_owned());
        let assumed = request.send(&self.client).await;
        let assumed = assumed.map_err(|error| failed(self.location.as_deref(), &request.role_arn, error))?;
        Ok(Credentials::from(assumed.credentials).of_account(account_of(assumed.assumed_role_user)))
    }
}

impl ProvideCredentials for WebIdentityRole {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.load())
    }
}

fn name_session(name: &mut String, client: &Client) {
    if name.is_empty() {
        *name = format!("aws-operation-{}", client.inner().clock.now().as_second());
    }
}

fn failed<E: ModeledError>(location: Option<&str>, role_arn: &str, error: SendError<E>) -> CredentialsError
where
    SendError<E>: std::error::Error + Send + Sync,
{
    let location = location.map(|location| format!("{location}: ")).unwrap_or_default();
    let what = format!("{location}cannot assume the role {role_arn}");
    match &error {
        // The response is not in the format of STS, for example truncated, so its text may contain credentials.
        SendError::Unmodeled { message, .. } if names_credentials(message) => {
            let status = error.status().map(|status| format!(" with status {}", status.as_u16())).unwrap_or_default();
            CredentialsError::new(format!(
                "{what}: STS returned an error response{status}, whose text is not shown because it may contain credentials"
            ))
        }
        _ => CredentialsError::new(what).with_cause(error),
    }
}
