//! The JSON structure of the files.

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// `service-2.json`
#[derive(Deserialize)]
pub(in crate::model) struct ServiceFile {
    pub(super) metadata: Metadata,
    pub(super) operations: IndexMap<String, Operation>,
    pub(super) shapes: IndexMap<String, Shape>,
    pub(super) documentation: Option<String>,
}

/// `paginators-1.json`
#[derive(Default, Deserialize)]
pub(in crate::model) struct Paginators {
    pub(super) pagination: IndexMap<String, Paginator>,
}

/// `waiters-2.json`
#[derive(Default, Deserialize)]
pub(in crate::model) struct Waiters {
    pub(super) waiters: IndexMap<String, Waiter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a waiter")]
pub(super) struct Waiter {
    pub(super) operation: String,
    pub(super) description: Option<String>,
    pub(super) delay: u64,
    pub(super) acceptors: Vec<Acceptor>,
}

#[derive(Deserialize)]
#[serde(expecting = "an acceptor")]
pub(super) struct Acceptor {
    pub(super) state: String,
    pub(super) matcher: String,
    pub(super) argument: Option<String>,
    pub(super) expected: serde_json::Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    pub(super) api_version: String,
    #[serde(default)]
    pub(super) auth: Vec<String>,
    pub(super) aws_query_compatible: Option<IgnoredAny>,
    pub(super) endpoint_prefix: String,
    pub(super) json_version: Option<String>,
    pub(super) protocol: String,
    #[serde(default)]
    pub(super) protocols: Vec<String>,
    pub(super) service_full_name: Option<String>,
    pub(super) service_id: Option<String>,
    #[serde(default)]
    pub(super) signature_version: String,
    pub(super) signing_name: Option<String>,
    pub(super) target_prefix: Option<String>,
    pub(super) xml_namespace: Option<XmlNamespace>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an operation")]
pub(super) struct Operation {
    pub(super) documentation: Option<String>,
    pub(super) http: Option<Http>,
    pub(super) input: Option<Reference>,
    pub(super) output: Option<Reference>,
    #[serde(default)]
    pub(super) errors: Vec<Reference>,
    #[serde(default)]
    pub(super) idempotent: bool,
    #[serde(default)]
    pub(super) readonly: bool,
    pub(super) endpoint: Option<Endpoint>,
    #[serde(default)]
    pub(super) auth: Vec<String>,
    pub(super) authtype: Option<String>,
    #[serde(default)]
    pub(super) unsigned_payload: bool,
    #[serde(default)]
    pub(super) http_checksum_required: bool,
    pub(super) http_checksum: Option<HttpChecksum>,
    pub(super) requestcompression: Option<Compression>,
    pub(super) endpointdiscovery: Option<EndpointDiscovery>,
    #[serde(default)]
    pub(super) static_context_params: IndexMap<String, StaticContext>,
    #[serde(default)]
    pub(super) operation_context_params: IndexMap<String, OperationContext>,
    #[serde(default)]
    pub(super) deprecated: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Http {
    pub(super) method: String,
    pub(super) request_uri: String,
    pub(super) response_code: Option<u16>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Endpoint {
    pub(super) host_prefix: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct HttpChecksum {
    #[serde(default)]
    pub(super) request_checksum_required: bool,
    pub(super) request_algorithm_member: Option<String>,
    pub(super) request_validation_mode_member: Option<String>,
    #[serde(default)]
    pub(super) response_algorithms: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Compression {
    #[serde(default)]
    pub(super) encodings: Vec<String>,
}

/// A parameter of the endpoint with a constant value.
#[derive(Deserialize)]
pub(super) struct StaticContext {
    pub(super) value: serde_json::Value,
}

/// A parameter of the endpoint at a path within the input.
#[derive(Deserialize)]
pub(super) struct OperationContext {
    pub(super) path: String,
}

/// The parameter of the endpoint that a member is.
#[derive(Deserialize)]
pub(super) struct MemberContext {
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct EndpointDiscovery {
    #[serde(default)]
    pub(super) required: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a shape with its `type`")]
pub(super) struct Shape {
    pub(super) r#type: String,
    pub(super) documentation: Option<String>,
    #[serde(default)]
    pub(super) members: IndexMap<String, Reference>,
    #[serde(default)]
    pub(super) required: Vec<String>,
    pub(super) payload: Option<String>,
    pub(super) location: Option<String>,
    pub(super) location_name: Option<String>,
    pub(super) xml_namespace: Option<XmlNamespace>,
    pub(super) member: Option<Reference>,
    pub(super) key: Option<Reference>,
    pub(super) value: Option<Reference>,
    pub(super) r#enum: Option<Vec<String>>,
    #[serde(default)]
    pub(super) union: bool,
    #[serde(default)]
    pub(super) document: bool,
    #[serde(default)]
    pub(super) eventstream: bool,
    #[serde(default)]
    pub(super) exception: bool,
    #[serde(default)]
    pub(super) fault: bool,
    pub(super) error: Option<Error>,
    pub(super) retryable: Option<Retryable>,
    #[serde(default)]
    pub(super) sensitive: bool,
    #[serde(default)]
    pub(super) streaming: bool,
    #[serde(default)]
    pub(super) requires_length: bool,
    #[serde(default)]
    pub(super) sparse: bool,
    #[serde(default)]
    pub(super) flattened: bool,
    pub(super) timestamp_format: Option<String>,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) pattern: Option<String>,
    #[serde(default)]
    pub(super) deprecated: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Error {
    pub(super) http_status_code: Option<u16>,
    pub(super) code: Option<String>,
    pub(super) sender_fault: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct Retryable {
    #[serde(default)]
    pub(super) throttling: bool,
}

/// A reference to a shape.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object with a `shape`")]
pub(super) struct Reference {
    pub(super) shape: String,
    pub(super) documentation: Option<String>,
    pub(super) location: Option<String>,
    pub(super) location_name: Option<String>,
    pub(super) query_name: Option<String>,
    pub(super) timestamp_format: Option<String>,
    pub(super) xml_namespace: Option<XmlNamespace>,
    #[serde(default)]
    pub(super) idempotency_token: bool,
    #[serde(default)]
    pub(super) host_label: bool,
    pub(super) context_param: Option<MemberContext>,
    #[serde(default)]
    pub(super) flattened: bool,
    #[serde(default)]
    pub(super) xml_attribute: bool,
    #[serde(default)]
    pub(super) eventpayload: bool,
    #[serde(default)]
    pub(super) eventheader: bool,
    #[serde(default)]
    pub(super) jsonvalue: bool,
    #[serde(default)]
    pub(super) streaming: bool,
    #[serde(default)]
    pub(super) deprecated: bool,
}

/// A URI, or an object with one and a prefix.
#[derive(Clone, Deserialize)]
#[serde(untagged, expecting = "a URI, or an object with one")]
pub(super) enum XmlNamespace {
    Uri(String),
    Prefixed { uri: String, prefix: Option<String> },
}

impl XmlNamespace {
    pub(super) fn uri(&self) -> &str {
        match self {
            Self::Uri(uri) | Self::Prefixed { uri, .. } => uri,
        }
    }

    pub(super) fn read(&self) -> crate::model::XmlNamespace {
        let prefix = match self {
            Self::Uri(_) => None,
            Self::Prefixed { prefix, .. } => prefix.clone(),
        };
        crate::model::XmlNamespace { uri: self.uri().to_owned(), prefix }
    }
}

#[derive(Deserialize)]
pub(super) struct Paginator {
    pub(super) input_token: Option<OneOrMany>,
    pub(super) output_token: Option<OneOrMany>,
    pub(super) result_key: Option<OneOrMany>,
    pub(super) more_results: Option<String>,
    pub(super) limit_key: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a text, or a list of texts")]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}
