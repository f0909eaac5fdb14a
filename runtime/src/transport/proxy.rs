//! Proxy settings.

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
    /// The hosts that are reached without a proxy, in the format of `NO_PROXY`.
    except: String,
}

impl Proxies {
    /// One proxy for all requests.
    pub(crate) fn all(url: &str) -> Result<Self, ConfigError> {
        let url = ProxyUrl::parse("the argument of `.proxy(..)`", url)?;
        Ok(Self { http: Some(url.clone()), https: Some(url), except: String::new() })
    }

    /// The proxies in curl's variables. Upper-case names take precedence.
    pub(crate) fn from_environment(environment: &Environment) -> Result<Self, ConfigError> {
        // A web server passes the `Proxy` header of a request to CGI programs as `HTTP_PROXY`, so it is not trusted.
        let is_cgi = environment.variable("REQUEST_METHOD").is_some();
        let http = if is_cgi { &["http_proxy"][..] } else { &["HTTP_PROXY", "http_proxy"] };
        let all = find(environment, &["ALL_PROXY", "all_proxy"])?;
        let for_scheme = |names| find(environment, names).map(|url| url.or_else(|| all.clone()));
        let except = environment.variable("NO_PROXY").or_else(|| environment.variable("no_proxy"));
        Ok(Self {
            http: for_scheme(http)?,
            https: for_scheme(&["HTTPS_PROXY", "https_proxy"])?,
            except: except.unwrap_or_default(),
        })
    }

    /// Sets these proxies on `builder`, and disables the system's proxies.
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

    /// These proxies as a matcher of hyper-util; `None` without a proxy.
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

/// The URL of a proxy, which may contain a password. It is validated here, because HTTP clients ignore a proxy whose URL is
/// invalid.
#[derive(Clone)]
struct ProxyUrl(String);

impl ProxyUrl {
    /// Parses the value of the setting `name`. Surrounding white space is ignored, such as a line break read from a file.
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
            return invalid("write only `http://host:port`, without a path or query");
        }
        let authority = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        let url = match authority.rsplit_once('@') {
            // HTTP clients differ in which of two `@` ends the password.
            Some((user, host)) => format!("{scheme}://{}@{host}", user.replace('@', "%40")),
            None => format!("{scheme}://{authority}"),
        };
        if !has_valid_port(&uri) || !is_proxy(&url) {
            return invalid("its host or port is invalid: write `http://host:port`");
        }
        Ok(Self(url))
    }
}

/// Whether `uri` has a valid port or none. hyper replaces an invalid port by the default port of the scheme.
fn has_valid_port(uri: &Uri) -> bool {
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

/// Whether the HTTP clients of this build accept `url` as the URL of a proxy.
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
        let proxies = Proxies::from_environment(&variables.iter().fold(Environment::empty(), set))
            .map_err(|error| error.to_string())?;
        Ok([&proxies.http, &proxies.https].map(|url| url.as_ref().map_or("-", |ProxyUrl(url)| url)).join(" "))
    }

    #[test]
    fn variables_are_read_as_in_curl() {
        assert_eq!(of(&[]).unwrap(), "- -");
        assert_eq!(of(&[("ALL_PROXY", "a:1")]).unwrap(), "http://a:1 http://a:1");
        assert_eq!(of(&[("ALL_PROXY", "a:1"), ("https_proxy", "https://b:2/")]).unwrap(), "http://a:1 https://b:2");
        assert_eq!(of(&[("HTTPS_PROXY", " "), ("https_proxy", "http://u:p%40@c:3")]).unwrap(), "- http://u:p%40@c:3");
        let cgi = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://evil"), ("HTTPS_PROXY", "http://good")];
        assert_eq!(of(&cgi).unwrap(), "- http://good");
    }

    #[test]
    fn white_space_around_a_proxy_url_is_ignored() {
        assert_eq!(of(&[("HTTPS_PROXY", "http://host:3128\n")]).unwrap(), "- http://host:3128");
        assert_eq!(of(&[("HTTP_PROXY", " \thost:3128\r\n")]).unwrap(), "http://host:3128 -");
    }

    #[test]
    fn the_last_at_sign_ends_a_password() {
        assert_eq!(of(&[("HTTP_PROXY", "http://u:p@ss@host:3128")]).unwrap(), "http://u:p%40ss@host:3128 -");
    }

    #[cfg(feature = "hyper")]
    #[test]
    fn hosts_in_no_proxy_are_reached_without_the_proxy() {
        let proxy_for = |no_proxy: &str, url: &str| {
            let environment =
                Environment::empty().with_variable("NO_PROXY", no_proxy).with_variable("ALL_PROXY", "proxy:1");
            let matcher = Proxies::from_environment(&environment).unwrap().matcher().unwrap();
            matcher.intercept(&url.parse().unwrap()).map(|proxy| proxy.uri().to_string())
        };
        let proxy = Some("http://proxy:1/".to_owned());
        for (no_proxy, direct, proxied) in [
            ("", None, "https://example.com/"),
            ("example.com", Some("https://api.EXAMPLE.com:8443/"), "https://notexample.com/"),
            (".example.com", Some("http://example.com/"), "http://example.org/"),
            ("a.example, 10.0.0.0/8", Some("http://10.1.2.3/"), "http://11.0.0.1/"),
            ("2001:db8::1", Some("http://[2001:db8::1]/"), "http://[2001:db8::2]/"),
        ] {
            assert_eq!(direct.and_then(|url| proxy_for(no_proxy, url)), None, "{no_proxy}");
            assert_eq!(proxy_for(no_proxy, proxied), proxy, "{no_proxy}");
        }
        assert_eq!(proxy_for("*", "https://example.com/"), None);
        assert!(Proxies::default().matcher().is_none());
    }

    #[test]
    fn the_error_of_an_invalid_proxy_does_not_contain_its_password() {
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
                error.starts_with("HTTPS_PROXY is not a valid proxy URL: ") && !error.contains("hidden"),
                "{url}: {error}"
            );
        }
        let shown = format!("{:?}", Proxies::all("http://user:hidden@host:3128").unwrap());
        assert!(shown.contains("http://host:3128") && !shown.contains("hidden"), "{shown}");
    }
}
