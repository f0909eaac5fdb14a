//! An operation.

use indexmap::IndexMap;

/// An operation with its traits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The operation's name on the wire: `PutItem`.
    pub name: String,
    /// The documentation, in HTML.
    pub documentation: Option<String>,
    /// `@http`; botocore has it for every operation, even if the protocol does not use it.
    pub http: Option<Http>,
    /// The input structure's name.
    pub input: Option<String>,
    /// The output structure's name.
    pub output: Option<String>,
    /// The names of the error structures, including those of the service.
    pub errors: Vec<String>,
    /// `@idempotent`
    pub idempotent: bool,
    /// `@readonly`
    pub readonly: bool,
    /// `@paginated`, completed from the service's own `@paginated`.
    pub paginated: Option<Paginated>,
    /// The `hostPrefix` of `@endpoint`, with labels in braces named after members.
    pub host_prefix: Option<String>,
    /// How it is authenticated.
    pub auth: super::Auth,
    /// `@unsignedPayload`
    pub unsigned_payload: bool,
    /// `@httpChecksumRequired`: a request needs `Content-MD5` or another checksum.
    pub http_checksum_required: bool,
    /// `@httpChecksum`
    pub http_checksum: Option<HttpChecksum>,
    /// `@requestCompression`: the encodings that the service accepts.
    pub request_compression: Vec<String>,
    /// `@clientDiscoveredEndpoint`: another operation reports the endpoint; `true` if clients must use that endpoint.
    pub endpoint_discovery: Option<bool>,
    /// `@staticContextParams`: parameters of the endpoint with a constant value.
    pub static_context: IndexMap<String, serde_json::Value>,
    /// `@operationContextParams`: parameters of the endpoint at a path within the input.
    pub context: IndexMap<String, String>,
    /// `@waitable`
    pub waiters: Vec<super::Waiter>,
    /// `@deprecated`
    pub deprecated: bool,
}

impl Operation {
    /// The member of the input at which a path of [`context`](Self::context) begins: `RequestItems` of
    /// `keys(RequestItems)`.
    pub(crate) fn member_of(path: &str) -> &str {
        let path = path.strip_prefix("keys(").unwrap_or(path);
        path.split(['.', '[', ')']).next().unwrap_or_default()
    }

    /// Removes the prefix of the host if the endpoint rules put it before the host.
    pub(super) fn without_prefix_of_rules(mut self) -> Self {
        if self.static_context.get("RequiresAccountId") == Some(&true.into()) {
            self.host_prefix = None;
        }
        self
    }
}

/// `@http`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// `POST`
    pub method: String,
    /// `/projects/{ProjectName}/{Key+}?const=1`: labels are named after members.
    pub uri: String,
    /// The status of a successful response.
    pub code: u16,
}

/// `@paginated`. Members in a path are separated by dots. Smithy has one path for each; botocore has a list for some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paginated {
    /// The input's members for the token.
    pub input_tokens: Vec<String>,
    /// The paths of the token in the output; in botocore they can be any `JMESPath` expression.
    pub output_tokens: Vec<String>,
    /// The paths of the items in the output.
    pub items: Vec<String>,
    /// The path in the output of the flag that there are more pages: botocore's `more_results`, or a member known to
    /// mean the same.
    pub more: Option<String>,
    /// Whether the last page repeats its token; from the documentation of operations, because models lack it.
    pub repeats: bool,
    /// The input's member for the size of a page.
    pub page_size: Option<String>,
}

/// `@httpChecksum`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpChecksum {
    /// Whether a request must have a checksum.
    pub request_required: bool,
    /// The input's member that selects the algorithm.
    pub algorithm_member: Option<String>,
    /// The input's member that asks for a checksum of the response.
    pub validation_mode_member: Option<String>,
    /// The algorithms that may validate a response.
    pub response_algorithms: Vec<String>,
}
