//! Builds a client from the settings of the environment.

mod auth;
#[cfg(any(feature = "checksums", feature = "compression"))]
mod body_settings;
mod endpoint_urls;
#[cfg(feature = "rest-xml")]
mod s3;
mod settings;

use std::sync::Arc;

use super::chain::{Found, ProviderChain, are_in_variables};
use crate::call::retry::RetryPolicy;
use crate::client::{CaBundle, Client, ClientBuilder};
use crate::config::config_error::ConfigError;
use crate::config::endpoint::account_id_mode::AccountIdEndpointMode;
use crate::config::environment::Environment;
use crate::config::profile::Profiles;
use crate::credentials::{CredentialsError, Unavailable};
use endpoint_urls::EndpointUrls;
use settings::Settings;

impl Client {
    /// A client with the settings of the environment: variables first, then the profile that `AWS_PROFILE` names
    /// (`default` if not set) in `~/.aws/config` and `~/.aws/credentials`.
    ///
    /// | | variables | profile |
    /// |--|--|--|
    /// | region | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` |
    /// | credentials | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | `aws_access_key_id` .., `credential_process`, `role_arn` |
    /// | (then) | `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, `_FULL_URI`; the EC2 instance | |
    /// | (feature `sso`) | `AWS_LOGIN_CACHE_DIRECTORY` | `sso_session` .., `login_session` |
    /// | bearer tokens | `AWS_BEARER_TOKEN_<SIGNING_NAME>`, such as `AWS_BEARER_TOKEN_BEDROCK` | `sso_session` |
    /// | preferred authentication | `AWS_AUTH_SCHEME_PREFERENCE`: `sigv4`, `sigv4a`, `httpBearerAuth` | `auth_scheme_preference` |
    /// | regions of SigV4a | `AWS_SIGV4A_SIGNING_REGION_SET` | `sigv4a_signing_region_set` |
    /// | endpoint | `AWS_ENDPOINT_URL_<ID>`, `AWS_ENDPOINT_URL` | `services`, `endpoint_url` |
    /// | ignore these endpoints | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` |
    /// | FIPS | `AWS_USE_FIPS_ENDPOINT` | `use_fips_endpoint` |
    /// | endpoints of accounts | `AWS_ACCOUNT_ID_ENDPOINT_MODE` | `account_id_endpoint_mode` |
    /// | dual-stack (IPv6 and IPv4) | `AWS_USE_DUALSTACK_ENDPOINT` | `use_dualstack_endpoint` |
    /// | no host prefixes | `AWS_DISABLE_HOST_PREFIX_INJECTION` | `disable_host_prefix_injection` |
    /// | maximum attempts | `AWS_MAX_ATTEMPTS` | `max_attempts` |
    /// | retry mode | `AWS_RETRY_MODE` | `retry_mode` |
    /// | checksums of requests (feature `checksums`) | `AWS_REQUEST_CHECKSUM_CALCULATION` | `request_checksum_calculation` |
    /// | checksums of responses | `AWS_RESPONSE_CHECKSUM_VALIDATION` | `response_checksum_validation` |
    /// | no compression (feature `compression`) | `AWS_DISABLE_REQUEST_COMPRESSION` | `disable_request_compression` |
    /// | minimum size to compress | `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES` | `request_min_compression_size_bytes` |
    /// | trace ID, in a Lambda function | `_X_AMZN_TRACE_ID`, read for each attempt | |
    /// | trusted certificates | `AWS_CA_BUNDLE` | `ca_bundle` |
    /// | proxies | `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`; also in lower case | |
    ///
    /// The retry policy is [`RetryPolicy::standard`]; for the retry modes `adaptive` and `legacy` as well, with a warning in
    /// the trace. To set some of these in code, call [`build_from_env`](ClientBuilder::build_from_env) on a builder.
    ///
    /// Credentials that have to be fetched are loaded at the first call and cached ([`CredentialsCache`]). On EC2, the region
    /// of the instance is used if no setting names a region.
    ///
    /// # Errors
    /// [`ConfigError`] names the missing or invalid variable, or the invalid file and its line.
    ///
    /// [`CredentialsCache`]: crate::CredentialsCache
    pub async fn from_env() -> Result<Self, ConfigError> {
        Self::builder().build_from_env().await
    }
}

impl ClientBuilder {
    /// Builds the client. Settings that are not set in code come from the environment, as in [`Client::from_env`].
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), aws_operation::ConfigError> {
    /// let client = aws_operation::Client::builder().profile("work").region("eu-west-1").build_from_env().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ConfigError`] names the invalid setting, variable, or file and line.
    pub async fn build_from_env(self) -> Result<Client, ConfigError> {
        self.build_from(&Environment::process()).await
    }

    /// Like [`build_from_env`](Self::build_from_env), with `environment` in place of the process's environment.
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), aws_operation::ConfigError> {
    /// use aws_operation::{Client, Credentials, Environment};
    ///
    /// let environment = Environment::empty().with_variable("AWS_REGION", "eu-west-1");
    /// let builder = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    /// assert_eq!(builder.build_from(&environment).await?.region(), "eu-west-1");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The same as [`build_from_env`](Self::build_from_env).
    pub async fn build_from(self, environment: &Environment) -> Result<Client, ConfigError> {
        complete(self, environment).await?.build()
    }
}

/// Completes `builder` with settings of `environment`: variables first, then the profile.
async fn complete(mut builder: ClientBuilder, environment: &Environment) -> Result<ClientBuilder, ConfigError> {
    let profiles = profiles(builder.profile.take().as_deref(), environment)?;
    let settings = Settings { environment, profiles: &profiles };
    if builder.region.is_none() {
        builder.region = settings.find(&["AWS_REGION", "AWS_DEFAULT_REGION"], "region").map(|setting| setting.value);
    }
    if let Some(broken) = profiles.broken_file() {
        let has_credentials = builder.credentials.is_some() || are_in_variables(environment);
        if builder.region.is_none() || !has_credentials {
            return Err(broken.clone().into());
        }
        tracing::warn!(error = broken as &dyn std::error::Error, "a profile file is invalid and ignored");
    }
    complete_transport(&mut builder, settings)?;
    let has_session = profiles.selected().is_some_and(|profile| profile.get("sso_session").is_some());
    if builder.region.is_none() || builder.credentials.is_none() || has_session {
        complete_identity(&mut builder, settings).await?;
    }
    complete_endpoint(&mut builder, settings)?;
    auth::complete(&mut builder.auth, settings);
    if builder.retry.is_none() {
        builder.retry = Some(retry(settings)?);
    }
    if environment.variable("AWS_LAMBDA_FUNCTION_NAME").is_some() {
        builder.lambda = Some(Arc::new(environment.clone()));
    }
    #[cfg(any(feature = "checksums", feature = "compression"))]
    body_settings::complete(&mut builder.body_settings, settings)?;
    #[cfg(feature = "rest-xml")]
    s3::complete(&mut builder.s3, settings)?;
    Ok(builder)
}

/// Reads the profile files. A profile that was named must exist; `default` need not.
fn profiles(name_in_code: Option<&str>, environment: &Environment) -> Result<Profiles, ConfigError> {
    let profiles = Profiles::load(environment, name_in_code)?;
    if profiles.selected().is_none() && profiles.selected_name() != "default" {
        let name = profiles.selected_name().to_owned();
        return Err(ConfigError::NoProfile { files: profiles.files(), remedy: profiles.instead_of(&name), name });
    }
    Ok(profiles)
}

/// Sets the transport, with the proxies and the CA bundle of the environment.
fn complete_transport(builder: &mut ClientBuilder, settings: Settings<'_>) -> Result<(), ConfigError> {
    if builder.transport.is_none() {
        builder.connections.trusted_or(|| ca_bundle(settings))?;
        builder.transport = Some(builder.transport_in(settings.environment)?);
    }
    Ok(())
}

/// The CA bundle, whose certificates are trusted in place of the platform's, as in botocore.
fn ca_bundle(settings: Settings<'_>) -> Result<Option<CaBundle>, ConfigError> {
    let Some(setting) = settings.find(&["AWS_CA_BUNDLE"], "ca_bundle") else { return Ok(None) };
    let path = settings.environment.expand(setting.value.trim());
    let name = format!("{} (set by {})", path.display(), setting.name);
    match settings.environment.read_bytes(&path) {
        Ok(Some(pem)) => Ok(Some(CaBundle { name, pem })),
        Ok(None) => Err(ConfigError::InvalidCaBundle { name, reason: "the file does not exist".to_owned() }),
        Err(error) => Err(ConfigError::InvalidCaBundle { name, reason: error.reason }),
    }
}

/// Sets the credentials and the region; the region is that of the instance if no setting names one.
async fn complete_identity(builder: &mut ClientBuilder, settings: Settings<'_>) -> Result<(), ConfigError> {
    let Settings { environment, profiles } = settings;
    let transport = builder.transport_in(environment)?;
    let mut client = builder.for_credentials();
    complete_endpoint(&mut client, settings)?;
    let mut chain = ProviderChain { environment, profiles, transport, clock: builder.clock.clone(), client };
    let invalid = |error: CredentialsError| ConfigError::Credentials(error.to_string());
    if builder.region.is_none() {
        let imds = chain.imds().map_err(invalid)?.ok_or(ConfigError::NoRegion)?;
        let region = imds.region().await.inspect_err(|error| tracing::debug!(%error, "no region"));
        builder.region = Some(region.map_err(|_| ConfigError::NoRegion)?);
        chain.client.region.clone_from(&builder.region);
    }
    builder.auth.session_token = chain.bearer_token();
    if builder.credentials.is_none() {
        builder.credentials = Some(match chain.credentials().map_err(invalid)? {
            Found::Credentials(credentials) => {
                builder.auth.finds_credentials = true;
                credentials
            }
            Found::TokenAlone(error) => Arc::new(Unavailable(error)),
        });
    }
    Ok(())
}

fn complete_endpoint(builder: &mut ClientBuilder, settings: Settings<'_>) -> Result<(), ConfigError> {
    let complete = |setting: &mut Option<bool>, variable, property| -> Result<(), ConfigError> {
        if setting.is_none() {
            *setting = settings.boolean(variable, property)?;
        }
        Ok(())
    };
    complete(&mut builder.use_fips_endpoint, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?;
    complete(&mut builder.use_dualstack_endpoint, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?;
    if builder.account_id_endpoint_mode.is_none()
        && let Some(mode) = settings.find(&["AWS_ACCOUNT_ID_ENDPOINT_MODE"], "account_id_endpoint_mode")
    {
        let named = AccountIdEndpointMode::named(mode.value.trim());
        let named = named.ok_or_else(|| mode.must_be("`preferred`, `required` or `disabled`"))?;
        builder.account_id_endpoint_mode = Some(named);
    }
    complete(
        &mut builder.disable_host_prefix_injection,
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "disable_host_prefix_injection",
    )?;
    if builder.endpoint_url.is_some() {
        return Ok(());
    }
    let ignore = &mut builder.ignore_configured_endpoint_urls;
    complete(ignore, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")?;
    if *ignore != Some(true) {
        let urls = EndpointUrls::find(settings)?;
        builder.endpoint_url = urls.for_all;
        builder.service_endpoint_urls = urls.by_service;
    }
    Ok(())
}

/// The retry policy of the environment. The modes `adaptive` (which also delays first attempts) and `legacy` (of botocore)
/// are not supported. They are not errors, because a profile that sets them is often shared with other programs.
fn retry(settings: Settings<'_>) -> Result<RetryPolicy, ConfigError> {
    let mode = settings.find(&["AWS_RETRY_MODE"], "retry_mode");
    if let Some(mode) = mode {
        match mode.value.trim().to_ascii_lowercase().as_str() {
            "standard" => {}
            "adaptive" | "legacy" => {
                tracing::warn!("the retry mode `{}` is not supported, `standard` is used", mode.value);
            }
            _ => return Err(mode.must_be("`standard`")),
        }
    }
    let Some(attempts) = settings.find(&["AWS_MAX_ATTEMPTS"], "max_attempts") else {
        return Ok(RetryPolicy::standard());
    };
    match attempts.value.trim().parse() {
        Ok(count @ 1..) => Ok(RetryPolicy::standard().max_attempts(count)),
        _ => Err(attempts.must_be("a number of attempts, 1 or more")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(variables: &[(&str, &str)]) -> Result<Client, ConfigError> {
        let set = |environment: Environment, (name, value): &(&str, &str)| environment.with_variable(*name, *value);
        build_in(&variables.iter().fold(Environment::empty(), set))
    }

    fn build_in(environment: &Environment) -> Result<Client, ConfigError> {
        build_with(ClientBuilder::new(), environment)
    }

    fn build_with(builder: ClientBuilder, environment: &Environment) -> Result<Client, ConfigError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(builder.transport(NoTransport).build_from(environment))
    }

    struct NoTransport;

    impl crate::transport::Transport for NoTransport {
        fn send(&self, _: http::Request<crate::value::body::Body>) -> crate::transport::TransportFuture<'_> {
            Box::pin(async { Err(crate::transport::TransportError::not_sent("none")) })
        }
    }

    const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
    const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
    const KEY: [(&str, &str); 2] = [(KEY_ID, "AKID"), (SECRET, "secret")];

    #[test]
    fn an_incomplete_key_is_an_error_and_an_empty_variable_is_unset() {
        let error = build(&[("AWS_REGION", "eu-west-1"), KEY[0], (SECRET, " ")]).unwrap_err().to_string();
        assert_eq!(error, "no credentials: AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not");
        assert_eq!(build(&KEY).unwrap_err(), ConfigError::NoRegion);
        assert_eq!(build(&[("AWS_DEFAULT_REGION", "eu-west-1"), KEY[0], KEY[1]]).unwrap().region(), "eu-west-1");
    }

    static IOT: crate::model::operation::ServiceMeta = crate::model::operation::ServiceMeta::new("IoT Data Plane")
        .signing_name("iotdata")
        .endpoint_prefix("data-ats.iot");
    static SQS: crate::model::operation::ServiceMeta =
        crate::model::operation::ServiceMeta::new("SQS").signing_name("sqs");

    #[test]
    fn an_endpoint_url_of_one_service_overrides_the_general_one() {
        let client = build(&[
            ("AWS_REGION", "eu-west-1"),
            KEY[0],
            KEY[1],
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
            ("AWS_ENDPOINT_URL_IOT_DATA_PLANE", "http://127.0.0.1:2"),
        ])
        .unwrap();
        let uri = |meta| {
            client
                .inner()
                .service(meta)
                .unwrap()
                .endpoint
                .as_ref()
                .unwrap()
                .url
                .join("", "/".into())
                .unwrap()
                .to_string()
        };
        assert_eq!(uri(&IOT), "http://127.0.0.1:2/");
        assert_eq!(uri(&SQS), "http://127.0.0.1:1/");
    }

    fn with_config(config: &str) -> Environment {
        Environment::empty()
            .with_variable(KEY_ID, "AKID")
            .with_variable(SECRET, "secret")
            .with_variable("HOME", "/home/ann")
            .with_file("/home/ann/.aws/config", config)
    }

    #[test]
    fn variables_override_the_region_of_the_profile() {
        let environment = with_config("[default]\nregion = eu-west-1\n[profile work]\nregion = eu-west-2");
        let region = |environment: &Environment| build_in(environment).unwrap().region().to_owned();
        assert_eq!(region(&environment), "eu-west-1");
        let environment = environment.with_variable("AWS_PROFILE", "work");
        assert_eq!(region(&environment), "eu-west-2");
        assert_eq!(region(&environment.with_variable("AWS_DEFAULT_REGION", "eu-west-3")), "eu-west-3");
    }

    #[test]
    fn errors_name_what_is_missing_in_the_files() {
        let error = |environment: Environment| build_in(&environment).unwrap_err().to_string();
        assert_eq!(
            error(with_config("[default]\nregion = x").with_variable("AWS_PROFILE", "work")),
            "there is no profile `work` in /home/ann/.aws/config and /home/ann/.aws/credentials; there is `default`"
        );
        let files = "/home/ann/.aws/config and /home/ann/.aws/credentials";
        let two = "[profile work]\nregion = x\n[profile home]\nregion = x\n[sso-session s]\n[wrok2]\nregion = x";
        assert_eq!(
            error(with_config(two).with_variable("AWS_PROFILE", "wrok")),
            format!("there is no profile `wrok` in {files}; there are `home` and `work`")
        );
        assert_eq!(
            error(with_config("[work]\nregion = x").with_variable("AWS_PROFILE", "work")),
            format!(
                "there is no profile `work` in {files}; write `[profile work]` for `[work]` in /home/ann/.aws/config"
            )
        );
        assert_eq!(
            error(with_config("").with_variable("AWS_PROFILE", "work")),
            format!("there is no profile `work` in {files}")
        );
        assert_eq!(
            error(with_config("[default]\nregion = x\nservices = s")),
            "the profile `default` has `services = s`, but the config file has no section `[services s]`"
        );
        assert_eq!(
            error(with_config("[default]\nregion")),
            "/home/ann/.aws/config, line 2: write a property as `name = value`"
        );
    }

    fn attempts(client: &Client) -> u32 {
        client.limits().retry.attempts_of(&SQS)
    }

    #[test]
    fn settings_in_code_override_the_environment() {
        let environment = with_config("[default]\nregion = eu-west-1\n[profile work]\nregion = eu-west-2")
            .with_variable("AWS_PROFILE", "absent")
            .with_variable("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1")
            .with_variable("AWS_USE_FIPS_ENDPOINT", "true")
            .with_variable("AWS_MAX_ATTEMPTS", "7");
        let builder = ClientBuilder::new().profile("work").endpoint_url("http://127.0.0.1:2").use_fips_endpoint(false);
        let client = build_with(builder.retry(RetryPolicy::never()), &environment).unwrap();
        assert_eq!(client.region(), "eu-west-2");
        let endpoint =
            client.inner().service(&SQS).unwrap().endpoint.as_ref().unwrap().url.join("", "/".into()).unwrap();
        assert_eq!(endpoint.to_string(), "http://127.0.0.1:2/");
        assert_eq!(attempts(&client), 1);
        let error = ClientBuilder::new().profile("work").build().unwrap_err();
        assert_eq!(error, ConfigError::ProfileNotRead("work".to_owned()));
    }

    #[test]
    fn attempts_and_boolean_settings_are_read() {
        let environment = with_config("[default]\nregion = x\nmax_attempts = 4\ndisable_host_prefix_injection = TRUE");
        let client = build_in(&environment.clone().with_variable("AWS_RETRY_MODE", "Adaptive")).unwrap();
        assert_eq!((attempts(&client), client.inner().host_prefixes), (4, false));
        let client = build_in(&environment.clone().with_variable("AWS_MAX_ATTEMPTS", "5")).unwrap();
        assert_eq!(attempts(&client), 5);

        let error = |name, value| build_in(&environment.clone().with_variable(name, value)).unwrap_err().to_string();
        assert_eq!(error("AWS_MAX_ATTEMPTS", "0"), "AWS_MAX_ATTEMPTS is `0`: write a number of attempts, 1 or more");
        assert_eq!(error("AWS_RETRY_MODE", "often"), "AWS_RETRY_MODE is `often`: write `standard`");
        assert_eq!(error("AWS_USE_FIPS_ENDPOINT", "1"), "AWS_USE_FIPS_ENDPOINT is `1`: write `true` or `false`");
        let error = build_in(&with_config("[default]\nregion = x\nuse_dualstack_endpoint = y")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "use_dualstack_endpoint of the profile `default` is `y`: write `true` or `false`"
        );
    }
}
