//! Three operations of Amazon EC2, with the members that a program here needs. `aws-operation add ec2 ..` writes all.

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Elastic Compute Cloud.
#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15", error = Error)]
pub struct Service;

/// Describes the instances with these IDs, or all.
#[aws_operation(name = "DescribeInstances", readonly)]
#[aws(paginated(input = "next_token", output = "next_token", items = "reservations"))]
#[derive(Clone, Debug, Default)]
pub struct DescribeInstances {
    /// EC2 has no empty lists in requests: without an ID, nothing is sent.
    #[aws(rename = "InstanceId")]
    pub instance_ids: Vec<String>,
    /// Only instances that pass all of these.
    #[aws(rename = "Filter")]
    pub filters: Vec<Filter>,
    /// The token of the next page.
    pub next_token: Option<String>,
    /// EC2 rejects it together with instance IDs.
    pub max_results: Option<i32>,
}

/// Only instances of which the attribute `name` has one of these values are described.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The name.
    pub name: String,
    /// The values, of which one is enough.
    #[aws(rename = "Value")]
    pub values: Vec<String>,
}

/// The response of `DescribeInstances`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeInstancesOutput {
    /// The instances, by the call that started them.
    #[aws(rename = "reservationSet", default)]
    pub reservations: Vec<Reservation>,
    /// The token of the next page.
    pub next_token: Option<String>,
}

/// The instances that one call started.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reservation {
    /// The ID of the reservation.
    pub reservation_id: Option<String>,
    /// The instances.
    #[aws(rename = "instancesSet", default)]
    pub instances: Vec<Instance>,
}

/// An instance.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// The ID of the instance.
    pub instance_id: Option<String>,
    /// The ID of the image.
    pub image_id: Option<String>,
    /// The type, such as `t3.micro`.
    pub instance_type: Option<String>,
    /// The state.
    #[aws(rename = "instanceState")]
    pub state: Option<InstanceState>,
    /// The tags.
    #[aws(rename = "tagSet", default)]
    pub tags: Vec<Tag>,
}

/// The state of an instance: `running`, `shutting-down`, `terminated`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceState {
    /// The number of the state.
    pub code: Option<i32>,
    /// The name.
    pub name: Option<String>,
}

/// A tag. In a request its members are `Key` and `Value`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// The key.
    pub key: Option<String>,
    /// The value.
    pub value: Option<String>,
}

/// Starts instances. A call that is repeated with the same token starts them once.
#[aws_operation(name = "RunInstances", output = Reservation, idempotent = "client_token")]
#[derive(Clone, Debug, Default)]
pub struct RunInstances {
    /// The ID of the image.
    pub image_id: Option<String>,
    /// The type, such as `t3.micro`.
    pub instance_type: Option<String>,
    /// How many instances are started at least, or none.
    pub min_count: i32,
    /// How many instances are started at most.
    pub max_count: i32,
    /// The tags of the instances.
    #[aws(rename = "TagSpecification")]
    pub tag_specifications: Vec<TagSpecification>,
    /// The idempotency token.
    pub client_token: Option<String>,
    /// Only checks whether the call would succeed; see [`is_dry_run_success`](aws_operation::SendError::is_dry_run_success).
    pub dry_run: Option<bool>,
}

/// The tags of the resources of a type that a call creates.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagSpecification {
    /// The type of the resources, such as `instance`.
    pub resource_type: String,
    /// The tags.
    #[aws(rename = "Tag")]
    pub tags: Vec<Tag>,
}

/// Terminates instances. One that is terminated stays so.
#[aws_operation(name = "TerminateInstances", idempotent)]
#[derive(Clone, Debug, Default)]
pub struct TerminateInstances {
    /// The IDs of the instances.
    #[aws(rename = "InstanceId")]
    pub instance_ids: Vec<String>,
    /// Only checks whether the call would succeed; see [`is_dry_run_success`](aws_operation::SendError::is_dry_run_success).
    pub dry_run: Option<bool>,
}

/// The response of `TerminateInstances`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminateInstancesOutput {
    /// The instances, in the order of their IDs.
    #[aws(rename = "instancesSet", default)]
    pub terminating_instances: Vec<InstanceStateChange>,
}

/// A change of an instance's state.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceStateChange {
    /// The ID of the instance.
    pub instance_id: Option<String>,
    /// The state after the call.
    pub current_state: Option<InstanceState>,
    /// The state before the call.
    pub previous_state: Option<InstanceState>,
}

/// The model of EC2 has no errors. These are the ones that a program here matches on, from EC2's documentation.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The call would have succeeded.
    #[aws(status = 412)]
    DryRunOperation {
        /// The message.
        message: String,
    },
    /// The token was used with other parameters.
    IdempotentParameterMismatch {
        /// The message.
        message: String,
    },
    /// An instance does not exist.
    #[aws(code = "InvalidInstanceID.NotFound")]
    InstanceNotFound {
        /// The message.
        message: String,
    },
}
