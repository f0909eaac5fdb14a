//! The exact bytes of `CreateProject` on the wire.

mod recorded;

use aws_operation::{Call, Timestamp, aws_error, aws_operation, aws_service, aws_shape};
use recorded::{TOKEN, Wire};

#[aws_service(id = "LookoutVision", protocol = "restJson1", signing_name = "lookoutvision", error = Error)]
pub struct Service;

#[aws_operation(name = "CreateProject", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects")]
pub struct CreateProject {
    pub project_name: String,
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
pub struct CreateProjectOutput {
    pub project_metadata: Option<ProjectMetadata>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
pub struct ProjectMetadata {
    pub project_arn: Option<String>,
    pub project_name: Option<String>,
    pub creation_timestamp: Option<Timestamp>,
}

#[aws_error]
#[derive(Debug)]
pub enum Error {
    #[aws(status = 409)]
    ConflictException { message: String, resource_id: String, resource_type: String },
}

const RESPONSE: &str =
    r#"{"ProjectMetadata":{"ProjectArn":"arn:x","ProjectName":"paint","CreationTimestamp":1.7E9},"New":[1]}"#;

#[tokio::test]
async fn request_and_response() {
    let wire = Wire::new(RESPONSE).await;
    let client = wire.client().build().unwrap();
    let made = CreateProject { project_name: "pa\"int ☃".into(), client_token: None }.call(&client).await.unwrap();

    let (first, mut headers, body) = wire.last();
    assert_eq!(first, "POST /2020-11-20/projects HTTP/1.1");
    assert_eq!(body, r#"{"ProjectName":"pa\"int ☃"}"#);
    let authorization = remove(&mut headers, "authorization");
    let invocation = remove(&mut headers, "amz-sdk-invocation-id");
    let agent = remove(&mut headers, "user-agent");
    let host = wire.url.trim_start_matches("http://").to_owned();
    if cfg!(feature = "reqwest") {
        assert_eq!(remove(&mut headers, "accept"), "*/*");
    }
    let expected = [
        ("amz-sdk-request", "attempt=1; max=3"),
        ("content-length", "29"),
        ("content-type", "application/json"),
        ("host", &host),
        ("x-amz-date", "20150830T123600Z"),
        ("x-amzn-client-token", TOKEN),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    assert_eq!(headers, expected);
    assert_eq!(invocation.len(), 36);
    assert!(agent.starts_with("aws-operation/") && agent.contains(" ua/2.1 api/lookoutvision "), "{agent}");
    let (signed, signature) = authorization.rsplit_once("Signature=").unwrap();
    assert_eq!(
        signed,
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/lookoutvision/aws4_request, \
         SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-type;host;x-amz-date;\
         x-amzn-client-token, "
    );
    assert_eq!(signature.len(), 64);

    assert_eq!(made.request_id(), Some("r-1"));
    assert_eq!((made.status().as_u16(), made.attempts(), made.idempotency_token()), (200, 1, Some(TOKEN)));
    let expected = CreateProjectOutput {
        project_metadata: Some(ProjectMetadata {
            project_arn: Some("arn:x".into()),
            project_name: Some("paint".into()),
            creation_timestamp: Some(Timestamp::from_second(1_700_000_000).unwrap()),
        }),
    };
    assert_eq!(*made, expected);
}

fn remove(headers: &mut Vec<(String, String)>, name: &str) -> String {
    let index = headers.iter().position(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}"));
    headers.remove(index).1
}
