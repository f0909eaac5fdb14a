//! Projects: each holds the datasets and models for one kind of product.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{DatasetMetadata, Service};

/// Creates an empty project.
#[aws_operation(name = "CreateProject", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects")]
#[derive(Clone, Debug)]
pub struct CreateProject {
    /// 1 to 255 letters, digits, hyphens and underscores; the first is a letter or a digit.
    pub project_name: String,
    /// A request with the same token within eight hours means the same project.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The created project.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct CreateProjectOutput {
    /// The project.
    pub project_metadata: Option<ProjectMetadata>,
}

/// The metadata of a project.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectMetadata {
    /// The project's ARN.
    pub project_arn: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// The creation time.
    pub creation_timestamp: Option<Timestamp>,
}

/// Deletes a project. It must have no models and no datasets.
#[aws_operation(name = "DeleteProject", idempotent = "client_token")]
#[aws(http = "DELETE /2020-11-20/projects/{project_name}")]
#[derive(Clone, Debug)]
pub struct DeleteProject {
    /// The project's name.
    pub project_name: String,
    /// A request with the same token means the same deletion.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The deleted project.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct DeleteProjectOutput {
    /// The project's ARN.
    pub project_arn: Option<String>,
}

/// Describes a project.
#[aws_operation(name = "DescribeProject")]
#[aws(http = "GET /2020-11-20/projects/{project_name}")]
#[derive(Clone, Debug)]
pub struct DescribeProject {
    /// The project's name.
    pub project_name: String,
}

/// The described project.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct DescribeProjectOutput {
    /// The project.
    pub project_description: Option<ProjectDescription>,
}

/// The description of a project.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectDescription {
    /// The project's ARN.
    pub project_arn: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// The creation time.
    pub creation_timestamp: Option<Timestamp>,
    /// Its datasets: at most one for training and one for testing.
    pub datasets: Option<Vec<DatasetMetadata>>,
}

/// Lists the projects, a page at a time.
#[aws_operation(name = "ListProjects")]
#[aws(http = "GET /2020-11-20/projects")]
#[aws(paginated(input = "next_token", output = "next_token", items = "projects"))]
#[derive(Clone, Debug, Default)]
pub struct ListProjects {
    /// The token that the previous page returned.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of projects on a page, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

/// A page of projects.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct ListProjectsOutput {
    /// The projects.
    pub projects: Option<Vec<ProjectMetadata>>,
    /// The token of the next page; absent on the last page.
    pub next_token: Option<String>,
}
