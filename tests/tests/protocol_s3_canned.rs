//! The responses of a faulty S3, as aws-c-s3 has them: each is a success, or an error that says what is wrong.

mod scripted;

use std::path::Path;

use aws_operation::{BodyError, RetryPolicy, SendError};
use aws_operation::{ClientBuilder, Timestamp, aws_operation, aws_shape};
use aws_operation_examples::s3::{
    AbortMultipartUpload, CompleteMultipartUpload, CreateMultipartUpload, Error, GetObject, ListParts, Service,
    UploadPart,
};
use scripted::{Script, Step};
use serde_json::Value;

#[aws_operation(name = "CreateSession", http = "GET /{bucket}?session", service = Service)]
struct CreateSession {
    bucket: String,
}

#[aws_shape]
struct CreateSessionOutput {
    credentials: SessionCredentials,
    #[aws(header = "x-amz-server-side-encryption")]
    server_side_encryption: Option<String>,
}

#[aws_shape]
struct SessionCredentials {
    access_key_id: String,
    expiration: Timestamp,
}

/// What a call says.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// Something of the output.
    Success(String),
    /// The code, how often the request was sent, and whether it may have run.
    Failure(String, u32, bool),
    /// The body is read, but its checksum is wrong.
    WrongChecksum,
}

fn failure(code: &str) -> Outcome {
    Outcome::Failure(code.to_owned(), 1, false)
}

fn success(text: &str) -> Outcome {
    Outcome::Success(text.to_owned())
}

fn outcome<T>(result: Result<T, SendError<Error>>, text: impl FnOnce(T) -> String) -> Outcome {
    match result {
        Ok(output) => success(&text(output)),
        Err(error) => {
            let code = error.code().unwrap_or_default().to_owned();
            Outcome::Failure(code, error.attempts(), error.is_ambiguous())
        }
    }
}

/// The content of the objects.
fn content() -> String {
    "a".repeat(65_536)
}

fn step(canned: &Value) -> Step {
    let body = match canned["body"].as_array() {
        Some(lines) => lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\r\n"),
        None => content(),
    };
    let status = u16::try_from(canned["status"].as_u64().unwrap()).unwrap();
    let mut step = Step::response(status, body.replace("<data-to-send>", &content()));
    for (name, value) in canned["headers"].as_object().unwrap() {
        step = step.header(name, &value.as_str().unwrap().replace("<request-range>", "bytes 0-65535"));
    }
    step
}

async fn call(operation: &str, canned: &Value) -> Outcome {
    // After a failed end of an upload, the client looks at its parts: the server is gone then.
    let looks = std::iter::repeat_n((), 9).map(|()| Step::NotSent);
    let script = Script::new(std::iter::repeat_n(step(canned), 3).chain(looks));
    let client = script.client_with(|builder: ClientBuilder| builder.retry(RetryPolicy::standard().jitter(|| 0.0)));
    let (bucket, key, upload_id) = ("b".to_owned(), "k".to_owned(), "u".to_owned());
    match operation {
        "AbortMultipartUpload" => {
            outcome(AbortMultipartUpload { bucket, key, upload_id }.send(&client).await, |()| String::new())
        }
        "CompleteMultipartUpload" => {
            let complete = CompleteMultipartUpload { bucket, key, upload_id, ..CompleteMultipartUpload::default() };
            outcome(complete.send(&client).await, |output| {
                output.e_tag.unwrap_or_default() + output.server_side_encryption.as_deref().unwrap_or_default()
            })
        }
        "CreateMultipartUpload" => {
            let create = CreateMultipartUpload { bucket, key, ..CreateMultipartUpload::default() };
            outcome(create.send(&client).await, |output| output.upload_id.unwrap())
        }
        "CreateSession" => outcome(CreateSession { bucket }.send(&client).await, |output| {
            let SessionCredentials { access_key_id, expiration } = output.credentials;
            format!("{access_key_id} {expiration} {}", output.server_side_encryption.unwrap_or_default())
        }),
        "GetObject" => {
            let result = GetObject { bucket, key, ..GetObject::default() }.send(&client).await;
            let (e_tag, range, body) = match result {
                Ok(output) => (output.e_tag, output.content_range, output.body.open().await.unwrap()),
                Err(error) => return outcome(Err::<(), _>(error), |()| String::new()),
            };
            match body.bytes(1 << 20).await {
                Ok(bytes) => {
                    success(&format!("{} {} {}", bytes.len(), e_tag.unwrap_or_default(), range.unwrap_or_default()))
                }
                Err(BodyError::WrongChecksum { .. }) => Outcome::WrongChecksum,
                Err(error) => panic!("{error}"),
            }
        }
        "ListParts" => {
            let list = ListParts { bucket, key, upload_id, ..ListParts::default() };
            outcome(list.send(&client).await, |output| {
                let parts: Vec<_> = output.parts.iter().map(|part| part.part_number.unwrap().to_string()).collect();
                format!("{} {}", parts.join(","), output.next_part_number_marker.unwrap_or_default())
            })
        }
        "UploadPart" => {
            let part = UploadPart { bucket, key, upload_id, part_number: 1, ..UploadPart::default() };
            outcome(part.send(&client).await, |output| output.e_tag.unwrap_or_default())
        }
        other => panic!("{other} is not known"),
    }
}

/// By the rules of S3: an error in a 200 counts as a 500; without a body the status is the code; a body that does not
/// have its checksum fails at its end; ranges are not checked; what a response leaves out is absent.
fn expected(operation: &str, name: &str) -> Outcome {
    let tag = "b54357faf0632cce46e942fa68356b38";
    match (operation, name) {
        ("AbortMultipartUpload", "default") | ("UploadPart", "missing_etag") => success(""),
        // The end of an upload may have run. To repeat it is harmless, and a look at the parts found nothing.
        ("CompleteMultipartUpload", "async_access_denied_error") => Outcome::Failure("AccessDenied".into(), 3, true),
        ("CompleteMultipartUpload", "async_internal_error") => Outcome::Failure("InternalError".into(), 3, true),
        ("CompleteMultipartUpload", "default") => success("\"3858f62230ac3c915f300c664312c11f-9\""),
        ("CompleteMultipartUpload", "sse_kms") => success("\"3858f62230ac3c915f300c664312c11f-9\"aws:kms"),
        ("CreateMultipartUpload", "default") => success("defaultID"),
        ("CreateMultipartUpload", "request_time_too_skewed") => failure("RequestTimeTooSkewed"),
        // S3 did not get the whole request, so that it is safe to send it again.
        ("CreateMultipartUpload", "request_timeout") => Outcome::Failure("RequestTimeout".into(), 3, false),
        ("CreateSession", "default") => success("accessKeyId 2023-06-26T17:33:30Z "),
        ("CreateSession", "sse_kms") => success("accessKeyId 2023-06-26T17:33:30Z aws:kms"),
        ("GetObject" | "ListParts", "default") => failure("NotFound"),
        // The content of this one is empty here, so that it has another checksum.
        ("GetObject", "get_object_checksum_combine_head" | "get_object_checksum_single_part_head") => {
            Outcome::WrongChecksum
        }
        ("GetObject", "get_object_checksum_retry" | "get_object_unmatch_checksum_crc32") => Outcome::WrongChecksum,
        ("GetObject", "get_object_checksum_combine_part" | "get_object_checksum_combine_slow_part") => {
            success("65536 checksumcombinemocketag bytes 0-65535/262144")
        }
        ("GetObject", "get_object_checksum_single_part") => {
            success("65536 checksumsinglepartmocketag bytes 0-65535/65536")
        }
        ("GetObject", "get_object_delay_60s") => success(&format!("65536 {tag} bytes 0-65535/65536")),
        ("GetObject", "get_object_error_part") | ("UploadPart", "upload_part_error") => failure("AccessDenied"),
        ("GetObject", "get_object_invalid_response_missing_content_range") => success(&format!("65536 {tag} ")),
        ("GetObject", "get_object_invalid_response_missing_etags") => success("65536  bytes 0-65535/1048576"),
        ("GetObject", "get_object_long_error") => failure("NoSuchKey"),
        // Neither has a document as its body.
        ("GetObject", "get_object_modified_failure") => failure("400"),
        ("GetObject", "get_object_modified_success") => failure("412"),
        ("GetObject", "get_object_modified_first_part") => success(&format!("65536 {tag} bytes 0-65535/1048576")),
        ("GetObject", "get_object_opaque_etag") => success("65536 IAMRANDOMETAG bytes 0-65535/262144"),
        ("GetObject", "get_object_pause_delayed_part" | "get_object_pause_normal_part") => {
            success("65536 pausetokenmocketag bytes 0-65535/262144")
        }
        ("ListParts", "multiple_list_parts_1") => success("2 2"),
        ("ListParts", "multiple_list_parts_2") => success("3 "),
        ("ListParts", "resume_first_part_not_completed") => success("2,3 "),
        ("UploadPart", "default") => success(tag),
        ("UploadPart", "throttle" | "throttle_before_finish") => Outcome::Failure("SlowDown".into(), 3, false),
        other => panic!("{other:?} is not known"),
    }
}

#[tokio::test(start_paused = true)]
async fn each_canned_response_is_handled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/aws-c-s3-responses");
    let Ok(operations) = std::fs::read_dir(&folder) else {
        aws_operation_skip::skip("aws-c-s3-responses", "there is no ../shared/conformance/aws-c-s3-responses");
        return;
    };
    let mut count = 0;
    for operation in operations.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in std::fs::read_dir(&operation).unwrap().map(|entry| entry.unwrap().path()) {
            let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
            let (operation, name) = (stem(&operation), stem(&file));
            let canned: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
            assert_eq!(call(&operation, &canned).await, expected(&operation, &name), "{operation} {name}");
            count += 1;
        }
    }
    assert_eq!(count, 38);
}
