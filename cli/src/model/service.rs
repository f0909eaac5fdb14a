//! A service and its protocols.

use std::fmt;

use super::endpoint::{UnknownRules, rules_of};

/// A service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Smithy's `sdkId`, botocore's `serviceId`: `DynamoDB`.
    pub id: String,
    /// Whether it is AWS's own model: all of botocore's, and Smithy models in the namespace `com.amazonaws` or below
    /// it.
    pub is_aws: bool,
    /// The service shape's name: `DynamoDB_20120810`. If a botocore file has none, the ID without spaces.
    pub shape_name: String,
    /// The service's display name: `Amazon DynamoDB`.
    pub title: Option<String>,
    /// The version of the API: `2012-08-10`.
    pub version: String,
    /// The protocols that it supports, in the model's order.
    pub protocols: Vec<Protocol>,
    /// The signing name, if the model has it.
    pub signing_name: Option<String>,
    /// The first label of its host names.
    pub endpoint_prefix: Option<String>,
    /// The rules of `endpoint(..)`, if its endpoints are not the usual ones.
    pub endpoint: Result<Vec<String>, UnknownRules>,
    /// Whether the model has a rule set, from which `endpoint` is derived.
    pub has_rule_set: bool,
    /// The prefix of the operation's name in `X-Amz-Target`; awsJson only.
    pub target_prefix: Option<String>,
    /// The service's name in ARNs and IAM actions, if the model has it.
    pub arn_namespace: Option<String>,
    /// `@awsQueryCompatible`: errors keep their legacy awsQuery codes.
    pub query_compatible: bool,
    /// The shape IDs of the authentication schemes, the preferred one first: `aws.auth#sigv4`.
    pub auth: Vec<String>,
    /// The URI of `@xmlNamespace`.
    pub xml_namespace: Option<String>,
    /// The documentation, in HTML.
    pub documentation: Option<String>,
}

const S3: &str = "S3";

/// The parameters that the endpoints of S3 depend on: its rules are those of the runtime.
const PARAMETERS_OF_S3: [&str; 5] = [
    "Bucket",
    "DisableAccessPoints",
    "DisableS3ExpressSessionAuth",
    "UseObjectLambdaEndpoint",
    "UseS3ExpressControlEndpoint",
];

impl Service {
    /// Whether an endpoint depends on that parameter of a call. Models also name parameters that no rule reads.
    pub(crate) fn depends_on(&self, parameter: &str) -> bool {
        let is_in = |rule: &String| rule.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == parameter);
        match &self.endpoint {
            _ if self.id == S3 => PARAMETERS_OF_S3.contains(&parameter),
            Ok(rules) if self.has_rule_set => rules.iter().any(is_in),
            _ => true,
        }
    }

    /// Derives [`endpoint`](Self::endpoint) from a rule set.
    pub(super) fn read_endpoint_rules(&mut self, rule_set: Option<&serde_json::Value>) {
        // The runtime knows the endpoints of S3.
        let Some(rule_set) = rule_set.filter(|_| self.id != S3) else { return };
        self.has_rule_set = true;
        let prefix = self.endpoint_prefix.as_deref().or(self.signing_name.as_deref()).unwrap_or_default();
        self.endpoint = rules_of(rule_set, prefix, self.signing_name.as_deref().unwrap_or(prefix));
    }
}

/// A protocol by its Smithy name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
    /// `aws.protocols#restXml`
    RestXml,
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
    /// Another one.
    Other(String),
}

impl Protocol {
    /// The name in attributes and in Smithy: `restJson1`.
    pub fn name(&self) -> &str {
        match self {
            Self::RestJson1 => "restJson1",
            Self::AwsJson1_0 => "awsJson1_0",
            Self::AwsJson1_1 => "awsJson1_1",
            Self::AwsQuery => "awsQuery",
            Self::Ec2Query => "ec2Query",
            Self::RestXml => "restXml",
            Self::RpcV2Cbor => "rpcv2Cbor",
            Self::Other(name) => name,
        }
    }

    /// Whether HTTP bindings apply: operations have a method and path, and members can be outside of the body.
    pub fn is_rest(&self) -> bool {
        matches!(self, Self::RestJson1 | Self::RestXml)
    }

    /// The protocol with that name, without namespace.
    pub(super) fn named(name: &str) -> Self {
        [
            Self::RestJson1,
            Self::AwsJson1_0,
            Self::AwsJson1_1,
            Self::AwsQuery,
            Self::Ec2Query,
            Self::RestXml,
            Self::RpcV2Cbor,
        ]
        .into_iter()
        .find(|protocol| protocol.name() == name)
        .unwrap_or_else(|| Self::Other(name.to_owned()))
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
