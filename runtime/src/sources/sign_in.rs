//! Profiles of developers who sign in: with SSO, or with `aws login`. Without the feature `sso`, such a profile is an
//! error.

#[cfg(feature = "sso")]
pub(super) use super::login::credentials as login;
#[cfg(feature = "sso")]
pub(super) use super::sso::{bearer_token, credentials as sso, token_alone};
#[cfg(not(feature = "sso"))]
pub(super) use without_sso::{bearer_token, login, sso, token_alone};

/// The same functions without the feature.
#[cfg(not(feature = "sso"))]
mod without_sso {
    use std::sync::Arc;

    use crate::config::profile::Profile;
    use crate::credentials::{CredentialsError, ProvideBearerToken};
    use crate::sources::chain::{ProviderChain, Source};
    use crate::sources::profile::location;

    pub(crate) fn sso(name: &str, _: &Profile, chain: &ProviderChain<'_>) -> Result<Source, CredentialsError> {
        missing_feature(name, "SSO", chain)
    }

    pub(crate) fn login(name: &str, _: &str, chain: &ProviderChain<'_>) -> Result<Source, CredentialsError> {
        missing_feature(name, "login_session", chain)
    }

    pub(crate) fn bearer_token(_: &ProviderChain<'_>) -> Option<Arc<dyn ProvideBearerToken>> {
        None
    }

    pub(crate) fn token_alone(_: &ProviderChain<'_>) -> Option<CredentialsError> {
        None
    }

    fn missing_feature(name: &str, what: &str, chain: &ProviderChain<'_>) -> Result<Source, CredentialsError> {
        let location = location(chain.profiles, name);
        let text = format!("{location}: to sign in with {what}, enable the feature `sso` of aws-operation");
        Err(CredentialsError::new(text))
    }
}

#[cfg(all(test, not(feature = "sso")))]
mod tests {
    use crate::client::Client;
    use crate::config::environment::Environment;
    use crate::transport::{Transport, TransportFuture};
    use crate::value::body::Body;

    /// A transport that never responds. The built-in transport needs another feature.
    struct Silent;

    impl Transport for Silent {
        fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
            Box::pin(std::future::pending())
        }
    }

    #[tokio::test]
    async fn without_the_feature_a_sign_in_names_the_feature_to_enable() {
        for (properties, what) in [
            ("sso_session = s", "SSO"),
            ("sso_account_id = 1\nsso_role_name = r", "SSO"),
            ("login_session = arn", "login_session"),
        ] {
            let config = format!("[default]\nregion = x\n{properties}\n[sso-session s]\n");
            let environment = Environment::empty().with_variable("HOME", "/h").with_file("/h/.aws/config", config);
            let error = Client::builder().transport(Silent).build_from(&environment).await.unwrap_err().to_string();
            let location = "the profile `default` of /h/.aws/config and /h/.aws/credentials";
            let advice = format!("to sign in with {what}, enable the feature `sso` of aws-operation");
            assert_eq!(error, format!("no credentials: {location}: {advice}"), "{properties}");
        }
    }
}
