//! The structs as this crate reads them.

use std::collections::HashMap;

use aws_operation::aws_shape;

#[aws_shape]
pub struct QueryOutput {
    pub items: Vec<HashMap<String, AttributeValue>>,
    pub count: Option<i64>,
    pub scanned_count: Option<i64>,
    pub last_evaluated_key: Option<HashMap<String, AttributeValue>>,
}

#[aws_shape]
pub enum AttributeValue {
    S(String),
    N(String),
    #[aws(rename = "BOOL")]
    Bool(bool),
    L(Vec<AttributeValue>),
    M(HashMap<String, AttributeValue>),
}

#[aws_shape]
pub struct ListOutput {
    pub projects: Vec<Project>,
    pub next_token: Option<String>,
}

#[aws_shape]
pub struct Project {
    pub project_arn: String,
    pub project_name: String,
    pub creation_timestamp: Option<f64>,
    pub datasets: Vec<Dataset>,
    pub description: Option<String>,
    pub encrypted: Option<bool>,
    pub size: Option<i64>,
}

#[aws_shape]
pub struct Dataset {
    pub dataset_type: String,
    pub creation_timestamp: Option<f64>,
    pub status: Option<String>,
    pub status_message: Option<String>,
}
