//! A client's settings as the environment has them.

use super::{ClientBuilder, ConfigError};
use crate::credentials::Credentials;
use crate::environment::Environment;
use crate::profile::{Profile, Profiles};

const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const ENDPOINT: &str = "AWS_ENDPOINT_URL";

/// The settings of `environment`: its variables come before its profile.
pub(super) fn builder(environment: &Environment) -> Result<ClientBuilder, ConfigError> {
    let profiles = Profiles::load(environment, None)?;
    if profiles.chosen().is_none() && environment.variable("AWS_PROFILE").is_some() {
        return Err(ConfigError::NoProfile { name: profiles.chosen_name().to_owned(), files: profiles.files() });
    }
    let region = environment.variable("AWS_REGION").or_else(|| environment.variable("AWS_DEFAULT_REGION"));
    let region = region.or_else(|| of_profile(&profiles, "region")).ok_or(ConfigError::NoRegion)?;
    let mut builder = ClientBuilder::new().region(region).credentials(credentials(environment)?);
    let urls = endpoint_urls(environment, &profiles)?;
    if let Some(url) = urls.of_all {
        builder = builder.endpoint_url(url);
    }
    Ok(builder.service_endpoint_urls(urls.of_services))
}

fn of_profile(profiles: &Profiles, name: &str) -> Option<String> {
    profiles.chosen()?.get(name).map(str::to_owned)
}

fn credentials(environment: &Environment) -> Result<Credentials, ConfigError> {
    let credentials = match (environment.variable(KEY_ID), environment.variable(SECRET)) {
        (Some(id), Some(secret)) => Credentials::new(id, secret),
        (Some(_), None) => return Err(ConfigError::HalfAKey { set: KEY_ID, missing: SECRET }),
        (None, Some(_)) => return Err(ConfigError::HalfAKey { set: SECRET, missing: KEY_ID }),
        (None, None) => return Err(ConfigError::NoCredentials),
    };
    Ok(match environment.variable("AWS_SESSION_TOKEN") {
        Some(token) => credentials.session_token(token),
        None => credentials,
    })
}

/// The endpoint URL of all services, and those of single services by their IDs.
#[derive(Default)]
struct EndpointUrls {
    of_all: Option<String>,
    of_services: Vec<(String, String)>,
}

/// `AWS_ENDPOINT_URL` comes before all that the profile says, even before what it says of one service.
fn endpoint_urls(environment: &Environment, profiles: &Profiles) -> Result<EndpointUrls, ConfigError> {
    let ignored = environment.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
    let ignored = ignored.or_else(|| of_profile(profiles, "ignore_configured_endpoint_urls"));
    if ignored.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Ok(EndpointUrls::default());
    }
    let mut of_services = environment.variables_from("AWS_ENDPOINT_URL_");
    let of_all = environment.variable(ENDPOINT);
    if of_all.is_some() {
        return Ok(EndpointUrls { of_all, of_services });
    }
    if let Some(section) = of_profile(profiles, "services") {
        let services = profiles.section("services", &section).ok_or_else(|| ConfigError::NoServices {
            profile: profiles.chosen_name().to_owned(),
            section: section.clone(),
        })?;
        of_services.extend(service_urls(services));
    }
    Ok(EndpointUrls { of_all: of_profile(profiles, "endpoint_url"), of_services })
}

/// The endpoint URLs that a section `[services ..]` gives, by the IDs of the services.
fn service_urls(services: &Profile) -> impl Iterator<Item = (String, String)> {
    services.names().filter_map(|id| Some((service_id(id), services.sub(id, "endpoint_url")?.to_owned())))
}

/// A service ID as `AWS_ENDPOINT_URL_<ID>` spells it.
pub(super) fn service_id(id: &str) -> String {
    id.to_uppercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(variables: &[(&str, &str)]) -> Result<super::super::Client, ConfigError> {
        let set = |environment: Environment, (name, value): &(&str, &str)| environment.with_variable(*name, *value);
        build_in(&variables.iter().fold(Environment::empty(), set))
    }

    fn build_in(environment: &Environment) -> Result<super::super::Client, ConfigError> {
        builder(environment)?.transport(NoTransport).build()
    }

    struct NoTransport;

    impl crate::Transport for NoTransport {
        fn send(&self, _: http::Request<crate::Body>) -> crate::TransportFuture<'_> {
            Box::pin(async { Err(crate::TransportError::not_sent("none")) })
        }
    }

    const KEY: [(&str, &str); 2] = [(KEY_ID, "AKID"), (SECRET, "secret")];

    #[test]
    fn half_a_key_is_an_error_and_an_empty_variable_is_none() {
        let region = ("AWS_REGION", "eu-west-1");
        assert_eq!(
            build(&[region, KEY[0], (SECRET, " ")]).unwrap_err(),
            ConfigError::HalfAKey { set: KEY_ID, missing: SECRET }
        );
        assert_eq!(build(&[region]).unwrap_err(), ConfigError::NoCredentials);
        assert_eq!(build(&KEY).unwrap_err(), ConfigError::NoRegion);
        assert_eq!(build(&[("AWS_DEFAULT_REGION", "eu-west-1"), KEY[0], KEY[1]]).unwrap().region(), "eu-west-1");
    }

    static IOT: crate::ServiceMeta = crate::ServiceMeta {
        id: "IoT Data Plane",
        signing_name: "iotdata",
        endpoint_prefix: "data-ats.iot",
        target_prefix: "",
    };
    static SQS: crate::ServiceMeta =
        crate::ServiceMeta { id: "SQS", signing_name: "sqs", endpoint_prefix: "sqs", target_prefix: "" };

    #[test]
    fn the_endpoint_of_a_service_beats_that_of_all() {
        let client = build(&[
            ("AWS_REGION", "eu-west-1"),
            KEY[0],
            KEY[1],
            (ENDPOINT, "http://127.0.0.1:1"),
            ("AWS_ENDPOINT_URL_IOT_DATA_PLANE", "http://127.0.0.1:2"),
        ])
        .unwrap();
        let uri = |meta| client.inner().service(meta).unwrap().endpoint.join("", "/").unwrap().to_string();
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
    fn the_region_of_the_profile_comes_last() {
        let environment = with_config("[default]\nregion = eu-west-1\n[profile work]\nregion = eu-west-2");
        let region = |environment: &Environment| build_in(environment).unwrap().region().to_owned();
        assert_eq!(region(&environment), "eu-west-1");
        let environment = environment.with_variable("AWS_PROFILE", "work");
        assert_eq!(region(&environment), "eu-west-2");
        assert_eq!(region(&environment.with_variable("AWS_DEFAULT_REGION", "eu-west-3")), "eu-west-3");
    }

    #[test]
    fn what_the_files_lack_is_named() {
        let error = |environment: Environment| build_in(&environment).unwrap_err().to_string();
        assert_eq!(
            error(with_config("[default]\nregion = x").with_variable("AWS_PROFILE", "work")),
            "there is no profile `work` in /home/ann/.aws/config and /home/ann/.aws/credentials"
        );
        assert_eq!(
            error(with_config("[default]\nregion = x\nservices = s")),
            "the profile `default` says `services = s`, but the config file has no section `[services s]`"
        );
        assert_eq!(
            error(with_config("[default]\nregion")),
            "/home/ann/.aws/config, line 2: a property is written `name = value`"
        );
    }
}
