use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::config::Builder;
use bench_meter::{Call, Error, SECRET, SECRET_VALUE, expect};

pub fn settings(builder: Builder) -> Builder {
    builder
}

pub async fn call(client: &Client, _: Call) -> Result<(), Error> {
    let output = client.get_secret_value().secret_id(SECRET).send().await?;
    expect(output.secret_string(), Some(SECRET_VALUE))
}
