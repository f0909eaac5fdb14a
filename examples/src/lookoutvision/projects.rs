//! Projects: each holds the datasets and models for one kind of product.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{DatasetMetadata, Service};

/// Makes an empty project.
#[aws_operation(name = "CreateProject", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects")]
#[derive(Clone, Debug)]
pub struct CreateProject {
    /// 1 to 255 letters, digits, hyphens and underscores; the first a letter or digit.
    pub project_name: String,
    /// The same token means the same project, however often it is sent within eight hours.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The project made.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct CreateProjectOutput {
    /// The project.
    pub project_metadata: Option<ProjectMetadata>,
}

/// A project in brief.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectMetadata {
    /// The project's ARN.
    pub project_arn: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// When it was made.
    pub creation_timestamp: Option<Timestamp>,
}

/// Deletes a project that has neither models nor datasets.
#[aws_operation(name = "DeleteProject", idempotent = "client_token")]
#[aws(http = "DELETE /2020-11-20/projects/{project_name}")]
#[derive(Clone, Debug)]
pub struct DeleteProject {
    /// The project's name.
    pub project_name: String,
    /// The same token means the same deletion.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The project deleted.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct DeleteProjectOutput {
    /// The project's ARN.
    pub project_arn: Option<String>,
}

/// Tells about a project.
#[aws_operation(name = "DescribeProject")]
#[aws(http = "GET /2020-11-20/projects/{project_name}")]
#[derive(Clone, Debug)]
pub struct DescribeProject {
    /// The project's name.
    pub project_name: String,
}

/// The project asked for.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct DescribeProjectOutput {
    /// The project.
    pub project_description: Option<ProjectDescription>,
}

/// A project in full.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectDescription {
    /// The project's ARN.
    pub project_arn: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// When it was made.
    pub creation_timestamp: Option<Timestamp>,
    /// Its datasets: none, that for training, or one each for training and testing.
    pub datasets: Option<Vec<DatasetMetadata>>,
}

/// Lists the projects, a page at a time.
#[aws_operation(name = "ListProjects")]
#[aws(http = "GET /2020-11-20/projects")]
#[aws(paginated(input = "next_token", output = "next_token", items = "projects"))]
#[derive(Clone, Debug, Default)]
pub struct ListProjects {
    /// Where the page before ended.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// How many projects a page has, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

/// A page of projects.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct ListProjectsOutput {
    /// The projects.
    pub projects: Option<Vec<ProjectMetadata>>,
    /// Where the next page starts; absent on the last.
    pub next_token: Option<String>,
}
