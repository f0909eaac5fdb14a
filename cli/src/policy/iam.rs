//! IAM's names that differ from those of the API, according to AWS's Service Authorization Reference.
//!
//! Only common services and operations are covered. S3's are in `s3.rs`.

use super::s3;

/// The IAM prefix for a signing name.
pub(super) fn prefix(signing_name: &str) -> &str {
    match signing_name {
        "cloudcontrolapi" => "cloudformation",
        "IoTSecuredTunneling" | "iotdata" => "iot",
        "iot-jobs-data" => "iotjobsdata",
        "ioteventsdata" => "iotevents",
        "monitoring" => "cloudwatch",
        "mturk-requester" => "mechanicalturk",
        "partnercentral-selling" => "partnercentral",
        "tagging" => "tag",
        same => same,
    }
}

/// The actions that an operation needs, if they differ from its name.
pub(super) fn actions(prefix: &str, operation: &str) -> Option<&'static [&'static str]> {
    if prefix == "s3" {
        return s3::actions(operation);
    }
    Some(match (prefix, operation) {
        ("bedrock", "Converse" | "StartAsyncInvoke") => &["InvokeModel"],
        ("bedrock", "ConverseStream") => &["InvokeModelWithResponseStream"],
        ("dynamodb", "BatchExecuteStatement" | "ExecuteStatement" | "ExecuteTransaction") => {
            &["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"]
        }
        ("dynamodb", "TransactGetItems") => &["GetItem"],
        ("dynamodb", "TransactWriteItems") => &["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"],
        ("kms", "ReEncrypt") => &["ReEncryptFrom", "ReEncryptTo"],
        ("lambda", "GetLayerVersionByArn") => &["GetLayerVersion"],
        ("lambda", "Invoke" | "InvokeWithResponseStream") => &["InvokeFunction"],
        ("sns", "PublishBatch") => &["Publish"],
        ("sqs", "ChangeMessageVisibilityBatch") => &["ChangeMessageVisibility"],
        ("sqs", "DeleteMessageBatch") => &["DeleteMessage"],
        ("sqs", "SendMessageBatch") => &["SendMessage"],
        ("verifiedpermissions", "BatchGetPolicy") => &["GetPolicy"],
        ("verifiedpermissions", "BatchIsAuthorized") => &["IsAuthorized"],
        ("verifiedpermissions", "BatchIsAuthorizedWithToken") => &["IsAuthorizedWithToken"],
        _ => return None,
    })
}
