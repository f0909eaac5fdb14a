//! A reviewed table of what single services want, which their models do not contain. Every SDK of AWS has such a table.
//!
//! `add` writes the attributes and types from the table, and `check` compares structs with it. It covers only AWS's own
//! models.

use crate::model::{Kind, Member, Model, Operation, Shape};

/// Strings that are base64: service ID, structure and member. Their documentation says so, in every model of botocore
/// 1.43.11 that has such a member and means content by it.
const BASE64: [(&str, &str, &str); 13] = [
    ("Auto Scaling", "CreateLaunchConfigurationType", "UserData"),
    ("Auto Scaling", "LaunchConfiguration", "UserData"),
    ("EC2", "GetConsoleOutputResult", "Output"),
    ("EC2", "LaunchSpecification", "UserData"),
    ("EC2", "RequestLaunchTemplateData", "UserData"),
    ("EC2", "RequestSpotLaunchSpecification", "UserData"),
    ("EC2", "ResponseLaunchTemplateData", "UserData"),
    ("EC2", "RunInstancesRequest", "UserData"),
    ("EC2", "ScheduledInstancesLaunchSpecification", "UserData"),
    ("EC2", "SpotFleetLaunchSpecification", "UserData"),
    ("Lambda", "InvocationRequest", "ClientContext"),
    ("Lambda", "InvocationResponse", "LogResult"),
    ("Lambda", "InvokeWithResponseStreamRequest", "ClientContext"),
];

/// The shapes of S3's keys with which the caller encrypts an object. A header has them in base64.
const CUSTOMER_KEYS: [&str; 2] = ["CopySourceSSECustomerKey", "SSECustomerKey"];

/// The shapes of Route 53's IDs, which responses write as `/hostedzone/Z1`.
const PREFIXED_IDS: [&str; 3] = ["ChangeId", "DelegationSetId", "ResourceId"];

/// The member with the presigned URL of a copy from another region.
const PRESIGNED_URL: [&str; 2] = ["PreSignedUrl", "PresignedUrl"];

impl Model {
    /// The headers that every request of the service must have, as `headers(..)` takes them.
    pub(crate) fn constant_headers(&self) -> Vec<String> {
        match self.aws_service() {
            // Without it, the service responds with HAL, which is another form of JSON.
            "API Gateway" => vec!["Accept: application/json".to_owned()],
            "Glacier" => vec![format!("X-Amz-Glacier-Version: {}", self.service.version)],
            _ => Vec::new(),
        }
    }

    /// Whether a member of an input is an ID, of which only the last segment is sent: `last_segment`.
    pub fn is_prefixed_id(&self, member: &Member) -> bool {
        self.aws_service() == "Route 53" && PREFIXED_IDS.contains(&member.target.as_str())
    }

    /// What is sent if a member of an input is absent or empty: `if_empty`.
    pub(crate) fn if_empty(&self, member: &Member) -> Option<&'static str> {
        // The account of the credentials.
        (self.aws_service() == "Glacier" && member.name == "accountId").then_some("-")
    }

    /// Whether a request has the tree hash of its payload: `checksum(tree_hash)`.
    pub(crate) fn has_tree_hash(&self, operation: &Operation) -> bool {
        self.aws_service() == "Glacier" && matches!(operation.name.as_str(), "UploadArchive" | "UploadMultipartPart")
    }

    /// Whether a string of a response is percent-encoded: `UrlEncoded`.
    pub(crate) fn is_url_encoded(&self, member: &Member) -> bool {
        self.aws_service() == "IAM" && member.target == "policyDocumentType"
    }

    /// Whether a string is base64: `Blob`.
    pub fn is_base64_text(&self, structure: &str, member: &Member) -> bool {
        let row = (self.aws_service(), structure, member.name.as_str());
        let is_customer_key = self.aws_service() == "S3" && CUSTOMER_KEYS.contains(&member.target.as_str());
        (is_customer_key || BASE64.contains(&row)) && self.target(member).kind == Kind::String
    }

    /// The member of `input` with the presigned URL of a copy from another region. Some documentation says that the
    /// member is not used.
    pub(crate) fn presigned_url<'m>(&self, input: &'m Shape) -> Option<&'m Member> {
        if !matches!(self.aws_service(), "DocDB" | "EC2" | "Neptune" | "RDS") {
            return None;
        }
        let is_used = |member: &&Member| {
            let documentation = member.documentation.as_deref().unwrap_or_default().to_lowercase();
            !documentation.contains("not currently supported")
        };
        input.members().iter().find(|member| PRESIGNED_URL.contains(&member.name.as_str())).filter(is_used)
    }

    /// The ID of a service of AWS; empty for other models.
    pub(crate) fn aws_service(&self) -> &str {
        if self.service.is_aws { &self.service.id } else { "" }
    }
}
