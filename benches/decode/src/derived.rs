//! The structs with a derived `Deserialize`.

use std::collections::HashMap;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct QueryOutput {
    pub items: Vec<HashMap<String, AttributeValue>>,
    pub count: Option<i64>,
    pub scanned_count: Option<i64>,
    pub last_evaluated_key: Option<HashMap<String, AttributeValue>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub enum AttributeValue {
    S(String),
    N(String),
    #[serde(rename = "BOOL")]
    Bool(bool),
    L(Vec<AttributeValue>),
    M(HashMap<String, AttributeValue>),
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListOutput {
    pub projects: Vec<Project>,
    pub next_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Project {
    pub project_arn: String,
    pub project_name: String,
    pub creation_timestamp: Option<f64>,
    pub datasets: Vec<Dataset>,
    pub description: Option<String>,
    pub encrypted: Option<bool>,
    pub size: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dataset {
    pub dataset_type: String,
    pub creation_timestamp: Option<f64>,
    pub status: Option<String>,
    pub status_message: Option<String>,
}
