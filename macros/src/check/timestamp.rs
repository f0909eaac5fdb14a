//! `timestamp = ".."`: Smithy's `timestampFormat`.

use crate::misuse;
use crate::parse::args::Args;
use crate::parse::nearest::nearest;
use crate::report::Report;

/// Smithy's names for how a timestamp is written.
pub(crate) const FORMATS: [&str; 3] = ["date-time", "epoch-seconds", "http-date"];

/// Smithy's `timestampFormat`.
#[derive(Clone, Copy)]
pub(crate) enum TimestampFormat {
    DateTime,
    EpochSeconds,
    HttpDate,
}

/// Takes the argument `timestamp`.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Option<TimestampFormat> {
    let given = args.string("timestamp", "date-time")?;
    match given.value.as_str() {
        "date-time" => Some(TimestampFormat::DateTime),
        "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
        "http-date" => Some(TimestampFormat::HttpDate),
        _ => {
            let nearest = nearest(&given.value, FORMATS);
            report.misuse(given.tokens, misuse::unknown_timestamp_format(&given.value, &FORMATS, nearest.as_deref()));
            None
        }
    }
}
