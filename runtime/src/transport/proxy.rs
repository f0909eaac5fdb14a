//! Proxy settings.

use std::fmt;

use http::Uri;

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
}

fn find(environment: &Environment, names: &[&'static str]) -> Result<Option<ProxyUrl>, ConfigError> {
    let set = names.iter().find_map(|name| Some((name, environment.variable(name)?)));
    set.map(|(name, url)| ProxyUrl::parse(name, &url)).transpose()
}

/// The URL of a proxy, which may contain a password. It is validated here, because reqwest ignores a proxy whose URL is
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
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return invalid("its scheme must be `http` or `https`");
        }
        if uri.host().is_none_or(str::is_empty) || !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return invalid("write only `http://host:port`, without a path or query");
        }
        match reqwest::Proxy::all(&url) {
            Ok(_) => Ok(Self(url)),
            Err(_) => invalid("its host or port is invalid: write `http://host:port`"),
        }
    }
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
        assert_eq!(of(&[("ALL_PROXY", "a:1"), ("https_proxy", "https://b:2/")]).unwrap(), "http://a:1 https://b:2/");
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
    fn the_error_of_an_invalid_proxy_does_not_contain_its_password() {
        for url in [
            "http://ho st:3128",
            "http://",
            "http://host:99999",
            "http://host:x",
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
