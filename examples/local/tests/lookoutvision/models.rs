//! `CreateModel`, `DescribeModel`, `ListModels`, `DeleteModel`, `StartModel`, `StopModel`.

use aws_operation_examples::lookoutvision::{
    DeleteModel, DescribeModel, ListModels, ModelHostingStatus, ModelStatus, StopModel,
};

use super::fixture::{
    Fixture, STEP, conflict, create_dataset, create_model, not_found, of, results, start, start_model,
};

fn delete(version: &str) -> DeleteModel {
    DeleteModel { project_name: "paint".into(), model_version: version.into(), client_token: None }
}

fn stop(version: &str) -> StopModel {
    StopModel { project_name: "paint".into(), model_version: version.into(), client_token: None }
}

#[tokio::test]
async fn a_model_goes_through_its_statuses() {
    let fixture = Fixture::new().await;
    let client = &fixture.client;
    fixture.project_with_dataset("paint").await;
    let made = create_model("paint").send(client).await.unwrap().model_metadata.unwrap();
    assert_eq!(made.model_version.as_deref(), Some("1"));
    assert_eq!(made.model_arn.as_deref(), Some("arn:aws:lookoutvision:us-east-1:123456789012:model/paint/1"));
    assert_eq!((made.status, made.performance), (Some(ModelStatus::Training), None));
    assert_eq!(conflict(start_model("paint", "1").send(client).await), of("paint/1", "MODEL"));

    fixture.step();
    assert_eq!(fixture.model("paint", "1").await.status, Some(ModelStatus::Trained));
    assert_eq!(conflict(stop("1").send(client).await), of("paint/1", "MODEL"));
    let started = start_model("paint", "latest").send(client).await.unwrap();
    assert_eq!(started.status, Some(ModelHostingStatus::StartingHosting));
    assert_eq!(fixture.model("paint", "1").await.status, Some(ModelStatus::StartingHosting));
    assert_eq!(conflict(stop("1").send(client).await), of("paint/1", "MODEL"));

    fixture.step();
    assert_eq!(fixture.model("paint", "1").await.status, Some(ModelStatus::Hosted));
    assert_eq!(conflict(delete("1").send(client).await), of("paint/1", "MODEL"));
    assert_eq!(conflict(start_model("paint", "1").send(client).await), of("paint/1", "MODEL"));
    let stopped = stop("1").send(client).await.unwrap();
    assert_eq!(stopped.status, Some(ModelHostingStatus::StoppingHosting));
    assert_eq!(fixture.model("paint", "1").await.status, Some(ModelStatus::StoppingHosting));

    fixture.step();
    assert_eq!(fixture.model("paint", "1").await.status, Some(ModelStatus::Trained));
    let deleted = delete("1").send(client).await.unwrap();
    assert_eq!(deleted.model_arn, made.model_arn);
    assert_eq!(fixture.model("paint", "1").await.status, Some(ModelStatus::Deleting));
    fixture.step();
    let gone = DescribeModel { project_name: "paint".into(), model_version: "1".into() };
    assert_eq!(not_found(gone.send(client).await), of("paint/1", "MODEL"));
    assert_eq!(fixture.trained_model("paint").await, "2");
}

#[tokio::test]
async fn a_model_description_is_complete() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    let mut model = create_model("paint");
    model.description = Some("first.try".into());
    model.kms_key_id = Some("alias/pictures".into());
    model.send(&fixture.client).await.unwrap();
    fixture.step();
    let mut running = start_model("paint", "1");
    running.max_inference_units = Some(4);
    running.send(&fixture.client).await.unwrap();

    let model = fixture.model("paint", "1").await;
    assert_eq!(model.description.as_deref(), Some("first.try"));
    assert_eq!(model.kms_key_id.as_deref(), Some("alias/pictures"));
    assert_eq!(model.output_config.unwrap().s3_location, results());
    assert_eq!((model.min_inference_units, model.max_inference_units), (Some(1), Some(4)));
    assert_eq!(model.evaluation_end_timestamp, Some(start().saturating_add(2 * STEP)));
    let result = model.evaluation_result.unwrap();
    assert_eq!((result.bucket.as_str(), result.key.as_str()), ("results", "lookout/EvaluationResult-paint-1.json"));
    assert!(model.evaluation_manifest.unwrap().key.starts_with("lookout/EvaluationManifest"));
    let performance = model.performance.unwrap();
    for share in [performance.f1_score, performance.recall, performance.precision] {
        assert!((0.0..=1.0).contains(&share.unwrap()), "{performance:?}");
    }
}

#[tokio::test]
async fn models_are_listed_in_pages() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    for _ in 0..11 {
        fixture.trained_model("paint").await;
    }
    let list = ListModels { project_name: "paint".into(), max_results: Some(4), ..Default::default() };
    let mut pages = list.clone().paginate(&fixture.client);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().into_inner().models.unwrap().len());
    }
    assert_eq!(sizes, [4, 4, 3]);
    let mut models = list.paginate(&fixture.client).items();
    let mut versions = Vec::new();
    while let Some(model) = models.next().await {
        versions.push(model.unwrap().model_version.unwrap());
    }
    assert_eq!(versions, (1..=11).map(|version| version.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_model_needs_complete_datasets() {
    let fixture = Fixture::new().await;
    fixture.project("paint").await;
    assert_eq!(conflict(create_model("paint").send(&fixture.client).await), of("paint", "PROJECT"));
    create_dataset("paint", "train").send(&fixture.client).await.unwrap();
    assert_eq!(conflict(create_model("paint").send(&fixture.client).await), of("paint/train", "DATASET"));
    fixture.step();
    create_dataset("paint", "test").send(&fixture.client).await.unwrap();
    assert_eq!(conflict(create_model("paint").send(&fixture.client).await), of("paint/test", "DATASET"));
    fixture.step();
    create_model("paint").send(&fixture.client).await.unwrap();
}

#[tokio::test]
async fn the_error_names_the_missing_resource() {
    let fixture = Fixture::new().await;
    let list = ListModels { project_name: "none".into(), ..Default::default() };
    assert_eq!(not_found(list.send(&fixture.client).await), of("none", "PROJECT"));
    fixture.project("paint").await;
    assert_eq!(not_found(delete("7").send(&fixture.client).await), of("paint/7", "MODEL"));
    assert_eq!(not_found(stop("latest").send(&fixture.client).await), of("paint/latest", "MODEL"));
    assert_eq!(not_found(start_model("paint", "7").send(&fixture.client).await), of("paint/7", "MODEL"));
}
