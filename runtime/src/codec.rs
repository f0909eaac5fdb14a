//! The traits and types that the attributes expand to. Use them to implement an operation, a service or a payload without the
//! attributes, or to read the metadata of one.
//!
//! ```
//! use aws_operation::{Operation as _, aws_operation, aws_service};
//! use aws_operation::codec::Segment;
//!
//! #[aws_service(id = "Lambda", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "DeleteFunction", http = "DELETE /2015-03-31/functions/{name}", output = ())]
//! struct DeleteFunction {
//!     name: String,
//! }
//!
//! let http = DeleteFunction::META.http.unwrap();
//! assert_eq!(http.path, [Segment::Literal("/2015-03-31/functions/"), Segment::Label(0)]);
//! assert!(DeleteFunction::META.idempotent);
//! ```

#[cfg(feature = "rest-xml")]
pub use crate::call::form::SignedForm;
pub use crate::client::endpoint::ResolvedEndpoint;
#[cfg(feature = "rest-xml")]
pub use crate::config::endpoint::s3::{S3AuthScheme, S3Endpoint, s3_endpoint};
#[cfg(feature = "checksums")]
pub use crate::model::checksum_trait::ChecksumTrait;
pub use crate::model::endpoint_params::EndpointParams;
pub use crate::model::modeled_error::{ErrorShape, Retryable};
pub use crate::model::operation::{HttpTrait, OperationMeta, Segment, ServiceMeta};
pub use crate::model::payload::{PayloadKind, PayloadMember, PayloadWrapper};
pub use crate::model::protocol::Protocol;
pub use crate::model::streamed_body::{EventFormat, StreamedBody, Streams};
pub use crate::model::structure::{
    Binding, Bindings, FormNames, MemberReader, MemberWriter, ReadMember, ReadMembers, ReadUnion, Structure,
    WriteMember, WriteMembers,
};
#[cfg(feature = "rest-xml")]
pub use crate::protocol::RestXml;
#[cfg(feature = "rpc-v2-cbor")]
pub use crate::protocol::RpcV2Cbor;
#[cfg(feature = "event-stream")]
pub use crate::protocol::event_stream::{Frame, FrameBuilder, FrameError, FrameReader, FrameValue};
pub use crate::protocol::{AwsJson1_0, AwsJson1_1, RestJson1};
#[cfg(feature = "aws-query")]
pub use crate::protocol::{AwsQuery, Ec2Query};
