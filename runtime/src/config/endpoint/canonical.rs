//! The one form in which a URL is signed and sent.
//!
//! HTTP clients rewrite URLs as the WHATWG's standard has it: hosts in lower case, addresses and ports without
//! superfluous digits, paths without dot segments. What is signed must be the result, so it is brought about here, once;
//! what could come out in more than one way is rejected.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::uri::Scheme;

/// Why a URL has no such form, with what to write instead.
type Reason = &'static str;

/// Host and port, without a port that is the scheme's own.
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
    let own = if *scheme == Scheme::HTTP { 80 } else { 443 };
    if let Some(port) = port.filter(|port| *port != own) {
        text.push(':');
        text.push_str(&port.to_string());
    }
    Ok(text)
}

fn port(digits: &str) -> Option<u16> {
    // Rust's own reading takes a sign too.
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn host(host: &str) -> Result<String, Reason> {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').unwrap_or(address);
        return address.parse().map(ipv6).map_err(|_| "its IPv6 address cannot be read");
    }
    let host = host.to_ascii_lowercase();
    if !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)) {
        return Err("a host has ASCII letters, digits, hyphens and dots; write other letters in their `xn--` form");
    }
    let mut labels = host.strip_suffix('.').unwrap_or(&host).split('.');
    if labels.clone().any(str::is_empty) {
        return Err("its host has an empty part");
    }
    if labels.next_back().is_some_and(is_number) && host.parse::<Ipv4Addr>().is_err() {
        return Err("an IPv4 address has four decimal numbers without leading zeros, as in `127.0.0.1`");
    }
    if host.contains("xn--") && !is_domain(&host) {
        return Err("its host has an `xn--` label that stands for no letters");
    }
    Ok(host)
}

/// Whether a host with `xn--` labels is a domain to reqwest, which asks what letters they stand for.
#[cfg(feature = "reqwest")]
fn is_domain(host: &str) -> bool {
    let url = reqwest::Url::parse(&format!("http://{host}/"));
    url.is_ok_and(|url| url.host_str() == Some(host))
}

/// Other HTTP clients leave that to DNS.
#[cfg(not(feature = "reqwest"))]
fn is_domain(_: &str) -> bool {
    true
}

/// Whether a host that ends in this label is an IPv4 address to HTTP clients.
fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    hexadecimal || label.bytes().all(|byte| byte.is_ascii_digit())
}

/// An address as URLs have it: unlike `Display`, without the dotted form of an IPv4 address in it.
fn ipv6(address: Ipv6Addr) -> String {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] => format!("[::ffff:{high:x}:{low:x}]"),
        _ => format!("[{address}]"),
    }
}

/// The address that a host is, if it is one.
pub(super) fn ip(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// The path that every request starts with, without a slash at its end.
pub(super) fn base_path(path: &str) -> Result<String, Reason> {
    let path = path.trim_end_matches('/');
    if !is_escaped(path) {
        return Err("its path may have letters, digits, `-._~!$&'()*+,;=:@` and `/`; percent-encode anything else");
    }
    if path.split('/').skip(1).any(|segment| segment.is_empty() || is_dots(segment)) {
        return Err("its path must not have empty segments, nor `.` and `..`");
    }
    Ok(path.to_owned())
}

/// Whether a path is one of RFC 3986, each `%` before two hexadecimal digits.
fn is_escaped(path: &str) -> bool {
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let is_hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
        let fits = match byte {
            b'%' => is_hex(bytes.next()) && is_hex(bytes.next()),
            other => other.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&other),
        };
        if !fits {
            return false;
        }
    }
    true
}

/// Whether HTTP clients take a segment for `.` or `..`, which they resolve.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
