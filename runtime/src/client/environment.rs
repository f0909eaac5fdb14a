//! A client's settings as the environment has them.

use super::{ClientBuilder, ConfigError};
use crate::credentials::Credentials;

const KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const ENDPOINT: &str = "AWS_ENDPOINT_URL";

/// The settings in `variable`; `all` is searched for the endpoints of single services.
pub(super) fn builder(
    variable: impl Fn(&str) -> Option<String>,
    all: impl Iterator<Item = (String, String)>,
) -> Result<ClientBuilder, ConfigError> {
    // AWS's tools take an empty variable for one that is not set.
    let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let region = variable("AWS_REGION").or_else(|| variable("AWS_DEFAULT_REGION")).ok_or(ConfigError::NoRegion)?;
    let mut credentials = match (variable(KEY_ID), variable(SECRET)) {
        (Some(id), Some(secret)) => Credentials::new(id, secret),
        (Some(_), None) => return Err(ConfigError::HalfAKey { set: KEY_ID, missing: SECRET }),
        (None, Some(_)) => return Err(ConfigError::HalfAKey { set: SECRET, missing: KEY_ID }),
        (None, None) => return Err(ConfigError::NoCredentials),
    };
    if let Some(token) = variable("AWS_SESSION_TOKEN") {
        credentials = credentials.session_token(token);
    }
    let mut builder = ClientBuilder::new().region(region).credentials(credentials);
    if variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Ok(builder);
    }
    if let Some(url) = variable(ENDPOINT) {
        builder = builder.endpoint_url(url);
    }
    let of_services = all
        .filter(|(_, url)| !url.trim().is_empty())
        .filter_map(|(name, url)| Some((name.strip_prefix(ENDPOINT)?.strip_prefix('_')?.to_owned(), url)));
    Ok(builder.service_endpoint_urls(of_services.collect()))
}

/// A service ID as `AWS_ENDPOINT_URL_<ID>` spells it.
pub(super) fn service_id(id: &str) -> String {
    id.to_uppercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(variables: &[(&str, &str)]) -> Result<super::super::Client, ConfigError> {
        let all: Vec<_> = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let find = |name: &str| all.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        builder(find, all.clone().into_iter())?.transport(NoTransport).build()
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
}
