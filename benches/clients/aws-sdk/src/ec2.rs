use aws_sdk_ec2::Client;
use aws_sdk_ec2::config::Builder;
use aws_sdk_ec2::types::Filter;
use bench_meter::{Call, Error, IMAGE, INSTANCE, INSTANCE_TYPE, INSTANCES, expect, unknown};

pub fn settings(builder: Builder) -> Builder {
    builder
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::DescribeInstances => {
            let running = Filter::builder().name("instance-state-name").values("running").build();
            let output = client.describe_instances().filters(running).send().await?;
            expect(output.reservations().iter().map(|reservation| reservation.instances().len()).sum(), INSTANCES)
        }
        Call::RunInstances => {
            let run = client.run_instances().image_id(IMAGE).instance_type(INSTANCE_TYPE.into());
            let output = run.min_count(1).max_count(1).send().await?;
            expect(output.instances().len(), 1)
        }
        Call::TerminateInstances => {
            let output = client.terminate_instances().instance_ids(INSTANCE).send().await?;
            let first = output.terminating_instances().first().and_then(|change| change.instance_id());
            expect(first, Some(INSTANCE))
        }
        _ => unknown(call),
    }
}
