//! Write an operation: from a page of AWS's API reference to a struct.
//!
//! The arguments of the attributes are the words of AWS's models. Their full lists are in the reference of
//! [`aws_service`](macro@crate::aws_service), [`aws_operation`](macro@crate::aws_operation),
//! [`aws_shape`](macro@crate::aws_shape) and [`aws_error`](macro@crate::aws_error).
//!
//! | attribute | on | says |
//! |--|--|--|
//! | `#[aws_service]` | a unit struct | the ID, the protocol, and what else differs from the usual: `signing_name`, `endpoint_prefix`, `target_prefix`, `version`, `xml_namespace`, `query_compatible`, `content_sha256`, `headers`, `endpoint`, `auth`, `error` |
//! | `#[aws_operation]` | a struct, the input | `name`, `service`, `http`, `code`, `idempotent`, `readonly`, `output`, `error`, `rename_all`, `paginated`, `host_prefix`, `auth`, `attempt_timeout`, `discovered_endpoint`, `context`, `static_context`, `checksum`, `checksum_required`, `compress`, `xml_name`, `xml_namespace` |
//! | `#[aws_shape]` | a struct, string enum or union | that it is part of a message, or an output |
//! | `#[aws_error]` | an enum | the errors; a variant takes `code`, `status`, `throttling`, `transient`, `quota`, `exception` |
//! | `#[aws(..)]` | a field | where the member is: `header`, `prefix_headers`, `query`, `query_params`, `payload`, `status`, `event_header`, `event_payload`, `context`, `host_label`; how it is written: `rename`, `timestamp`, `default`, `last_segment`, `if_empty`, `skip`, `xml_name`, `xml_attribute`, `xml_namespace`, `xml_flattened`, `xml_member`, `xml_key`, `xml_value`, `ec2_query_name` |
//!
//! # The service
//!
//! | what | where AWS says it |
//! |--|--|
//! | `id` | `serviceId` in the model, such as `Secrets Manager`, or `SSM` for Systems Manager; with `_` for spaces it is the end of `AWS_ENDPOINT_URL_SECRETS_MANAGER` |
//! | `protocol` | the "Request Syntax": a method and the path of a resource with JSON is restJson1, with XML restXml; JSON alone is awsJson1_0 or awsJson1_1, by the `Content-Type` of a "Sample Request", such as `application/x-amz-json-1.1`; a "Sample Request" with `Action=..` is awsQuery, in EC2 ec2Query |
//! | `target_prefix` | the part of `X-Amz-Target` before the dot, in a "Sample Request" (awsJson) |
//! | `version` | the `Version` parameter (awsQuery, ec2Query) |
//! | `signing_name` | needed if it is not the ID in lower case: `id = "SFN"` is signed as `states` |
//! | `endpoint_prefix` | needed if the host begins otherwise than with the signing name: `bedrock-runtime` |
//!
//! Not every page has a "Sample Request", and no page has the ID. `aws-operation operations ssm` prints ID and protocol
//! of a service, and [`aws-operation add`](super::_03_let_it_be_written) writes the whole attribute.
//!
//! ```
//! use aws_operation::aws_service;
//!
//! #[aws_service(id = "Secrets Manager", protocol = "awsJson1_1", signing_name = "secretsmanager")]
//! #[aws(target_prefix = "secretsmanager")]
//! pub struct Service;
//! ```
//!
//! The protocols are restJson1, awsJson1_0, awsJson1_1 and, with the features `aws-query`, `rest-xml` and
//! `rpc-v2-cbor`, awsQuery and ec2Query, restXml, and rpcv2Cbor: every protocol of AWS services.
//!
//! # The operation
//!
//! In the awsJson protocols, the name is all that an operation needs. In the REST protocols, copy method and path from
//! "Request Syntax", with a field for each label. The page of `ListTagsForResource` says `GET /tags/ResourceArn`, and
//! that of Lambda's `Invoke`:
//!
//! ```text
//! POST /2015-03-31/functions/FunctionName/invocations?Qualifier=Qualifier HTTP/1.1
//! X-Amz-Invocation-Type: InvocationType
//! X-Amz-Log-Type: LogType
//!
//! Payload
//! ```
//!
//! ```
//! use aws_operation::{Blob, aws_operation, aws_service, aws_shape};
//! # use aws_operation::{Client, Credentials};
//!
//! #[aws_service(id = "Lambda", protocol = "restJson1")]
//! pub struct Service;
//!
//! #[aws_operation(name = "Invoke", attempt_timeout = "15m")]
//! #[aws(http = "POST /2015-03-31/functions/{function_name}/invocations")]
//! pub struct Invoke {
//!     pub function_name: String,
//!     #[aws(query = "Qualifier")]
//!     pub qualifier: Option<String>,
//!     #[aws(header = "X-Amz-Invocation-Type")]
//!     pub invocation_type: Option<String>,
//!     #[aws(payload)]
//!     pub payload: Option<Blob>,
//! }
//!
//! #[aws_shape]
//! pub struct InvokeOutput {
//!     #[aws(status)]
//!     pub status_code: u16,
//!     #[aws(header = "X-Amz-Function-Error")]
//!     pub function_error: Option<String>,
//!     #[aws(payload)]
//!     pub payload: Option<Blob>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
//! let invoke = Invoke {
//!     function_name: "resize images".into(),
//!     qualifier: Some("live".into()),
//!     invocation_type: None,
//!     payload: Some("{}".into()),
//! };
//! let request = invoke.prepare(&client).await?;
//! let path = "/2015-03-31/functions/resize%20images/invocations?Qualifier=live";
//! assert_eq!(request.uri().to_string(), format!("https://lambda.us-east-1.amazonaws.com{path}"));
//! assert!(!request.headers().contains_key("x-amz-invocation-type"));
//! # Ok(())
//! # }
//! ```
//!
//! `prepare` builds and signs the request without sending it: the quickest check of a new struct.
//!
//! - A field in braces is a **label**. `{key+}` is greedy: it keeps slashes.
//! - `query`, `header`, `prefix_headers`, `query_params`, `payload` and `status` say where other members are. All other
//!   fields are in the body.
//! - Wire names are in PascalCase, unless `rename_all` (on the struct) or `rename` (on a field) says otherwise.
//!   `rename_all = "camelCase"` is common in restJson1.
//! - A **successful status** other than 200, `code = 201`, matters to a server only.
//!
//! # Members
//!
//! | Smithy | Rust |
//! |--|--|
//! | string, boolean, integers, float, double | `String`, `bool`, `i32`, `i64`, `f32`, `f64` and the other number types |
//! | list, set, map | `Vec<T>`, `HashSet<T>` or `BTreeSet<T>`, `HashMap<String, T>` or `BTreeMap<String, T>` |
//! | blob | [`Blob`](crate::Blob); as a streamed payload, [`ByteStream`](crate::ByteStream) |
//! | timestamp | [`Timestamp`](crate::Timestamp), in the format of its location; `timestamp = ".."` for another one |
//! | document | [`Document`](crate::Document) |
//! | structure, enum, union | a struct or an enum with `#[aws_shape]` |
//! | a percent-encoded text | [`UrlEncoded`](crate::UrlEncoded) |
//! | `@sensitive` | [`Sensitive<T>`](crate::Sensitive), which is not shown in `Debug`, dry runs and traces; `"hunter2".into()` makes one, `*password` reads it |
//! | an item of DynamoDB, or its key | [`Item<T>`](crate::dynamodb::Item) of your own type, with the feature `dynamodb` |
//!
//! `Option<T>` is an optional member, `T` a required one. You decide: leave out members that you neither send nor read.
//! An absent required member of a response is an error that names it. If the response is useful without it, write
//! `#[aws(default)]`, which reads it as empty, zero or `false`, or `#[aws(default = "DRAFT")]`, which reads it as that
//! value. Services do omit members that their models call required.
//!
//! ```
//! use aws_operation::{Sensitive, Timestamp, aws_shape};
//!
//! #[aws_shape]
//! #[derive(Debug)]
//! pub struct Secret {
//!     #[aws(rename = "ARN")]
//!     pub arn: String,
//!     pub secret_string: Option<Sensitive<String>>,
//!     pub created_date: Option<Timestamp>,
//!     #[aws(default)]
//!     pub tags: Vec<Tag>,
//!     pub rotation: Option<Rotation>,
//! }
//!
//! #[aws_shape]
//! #[derive(Debug)]
//! pub struct Tag {
//!     pub key: String,
//!     pub value: String,
//! }
//!
//! #[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
//! #[derive(Debug, PartialEq)]
//! pub enum Rotation {
//!     NotRotated,
//!     Rotated,
//!     #[aws(unknown)]
//!     Other(String),
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let secret: Secret = serde_json::from_str(
//!     r#"{"ARN":"arn:aws:..","SecretString":"hunter2","CreatedDate":1532389136.5,"Rotation":"NOT_ROTATED"}"#,
//! )?;
//! assert!(secret.tags.is_empty());
//! assert_eq!(secret.rotation, Some(Rotation::NotRotated));
//! assert!(!format!("{secret:?}").contains("hunter2"));
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! Name the errors that the program handles; "Errors" of the page lists them with their status. A client needs `status`
//! for a server of the same struct only. `throttling` and `transient` are Smithy's `retryable`: [errors and
//! retries](super::_05_errors_and_retries).
//!
//! # Safe to retry
//!
//! | the operation | write | |
//! |--|--|--|
//! | has an idempotency token (the model says `idempotencyToken`) | `idempotent = "client_token"` | the field is an `Option<String>`, which each call fills in |
//! | changes nothing | `readonly` | the default for GET and HEAD |
//! | has the effect of one call if it runs twice | `idempotent` | the default for DELETE; **not** for PUT, because AWS has PUT operations that create a resource each time |
//!
//! `readonly = false` and `idempotent = false` take the default of a method back. Other protocols have no such
//! defaults.
//!
//! # Where a mistake shows
//!
//! Each mistake in an attribute is one compile error at the token to change, with what to write instead: [all of
//! them](super::_17_compile_errors). What the compiler cannot know, such as a wrong wire name, is found by
//! [`aws-operation check`](super::_03_let_it_be_written#compare-structs-with-the-model), which compares structs with
//! AWS's models.
//!
//! # An API of your own
//!
//! An API behind API Gateway, a function URL, or your own service that verifies SigV4 is called the same way. Write
//! `protocol = "restJson1"` and the `signing_name` that it verifies (`execute-api`, `lambda`, ..), and set the base
//! URL, with its stage, as the client's `endpoint_url`:
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use aws_operation::server::{IncomingCall, Server};
//! use aws_operation::{Client, Credentials, aws_operation, aws_service, aws_shape};
//!
//! #[aws_service(id = "Pets", protocol = "restJson1", signing_name = "execute-api")]
//! pub struct Pets;
//!
//! #[aws_operation(name = "GetPet", service = Pets, http = "GET /pets/{pet_id}", readonly)]
//! pub struct GetPet {
//!     pub pet_id: String,
//! }
//!
//! #[aws_shape(rename_all = "camelCase")]
//! pub struct GetPetOutput {
//!     pub pet_name: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Server::builder()
//! #     .credentials("AKID", "secret")
//! #     .base_path("/prod")
//! #     .operation::<GetPet, _>(|call: IncomingCall<GetPet>| async move {
//! #         Ok(GetPetOutput { pet_name: format!("pet {}", call.pet_id) })
//! #     })
//! #     .bind("127.0.0.1:0")
//! #     .await?;
//! # let stage_url = server.url();
//! let client = Client::builder()
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKID", "secret"))
//!     .endpoint_url(stage_url) // such as https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod
//!     .build()?;
//! assert_eq!(GetPet { pet_id: "7".into() }.send(&client).await?.pet_name, "pet 7");
//! # Ok(())
//! # }
//! ```
//!
//! The example `private_api` of the repository shows two such APIs, without an account.
