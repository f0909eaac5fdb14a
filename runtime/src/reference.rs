//! The reference of the attributes, as part of the documentation of this crate.

// Links to what a feature adds are links only if it is enabled.
#![cfg_attr(not(feature = "event-stream"), allow(rustdoc::broken_intra_doc_links))]

/// Turns a unit struct into an AWS service.
///
/// ```
/// use aws_operation::{Service as _, aws_service};
///
/// #[aws_service(id = "LookoutVision", protocol = "restJson1")]
/// pub struct Service;
///
/// assert_eq!(Service::META.signing_name, "lookoutvision");
/// ```
///
/// | argument | default | meaning |
/// |--|--|--|
/// | `id` | required | Smithy's `serviceId`, as in `AWS_ENDPOINT_URL_<ID>` |
/// | `protocol` | required | `restJson1`, `awsJson1_0`, `awsJson1_1` or, with the feature `aws-query`, `awsQuery` and `ec2Query`, with `rest-xml`, `restXml`, with `rpc-v2-cbor`, `rpcv2Cbor` |
/// | `signing_name` | `endpoint_prefix`, else `id` in lower case | the service name in a SigV4 credential scope |
/// | `endpoint_prefix` | `signing_name` | the first label of the host name |
/// | `endpoint("..", ..)` | the usual endpoints | the [endpoint rules](#endpoint-rules), where the endpoints are not `https://<prefix>.<region>.<domain>` |
/// | `target_prefix` | required for awsJson and rpcv2Cbor | the name of Smithy's service shape: the prefix of the operation name in `X-Amz-Target`, or the service in the path `/service/GraniteServiceVersion20100801/operation/..` |
/// | `query_compatible` | | Smithy's `awsQueryCompatible`, awsJson and rpcv2Cbor: errors keep the codes of awsQuery |
/// | `content_sha256` | on for S3, Glacier, `OpenSearch` Serverless and VPC Lattice | the service requires `X-Amz-Content-Sha256` |
/// | `headers` | | headers of every request, unless a member sets them: `headers("Accept: application/json")`, which API Gateway needs |
/// | `auth` | `"sigv4"` | how the operations without their own `auth` are authenticated; see [authentication](macro@aws_operation#authentication) |
/// | `version` | required for awsQuery and ec2Query | the version of the API, such as `2011-06-15` |
/// | `xml_namespace` | | restXml: the namespace of root elements, a URI |
/// | `error` | [`ServiceError`](crate::ServiceError) | the error enum of operations that do not specify one |
/// | `crate` | `::aws_operation` | the absolute path of this crate |
///
/// # Endpoint rules
///
/// The usual endpoint of a service is `<prefix>.<region>.<domain>`, with FIPS `<prefix>-fips.<region>.<domain>`, in the domain
/// of the region's partition or, with dual-stack, in the partition's domain for it. A rule says what is different:
///
/// ```
/// # use aws_operation::{Client, Credentials, aws_operation, aws_service};
/// #[aws_service(id = "Organizations", protocol = "awsJson1_1", target_prefix = "AWSOrganizationsV20161128", endpoint(
///     "aws-us-gov fips -> organizations.{global}.{suffix} region={global}",
///     "organizations{-fips}.{global}.{suffix} region={global}",
/// ))]
/// pub struct Service;
///
/// #[aws_operation(name = "DescribeOrganization", output = ())]
/// pub struct DescribeOrganization;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// # let key = Credentials::new("AKID", "secret");
/// let client = Client::builder().region("eu-west-1").credentials(key).build()?;
/// let request = DescribeOrganization.prepare(&client).await?;
/// assert_eq!(request.uri().host(), Some("organizations.us-east-1.amazonaws.com"));
/// # Ok(())
/// # }
/// ```
///
/// A rule is `conditions -> host`, or a host alone, and the first rule whose conditions all hold decides. `aws-operation add`
/// writes the rules of AWS's services. Conditions are separated by spaces; `!` negates one, and `|` separates alternatives:
///
/// | condition | holds |
/// |--|--|
/// | `aws-cn`, `eu-west-1` | in this partition or region |
/// | `fips`, `dualstack` | if the client uses these endpoints |
/// | `custom` | if the user set an endpoint URL; without this word, a rule holds only if the user did not, and with `custom?` in either case |
/// | `Name`, `Name=value` | if this [endpoint parameter](macro@aws_operation#endpoint-parameters) is set and not false, or has this value |
/// | `Name~label`, `Name~labels` | if it is a label of a host, or labels with dots between them |
///
/// In place of `Name`, there may be a part of it: `Name.accountId` and the like of an ARN, `Name[0..20]` or, from its end,
/// `Name[^0..7]`. `AccountId` is the account of the credentials, and `AccountIdEndpointMode` the client's
/// [mode](crate::AccountIdEndpointMode).
///
/// In the host, `{region}` is the region, `{global}` the partition's region of global services, `{dns}` and `{dual}` the
/// domains, `{suffix}` that of the client, and `{-fips}` is `-fips` for clients that use FIPS. After the host may follow
/// `region=..` and `name=..` (of the signature), `regions=..` (those of a SigV4a signature) and `header:name=..`. `error`
/// and a text is the error of calls for which there is no endpoint.
///
/// Operations use the type `Service` in scope, unless they specify `service = ..`. The arguments of all attributes can
/// also be given in `#[aws(..)]` on the same item.
pub use aws_operation_macros::aws_service;

/// Turns a struct into an AWS operation. The struct is the input, and gets methods such as `send`.
///
/// ```
/// use aws_operation::{aws_operation, aws_service, aws_shape};
///
/// #[aws_service(id = "Lambda", protocol = "restJson1")]
/// pub struct Service;
///
/// #[aws_operation(name = "GetFunction", http = "GET /2015-03-31/functions/{function_name}")]
/// pub struct GetFunction {
///     pub function_name: String,
///     #[aws(query = "Qualifier")]
///     pub qualifier: Option<String>,
/// }
///
/// #[aws_shape]
/// pub struct GetFunctionOutput {
///     pub tags: Option<std::collections::HashMap<String, String>>,
/// }
/// ```
///
/// | argument | default | meaning |
/// |--|--|--|
/// | `name` | required | the wire name of the operation |
/// | `service` | `Service` | the path of the service type |
/// | `http` | | `"METHOD /path/{field}/{greedy+}?const=1"`; a field in braces is a label of the path |
/// | `code` | 200 | the status with which a server sends a success; a client accepts any status from 200 to 299 |
/// | `idempotent = "field"` | | the `Option<String>` field that holds the idempotency token; if it is `None`, each call fills it |
/// | `idempotent` | on for DELETE | running it twice has the effect of running it once |
/// | `readonly` | on for GET and HEAD | running it changes nothing |
/// | `idempotent = false`, `readonly = false` | | overrides the default of the method |
/// | `output` | `<name>Output` | an [`aws_shape`](macro@aws_shape) struct, `()` or [`Document`](crate::Document) |
/// | `error` | the service's | an [`aws_error`](macro@aws_error) enum |
/// | `rename_all` | `"PascalCase"` | the wire names of the members, by serde's rules |
/// | `paginated(input = "..", output = "..", items = "..")` | | adds `paginate`; the fields of the page token in input and output, and the output's field with the items: a list, a map, or a type that implements [`Items`](crate::Items) |
/// | `paginated(.., more = "..")` | | the output's `bool` or `Option<bool>` field that says whether there are more pages; unless it is true, the page is the last one |
/// | `paginated(.., repeats)` | an error | a page with the same token as the page before is the last one |
/// | `auth` | the service's | how it is [authenticated](#authentication): `"none"`, `"sigv4"`, `"sigv4a"`, `"bearer"`, `"unsigned-payload"` or a list of these |
/// | `host_prefix` | | `"{field}."`, the prefix of the host |
/// | `context(Name = "path")` | | Smithy's `operationContextParams`: the text at this path is the parameter `Name` of the [endpoint](#endpoint-parameters) |
/// | `static_context(Name = "text")` | | Smithy's `staticContextParams`: a parameter of the endpoint with a constant value, a text or a boolean |
/// | `attempt_timeout` | the client's | `"15m"`, in `s`, `m` or `h`: the attempt timeout, if it is longer than the client's; see [all limits](crate::limits) |
/// | `discovered_endpoint` | | Smithy's `clientDiscoveredEndpoint`: the call goes to the endpoint that `DescribeEndpoints` of the service reports; see [customizations](crate::customizations) |
/// | `checksum_required` | | Smithy's `httpChecksumRequired` (feature `checksums`): a request has `Content-MD5`, unless it has another checksum |
/// | `checksum(algorithm = "field")` | | Smithy's `httpChecksum` (feature `checksums`): a request has a checksum; the field, which has a `header`, names the algorithm |
/// | `checksum(.., required)` | | the service rejects requests without a checksum |
/// | `checksum(validate = "field")` | | responses are checked; the field, which has a `header`, asks the service for a checksum |
/// | `checksum(tree_hash)` | | Glacier: a request has the tree hash of its payload in `x-amz-sha256-tree-hash` (feature `checksums`) |
/// | `compress = "gzip"` | | Smithy's `requestCompression` (feature `compression`): a long body is compressed |
/// | `xml_name` | `<name>Request` | restXml: the name of the root element of a request; in Smithy the name of the input |
/// | `xml_namespace` | the service's | restXml: the namespace of the root element of a request |
/// | `crate` | `::aws_operation` | the absolute path of this crate |
///
/// `output`, `items` and `more` may be paths of fields in nested structures, which may be optional:
/// `"list.next_marker"`. The last page has no token or an empty one. [`Pages`](crate::Pages) describes how to continue.
///
/// An attempt that may have run is retried only if the operation is safe to retry: with `readonly`, `idempotent` or a
/// token. Only [`RetryPolicy::aws_standard`](crate::RetryPolicy::aws_standard) retries it for every operation. A PUT is
/// not idempotent by default, because AWS does not follow HTTP's rule: each call of `PUT /bots/{botId}/botversions` of
/// Lex creates a version. Specify `idempotent` if the operation only sets a state.
///
/// # Checksums and compression
///
/// **Checksums** are computed once in a call, so that all attempts send the same one. They are in a header:
/// `Content-MD5` or `x-amz-checksum-<algorithm>`. If the input has a checksum in such a header, it is sent, and none is
/// computed. Otherwise the algorithm is the one that the field names: `CRC32`, `CRC32C`, `CRC64NVME`, `SHA1`, `SHA256`
/// or `SHA512`. If the field is `None`, it is `CRC32`. S3 gets the checksum of a [`ByteStream`](crate::ByteStream) over
/// TLS behind its bytes, in the encoding `aws-chunked`. Elsewhere a stream is read once more for its checksum; one that
/// can be read only once has none, which is an error if the checksum is required or its algorithm is named. At
/// endpoints outside of AWS's domains, whose servers may reject other checksums, the default is none, or `Content-MD5`
/// where a checksum is required. The settings `request_checksum_calculation`, `response_checksum_validation` and
/// `aws_chunked` of [`ClientBuilder`](crate::ClientBuilder) change these defaults. A presigned URL has only the
/// checksum of the input.
///
/// **Payloads of S3** that are bytes and have a checksum are not signed over TLS. All others are signed, and hashed for
/// it; a stream that can be read only once is signed in chunks while it is sent, where `aws_chunked` allows it. The
/// setting `payload_signing_enabled` changes that. S3 needs the length of a stream before its bytes.
///
/// A response is checked over its body as received, with the first of `CRC64NVME`, `CRC32C`, `CRC32`, `SHA1`, `SHA256`
/// and `SHA512` that it has. Not checked are ranges (status 206), responses to HEAD, and checksums of parts of an
/// object (`COMPOSITE`). `Response::validated_checksum` returns the algorithm. A wrong checksum is a
/// [`TransportError`](crate::TransportError) of the kind [`Corrupted`](crate::TransportErrorKind::Corrupted), and is
/// retried if the operation is safe to retry: the service has run it. In a [`ByteStream`](crate::ByteStream) it is
/// [`BodyError::WrongChecksum`](crate::BodyError::WrongChecksum) in place of the last bytes. A reader that stops
/// earlier has checked nothing, and neither has one behind a [`Transport`](crate::Transport) that decompresses bodies.
///
/// **Compression** applies to bodies in memory of at least 10,240 bytes, once in a call, before the checksum and the
/// signature. `gzip` is added to `Content-Encoding`, after the encodings of the input. A stream that is not in memory is sent
/// as it is. `disable_request_compression` and `request_min_compression_size_bytes` of
/// [`ClientBuilder`](crate::ClientBuilder) change that.
///
/// # Authentication
///
/// `auth` is Smithy's `auth`, on an operation or on the service. A list, `auth("sigv4", "bearer")` or
/// `auth = ["sigv4", "bearer"]`, is an order of preference.
///
/// | `auth` | the request |
/// |--|--|
/// | `"none"` | is unsigned and needs no credentials, see [`no_credentials`](crate::ClientBuilder::no_credentials) |
/// | `"sigv4"` | is signed with SigV4, the default |
/// | `"sigv4a"` | is signed with SigV4a for several regions, which needs the feature `sigv4a`; in a list without the feature, the other schemes are used |
/// | `"bearer"` | has a token, see [`bearer_token`](crate::ClientBuilder::bearer_token), and nothing of SigV4; it is sent over HTTPS or to loopback |
/// | `"unsigned-payload"` | is signed without its payload, so that a stream that can be read only once can be sent; alone, it keeps the schemes of the service. Over plain HTTP to another machine, the payload is signed |
///
/// The first scheme for which the client has credentials or a token is used. Instead of the order of the list, the first of
/// these that is set decides: [`auth_scheme_preference`](crate::ClientBuilder::auth_scheme_preference); a token in code,
/// where credentials are of the environment; a token in `AWS_BEARER_TOKEN_<SIGNING_NAME>`; `AWS_AUTH_SCHEME_PREFERENCE`;
/// `auth_scheme_preference` of the profile. Variables and profile are those of
/// [`Client::from_env`](crate::Client::from_env). A rejected token, status 401, is not sent again.
///
/// # Endpoint parameters
///
/// The endpoint of a few services depends on the call: that of Kinesis on the stream, that of S3 on the bucket. Such a
/// value has a name in AWS's endpoint rules, such as `Bucket`. It is a member with `context`, a constant in
/// `static_context`, or a text within a member. `context` on the operation has its path of wire names:
/// `TransactItems[*].Get.TableName`, `Items[*].[Put.TableName, Delete.TableName][]` or, for a key of a map,
/// `keys(RequestItems)`. Of several texts, the first one counts. An absent member adds nothing.
///
/// # Members
///
/// A field is a member of the body, unless it is a label in `http` or has one of these arguments in `#[aws(..)]`:
///
/// | argument | meaning |
/// |--|--|
/// | `header = "X-Name"` | is sent in this header; a list is separated by commas |
/// | `prefix_headers = "x-meta-"` | a map that is sent in headers whose names start with this prefix |
/// | `query`, `query = "name"` | is sent in the query string; a list repeats the name |
/// | `query_params` | a map that is sent in the query string |
/// | `payload`, `payload = "text/plain"` | is the whole body, of that media type: a [`Blob`](crate::Blob), [`ByteStream`](crate::ByteStream), string, [`Document`](crate::Document) or shape, or an `Option`, `Box` or [`Sensitive`](crate::Sensitive) of one |
/// | `payload` on an [`EventStream`](crate::EventStream)`<Event, Error>` | the body is an event stream, with the feature `event-stream`; in an output of a protocol without bindings, the other members are in a message before the events |
/// | `timestamp = ".."` | is sent as `date-time`, `epoch-seconds` or `http-date` |
/// | `host_label` | is also a label of `host_prefix` |
/// | `context = "Name"` | is also the parameter `Name` of the [endpoint](#endpoint-parameters); Smithy's `contextParam` |
/// | `rename = "name"` | the wire name of the member |
/// | `ec2_query_name = "Name"` | ec2Query: the name in requests; the default is the wire name with its first letter in upper case |
/// | `xml_flattened` | XML and forms: the list or map is flattened, with no element around its items |
/// | `xml_member = "entry"` | XML and forms: the name of each item of this list; the default is `member`, in ec2Query `item` |
/// | `xml_key = "Name"`, `xml_value = "Value"` | XML and forms: the names of key and value of this map; the defaults are `key` and `value` |
/// | `xml_name = "name"` | XML: the wire name, which may have a prefix: `xsi:type`; of a `payload`, the name of its root element, by default that of its type |
/// | `xml_attribute` | XML: is an attribute of the element that the struct is |
/// | `xml_namespace = "uri"`, `"prefix=uri"` | XML: the element declares this namespace; a `payload` at its root element |
/// | `xml_member_namespace`, `xml_key_namespace`, `xml_value_namespace` | XML: each item, key or value declares this namespace |
/// | `last_segment` | of a text, only the part after the last slash is sent: the ID in `/hostedzone/Z1D633PJN98FT9` |
/// | `if_empty = "-"` | this text is sent if the member is `None` or empty; the field of a label may then be an `Option` |
/// | `skip` | is not a member: neither sent nor received |
///
/// In lists of lists, the names of inner items follow after a slash: `xml_member = "row/cell"`, and likewise in maps of
/// maps.
///
/// With restXml, members without a binding make a document, whose root is `<name>Request`. Without any such member there
/// is no body. A member with a character that XML 1.0 cannot contain is `SendError::Invalid`. A 2xx response that is an
/// `<Error>`, cut off or not XML counts as a failure of the service, and is retried if the operation is safe to retry.
///
/// S3 (the signing name `s3`) differs. The segments `.` and `..` of keys are sent as they are, where the transport can.
/// User metadata is ASCII. The client asks for lists of keys in percent-encoding, because XML cannot contain all
/// characters, and decodes them. An error says in which region the bucket is, if not in the client's. An `Expires` that
/// is no date is `None`. With `context = "Bucket"`, the bucket, its name or ARN, decides where a request is sent, by
/// AWS's rules; `s3_force_path_style` and other settings of [`ClientBuilder`](crate::ClientBuilder) change them.
/// Requests to directory buckets are signed with the credentials of a
/// [session](crate::customizations#sessions-of-s3-express).
///
/// `Option<T>` is an optional member, `T` a required one. A label that is empty, `.` or `..`, or a header with control
/// characters, is [`SendError::Invalid`](crate::SendError::Invalid). Nothing is sent then.
///
/// In ec2Query, all lists of a request are flattened, an empty list is sent like an absent one, and maps are rejected.
///
/// `send(&self, client: &Client)` returns the output or a [`SendError`](crate::SendError). [`call`](crate::Call::call)
/// returns a [`Response`](crate::Response): the output with its request ID, status, headers and attempts. Both borrow the
/// struct, which can be sent several times. Each time is a new call, with a new token unless the field sets it.
pub use aws_operation_macros::aws_operation;

/// Turns a struct or enum into an AWS shape: a structure, such as a member or a whole output, an open string enum, or a
/// union.
///
/// It implements serde's `Serialize` and `Deserialize` with the wire names, so that shapes can be stored and printed.
///
/// ```
/// use aws_operation::{Timestamp, aws_shape};
///
/// #[aws_shape]
/// #[derive(Debug, PartialEq)]
/// pub struct Project {
///     pub project_name: String,
///     pub creation_timestamp: Option<Timestamp>,
/// }
///
/// let project: Project = serde_json::from_str(r#"{"ProjectName":"paint","CreationTimestamp":1576540098}"#)?;
/// assert_eq!(project.creation_timestamp, Some(Timestamp::from_second(1_576_540_098).unwrap()));
/// assert_eq!(serde_json::to_string(&project)?, r#"{"ProjectName":"paint","CreationTimestamp":1576540098}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// An enum whose variants have no fields is a string enum. It is open: one variant, marked with `#[aws(unknown)]`,
/// holds values that the service adds later. `as_str`, `Display`, `FromStr` and `From<&str>` use the wire value. A string
/// enum that must not be shown is a [`Sensitive<Status>`](crate::Sensitive) as a member.
///
/// An enum whose variants have one field each is a union. Each variant has a method that returns its value if the union is
/// that variant: `as_` and the variant's name in snake case. A union may also have an `unknown` variant, which holds the
/// name of an unknown member.
///
/// ```
/// use aws_operation::aws_shape;
///
/// #[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
/// #[derive(Debug, PartialEq)]
/// pub enum Status {
///     InProgress,
///     Complete,
///     #[aws(unknown)]
///     Unknown(String),
/// }
///
/// #[aws_shape]
/// #[derive(Debug, PartialEq)]
/// pub enum AttributeValue {
///     S(String),
///     #[aws(rename = "BOOL")]
///     Bool(bool),
///     L(Vec<AttributeValue>),
/// }
///
/// assert_eq!(Status::InProgress.to_string(), "IN_PROGRESS");
/// assert_eq!("COMPLETE".parse(), Ok(Status::Complete));
/// assert_eq!(Status::from("PAUSED"), Status::Unknown("PAUSED".into()));
///
/// let value: AttributeValue = serde_json::from_str(r#"{"L":[{"S":"a"},{"BOOL":true}]}"#)?;
/// assert_eq!(value, AttributeValue::L(vec![AttributeValue::S("a".into()), AttributeValue::Bool(true)]));
/// let texts = value.as_l().into_iter().flatten().filter_map(AttributeValue::as_s);
/// assert_eq!(texts.collect::<Vec<_>>(), ["a"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Accepts `rename_all` (for an enum, it applies to the variants) and `crate`. Fields accept `rename`, `skip`,
/// `timestamp`, `default`, the arguments that start with `xml_` and, in an output, `header`, `prefix_headers`, `status`
/// and `payload`. Variants of a union accept `rename`, `timestamp` and the arguments that start with `xml_`, except those
/// of attributes. Members without a field are ignored.
///
/// A union is also the events of an [`EventStream`](crate::EventStream), each a variant that holds a struct. Fields of such a
/// struct accept `event_header` (Smithy's `eventHeader`: a `bool`, integer, string, [`Blob`](crate::Blob) or
/// [`Timestamp`](crate::Timestamp) in the headers of the event's frame) and `event_payload` (Smithy's `eventPayload`: the
/// field is the whole payload). All other fields are the members of the payload.
///
/// For restXml a struct also accepts `xml_name`, the name of its root element where it is a payload or a response;
/// `xml_namespace`, which declares the namespace of the root or the prefix of names such as `xsi:type`; and `xml_unwrapped`,
/// Smithy's `s3UnwrappedXmlOutput`: the root is the element of the only member.
///
/// An absent member of a response is `None` if the field is an `Option`. For any other type it is an error that names
/// the member, unless the field has a default:
///
/// | argument | value of an absent member |
/// |--|--|
/// | `default` | `Default` of the type: the empty string, zero, `false`, an empty list or map |
/// | `default = "text"`, `= 1`, `= 0.5`, `= true` | this string, value of a string enum, number or boolean; for a [`Timestamp`](crate::Timestamp), seconds since 1970 |
/// | `default = b"bytes"` | these bytes, for a [`Blob`](crate::Blob) |
/// | `default = []`, `default = {}` | an empty list or map, also for a [`Document`](crate::Document) |
///
/// AWS omits some members that its models mark as required. Specify `default` if the response is useful without the
/// member. `default` affects only deserialization, in clients and servers. Serialization always sends the value of the
/// field. A field of the struct of an operation cannot have a `default`.
///
/// ```
/// use aws_operation::aws_shape;
///
/// #[aws_shape]
/// #[derive(Debug, PartialEq)]
/// pub struct Revision {
///     pub id: String,
///     #[aws(default)]
///     pub tags: Vec<String>,
///     #[aws(default = "DRAFT")]
///     pub stage: String,
/// }
///
/// let revision: Revision = serde_json::from_str(r#"{"Id":"abc"}"#)?;
/// assert_eq!(revision, Revision { id: "abc".into(), tags: Vec::new(), stage: "DRAFT".into() });
/// let error = serde_json::from_str::<Revision>("{}").unwrap_err();
/// let message = "member `Id` of `Revision` is required, but absent; use `Option` or `#[aws(default)]`";
/// assert!(error.to_string().starts_with(message));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use aws_operation_macros::aws_shape;

/// Turns an enum into the error type of a service or an operation. Implements `Display` and `Error`.
///
/// ```
/// use aws_operation::{ModeledError as _, aws_error};
///
/// #[aws_error]
/// #[derive(Debug)]
/// pub enum Error {
///     #[aws(status = 409)]
///     ConflictException { message: String, resource_id: String },
///     #[aws(status = 429, throttling)]
///     ThrottlingException {
///         message: String,
///         #[aws(header = "Retry-After")]
///         retry_after_seconds: Option<i32>,
///     },
/// }
///
/// let error = Error::ConflictException { message: "it exists".into(), resource_id: "paint".into() };
/// assert_eq!(error.code(), "ConflictException");
/// assert_eq!(error.to_string(), "ConflictException: it exists");
/// ```
///
/// | argument of a variant | default | meaning |
/// |--|--|--|
/// | `code` | the variant's name | the error code on the wire |
/// | `status` | 400 | the HTTP status with which a server sends the error |
/// | `throttling` | | Smithy's `retryable` with throttling: the service did not run the operation, because there were too many requests |
/// | `transient` | | Smithy's `retryable`: the failure may be temporary |
/// | `quota` | | a quota is reached: the call is not retried, even if the code is one of throttling, such as `LimitExceededException` |
/// | `exception` | the code, with its first letter in lower case if those of the events are | the name of the error in an event stream, with the feature `event-stream`. A client finds it also by its code |
///
/// Named fields are the members of the error. `message` is read from any key that services use for it. An absent member
/// has its `default`, or else the empty string or zero, because an incomplete error of the right type is more useful
/// than a decode error.
pub use aws_operation_macros::aws_error;
