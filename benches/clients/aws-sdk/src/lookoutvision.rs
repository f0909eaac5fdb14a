use aws_sdk_lookoutvision::Client;
use aws_sdk_lookoutvision::config::Builder;
use bench_meter::{Call, Error, PROJECT, expect};

pub fn settings(builder: Builder) -> Builder {
    builder
}

pub async fn call(client: &Client, _: Call) -> Result<(), Error> {
    let output = client.create_project().project_name(PROJECT).send().await?;
    expect(output.project_metadata().and_then(|project| project.project_name()), Some(PROJECT))
}
