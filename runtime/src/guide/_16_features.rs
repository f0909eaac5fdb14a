//! Features, and what each adds.
//!
//! | feature | |
//! |--|--|
//! | `reqwest` (default) | the HTTP client; without it and `hyper`, implement [`Transport`](crate::Transport) |
//! | `hyper` | [`HyperTransport`](crate::HyperTransport), an HTTP client with a third fewer crates; with `reqwest` too, pass it by `.transport(..)` |
//! | `rustls-ring` (default) | TLS with rustls and ring, for either HTTP client |
//! | `rustls-aws-lc-rs`, `native-tls` | TLS with another library |
//! | `aws-query` | the protocols awsQuery and ec2Query: STS, IAM, SNS, CloudFormation, RDS, EC2 |
//! | `rest-xml` | the protocol restXml, as of Route 53, CloudFront and S3 |
//! | `rpc-v2-cbor` | the protocol rpcv2Cbor: three services need it, and many of awsJson offer it too; numbers are binary and exact |
//! | `checksums` | `checksum(..)` and `checksum_required`: checksums of requests and responses |
//! | `compression` | `compress = "gzip"`: compressed requests |
//! | `event-stream` | [`EventStream`](crate::EventStream) as a payload: Bedrock's `ConverseStream`, Lambda's `InvokeWithResponseStream` |
//! | `http2` | events both ways at the same time, over HTTP/2: Transcribe's `StartStreamTranscription`; the server half over HTTP/2 |
//! | `sts` | [`sts`](crate::sts) (`AssumeRole`, ..); roles in code, of profiles and of web identities |
//! | `sso` | profiles of SSO and of `aws login`; the latter signs with what `rustls-ring`, `rustls-aws-lc-rs` or `sigv4a` has |
//! | `dynamodb` | [`dynamodb::Item`](crate::dynamodb::Item): items of DynamoDB as your own types |
//! | `aws-credential-types` | providers of the official SDK as sources of credentials; needs Rust 1.94.1 |
//! | `metrics` | [`MetricsObserver`](crate::MetricsObserver): the durations of calls and attempts, for the crate `metrics` |
//! | `blocking` | [`blocking::Client`](crate::blocking::Client): the same calls without async, and no second HTTP client |
//! | `server` | the [server half](crate::server) |
//! | `sigv4a` | SigV4a, signatures for several regions |
//! | `chrono`, `jiff`, `time` | [`Timestamp`](crate::Timestamp) from and to the types of that crate |
//!
//! A feature adds names, protocols and sources of credentials. Where two exclude each other: with `hyper` and
//! `reqwest`, a client builds reqwest's transport; with `native-tls` and a feature of rustls, the platform's TLS is
//! used; with both features of rustls, TLS is that of aws-lc-rs.
//!
//! Without features there is no HTTP client, no TLS and no tokio networking. The example `own_transport` of the
//! repository shows the rest. A missing feature is one compile error that names it, for protocols and arguments, or an
//! error of the configuration that names it, for profiles.
//!
//! # What they cost
//!
//! `benches/features` of the repository, debug, in a program with one operation of restJson1 over `hyper`, on two busy
//! cores (an error of about 1 s of CPU). The program itself does not use the feature.
//!
//! | feature | crates | CPU s |
//! |--|--|--|
//! | `hyper`, `rustls-ring`, and nothing else | 66 with the program's own | 52.4 |
//! | `aws-query` (`sts`), `rest-xml` | +1: quick-xml | +0.7 (+0.4), +0.2 |
//! | `rpc-v2-cbor`, `blocking` | +0 | less than the error |
//! | `checksums` | +4 | +0.1 |
//! | `compression` | +5 | +1.4 |
//! | `event-stream` | +0 | less than the error |
//! | `http2` | +8: h2 | +4.6 |
//! | `sigv4a` | +19 | +5.0 |
//! | `dynamodb` | +0 | less than the error |
//! | `sso` | +1: sha1 | +0.7 |
//! | `metrics` | +3 | +0.9 |
//! | `server` | +2 | less than the error |
//! | `jiff`, `chrono`, `time` | +2, +3, +5 | +1.8, +0.1, +1.3 |
//!
//! The default features need 103 crates on Linux, this one included, and `hyper` with `rustls-ring` 67. The official
//! SDK with `aws-config` needs 172. `.ci/budgets` and `.ci/dependencies` of the repository hold these numbers, and one
//! version of each crate.
//!
//! **Fewer crates with reqwest:** `cargo update -p idna_adapter --precise 1.0.0` in a program removes 21 crates and a tenth
//! of the CPU of a cold debug build (49.5 and 44.4 s). They are tables for host names outside of ASCII, which no endpoint of
//! AWS has. All of the program's requests to such hosts fail then.
//!
//! An operation costs what you write: there is one copy of the code that signs, sends, retries and decodes, and a few
//! lines of expansion for each struct. Each further operation of five fields adds about 5.1 kB to a program.
//!
//! # Supported Rust
//!
//! Rust 1.89, and 1.94.1 for `aws-credential-types`. No other feature raises it.
