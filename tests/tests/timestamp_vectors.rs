//! smithy-rs's vectors of timestamps: each of Smithy's three formats, written and read.
#![allow(clippy::print_stdout)] // the tally

use std::fs;
use std::path::Path;
use std::time::Duration;

use aws_operation::{Timestamp, aws_shape};
use serde_json::Value;

#[aws_shape]
struct EpochSeconds {
    time: Timestamp,
}

#[aws_shape]
struct HttpDate {
    #[aws(timestamp = "http-date")]
    time: Timestamp,
}

#[aws_shape]
struct DateTime {
    #[aws(timestamp = "date-time")]
    time: Timestamp,
}

/// What is in a body, as the section's format writes `time`.
fn written(section: &str, time: Timestamp) -> String {
    let body = match section {
        "format_epoch_seconds" => serde_json::to_value(EpochSeconds { time }),
        "format_http_date" => serde_json::to_value(HttpDate { time }),
        _ => serde_json::to_value(DateTime { time }),
    };
    let value = &body.unwrap()["Time"];
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// One vector: an instant, and its text if it has one in the section's format.
struct Vector<'a> {
    second: i64,
    nanosecond: u64,
    text: Option<&'a str>,
}

impl<'a> Vector<'a> {
    fn new(vector: &'a Value) -> Self {
        Self {
            second: vector["canonical_seconds"].as_str().unwrap().parse().unwrap(),
            nanosecond: vector["canonical_nanos"].as_u64().unwrap(),
            text: vector["smithy_format_value"].as_str(),
        }
    }

    fn instant(&self) -> Timestamp {
        Timestamp::from_second(self.second).unwrap().saturating_add(Duration::from_nanos(self.nanosecond))
    }

    /// Whether the vector asks for what seconds as a number cannot be. Before 1970 smithy-rs writes the fraction as if
    /// the second were not negative, so that the number is another instant; and far from 1970 a float has no
    /// microseconds.
    fn is_no_number(&self) -> bool {
        self.nanosecond != 0 && !(0..1 << 33).contains(&self.second)
    }

    fn check(&self, section: &str) -> Result<(), String> {
        let Self { text, .. } = *self;
        // Years that a format has no form for are not rejected: nothing is on the wire that could go wrong.
        let Some(text) = text else { return Ok(()) };
        let holds = match section.strip_prefix("parse_") {
            Some(_) => text.parse() == Ok(self.instant()),
            None => written(section, self.instant()) == text,
        };
        let read: Result<Timestamp, _> = text.parse();
        let written = written(section, self.instant());
        if holds { Ok(()) } else { Err(format!("{section} `{text}`: read {read:?}, written `{written}`")) }
    }
}

#[test]
fn every_vector_holds() {
    let path = "../../shared/conformance/smithy-rs-misc/aws-smithy-types/test_data/date_time_format_test_suite.json";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if !path.is_file() {
        aws_operation_skip::skip("timestamps", format_args!("{} is not there", path.display()));
        return;
    }
    let suite: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut failures = Vec::new();
    for (section, vectors) in suite.as_object().unwrap().iter().filter(|(section, _)| *section != "description") {
        let vectors: Vec<_> = vectors.as_array().unwrap().iter().map(Vector::new).collect();
        let run = vectors.iter().filter(|vector| !(section.ends_with("epoch_seconds") && vector.is_no_number()));
        let outcomes: Vec<_> = run.map(|vector| vector.check(section)).collect();
        let passed = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        println!("{section}: {passed}/{} passed, {} not run", vectors.len(), vectors.len() - outcomes.len());
        failures.extend(outcomes.into_iter().filter_map(Result::err));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
