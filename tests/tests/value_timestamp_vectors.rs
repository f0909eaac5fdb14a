//! smithy-rs's test vectors of timestamps: writing and parsing each of Smithy's three formats.
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

/// The text of `time` in a JSON body, in the format of the section.
fn written(section: &str, time: Timestamp) -> String {
    let body = match section {
        "format_epoch_seconds" => serde_json::to_value(EpochSeconds { time }),
        "format_http_date" => serde_json::to_value(HttpDate { time }),
        _ => serde_json::to_value(DateTime { time }),
    };
    let value = &body.unwrap()["Time"];
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// One vector: a time, and its text if the section's format can express it.
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

    /// Whether a JSON number cannot express the vector. Before 1970, smithy-rs writes the fraction as if the second
    /// were not negative, so the number is another time. Far from 1970, a float is less precise than a microsecond.
    fn is_inexact_number(&self) -> bool {
        self.nanosecond != 0 && !(0..1 << 33).contains(&self.second)
    }

    fn check(&self, section: &str) -> Result<(), String> {
        let Self { text, .. } = *self;
        // A year that the format cannot express is not rejected, because nothing invalid is sent.
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
        let run = vectors.iter().filter(|vector| !(section.ends_with("epoch_seconds") && vector.is_inexact_number()));
        let outcomes: Vec<_> = run.map(|vector| vector.check(section)).collect();
        let passed = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        println!("{section}: {passed}/{} passed, {} not run", vectors.len(), vectors.len() - outcomes.len());
        failures.extend(outcomes.into_iter().filter_map(Result::err));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
