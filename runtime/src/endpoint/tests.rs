//! Endpoints against AWS's own cases, and what those leave out.

use std::path::Path;

use serde_json::Value;

use super::*;
use crate::{Client, ConfigError, Credentials};

static LOOKOUT: ServiceMeta = ServiceMeta {
    id: "LookoutVision",
    signing_name: "lookoutvision",
    endpoint_prefix: "lookoutvision",
    target_prefix: "",
    query_compatible: false,
    version: "",
};

#[test]
fn regional_endpoints_follow_the_partition() {
    let uri = |region| {
        Endpoint::of_region(&LOOKOUT, region, Variant::default()).unwrap().join("", "/x?y=z").unwrap().to_string()
    };
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

#[test]
fn a_region_may_ask_for_fips_or_stand_for_a_partition() {
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

impl crate::Transport for Unreachable {
    fn send(&self, _: http::Request<crate::Body>) -> crate::TransportFuture<'_> {
        Box::pin(async { Err(crate::TransportError::not_sent("no request is sent here")) })
    }
}

/// The endpoint that a client has for Lookout for Vision with these parameters of the rules.
fn endpoint_by_rules(params: &Value) -> Result<String, String> {
    let switch = |name: &str| params[name].as_bool().unwrap_or(false);
    let variant = Variant { fips: switch("UseFIPS"), dual_stack: switch("UseDualStack") };
    let mut builder = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    builder = builder.use_fips_endpoint(variant.fips).use_dualstack_endpoint(variant.dual_stack);
    let (region, url) = (params["Region"].as_str(), params["Endpoint"].as_str());
    if let (None, Some(url)) = (region, url) {
        // No client is without a region, since it has to sign.
        return Endpoint::custom(url, variant).map(|endpoint| text(&endpoint)).map_err(|error| error.to_string());
    }
    if let Some(region) = region {
        builder = builder.region(region);
    }
    if let Some(url) = url {
        builder = builder.endpoint_url(url);
    }
    match builder.transport(Unreachable).build() {
        Ok(client) => Ok(text(&client.inner().service(&LOOKOUT).unwrap().endpoint)),
        Err(ConfigError::NoRegion) => Err("Invalid Configuration: Missing Region".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn text(endpoint: &Endpoint) -> String {
    format!("{}://{}{}", endpoint.scheme, endpoint.authority, endpoint.base_path)
}

/// The test cases of Lookout for Vision's endpoint rule set, which is the one of most services.
#[test]
#[allow(clippy::print_stdout)]
fn every_case_of_the_rule_set_holds() {
    let file =
        "../../shared/conformance/lookoutvision/tests/functional/endpoint-rules/lookoutvision/endpoint-tests-1.json";
    let Ok(text) = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)) else {
        println!("skipped: no cases at {file}");
        return;
    };
    let file: Value = serde_json::from_slice(&text).unwrap();
    let cases = file["testCases"].as_array().unwrap();
    let mut wrong = Vec::new();
    for case in cases {
        let found = endpoint_by_rules(&case["params"]);
        let expect = &case["expect"];
        let holds = match (&found, expect["endpoint"]["url"].as_str(), expect["error"].as_str()) {
            (Ok(found), Some(url), None) => found == url,
            // After the words of the rules we say what to do.
            (Err(found), None, Some(error)) => found.starts_with(error),
            _ => false,
        };
        if !holds {
            wrong.push(format!("{}: {found:?}", case["documentation"]));
        }
    }
    println!("{} of {} cases of the rule set", cases.len() - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
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
