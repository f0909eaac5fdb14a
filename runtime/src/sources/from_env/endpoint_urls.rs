//! The endpoint URLs that the environment has.

use super::settings::Settings;
use crate::config::config_error::ConfigError;
use crate::config::endpoint::service_id;
use crate::config::profile::Profile;

/// The endpoint URL of all services, and those of single services by their IDs.
#[derive(Default)]
pub(super) struct EndpointUrls {
    pub(super) of_all: Option<String>,
    pub(super) of_services: Vec<(String, String)>,
}

impl EndpointUrls {
    /// `AWS_ENDPOINT_URL` comes before all that the profile says, even before what it says of one service.
    pub(super) fn of(settings: Settings<'_>) -> Result<Self, ConfigError> {
        let mut of_services = settings.environment.variables_from("AWS_ENDPOINT_URL_");
        let of_all = settings.environment.variable("AWS_ENDPOINT_URL");
        if of_all.is_some() {
            return Ok(Self { of_all, of_services });
        }
        if let Some(section) = settings.property("services") {
            let services = settings.profiles.section("services", &section).ok_or_else(|| ConfigError::NoServices {
                profile: settings.profiles.chosen_name().to_owned(),
                section: section.clone(),
            })?;
            of_services.extend(urls(services));
        }
        Ok(Self { of_all: settings.property("endpoint_url"), of_services })
    }
}

/// The endpoint URLs in a section `[services ..]`, by the IDs of the services.
fn urls(services: &Profile) -> impl Iterator<Item = (String, String)> {
    services.names().filter_map(|id| Some((service_id(id), services.sub(id, "endpoint_url")?.to_owned())))
}
