//! An operation.

/// An operation with its traits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The name on the wire: `PutItem`.
    pub name: String,
    /// HTML.
    pub documentation: Option<String>,
    /// `@http`; botocore has it for every operation, also where the protocol has no use for it.
    pub http: Option<Http>,
    /// The input structure's name.
    pub input: Option<String>,
    /// The output structure's name.
    pub output: Option<String>,
    /// The names of the error structures: the service's own errors too.
    pub errors: Vec<String>,
    /// `@idempotent`
    pub idempotent: bool,
    /// `@readonly`
    pub readonly: bool,
    /// `@paginated`, with what the service says for all operations.
    pub paginated: Option<Paginated>,
    /// `@endpoint`: what stands before the host, with labels in braces named after members.
    pub host_prefix: Option<String>,
    /// How it is authenticated.
    pub auth: Auth,
    /// `@unsignedPayload`
    pub unsigned_payload: bool,
    /// `@httpChecksumRequired`: a request needs `Content-MD5` or another checksum.
    pub http_checksum_required: bool,
    /// `@httpChecksum`
    pub http_checksum: Option<HttpChecksum>,
    /// `@requestCompression`: the encodings that the service takes.
    pub request_compression: Vec<String>,
    /// `@clientDiscoveredEndpoint`: the endpoint is asked from another operation; `true` if it must be.
    pub endpoint_discovery: Option<bool>,
    /// `@deprecated`
    pub deprecated: bool,
}

/// `@http`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// `POST`
    pub method: String,
    /// `/projects/{ProjectName}/{Key+}?const=1`: labels are named after members.
    pub uri: String,
    /// The status of an answer that is no error.
    pub code: u16,
}

/// How an operation is authenticated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// As the service says.
    #[default]
    Service,
    /// Not at all.
    None,
    /// By these schemes, the preferred one first: `aws.auth#sigv4`.
    Schemes(Vec<String>),
}

/// `@paginated`. Paths have dots between members. botocore has lists in a few places, Smithy one path in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paginated {
    /// The input's members that take the token.
    pub input_tokens: Vec<String>,
    /// The paths of the token in the output, or what else botocore says in `JMESPath`.
    pub output_tokens: Vec<String>,
    /// The paths of the items in the output.
    pub items: Vec<String>,
    /// The path in the output of what says whether more pages come: botocore's `more_results`, or a member that is as
    /// good as marked.
    pub more: Option<String>,
    /// Whether the last page names itself as the next one; in no model, but in the docs of some operations.
    pub repeats: bool,
    /// The input's member that takes the size of a page.
    pub page_size: Option<String>,
}

/// `@httpChecksum`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpChecksum {
    /// Whether a request must have one.
    pub request_required: bool,
    /// The input's member that names the algorithm.
    pub algorithm_member: Option<String>,
    /// The algorithms that an answer may be checked with.
    pub response_algorithms: Vec<String>,
}
