//! Which proxy a request passes through.

use std::fmt;

use http::Uri;
#[cfg(feature = "hyper")]
use hyper_util::client::proxy::matcher::Matcher;

use crate::config::config_error::ConfigError;
use crate::config::endpoint::without_secrets;
use crate::config::environment::Environment;

/// The proxies of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxies {
    http: Option<ProxyUrl>,
    https: Option<ProxyUrl>,
    /// The hosts that are reached past them, as `NO_PROXY` lists them.
    except: String,
}

impl Proxies {
    /// One proxy for all requests.
    pub(crate) fn all(url: &str) -> Result<Self, ConfigError> {
        let url = ProxyUrl::parse("the argument of `.proxy(..)`", url)?;
        Ok(Self { http: Some(url.clone()), https: Some(url), except: String::new() })
    }

    /// Those of curl's variables, in upper case first.
    pub(crate) fn of(environment: &Environment) -> Result<Self, ConfigError> {
        // A web server hands the header `Proxy` of a stranger's request to CGI programs as `HTTP_PROXY`.
        let is_cgi = environment.variable("REQUEST_METHOD").is_some();
        let http = if is_cgi { &["http_proxy"][..] } else { &["HTTP_PROXY", "http_proxy"] };
        let all = find(environment, &["ALL_PROXY", "all_proxy"])?;
        let of_scheme = |names| find(environment, names).map(|own| own.or_else(|| all.clone()));
        let except = environment.variable("NO_PROXY").or_else(|| environment.variable("no_proxy"));
        Ok(Self {
            http: of_scheme(http)?,
            https: of_scheme(&["HTTPS_PROXY", "https_proxy"])?,
            except: except.unwrap_or_default(),
        })
    }

    /// `builder` with these proxies, and none of the system's.
    #[cfg(feature = "reqwest")]
    pub(super) fn apply(&self, builder: reqwest::ClientBuilder) -> reqwest::Result<reqwest::ClientBuilder> {
        let mut builder = builder.no_proxy();
        let except = reqwest::NoProxy::from_string(&self.except);
        if let Some(ProxyUrl(url)) = &self.http {
            builder = builder.proxy(reqwest::Proxy::http(url)?.no_proxy(except.clone()));
        }
        if let Some(ProxyUrl(url)) = &self.https {
            builder = builder.proxy(reqwest::Proxy::https(url)?.no_proxy(except));
        }
        Ok(builder)
    }

    /// The same as hyper-util has it; `None` without a proxy.
    #[cfg(feature = "hyper")]
    pub(super) fn matcher(&self) -> Option<Matcher> {
        let [http, https] = [&self.http, &self.https].map(|url| url.as_ref().map_or("", |ProxyUrl(url)| url));
        let some = !http.is_empty() || !https.is_empty();
        some.then(|| Matcher::builder().http(http).https(https).no(self.except.as_str()).build())
    }
}

fn find(environment: &Environment, names: &[&'static str]) -> Result<Option<ProxyUrl>, ConfigError> {
    let set = names.iter().find_map(|name| Some((name, environment.variable(name)?)));
    set.map(|(name, url)| ProxyUrl::parse(name, &url)).transpose()
}

/// The URL of a proxy, perhaps with a password. HTTP clients would pass by a proxy whose URL they cannot read.
#[derive(Clone)]
struct ProxyUrl(String);

impl ProxyUrl {
    /// Reads what `name` holds. White space around it is left out, such as the line break of a file that it came from.
    fn parse(name: &'static str, url: &str) -> Result<Self, ConfigError> {
        let url = url.trim();
        let url = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
        let invalid = |reason| Err(ConfigError::InvalidProxy { name, reason });
        let Ok(uri) = url.parse::<Uri>() else {
            return invalid("write `http://host:port`, or `http://user:password@host:port` with both percent-encoded");
        };
        let Some(scheme @ ("http" | "https")) = uri.scheme_str() else {
            return invalid("its scheme must be `http` or `https`");
        };
        if uri.host().is_none_or(str::is_empty) || !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return invalid("write `http://host:port` and nothing after it");
        }
        let authority = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        let url = match authority.rsplit_once('@') {
            // Clients disagree about which of two `@` ends the password.
            Some((user, host)) => format!("{scheme}://{}@{host}", user.replace('@', "%40")),
            None => format!("{scheme}://{authority}"),
        };
        if !has_port_or_none(&uri) || !is_proxy(&url) {
            return invalid("its host or its port cannot be read: write `http://host:port`");
        }
        Ok(Self(url))
    }
}

/// Whether what follows the host is a port. hyper would take the port of the scheme in place of one that it cannot read.
fn has_port_or_none(uri: &Uri) -> bool {
    let authority = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let after_address = host_and_port.rsplit_once(']').map(|(_, port)| port);
    let port = after_address.unwrap_or_else(|| host_and_port.trim_start_matches(|letter| letter != ':'));
    match port.strip_prefix(':') {
        None => port.is_empty(),
        Some("") => true,
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<u16>().is_ok(),
    }
}

/// Whether the HTTP clients of this build take `url` for one of a proxy.
fn is_proxy(url: &str) -> bool {
    #[cfg(feature = "reqwest")]
    if reqwest::Proxy::all(url).is_err() {
        return false;
    }
    #[cfg(feature = "hyper")]
    if Matcher::builder().all(url).build().intercept(&Uri::from_static("http://service/")).is_none() {
        return false;
    }
    !url.is_empty()
}

impl fmt::Debug for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_secrets(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Result<String, String> {
        let set = |environment: Environment, (name, value): &(&str, &str)| environment.with_variable(*name, *value);
        let proxies =
            Proxies::of(&variables.iter().fold(Environment::empty(), set)).map_err(|error| error.to_string())?;
        Ok([&proxies.http, &proxies.https].map(|url| url.as_ref().map_or("-", |ProxyUrl(url)| url)).join(" "))
    }

    #[test]
    fn variables_are_taken_as_curl_has_them() {
        assert_eq!(of(&[]).unwrap(), "- -");
        assert_eq!(of(&[("ALL_PROXY", "a:1")]).unwrap(), "http://a:1 http://a:1");
        assert_eq!(of(&[("ALL_PROXY", "a:1"), ("https_proxy", "https://b:2/")]).unwrap(), "http://a:1 https://b:2");
        assert_eq!(of(&[("HTTPS_PROXY", " "), ("https_proxy", "http://u:p%40@c:3")]).unwrap(), "- http://u:p%40@c:3");
        let cgi = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://evil"), ("HTTPS_PROXY", "http://good")];
        assert_eq!(of(&cgi).unwrap(), "- http://good");
    }

    #[test]
    fn white_space_around_a_proxy_does_not_lead_past_it() {
        assert_eq!(of(&[("HTTPS_PROXY", "http://host:3128\n")]).unwrap(), "- http://host:3128");
        assert_eq!(of(&[("HTTP_PROXY", " \thost:3128\r\n")]).unwrap(), "http://host:3128 -");
    }

    #[test]
    fn what_ends_a_password_is_the_last_at_sign() {
        assert_eq!(of(&[("HTTP_PROXY", "http://u:p@ss@host:3128")]).unwrap(), "http://u:p%40ss@host:3128 -");
    }

    #[cfg(feature = "hyper")]
    #[test]
    fn hosts_of_no_proxy_are_reached_past_it() {
        let through = |no_proxy: &str, url: &str| {
            let environment =
                Environment::empty().with_variable("NO_PROXY", no_proxy).with_variable("ALL_PROXY", "proxy:1");
            let matcher = Proxies::of(&environment).unwrap().matcher().unwrap();
            matcher.intercept(&url.parse().unwrap()).map(|proxy| proxy.uri().to_string())
        };
        let proxy = Some("http://proxy:1/".to_owned());
        for (no_proxy, past, by) in [
            ("", None, "https://example.com/"),
            ("example.com", Some("https://api.EXAMPLE.com:8443/"), "https://notexample.com/"),
            (".example.com", Some("http://example.com/"), "http://example.org/"),
            ("a.example, 10.0.0.0/8", Some("http://10.1.2.3/"), "http://11.0.0.1/"),
            ("2001:db8::1", Some("http://[2001:db8::1]/"), "http://[2001:db8::2]/"),
        ] {
            assert_eq!(past.and_then(|url| through(no_proxy, url)), None, "{no_proxy}");
            assert_eq!(through(no_proxy, by), proxy, "{no_proxy}");
        }
        assert_eq!(through("*", "https://example.com/"), None);
        assert!(Proxies::default().matcher().is_none());
    }

    #[test]
    fn a_proxy_that_is_none_is_an_error_without_its_password() {
        for url in [
            "http://ho st:3128",
            "http://",
            "http://host:99999",
            "http://host:x",
            "http://host:+80",
            "http://[::1]x:80",
            "socks5://hidden@host:1080",
            "://host",
            "http://user:hidden#@host:3128",
            "http://host:3128/path",
            "http://user:hidden@",
            "\u{fffd}",
            "ftp://host",
        ] {
            let error = of(&[("HTTPS_PROXY", url)]).unwrap_err();
            assert!(
                error.starts_with("HTTPS_PROXY is not the URL of a proxy: ") && !error.contains("hidden"),
                "{url}: {error}"
            );
        }
        let shown = format!("{:?}", Proxies::all("http://user:hidden@host:3128").unwrap());
        assert!(shown.contains("http://host:3128") && !shown.contains("hidden"), "{shown}");
    }
}
