//! What S3 does differently from restXml: listings, keys, metadata, and what its errors and headers say.

mod scripted;

use std::collections::HashMap;

use aws_operation::{Blob, Call as _, SendError, Sensitive, aws_operation, aws_shape};
use aws_operation_examples::s3::{
    Error, GetBucketLocation, GetObject, HeadBucket, HeadObject, ListObjectsV2, PutObject, Service,
};
use scripted::{Script, Step};

fn listing(inside: &str) -> Step {
    Step::response(200, format!("<ListBucketResult>{inside}</ListBucketResult>"))
}

fn list() -> ListObjectsV2 {
    ListObjectsV2 { bucket: "b".to_owned(), ..ListObjectsV2::default() }
}

#[tokio::test]
async fn a_listing_is_asked_for_encoded_and_is_decoded() {
    let page = "<EncodingType>url</EncodingType><Prefix>a%2Bb+c</Prefix><Delimiter>%01</Delimiter><Name>100%25</Name>\
                <Contents><Key>a%2Bb+c%0D%0A%01/ü%C3%BC</Key><ETag>%22</ETag></Contents>\
                <CommonPrefixes><Prefix>a+%25</Prefix></CommonPrefixes>";
    let script = Script::new([listing(page)]);
    let output = list().send(&script.client()).await.unwrap();
    assert_eq!(script.take_sent()[0].target(), "/b?list-type=2&encoding-type=url");
    assert_eq!((output.prefix.as_deref(), output.delimiter.as_deref()), (Some("a+b c"), Some("\u{1}")));
    assert_eq!(output.contents[0].key, "a+b c\r\n\u{1}/üü");
    assert_eq!(output.common_prefixes[0].prefix.as_deref(), Some("a %"));
    // Neither is ever encoded.
    assert_eq!((output.name.as_deref(), output.contents[0].e_tag.as_deref()), (Some("100%25"), Some("%22")));
    assert_eq!(output.encoding_type, None, "what is left is not encoded");
}

#[tokio::test]
async fn a_listing_that_is_not_encoded_is_not_decoded() {
    let script = Script::new([listing("<Contents><Key>a+b%20</Key></Contents>")]);
    assert_eq!(list().send(&script.client()).await.unwrap().contents[0].key, "a+b%20");
    let script = Script::new([listing("<EncodingType>url</EncodingType><Prefix>%FF</Prefix>")]);
    let error = list().send(&script.client()).await.unwrap_err();
    assert!(matches!(&error, SendError::Decode(..)) && error.to_string().contains("`Prefix`"), "{error}");
}

#[tokio::test]
async fn a_listing_is_asked_for_once() {
    let script = Script::new([listing("")]);
    let list = ListObjectsV2 { encoding_type: Some("url".to_owned()), ..list() };
    list.send(&script.client()).await.unwrap();
    assert_eq!(script.take_sent()[0].target(), "/b?list-type=2&encoding-type=url");
}

#[aws_operation(name = "ListObjectVersions", http = "GET /{bucket}?versions", service = Service)]
struct ListObjectVersions {
    bucket: String,
}

#[aws_shape]
struct ListObjectVersionsOutput {
    next_key_marker: Option<String>,
    #[aws(rename = "Version", xml_flattened, default)]
    versions: Vec<Entry>,
    #[aws(rename = "DeleteMarker", xml_flattened, default)]
    delete_markers: Vec<Entry>,
}

#[aws_shape]
struct Entry {
    key: String,
}

#[tokio::test]
async fn every_list_of_keys_is_decoded() {
    let page = "<EncodingType>url</EncodingType><NextKeyMarker>a+1</NextKeyMarker><Version><Key>a+2</Key></Version>\
                <DeleteMarker><Key>a+3</Key></DeleteMarker>";
    let script = Script::new([listing(page)]);
    let output = ListObjectVersions { bucket: "b".to_owned() }.send(&script.client()).await.unwrap();
    let keys = [output.next_key_marker.as_deref().unwrap(), &output.versions[0].key, &output.delete_markers[0].key];
    assert_eq!(keys, ["a 1", "a 2", "a 3"]);
    assert_eq!(script.take_sent()[0].target(), "/b?versions&encoding-type=url");
}

#[tokio::test]
async fn keys_are_encoded_once_and_never_normalized() {
    for (key, path) in [
        ("a b/ü+&=?#%.txt", "/b/a%20b/%C3%BC%2B%26%3D%3F%23%25.txt"),
        ("a\r\n\u{1}", "/b/a%0D%0A%01"),
        ("//a//", "/b///a//"),
        ("../a/./b/..", "/b/../a/./b/.."),
        (".", "/b/."),
    ] {
        let script = Script::new([Step::response(200, "")]);
        HeadObject { bucket: "b".to_owned(), key: key.to_owned(), ..HeadObject::default() }
            .send(&script.client())
            .await
            .unwrap();
        assert_eq!(script.take_sent()[0].target(), path);
    }
}

/// `DELETE /` with an empty key would delete the bucket.
#[tokio::test]
async fn an_empty_or_dotted_name_is_not_sent() {
    for (bucket, key, member) in [("", "k", "Bucket"), ("b", "", "Key"), ("..", "k", "Bucket"), (".", "k", "Bucket")] {
        let head = HeadObject { bucket: bucket.to_owned(), key: key.to_owned(), ..HeadObject::default() };
        let error = head.send(&Script::new([]).client()).await.unwrap_err();
        assert!(matches!(&error, SendError::Invalid(..)) && error.to_string().contains(member), "{error}");
    }
}

#[tokio::test]
async fn metadata_is_ascii() {
    let put = |value: &str| PutObject {
        bucket: "b".to_owned(),
        key: "k".to_owned(),
        metadata: HashMap::from([("name".to_owned(), value.to_owned())]),
        ..PutObject::default()
    };
    let error = put("Zoë").send(&Script::new([]).client()).await.unwrap_err();
    assert!(matches!(&error, SendError::Invalid(..)), "{error}");
    for text in ["`Metadata`", "`x-amz-meta-name`", "ASCII", "nothing was sent"] {
        assert!(error.to_string().contains(text), "{error}");
    }
    let script = Script::new([Step::response(200, "")]);
    put("Zoe").send(&script.client()).await.unwrap();
    assert_eq!(script.take_sent()[0].header("x-amz-meta-name"), Some("Zoe"));
}

fn get() -> GetObject {
    GetObject { bucket: "b".to_owned(), key: "k".to_owned(), ..GetObject::default() }
}

#[tokio::test]
async fn an_expires_that_is_no_date_is_absent() {
    // RFC 9111 has `0` in the past, where it is as a number of seconds, too.
    let texts = [("never", None), ("", None), ("0", Some(0)), ("Thu, 01 Jan 1970 00:00:09 GMT", Some(9))];
    for (text, seconds) in texts {
        let script = Script::new([Step::response(200, "text").header("expires", text)]);
        let response = get().call(&script.client()).await.unwrap();
        assert_eq!(response.expires.map(|time| time.as_second()), seconds, "{text}");
        assert_eq!(response.headers()["expires"], text);
    }
    let script = Script::new([Step::response(200, "").header("last-modified", "never")]);
    assert!(matches!(get().send(&script.client()).await, Err(SendError::Decode(..))), "this header is S3's own");
}

#[tokio::test]
async fn the_encoding_of_an_upload_is_not_that_of_the_object() {
    for (stored, kept) in [("aws-chunked", None), ("gzip,aws-chunked", Some("gzip")), ("gzip", Some("gzip"))] {
        let script = Script::new([Step::response(200, "").header("content-encoding", stored)]);
        assert_eq!(get().send(&script.client()).await.unwrap().content_encoding.as_deref(), kept, "{stored}");
    }
}

#[tokio::test]
async fn a_location_may_be_absent() {
    for (inside, location) in [("/>", None), (">EU</LocationConstraint>", Some("EU"))] {
        let script = Script::new([Step::response(200, format!("<LocationConstraint{inside}"))]);
        let output = GetBucketLocation { bucket: "b".to_owned() }.send(&script.client()).await.unwrap();
        assert_eq!(output.location_constraint.as_deref(), location);
    }
}

#[tokio::test]
async fn an_error_says_where_the_bucket_is() {
    let moved = Step::response(301, "").header("x-amz-bucket-region", "eu-west-1");
    let error = HeadBucket { bucket: "b".to_owned() }.send(&Script::new([moved]).client()).await.unwrap_err();
    assert_eq!(error.code(), Some("PermanentRedirect"));
    assert!(error.to_string().contains("the bucket is in the region `eu-west-1`"), "{error}");
    // Neither a region that is the client's own, nor a text that is no region.
    for region in ["us-east-1", "x.evil.example/"] {
        let step = Step::response(403, "").header("x-amz-bucket-region", region);
        let error = HeadBucket { bucket: "b".to_owned() }.send(&Script::new([step]).client()).await.unwrap_err();
        assert_eq!(error.code(), Some("AccessDenied"));
        assert!(!error.to_string().contains("in the region"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn slow_down_is_throttling() {
    let slow = || Step::response(503, "<Error><Code>SlowDown</Code><Message>wait</Message></Error>");
    let script = Script::new([slow(), Step::response(200, "")]);
    get().send(&script.client()).await.unwrap();
    let script = Script::new([slow(), slow(), slow()]);
    let error = get().send(&script.client()).await.unwrap_err();
    assert!(error.is_throttling() && matches!(&error, SendError::Service(Error::SlowDown { .. }, _)), "{error:?}");
}

/// A key of the caller is base64 in its header, beside its MD5.
#[tokio::test]
async fn a_key_of_encryption_has_its_md5() {
    #[aws_operation(name = "CopyObject", http = "PUT /{bucket}/copy", service = Service, output = ())]
    #[derive(Default)]
    struct Copy {
        bucket: String,
        #[aws(header = "x-amz-server-side-encryption-customer-key")]
        key: Option<Sensitive<Blob>>,
        #[aws(header = "x-amz-server-side-encryption-customer-key-MD5")]
        md5: Option<String>,
        #[aws(header = "x-amz-copy-source-server-side-encryption-customer-key")]
        source_key: Option<Sensitive<Blob>>,
    }
    const MD5: &str = "x-amz-server-side-encryption-customer-key-md5";
    let key = || Some(Sensitive::from(Blob::from("hello")));
    let copied = || Step::response(200, "<CopyObjectResult/>");
    let script = Script::new([copied(), copied(), copied()]);
    let client = script.client();
    let copy = Copy { bucket: "b".to_owned(), key: key(), source_key: key(), md5: None };
    copy.send(&client).await.unwrap();
    Copy { md5: Some("own".to_owned()), ..copy }.send(&client).await.unwrap();
    Copy { bucket: "b".to_owned(), ..Copy::default() }.send(&client).await.unwrap();
    let sent = script.take_sent();
    let md5 = Some("XUFAKrxLKna5cZ2REBfFkg==");
    assert_eq!(sent[0].header("x-amz-server-side-encryption-customer-key"), Some("aGVsbG8="));
    assert_eq!(sent[0].header(MD5), md5);
    assert_eq!(sent[0].header("x-amz-copy-source-server-side-encryption-customer-key-md5"), md5);
    assert_eq!((sent[1].header(MD5), sent[2].header(MD5)), (Some("own"), None));

    let copy = Copy { bucket: "b".to_owned(), key: key(), ..Copy::default() };
    let shown = copy.prepare(&client).await.unwrap().to_curl();
    assert!(!shown.contains("XUFAKrx") && !shown.contains("aGVsbG8"), "{shown}");
}

#[tokio::test]
async fn both_request_ids_are_reported() {
    let with_ids = |step: Step| step.header("x-amz-request-id", "FIRST").header("x-amz-id-2", "SECOND/+=");
    let script = Script::new([with_ids(Step::response(200, "")), with_ids(Step::response(403, ""))]);
    let head = HeadObject { bucket: "b".to_owned(), key: "k".to_owned(), ..HeadObject::default() };
    let response = head.call(&script.client()).await.unwrap();
    assert_eq!((response.request_id(), response.extended_request_id()), (Some("FIRST"), Some("SECOND/+=")));
    let error = head.send(&script.client()).await.unwrap_err();
    assert_eq!((error.request_id(), error.extended_request_id()), (Some("FIRST"), Some("SECOND/+=")));
    assert!(
        error.to_string().ends_with("(status 403, 1 attempt, request id FIRST, extended request id SECOND/+=)"),
        "{error}"
    );
}
