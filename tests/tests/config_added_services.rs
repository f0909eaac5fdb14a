//! The URL and the signing region of one call each, by structs as the command writes them: `added/` is its output.
//!
//! The expected endpoints are those that botocore 1.44.8 resolves.

use aws_operation::{Client, ClientBuilder, Credentials};

/// The command's output, each in a module of its own.
#[allow(clippy::enum_variant_names)] // the names are those of the models
#[rustfmt::skip] // the layout is the command's
mod added {
    pub mod api_gateway;
    pub mod cost_explorer;
    pub mod dynamodb;
    pub mod iam;
    pub mod organizations;
    pub mod route53domains;
    pub mod s3vectors;
    pub mod secretsmanager;
    pub mod sts;
    pub mod support;
}

/// The settings of a client that change its endpoints.
const CLIENTS: [(&str, bool, bool); 5] = [
    ("eu-west-1", false, false),
    ("cn-north-1", false, false),
    ("us-gov-west-1", false, false),
    ("us-east-1", true, false),
    ("us-west-2", false, true),
];

fn client((region, fips, dual_stack): (&str, bool, bool)) -> ClientBuilder {
    let client = Client::builder().region(region).credentials(Credentials::new("AKID", "secret"));
    client.use_fips_endpoint(fips).use_dualstack_endpoint(dual_stack)
}

/// Compares the URL and the credential scope of the call with those expected of each client.
macro_rules! holds {
    ($call:expr, $signing_name:literal, $expected:expr) => {
        for (settings, (host, region)) in CLIENTS.into_iter().zip($expected) {
            let client = client(settings).build().unwrap();
            let prepared = $call.prepare(&client).await.unwrap();
            let header = prepared.headers()["authorization"].to_str().unwrap();
            let scope: Vec<_> = header.split(['/', ',']).collect();
            let found = (prepared.uri().host().unwrap(), scope[2], scope[3]);
            assert_eq!(found, (&*host, region, $signing_name), "{settings:?}");
        }
    };
}

#[tokio::test]
async fn iam() {
    let expected = [
        ("iam.amazonaws.com", "us-east-1"),
        ("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("iam.us-gov.amazonaws.com", "us-gov-west-1"),
        ("iam-fips.amazonaws.com", "us-east-1"),
        ("iam.global.api.aws", "us-east-1"),
    ];
    holds!(added::iam::GetAccountSummary, "iam", expected);
}

#[tokio::test]
async fn organizations() {
    let expected = [
        ("organizations.us-east-1.amazonaws.com", "us-east-1"),
        ("organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1"),
        ("organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("organizations-fips.us-east-1.amazonaws.com", "us-east-1"),
        ("organizations.us-east-1.api.aws", "us-east-1"),
    ];
    holds!(added::organizations::DescribeOrganization, "organizations", expected);
}

/// The service has endpoints in one region only, but its rules name those of every region.
#[tokio::test]
async fn route_53_domains() {
    let expected = [
        ("route53domains.eu-west-1.amazonaws.com", "eu-west-1"),
        ("route53domains.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("route53domains.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("route53domains-fips.us-east-1.amazonaws.com", "us-east-1"),
        ("route53domains.us-west-2.api.aws", "us-west-2"),
    ];
    holds!(added::route53domains::DisableDomainAutoRenew::new("example.com"), "route53domains", expected);
}

#[tokio::test]
async fn cost_explorer() {
    let expected = [
        ("ce.us-east-1.amazonaws.com", "us-east-1"),
        ("ce.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1"),
        ("ce.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("ce-fips.us-east-1.amazonaws.com", "us-east-1"),
        ("ce.us-east-1.api.aws", "us-east-1"),
    ];
    holds!(added::cost_explorer::ListCostAllocationTagBackfillHistory::default(), "ce", expected);
}

#[tokio::test]
async fn support() {
    let expected = [
        ("support.us-east-1.amazonaws.com", "us-east-1"),
        ("support.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("support.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("support-fips.us-east-1.amazonaws.com", "us-east-1"),
        ("support.us-east-1.api.aws", "us-east-1"),
    ];
    holds!(added::support::DescribeSeverityLevels::default(), "support", expected);
}

#[tokio::test]
async fn s3_vectors() {
    let expected = [
        ("s3vectors.eu-west-1.api.aws", "eu-west-1"),
        ("s3vectors.cn-north-1.api.amazonwebservices.com.cn", "cn-north-1"),
        ("s3vectors.us-gov-west-1.api.aws", "us-gov-west-1"),
        ("s3vectors-fips.us-east-1.api.aws", "us-east-1"),
        ("s3vectors.us-west-2.api.aws", "us-west-2"),
    ];
    holds!(added::s3vectors::GetVectorBucket::default(), "s3vectors", expected);
}

/// The hosts of a service whose name is in the usual place.
fn usual(name: &str) -> [(String, &'static str); 5] {
    [
        (format!("{name}.eu-west-1.amazonaws.com"), "eu-west-1"),
        (format!("{name}.cn-north-1.amazonaws.com.cn"), "cn-north-1"),
        (format!("{name}.us-gov-west-1.amazonaws.com"), "us-gov-west-1"),
        (format!("{name}-fips.us-east-1.amazonaws.com"), "us-east-1"),
        (format!("{name}.us-west-2.api.aws"), "us-west-2"),
    ]
}

#[tokio::test]
async fn services_of_every_region() {
    holds!(added::api_gateway::GetAccount, "apigateway", usual("apigateway"));
    holds!(added::dynamodb::DescribeLimits, "dynamodb", usual("dynamodb"));
    holds!(added::sts::GetCallerIdentity, "sts", usual("sts"));
    // Its dual-stack endpoints have the usual hosts.
    let mut secrets = usual("secretsmanager");
    secrets[4].0 = "secretsmanager.us-west-2.amazonaws.com".to_owned();
    holds!(added::secretsmanager::GetRandomPassword::default(), "secretsmanager", secrets);
}
