use aws_sdk_ssm::Client;
use aws_sdk_ssm::config::Builder;
use bench_meter::{Call, Error, PARAMETER, SECRET_VALUE, expect};

pub fn settings(builder: Builder) -> Builder {
    builder
}

pub async fn call(client: &Client, _: Call) -> Result<(), Error> {
    let output = client.get_parameter().name(PARAMETER).with_decryption(true).send().await?;
    expect(output.parameter().and_then(|parameter| parameter.value()), Some(SECRET_VALUE))
}
