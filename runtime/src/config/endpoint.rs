//! Where a service is.

mod canonical;
mod partition;

#[cfg(any(feature = "reqwest", feature = "hyper"))]
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};

use crate::model::operation::ServiceMeta;
use canonical::ip;
use partition::Partition;

/// A service's address: scheme, host and the path that every request starts with, each in its canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    base_path: String,
}

/// Which of a service's endpoints in a region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Variant {
    /// With cryptography that is validated by FIPS 140.
    pub(crate) fips: bool,
    /// Reached by IPv6 as well as IPv4.
    pub(crate) dual_stack: bool,
}

/// An address that no request can go to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidEndpoint {
    #[error("`{url}` is not an endpoint: {reason}")]
    Url { url: String, reason: &'static str },
    /// In the words of AWS's endpoint rules.
    #[error(
        "Invalid Configuration: {what} and custom endpoint are not supported: leave out `{setting}`, or the URL {url}"
    )]
    Variant { what: &'static str, setting: &'static str, url: String },
}

/// An operation's address that is none.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvalidUri {
    #[error(
        "the host prefix `{prefix}` cannot stand before the address `{host}`; take a host name for it, as `localhost`, or \
         leave host prefixes out with `Client::builder().disable_host_prefix_injection(true)`"
    )]
    PrefixedAddress { prefix: String, host: String },
    #[error("the path `{target}` has a `#`, which ends a path: write it as `%23`")]
    Fragment { target: String },
    #[error(transparent)]
    Uri(#[from] http::Error),
}

impl Endpoint {
    /// The endpoint of a service in `region`, by the rule that most of AWS's endpoint rule sets hold:
    /// `https://<prefix>.<region>.<suffix of the partition>`.
    pub(crate) fn of_region(service: &ServiceMeta, region: &str, variant: Variant) -> Result<Self, InvalidEndpoint> {
        let partition = Partition::of_region(region);
        let fips = if variant.fips { "-fips" } else { "" };
        let suffix = if variant.dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
        Self::parse(&format!("https://{}{fips}.{region}.{suffix}", service.endpoint_prefix))
    }

    /// The endpoint at a URL given by the user, who must then want none of AWS's variants.
    pub(crate) fn custom(url: &str, variant: Variant) -> Result<Self, InvalidEndpoint> {
        let rejected = |what, setting| Err(InvalidEndpoint::Variant { what, setting, url: without_secrets(url) });
        if variant.fips {
            return rejected("FIPS", "use_fips_endpoint");
        }
        if variant.dual_stack {
            return rejected("Dualstack", "use_dualstack_endpoint");
        }
        Self::parse(url)
    }

    /// A URL given by the user; its path becomes the prefix of every path.
    fn parse(url: &str) -> Result<Self, InvalidEndpoint> {
        let invalid = |reason| InvalidEndpoint::Url { url: without_secrets(url), reason };
        if !url.is_ascii() {
            return Err(invalid(
                "write letters outside of ASCII in the `xn--` form of a host, percent-encoded in a path",
            ));
        }
        if url.contains('#') {
            return Err(invalid("it must not have a fragment"));
        }
        let parts = url.parse::<Uri>().map_err(|_| invalid("not a URL"))?.into_parts();
        let scheme = parts.scheme.ok_or_else(|| invalid("it needs `https://` or `http://`"))?;
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(invalid("its scheme must be `https` or `http`"));
        }
        let authority = parts.authority.ok_or_else(|| invalid("it has no host"))?;
        let authority = canonical::authority(&scheme, authority.as_str()).map_err(invalid)?;
        let authority = Authority::try_from(authority).map_err(|_| invalid("its host is none"))?;
        let path = parts.path_and_query.unwrap_or_else(|| PathAndQuery::from_static("/"));
        if path.query().is_some() {
            return Err(invalid("it must not have a query"));
        }
        let base_path = canonical::base_path(path.path()).map_err(invalid)?;
        Ok(Self { scheme, authority, base_path })
    }

    /// The address of a request whose path and query are `target`, with `host_prefix` before the host.
    pub(crate) fn join(&self, host_prefix: &str, target: &str) -> Result<Uri, InvalidUri> {
        // `Uri` would drop it and what follows.
        if target.contains('#') {
            return Err(InvalidUri::Fragment { target: target.to_owned() });
        }
        let builder = Uri::builder().scheme(self.scheme.clone());
        let builder = if host_prefix.is_empty() {
            builder.authority(self.authority.clone())
        } else {
            builder.authority(self.prefixed(host_prefix)?)
        };
        let uri = if self.base_path.is_empty() {
            builder.path_and_query(target).build()
        } else {
            builder.path_and_query(format!("{}{target}", self.base_path)).build()
        };
        Ok(uri?)
    }

    fn prefixed(&self, host_prefix: &str) -> Result<String, InvalidUri> {
        if ip(self.authority.host()).is_some() {
            return Err(InvalidUri::PrefixedAddress { prefix: host_prefix.to_owned(), host: self.host().to_owned() });
        }
        Ok([&host_prefix.to_ascii_lowercase(), self.authority.as_str()].concat())
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
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or(host);
    last.eq_ignore_ascii_case("localhost") || ip(host).is_some_and(|ip| ip.to_canonical().is_loopback())
}

/// Whether `host` is an address at which AWS hands credentials to a machine or a container.
#[cfg(any(feature = "reqwest", feature = "hyper"))]
pub(crate) fn is_metadata(host: &str) -> bool {
    const fn v6(last: u16) -> IpAddr {
        IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, last))
    }
    const fn v4(third: u8, last: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(169, 254, third, last))
    }
    const ADDRESSES: [IpAddr; 5] = [v4(169, 254), v4(170, 2), v4(170, 23), v6(0x254), v6(0x23)];
    ip(host).is_some_and(|ip| ADDRESSES.contains(&ip))
}

/// The region that a user's name for it means, and whether that asks for FIPS: `fips-x` and `x-fips` are `x` with FIPS,
/// and `aws-global` is the region that stands for the partition.
pub(crate) fn region_of(name: &str) -> (String, bool) {
    let plain = name.strip_prefix("fips-").or_else(|| name.strip_suffix("-fips"));
    let region = plain.unwrap_or(name);
    let partition = Partition::of_region(region);
    let region = if partition.is_global(region) { partition.global_region } else { region };
    (region.to_owned(), plain.is_some())
}

/// Whether `text` can be a part of a host name.
pub(crate) fn is_host_label(text: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (1..=63).contains(&text.len()) && text.bytes().all(is_part) && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests;

/// A service ID as `AWS_ENDPOINT_URL_<ID>` spells it.
pub(crate) fn service_id(id: &str) -> String {
    id.to_uppercase().replace([' ', '-'], "_")
}
