//! Fleet, API version 2020-01-08.

use aws_operation::{Timestamp, aws_operation, aws_service, aws_shape};

/// Fleet.
// The model has no errors. Match on `SendError::code()`, or write an `#[aws_error]` enum of the
// documented ones.
#[aws_service(id = "Fleet", protocol = "ec2Query", version = "2020-01-08")]
pub struct Service;

#[aws_operation(name = "Launch", idempotent = "client_token")]
#[derive(Clone, Debug, Default)]
pub struct Launch {
    #[aws(rename = "InstanceId")]
    pub instance_ids: Option<Vec<String>>,
    pub dry_run: Option<bool>,
    #[aws(ec2_query_name = "lower")]
    pub lower: Option<String>,
    pub interfaces: Option<Vec<Interface>>,
    pub only: Option<Only>,
    // cannot express: `Labels` is or holds a map, which ec2Query cannot send
    pub at: Option<Timestamp>,
    pub client_token: Option<String>,
}

/// The response of `Launch`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaunchOutput {
    #[aws(rename = "interfaceSet")]
    pub interfaces: Option<Vec<Interface>>,
    #[aws(rename = "nameSet", xml_member = "member")]
    pub names: Option<Vec<String>>,
    #[aws(xml_flattened)]
    pub flat: Option<Vec<String>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interface {
    #[aws(
        rename = "addressSet",
        ec2_query_name = "Address",
        xml_member = "InstanceId"
    )]
    pub addresses: Option<Vec<String>>,
    pub primary: Option<bool>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    pub sent: Option<String>,
    #[aws(rename = "Value")]
    pub values: Option<Vec<String>>,
}
