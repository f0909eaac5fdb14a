//! Timestamps in the three formats.

use aws_operation::Timestamp;

/// Reads a timestamp, and writes it in both text formats and as a number. Each is read as the same second.
pub fn timestamps(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let seconds = text.parse().ok().and_then(|seconds| Timestamp::from_seconds(seconds).ok());
    let read = text.parse().ok().or(seconds);
    read.is_some_and(|read| {
        same(read);
        true
    })
}

fn same(read: Timestamp) {
    let again: Timestamp = read.to_string().parse().unwrap_or_else(|error| panic!("{error}: {read}"));
    assert_eq!(again, read, "by its own text");
    let again: Timestamp = read.to_http_date().parse().unwrap_or_else(|error| panic!("{error}: {read}"));
    assert_eq!(again.as_second(), read.as_second(), "as an HTTP date");
    let again = Timestamp::from_seconds(read.as_seconds()).unwrap_or_else(|error| panic!("{error}: {read}"));
    assert!(
        again.since(read).as_micros() < 1_000 && read.since(again).as_micros() < 1_000,
        "{read}, as a number {again}"
    );
}
