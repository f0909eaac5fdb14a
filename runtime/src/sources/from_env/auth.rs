//! The settings of the environment that decide how calls are authenticated.

use super::settings::Settings;
use crate::client::Auth;
use crate::model::auth::AuthScheme;
use crate::value::bearer_token::BearerToken;

/// Adds the settings of the environment. Code takes precedence over each of them.
pub(super) fn complete(auth: &mut Auth, settings: Settings<'_>) {
    let preference = settings.find(&["AWS_AUTH_SCHEME_PREFERENCE"], "auth_scheme_preference");
    auth.environment_preference = preference.map(|setting| schemes(&setting.value)).unwrap_or_default();
    let tokens = settings.environment.variables_from("AWS_BEARER_TOKEN_").into_iter();
    auth.tokens_by_service = tokens.map(|(service, token)| (service, BearerToken::new(token))).collect();
    #[cfg(feature = "sigv4a")]
    if auth.region_set.is_none() {
        let regions = settings.find(&["AWS_SIGV4A_SIGNING_REGION_SET"], "sigv4a_signing_region_set");
        auth.region_set = regions.map(|setting| setting.value.split(',').map(str::trim).collect::<Vec<_>>().join(","));
    }
}

/// The schemes in a list. Others than those of this crate are passed over, because programs share the setting.
fn schemes(list: &str) -> Vec<AuthScheme> {
    let known = list.split(',').filter_map(|name| match name.trim().rsplit('#').next()? {
        "sigv4" => Some(AuthScheme::SigV4),
        "sigv4a" => Some(AuthScheme::SigV4a),
        "httpBearerAuth" => Some(AuthScheme::Bearer),
        _ => None,
    });
    known.collect()
}
