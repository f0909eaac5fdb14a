use bench_calls::{Call, Error, IMAGE, INSTANCE, INSTANCE_TYPE, INSTANCES, expect, unknown};
use serde::Deserialize;

/// A list of EC2.
#[derive(Deserialize)]
struct Items<T> {
    #[serde(default = "Vec::new")]
    item: Vec<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DescribeInstancesOutput {
    reservation_set: Items<Reservation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Reservation {
    reservation_id: Option<String>,
    instances_set: Items<Instance>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Instance {
    instance_id: String,
    image_id: Option<String>,
    instance_type: Option<String>,
    instance_state: Option<State>,
    tag_set: Option<Items<Tag>>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct State {
    code: i32,
    name: String,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Tag {
    key: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TerminateInstancesOutput {
    instances_set: Items<StateChange>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct StateChange {
    instance_id: String,
    current_state: State,
    previous_state: State,
}

pub fn request(call: Call) -> Result<Vec<u8>, Error> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("Action", call.name()).append_pair("Version", "2016-11-15");
    match call {
        Call::DescribeInstances => {
            form.append_pair("Filter.1.Name", "instance-state-name").append_pair("Filter.1.Value.1", "running");
        }
        Call::RunInstances => {
            form.append_pair("ImageId", IMAGE).append_pair("InstanceType", INSTANCE_TYPE);
            form.append_pair("MaxCount", "1").append_pair("MinCount", "1");
            form.append_pair("ClientToken", &uuid::Uuid::new_v4().to_string());
        }
        _ => {
            form.append_pair("InstanceId.1", INSTANCE);
        }
    }
    Ok(form.finish().into_bytes())
}

pub fn check(call: Call, body: &[u8]) -> Result<(), Error> {
    let body = std::str::from_utf8(body)?;
    match call {
        Call::DescribeInstances => {
            let output: DescribeInstancesOutput = quick_xml::de::from_str(body)?;
            expect(output.reservation_set.item.iter().map(|one| one.instances_set.item.len()).sum(), INSTANCES)
        }
        Call::RunInstances => {
            let output: Reservation = quick_xml::de::from_str(body)?;
            expect(output.instances_set.item.len(), 1)
        }
        Call::TerminateInstances => {
            let output: TerminateInstancesOutput = quick_xml::de::from_str(body)?;
            expect(output.instances_set.item.first().map(|change| change.instance_id.as_str()), Some(INSTANCE))
        }
        _ => unknown(call),
    }
}
