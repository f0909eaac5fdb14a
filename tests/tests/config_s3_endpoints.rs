//! Where requests of S3 are sent, and for which service and region they are signed.

use std::path::Path;
use std::time::Duration;

use aws_operation::{Client, ClientBuilder, Credentials, Environment, SendError};
use aws_operation_examples::s3::{GetBucketLocation, GetObject, ListBuckets, ListObjectsV2};
use aws_operation_tests::s3_endpoints::wrong_cases;

#[test]
fn the_rules_give_what_aws_expects() {
    let file = "../../shared/conformance/s3-endpoints/endpoint-tests-1.half.json";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if !file.exists() {
        aws_operation_skip::skip("s3-endpoints", "there is no ../shared/conformance/s3-endpoints");
        return;
    }
    let (count, wrong) = wrong_cases(&file).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 196);
}

fn builder() -> ClientBuilder {
    let builder = Client::builder().region("us-west-2").credentials(Credentials::new("AKID", "secret"));
    // A session would be created over the network.
    builder.s3_disable_express_session_auth(true)
}

fn get(bucket: &str) -> GetObject {
    GetObject { bucket: bucket.to_owned(), key: "a/b c".to_owned(), ..GetObject::default() }
}

/// The URL and what follows the date in the credential.
async fn sent(client: &Client, bucket: &str) -> (String, String) {
    let prepared = get(bucket).prepare(client).await.unwrap_or_else(|error| panic!("{bucket}: {error}"));
    let authorization = prepared.headers()["authorization"].to_str().unwrap();
    let credential = authorization.split_once("Credential=AKID/").unwrap().1;
    let scope = credential.split_once("/aws4_request").unwrap().0;
    (prepared.uri().to_string(), scope.split_once('/').unwrap().1.to_owned())
}

#[tokio::test]
async fn a_bucket_decides_where_a_request_goes() {
    let account = "123456789012";
    for (bucket, url, scope) in [
        ("photos", "https://photos.s3.us-west-2.amazonaws.com/a/b%20c".to_owned(), "us-west-2/s3"),
        ("a.b", "https://s3.us-west-2.amazonaws.com/a.b/a/b%20c".to_owned(), "us-west-2/s3"),
        ("Photos", "https://s3.us-west-2.amazonaws.com/Photos/a/b%20c".to_owned(), "us-west-2/s3"),
        (
            "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine",
            format!("https://mine-{account}.s3-accesspoint.eu-west-1.amazonaws.com/a/b%20c"),
            "eu-west-1/s3",
        ),
        (
            "arn:aws:s3-object-lambda:eu-west-1:123456789012:accesspoint/mine",
            format!("https://mine-{account}.s3-object-lambda.eu-west-1.amazonaws.com/a/b%20c"),
            "eu-west-1/s3-object-lambda",
        ),
        // SigV4a has no region in its credential.
        (
            "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap",
            "https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com/a/b%20c".to_owned(),
            "s3",
        ),
        (
            "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/mine",
            format!("https://mine-{account}.op-1.s3-outposts.us-west-2.amazonaws.com/a/b%20c"),
            "s3-outposts",
        ),
        (
            "mine--usw2-az1--x-s3",
            "https://mine--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com/a/b%20c".to_owned(),
            "us-west-2/s3express",
        ),
    ] {
        let client = builder().build().unwrap();
        // The second time it is known.
        for _ in 0..2 {
            assert_eq!(sent(&client, bucket).await, (url.clone(), scope.to_owned()));
        }
    }
}

#[tokio::test]
async fn a_client_knows_many_buckets() {
    let client = builder().build().unwrap();
    for number in (0..100).chain(0..100) {
        let url = format!("https://bucket-{number}.s3.us-west-2.amazonaws.com/a/b%20c");
        assert_eq!(sent(&client, &format!("bucket-{number}")).await.0, url);
    }
}

#[tokio::test]
async fn a_signature_for_all_regions_says_so() {
    let prepared = get("arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap");
    let prepared = prepared.prepare(&builder().build().unwrap()).await.unwrap();
    assert_eq!(prepared.headers()["x-amz-region-set"], "*");
    assert!(prepared.headers()["authorization"].to_str().unwrap().starts_with("AWS4-ECDSA-P256-SHA256 "));
}

#[tokio::test]
async fn settings_and_endpoints_decide_too() {
    type Set = fn(ClientBuilder) -> ClientBuilder;
    let cases: [(Set, &str, &str); 13] = [
        (|builder| builder.s3_force_path_style(true), "photos", "https://s3.us-west-2.amazonaws.com/photos/a/b%20c"),
        (
            |builder| builder.use_dualstack_endpoint(true),
            "photos",
            "https://photos.s3.dualstack.us-west-2.amazonaws.com/a/b%20c",
        ),
        (|builder| builder.use_fips_endpoint(true), "photos", "https://photos.s3-fips.us-west-2.amazonaws.com/a/b%20c"),
        (
            |builder| builder.s3_use_accelerate_endpoint(true),
            "photos",
            "https://photos.s3-accelerate.amazonaws.com/a/b%20c",
        ),
        (
            |builder| builder.region("us-east-1").s3_use_global_endpoint(true),
            "photos",
            "https://photos.s3.amazonaws.com/a/b%20c",
        ),
        (|builder| builder.region("cn-north-1"), "photos", "https://photos.s3.cn-north-1.amazonaws.com.cn/a/b%20c"),
        (|builder| builder.endpoint_url("https://example.com"), "photos", "https://photos.example.com/a/b%20c"),
        (|builder| builder.endpoint_url("https://example.com/s3/"), "photos", "https://photos.example.com/s3/a/b%20c"),
        (|builder| builder.endpoint_url("https://example.com/s3"), "a.b", "https://example.com/s3/a.b/a/b%20c"),
        (|builder| builder.endpoint_url("http://127.0.0.1:9000"), "photos", "http://127.0.0.1:9000/photos/a/b%20c"),
        // Names below `localhost` do not resolve everywhere.
        (|builder| builder.endpoint_url("http://localhost:9000"), "photos", "http://localhost:9000/photos/a/b%20c"),
        (
            |builder| builder.endpoint_url("http://localhost:9000").s3_force_path_style(false),
            "photos",
            "http://photos.localhost:9000/a/b%20c",
        ),
        (
            |builder| builder.endpoint_url("http://localhost:9000"),
            "arn:aws:s3:us-west-2:123456789012:accesspoint:mine",
            "http://mine-123456789012.localhost:9000/a/b%20c",
        ),
    ];
    for (set, bucket, url) in cases {
        assert_eq!(sent(&set(builder()).build().unwrap(), bucket).await.0, url);
    }
}

#[tokio::test]
async fn an_operation_on_the_bucket_itself_has_a_path() {
    let list = |bucket: &str| ListObjectsV2 { bucket: bucket.to_owned(), ..ListObjectsV2::default() };
    let client = builder().build().unwrap();
    for (bucket, url) in [
        ("photos", "https://photos.s3.us-west-2.amazonaws.com/?list-type=2&encoding-type=url"),
        ("a.b", "https://s3.us-west-2.amazonaws.com/a.b?list-type=2&encoding-type=url"),
    ] {
        assert_eq!(list(bucket).prepare(&client).await.unwrap().uri(), url);
    }
    // It can be called where the bucket is not.
    let location = GetBucketLocation { bucket: "photos".to_owned() };
    assert_eq!(location.prepare(&client).await.unwrap().uri(), "https://s3.us-west-2.amazonaws.com/photos?location");
    let accelerated = builder().s3_use_accelerate_endpoint(true).build().unwrap();
    let url = location.prepare(&accelerated).await.unwrap().uri().to_string();
    assert_eq!(url, "https://s3.us-west-2.amazonaws.com/photos?location");
    let all = ListBuckets {}.prepare(&client).await.unwrap();
    assert_eq!(all.uri(), "https://s3.us-west-2.amazonaws.com/");
    let client = builder().use_dualstack_endpoint(true).build().unwrap();
    let all = ListBuckets {}.prepare(&client).await.unwrap();
    assert_eq!(all.uri(), "https://s3.dualstack.us-west-2.amazonaws.com/");
    let url = get("photos").presign(&client, Duration::from_secs(60)).await.unwrap();
    assert!(
        url.url().starts_with("https://photos.s3.dualstack.us-west-2.amazonaws.com/a/b%20c?X-Amz-"),
        "{}",
        url.url()
    );
}

#[tokio::test]
async fn what_the_rules_reject_is_not_sent() {
    let mrap = "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap";
    let off = |builder: ClientBuilder| builder.s3_disable_multiregion_access_points(true);
    let own_region = |builder: ClientBuilder| builder.s3_use_arn_region(false);
    for (client, bucket, message) in [
        (off(builder()), mrap, "Invalid configuration: Multi-Region Access Point ARNs are disabled."),
        (builder().use_fips_endpoint(true), mrap, "S3 MRAP does not support FIPS"),
        (own_region(builder()), "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine", "does not match client region"),
        (builder(), "arn:aws:s3", "`arn:aws:s3` was not a valid ARN"),
        (builder(), "mine--bad--x-s3", "Unrecognized S3Express bucket name format."),
        (builder().s3_use_accelerate_endpoint(true), "a.b", "cannot be used with S3 Accelerate"),
    ] {
        let error = get(bucket).prepare(&client.build().unwrap()).await.unwrap_err();
        assert!(matches!(&error, SendError::Invalid(..)) && error.to_string().contains(message), "{error}");
    }
}

#[tokio::test]
async fn the_settings_come_from_variables_and_profiles() {
    let environment = |profile: &str| {
        Environment::empty()
            .with_variable("HOME", "/h")
            .with_variable("AWS_REGION", "us-east-1")
            .with_file("/h/.aws/config", format!("[default]\n{profile}\n"))
    };
    let builder = || Client::builder().credentials(Credentials::new("AKID", "secret"));
    for (profile, url) in [
        ("s3 =\n  addressing_style = path", "https://s3.us-east-1.amazonaws.com/photos/a/b%20c"),
        ("s3 =\n  addressing_style = auto", "https://photos.s3.us-east-1.amazonaws.com/a/b%20c"),
        ("s3 =\n  use_accelerate_endpoint = true", "https://photos.s3-accelerate.amazonaws.com/a/b%20c"),
        ("s3_us_east_1_regional_endpoint = legacy", "https://photos.s3.amazonaws.com/a/b%20c"),
    ] {
        let client = builder().build_from(&environment(profile)).await.unwrap();
        assert_eq!(sent(&client, "photos").await.0, url, "{profile}");
    }
    let ours = environment("").with_variable("AWS_S3_USE_ARN_REGION", "false");
    let client = builder().build_from(&ours).await.unwrap();
    let error = get("arn:aws:s3:eu-west-1:123456789012:accesspoint:mine").prepare(&client).await.unwrap_err();
    assert!(error.to_string().contains("UseArnRegion is `false`"), "{error}");
    // What is set in code goes first.
    let client = builder().s3_use_arn_region(true).build_from(&ours).await.unwrap();
    assert!(get("arn:aws:s3:eu-west-1:123456789012:accesspoint:mine").prepare(&client).await.is_ok());
    for (profile, message) in [
        (
            "s3 =\n  addressing_style = host",
            "s3.addressing_style of the profile `default` is `host`: write `auto`, `virtual` or `path`",
        ),
        ("s3_use_arn_region = yes", "s3_use_arn_region of the profile `default` is `yes`: write `true` or `false`"),
    ] {
        let error = builder().build_from(&environment(profile)).await.unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}
