//! Every error of the service's model, and the quotas.

use aws_operation::server::{Faults, IncomingCall, Server};
use aws_operation::{Client, ClientBuilder, Credentials, RetryPolicy, SendError};
use aws_operation_examples::local_service::Quotas;
use aws_operation_examples::lookoutvision::{CreateProject, Error, ListProjects, ListProjectsOutput, TagResource};

use super::fixture::{Fixture, create_dataset, create_model, service_error, start_model};
use super::packaging::job;
use super::tags::tag;

/// The resource type in a `ServiceQuotaExceededException`.
fn over_quota(error: &Error) -> Option<&str> {
    match error {
        Error::ServiceQuotaExceededException { resource_type, service_code, .. } if service_code == "lookoutvision" => {
            resource_type.as_deref()
        }
        _ => None,
    }
}

#[tokio::test]
async fn quotas_are_enforced() {
    let one = Quotas {
        projects: 1,
        datasets: 1,
        models_per_project: 3,
        training_models: 1,
        running_models: 1,
        inference_units: 1,
        packaging_jobs: 1,
        tags_per_resource: 1,
    };
    let fixture = Fixture::with(one).await;
    let client = &fixture.client;
    fixture.project_with_dataset("paint").await;
    let second = CreateProject { project_name: "glass".into(), client_token: None };
    assert_eq!(over_quota(&service_error(second.send(client).await)), Some("PROJECT"));
    assert_eq!(over_quota(&service_error(create_dataset("paint", "test").send(client).await)), Some("DATASET"));

    create_model("paint").send(client).await.unwrap();
    assert_eq!(over_quota(&service_error(create_model("paint").send(client).await)), Some("MODEL"));
    fixture.step();
    let mut wide = start_model("paint", "1");
    wide.max_inference_units = Some(2);
    assert_eq!(over_quota(&service_error(wide.send(client).await)), Some("MODEL"));
    start_model("paint", "1").send(client).await.unwrap();
    fixture.trained_model("paint").await;
    assert_eq!(over_quota(&service_error(start_model("paint", "2").send(client).await)), Some("MODEL"));
    fixture.trained_model("paint").await;
    assert_eq!(over_quota(&service_error(create_model("paint").send(client).await)), Some("MODEL"));

    job(None).send(client).await.unwrap();
    assert_eq!(over_quota(&service_error(job(None).send(client).await)), Some("MODEL_PACKAGE_JOB"));
    let resource_arn = "arn:aws:lookoutvision:us-east-1:123456789012:project/paint".into();
    let tags = TagResource { resource_arn, tags: vec![tag("a", ""), tag("b", "")] };
    let rejected = tags.send(client).await.unwrap_err();
    assert_eq!(rejected.status().map(|status| status.as_u16()), Some(402));
    assert_eq!(rejected.code(), Some("ServiceQuotaExceededException"));
}

#[tokio::test]
async fn a_throttling_error_is_recognized() {
    let fixture = Fixture::new().await;
    fixture.server.inject_faults(&Faults::new().throttle(1.0));
    let error = ListProjects::default().send(&fixture.client).await.unwrap_err();
    assert!(error.is_throttling(), "{error}");
    assert!(matches!(error, SendError::Service(Error::ThrottlingException { .. }, _)), "{error}");
}

fn quick(server: &Server) -> ClientBuilder {
    let credentials = Credentials::new("AKID", "secret");
    let client = Client::builder().region("us-east-1").credentials(credentials).endpoint_url(server.url());
    client.retry(RetryPolicy::never())
}

/// Errors that the local service never returns are decoded as well.
#[tokio::test]
async fn every_other_error_is_decoded() {
    for (error, status) in [
        (Error::AccessDeniedException { message: "not you".into() }, 403),
        (Error::InternalServerException { message: "broken".into(), retry_after_seconds: Some(3) }, 500),
        (Error::InternalServerException { message: "broken".into(), retry_after_seconds: None }, 500),
        (
            Error::ThrottlingException {
                message: "slow down".into(),
                quota_code: Some("L-1".into()),
                service_code: Some("lookoutvision".into()),
                retry_after_seconds: Some(1),
            },
            429,
        ),
    ] {
        let reject = {
            let error = error.clone();
            move |_: IncomingCall<ListProjects>| std::future::ready(Err::<ListProjectsOutput, _>(error.clone()))
        };
        let server = Server::builder().credentials("AKID", "secret").operation::<ListProjects, _>(reject);
        let server = server.bind("127.0.0.1:0").await.unwrap();
        let rejected = ListProjects::default().send(&quick(&server).build().unwrap()).await.unwrap_err();
        assert_eq!(rejected.status().map(|status| status.as_u16()), Some(status), "{rejected}");
        assert!(matches!(&rejected, SendError::Service(seen, _) if *seen == error), "{rejected}");
    }
}

#[tokio::test]
async fn a_wrong_secret_key_is_rejected() {
    let fixture = Fixture::new().await;
    let wrong = Credentials::new("AKID", "wrong");
    let client = quick(&fixture.server).credentials(wrong).build().unwrap();
    let error = ListProjects::default().send(&client).await.unwrap_err();
    // The clocks differ as well. Both are signature errors, with status 403.
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403), "{error}");
}
