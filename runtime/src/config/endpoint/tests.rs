//! Endpoints: AWS's own test cases, and cases that those leave out.

use std::path::Path;

use serde_json::Value;

use super::*;
use crate::ConfigError;
use crate::client::Client;
use crate::value::credentials::Credentials;

static LOOKOUT: ServiceMeta = ServiceMeta::new("LookoutVision").signing_name("lookoutvision");

#[test]
fn regional_endpoints_follow_the_partition() {
    let uri = |region| {
        Endpoint::of_region(&LOOKOUT, region, Variant::default())
            .unwrap()
            .join("", "/x?y=z".into())
            .unwrap()
            .to_string()
    };
    assert_eq!(uri("eu-west-1"), "https://lookoutvision.eu-west-1.amazonaws.com/x?y=z");
    assert_eq!(uri("cn-north-1"), "https://lookoutvision.cn-north-1.amazonaws.com.cn/x?y=z");
}

#[test]
fn the_base_path_precedes_the_request_path() {
    let endpoint = Endpoint::parse("http://127.0.0.1:4577/custom/").unwrap();
    assert_eq!(endpoint.join("", "/projects".into()).unwrap().to_string(), "http://127.0.0.1:4577/custom/projects");
    assert!(!endpoint.is_exposed());
    assert!(Endpoint::parse("http://10.0.0.1").unwrap().is_exposed());
    assert!(!Endpoint::parse("http://[::1]:80").unwrap().is_exposed());
    assert!(!Endpoint::parse("http://[::ffff:127.0.0.1]:1").unwrap().is_exposed());
    assert!(!Endpoint::parse("http://LocalHost.:1").unwrap().is_exposed());
    assert!(Endpoint::parse("http://localhost..:1").is_err());
    assert!(
        Endpoint::parse("http://localhost").unwrap().join("", "/a#b".into()).unwrap_err().to_string().contains("`%23`")
    );
    assert!(!Endpoint::parse("https://10.0.0.1").unwrap().is_exposed());
}

#[test]
fn an_endpoint_is_normalized() {
    for (url, canonical) in [
        ("http://LocalHost:4577", "http://localhost:4577/x"),
        (
            "https://MyApi.Execute-Api.us-east-1.AmazonAWS.com/Prod",
            "https://myapi.execute-api.us-east-1.amazonaws.com/Prod/x",
        ),
        ("HTTPS://example.com:443/", "https://example.com/x"),
        ("http://example.com:0080", "http://example.com/x"),
        ("http://example.com:443", "http://example.com:443/x"),
        ("https://example.com:", "https://example.com/x"),
        ("http://example.com.:04577", "http://example.com.:4577/x"),
        ("http://my_service:80/a%2Fb/", "http://my_service/a%2Fb/x"),
        ("http://[0:0:0:0:0:0:0:1]:4577", "http://[::1]:4577/x"),
        ("http://[2001:DB8::0001]", "http://[2001:db8::1]/x"),
        ("http://[::FFFF:127.0.0.1]:1", "http://[::ffff:7f00:1]:1/x"),
        ("http://127.0.0.1:4577/$default/v1//", "http://127.0.0.1:4577/$default/v1/x"),
    ] {
        assert_eq!(Endpoint::parse(url).unwrap().join("", "/x".into()).unwrap().to_string(), canonical, "{url}");
    }
}

#[test]
fn a_url_without_a_canonical_form_is_rejected() {
    for (url, reason) in [
        ("http://127.1", "four decimal numbers"),
        ("http://0x7f.0.0.1", "four decimal numbers"),
        ("http://127.0.0.01", "four decimal numbers"),
        ("http://127.0.0.1.", "four decimal numbers"),
        ("http://2130706433", "four decimal numbers"),
        ("http://api.example.0x1f", "four decimal numbers"),
        ("http://1.2.3.4.5", "four decimal numbers"),
        ("http://[::1%25eth0]", "IPv6"),
        ("http://[fe80::zz]", "IPv6"),
        ("http://ex%41mple.com", "`xn--` form"),
        ("http://a..b", "empty label"),
        ("http://.example.com", "empty label"),
        ("https://exämple.com", "`xn--` form"),
        ("http://example.com:99999", "65535"),
        ("http://example.com:+80", "65535"),
        ("http://example.com/a/../b", "`..`"),
        ("http://example.com/a/./b", "`.`"),
        ("http://example.com/a/%2e%2E/b", "`..`"),
        ("http://example.com/.%2e", "`..`"),
        ("http://example.com/a//b", "empty segments"),
        ("http://example.com/a\\b", "percent-encode"),
        ("http://example.com/a|b", "percent-encode"),
        ("http://example.com/{stage}", "percent-encode"),
        ("http://example.com/a%2", "percent-encode"),
        ("http://example.com/a%zz", "percent-encode"),
        ("http://example.com/ü", "percent-encoded"),
        ("http://example.com/a#b/c", "fragment"),
    ] {
        let error = Endpoint::parse(url).map(|endpoint| text(&endpoint)).unwrap_err().to_string();
        assert!(error.contains(reason) || error.contains("not a URL"), "{url}: {error}");
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn a_host_with_invalid_punycode_is_rejected() {
    assert_eq!(text(&Endpoint::parse("http://XN--exmple-cua.com").unwrap()), "http://xn--exmple-cua.com");
    for url in ["http://xn--a", "http://xn--.example.com", "http://api.xn--a-.example"] {
        let error = Endpoint::parse(url).map(|endpoint| text(&endpoint)).unwrap_err().to_string();
        assert!(error.contains("an `xn--` label that is not valid Punycode"), "{url}: {error}");
    }
}

#[test]
fn an_address_is_recognized_in_each_form_that_connects_to_it() {
    for host in ["127.0.0.1", "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "LocalHost.", "api.localhost"] {
        assert!(is_loopback(host), "{host}");
    }
    for host in ["128.0.0.1", "[::2]", "127.0.0.1..", "127.0.0.1.example", "notlocalhost", ""] {
        assert!(!is_loopback(host), "{host}");
    }
}

#[cfg(any(feature = "reqwest", feature = "hyper"))]
#[test]
fn a_metadata_endpoint_is_recognized_in_each_form_that_connects_to_it() {
    for host in ["169.254.169.254", "169.254.169.254.", "[::ffff:169.254.169.254]", "169.254.170.2.", "[FD00:EC2::23]"]
    {
        assert!(is_metadata(host), "{host}");
    }
    for host in ["169.254.169.253", "169.254.169.254..", "[fd00:ec2::1]", "169.254.169.254.example", ""] {
        assert!(!is_metadata(host), "{host}");
    }
}

#[test]
fn a_host_prefix_is_lower_cased_and_rejected_before_an_ip_address() {
    let endpoint = Endpoint::parse("https://Example.com/v1").unwrap();
    assert_eq!(endpoint.join("Data-ABC.", "/x".into()).unwrap().to_string(), "https://data-abc.example.com/v1/x");
    for url in ["http://127.0.0.1:4577", "http://[::1]"] {
        let error = Endpoint::parse(url).unwrap().join("data.", "/x".into()).unwrap_err().to_string();
        assert!(error.contains("`data.`") && error.contains("disable_host_prefix_injection"), "{error}");
    }
}

/// The HTTP client leaves a canonical URL unchanged.
#[cfg(feature = "reqwest")]
mod rewriting {
    use proptest::prelude::*;

    use super::*;

    fn host() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-zA-Z0-9._-]{1,12}",
            "[0-9x.]{1,12}",
            "(0x|0)?[0-9a-f]{1,3}(\\.(0x|0)?[0-9a-f]{1,3}){0,4}\\.?",
            "\\[[0-9a-fA-F:.%]{0,20}\\]",
            any::<std::net::IpAddr>().prop_map(|address| match address {
                std::net::IpAddr::V4(address) => address.to_string(),
                std::net::IpAddr::V6(address) => format!("[{address}]"),
            }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn leaves_an_endpoint_unchanged(
            scheme in "https?|HTTP|Https",
            host in host(),
            port in ":[0-9]{0,6}|",
            path in "(/[!-~]{0,6}){0,3}|(/[.%2eEa]{0,6}){0,3}",
            prefix in "([a-zA-Z0-9-]{1,4}\\.)?",
        ) {
            let url = format!("{scheme}://{host}{port}{path}");
            let Ok(uri) = Endpoint::parse(&url).map_err(|_| ()).and_then(|endpoint| endpoint.join(&prefix, "/x".into()).map_err(|_| ()))
            else {
                return Ok(());
            };
            let Ok(sent) = reqwest::Url::parse(&uri.to_string()) else { return Ok(()) };
            prop_assert_eq!(sent.as_str(), uri.to_string(), "{}", url);
        }
    }
}

#[test]
fn an_invalid_endpoint_is_rejected() {
    for url in ["", "127.0.0.1:80", "ftp://x", "http://user:pass@x", "http://x/?a=b", "/path"] {
        assert!(Endpoint::parse(url).is_err(), "{url}");
    }
}

#[test]
fn a_region_name_may_select_fips_or_a_partition() {
    for (name, region, fips) in [
        ("eu-west-1", "eu-west-1", false),
        ("fips-us-east-1", "us-east-1", true),
        ("us-gov-west-1-fips", "us-gov-west-1", true),
        ("aws-global", "us-east-1", false),
        ("aws-cn-global", "cn-northwest-1", false),
        ("fips-aws-global", "us-east-1", true),
    ] {
        assert_eq!(region_of(name), (region.to_owned(), fips), "{name}");
    }
}

#[test]
fn a_host_label_is_letters_digits_and_inner_hyphens() {
    for label in ["a", "us-east-1", "0-0"] {
        assert!(is_host_label(label), "{label}");
    }
    for label in ["", "-a", "a-", "a_b", "a.b", "a/b", "ü", &"a".repeat(64)] {
        assert!(!is_host_label(label), "{label}");
    }
}

struct Unreachable;

impl crate::transport::Transport for Unreachable {
    fn send(&self, _: http::Request<crate::value::body::Body>) -> crate::transport::TransportFuture<'_> {
        Box::pin(async { Err(crate::transport::TransportError::not_sent("this test sends no request")) })
    }
}

/// The endpoint of a Lookout for Vision client with these endpoint rule parameters.
fn endpoint_by_rules(params: &Value) -> Result<String, String> {
    let switch = |name: &str| params[name].as_bool().unwrap_or(false);
    let variant = Variant { fips: switch("UseFIPS"), dual_stack: switch("UseDualStack") };
    let mut builder = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    builder = builder.use_fips_endpoint(variant.fips).use_dualstack_endpoint(variant.dual_stack);
    let (region, url) = (params["Region"].as_str(), params["Endpoint"].as_str());
    if let (None, Some(url)) = (region, url) {
        // A client needs a region for signing, so the endpoint is built directly.
        return Endpoint::custom(url, variant).map(|endpoint| text(&endpoint)).map_err(|error| error.to_string());
    }
    if let Some(region) = region {
        builder = builder.region(region);
    }
    if let Some(url) = url {
        builder = builder.endpoint_url(url);
    }
    match builder.transport(Unreachable).build() {
        Ok(client) => Ok(text(&client.inner().service(&LOOKOUT).unwrap().endpoint.as_ref().unwrap().url)),
        Err(ConfigError::NoRegion) => Err("Invalid Configuration: Missing Region".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn text(endpoint: &Endpoint) -> String {
    format!("{}://{}{}", endpoint.scheme, endpoint.authority, endpoint.base_path)
}

/// The test cases of Lookout for Vision's endpoint rule set, which most services share.
#[test]
#[allow(clippy::print_stdout)]
fn every_case_of_the_endpoint_rule_set_passes() {
    let file =
        "../../shared/conformance/lookoutvision/tests/functional/endpoint-rules/lookoutvision/endpoint-tests-1.json";
    let Ok(text) = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)) else {
        aws_operation_skip::skip("endpoints", format_args!("there is no {file}"));
        return;
    };
    let file: Value = serde_json::from_slice(&text).unwrap();
    let cases = file["testCases"].as_array().unwrap();
    let mut failed = Vec::new();
    for case in cases {
        let found = endpoint_by_rules(&case["params"]);
        let expect = &case["expect"];
        let passes = match (&found, expect["endpoint"]["url"].as_str(), expect["error"].as_str()) {
            (Ok(found), Some(url), None) => found == url,
            // Our message continues with what to do.
            (Err(found), None, Some(error)) => found.starts_with(error),
            _ => false,
        };
        if !passes {
            failed.push(format!("{}: {found:?}", case["documentation"]));
        }
    }
    println!("{} of {} cases of the rule set", cases.len() - failed.len(), cases.len());
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(cases.len(), 27);
}

#[test]
fn variants_and_a_custom_endpoint_exclude_each_other() {
    let fips = Variant { fips: true, dual_stack: false };
    assert_eq!(
        Endpoint::custom("https://user:secret@example.com/?a=b", fips).unwrap_err().to_string(),
        "Invalid Configuration: FIPS and custom endpoint are not supported: leave out `use_fips_endpoint`, or the URL \
         https://example.com/"
    );
}
