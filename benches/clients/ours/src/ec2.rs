use aws_operation::{Client, ServiceError, aws_operation, aws_service, aws_shape};
use bench_meter::{Call, Error, IMAGE, INSTANCE, INSTANCE_TYPE, INSTANCES, expect, unknown};

#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15", error = ServiceError)]
struct Service;

#[aws_operation(name = "DescribeInstances", readonly)]
struct DescribeInstances {
    #[aws(rename = "Filter")]
    filters: Vec<Filter>,
}

#[aws_shape]
struct Filter {
    name: String,
    #[aws(rename = "Value")]
    values: Vec<String>,
}

#[aws_shape(rename_all = "camelCase")]
struct DescribeInstancesOutput {
    #[aws(rename = "reservationSet", default)]
    reservations: Vec<Reservation>,
}

#[aws_shape(rename_all = "camelCase")]
#[allow(dead_code)]
struct Reservation {
    reservation_id: Option<String>,
    #[aws(rename = "instancesSet", default)]
    instances: Vec<Instance>,
}

#[aws_shape(rename_all = "camelCase")]
#[allow(dead_code)]
struct Instance {
    instance_id: Option<String>,
    image_id: Option<String>,
    instance_type: Option<String>,
    #[aws(rename = "instanceState")]
    state: Option<InstanceState>,
    #[aws(rename = "tagSet", default)]
    tags: Vec<Tag>,
}

#[aws_shape(rename_all = "camelCase")]
#[allow(dead_code)]
struct InstanceState {
    code: Option<i32>,
    name: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[allow(dead_code)]
struct Tag {
    key: Option<String>,
    value: Option<String>,
}

#[aws_operation(name = "RunInstances", output = Reservation, idempotent = "client_token")]
struct RunInstances {
    image_id: Option<String>,
    instance_type: Option<String>,
    min_count: i32,
    max_count: i32,
    client_token: Option<String>,
}

#[aws_operation(name = "TerminateInstances", idempotent)]
struct TerminateInstances {
    #[aws(rename = "InstanceId")]
    instance_ids: Vec<String>,
}

#[aws_shape]
struct TerminateInstancesOutput {
    #[aws(rename = "instancesSet", default)]
    terminating_instances: Vec<InstanceStateChange>,
}

#[aws_shape(rename_all = "camelCase")]
#[allow(dead_code)]
struct InstanceStateChange {
    instance_id: Option<String>,
    current_state: Option<InstanceState>,
    previous_state: Option<InstanceState>,
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::DescribeInstances => {
            let running = Filter { name: "instance-state-name".into(), values: vec!["running".into()] };
            let output = DescribeInstances { filters: vec![running] }.send(client).await?;
            expect(output.reservations.iter().map(|reservation| reservation.instances.len()).sum(), INSTANCES)
        }
        Call::RunInstances => {
            let run = RunInstances {
                image_id: Some(IMAGE.into()),
                instance_type: Some(INSTANCE_TYPE.into()),
                min_count: 1,
                max_count: 1,
                client_token: None,
            };
            expect(run.send(client).await?.instances.len(), 1)
        }
        Call::TerminateInstances => {
            let output = TerminateInstances { instance_ids: vec![INSTANCE.into()] }.send(client).await?;
            let first = output.terminating_instances.first().and_then(|change| change.instance_id.as_deref());
            expect(first, Some(INSTANCE))
        }
        _ => unknown(call),
    }
}
