//! Presigned URLs of query protocols: a GET with all members in its query, and those that copies between regions need.

use std::time::Duration;

use aws_operation::{Client, Clock, Credentials, SendError, Timestamp, aws_operation, aws_service};

#[aws_service(id = "STS", protocol = "awsQuery", version = "2011-06-15")]
struct Sts;

#[aws_operation(name = "GetCallerIdentity", service = Sts, output = ())]
struct GetCallerIdentity;

#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15")]
struct Ec2;

#[aws_operation(name = "CopySnapshot", service = Ec2, output = ())]
#[derive(Default)]
struct CopySnapshot {
    source_region: String,
    source_snapshot_id: String,
    description: Option<String>,
    destination_region: Option<String>,
    presigned_url: Option<String>,
}

#[aws_service(id = "RDS", protocol = "awsQuery", version = "2014-10-31")]
struct Rds;

#[aws_operation(name = "CopyDBSnapshot", service = Rds, output = ())]
struct CopyDBSnapshot {
    #[aws(rename = "SourceDBSnapshotIdentifier")]
    source: String,
    #[aws(rename = "TargetDBSnapshotIdentifier")]
    target: String,
}

// The URLs of botocore 1.43.11 for these calls, credentials and time.
const STS_URL: &str = "https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15\
     &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Fus-east-1%2Fsts%2Faws4_request\
     &X-Amz-Date=20231114T221320Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=6a72ba95bb7fb82b416f1ce9a639e73550d93db34bf797721f11d7f5c363cb33";
const EC2_URL: &str = "https://ec2.us-west-2.amazonaws.com/?Action=CopySnapshot&Version=2016-11-15&SourceRegion=us-west-2&SourceSnapshotId=snap-1&Description=a%20b%26c&DestinationRegion=eu-west-1\
     &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Fus-west-2%2Fec2%2Faws4_request\
     &X-Amz-Date=20231114T221320Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=76dfa7b03efd314b11170928276431b6c9308bae44f65813b35eec07d8561f14";
const RDS_URL: &str = "https://rds.us-west-2.amazonaws.com/?Action=CopyDBSnapshot&Version=2014-10-31&SourceDBSnapshotIdentifier=arn%3Aaws%3Ards%3Aus-west-2%3A1%3Asnapshot%3Aa&TargetDBSnapshotIdentifier=b&DestinationRegion=eu-west-1\
     &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Fus-west-2%2Frds%2Faws4_request\
     &X-Amz-Date=20231114T221320Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=61d6dd45b095cc691af5490be83454fafdd3bffc00f2f6bf22805109331137a0";

fn client(region: &str) -> Client {
    let clock = Clock::fixed(Timestamp::from_second(1_700_000_000).unwrap());
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    Client::builder().region(region).credentials(credentials).clock(clock).build().unwrap()
}

/// The parameters of a URL by name, since their order does not count.
fn query(url: &str) -> Vec<&str> {
    let mut query: Vec<_> = url.split_once('?').unwrap().1.split('&').collect();
    query.sort_unstable();
    query
}

#[tokio::test]
async fn a_presigned_form_is_a_get_with_the_form_in_its_query() {
    let presigned = GetCallerIdentity.presign(&client("us-east-1"), Duration::from_secs(60)).await.unwrap();
    assert_eq!(presigned.method(), "GET");
    assert!(presigned.headers().is_empty() && presigned.body().is_empty());
    let url = "https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=";
    assert!(presigned.starts_with(url), "{presigned}");
    assert_eq!(query(&presigned), query(STS_URL));
}

#[tokio::test]
async fn the_url_of_a_copy_is_the_same_operation_in_the_source_region() {
    let copy = CopySnapshot {
        source_region: "us-west-2".to_owned(),
        source_snapshot_id: "snap-1".to_owned(),
        description: Some("a b&c".to_owned()),
        ..CopySnapshot::default()
    };
    let presigned = client("eu-west-1").presign_copy(&copy, "us-west-2").await.unwrap();
    assert!(presigned.starts_with("https://ec2.us-west-2.amazonaws.com/?Action=CopySnapshot&"), "{presigned}");
    assert_eq!(query(&presigned), query(EC2_URL));
    assert_eq!(presigned.method(), "GET");

    let same = CopySnapshot { destination_region: Some("eu-west-1".to_owned()), ..copy };
    let again = client("eu-west-1").presign_copy(&same, "us-west-2").await.unwrap();
    assert_eq!(query(&again), query(EC2_URL));

    let copy = CopyDBSnapshot { source: "arn:aws:rds:us-west-2:1:snapshot:a".to_owned(), target: "b".to_owned() };
    let presigned = client("eu-west-1").presign_copy(&copy, "us-west-2").await.unwrap();
    assert_eq!(query(&presigned), query(RDS_URL));
}

#[aws_service(id = "Things", protocol = "restJson1")]
struct Things;

#[aws_operation(name = "CopyThing", service = Things, http = "POST /things", output = ())]
struct CopyThing;

#[tokio::test]
async fn an_operation_of_another_protocol_has_no_such_url() {
    let error = client("eu-west-1").presign_copy(&CopyThing, "us-west-2").await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
    let text = "operation `CopyThing` is not of awsQuery or ec2Query, so a URL cannot contain all of its members";
    assert!(error.to_string().contains(text), "{error}");
}

#[tokio::test]
async fn a_region_that_is_none_is_an_error() {
    let copy = CopyDBSnapshot { source: "a".to_owned(), target: "b".to_owned() };
    let error = client("eu-west-1").presign_copy(&copy, "us west").await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
}
