//! Two operations of Systems Manager, API version 2014-11-06, with the members that this program needs.

use aws_operation::{Sensitive, aws_error, aws_operation, aws_service, aws_shape};

/// AWS Systems Manager.
#[aws_service(id = "SSM", protocol = "awsJson1_1", target_prefix = "AmazonSSM", error = Error)]
pub struct Service;

/// The errors that this program tells apart.
#[aws_error]
#[derive(Debug)]
pub enum Error {
    /// The parameter exists, and is not to be overwritten.
    ParameterAlreadyExists { message: String },
}

/// Writes a parameter.
#[aws_operation(name = "PutParameter")]
#[derive(Clone, Debug)]
pub struct PutParameter {
    /// The full name, as `/paint-shop/color`.
    pub name: String,
    /// The value.
    pub value: String,
    /// The type; needed for a new parameter.
    pub r#type: Option<ParameterType>,
    /// Whether an existing parameter gets this value.
    pub overwrite: Option<bool>,
}

/// The type of a parameter.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// A text.
    String,
    /// A type that this program does not know.
    #[aws(unknown)]
    Unknown(std::string::String),
}

/// What was written.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct PutParameterOutput {
    /// The version of the parameter, from 1 on.
    pub version: i64,
}

/// Reads the parameters beneath a path.
#[aws_operation(
    name = "GetParametersByPath",
    readonly,
    paginated(input = "next_token", output = "next_token", items = "parameters")
)]
#[derive(Clone, Debug)]
pub struct GetParametersByPath {
    /// The path, as `/paint-shop`.
    pub path: String,
    /// The most parameters on a page, 10 at most.
    pub max_results: Option<i32>,
    /// The token of the previous page.
    pub next_token: Option<String>,
}

/// A page of parameters.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct GetParametersByPathOutput {
    /// The parameters.
    #[aws(default)]
    pub parameters: Vec<Parameter>,
    /// The token of the next page.
    pub next_token: Option<String>,
}

/// A parameter.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The full name.
    pub name: String,
    /// The value, which may be a secret.
    pub value: Sensitive<String>,
}
