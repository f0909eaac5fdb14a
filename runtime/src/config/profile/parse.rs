//! Parses the text of a profile file line by line.
//!
//! The rules are shared by the AWS SDKs: <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>.

use zeroize::Zeroizing;

use super::Profile;

/// A syntax error, with the number of its line, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) line: usize,
    pub(super) reason: &'static str,
}

const BLANK: [char; 2] = [' ', '\t'];
const COMMENT: [char; 2] = ['#', ';'];

/// The sections of a file in their order, each with its title. A title may occur twice.
pub(super) fn sections(text: &str) -> Result<Vec<(&str, Profile)>, Malformed> {
    let mut sections: Vec<(&str, Profile)> = Vec::new();
    // The property that an indented line would continue.
    let mut property: Option<String> = None;
    for (line, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let at = |reason| Malformed { line, reason };
        let trimmed = text.trim_matches(BLANK);
        if trimmed.is_empty() || trimmed.starts_with(COMMENT) {
            continue;
        }
        if text.starts_with('[') {
            sections.push((section(text).map_err(at)?, Profile::default()));
            property = None;
            continue;
        }
        let (_, section) = sections.last_mut().ok_or_else(|| at("a section such as `[default]` must come first"))?;
        if text.starts_with(BLANK) {
            let name = property.as_deref();
            let name = name.ok_or_else(|| at("an indented line must follow a property"))?;
            continued(section, name, trimmed).map_err(at)?;
        } else {
            let (name, value) = split(trimmed).map_err(at)?;
            let name = name.to_ascii_lowercase();
            section.set(name.clone(), Zeroizing::new(value.to_owned()));
            property = Some(name);
        }
    }
    Ok(sections)
}

/// The title of a section: the text between the brackets of its line.
fn section(line: &str) -> Result<&str, &'static str> {
    let line = line.split(COMMENT).next().unwrap_or_default().trim_matches(BLANK);
    line.strip_prefix('[').and_then(|line| line.strip_suffix(']')).ok_or("a section must end with `]`")
}

/// Adds an indented line to its property: as a nested property if the property has no value on its own line, otherwise
/// as a continuation of the value.
fn continued(section: &mut Profile, name: &str, line: &str) -> Result<(), &'static str> {
    let before = section.raw(name);
    if before.is_empty() || before.starts_with('\n') {
        split(line)?;
    }
    let value = Zeroizing::new(format!("{before}\n{line}"));
    section.set(name.to_owned(), value);
    Ok(())
}

/// A property's name and value, without a trailing comment.
pub(super) fn split(line: &str) -> Result<(&str, &str), &'static str> {
    let (name, value) = without_comment(line).split_once('=').ok_or("write a property as `name = value`")?;
    let (name, value) = (name.trim_matches(BLANK), value.trim_matches(BLANK));
    if name.is_empty() { Err("a property needs a name before `=`") } else { Ok((name, value)) }
}

/// The line without its comment, which starts at a `#` or `;` after a blank. Elsewhere they are part of a value.
fn without_comment(line: &str) -> &str {
    let start = line.match_indices(COMMENT).find(|(at, _)| line[..*at].ends_with(BLANK));
    start.map_or(line, |(at, _)| &line[..at])
}

/// Whether `text` is a valid name of a section or property.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-/.%@:+".contains(&b))
}
