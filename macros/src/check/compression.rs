//! `compress = "gzip"`: Smithy's `requestCompression`.

use super::binding::Binding;
use super::member::Members;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// Takes the argument. `is_enabled` is whether the runtime has compression.
pub(crate) fn take(args: &mut Args<'_>, is_enabled: bool, report: &Report) -> Option<Given<String>> {
    if !is_enabled {
        let key = args.take_key("compress")?;
        report.misuse(key, misuse::argument_without_feature("compress", "compression"));
        return None;
    }
    let given = args.string("compress", "gzip")?;
    if given.value != "gzip" {
        report.misuse(&given.tokens, misuse::unknown_encoding(&given.value));
        return None;
    }
    Some(given)
}

/// Reports a request without a body, which leaves nothing to compress.
pub(crate) fn check_body(given: &Given<String>, members: &Members, report: &Report) {
    let mut members = members.members.iter();
    let may_be_in_body = members.any(|member| {
        member.binding.is_none() || member.reported || matches!(member.binding, Some(Binding::Payload(_)))
    });
    if !may_be_in_body {
        report.misuse(&given.tokens, misuse::compress_without_body());
    }
}
