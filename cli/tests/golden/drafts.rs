//! Drafts, API version 2024-05-01.

use std::collections::HashMap;

use aws_operation::{
    Blob, Document, Sensitive, Timestamp, aws_error, aws_operation, aws_service, aws_shape,
};

/// Drafts.
#[aws_service(id = "Drafts", protocol = "restJson1", error = Error)]
pub struct Service;

// `readonly` is from the model.
#[aws_operation(name = "GetRevision", readonly)]
#[aws(http = "POST /revisions/get")]
#[derive(Clone, Debug, Default)]
pub struct GetRevision {
    pub id: String,
    pub stage: Option<Stage>,
    pub limit: Option<i32>,
}

impl GetRevision {
    /// The request with its required members.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..Self::default()
        }
    }
}

/// The response of `GetRevision`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetRevisionOutput {
    #[aws(header = "ETag", default)]
    pub etag: String,
    #[aws(prefix_headers = "x-meta-")]
    pub metadata: HashMap<String, String>,
    #[aws(status)]
    pub code: i32,
    pub revision: Option<Revision>,
    #[aws(default)]
    pub next_token: String,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    Draft,
    Final,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revision {
    #[aws(default)]
    pub id: String,
    pub title: Option<String>,
    #[aws(default)]
    pub secret: Sensitive<String>,
    #[aws(default)]
    pub tags: Vec<String>,
    #[aws(rename = "labelMap", default)]
    pub labels: HashMap<String, String>,
    #[aws(default)]
    pub r#final: bool,
    #[aws(default)]
    pub size: i64,
    #[aws(default)]
    pub share: f64,
    pub created: Option<Timestamp>,
    pub digest: Option<Blob>,
    pub extra: Option<Document>,
    // cannot express: `Big` is a number of any size; it is written as a document
    pub big: Option<Document>,
    pub stage: Option<Stage>,
    pub level: Option<i32>,
    pub origin: Option<Origin>,
    pub author: Option<Author>,
    pub note: Option<String>,
}

#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Person(String),
    Import(String),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    #[aws(default)]
    pub name: String,
}

#[aws_operation(name = "PutRevision")]
#[aws(http = "POST /revisions")]
#[derive(Clone, Debug)]
pub struct PutRevision {
    pub draft: Draft,
}

impl PutRevision {
    /// The request with its required members.
    #[must_use]
    pub fn new(draft: Draft) -> Self {
        Self { draft }
    }
}

/// The response of `PutRevision`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRevisionOutput {
    pub draft: Option<Draft>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    #[aws(default)]
    pub text: String,
    #[aws(default)]
    pub title: String,
    pub due: Timestamp,
    pub stage: Stage,
    pub settings: Settings,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    #[aws(default = r#"say "hi""#)]
    pub greeting: String,
    #[aws(default)]
    pub empty: String,
    #[aws(default)]
    pub plain: bool,
    #[aws(default = true)]
    pub ready: bool,
    #[aws(default = -1)]
    pub count: i8,
    pub wide: Option<i8>,
    #[aws(default = 1.0)]
    pub ratio: f32,
    #[aws(default = 1e-9)]
    pub fine: f64,
    #[aws(default)]
    pub names: Vec<String>,
    #[aws(default)]
    pub map: HashMap<String, String>,
    #[aws(default = 0)]
    pub since: Timestamp,
    #[aws(default = b"ab\xff")]
    pub bytes: Blob,
    pub broken: Option<Blob>,
    #[aws(default = "DRAFT")]
    pub stage: Stage,
    #[aws(default = 1)]
    pub level: i32,
    #[aws(default = {})]
    pub extra: Document,
    #[aws(default = true)]
    pub other: Document,
    pub nothing: Option<Document>,
    pub choice: Option<String>,
}

#[aws_operation(name = "GetCover")]
#[aws(http = "GET /cover")]
#[derive(Clone, Debug, Default)]
pub struct GetCover;

/// The response of `GetCover`.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCoverOutput {
    #[aws(payload)]
    pub author: Option<Author>,
    #[aws(header = "X-Pages", default = 1)]
    pub pages: i32,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    #[aws(status = 404)]
    NoSuchRevision {
        message: String,
        id: String,
        stage: Option<Stage>,
        since: Option<Timestamp>,
    },
}
