//! `CreateProject`, `DescribeProject`, `ListProjects`, `DeleteProject`.

use aws_operation_examples::lookoutvision::{
    CreateProject, DatasetStatus, DeleteProject, DescribeProject, ListProjects,
};

use super::fixture::{Fixture, conflict, create_dataset, not_found, of, start};

fn create(name: &str, token: Option<&str>) -> CreateProject {
    CreateProject { project_name: name.into(), client_token: token.map(Into::into) }
}

fn delete(name: &str) -> DeleteProject {
    DeleteProject { project_name: name.into(), client_token: None }
}

fn describe(name: &str) -> DescribeProject {
    DescribeProject { project_name: name.into() }
}

#[tokio::test]
async fn a_project_is_created_described_and_deleted() {
    let fixture = Fixture::new().await;
    let client = &fixture.client;
    let made = create("paint", None).send(client).await.unwrap().project_metadata.unwrap();
    assert_eq!(made.project_name.as_deref(), Some("paint"));
    assert_eq!(made.project_arn.as_deref(), Some("arn:aws:lookoutvision:us-east-1:123456789012:project/paint"));
    assert_eq!(made.creation_timestamp, Some(start()));

    create_dataset("paint", "test").send(client).await.unwrap();
    let described = describe("paint").send(client).await.unwrap().project_description.unwrap();
    assert_eq!((described.project_arn, described.creation_timestamp), (made.project_arn.clone(), Some(start())));
    let datasets = described.datasets.unwrap();
    assert_eq!(datasets.len(), 1);
    assert_eq!(datasets[0].dataset_type.as_deref(), Some("test"));
    assert_eq!(datasets[0].status, Some(DatasetStatus::CreateInProgress));

    create("glass", None).send(client).await.unwrap();
    let deleted = delete("glass").send(client).await.unwrap();
    assert_eq!(deleted.project_arn.as_deref(), Some("arn:aws:lookoutvision:us-east-1:123456789012:project/glass"));
    assert_eq!(not_found(describe("glass").send(client).await), of("glass", "PROJECT"));
    assert_eq!(not_found(delete("glass").send(client).await), of("glass", "PROJECT"));
}

#[tokio::test]
async fn a_token_creates_one_project() {
    let fixture = Fixture::new().await;
    let client = &fixture.client;
    let made = create("paint", Some("token-1")).send(client).await.unwrap();
    let again = create("paint", Some("token-1")).send(client).await.unwrap();
    assert_eq!(made.project_metadata, again.project_metadata);
    assert_eq!(conflict(create("glass", Some("token-1")).send(client).await), of("token-1", "PROJECT"));
    assert_eq!(conflict(create("paint", None).send(client).await), of("paint", "PROJECT"));
}

#[tokio::test]
async fn a_project_with_datasets_or_models_cannot_be_deleted() {
    let fixture = Fixture::new().await;
    fixture.project_with_dataset("paint").await;
    assert_eq!(conflict(delete("paint").send(&fixture.client).await), of("paint", "PROJECT"));
    fixture.trained_model("paint").await;
    assert_eq!(conflict(delete("paint").send(&fixture.client).await), of("paint", "PROJECT"));
}

#[tokio::test]
async fn projects_are_listed_in_pages() {
    let fixture = Fixture::new().await;
    // The order and the characters of these names are hard cases for a page token.
    let names = ["a", "a-b", "a_b", "ab", "b"];
    for name in names {
        fixture.project(name).await;
    }
    let list = ListProjects { next_token: None, max_results: Some(2) };
    let mut pages = list.clone().paginate(&fixture.client);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().projects.as_ref().unwrap().len());
    }
    assert_eq!(sizes, [2, 2, 1]);

    let mut items = list.paginate(&fixture.client).items();
    let mut listed = Vec::new();
    while let Some(project) = items.next().await {
        listed.push(project.unwrap().project_name.unwrap());
    }
    assert_eq!(listed, names);
}

#[tokio::test]
async fn a_page_token_stays_valid_when_an_earlier_item_is_deleted() {
    let fixture = Fixture::new().await;
    for name in ["a", "b", "c"] {
        fixture.project(name).await;
    }
    let first = ListProjects { next_token: None, max_results: Some(2) }.send(&fixture.client).await.unwrap();
    delete("a").send(&fixture.client).await.unwrap();
    let next_token = first.next_token.clone();
    let second = ListProjects { next_token, max_results: Some(2) }.send(&fixture.client).await.unwrap();
    assert_eq!(second.projects.unwrap()[0].project_name.as_deref(), Some("c"));
    assert_eq!(second.next_token, None);
}
