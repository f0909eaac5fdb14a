//! A little of Secrets Manager, over awsJson1_1.

use aws_operation::{Timestamp, aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = "Secrets Manager", protocol = "awsJson1_1", signing_name = "secretsmanager")]
#[aws(target_prefix = "secretsmanager", error = Error)]
pub struct Service;

#[aws_operation(name = "CreateSecret", idempotent = "client_request_token")]
#[derive(Clone)]
pub struct CreateSecret {
    pub name: String,
    pub secret_string: Option<String>,
    pub client_request_token: Option<String>,
}

#[aws_shape]
#[derive(Debug)]
pub struct CreateSecretOutput {
    #[aws(rename = "ARN")]
    pub arn: Option<String>,
    pub version_id: Option<String>,
}

#[aws_operation(name = "GetSecretValue", readonly)]
pub struct GetSecretValue {
    pub secret_id: String,
}

#[aws_shape]
#[derive(Debug)]
pub struct GetSecretValueOutput {
    pub name: Option<String>,
    pub secret_string: Option<String>,
    pub created_date: Option<Timestamp>,
}

#[aws_operation(name = "ListSecrets", readonly)]
#[aws(paginated(input = "next_token", output = "next_token", items = "secret_list"))]
pub struct ListSecrets {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[aws_shape]
pub struct ListSecretsOutput {
    #[aws(default)]
    pub secret_list: Vec<SecretListEntry>,
    pub next_token: Option<String>,
}

#[aws_shape]
#[derive(Clone, Debug)]
pub struct SecretListEntry {
    #[aws(rename = "ARN")]
    pub arn: Option<String>,
    pub name: Option<String>,
    pub created_date: Option<Timestamp>,
}

#[aws_error]
#[derive(Debug)]
pub enum Error {
    InvalidRequestException { message: String },
    ResourceExistsException { message: String },
    ResourceNotFoundException { message: String },
}
