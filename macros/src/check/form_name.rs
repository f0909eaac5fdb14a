//! The name of a member in forms of ec2Query, if it does not follow from its name in XML: Smithy's `ec2QueryName`.

use std::borrow::Cow;

use super::binding::Binding;
use super::xml::is_name;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// The argument of a field.
const KEY: &str = "ec2_query_name";

/// Takes the name from the arguments of `field`.
pub(crate) fn take(
    args: &mut Args<'_>,
    field: &str,
    binding: Option<&Given<Binding>>,
    report: &Report,
) -> Option<Given<String>> {
    let given = args.string(KEY, "PrivateIpAddresses")?;
    if let Some(binding) = binding {
        report.misuse(&given.tokens, misuse::bound_twice(field, binding.value.key(), KEY));
    } else if !is_name(&given.value) {
        report.misuse(&given.tokens, misuse::not_a_form_name(&given.value));
    }
    Some(given)
}

/// The name in a form of a member with this name in XML.
pub(crate) fn in_form<'a>(given: Option<&'a Given<String>>, name: &'a str) -> Cow<'a, str> {
    if let Some(given) = given {
        return Cow::Borrowed(&given.value);
    }
    let mut name = name.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Cow::Owned(name)
}
