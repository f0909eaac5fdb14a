//! Where a service is.

use std::net::IpAddr;

use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};

use crate::operation::ServiceMeta;

/// A service's address: scheme, host and the path that every request starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    base_path: String,
}

/// An address that no request can go to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{url}` is not an endpoint: {reason}")]
pub(crate) struct InvalidEndpoint {
    url: String,
    reason: &'static str,
}

impl Endpoint {
    /// The endpoint of a service in `region`: `https://<prefix>.<region>.<suffix of the partition>`.
    pub(crate) fn of_region(service: &ServiceMeta, region: &str) -> Result<Self, InvalidEndpoint> {
        Self::parse(&format!("https://{}.{region}.{}", service.endpoint_prefix, dns_suffix(region)))
    }

    /// A URL given by the user; its path becomes the prefix of every path.
    pub(crate) fn parse(url: &str) -> Result<Self, InvalidEndpoint> {
        let invalid = |reason| InvalidEndpoint { url: without_secrets(url), reason };
        let parts = url.parse::<Uri>().map_err(|_| invalid("not a URL"))?.into_parts();
        let scheme = parts.scheme.ok_or_else(|| invalid("it needs `https://` or `http://`"))?;
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(invalid("its scheme must be `https` or `http`"));
        }
        let authority = parts.authority.ok_or_else(|| invalid("it has no host"))?;
        if authority.as_str().contains('@') {
            return Err(invalid("credentials do not belong in a URL"));
        }
        let path = parts.path_and_query.unwrap_or_else(|| PathAndQuery::from_static("/"));
        if path.query().is_some() {
            return Err(invalid("it must not have a query"));
        }
        Ok(Self { scheme, authority, base_path: path.path().trim_end_matches('/').to_owned() })
    }

    /// The address of a request whose path and query are `target`, with `host_prefix` before the host.
    pub(crate) fn join(&self, host_prefix: &str, target: &str) -> Result<Uri, http::Error> {
        let builder = Uri::builder().scheme(self.scheme.clone());
        let builder = if host_prefix.is_empty() {
            builder.authority(self.authority.clone())
        } else {
            builder.authority(format!("{host_prefix}{}", self.authority))
        };
        if self.base_path.is_empty() {
            builder.path_and_query(target).build()
        } else {
            builder.path_and_query(format!("{}{target}", self.base_path)).build()
        }
    }

    /// Whether what is sent can be read on the way: plain HTTP to another machine.
    pub(crate) fn is_exposed(&self) -> bool {
        self.scheme == Scheme::HTTP && !is_loopback(self.authority.host())
    }

    /// Whether it is reached without TLS.
    pub(crate) fn is_plain(&self) -> bool {
        self.scheme == Scheme::HTTP
    }

    pub(crate) fn host(&self) -> &str {
        self.authority.host()
    }
}

/// A URL without what in it may be secret: user, password and query.
pub(crate) fn without_secrets(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    if scheme.is_empty() { host.to_owned() } else { format!("{scheme}://{host}") }
}

/// Whether `host` is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let host = host.as_str();
    host == "localhost" || host.ends_with(".localhost") || ip(host).is_some_and(|ip| ip.is_loopback())
}

/// Whether `host` is an address at which AWS hands credentials to a machine or a container.
#[cfg(feature = "reqwest")]
pub(crate) fn is_metadata(host: &str) -> bool {
    ["169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23"]
        .into_iter()
        .any(|address| ip(host) == ip(address))
}

fn ip(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// The domain of a region's partition, by botocore 1.44.5's `partitions.json`.
fn dns_suffix(region: &str) -> &'static str {
    const BY_PREFIX: [(&str, &str); 7] = [
        ("cn-", "amazonaws.com.cn"),
        ("eusc-", "amazonaws.eu"),
        ("us-iso-", "c2s.ic.gov"),
        ("us-isob-", "sc2s.sgov.gov"),
        ("eu-isoe-", "cloud.adc-e.uk"),
        ("us-isof-", "csp.hci.ic.gov"),
        ("us-gov-", "amazonaws.com"),
    ];
    BY_PREFIX.iter().find(|(prefix, _)| region.starts_with(prefix)).map_or("amazonaws.com", |(_, suffix)| suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOKOUT: ServiceMeta = ServiceMeta {
        id: "LookoutVision",
        signing_name: "lookoutvision",
        endpoint_prefix: "lookoutvision",
        target_prefix: "",
    };

    #[test]
    fn regional_endpoints_follow_the_partition() {
        let uri = |region| Endpoint::of_region(&LOOKOUT, region).unwrap().join("", "/x?y=z").unwrap().to_string();
        assert_eq!(uri("eu-west-1"), "https://lookoutvision.eu-west-1.amazonaws.com/x?y=z");
        assert_eq!(uri("cn-north-1"), "https://lookoutvision.cn-north-1.amazonaws.com.cn/x?y=z");
    }

    #[test]
    fn a_path_of_the_endpoint_comes_first() {
        let endpoint = Endpoint::parse("http://127.0.0.1:4577/custom/").unwrap();
        assert_eq!(endpoint.join("", "/projects").unwrap().to_string(), "http://127.0.0.1:4577/custom/projects");
        assert!(!endpoint.is_exposed());
        assert!(Endpoint::parse("http://10.0.0.1").unwrap().is_exposed());
        assert!(!Endpoint::parse("http://[::1]:80").unwrap().is_exposed());
        assert!(!Endpoint::parse("https://10.0.0.1").unwrap().is_exposed());
    }

    #[test]
    fn what_is_no_endpoint_is_refused() {
        for url in ["", "127.0.0.1:80", "ftp://x", "http://user:pass@x", "http://x/?a=b", "/path"] {
            assert!(Endpoint::parse(url).is_err(), "{url}");
        }
    }
}
