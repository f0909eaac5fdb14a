//! Endpoint URLs configured in the environment.

use super::settings::Settings;
use crate::config::config_error::ConfigError;
use crate::config::endpoint::service_id;
use crate::config::profile::Profile;

/// The endpoint URL for all services, and the endpoint URLs of single services by service ID.
#[derive(Default)]
pub(super) struct EndpointUrls {
    pub(super) for_all: Option<String>,
    pub(super) by_service: Vec<(String, String)>,
}

impl EndpointUrls {
    /// `AWS_ENDPOINT_URL` overrides every endpoint URL of the profile, including those of single services.
    pub(super) fn find(settings: Settings<'_>) -> Result<Self, ConfigError> {
        let mut by_service = settings.environment.variables_from("AWS_ENDPOINT_URL_");
        let for_all = settings.environment.variable("AWS_ENDPOINT_URL");
        if for_all.is_some() {
            return Ok(Self { for_all, by_service });
        }
        if let Some(section) = settings.property("services") {
            let services = settings.profiles.section("services", &section).ok_or_else(|| ConfigError::NoServices {
                profile: settings.profiles.selected_name().to_owned(),
                section: section.clone(),
            })?;
            by_service.extend(urls(services));
        }
        Ok(Self { for_all: settings.property("endpoint_url"), by_service })
    }
}

/// The endpoint URLs in a `[services ..]` section, by service ID.
fn urls(services: &Profile) -> impl Iterator<Item = (String, String)> {
    services.names().filter_map(|id| Some((service_id(id), services.sub(id, "endpoint_url")?.to_owned())))
}
