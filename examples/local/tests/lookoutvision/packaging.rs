//! `StartModelPackagingJob`, `DescribeModelPackagingJob`, `ListModelPackagingJobs`.

use aws_operation_examples::lookoutvision::{
    DeleteModel, DescribeModelPackagingJob, GreengrassConfiguration, ListModelPackagingJobs,
    ModelPackagingConfiguration, ModelPackagingDescription, ModelPackagingJobStatus, S3Location,
    StartModelPackagingJob, TargetDevice, TargetPlatform, TargetPlatformAccelerator, TargetPlatformArch,
    TargetPlatformOs,
};

use super::fixture::{Fixture, STEP, conflict, create_model, not_found, of, start};

/// A job without optional members.
pub(crate) fn job(name: Option<&str>) -> StartModelPackagingJob {
    let greengrass = GreengrassConfiguration {
        compiler_options: None,
        target_device: None,
        target_platform: None,
        s3_output_location: S3Location { bucket: "components".into(), prefix: None },
        component_name: "scratch.finder".into(),
        component_version: None,
        component_description: None,
        tags: None,
    };
    StartModelPackagingJob {
        project_name: "paint".into(),
        model_version: "1".into(),
        job_name: name.map(Into::into),
        configuration: ModelPackagingConfiguration { greengrass },
        description: None,
        client_token: None,
    }
}

pub(crate) fn platform() -> TargetPlatform {
    TargetPlatform {
        os: TargetPlatformOs::Linux,
        arch: TargetPlatformArch::X86_64,
        accelerator: Some(TargetPlatformAccelerator::Nvidia),
    }
}

fn describe(name: &str) -> DescribeModelPackagingJob {
    DescribeModelPackagingJob { project_name: "paint".into(), job_name: name.into() }
}

async fn described(fixture: &Fixture, name: &str) -> ModelPackagingDescription {
    let described = describe(name).send(&fixture.client).await.unwrap();
    described.model_packaging_description.unwrap()
}

async fn with_model() -> Fixture {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    fixture.trained_model("paint").await;
    fixture
}

#[tokio::test]
async fn a_packaging_job_goes_through_its_statuses() {
    let fixture = with_model().await;
    let mut job = job(Some("first"));
    job.description = Some("for the door, again".into());
    let greengrass = &mut job.configuration.greengrass;
    greengrass.target_platform = Some(platform());
    greengrass.compiler_options = Some(r#"{"gpu-code": "sm_72"}"#.into());
    let started = job.send(&fixture.client).await.unwrap();
    assert_eq!(started.job_name.as_deref(), Some("first"));

    let waiting = described(&fixture, "first").await;
    assert_eq!(waiting.status, Some(ModelPackagingJobStatus::Created));
    assert_eq!(waiting.model_packaging_configuration.as_ref(), Some(&job.configuration));
    assert_eq!(waiting.model_packaging_job_description, job.description);
    assert_eq!(waiting.model_packaging_output_details, None);
    let delete = DeleteModel { project_name: "paint".into(), model_version: "1".into(), client_token: None };
    assert_eq!(conflict(delete.send(&fixture.client).await), of("paint/1", "MODEL"));

    fixture.step();
    assert_eq!(described(&fixture, "first").await.status, Some(ModelPackagingJobStatus::Running));
    fixture.step();
    let done = described(&fixture, "first").await;
    assert_eq!(done.status, Some(ModelPackagingJobStatus::Succeeded));
    assert_eq!(done.creation_timestamp, Some(start().saturating_add(2 * STEP)));
    assert_eq!(done.last_updated_timestamp, Some(start().saturating_add(4 * STEP)));
    let made = done.model_packaging_output_details.unwrap().greengrass.unwrap();
    assert_eq!(made.component_name.as_deref(), Some("scratch.finder"));
    assert_eq!(made.component_version.as_deref(), Some("1.0.0"));
    assert!(made.component_version_arn.unwrap().ends_with(":components:scratch.finder:versions:1.0.0"));
    delete.send(&fixture.client).await.unwrap();
}

#[tokio::test]
async fn two_status_changes_can_happen_between_two_calls() {
    let fixture = with_model().await;
    let mut job = job(Some("first"));
    job.model_version = "latest".into();
    job.configuration.greengrass.target_device = Some(TargetDevice::JetsonXavier);
    job.send(&fixture.client).await.unwrap();
    fixture.pass(100 * STEP);
    let done = described(&fixture, "first").await;
    assert_eq!(done.status, Some(ModelPackagingJobStatus::Succeeded));
    assert_eq!(done.model_version.as_deref(), Some("1"));
    assert_eq!(done.last_updated_timestamp, Some(start().saturating_add(4 * STEP)));
}

#[tokio::test]
async fn packaging_jobs_are_listed_in_pages() {
    let fixture = with_model().await;
    let mut names = Vec::new();
    for _ in 0..5 {
        names.push(job(None).send(&fixture.client).await.unwrap().job_name.unwrap());
    }
    let list = ListModelPackagingJobs { project_name: "paint".into(), max_results: Some(2), ..Default::default() };
    let mut pages = list.clone().paginate(&fixture.client);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().into_inner().model_packaging_jobs.unwrap().len());
    }
    assert_eq!(sizes, [2, 2, 1]);
    let mut jobs = list.paginate(&fixture.client).items();
    let mut listed = Vec::new();
    while let Some(job) = jobs.next().await {
        let job = job.unwrap();
        assert_eq!(job.model_packaging_method.as_deref(), Some("Greengrass"));
        listed.push(job.job_name.unwrap());
    }
    assert_eq!(listed, names);
}

#[tokio::test]
async fn a_packaging_job_needs_a_trained_model_and_a_free_name() {
    let fixture = Fixture::new().await;
    assert_eq!(not_found(job(None).send(&fixture.client).await), of("paint", "PROJECT"));
    fixture.project_with_dataset("paint").await;
    assert_eq!(not_found(job(None).send(&fixture.client).await), of("paint/1", "MODEL"));
    create_model("paint").send(&fixture.client).await.unwrap();
    assert_eq!(conflict(job(None).send(&fixture.client).await), of("paint/1", "MODEL"));
    fixture.step();
    job(Some("first")).send(&fixture.client).await.unwrap();
    assert_eq!(conflict(job(Some("first")).send(&fixture.client).await), of("paint/first", "MODEL_PACKAGE_JOB"));
    assert_eq!(not_found(describe("other").send(&fixture.client).await), of("paint/other", "MODEL_PACKAGE_JOB"));
}
