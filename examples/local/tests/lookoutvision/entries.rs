//! `UpdateDatasetEntries`, `ListDatasetEntries`.

use aws_operation_examples::lookoutvision::{
    DatasetImageStats, DatasetStatus, ListDatasetEntries, UpdateDatasetEntries,
};

use super::fixture::{Fixture, STEP, conflict, create_dataset, not_found, of, start};

fn entry(number: u32, label: Option<&str>) -> String {
    match label {
        None => format!(r#"{{"source-ref": "s3://pictures/new/{number}.jpg"}}"#),
        Some(class) => format!(
            r#"{{"source-ref": "s3://pictures/{class}/{number}.jpg", "anomaly-label-metadata": {{"class-name": "{class}"}}}}"#
        ),
    }
}

fn update(lines: &[String]) -> UpdateDatasetEntries {
    UpdateDatasetEntries {
        project_name: "paint".into(),
        dataset_type: "train".into(),
        changes: lines.join("\n").as_str().into(),
        client_token: None,
    }
}

fn list() -> ListDatasetEntries {
    ListDatasetEntries { project_name: "paint".into(), dataset_type: "train".into(), ..Default::default() }
}

async fn listed(fixture: &Fixture, list: &ListDatasetEntries) -> Vec<String> {
    let mut entries = list.clone().paginate(&fixture.client).items();
    let mut all = Vec::new();
    while let Some(entry) = entries.next().await {
        all.push(entry.unwrap());
    }
    all
}

#[tokio::test]
async fn entries_are_added_when_the_update_completes() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    let lines = [entry(1, Some("normal")), entry(2, Some("anomaly")), entry(3, None)];
    let updating = update(&lines).send(&fixture.client).await.unwrap();
    assert_eq!(updating.status, Some(DatasetStatus::UpdateInProgress));
    assert_eq!(listed(&fixture, &list()).await, [""; 0]);
    assert_eq!(conflict(update(&lines).send(&fixture.client).await), of("paint/train", "DATASET"));

    fixture.step();
    assert_eq!(listed(&fixture, &list()).await, lines);
    let dataset = fixture.dataset("paint", "train").await;
    assert_eq!(dataset.status, Some(DatasetStatus::UpdateComplete));
    let stats = DatasetImageStats { total: Some(3), labeled: Some(2), normal: Some(1), anomaly: Some(1) };
    assert_eq!(dataset.image_stats, Some(stats));

    let relabelled = entry(3, None).replace('}', r#", "l-metadata": {"class-name": "anomaly"}}"#);
    update(std::slice::from_ref(&relabelled)).send(&fixture.client).await.unwrap();
    fixture.step();
    assert_eq!(listed(&fixture, &list()).await[2], relabelled);
    assert_eq!(fixture.dataset("paint", "train").await.image_stats.unwrap().anomaly, Some(2));
}

#[tokio::test]
async fn entries_are_listed_in_pages() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    let lines: Vec<_> = (0..230).map(|number| entry(number, None)).collect();
    update(&lines).send(&fixture.client).await.unwrap();
    fixture.step();
    let list = list();
    let mut pages = list.clone().paginate(&fixture.client);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().into_inner().dataset_entries.unwrap().len());
    }
    assert_eq!(sizes, [100, 100, 30]);
    assert_eq!(listed(&fixture, &list).await, lines);
}

#[tokio::test]
async fn entries_are_filtered() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    let old = [entry(1, Some("normal")), entry(2, Some("normal")), entry(3, Some("anomaly")), entry(4, None)];
    update(&old).send(&fixture.client).await.unwrap();
    fixture.step();
    let new = [entry(5, Some("anomaly")), entry(6, None)];
    update(&new).send(&fixture.client).await.unwrap();
    fixture.step();

    let first_update = start().saturating_add(STEP);
    let between = first_update.saturating_add(STEP / 2);
    for (wanted, count) in [
        (ListDatasetEntries { labeled: Some(true), ..list() }, 4),
        (ListDatasetEntries { labeled: Some(false), ..list() }, 2),
        (ListDatasetEntries { anomaly_class: Some("normal".into()), ..list() }, 2),
        (ListDatasetEntries { anomaly_class: Some("anomaly".into()), ..list() }, 2),
        (ListDatasetEntries { source_ref_contains: Some("/new/".into()), ..list() }, 2),
        (ListDatasetEntries { before_creation_date: Some(between), ..list() }, 4),
        (ListDatasetEntries { after_creation_date: Some(between), ..list() }, 2),
        (ListDatasetEntries { before_creation_date: Some(first_update), ..list() }, 0),
        (ListDatasetEntries { after_creation_date: Some(first_update), ..list() }, 2),
        (ListDatasetEntries { labeled: Some(true), after_creation_date: Some(between), ..list() }, 1),
        (ListDatasetEntries { labeled: Some(true), max_results: Some(1), ..list() }, 4),
    ] {
        assert_eq!(listed(&fixture, &wanted).await.len(), count, "{wanted:?}");
    }
}

#[tokio::test]
async fn entries_need_a_dataset() {
    let fixture = Fixture::new().await;
    fixture.project("paint").await;
    assert_eq!(not_found(list().send(&fixture.client).await), of("paint/train", "DATASET"));
    let update = update(&[entry(1, None)]);
    assert_eq!(not_found(update.send(&fixture.client).await), of("paint/train", "DATASET"));
    create_dataset("paint", "train").send(&fixture.client).await.unwrap();
    assert_eq!(conflict(update.send(&fixture.client).await), of("paint/train", "DATASET"));
}
