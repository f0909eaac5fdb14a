//! Which types are `Send`, `Sync`, `Unpin`, `UnwindSafe` and `RefUnwindSafe`.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::time::Duration;

use aws_operation::server::Server;
use aws_operation::{Body, ByteStream, Call, Client, Environment, ServiceError, aws_operation, aws_service, aws_shape};

use crate::exported;

#[aws_service(id = "Types", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "List", output = Listed)]
#[aws(http = "GET /", paginated(input = "token", output = "token", items = "names"))]
struct List {
    #[aws(query)]
    token: Option<String>,
}

#[allow(dead_code)] // nothing is ever listed
#[aws_shape]
struct Listed {
    names: Vec<String>,
    token: Option<String>,
}

/// A type whose auto traits are tested.
struct Asked<T: ?Sized>(PhantomData<T>);

/// The values for a type without these traits.
#[allow(dead_code)] // no type lacks all of these traits
trait Lacks {
    const SEND: bool = false;
    const SYNC: bool = false;
    const UNPIN: bool = false;
    const UNWIND_SAFE: bool = false;
    const REF_UNWIND_SAFE: bool = false;
}

impl<T: ?Sized> Lacks for Asked<T> {}

// An inherent constant takes precedence over the constant of a trait.
impl<T: ?Sized + Send> Asked<T> {
    const SEND: bool = true;
}

impl<T: ?Sized + Sync> Asked<T> {
    const SYNC: bool = true;
}

impl<T: ?Sized + Unpin> Asked<T> {
    const UNPIN: bool = true;
}

impl<T: ?Sized + UnwindSafe> Asked<T> {
    const UNWIND_SAFE: bool = true;
}

impl<T: ?Sized + RefUnwindSafe> Asked<T> {
    const REF_UNWIND_SAFE: bool = true;
}

/// The traits that each type lacks. A type in this list is `'static`.
macro_rules! lacking {
    ($(aws_operation::$($name:ident)::+ $(<$($of:tt),+>)?,)*) => {
        BTreeMap::from([$({
            type Type = aws_operation::$($name)::+ $(<$($of),+>)?;
            const fn is_static<T: 'static>() {}
            is_static::<Type>();
            let facts = [
                (Asked::<Type>::SEND, "Send"),
                (Asked::<Type>::SYNC, "Sync"),
                (Asked::<Type>::UNPIN, "Unpin"),
                (Asked::<Type>::UNWIND_SAFE, "UnwindSafe"),
                (Asked::<Type>::REF_UNWIND_SAFE, "RefUnwindSafe"),
            ];
            let lacking: Vec<_> = facts.into_iter().filter(|(has, _)| !has).map(|(_, name)| name).collect();
            ([$(stringify!($name)),+].join("::"), lacking.join(" "))
        }),*])
    };
}

#[rustfmt::skip]
fn lacking() -> BTreeMap<String, String> {
    lacking! {
        aws_operation::AccessDenied,
        aws_operation::AttemptReport<'static>,
        aws_operation::codec::AwsJson1_0,
        aws_operation::codec::AwsJson1_1,
        aws_operation::codec::AwsQuery,
        aws_operation::codec::Ec2Query,
        aws_operation::codec::Binding,
        aws_operation::AccountIdEndpointMode,
        aws_operation::AuthScheme,
        aws_operation::codec::EndpointParams,
        aws_operation::codec::ResolvedEndpoint,
        aws_operation::codec::SignedForm,
        aws_operation::BearerToken,
        aws_operation::Blob,
        aws_operation::Body,
        aws_operation::BodyError,
        aws_operation::ByteStream,
        aws_operation::CallContext,
        aws_operation::CallOutcome,
        aws_operation::ChecksumAlgorithm,
        aws_operation::ChecksumPolicy,
        aws_operation::codec::ChecksumTrait,
        aws_operation::CallReport<'static>,
        aws_operation::Client,
        aws_operation::ClientBuilder,
        aws_operation::Clock,
        aws_operation::ConfigError,
        aws_operation::Credentials,
        aws_operation::CredentialsCache,
        aws_operation::CredentialsError,
        aws_operation::DecodeError,
        aws_operation::Document,
        aws_operation::Environment,
        aws_operation::codec::EndpointParams,
        aws_operation::codec::ErrorShape,
        aws_operation::EventSender<String, ServiceError>,
        aws_operation::EventStream<String, ServiceError>,
        aws_operation::StreamClosed,
        aws_operation::StreamContext,
        aws_operation::StreamError<ServiceError>,
        aws_operation::codec::EventFormat,
        aws_operation::codec::Frame,
        aws_operation::codec::FrameBuilder,
        aws_operation::codec::FrameError,
        aws_operation::codec::FrameReader,
        aws_operation::codec::FrameValue<'static>,
        aws_operation::codec::StreamedBody,
        aws_operation::codec::Streams,
        aws_operation::blocking::BlockingEvents<String, ServiceError>,
        aws_operation::sigv4::EventChain,
        aws_operation::sigv4::EventSignature,
        aws_operation::dynamodb::AttributeValue,
        aws_operation::dynamodb::Item<String>,
        aws_operation::dynamodb::ItemError,
        aws_operation::FailReason,
        aws_operation::FileError,
        aws_operation::codec::HttpTrait,
        aws_operation::HyperTransport,
        aws_operation::Invalid,
        aws_operation::InvalidRequest,
        aws_operation::InvalidTimestamp,
        aws_operation::MetricsObserver,
        aws_operation::NextStep,
        aws_operation::NoRandomness,
        aws_operation::codec::OperationMeta,
        aws_operation::PageItems<'static, List>,
        aws_operation::PageToken,
        aws_operation::PageTokenError,
        aws_operation::Pages<'static, List>,
        aws_operation::codec::PayloadKind<String>,
        aws_operation::PreparedRequest,
        aws_operation::PresignedRequest,
        aws_operation::ReqwestTransport,
        aws_operation::Response<String>,
        aws_operation::codec::RestJson1,
        aws_operation::codec::RestXml,
        aws_operation::codec::RpcV2Cbor,
        aws_operation::PolicyKind,
        aws_operation::RetryPolicy,
        aws_operation::RetryReason,
        aws_operation::codec::Retryable,
        aws_operation::codec::S3AuthScheme,
        aws_operation::codec::S3Endpoint,
        aws_operation::codec::Segment,
        aws_operation::SafeToRetry,
        aws_operation::SendError<ServiceError>,
        aws_operation::Sensitive<String>,
        aws_operation::ServiceError,
        aws_operation::codec::ServiceMeta,
        aws_operation::ServiceTime,
        aws_operation::SignatureMismatch,
        aws_operation::TimedOut,
        aws_operation::Timestamp,
        aws_operation::TokenFile,
        aws_operation::TokenSource,
        aws_operation::TransportError,
        aws_operation::TransportErrorKind,
        aws_operation::UrlEncoded,
        aws_operation::WaitError<List>,
        aws_operation::Waited<List>,
        aws_operation::Waiter<List>,
        aws_operation::blocking::BlockingItems<'static, List>,
        aws_operation::blocking::BlockingPages<'static, List>,
        aws_operation::blocking::Client,
        aws_operation::server::IncomingCall<List>,
        aws_operation::server::Faults,
        aws_operation::server::ParameterMismatch,
        aws_operation::server::RecordedRequest,
        aws_operation::server::Server,
        aws_operation::server::ServerBuilder,
        aws_operation::server::IdempotencyWindow,
        aws_operation::sigv4::Payload<'static>,
        aws_operation::sigv4::Settings,
        aws_operation::sigv4::Signer,
        aws_operation::sigv4::SigningError,
        aws_operation::sts::AssumeRole,
        aws_operation::sts::AssumeRoleOutput,
        aws_operation::sts::AssumeRoleWithWebIdentity,
        aws_operation::sts::AssumeRoleWithWebIdentityOutput,
        aws_operation::sts::AssumedRoleUser,
        aws_operation::sts::Error,
        aws_operation::sts::GetCallerIdentity,
        aws_operation::sts::GetCallerIdentityOutput,
        aws_operation::sts::PolicyDescriptor,
        aws_operation::sts::ProvidedContext,
        aws_operation::sts::Service,
        aws_operation::sts::Tag,
        aws_operation::sts::TemporaryCredentials,
    }
}

#[test]
fn every_type_has_the_declared_auto_traits() {
    let lacking = lacking();
    let unlike = exported::unlike(lacking.keys().map(String::as_str));
    assert!(unlike.is_empty(), "each exported type has its line here, and no other: {unlike:?}");
    let all: Vec<_> =
        lacking.iter().filter(|(_, lacks)| !lacks.is_empty()).map(|(name, lacks)| format!("{name}: {lacks}")).collect();
    assert_eq!(all, LACKING);
}

/// All types are `Send` and `Unpin`. A type with a future is not `Sync`. A type with a user's trait object (a
/// transport, a clock, an error) is not `UnwindSafe` and not `RefUnwindSafe`.
const LACKING: [&str; 30] = [
    "Body: UnwindSafe RefUnwindSafe",
    "BodyError: UnwindSafe RefUnwindSafe",
    "ByteStream: UnwindSafe RefUnwindSafe",
    "Client: UnwindSafe RefUnwindSafe",
    "ClientBuilder: UnwindSafe RefUnwindSafe",
    "Clock: UnwindSafe RefUnwindSafe",
    "CredentialsCache: UnwindSafe RefUnwindSafe",
    "CredentialsError: UnwindSafe RefUnwindSafe",
    "DecodeError: UnwindSafe RefUnwindSafe",
    "HyperTransport: UnwindSafe RefUnwindSafe",
    "PageItems: Sync UnwindSafe RefUnwindSafe",
    "Pages: Sync UnwindSafe RefUnwindSafe",
    "PreparedRequest: UnwindSafe RefUnwindSafe",
    "PresignedRequest: UnwindSafe RefUnwindSafe",
    "ReqwestTransport: UnwindSafe RefUnwindSafe",
    "RetryPolicy: UnwindSafe RefUnwindSafe",
    "SendError: UnwindSafe RefUnwindSafe",
    "StreamError: UnwindSafe RefUnwindSafe",
    "TokenSource: UnwindSafe RefUnwindSafe",
    "TransportError: UnwindSafe RefUnwindSafe",
    "WaitError: UnwindSafe RefUnwindSafe",
    "Waited: UnwindSafe RefUnwindSafe",
    "Waiter: UnwindSafe RefUnwindSafe",
    "blocking::BlockingEvents: UnwindSafe RefUnwindSafe",
    "blocking::BlockingItems: Sync UnwindSafe RefUnwindSafe",
    "blocking::BlockingPages: Sync UnwindSafe RefUnwindSafe",
    "blocking::Client: UnwindSafe RefUnwindSafe",
    "codec::StreamedBody: UnwindSafe RefUnwindSafe",
    "server::Server: UnwindSafe RefUnwindSafe",
    "server::ServerBuilder: UnwindSafe RefUnwindSafe",
];

fn is_send<T: Send>(_: T) {}

/// The futures of the public API, none of which is polled.
#[test]
fn every_future_can_be_spawned() {
    let client = Client::builder().region("us-east-1").no_credentials().build().unwrap();
    let input = List { token: None };
    is_send(input.send(&client));
    is_send(input.call(&client));
    is_send(client.send(&input));
    is_send(client.call(&input));
    is_send(input.prepare(&client));
    is_send(input.presign(&client, Duration::from_secs(1)));
    let mut pages = input.paginate(&client);
    is_send(pages.next());
    let mut items = List { token: None }.paginate(&client).items();
    is_send(items.next());
    is_send(Client::from_env());
    is_send(Client::builder().build_from_env());
    is_send(Client::builder().build_from(&Environment::empty()));
    is_send(ByteStream::from_path("file"));
    is_send(ByteStream::from("bytes").open());
    is_send(Body::from("bytes").next());
    is_send(Body::from("bytes").bytes(5));
    is_send(Server::builder().bind("127.0.0.1:0"));
    is_send(async |server: Server| server.run().await);
}
