//! The header of a generated file: its service, and the commands that wrote it.
//!
//! ```text
//! //! Amazon DynamoDB, API version 2012-08-10.
//! //!
//! //! Written with:
//! //! - `aws-operation add dynamodb GetItem --out src/dynamodb.rs` (0.2.0, botocore 1.43.11)
//! //! - `aws-operation update src/dynamodb.rs` (0.2.0, botocore 1.44.2)
//! ```

use crate::extend::start_of_rust;
use crate::writer::comment_lines;

const ANNOUNCEMENT: &str = "//! Written with:\n";
const ITEM: &str = "//! - `aws-operation ";
const CONTINUATION: &str = "//!   ";

/// A command that wrote a file, as an entry of the file's header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry(String);

impl Entry {
    /// The command with these arguments; `models` is the release of the models, such as `botocore 1.43.11`.
    pub fn new<'a>(arguments: impl IntoIterator<Item = &'a str>, models: Option<&str>) -> Self {
        let arguments = arguments.into_iter().map(quoted).collect::<Vec<_>>().join(" ");
        let models = models.map(|models| format!(", {models}")).unwrap_or_default();
        let text = format!("`aws-operation {arguments}` ({}{models})", env!("CARGO_PKG_VERSION"));
        // All lines of a list item are indented by two; the first one then gets the list mark.
        Self(comment_lines(&text, "", "//!  ").replacen(CONTINUATION, "//! - ", 1))
    }

    /// The header of a new file, from the module's comment.
    pub fn begin(&self, comment: &str) -> String {
        format!("{comment}//!\n{ANNOUNCEMENT}{}", self.0)
    }

    /// The file with this entry after the others of its header, and with `comment` as its title. A file without such a
    /// header is returned unchanged.
    pub fn append(&self, text: &str, comment: &str) -> String {
        // After a byte order mark and a shebang.
        let start = start_of_rust(text);
        let start = text.len() - text[start..].trim_start().len();
        let (before, text) = text.split_at(start);
        let Some(end) = end_of_entries(text) else { return format!("{before}{text}") };
        let lines = |lines: &str| if text.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines.to_owned() };
        let (head, rest) = text.split_at(end);
        // The title has the API version of the newest model.
        let is_title = |line: &str| line.starts_with("//! ") && line.contains(", API version ");
        let head = match head.split_inclusive('\n').next() {
            Some(title) if is_title(title) && is_title(comment) => {
                format!("{}{}", lines(comment), &head[title.len()..])
            }
            _ => head.to_owned(),
        };
        format!("{before}{head}{}{rest}", lines(&self.0))
    }
}

/// The newest release in the header of a file, if it is newer than `release` of the same package: `botocore 1.44.2`.
///
/// What the file has and the model lacks may then have been added between the two releases.
pub fn newer_release(text: &str, release: &str) -> Option<String> {
    let (package, version) = release.split_once(' ')?;
    let lines = text[start_of_rust(text)..].trim_start().lines().map_while(|line| line.strip_prefix("//!"));
    let head = lines.map(str::trim).collect::<Vec<_>>().join(" ");
    let mark = format!(", {package} ");
    let named = head.split(&mark).skip(1).filter_map(|after| numbers(after.split_once(')')?.0));
    let newest = named.max().filter(|newest| numbers(version).is_some_and(|version| *newest > version))?;
    let newest: Vec<_> = newest.iter().map(u64::to_string).collect();
    Some(format!("{package} {}", newest.join(".")))
}

/// `1.44.2` as numbers, for comparison.
fn numbers(version: &str) -> Option<Vec<u64>> {
    version.split('.').map(|number| number.parse().ok()).collect()
}

/// The offset of the end of the last entry in a file's header.
fn end_of_entries(text: &str) -> Option<usize> {
    let (mut offset, mut end, mut in_list) = (0, None, false);
    for line in text.split_inclusive('\n').take_while(|line| line.starts_with("//!")) {
        offset += line.len();
        let is_entry = line.starts_with(ITEM) || (end.is_some() && line.starts_with(CONTINUATION));
        if in_list && is_entry && line.ends_with('\n') {
            end = Some(offset);
        } else {
            in_list = line.trim_end() == ANNOUNCEMENT.trim_end();
        }
    }
    end
}

/// An argument quoted for a shell, without backticks, which would end the code span in the comment.
fn quoted(argument: &str) -> String {
    let argument = argument.replace('`', "'");
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:=,+@".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) { argument } else { format!("\"{argument}\"") }
}

#[cfg(test)]
mod tests {
    use super::{Entry, newer_release};

    #[test]
    fn entries_are_appended_to_an_existing_header() {
        let version = env!("CARGO_PKG_VERSION");
        let first = Entry::new(["add", "Corner Shop", "List`All\n}"], None);
        let file = first.begin("//! Shop, API version 1.\n") + "\nuse x;\n";
        let head = format!(
            "//! Shop, API version 1.\n//!\n//! Written with:\n//! - `aws-operation add \"Corner Shop\" \"List'All }}\"` ({version})\n"
        );
        assert_eq!(file, format!("{head}\nuse x;\n"));
        let second = Entry::new(["update", "a.rs"], Some("botocore 2"));
        let head = head.replace("version 1", "version 2");
        let expected = format!("{head}//! - `aws-operation update a.rs` ({version}, botocore 2)\n\nuse x;\n");
        assert_eq!(second.append(&file, "//! Shop, API version 2.\n"), expected);
        let windows = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(second.append(&windows(&file), "//! Shop, API version 2.\n"), windows(&expected));
        for other in ["", "use x;\n", "//! Mine.\n\nuse x;\n", "//! - `aws-operation add` is how.\nuse x;\n"] {
            assert_eq!(second.append(other, "//! Shop.\n"), other);
        }
    }

    #[test]
    fn the_newest_release_in_a_header_is_compared_numerically() {
        let first = Entry::new(["add", "shop", "Sell"], Some("botocore 1.10.0"));
        let file = first.begin("//! Shop.\n") + "\nuse x; // (0.1.0, botocore 9.9.9)\n";
        let file = Entry::new(vec!["update"; 12], Some("botocore 1.9.3")).append(&file, "//! Shop.\n");
        for (release, newer) in [("1.9.9", Some("1.10.0")), ("1.10.0", None), ("1.10", Some("1.10.0")), ("2.0", None)] {
            let newer = newer.map(|newer| format!("botocore {newer}"));
            assert_eq!(newer_release(&file, &format!("botocore {release}")), newer, "{release}");
        }
        for (text, release) in
            [("", "botocore 1"), (file.as_str(), "models 1.0"), (&file, "botocore"), (&file, "botocore x")]
        {
            assert_eq!(newer_release(text, release), None);
        }
    }

    #[test]
    fn long_commands_are_wrapped_and_can_be_appended_to() {
        let names = vec!["AnOperation"; 30];
        let file = Entry::new(names.iter().copied(), None).begin("//! Shop.\n");
        assert!(file.lines().count() > 5 && file.lines().all(|line| line.len() <= 100), "{file}");
        let two = Entry::new(["update", "a.rs"], None).append(&file, "//! Shop.\n");
        assert!(two.starts_with(&file) && two.lines().count() == file.lines().count() + 1, "{two}");
    }
}
