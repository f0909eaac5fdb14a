//! Let it be written: the command `aws-operation` writes structs, compares them with AWS's models, and prints policies.
//!
//! It reads the models of botocore, or files that you name. It downloads nothing, and runs no code of the current
//! folder.
//!
//! # Seven commands to a first response
//!
//! ```sh
//! cargo install aws-operation-cli # in a checkout: cargo install --path cli
//! pip install botocore # for the models
//! cargo new hello && cd hello
//! cargo add aws-operation # until 0.2.0 is released: cargo add --path ../aws-operation/runtime
//! cargo add tokio --features full
//! aws-operation add dynamodb ListTables --out src/dynamodb.rs
//! cargo run # once src/main.rs is as below
//! ```
//!
//! ```ignore
//! mod dynamodb;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = aws_operation::Client::from_env().await?;
//!     let tables = dynamodb::ListTables::default().send(&client).await?;
//!     println!("{:?}", tables.table_names);
//!     Ok(())
//! }
//! ```
//!
//! On two cores, the command and the crate compile in about three minutes. Models are read from `--model FILE`, from
//! the folder of `--models DIR` or `AWS_OPERATION_MODELS`, or from the installed botocore.
//!
//! | command | does |
//! |--|--|
//! | `aws-operation services --filter dynamo` | lists the services that have a model |
//! | `aws-operation operations dynamodb --filter item` | lists the operations of a service |
//! | `aws-operation add dynamodb GetItem PutItem --out src/dynamodb.rs` | writes the operations, and the shapes that they reach |
//! | `aws-operation add dynamodb UpdateItem --only UpdateExpression,ExpressionAttributeValues --out src/dynamodb.rs` | leaves out members that you do not send |
//! | `aws-operation add dynamodb DescribeTable --waiters --out src/dynamodb.rs` | writes the waiters of the operations too: [waiting](super::_04_call#wait-for-a-state) |
//! | `aws-operation add cloudwatch PutMetricData --protocol rpcv2Cbor --out src/cloudwatch.rs` | chooses another protocol of the model; without it, `add` prefers JSON |
//! | `aws-operation update src/dynamodb.rs` | brings a file up to a newer model |
//! | `aws-operation check src/dynamodb.rs` | compares structs with the model |
//! | `aws-operation policy src/dynamodb.rs` | prints the IAM policy that the operations need |
//!
//! # What is written
//!
//! Ordinary Rust with the same four attributes, to be read, changed and committed. The head of the file lists the
//! commands that wrote it:
//!
//! ```text
//! //! Amazon DynamoDB, API version 2012-08-10.
//! //!
//! //! Written with:
//! //! - `aws-operation add dynamodb GetItem PutItem --out src/dynamodb.rs` (0.2.0, botocore 1.43.11)
//! ```
//!
//! - Inputs with up to seven required members have a `new` that takes them. Every struct that can has `Default`:
//!   `PutItem { condition_expression: Some(condition), ..PutItem::new("Music", item) }`.
//! - `add` to an existing file keeps your changes and writes what is missing. If the file uses a name for something
//!   else, `add` writes nothing and says so.
//! - A comment, and a line on the terminal, says what the attributes cannot express.
//! - If a service has unusual endpoints, as IAM has, `add` writes their rules (`endpoint(..)`), so that calls arrive in
//!   every partition, with FIPS and with dual-stack.
//! - Code for awsQuery services, such as STS, and for EC2 needs the feature `aws-query`; that for restXml services,
//!   such as Route 53, `rest-xml`; that for rpcv2Cbor, `rpc-v2-cbor`; operations with checksums, `checksums`; those
//!   with `compress`, `compression`; those with event streams, `event-stream`. Without the feature, one compile error
//!   names it.
//! - If the model has no errors, as EC2's has none, a comment says so: match on
//!   [`error.code()`](crate::SendError::code), or write an `#[aws_error]` enum of the documented codes that you handle.
//!
//! **Required members of outputs.** Services omit members that their models call required. So `add` writes such a
//! member of an output as `T` with `#[aws(default)]` if it is a string, number, boolean, list or map, and as
//! `Option<T>` otherwise. In a shape that is sent as well, it stays `T`. If Smithy's model has a default, `add` writes
//! it: `#[aws(default = "DRAFT")]`.
//!
//! **Safe to retry.** `add` writes `readonly` and `idempotent` from the model. For AWS's models it also uses a table of
//! operation names (`cli/src/safe_to_retry/table.rs` of the repository), because the models mark only 2,405 of 8,429
//! operations that only read, and none of DynamoDB's. The table overrides the model for some operations that the model
//! marks although each call acts. A comment names the source.
//!
//! # Keep it current
//!
//! `update` adds new enum values, union members and errors, and the shapes that they need. It lists new members of
//! structures, and adds them with `--members`, or by name with `--members=TableClass,tags`; they are `Option`s. It
//! changes no existing item: if the model has another type, location or name, `update` prints the finding of `check`,
//! and exits with 1 if that is an error. `--except=Error,Runtime` adds nothing to those items. `--dry-run` prints what
//! would be added.
//!
//! # Compare structs with the model
//!
//! ```sh
//! aws-operation check src/dynamodb.rs
//! aws-operation check src/pets.rs --model pets.smithy.json
//! ```
//!
//! `check` reads annotated structs and their modules, and compares them with the model of their service. It finds the
//! model by the service's `id`, as `add` does. `--model` names a file instead: Smithy's JSON, or botocore's with its
//! paginators. Each finding names your field and what to write:
//!
//! ```text
//! src/lookoutvision.rs:17: error: `client_token` of `CreateProject` goes in the body, but the model has it in the header
//! `X-Amzn-Client-Token`; write `#[aws(header = "X-Amzn-Client-Token")]`
//! ```
//!
//! (botocore no longer has the model of Lookout for Vision; this finding is from a run with `--model`.)
//!
//! - An `error` fails on the wire, or an operation is wrongly `readonly`. The exit code is 1, so that `check` can be a
//!   step of continuous integration.
//! - A `warning` may fail, makes calls less safe, or prevents a retry.
//! - A `note` is a member or error that you left out, or a response that is an error if it lacks a required member.
//!
//! # A policy for the program
//!
//! `aws-operation policy src/dynamodb.rs` prints the minimum that IAM must allow for the operations, with the resource
//! `*` for you to narrow down. No model has IAM's names. `policy` uses the signing name and the operation's name, with
//! known exceptions (`lambda:InvokeFunction`); `--service-prefix monitoring=cloudwatch` sets another prefix.
//!
//! # How much of AWS it can write
//!
//! Of the 20,027 operations of AWS with these protocols (botocore 1.44.8), `add` writes 20,001 completely.
//! `docs/COVERAGE.md` of the repository has the reason for each of the others, such as another signature. In an earlier
//! run (botocore 1.43.106), all 17,938 that were written of 18,015 compiled, and generated inputs and outputs were
//! equal after a round trip through client and server: `cargo run -p aws-operation-tests --bin coverage`.
