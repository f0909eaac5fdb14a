//! A little of SNS, over awsQuery.

use std::collections::HashMap;

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = "SNS", protocol = "awsQuery", version = "2010-03-31", error = Error)]
pub struct Service;

#[aws_operation(name = "CreateTopic", idempotent)]
pub struct CreateTopic {
    pub name: String,
}

#[aws_shape]
pub struct CreateTopicOutput {
    pub topic_arn: String,
}

#[aws_operation(name = "SetTopicAttributes", output = ())]
pub struct SetTopicAttributes {
    pub topic_arn: String,
    pub attribute_name: String,
    pub attribute_value: String,
}

#[aws_operation(name = "GetTopicAttributes", readonly)]
pub struct GetTopicAttributes {
    pub topic_arn: String,
}

#[aws_shape]
pub struct GetTopicAttributesOutput {
    pub attributes: HashMap<String, String>,
}

#[aws_operation(name = "DeleteTopic", output = (), idempotent)]
pub struct DeleteTopic {
    pub topic_arn: String,
}

#[aws_operation(name = "ListTopics", readonly)]
#[aws(paginated(input = "next_token", output = "next_token", items = "topics"))]
pub struct ListTopics {
    pub next_token: Option<String>,
}

#[aws_shape]
pub struct ListTopicsOutput {
    #[aws(default)]
    pub topics: Vec<Topic>,
    pub next_token: Option<String>,
}

#[aws_shape]
#[derive(Clone, Debug)]
pub struct Topic {
    pub topic_arn: Option<String>,
}

#[aws_error]
#[derive(Debug)]
pub enum Error {
    #[aws(code = "InvalidParameter")]
    InvalidParameterException { message: String },
    #[aws(code = "NotFound", status = 404)]
    NotFoundException { message: String },
}
