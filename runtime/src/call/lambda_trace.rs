//! The trace ID of the Lambda function in which a client runs. With it, Lambda finds functions that call each other
//! forever.
//!
//! Source: botocore's `add_recursion_detection_header`.

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::environment::Environment;

static TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// What is encoded in the header, as in botocore.
const ESCAPED: &AsciiSet = &{
    let set = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'=').remove(b';');
    let set = set.remove(b':').remove(b'+').remove(b'&').remove(b'[').remove(b']').remove(b'{').remove(b'}');
    set.remove(b'"').remove(b'\'').remove(b',')
};

/// Adds the trace ID of the present invocation, unless a member sets the header. The variable changes with each
/// invocation.
pub(super) fn add_trace_id(environment: &Environment, headers: &mut HeaderMap) {
    let Some(id) = environment.variable("_X_AMZN_TRACE_ID").filter(|_| !headers.contains_key(&TRACE_ID)) else {
        return;
    };
    if let Ok(value) = HeaderValue::try_from(utf8_percent_encode(&id, ESCAPED).to_string()) {
        headers.insert(&TRACE_ID, value);
    }
}
