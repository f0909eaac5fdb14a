//! The status of successful responses.

mod recorded;

use std::collections::BTreeMap;
use std::path::Path;

use aws_operation::codec::OperationMeta;
use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Call as _, Client, Credentials, Operation, RetryPolicy, aws_operation, aws_service, aws_shape};
use aws_operation_examples::lookoutvision;

#[aws_service(id = "Jobs", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "StartJob", output = (), http = "POST /jobs", code = 202)]
struct StartJob {}

#[aws_operation(name = "ListJobs", output = (), http = "GET /jobs")]
struct ListJobs {}

#[aws_operation(name = "StopJob", http = "DELETE /jobs", code = 202)]
struct StopJob {}

#[aws_shape]
struct StopJobOutput {
    #[aws(status)]
    status: u16,
}

#[tokio::test]
async fn a_success_has_the_operations_code_unless_the_output_sets_the_status() {
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<StartJob, _>(|_: IncomingCall<StartJob>| async move { Ok(()) })
        .operation::<ListJobs, _>(|_: IncomingCall<ListJobs>| async move { Ok(()) })
        .operation::<StopJob, _>(|_: IncomingCall<StopJob>| async move { Ok(StopJobOutput { status: 204 }) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    assert_eq!(StartJob {}.call(&client).await.unwrap().status(), 202);
    assert_eq!(ListJobs {}.call(&client).await.unwrap().status(), 200);
    assert_eq!(StopJob {}.send(&client).await.unwrap().status, 204);
}

#[aws_operation(name = "JudgeJob", http = "PUT /jobs/{status}")]
struct JudgeJob {
    status: i32,
}

#[aws_shape]
struct JudgeJobOutput {
    #[aws(status)]
    status: Option<i32>,
    verdict: String,
}

/// A 1xx status is not a final response, and HTTP defines no status from 600 on.
#[tokio::test]
async fn an_output_with_an_invalid_status_is_an_error() {
    let server =
        Server::builder().credentials("AKID", "secret").operation::<JudgeJob, _>(|call: IncomingCall<JudgeJob>| {
            let status = Some(call.status).filter(|status| *status != 0);
            async move { Ok(JudgeJobOutput { status, verdict: "fine".into() }) }
        });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    for (status, sent) in [(0, 200), (200, 200), (201, 201), (299, 299)] {
        assert_eq!(JudgeJob { status }.send(&client).await.unwrap().status, Some(sent));
    }
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .endpoint_url(server.url())
        .retry(RetryPolicy::never());
    let client = client.build().unwrap();
    for status in [-200, 1, 99, 100, 101, 199, 600, 999, 1000, 65736, i32::MAX] {
        let Err(error) = JudgeJob { status }.send(&client).await else { panic!("{status} was sent as a success") };
        assert_eq!(
            (error.status().unwrap().as_u16(), error.code()),
            (500, Some("InternalFailure")),
            "{status}: {error}"
        );
        assert!(error.to_string().contains(&format!("`Status` is {status}")), "{status}: {error}");
    }
}

#[aws_operation(name = "DropJob", http = "DELETE /jobs/{id}", code = 204)]
struct DropJob {
    id: String,
}

#[aws_shape]
struct DropJobOutput {
    id: Option<String>,
    #[aws(header = "Content-Length")]
    length: Option<i64>,
}

/// A response with status 204 has no body, and a wrong `Content-Length` would truncate the response.
#[tokio::test]
async fn an_output_arrives_complete_despite_its_code_and_length() {
    let server =
        Server::builder().credentials("AKID", "secret").operation::<DropJob, _>(|call: IncomingCall<DropJob>| {
            let id = Some(call.input.id).filter(|id| id != "none");
            async move { Ok(DropJobOutput { id, length: Some(7000) }) }
        });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    let dropped = DropJob { id: "a".into() }.call(&client).await.unwrap();
    assert_eq!((dropped.status().as_u16(), dropped.id.as_deref(), dropped.length), (200, Some("a"), Some(10)));
    let empty = DropJob { id: "none".into() }.call(&client).await.unwrap();
    assert_eq!((empty.status().as_u16(), &empty.id), (204, &None));
}

#[tokio::test]
async fn a_client_accepts_every_success_status() {
    let wire = recorded::Wire::new("{}").await;
    assert_eq!(StartJob {}.call(&wire.client().build().unwrap()).await.unwrap().status(), 200);
}

/// The metadata of operations of the module.
macro_rules! metas {
    ($($operation:ident)*) => {
        [$(<lookoutvision::$operation as Operation>::META),*]
    };
}

#[test]
fn lookout_for_vision_has_the_codes_of_its_model() {
    let path = "../../shared/conformance/lookoutvision/botocore/data/lookoutvision/2020-11-20/service-2.json";
    let Ok(model) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else {
        aws_operation_skip::skip("models", format_args!("there is no {path}"));
        return;
    };
    let model: serde_json::Value = serde_json::from_str(&model).unwrap();
    let code_of = |operation: &serde_json::Value| operation["http"]["responseCode"].as_u64().unwrap_or(200);
    let operations = model["operations"].as_object().unwrap();
    let expected: BTreeMap<&str, u64> =
        operations.iter().map(|(name, operation)| (name.as_str(), code_of(operation))).collect();
    let ours: [&OperationMeta; 22] = metas! {
        CreateDataset CreateModel CreateProject DeleteDataset DeleteModel DeleteProject DescribeDataset DescribeModel
        DescribeModelPackagingJob DescribeProject DetectAnomalies ListDatasetEntries ListModelPackagingJobs ListModels
        ListProjects ListTagsForResource StartModel StartModelPackagingJob StopModel TagResource UntagResource
        UpdateDatasetEntries
    };
    let ours: BTreeMap<&str, u64> = ours.iter().map(|meta| (meta.name, meta.http.unwrap().code.into())).collect();
    assert_eq!(ours, expected);
}
