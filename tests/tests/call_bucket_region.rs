//! A bucket in another region than the client's is called there, if the client allows it.

mod scripted;

use aws_operation::{Call as _, ClientBuilder, SendError};
use aws_operation_examples::s3::GetObject;
use scripted::{Script, Step};

fn get() -> GetObject {
    GetObject { bucket: "photos".to_owned(), key: "k".to_owned(), ..GetObject::default() }
}

fn moved(status: u16, region: &str) -> Step {
    Step::response(status, "<Error><Code>PermanentRedirect</Code></Error>").header("x-amz-bucket-region", region)
}

fn found() -> Step {
    Step::response(200, "text")
}

fn follows(builder: ClientBuilder) -> ClientBuilder {
    builder.s3_follow_bucket_region(true)
}

#[tokio::test]
async fn a_request_is_sent_once_more_and_the_region_is_remembered() {
    let script = Script::new([moved(301, "eu-west-1"), found(), found()]);
    let client = script.client_with(follows);
    assert_eq!(get().call(&client).await.unwrap().attempts(), 2);
    assert_eq!(get().call(&client).await.unwrap().attempts(), 1);
    let sent: Vec<_> = script
        .take_sent()
        .iter()
        .map(|sent| {
            let scope = sent.header("authorization").unwrap().split('/').nth(2).unwrap().to_owned();
            (sent.request.uri().host().unwrap().to_owned(), scope)
        })
        .collect();
    let at = |host: &str, region: &str| (host.to_owned(), region.to_owned());
    let there = at("photos.s3.eu-west-1.amazonaws.com", "eu-west-1");
    assert_eq!(sent, [at("photos.s3.us-east-1.amazonaws.com", "us-east-1"), there.clone(), there]);
}

#[tokio::test]
async fn a_request_is_redirected_once() {
    let script = Script::new([moved(400, "eu-west-1"), moved(301, "eu-west-2")]);
    let error = get().send(&script.client_with(follows)).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("PermanentRedirect"), 2));
    assert!(error.to_string().contains("`eu-west-2`"), "{error}");
}

#[tokio::test]
async fn a_response_does_not_choose_the_host() {
    for region in ["evil.example/", "evil.example", "cn-north-1", "us-east-1", ""] {
        let script = Script::new([moved(301, region)]);
        let error = get().send(&script.client_with(follows)).await.unwrap_err();
        assert_eq!(error.attempts(), 1, "{region}");
    }
}

#[tokio::test]
async fn nothing_is_redirected_unless_the_client_allows_it() {
    let script = Script::new([moved(301, "eu-west-1")]);
    let error = get().send(&script.client()).await.unwrap_err();
    assert!(matches!(&error, SendError::Unmodeled { .. }) && error.to_string().contains("`eu-west-1`"), "{error}");
    let script = Script::new([moved(301, "eu-west-1")]);
    let client = script.client_with(|builder| follows(builder).endpoint_url("https://example.com"));
    assert_eq!(get().send(&client).await.unwrap_err().attempts(), 1, "never with an endpoint of the caller");
}
