//! `CreateDataset`, `DescribeDataset`, `DeleteDataset`.

use std::time::Duration;

use aws_operation_examples::lookoutvision::{
    DatasetGroundTruthManifest, DatasetImageStats, DatasetSource, DatasetStatus, DeleteDataset, DescribeDataset,
    InputS3Object,
};

use super::fixture::{Fixture, STEP, conflict, create_dataset, create_model, not_found, of, start};

fn delete(project: &str, of_type: &str) -> DeleteDataset {
    DeleteDataset { project_name: project.into(), dataset_type: of_type.into(), client_token: None }
}

#[tokio::test]
async fn a_dataset_is_created_and_deleted_over_time() {
    let fixture = Fixture::new().await;
    fixture.project("paint").await;
    let made = create_dataset("paint", "train").send(&fixture.client).await.unwrap();
    let made = made.dataset_metadata.unwrap();
    assert_eq!((made.status, made.creation_timestamp), (Some(DatasetStatus::CreateInProgress), Some(start())));

    fixture.pass(STEP.checked_sub(Duration::from_millis(1)).unwrap());
    assert_eq!(fixture.dataset("paint", "train").await.status, Some(DatasetStatus::CreateInProgress));
    assert_eq!(conflict(delete("paint", "train").send(&fixture.client).await), of("paint/train", "DATASET"));
    fixture.pass(Duration::from_millis(1));
    let described = fixture.dataset("paint", "train").await;
    assert_eq!(described.status, Some(DatasetStatus::CreateComplete));
    assert_eq!(described.project_name.as_deref(), Some("paint"));
    assert_eq!(described.dataset_type.as_deref(), Some("train"));
    assert_eq!(described.last_updated_timestamp, Some(start().saturating_add(STEP)));
    let none = DatasetImageStats { total: Some(0), labeled: Some(0), normal: Some(0), anomaly: Some(0) };
    assert_eq!(described.image_stats, Some(none));

    delete("paint", "train").send(&fixture.client).await.unwrap();
    assert_eq!(fixture.dataset("paint", "train").await.status, Some(DatasetStatus::DeleteInProgress));
    assert_eq!(conflict(create_dataset("paint", "train").send(&fixture.client).await), of("paint/train", "DATASET"));
    fixture.step();
    let gone = DescribeDataset { project_name: "paint".into(), dataset_type: "train".into() };
    assert_eq!(not_found(gone.send(&fixture.client).await), of("paint/train", "DATASET"));
    assert_eq!(not_found(delete("paint", "train").send(&fixture.client).await), of("paint/train", "DATASET"));
}

#[tokio::test]
async fn a_dataset_source_is_accepted_although_s3_is_absent() {
    let fixture = Fixture::new().await;
    fixture.project("paint").await;
    let object = InputS3Object { bucket: "pictures".into(), key: "train/manifest.json".into(), version_id: None };
    let mut dataset = create_dataset("paint", "test");
    let ground_truth_manifest = Some(DatasetGroundTruthManifest { s3_object: Some(object) });
    dataset.dataset_source = Some(DatasetSource { ground_truth_manifest });
    let made = dataset.send(&fixture.client).await.unwrap().dataset_metadata.unwrap();
    assert!(made.status_message.unwrap().contains("no S3"));
}

#[tokio::test]
async fn a_dataset_cannot_be_deleted_while_a_model_is_trained_with_it() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    create_model("paint").send(&fixture.client).await.unwrap();
    assert_eq!(conflict(delete("paint", "train").send(&fixture.client).await), of("paint/train", "DATASET"));
    fixture.step();
    delete("paint", "train").send(&fixture.client).await.unwrap();
}

#[tokio::test]
async fn a_dataset_needs_a_project() {
    let fixture = Fixture::new().await;
    assert_eq!(not_found(create_dataset("none", "train").send(&fixture.client).await), of("none", "PROJECT"));
    assert_eq!(not_found(delete("none", "train").send(&fixture.client).await), of("none", "PROJECT"));
}
