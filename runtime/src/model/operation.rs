//! Operations and services: what the macros say of them.

use std::time::Duration;

use crate::model::modeled_error::ModeledError;
use crate::model::protocol::Protocol;
use crate::model::structure::{ReadMembers, WriteMembers};

/// An AWS service: its names, and the protocol that it speaks.
///
/// `#[aws_service]` implements it on a unit struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS service",
    label = "annotate it with `#[aws_service(id = \"..\", protocol = \"restJson1\")]`"
)]
pub trait Service: 'static {
    /// The protocol of every operation.
    type Protocol: Protocol;
    /// The errors of every operation that names none.
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
    /// The service in a SigV4 credential scope.
    pub signing_name: &'static str,
    /// The first label of the host name.
    pub endpoint_prefix: &'static str,
    /// What comes before the operation's name in `X-Amz-Target`; empty but for awsJson.
    pub target_prefix: &'static str,
    /// Smithy's `awsQueryCompatible`: the service spoke awsQuery before, and tells an error's code of old.
    pub query_compatible: bool,
    /// The version of the API, a date; empty but for the query protocols.
    pub version: &'static str,
}

impl ServiceMeta {
    /// A service with this `serviceId`, and nothing else.
    pub const fn new(id: &'static str) -> Self {
        Self { id, signing_name: "", endpoint_prefix: "", target_prefix: "", query_compatible: false, version: "" }
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

    /// With this before the operation's name in `X-Amz-Target`.
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
}

/// An AWS operation: its input is the struct itself.
///
/// `#[aws_operation]` implements it on a struct; an implementation by hand works as well.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS operation",
    label = "annotate it with `#[aws_operation(name = \"..\")]`"
)]
pub trait Operation: WriteMembers {
    /// The service that runs it.
    type Service: Service;
    /// What it responds with.
    type Output: ReadMembers;
    /// What it can reject with.
    type Error: ModeledError;
    /// The facts of the operation.
    const META: &'static OperationMeta;
}

/// The facts of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationMeta {
    /// The name on the wire.
    pub name: &'static str,
    /// Method and URI, for the protocols that have them.
    pub http: Option<HttpTrait>,
    /// Smithy's `endpoint`: what comes before the host, cut at its labels.
    pub host_prefix: &'static [Segment],
    /// The member that holds the idempotency token, by its place among the members.
    pub idempotency_token: Option<usize>,
    /// Smithy's `idempotent`: running it twice has the effect of running it once, so that an attempt that may have run is
    /// retried. No method implies it here; `#[aws_operation]` sets it for DELETE.
    pub idempotent: bool,
    /// Smithy's `readonly`: running it changes nothing, so that an attempt that may have run is retried. No method
    /// implies it here; `#[aws_operation]` sets it for GET and HEAD.
    pub readonly: bool,
    /// Smithy's `auth([])`: the request is not signed.
    pub no_auth: bool,
    /// How long one attempt may take, of an operation that is long by design.
    pub attempt_timeout: Option<Duration>,
}

impl OperationMeta {
    /// An operation without anything but its name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            http: None,
            host_prefix: &[],
            idempotency_token: None,
            idempotent: false,
            readonly: false,
            no_auth: false,
            attempt_timeout: None,
        }
    }

    /// With this method, path and constant query.
    #[must_use]
    pub const fn http(self, method: &'static str, path: &'static [Segment], query: &'static str) -> Self {
        Self { http: Some(HttpTrait { method, path, query, code: 200 }), ..self }
    }

    /// With this path, if the operation has a method.
    #[must_use]
    pub const fn path(self, path: &'static [Segment]) -> Self {
        match self.http {
            Some(http) => Self { http: Some(HttpTrait { path, ..http }), ..self },
            None => self,
        }
    }

    /// With this constant query, if the operation has a method.
    #[must_use]
    pub const fn query(self, query: &'static str) -> Self {
        match self.http {
            Some(http) => Self { http: Some(HttpTrait { query, ..http }), ..self },
            None => self,
        }
    }

    /// With this status of success, if the operation has a method.
    #[must_use]
    pub const fn code(self, code: u16) -> Self {
        match self.http {
            Some(http) => Self { http: Some(HttpTrait { code, ..http }), ..self },
            None => self,
        }
    }

    /// With this before the host.
    #[must_use]
    pub const fn host_prefix(self, host_prefix: &'static [Segment]) -> Self {
        Self { host_prefix, ..self }
    }

    /// With the idempotency token in member `place`.
    #[must_use]
    pub const fn token(self, place: usize) -> Self {
        Self { idempotency_token: Some(place), ..self }
    }

    /// With `idempotent`: harmless to run twice.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        Self { idempotent: true, ..self }
    }

    /// With `readonly`: harmless to run twice.
    #[must_use]
    pub const fn readonly(self) -> Self {
        Self { readonly: true, ..self }
    }

    /// Without a signature.
    #[must_use]
    pub const fn no_auth(self) -> Self {
        Self { no_auth: true, ..self }
    }

    /// With this limit for one attempt, which raises a client's own and that of the whole call.
    #[must_use]
    pub const fn attempt_timeout(self, limit: Duration) -> Self {
        Self { attempt_timeout: Some(limit), ..self }
    }

    /// Whether running the operation twice does no harm, whatever its members.
    pub const fn is_harmless_twice(&self) -> bool {
        self.readonly || self.idempotent
    }
}

/// Smithy's `http`: the method and the URI of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpTrait {
    /// The method.
    pub method: &'static str,
    /// The path, cut at its labels.
    pub path: &'static [Segment],
    /// The constant part of the query, without its question mark.
    pub query: &'static str,
    /// The status of success that a server responds with; a client takes any from 200 to 299.
    pub code: u16,
}

/// A part of a path or of a host prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text that stands in every request.
    Literal(&'static str),
    /// The value of the member in this place, with `/` escaped.
    Label(usize),
    /// The value of the member in this place, with `/` kept.
    GreedyLabel(usize),
}
