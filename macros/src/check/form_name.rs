//! The name of a member in forms of ec2Query, if it does not follow from its name in XML: Smithy's `ec2QueryName`.

use std::borrow::Cow;

use super::binding::Binding;
use super::member::Members;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// The argument of a field.
pub(crate) const KEY: &str = "ec2_query_name";

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
    } else if !is_form_name(&given.value) {
        report.misuse(&given.tokens, misuse::not_a_form_name(&given.value));
    }
    Some(given)
}

/// Dots separate the names in a form, and a number after a dot is an index.
fn is_form_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// Two members cannot have one name in a form. Checked only for names that are written for it.
pub(crate) fn check_unique(all: &Members, report: &Report) {
    let names: Vec<Cow<'_, str>> =
        all.members.iter().map(|member| in_form(member.form_name.as_ref(), &member.name)).collect();
    for (index, member) in all.members.iter().enumerate() {
        let Some(given) = &member.form_name else { continue };
        let other = all.members.iter().zip(&names).enumerate().find(|(other, (there, name))| {
            *other != index && **name == given.value && (there.form_name.is_none() || *other < index)
        });
        if let Some((_, (first, name))) = other {
            report.misuse(&given.tokens, misuse::duplicate_form_name(&first.field_name(), name));
        }
    }
}

/// The members with these indices are filled in by the client, which writes them under their names.
pub(crate) fn check_filled(all: &Members, filled: impl Iterator<Item = usize>, report: &Report) {
    for member in filled.filter_map(|index| all.members.get(index)) {
        if let Some(given) = &member.form_name {
            report.misuse(&given.tokens, misuse::form_name_of_filled(&member.field_name()));
        }
    }
}

fn in_form<'a>(given: Option<&'a Given<String>>, name: &'a str) -> Cow<'a, str> {
    match given {
        Some(given) => Cow::Borrowed(&given.value),
        None => {
            let mut name = name.to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Cow::Owned(name)
        }
    }
}
