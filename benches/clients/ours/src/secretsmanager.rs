use aws_operation::{Blob, Client, Sensitive, ServiceError, Timestamp, aws_operation, aws_service, aws_shape};
use bench_meter::{Call, Error, SECRET, SECRET_VALUE, expect};

#[aws_service(id = "Secrets Manager", protocol = "awsJson1_1", target_prefix = "secretsmanager", error = ServiceError)]
struct Service;

#[aws_operation(name = "GetSecretValue", readonly)]
struct GetSecretValue {
    secret_id: String,
}

#[aws_shape]
#[allow(dead_code)]
struct GetSecretValueOutput {
    #[aws(rename = "ARN")]
    arn: Option<String>,
    name: Option<String>,
    version_id: Option<String>,
    secret_binary: Option<Sensitive<Blob>>,
    secret_string: Option<Sensitive<String>>,
    version_stages: Option<Vec<String>>,
    created_date: Option<Timestamp>,
}

pub async fn call(client: &Client, _: Call) -> Result<(), Error> {
    let output = GetSecretValue { secret_id: SECRET.into() }.send(client).await?;
    expect(output.secret_string.as_deref().map(String::as_str), Some(SECRET_VALUE))
}
