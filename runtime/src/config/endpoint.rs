//! Endpoints of services.

pub(crate) mod account_id_mode;
mod canonical;
pub(crate) mod partition;
pub(crate) mod rules;
#[cfg(feature = "rest-xml")]
pub(crate) mod s3;

use std::error::Error;
use std::fmt;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use bytes::Bytes;
use http::Uri;
use http::uri::{self, Authority, PathAndQuery, Scheme};

use crate::model::operation::ServiceMeta;
pub(crate) use canonical::ip;
use partition::Partition;

/// A service's endpoint: scheme, authority and base path, each in its canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    base_path: String,
    /// Whether requests cross the network unencrypted: plain HTTP to a host that is not loopback.
    is_exposed: bool,
    /// Whether the host is in one of AWS's own domains.
    #[cfg(any(feature = "checksums", feature = "rest-xml"))]
    is_of_aws: bool,
}

/// Which variant of a service's regional endpoint is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Variant {
    /// The endpoint uses cryptography validated by FIPS 140.
    pub(crate) fips: bool,
    /// The endpoint is reachable by IPv4 and IPv6.
    pub(crate) dual_stack: bool,
}

/// Why an endpoint is invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum InvalidEndpoint {
    Url {
        url: String,
        reason: &'static str,
    },
    /// The text starts with the message of AWS's endpoint rules.
    Variant {
        what: &'static str,
        setting: &'static str,
        url: String,
    },
    /// A message of AWS's endpoint rules.
    #[cfg(feature = "rest-xml")]
    Rule(String),
}

impl fmt::Display for InvalidEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { url, reason } => write!(f, "`{url}` is not an endpoint: {reason}"),
            Self::Variant { what, setting, url } => write!(
                f,
                "Invalid Configuration: {what} and custom endpoint are not supported: leave out `{setting}`, or the URL \
                 {url}"
            ),
            #[cfg(feature = "rest-xml")]
            Self::Rule(message) => f.write_str(message),
        }
    }
}

impl Error for InvalidEndpoint {}

/// Why the URI of a request cannot be built.
#[derive(Debug)]
pub(crate) enum InvalidUri {
    PrefixedAddress { prefix: String, host: String },
    Fragment { target: String },
    Uri(http::Error),
}

impl fmt::Display for InvalidUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PrefixedAddress { prefix, host } => write!(
                f,
                "the host prefix `{prefix}` cannot be put before the IP address `{host}`; use a host name such as \
                 `localhost`, or disable host prefixes with `Client::builder().disable_host_prefix_injection(true)`"
            ),
            Self::Fragment { target } => {
                write!(f, "the path `{target}` contains `#`, which ends a path: write it as `%23`")
            }
            Self::Uri(error) => error.fmt(f),
        }
    }
}

impl Error for InvalidUri {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Uri(error) => error.source(),
            _ => None,
        }
    }
}

impl From<http::Error> for InvalidUri {
    fn from(error: http::Error) -> Self {
        Self::Uri(error)
    }
}

impl Endpoint {
    /// The endpoint of a service in `region`, by the rule of most AWS endpoint rule sets:
    /// `https://<endpoint prefix>.<region>.<DNS suffix of the partition>`.
    pub(crate) fn of_region(service: &ServiceMeta, region: &str, variant: Variant) -> Result<Self, InvalidEndpoint> {
        let partition = Partition::of_region(region);
        let fips = if variant.fips { "-fips" } else { "" };
        let suffix = if variant.dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
        Self::parse(&format!("https://{}{fips}.{region}.{suffix}", service.endpoint_prefix))
    }

    /// The endpoint at the user's URL. Endpoint variants are not supported with it.
    pub(crate) fn custom(url: &str, variant: Variant) -> Result<Self, InvalidEndpoint> {
        let unsupported = |what, setting| Err(InvalidEndpoint::Variant { what, setting, url: without_secrets(url) });
        if variant.fips {
            return unsupported("FIPS", "use_fips_endpoint");
        }
        if variant.dual_stack {
            return unsupported("Dualstack", "use_dualstack_endpoint");
        }
        Self::parse(url)
    }

    /// The endpoint at a URL of AWS's endpoint rules.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn at(url: &str) -> Result<Self, InvalidEndpoint> {
        Self::parse(url)
    }

    /// Whether requests get a base path.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn has_path(&self) -> bool {
        !self.base_path.is_empty()
    }

    /// Parses the user's URL. Its path becomes the base path of every request.
    pub(crate) fn parse(url: &str) -> Result<Self, InvalidEndpoint> {
        let invalid = |reason| InvalidEndpoint::Url { url: without_secrets(url), reason };
        if !url.is_ascii() {
            return Err(invalid("write non-ASCII letters in the `xn--` form in a host, and percent-encoded in a path"));
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
        let authority = Authority::try_from(authority).map_err(|_| invalid("its host is invalid"))?;
        let path = parts.path_and_query.unwrap_or_else(|| PathAndQuery::from_static("/"));
        if path.query().is_some() {
            return Err(invalid("it must not have a query"));
        }
        let base_path = canonical::base_path(path.path()).map_err(invalid)?;
        Ok(Self {
            is_exposed: scheme == Scheme::HTTP && !is_loopback(authority.host()),
            #[cfg(any(feature = "checksums", feature = "rest-xml"))]
            is_of_aws: is_of_aws(authority.host()),
            scheme,
            authority,
            base_path,
        })
    }

    /// The URI of a request: `target` is its path and query, `host_prefix` is put before the host.
    pub(crate) fn join(&self, host_prefix: &str, target: Bytes) -> Result<Uri, InvalidUri> {
        // `Uri` would drop the fragment silently.
        if target.contains(&b'#') {
            return Err(InvalidUri::Fragment { target: String::from_utf8_lossy(&target).into_owned() });
        }
        let whole =
            if self.base_path.is_empty() { target } else { [self.base_path.as_bytes(), &target].concat().into() };
        let mut parts = uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.prefixed(host_prefix)?);
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(whole).map_err(http::Error::from)?);
        Ok(Uri::from_parts(parts).map_err(http::Error::from)?)
    }

    /// The authority with `host_prefix` before its host.
    fn prefixed(&self, host_prefix: &str) -> Result<Authority, InvalidUri> {
        if host_prefix.is_empty() {
            return Ok(self.authority.clone());
        }
        if ip(self.authority.host()).is_some() {
            return Err(InvalidUri::PrefixedAddress { prefix: host_prefix.to_owned(), host: self.host().to_owned() });
        }
        let authority = [&host_prefix.to_ascii_lowercase(), self.authority.as_str()].concat();
        Ok(Authority::try_from(authority).map_err(http::Error::from)?)
    }

    /// Whether requests cross the network unencrypted: plain HTTP to a host that is not loopback.
    pub(crate) fn is_exposed(&self) -> bool {
        self.is_exposed
    }

    /// Whether the endpoint uses plain HTTP.
    pub(crate) fn is_plain(&self) -> bool {
        self.scheme == Scheme::HTTP
    }

    /// Whether the host is in one of AWS's own domains, such as the endpoint of a VPC.
    #[cfg(any(feature = "checksums", feature = "rest-xml"))]
    pub(crate) fn is_of_aws(&self) -> bool {
        self.is_of_aws
    }

    pub(crate) fn host(&self) -> &str {
        self.authority.host()
    }
}

/// The URL, without a slash at its end.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.base_path)
    }
}

/// The URL without its user, password, query and fragment, which may be secret.
pub(crate) fn without_secrets(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    if scheme.is_empty() { host.to_owned() } else { format!("{scheme}://{host}") }
}

/// Whether a host, in lower case, is in one of AWS's own domains.
#[cfg(any(feature = "checksums", feature = "rest-xml"))]
fn is_of_aws(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    partition::dns_suffixes().any(|suffix| host.strip_suffix(suffix).is_some_and(|rest| rest.ends_with('.')))
}

/// Whether `host` is a loopback address or name.
pub(crate) fn is_loopback(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let last = name.rsplit('.').next().unwrap_or(name);
    last.eq_ignore_ascii_case("localhost") || ip(host).is_some_and(|ip| ip.is_loopback())
}

/// Whether `host` is the address of a metadata endpoint: IMDS, or the credentials endpoint of ECS or EKS.
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

/// Resolves a region name to a region and a FIPS flag: `fips-x` and `x-fips` are `x` with FIPS, and `aws-global` is the
/// global region of its partition.
pub(crate) fn region_of(name: &str) -> (String, bool) {
    let plain = name.strip_prefix("fips-").or_else(|| name.strip_suffix("-fips"));
    let region = plain.unwrap_or(name);
    let partition = Partition::of_region(region);
    let region = if partition.is_global(region) { partition.global_region } else { region };
    (region.to_owned(), plain.is_some())
}

/// The ID of the partition of a region.
#[cfg(feature = "sso")]
pub(crate) fn partition_id(region: &str) -> &'static str {
    Partition::of_region(region).id
}

/// Whether `region` can be the name of a region in the partition of another one.
#[cfg(feature = "rest-xml")]
pub(crate) fn is_region_beside(region: &str, other: &str) -> bool {
    is_host_label(region) && Partition::of_region(region) == Partition::of_region(other)
}

/// Whether `text` is a valid label of a host name.
pub(crate) fn is_host_label(text: &str) -> bool {
    let is_label_byte = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (1..=63).contains(&text.len()) && text.bytes().all(is_label_byte) && !text.starts_with('-') && !text.ends_with('-')
}

/// A service ID in the form used by `AWS_ENDPOINT_URL_<ID>`.
pub(crate) fn service_id(id: &str) -> String {
    id.to_uppercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests;
