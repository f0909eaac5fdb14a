//! The errors that programs tell apart.

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::RequestId as _;

use crate::{BUCKET, Checks, Outcome, failure};

pub(crate) async fn run(s3: &Client, wrong: &Client, checks: &mut Checks) -> Outcome {
    let get = s3.get_object().bucket(BUCKET).key("none").send().await;
    checks.check("NoSuchKey", failure(&get) == (Some("NoSuchKey"), Some(404)));
    let error = get.err().ok_or("an object that is not there was read")?;
    checks.check("it has a request ID", error.request_id().is_some());
    checks.check("it is the modeled error", error.into_service_error().is_no_such_key());
    let head = s3.head_object().bucket(BUCKET).key("none").send().await;
    checks.check("head of no object has 404", failure(&head).1 == Some(404));
    checks.check("it is NotFound", head.is_err_and(|error| error.into_service_error().is_not_found()));
    let head = s3.head_bucket().bucket("none").send().await;
    checks.check("head of no bucket", head.is_err_and(|error| error.into_service_error().is_not_found()));
    let list = s3.list_objects_v2().bucket("none").send().await;
    checks.check("a list of no bucket", failure(&list) == (Some("NoSuchBucket"), Some(404)));
    let put = s3.put_object().bucket("none").key("x").send().await;
    checks.check("a put to no bucket", failure(&put) == (Some("NoSuchBucket"), Some(404)));
    let delete = s3.delete_bucket().bucket(BUCKET).send().await;
    checks.check("a bucket that is not empty", failure(&delete) == (Some("BucketNotEmpty"), Some(409)));
    let forged = wrong.list_buckets().send().await;
    checks.check("a wrong secret", failure(&forged) == (Some("SignatureDoesNotMatch"), Some(403)));
    Ok(())
}
