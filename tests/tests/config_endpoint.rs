//! The host that a client's settings select for a request, and the scope of its signature.

mod scripted;
mod served;

use std::time::Duration;

use aws_operation::{
    Client, ClientBuilder, ConfigError, Credentials, Environment, SendError, aws_operation, aws_service,
};
use scripted::{Script, Sent, Step};
use served::{Things, thing};

#[aws_service(id = "Sites", protocol = "restJson1", signing_name = "sites")]
struct Sites;

#[aws_operation(name = "GetSite", service = Sites, output = (), http = "GET /site", host_prefix = "data.")]
struct GetSite {}

/// The request that a client with the settings `set` sends.
async fn sent(set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Sent {
    let script = Script::new([Step::response(200, "{}")]);
    GetSite {}.send(&script.client_with(set)).await.unwrap();
    script.take_sent().remove(0)
}

#[tokio::test]
async fn a_fips_region_selects_the_fips_endpoint() {
    let sent = sent(|client| client.region("fips-us-gov-west-1").use_dualstack_endpoint(true)).await;
    assert_eq!(sent.request.uri().host(), Some("data.sites-fips.us-gov-west-1.api.aws"));
    assert!(sent.header("authorization").unwrap().contains("/us-gov-west-1/sites/aws4_request"));
}

#[tokio::test]
async fn a_private_api_is_called_at_its_url_with_its_signing_name() {
    let sent = sent(|client| {
        client
            .endpoint_url("https://id.execute-api.us-east-1.amazonaws.com/prod/")
            .signing_name("execute-api")
            .disable_host_prefix_injection(true)
    })
    .await;
    assert_eq!(sent.request.uri(), "https://id.execute-api.us-east-1.amazonaws.com/prod/site");
    assert!(sent.header("authorization").unwrap().contains("/us-east-1/execute-api/aws4_request"));
}

#[tokio::test]
async fn a_prepared_request_has_the_host_of_the_sent_request() {
    for (is_off, host) in [(true, "cells.example.com"), (false, "data.a.cells.example.com")] {
        let client = Script::new([]).client_with(|client| {
            client.endpoint_url("https://cells.example.com").disable_host_prefix_injection(is_off)
        });
        let prepared = GetCell { cell: "a".into() }.prepare(&client).await.unwrap();
        assert_eq!(prepared.uri().host(), Some(host));
        assert!(prepared.to_curl().contains(&format!("https://{host}/cell ")), "{}", prepared.to_curl());
    }
}

#[tokio::test]
async fn the_host_prefix_is_added_unless_it_is_disabled() {
    let with = sent(|client| client.endpoint_url("http://localhost:1")).await;
    assert_eq!(with.request.uri(), "http://data.localhost:1/site");
}

/// As for a service that returns an endpoint for later calls: the signature uses the client's unchanged settings.
#[tokio::test]
async fn a_derived_client_calls_the_given_endpoint() {
    let script = Script::new([Step::response(200, "{}"), Step::response(200, "{}")]);
    let client = script.client_with(|client| client.endpoint_url("http://localhost:1"));
    let derived = client.with_endpoint_url("https://cell-1.sites.example.com/v1").unwrap();
    GetSite {}.send(&derived).await.unwrap();
    GetSite {}.send(&client).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent[0].request.uri(), "https://data.cell-1.sites.example.com/v1/site");
    assert!(sent[0].header("authorization").unwrap().contains("/us-east-1/sites/aws4_request"));
    assert_eq!(sent[1].request.uri(), "http://data.localhost:1/site", "the original client keeps its endpoint");

    let error = client.with_endpoint_url("ftp://cell-1").unwrap_err();
    assert!(matches!(error, ConfigError::InvalidEndpoint(_)), "{error}");
    assert!(error.to_string().contains("ftp://cell-1"), "{error}");
}

#[tokio::test]
async fn fips_with_an_endpoint_url_of_one_service_fails_when_that_service_is_called() {
    let script = Script::new([]);
    let environment = Environment::empty()
        .with_variable("AWS_REGION", "us-east-1")
        .with_variable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .with_variable("AWS_SECRET_ACCESS_KEY", "secret")
        .with_variable("AWS_USE_FIPS_ENDPOINT", "true")
        .with_variable("AWS_ENDPOINT_URL_SITES", "https://example.com");
    let builder = aws_operation::Client::builder().transport(script.clone());
    let error = GetSite {}.send(&builder.build_from(&environment).await.unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error}");
    assert!(error.to_string().contains("FIPS and custom endpoint are not supported"), "{error}");

    let builder = aws_operation::Client::builder().endpoint_url("https://example.com").transport(script.clone());
    let error = builder.build_from(&environment).await.unwrap_err();
    assert!(error.to_string().contains("FIPS and custom endpoint are not supported"), "{error}");
    assert_eq!(script.count(), 0);
}

#[tokio::test]
async fn a_server_accepts_only_requests_below_its_base_path() {
    let things = Things::default();
    let server = things.server().base_path("/prod/").bind("127.0.0.1:0").await.unwrap();
    assert!(server.url().ends_with("/prod"));
    thing("x").send(&server.client().unwrap()).await.unwrap();
    assert_eq!(things.made(), 1);
    assert!(server.recorded_requests()[0].target.starts_with("/prod/things/"));
    for path in ["", "/production", "/test"] {
        let url = format!("http://{}{path}", server.address());
        let error = thing("x").send(&served::client_of(&server).endpoint_url(url).build().unwrap()).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{path}");
    }
    assert_eq!(things.made(), 1);
}

/// The signature covers the host in the spelling that the HTTP client sends, also if it was configured in another one.
#[tokio::test]
async fn a_host_is_signed_as_it_is_sent() {
    let things = Things::default();
    let server = things.server().base_path("/Prod").bind("127.0.0.1:0").await.unwrap();
    let port = server.address().port();
    for url in [format!("http://LocalHost:{port}/Prod"), format!("HTTP://LOCALHOST:0{port}/Prod//")] {
        let client = served::client_of(&server).endpoint_url(url.as_str()).build().unwrap();
        thing("x").send(&client).await.unwrap();
        let elsewhere = server.client().unwrap().with_endpoint_url(url.as_str()).unwrap();
        thing("x").send(&elsewhere).await.unwrap();
        let presigned = thing("x").presign(&client, Duration::from_secs(60)).await.unwrap();
        assert!(presigned.starts_with(&format!("http://localhost:{port}/Prod/")), "{presigned}");
        let prepared = thing("x").prepare(&client).await.unwrap();
        assert!(prepared.canonical_request().contains(&format!("\nhost:localhost:{port}\n")));
    }
    let environment = Environment::empty()
        .with_variable("AWS_REGION", "us-east-1")
        .with_variable("AWS_ENDPOINT_URL", format!("http://LocalHost:{port}/Prod"));
    let client = served::client_of(&server).build_from(&environment).await.unwrap();
    thing("x").send(&client).await.unwrap();
}

#[tokio::test]
async fn a_host_prefix_is_signed_in_lower_case() {
    let script = Script::new([Step::response(200, "{}")]);
    let client = script.client_with(|client| client.endpoint_url("https://Cell-1.Example.com:443"));
    GetCell { cell: "Cell-A".into() }.send(&client).await.unwrap();
    assert_eq!(script.take_sent()[0].request.uri(), "https://data.cell-a.cell-1.example.com/cell");
}

#[aws_operation(name = "GetCell", service = Sites, output = (), http = "POST /cell", host_prefix = "Data.{cell}.")]
struct GetCell {
    cell: String,
}

#[tokio::test]
async fn an_endpoint_url_that_the_http_client_would_rewrite_is_rejected() {
    for (url, words) in [
        ("http://127.1:4577", "`127.0.0.1`"),
        ("http://localhost/a/../b", "`..`"),
        ("http://localhost/a//b", "empty segments"),
        ("http://localhost/{stage}", "percent-encode"),
    ] {
        let error = Script::new([]).client().with_endpoint_url(url).unwrap_err();
        assert!(matches!(error, ConfigError::InvalidEndpoint(_)), "{error}");
        assert!(error.to_string().contains(words) && error.to_string().contains(url), "{error}");
    }
}

#[tokio::test]
async fn a_host_prefix_is_not_added_to_an_ip_address() {
    let script = Script::new([]);
    let client = script.client_with(|client| client.endpoint_url("http://127.0.0.1:4577"));
    let error = GetSite {}.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
    assert!(error.to_string().contains("disable_host_prefix_injection"), "{error}");
    assert_eq!((script.count(), error.attempts()), (0, 0));
}

#[test]
fn a_signing_name_that_breaks_the_scope_is_an_error() {
    for name in ["", "execute-api/aws4_request", "execute api"] {
        let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
        let error = client.signing_name(name).build().unwrap_err();
        let said = format!("the signing name is `{name}`: write a service's name in the scope, such as `execute-api`");
        assert_eq!(error.to_string(), said);
    }
}
