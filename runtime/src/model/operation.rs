//! Operations and services, and their metadata.

use std::time::Duration;

use crate::model::auth::AuthScheme;
#[cfg(feature = "checksums")]
use crate::model::checksum_trait::ChecksumTrait;
use crate::model::endpoint_params::EndpointParams;
use crate::model::modeled_error::ModeledError;
use crate::model::protocol::Protocol;
use crate::model::structure::{ReadMembers, WriteMembers};

/// An AWS service: its names, its protocol and its errors.
///
/// `#[aws_service]` implements it for a unit struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS service",
    label = "annotate it with `#[aws_service(id = \"..\", protocol = \"restJson1\")]`"
)]
pub trait Service: 'static {
    /// The protocol of the service.
    type Protocol: Protocol;
    /// The error type of operations that do not specify one.
    type Error: ModeledError;
    /// The service's names.
    const META: &'static ServiceMeta;
}

/// The names of a service.
///
/// ```
/// use aws_operation::codec::ServiceMeta;
///
/// const META: ServiceMeta = ServiceMeta::new("SFN").signing_name("states").target_prefix("AWSStepFunctions");
/// assert_eq!((META.signing_name, META.endpoint_prefix), ("states", "states"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceMeta {
    /// Smithy's `serviceId`, as in `AWS_ENDPOINT_URL_<ID>`.
    pub id: &'static str,
    /// The service name in a SigV4 credential scope.
    pub signing_name: &'static str,
    /// The first label of the host name.
    pub endpoint_prefix: &'static str,
    /// The prefix of the operation name in `X-Amz-Target` of awsJson, and the service's name in the path of rpcv2Cbor:
    /// both are the name of Smithy's service shape. Empty in other protocols.
    pub target_prefix: &'static str,
    /// Smithy's `awsQueryCompatible`: the service used awsQuery before, and its error responses also contain the legacy
    /// error code.
    pub query_compatible: bool,
    /// The version of the API, a date. Empty unless the protocol is awsQuery.
    pub version: &'static str,
    /// Whether the service requires `X-Amz-Content-Sha256`, although its signing name does not say so.
    pub content_sha256: bool,
    /// Headers of every request, each with its name in lower case, unless a member of the operation sets the header.
    pub headers: &'static [(&'static str, &'static str)],
    /// Smithy's `auth`: how operations without their own `auth` are authenticated, the preferred scheme first. Empty if their
    /// requests are unsigned.
    pub auth: &'static [AuthScheme],
    /// Whether signatures leave the payload out, for operations without their own `auth`.
    pub unsigned_payload: bool,
    /// Smithy's `xmlNamespace`: the namespace of root elements in restXml. Empty without one.
    pub xml_namespace: &'static str,
    /// The rules of `endpoint(..)`, where the endpoints are not the usual ones.
    pub endpoint_rules: &'static [&'static str],
}

impl ServiceMeta {
    /// A service with this `serviceId`, and nothing else.
    pub const fn new(id: &'static str) -> Self {
        let (signing_name, endpoint_prefix, target_prefix, version, xml_namespace) = ("", "", "", "", "");
        Self {
            id,
            signing_name,
            endpoint_prefix,
            target_prefix,
            query_compatible: false,
            version,
            content_sha256: false,
            headers: &[],
            auth: &[AuthScheme::SigV4],
            unsigned_payload: false,
            xml_namespace,
            endpoint_rules: &[],
        }
    }

    /// With this service in its credential scope, and as the endpoint prefix unless there is one.
    #[must_use]
    pub const fn signing_name(self, name: &'static str) -> Self {
        let endpoint_prefix = if self.endpoint_prefix.is_empty() { name } else { self.endpoint_prefix };
        Self { signing_name: name, endpoint_prefix, ..self }
    }

    /// With this first label of the host name.
    #[must_use]
    pub const fn endpoint_prefix(self, prefix: &'static str) -> Self {
        Self { endpoint_prefix: prefix, ..self }
    }

    /// With this before the operation's name in `X-Amz-Target`, or as the service's name in the path.
    #[must_use]
    pub const fn target_prefix(self, prefix: &'static str) -> Self {
        Self { target_prefix: prefix, ..self }
    }

    /// With Smithy's `awsQueryCompatible`.
    #[must_use]
    pub const fn query_compatible(self) -> Self {
        Self { query_compatible: true, ..self }
    }

    /// With this version of the API.
    #[must_use]
    pub const fn version(self, version: &'static str) -> Self {
        Self { version, ..self }
    }

    /// With `X-Amz-Content-Sha256` in each signed request.
    #[must_use]
    pub const fn content_sha256(self) -> Self {
        Self { content_sha256: true, ..self }
    }

    /// With these headers in every request.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// Authenticated by these schemes, the preferred one first; by none if the list is empty. The default is SigV4.
    #[must_use]
    pub const fn auth(self, schemes: &'static [AuthScheme]) -> Self {
        Self { auth: schemes, ..self }
    }

    /// With signatures that leave the payload out.
    #[must_use]
    pub const fn unsigned_payload(self) -> Self {
        Self { unsigned_payload: true, ..self }
    }

    /// With these rules of `endpoint(..)`.
    #[must_use]
    pub const fn endpoint_rules(self, rules: &'static [&'static str]) -> Self {
        Self { endpoint_rules: rules, ..self }
    }

    /// With this namespace of root elements.
    #[must_use]
    pub const fn xml_namespace(self, uri: &'static str) -> Self {
        Self { xml_namespace: uri, ..self }
    }
}

/// An AWS operation: its input is the struct itself.
///
/// `#[aws_operation]` implements it for a struct. It can also be implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS operation",
    label = "annotate it with `#[aws_operation(name = \"..\")]`"
)]
pub trait Operation: WriteMembers {
    /// The service of the operation.
    type Service: Service;
    /// The output of the operation.
    type Output: ReadMembers;
    /// The error type of the operation.
    type Error: ModeledError;
    /// The metadata of the operation.
    const META: &'static OperationMeta;

    /// What this input and the operation add to the choice of the endpoint.
    fn endpoint_params(&self) -> EndpointParams {
        EndpointParams::new()
    }
}

/// The metadata of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools)] // independent traits of Smithy
pub struct OperationMeta {
    /// The wire name.
    pub name: &'static str,
    /// Smithy's `http`: method and URI, for protocols with HTTP bindings.
    pub http: Option<HttpTrait>,
    /// Smithy's `endpoint`: the prefix of the host, split at its labels.
    pub host_prefix: &'static [Segment],
    /// The index of the member that holds the idempotency token.
    pub idempotency_token: Option<usize>,
    /// Smithy's `idempotent`: running the operation twice has the same effect as running it once. An attempt that may
    /// have run is therefore retried. `#[aws_operation]` sets it for DELETE; the method alone has no effect here.
    pub idempotent: bool,
    /// Smithy's `readonly`: running the operation changes nothing. An attempt that may have run is therefore retried.
    /// `#[aws_operation]` sets it for GET and HEAD; the method alone has no effect here.
    pub readonly: bool,
    /// Smithy's `auth`: how requests are authenticated, the preferred scheme first. Empty if they are unsigned, and `None` if
    /// they are authenticated as the service says.
    pub auth: Option<&'static [AuthScheme]>,
    /// Smithy's `aws.auth#unsignedPayload`: signatures leave the payload out.
    pub unsigned_payload: bool,
    /// The input is Smithy's `Unit`. rpcv2Cbor sends no body then. `#[aws_operation]` sets it for a struct without braces.
    pub no_input: bool,
    /// The attempt timeout of an operation that is long by design.
    pub attempt_timeout: Option<Duration>,
    /// Smithy's `clientDiscoveredEndpoint`: `DescribeEndpoints` of the service reports the endpoint of the operation.
    pub discovered_endpoint: bool,
    /// Smithy's `httpChecksum` and `httpChecksumRequired`: which messages have a checksum.
    #[cfg(feature = "checksums")]
    pub checksum: ChecksumTrait,
    /// Smithy's `requestCompression`: a long body is compressed with gzip.
    #[cfg(feature = "compression")]
    pub compress: bool,
}

impl OperationMeta {
    /// An operation with this name and no other metadata.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            http: None,
            host_prefix: &[],
            idempotency_token: None,
            idempotent: false,
            readonly: false,
            auth: None,
            unsigned_payload: false,
            no_input: false,
            attempt_timeout: None,
            discovered_endpoint: false,
            #[cfg(feature = "checksums")]
            checksum: ChecksumTrait::NONE,
            #[cfg(feature = "compression")]
            compress: false,
        }
    }

    /// Sets method, path and constant query.
    #[must_use]
    pub const fn http(self, method: &'static str, path: &'static [Segment], query: &'static str) -> Self {
        Self { http: Some(HttpTrait { method, path, query, code: 200 }), ..self }
    }

    /// Sets the path, if the operation has a method.
    #[must_use]
    pub const fn path(self, path: &'static [Segment]) -> Self {
        match self.http {
            Some(http) => Self { http: Some(HttpTrait { path, ..http }), ..self },
            None => self,
        }
    }

    /// Sets the constant query, if the operation has a method.
    #[must_use]
    pub const fn query(self, query: &'static str) -> Self {
        match self.http {
            Some(http) => Self { http: Some(HttpTrait { query, ..http }), ..self },
            None => self,
        }
    }

    /// Sets the status of a success, if the operation has a method.
    #[must_use]
    pub const fn code(self, code: u16) -> Self {
        match self.http {
            Some(http) => Self { http: Some(HttpTrait { code, ..http }), ..self },
            None => self,
        }
    }

    /// Sets the prefix of the host.
    #[must_use]
    pub const fn host_prefix(self, host_prefix: &'static [Segment]) -> Self {
        Self { host_prefix, ..self }
    }

    /// Sets the index of the member that holds the idempotency token.
    #[must_use]
    pub const fn token(self, index: usize) -> Self {
        Self { idempotency_token: Some(index), ..self }
    }

    /// Sets `idempotent`: the operation is safe to retry.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        Self { idempotent: true, ..self }
    }

    /// Sets `readonly`: the operation is safe to retry.
    #[must_use]
    pub const fn readonly(self) -> Self {
        Self { readonly: true, ..self }
    }

    /// Sets the authentication schemes, the preferred one first. With an empty list, requests are unsigned.
    #[must_use]
    pub const fn auth(self, schemes: &'static [AuthScheme]) -> Self {
        Self { auth: Some(schemes), ..self }
    }

    /// Sets `unsigned_payload`: signatures leave the payload out.
    #[must_use]
    pub const fn unsigned_payload(self) -> Self {
        Self { unsigned_payload: true, ..self }
    }

    /// Sets `no_input`: the input is Smithy's `Unit`.
    #[must_use]
    pub const fn no_input(self) -> Self {
        Self { no_input: true, ..self }
    }

    /// Sets the attempt timeout. It raises the client's attempt timeout and operation timeout.
    #[must_use]
    pub const fn attempt_timeout(self, limit: Duration) -> Self {
        Self { attempt_timeout: Some(limit), ..self }
    }

    /// Sets `discovered_endpoint`: the service reports the endpoint of the operation.
    #[must_use]
    pub const fn discovered_endpoint(self) -> Self {
        Self { discovered_endpoint: true, ..self }
    }

    /// Sets `required` of the checksum: the service rejects a request without one.
    #[cfg(feature = "checksums")]
    #[must_use]
    pub const fn checksum_required(self) -> Self {
        Self { checksum: ChecksumTrait { required: true, ..self.checksum }, ..self }
    }

    /// Sets the request header that names the algorithm of the request's checksum.
    #[cfg(feature = "checksums")]
    #[must_use]
    pub const fn checksum_algorithm(self, header: &'static str) -> Self {
        Self { checksum: ChecksumTrait { algorithm: Some(header), ..self.checksum }, ..self }
    }

    /// Sets the request header that asks for a checksum of the response.
    #[cfg(feature = "checksums")]
    #[must_use]
    pub const fn checksum_mode(self, header: &'static str) -> Self {
        Self { checksum: ChecksumTrait { mode: Some(header), ..self.checksum }, ..self }
    }

    /// Sets `tree_hash` of the checksum: a request has the tree hash of Glacier.
    #[cfg(feature = "checksums")]
    #[must_use]
    pub const fn tree_hash(self) -> Self {
        Self { checksum: ChecksumTrait { tree_hash: true, ..self.checksum }, ..self }
    }

    /// Sets `compress`: a long body is compressed with gzip.
    #[cfg(feature = "compression")]
    #[must_use]
    pub const fn compress(self) -> Self {
        Self { compress: true, ..self }
    }

    /// Whether an attempt that may have run is safe to retry, even without an idempotency token.
    pub const fn is_safe_to_retry(&self) -> bool {
        self.readonly || self.idempotent
    }
}

/// Smithy's `http`: the method and the URI of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpTrait {
    /// The method.
    pub method: &'static str,
    /// The path, split at its labels.
    pub path: &'static [Segment],
    /// The constant part of the query, without the question mark.
    pub query: &'static str,
    /// The status with which a server sends a success. A client accepts any status from 200 to 299.
    pub code: u16,
}

/// A part of a path or of a host prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Constant text.
    Literal(&'static str),
    /// The value of the member with this index, with `/` escaped.
    Label(usize),
    /// The value of the member with this index, with `/` kept.
    GreedyLabel(usize),
}
