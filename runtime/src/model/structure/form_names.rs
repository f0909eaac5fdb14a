//! The names of members in forms of ec2Query: Smithy's `ec2QueryName`, or else the name in XML with its first letter in
//! upper case.

use std::borrow::Cow;

/// The names of members in forms of ec2Query, by the members' index.
pub type FormNames = &'static [(usize, &'static str)];

/// The name in a form of the member with this name in XML.
pub(crate) fn form_name(name: &str) -> Cow<'_, str> {
    match name.bytes().next() {
        Some(first) if first.is_ascii_lowercase() => {
            let mut name = name.to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Cow::Owned(name)
        }
        _ => Cow::Borrowed(name),
    }
}

/// The index of the member with this name in a form.
pub(super) fn index_of_form_name(
    members: &[&str],
    names: &[(usize, &str)],
    wanted: &[u8],
    is_known: impl Fn(usize) -> bool,
) -> Option<usize> {
    members.iter().enumerate().position(|(index, name)| {
        let own = names.iter().find(|(named, _)| *named == index);
        let is_wanted = match own {
            Some((_, own)) => own.as_bytes() == wanted,
            None => form_name(name).as_bytes() == wanted,
        };
        is_wanted && is_known(index)
    })
}
