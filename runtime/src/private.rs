//! The items that the expansions of the macros use. Not part of the API: they change with the macros of the same version.

#[path = "private/absent.rs"]
mod absent;
#[path = "private/bindings.rs"]
mod bindings;
#[path = "private/modeled.rs"]
mod modeled;
#[path = "private/pages.rs"]
mod pages;
#[path = "private/routing.rs"]
mod routing;
#[path = "private/sent_as.rs"]
mod sent_as;
#[path = "private/xml.rs"]
mod xml;

pub use core::convert::{From, Infallible};
pub use core::fmt;
use core::marker::PhantomData;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, str, usize};
pub use core::result::Result::{self, Err, Ok};
pub use core::str::FromStr;
pub use core::time::Duration;

pub use absent::{
    Absent, AbsentMember, EmptyList, EmptyMap, HasDefault, LiteralDefault, NotOptional, SkippedDefault, skipped,
};
pub use bindings::{
    AsText, Fits, InContext, InEventHeader, InHeader, InLabel, InMap, InQuery, InStatus, Member, OfMediaType, member,
};
pub use modeled::{Modeled, Plain, modeled};
pub use pages::{HasItems, MayBeMore, Within, are_items, is_more, within};
pub use routing::{BindingService, MapService, RestService, RpcService, has_bindings, has_maps, rest, rpc};
pub use sent_as::{SentAs, sent_as};
pub use xml::{InXmlAttribute, InXmlFlattened, InXmlList, InXmlMap};

pub use aws_operation_macros::{AwsError, AwsOperation, AwsService, AwsShape};
pub use serde_core::de::{Deserialize, DeserializeOwned, Deserializer};
pub use serde_core::ser::{Serialize, Serializer};

pub use crate::client::Client;
pub use crate::client::paginate::{Pages, Paginated, PaginatedItems};
pub use crate::client::send::{PrepareResult, PresignResult, SendResult, output_of, prepare, presign, run};
pub use crate::model::auth::AuthScheme;
pub use crate::model::endpoint_params::EndpointParams;
pub use crate::model::modeled_error::{ErrorShape, ModeledError, Retryable, ServiceError};
pub use crate::model::operation::{Operation, OperationMeta, Segment, Service, ServiceMeta};
pub use crate::model::page_token::PageToken;
pub use crate::model::payload::{PayloadKind, PayloadMember};
pub use crate::model::streamed_body::Streams;
pub use crate::model::structure::Binding::{Header, Label, Payload, PrefixHeaders, Query, QueryParams, Status};
pub use crate::model::structure::{
    Bindings, FormNames, MemberReader, MemberWriter, MemberWriter as Writer, ReadMembers, ReadUnion, Structure,
    WriteMembers, deserialize_structure, deserialize_text, deserialize_union, in_xml, index_of, marked,
    serialize_structure, unknown_member,
};
#[cfg(feature = "event-stream")]
pub use crate::model::structure::{deserialize_event, serialize_event};
#[cfg(feature = "rest-xml")]
pub use crate::protocol::RestXml;
#[cfg(feature = "rpc-v2-cbor")]
pub use crate::protocol::RpcV2Cbor;
pub use crate::protocol::{AwsJson1_0, AwsJson1_1, RestJson1};
#[cfg(feature = "aws-query")]
pub use crate::protocol::{AwsQuery, Ec2Query};
pub use crate::value::strict::of_format;
pub use crate::value::timestamp_format::{Format, serialize_member_as};

use crate::model::modeled_error::display_error;
use crate::model::payload::Kind;
use crate::model::structure::WriteMember;
use crate::protocol::text::{TimestampFormat, text_of};
use crate::value::timestamp_format::{TimestampMember, as_date_time, as_epoch_seconds, as_http_date};

/// The result of writing members.
pub type Written<W> = Result<(), <W as MemberWriter>::Error>;

/// Keeps the value of a member that was read.
pub fn keep<T, E>(found: &mut Option<T>, read: Result<Option<T>, E>) -> Result<(), E> {
    *found = read?;
    Ok(())
}

/// The `Display` of an error: its code, and its message if it has one.
pub fn fmt_error<M: Serialize + ?Sized>(
    f: &mut core::fmt::Formatter<'_>,
    code: &str,
    message: Option<&M>,
) -> core::fmt::Result {
    // A message that is not a text is left out.
    let text = message.and_then(|message| text_of(message, TimestampFormat::DateTime).ok()?.into_one());
    f.write_str(&display_error(code, text.as_deref()))
}

/// A type that can hold an idempotency token.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold an idempotency token",
    label = "use `Option<String>`",
    note = "each call fills the member with a new UUID if it is `None`"
)]
pub trait TokenField {}
impl TokenField for Option<String> {}

/// The index of a member that can hold an idempotency token.
pub const fn token_index<T: TokenField>(index: usize) -> usize {
    index
}

/// A type that passed a check of the constant `HOLDS`. If the check fails, the compiler reports only the check: the constant
/// has no value then, so the type is an error too, and the compiler does not report its uses.
pub trait Known<const HOLDS: bool> {
    /// The type.
    type Type: ?Sized;
}

impl<T: ?Sized, const HOLDS: bool> Known<HOLDS> for T {
    type Type = T;
}

/// Checks that a member of this type can be written.
pub const fn is_member<T: WriteMember>() -> bool {
    true
}

/// Checks that a member of this type can have a timestamp format.
pub const fn is_timestamp<T: TimestampMember>() -> bool {
    true
}

/// Checks that `S` is a service.
pub const fn is_service<S: Service>() -> bool {
    true
}

/// Checks that a type of this kind can be a payload.
pub const fn is_payload<T>(_: PayloadKind<T>) -> bool {
    true
}

/// The kind of a structure.
pub const fn structure_payload<T>() -> PayloadKind<T> {
    PayloadKind(Kind::Structure)
}

/// The kind of a string enum.
pub const fn text_payload<T>() -> PayloadKind<T> {
    PayloadKind(Kind::String)
}

/// The kind of a union.
pub const fn union_payload<T>() -> PayloadKind<T> {
    PayloadKind(Kind::Union)
}

/// The type of a payload, to find out whether it is a stream.
pub struct PayloadType<T: ?Sized>(PhantomData<T>);

impl<T: PayloadMember> PayloadType<T> {
    /// Whether it is a stream.
    pub const STREAMS: Streams = T::KIND.streams();
}

/// The fallback for a type that cannot be a payload. The compiler reports such a type where it is written, and only there.
pub trait NoPayload {
    /// Not a stream.
    const STREAMS: Streams = Streams::No;
}

impl<T: ?Sized> NoPayload for PayloadType<T> {}

/// Writes a member with its timestamps as `date-time`.
pub fn write_date_time<T: TimestampMember, W: MemberWriter>(
    writer: &mut W,
    index: usize,
    value: &T,
) -> Result<(), W::Error> {
    writer.member(index, &as_date_time(value))
}

/// Writes a member with its timestamps as seconds since 1970.
pub fn write_epoch_seconds<T: TimestampMember, W: MemberWriter>(
    writer: &mut W,
    index: usize,
    value: &T,
) -> Result<(), W::Error> {
    writer.member(index, &as_epoch_seconds(value))
}

/// Writes a member with its timestamps as `http-date`.
pub fn write_http_date<T: TimestampMember, W: MemberWriter>(
    writer: &mut W,
    index: usize,
    value: &T,
) -> Result<(), W::Error> {
    writer.member(index, &as_http_date(value))
}
