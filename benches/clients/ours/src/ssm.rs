use aws_operation::{Client, Sensitive, ServiceError, Timestamp, aws_operation, aws_service, aws_shape};
use bench_meter::{Call, Error, PARAMETER, SECRET_VALUE, expect};

#[aws_service(id = "SSM", protocol = "awsJson1_1", target_prefix = "AmazonSSM", error = ServiceError)]
struct Service;

#[aws_operation(name = "GetParameter", readonly)]
struct GetParameter {
    name: String,
    with_decryption: Option<bool>,
}

#[aws_shape]
struct GetParameterOutput {
    parameter: Option<Parameter>,
}

#[aws_shape]
#[allow(dead_code)]
struct Parameter {
    name: Option<String>,
    r#type: Option<String>,
    value: Option<Sensitive<String>>,
    version: Option<i64>,
    last_modified_date: Option<Timestamp>,
    #[aws(rename = "ARN")]
    arn: Option<String>,
    data_type: Option<String>,
}

pub async fn call(client: &Client, _: Call) -> Result<(), Error> {
    let output = GetParameter { name: PARAMETER.into(), with_decryption: Some(true) }.send(client).await?;
    let value = output.parameter.as_ref().and_then(|parameter| parameter.value.as_deref());
    expect(value.map(String::as_str), Some(SECRET_VALUE))
}
