//! The canonical form of a URL, in which it is signed and sent.
//!
//! HTTP clients normalize URLs by the WHATWG URL Standard: hosts in lower case, addresses and ports without superfluous
//! digits, paths without dot segments. The signature must cover the normalized URL, so this module normalizes it first.
//! A URL with more than one possible normal form is rejected.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::uri::Scheme;

/// Why a URL has no canonical form, with what to write instead.
type Reason = &'static str;

/// Host and port, without the scheme's default port.
pub(super) fn authority(scheme: &Scheme, authority: &str) -> Result<String, Reason> {
    if authority.contains('@') {
        return Err("credentials do not belong in a URL");
    }
    let (host, port) = match authority.find(']') {
        Some(end) => authority.split_at(end + 1),
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let mut text = self::host(host)?;
    let port = match port.strip_prefix(':') {
        None | Some("") => None,
        Some(digits) => Some(self::port(digits).ok_or("its port must be a number up to 65535")?),
    };
    let default_port = if *scheme == Scheme::HTTP { 80 } else { 443 };
    if let Some(port) = port.filter(|port| *port != default_port) {
        text.push(':');
        text.push_str(&port.to_string());
    }
    Ok(text)
}

fn port(digits: &str) -> Option<u16> {
    // `u16::from_str` would accept a leading `+`.
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn host(host: &str) -> Result<String, Reason> {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').unwrap_or(address);
        return address.parse().map(ipv6).map_err(|_| "its IPv6 address is invalid");
    }
    let host = host.to_ascii_lowercase();
    if !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)) {
        return Err(
            "a host consists of ASCII letters, digits, hyphens and dots; write other letters in their `xn--` form",
        );
    }
    let mut labels = host.strip_suffix('.').unwrap_or(&host).split('.');
    if labels.clone().any(str::is_empty) {
        return Err("its host has an empty label");
    }
    if labels.next_back().is_some_and(is_number) && host.parse::<Ipv4Addr>().is_err() {
        return Err("an IPv4 address consists of four decimal numbers without leading zeros, such as `127.0.0.1`");
    }
    if host.contains("xn--") && !is_domain(&host) {
        return Err("its host has an `xn--` label that is not valid Punycode");
    }
    Ok(host)
}

/// Whether reqwest accepts a host with `xn--` labels: it decodes them.
#[cfg(feature = "reqwest")]
fn is_domain(host: &str) -> bool {
    let url = reqwest::Url::parse(&format!("http://{host}/"));
    url.is_ok_and(|url| url.host_str() == Some(host))
}

/// Without reqwest, DNS decides whether such a host exists.
#[cfg(not(feature = "reqwest"))]
fn is_domain(_: &str) -> bool {
    true
}

/// Whether HTTP clients read a host whose last label is `label` as an IPv4 address.
fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    hexadecimal || label.bytes().all(|byte| byte.is_ascii_digit())
}

/// An IPv6 address in the form of URLs: unlike `Display`, without the dotted form of an embedded IPv4 address.
fn ipv6(address: Ipv6Addr) -> String {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] => format!("[::ffff:{high:x}:{low:x}]"),
        _ => format!("[{address}]"),
    }
}

/// The IP address that `host` is, if it is one. HTTP clients leave out a dot at its end, and the system connects to the IPv4
/// address in an IPv6 one.
pub(crate) fn ip(host: &str) -> Option<IpAddr> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    address.ok().map(|address| address.to_canonical())
}

/// The base path, without a trailing slash.
pub(super) fn base_path(path: &str) -> Result<String, Reason> {
    let path = path.trim_end_matches('/');
    if !is_escaped(path) {
        return Err(
            "its path may contain letters, digits, `-._~!$&'()*+,;=:@` and `/`; percent-encode all other characters",
        );
    }
    if path.split('/').skip(1).any(|segment| segment.is_empty() || is_dots(segment)) {
        return Err("its path must not contain empty segments, `.` or `..`");
    }
    Ok(path.to_owned())
}

/// Whether a path conforms to RFC 3986, with two hexadecimal digits after each `%`.
fn is_escaped(path: &str) -> bool {
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let is_hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
        let is_allowed = match byte {
            b'%' => is_hex(bytes.next()) && is_hex(bytes.next()),
            other => other.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&other),
        };
        if !is_allowed {
            return false;
        }
    }
    true
}

/// Whether HTTP clients read a segment as `.` or `..`, which they would resolve.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
