//! The guide, in reading order. Each chapter can be read alone. This module contains only documentation.
//!
//! Most programs in it are run by the tests of this crate, against a server of the same structs on this machine.
//!
//! | chapter | answers |
//! |--|--|
//! | [`_01_start`] | How do I make my first call, on this machine and at AWS? |
//! | [`_02_write_an_operation`] | How does a page of AWS's API reference become a struct? |
//! | [`_03_let_it_be_written`] | How does the command write structs, compare them with AWS's models and print an IAM policy? |
//! | [`_04_call`] | What else is there beside `send`: request IDs, dry runs, URLs, pages, waiters, other requests? |
//! | [`_05_errors_and_retries`] | Which failures are retried, and when may a call have run twice? |
//! | [`_06_credentials`] | Where do credentials come from: variables, SSO, `aws login`, roles, MFA, tokens? |
//! | [`_07_endpoints`] | Where does a request go: regions, FIPS, dual-stack, accounts, emulators? |
//! | [`_08_testing`] | How do I test my program without AWS, with lost responses, throttling and clocks? |
//! | [`_09_payloads`] | How do I send and receive bodies that do not fit in memory, checksums and compression? |
//! | [`_10_event_streams`] | How do I read the events of Bedrock, Lambda, Kinesis and S3, and fake them? |
//! | [`_11_s3`] | What is different about S3 and S3-compatible servers? |
//! | [`_12_observe`] | How do I get logs, traces and metrics? |
//! | [`_13_transports`] | Which HTTP client and which TLS are used, and how do I bring my own? |
//! | [`_14_blocking`] | How do I call without async? |
//! | [`_15_lambda`] | How do I use it in a Lambda function or extension? |
//! | [`_16_features`] | What does each feature add, and what does it cost? |
//! | [`_17_compile_errors`] | What does this compile error mean? |
//!
//! Beside the guide are the reference of the attributes ([`aws_service`](macro@crate::aws_service),
//! [`aws_operation`](macro@crate::aws_operation), [`aws_shape`](macro@crate::aws_shape),
//! [`aws_error`](macro@crate::aws_error)) and three pages of reference: all [`limits`](crate::limits), what single
//! services want ([`customizations`](crate::customizations)), and what is reported
//! ([`observability`](crate::observability)).

// Links to what a feature adds are links only if it is enabled.
#![cfg_attr(
    not(all(
        feature = "blocking",
        feature = "dynamodb",
        feature = "event-stream",
        feature = "hyper",
        feature = "metrics",
        feature = "reqwest",
        feature = "rest-xml",
        feature = "checksums",
        feature = "server",
        feature = "sts"
    )),
    allow(rustdoc::broken_intra_doc_links)
)]

pub mod _01_start;
pub mod _02_write_an_operation;
pub mod _03_let_it_be_written;
pub mod _04_call;
pub mod _05_errors_and_retries;
pub mod _06_credentials;
pub mod _07_endpoints;
pub mod _08_testing;
pub mod _09_payloads;
pub mod _10_event_streams;
pub mod _11_s3;
pub mod _12_observe;
pub mod _13_transports;
pub mod _14_blocking;
pub mod _15_lambda;
pub mod _16_features;
// Its code is that of mistakes, so it is no test.
#[cfg(not(doctest))]
pub mod _17_compile_errors;
