//! The constraints on every parameter: each `ValidationException` names the member.

use std::fmt::Debug;

use aws_operation::{Operation, SendError};
use aws_operation_examples::lookoutvision::{
    CreateProject, DatasetGroundTruthManifest, DatasetSource, DeleteModel, DescribeModelPackagingJob, Error,
    GreengrassConfiguration, InputS3Object, ListDatasetEntries, ListProjects, ListTagsForResource,
    StartModelPackagingJob, TagResource, TargetDevice, TargetPlatform, TargetPlatformAccelerator, TargetPlatformArch,
    TargetPlatformOs, UntagResource, UpdateDatasetEntries,
};

use super::fixture::{Fixture, create_dataset, create_model, service_error, start_model};
use super::packaging::{job, platform};
use super::tags::tag;

type Sent<O> = Result<<O as Operation>::Output, SendError<Error>>;

/// Checks that the service rejects the request with a `ValidationException` about `member`.
fn must<O: Operation<Output: Debug>>(member: &str, _: &O, sent: Sent<O>) {
    let error = service_error(sent);
    let begins = format!("{member} must ");
    assert!(
        matches!(&error, Error::ValidationException { message } if message.starts_with(&begins)),
        "{member}: {error}"
    );
}

macro_rules! rejects {
    ($fixture:ident: $($member:literal => $operation:expr),+ $(,)?) => {$(
        let operation = $operation;
        must($member, &operation, operation.send(&$fixture.client).await);
    )+};
}

#[tokio::test]
async fn names_tokens_and_pages_are_validated() {
    let fixture = Fixture::new().await;
    let create = |name: &str, token: Option<&str>| CreateProject {
        project_name: name.into(),
        client_token: token.map(Into::into),
    };
    rejects!(fixture:
        "ProjectName" => create("", None),
        "ProjectName" => create(&"a".repeat(256), None),
        "ProjectName" => create("-a", None),
        "ProjectName" => create("a.b", None),
        "ClientToken" => create("a", Some("a_b")),
        "ClientToken" => create("a", Some(&"a".repeat(65))),
        "MaxResults" => ListProjects { next_token: None, max_results: Some(0) },
        "MaxResults" => ListProjects { next_token: None, max_results: Some(101) },
        "NextToken" => ListProjects { next_token: Some("a-b".into()), max_results: None },
        "NextToken" => ListProjects { next_token: Some("a".repeat(2049)), max_results: None },
        "NextToken" => ListProjects { next_token: Some("zz".into()), max_results: None },
    );
}

#[tokio::test]
async fn datasets_and_entries_are_validated() {
    let fixture = Fixture::new().await;
    let from = |bucket: &str, key: &str, version: Option<&str>| {
        let object = InputS3Object { bucket: bucket.into(), key: key.into(), version_id: version.map(Into::into) };
        let ground_truth_manifest = Some(DatasetGroundTruthManifest { s3_object: Some(object) });
        let dataset_source = Some(DatasetSource { ground_truth_manifest });
        let mut dataset = create_dataset("paint", "train");
        dataset.dataset_source = dataset_source;
        dataset
    };
    let update = |changes: &str| UpdateDatasetEntries {
        project_name: "paint".into(),
        dataset_type: "train".into(),
        changes: changes.into(),
        client_token: None,
    };
    let list = || ListDatasetEntries {
        project_name: "paint".into(),
        dataset_type: "train".into(),
        ..ListDatasetEntries::default()
    };
    rejects!(fixture:
        "DatasetType" => create_dataset("paint", "valid"),
        "Bucket" => from("ab", "key", None),
        "Key" => from("bucket", "/key", None),
        "Key" => from("bucket", "", None),
        "VersionId" => from("bucket", "key", Some("")),
        "Changes" => update(""),
        "Changes" => update("\n\n"),
        "Changes" => update("no json"),
        "Changes" => update(r#"{"other": 1}"#),
        "Changes" => update(&format!(r#"{{"source-ref": "{}"}}"#, "a".repeat(8192))),
        "Changes" => update(&" ".repeat(10_485_761)),
        "AnomalyClass" => ListDatasetEntries { anomaly_class: Some("scratch".into()), ..list() },
        "SourceRefContains" => ListDatasetEntries { source_ref_contains: Some("  ".into()), ..list() },
        "MaxResults" => ListDatasetEntries { max_results: Some(-1), ..list() },
    );
}

#[tokio::test]
async fn models_are_validated() {
    let fixture = Fixture::new().await;
    let described = |text: &str| {
        let mut model = create_model("paint");
        model.description = Some(text.into());
        model
    };
    let encrypted = |key: &str| {
        let mut model = create_model("paint");
        model.kms_key_id = Some(key.into());
        model
    };
    let stored = |bucket: &str, prefix: &str| {
        let mut model = create_model("paint");
        model.output_config.s3_location.bucket = bucket.into();
        model.output_config.s3_location.prefix = Some(prefix.into());
        model
    };
    rejects!(fixture:
        "Description" => described("two words"),
        "Description" => described(&"a".repeat(501)),
        "KmsKeyId" => encrypted("/key"),
        "KmsKeyId" => encrypted(""),
        "Bucket" => stored("a bucket", ""),
        "Prefix" => stored("bucket", "a b"),
    );
}

#[tokio::test]
async fn versions_and_inference_units_are_validated() {
    let fixture = Fixture::new().await;
    let with_units = |least: i32, most: i32| {
        let mut start = start_model("paint", "1");
        (start.min_inference_units, start.max_inference_units) = (least, Some(most));
        start
    };
    let delete =
        |version: &str| DeleteModel { project_name: "paint".into(), model_version: version.into(), client_token: None };
    rejects!(fixture:
        "ModelVersion" => start_model("paint", "0"),
        "ModelVersion" => start_model("paint", "newest"),
        "ModelVersion" => start_model("paint", "12345678901"),
        "ModelVersion" => delete("latest"),
        "MinInferenceUnits" => with_units(0, 1),
        "MaxInferenceUnits" => with_units(1, 0),
        "MaxInferenceUnits" => with_units(3, 2),
    );
}

#[tokio::test]
async fn tags_are_validated() {
    let fixture = Fixture::new().await;
    let put = |key: &str, value: &str| TagResource { resource_arn: "arn".into(), tags: vec![tag(key, value)] };
    let many = (0..201).map(|number| tag(&number.to_string(), "")).collect();
    let take = |keys: Vec<String>| UntagResource { resource_arn: "arn".into(), tag_keys: keys };
    let mut tagged = create_model("paint");
    tagged.tags = Some(vec![tag("a", ""), tag("a", "")]);
    rejects!(fixture:
        "Key" => put("", "a"),
        "Key" => put(&"a".repeat(129), "a"),
        "Key" => put("a?", "a"),
        "Key" => put("aws:a", "a"),
        "Value" => put("a", &"a".repeat(257)),
        "Value" => put("a", "\t"),
        "Tags" => TagResource { resource_arn: "arn".into(), tags: many },
        "Tags" => tagged,
        "TagKeys" => take(vec!["a".repeat(129)]),
        "TagKeys" => take((0..201).map(|number| number.to_string()).collect()),
        "ResourceArn" => ListTagsForResource { resource_arn: "a".repeat(1012) },
    );
}

/// A packaging job whose component is modified by `change`.
fn with(change: fn(&mut GreengrassConfiguration)) -> StartModelPackagingJob {
    let mut job = job(None);
    change(&mut job.configuration.greengrass);
    job
}

#[tokio::test]
async fn packaging_jobs_are_validated() {
    let fixture = Fixture::new().await;
    let mut described = job(None);
    described.description = Some("what!".into());
    rejects!(fixture:
        "JobName" => job(Some("a_b")),
        "JobName" => DescribeModelPackagingJob { project_name: "paint".into(), job_name: "a".repeat(65) },
        "Description" => described,
        "ComponentName" => with(|it| it.component_name = "a b".into()),
        "ComponentVersion" => with(|it| it.component_version = Some("1.0".into())),
        "ComponentDescription" => with(|it| it.component_description = Some(String::new())),
        "Bucket" => with(|it| it.s3_output_location.bucket = "b".into()),
        "Tags" => with(|it| it.tags = Some(vec![tag("a", ""), tag("a", "b")])),
    );
}

#[tokio::test]
async fn targets_of_components_are_validated() {
    let fixture = Fixture::new().await;
    rejects!(fixture:
        "CompilerOptions" => with(|it| it.compiler_options = Some("{}".into())),
        "CompilerOptions" => with(|it| it.target_platform = Some(platform())),
        "CompilerOptions" => with(|it| {
            it.target_device = Some(TargetDevice::JetsonXavier);
            it.compiler_options = Some("{ }".into());
        }),
        "TargetDevice" => with(|it| it.target_device = Some(TargetDevice::Unknown("toaster".into()))),
        "TargetPlatform" => with(|it| {
            it.target_device = Some(TargetDevice::JetsonXavier);
            it.target_platform = Some(platform());
        }),
        "Os" => with(|it| {
            let os = TargetPlatformOs::Unknown("OS2".into());
            it.target_platform = Some(TargetPlatform { os, ..platform() });
        }),
        "Arch" => with(|it| {
            let arch = TargetPlatformArch::Unknown("VAX".into());
            it.target_platform = Some(TargetPlatform { arch, ..platform() });
        }),
        "Accelerator" => with(|it| {
            let accelerator = Some(TargetPlatformAccelerator::Unknown("AMD".into()));
            it.target_platform = Some(TargetPlatform { accelerator, ..platform() });
        }),
    );
}
