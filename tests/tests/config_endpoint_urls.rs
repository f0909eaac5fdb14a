//! botocore's test cases of configured endpoint URLs: profile, services section, variables and code.

mod scripted;

use std::fmt::Write;
use std::path::Path;

use aws_operation::{Client, Credentials, Environment, aws_operation, aws_service};
use scripted::{Script, Step};
use serde_json::Value;

#[aws_service(id = "S3", protocol = "restJson1", signing_name = "s3")]
struct S3;

#[aws_operation(name = "ListBuckets", service = S3, output = ())]
#[aws(http = "GET /")]
struct ListBuckets {}

#[aws_service(id = "DynamoDB", protocol = "awsJson1_0", signing_name = "dynamodb", target_prefix = "DynamoDB_20120810")]
struct DynamoDb;

#[aws_operation(name = "ListTables", service = DynamoDb, output = ())]
struct ListTables {}

const FILE: &str = "../../shared/conformance/botocore-configured-endpoint-urls/profile-tests.json";

/// A config file with the profiles and the services sections of a suite.
fn config_of(suite: &Value) -> String {
    let mut config = String::new();
    for (name, profile) in suite["profiles"].as_object().unwrap() {
        writeln!(config, "[profile {name}]").unwrap();
        for (key, value) in profile.as_object().unwrap() {
            writeln!(config, "{key} = {}", value.as_str().unwrap()).unwrap();
        }
    }
    for (name, services) in suite["services"].as_object().unwrap() {
        writeln!(config, "[services {name}]").unwrap();
        for (id, settings) in services.as_object().unwrap() {
            writeln!(config, "{id} =\n  endpoint_url = {}", settings["endpoint_url"].as_str().unwrap()).unwrap();
        }
    }
    config
}

/// The endpoint of the client of a case, as `https://host`.
async fn endpoint_of(suite: &Value, case: &Value) -> String {
    let named = |kind: &str, name: &str| suite[kind][case[name].as_str().unwrap()].as_object().unwrap();
    let mut environment = Environment::empty()
        .with_variable("AWS_PROFILE", case["profile"].as_str().unwrap())
        .with_variable("AWS_CONFIG_FILE", "/config")
        .with_file("/config", config_of(suite));
    for (variable, value) in named("environments", "environment") {
        environment = environment.with_variable(variable, value.as_str().unwrap());
    }
    let script = Script::new([Step::response(200, "{}")]);
    let mut builder = Client::builder().credentials(Credentials::new("123", "456")).transport(script.clone());
    for (setting, value) in named("client_configs", "client_config") {
        builder = match setting.as_str() {
            "endpoint_url" => builder.endpoint_url(value.as_str().unwrap()),
            "ignore_configured_endpoint_urls" => builder.ignore_configured_endpoint_urls(value.as_bool().unwrap()),
            other => panic!("the cases have a new setting: {other}"),
        };
    }
    let client = builder.build_from(&environment).await.unwrap();
    match case["service"].as_str().unwrap() {
        "s3" => ListBuckets {}.send(&client).await.unwrap(),
        "dynamodb" => ListTables {}.send(&client).await.unwrap(),
        other => panic!("the cases have a new service: {other}"),
    }
    let sent = script.take_sent().remove(0);
    let uri = sent.request.uri();
    format!("{}://{}", uri.scheme_str().unwrap(), uri.authority().unwrap())
}

#[tokio::test]
async fn every_case_of_botocore_selects_its_endpoint() {
    let Ok(text) = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)) else {
        aws_operation_skip::skip("endpoints", format_args!("there is no {FILE}"));
        return;
    };
    let file: Value = serde_json::from_slice(&text).unwrap();
    let (mut total, mut failed) = (0, Vec::new());
    for suite in file["testSuites"].as_array().unwrap() {
        for case in suite["endpointUrlTests"].as_array().unwrap() {
            total += 1;
            let found = endpoint_of(suite, case).await;
            if found != case["output"]["endpointUrl"] {
                failed.push(format!("{}: {found}", case["name"].as_str().unwrap()));
            }
        }
    }
    println!("{} of {total} cases of configured endpoint URLs", total - failed.len());
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(total, 39);
}
