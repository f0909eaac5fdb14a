//! The reference of the attributes, where a reader of the crate's documentation finds it.

/// Makes a unit struct an AWS service.
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
/// | `protocol` | required | `restJson1`, `awsJson1_0`, `awsJson1_1` or, with the feature `aws-query`, `awsQuery` |
/// | `signing_name` | `endpoint_prefix`, else `id` in lower case | the service in a SigV4 credential scope |
/// | `endpoint_prefix` | `signing_name` | the first label of the host name |
/// | `target_prefix` | required for awsJson | what stands before the operation in `X-Amz-Target` |
/// | `query_compatible` | | Smithy's `awsQueryCompatible`, awsJson only: errors have the codes that they had in awsQuery |
/// | `version` | required for awsQuery | the version of the API, such as `2011-06-15` |
/// | `error` | [`ServiceError`](crate::ServiceError) | the error enum of every operation that names none |
/// | `crate` | `::aws_operation` | the absolute path of this crate |
///
/// Operations find the service under the name `Service` unless they say `service = ..`. The arguments of this and the
/// other attributes may equally stand in `#[aws(..)]` on the same item.
pub use aws_operation_macros::aws_service;

/// Makes a struct an AWS operation: the struct is the input, and gets `send`.
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
/// | `name` | required | the operation's name on the wire |
/// | `service` | `Service` | the path of the service type |
/// | `http` | | `"METHOD /path/{field}/{greedy+}?const=1"`; a field in braces is a label of the path |
/// | `code` | 200 | the status that a server responds with a success with; a client takes any from 200 to 299 |
/// | `idempotent = "field"` | | the `Option<String>` field that holds the idempotency token: filled for each call when it is `None` |
/// | `idempotent` | on for DELETE | running it twice has the effect of running it once |
/// | `readonly` | on for GET and HEAD | running it changes nothing |
/// | `idempotent = false`, `readonly = false` | | takes the default of the method back |
/// | `output` | `<name>Output` | an [`aws_shape`](macro@aws_shape) struct, `()` or [`Document`](crate::Document) |
/// | `error` | the service's | an [`aws_error`](macro@aws_error) enum |
/// | `rename_all` | `"PascalCase"` | members' names on the wire, by serde's rules |
/// | `paginated(input = "..", output = "..", items = "..")` | | gives `paginate`: the input's field that takes a page's token, the output's that gives it, and the output's that holds the items: a list or map of any spelling, or a type that implements [`Items`](crate::Items) |
/// | `paginated(.., more = "..")` | | the output's `bool` or `Option<bool>` field that says whether more pages come: they end where it is not true |
/// | `paginated(.., repeats)` | an error | a token that comes twice in a row is the end |
/// | `auth = "none"` | signed with SigV4 | Smithy's `auth([])`: the request goes unsigned, and no credentials are asked for; see [`no_credentials`](crate::ClientBuilder::no_credentials) |
/// | `host_prefix` | | `"{field}."`, put before the host |
/// | `attempt_timeout` | the client's | `"15m"`, in `s`, `m` or `h`: how long an attempt may take, where that is longer than the client's limit; see [all limits](crate::limits) |
/// | `crate` | `::aws_operation` | the absolute path of this crate |
///
/// `output`, `items` and `more` may be paths of fields within structures, optional or not: `"list.next_marker"`. Pages end at
/// a token that is absent or empty; [`Pages`](crate::Pages) tells how they go on.
///
/// An attempt that may have run is retried only where running it twice is harmless: with `readonly`, `idempotent` or a
/// token; [`RetryPolicy::aws_standard`](crate::RetryPolicy::aws_standard) alone retries it whatever the operation. A PUT is
/// not idempotent by itself, as AWS does not keep HTTP's rule: `PUT /bots/{botId}/botversions` of Lex creates a version at
/// each call. Write `idempotent` where it does no more than set a state.
///
/// A field is a member of the body, unless `http` names it or it has one of these in `#[aws(..)]`:
///
/// | argument | meaning |
/// |--|--|
/// | `header = "X-Name"` | goes in that header; a list goes with commas |
/// | `prefix_headers = "x-meta-"` | a map that goes in headers of which the names start with this |
/// | `query`, `query = "name"` | goes in the query string; a list repeats the name |
/// | `query_params` | a map that goes in the query string |
/// | `payload`, `payload = "text/plain"` | is the whole body, of that media type: a [`Blob`](crate::Blob), [`ByteStream`](crate::ByteStream), string, [`Document`](crate::Document) or shape, or an `Option`, `Box` or [`Sensitive`](crate::Sensitive) of one |
/// | `timestamp = ".."` | is written as `date-time`, `epoch-seconds` or `http-date` |
/// | `host_label` | also stands in `host_prefix` |
/// | `rename = "name"` | the member's name on the wire |
/// | `xml_flattened` | awsQuery: no element around the items of this list or map |
/// | `xml_member = "item"` | awsQuery: the name of each item of this list, `member` otherwise |
/// | `xml_key = "Name"`, `xml_value = "Value"` | awsQuery: the names of key and value of this map, `key` and `value` otherwise |
/// | `skip` | is never on the wire |
///
/// `Option<T>` is an optional member, `T` a required one. A label that is empty, `.` or `..`, and a header with control
/// characters, are [`SendError::Invalid`](crate::SendError::Invalid): nothing is sent.
///
/// `send(&self, client: &Client)` gives the output or [`SendError`](crate::SendError); [`call`](crate::Call::call) gives the
/// output in a [`Response`](crate::Response), with its request ID, status, headers and attempts. Both borrow: the
/// struct can be sent again, which is a new call with a new token unless the token is set.
pub use aws_operation_macros::aws_operation;

/// Makes a struct or enum an AWS shape: a structure within messages or the whole of an output, an open string enum, or
/// a union.
///
/// It implements serde's `Serialize` and `Deserialize` under the wire names, so that shapes can be stored and printed.
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
/// An enum of variants without fields is a string enum. It is open: one variant, marked `#[aws(unknown)]`, holds the
/// values that are added later. An enum of variants with one field each is a union; it may have such a variant too, for
/// the name of a member that it does not know.
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
/// assert_eq!(Status::InProgress.as_str(), "IN_PROGRESS");
/// assert_eq!(serde_json::from_str::<Status>(r#""PAUSED""#)?, Status::Unknown("PAUSED".into()));
/// let value: AttributeValue = serde_json::from_str(r#"{"L":[{"S":"a"},{"BOOL":true}]}"#)?;
/// assert_eq!(value, AttributeValue::L(vec![AttributeValue::S("a".into()), AttributeValue::Bool(true)]));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Takes `rename_all` (for an enum, of its variants) and `crate`. Fields take `rename`, `skip`, `timestamp`, `default`, what
/// begins with `xml_` and, in an output, `header`, `prefix_headers`, `status` and `payload`; a union's variants take
/// `rename` and `timestamp`. Members that no field has are passed over.
///
/// A member that a response leaves out is `None` of an `Option`. Of any other type it is an error that names the member,
/// unless the field says what to read:
///
/// | argument | what an absent member is |
/// |--|--|
/// | `default` | what the type's `Default` gives: the empty text, zero, `false`, an empty list or map |
/// | `default = "text"`, `= 1`, `= 0.5`, `= true` | that string, value of a string enum, number or boolean; seconds since 1970 of a [`Timestamp`](crate::Timestamp) |
/// | `default = b"bytes"` | these bytes of a [`Blob`](crate::Blob) |
/// | `default = []`, `default = {}` | an empty list or map, also of a [`Document`](crate::Document) |
///
/// AWS leaves members out that its models call required, so `default` is what to write where the absence of one is no
/// reason to lose the response. It is about reading alone, at either end: what a field holds is sent, whatever it is, and a
/// server reads a shape within a request by the same rule. A field of an operation's own struct has no `default`.
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
/// assert_eq!(error.to_string(), "member `Id` of `Revision` is required, but absent at line 1 column 2");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use aws_operation_macros::aws_shape;

/// Makes an enum the errors of a service or operation; implements `Display` and `Error`.
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
/// | `code` | the variant's name | the code on the wire |
/// | `status` | 400 | the HTTP status that a server responds with |
/// | `throttling` | | Smithy's `retryable` with throttling: the service did nothing, and asks to come slower |
/// | `transient` | | Smithy's `retryable`: the failure may pass |
///
/// Named fields are the error's members. `message` is read in whatever spelling a service has for it, and a member that
/// a service leaves out becomes its `default`, or else the empty text or zero: an error that is recognised is worth more than a complete one.
pub use aws_operation_macros::aws_error;
