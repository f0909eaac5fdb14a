//! `docs/errors.md`: the errors, each with wrong code, what the compiler prints, and right code.

use std::fmt::Write as _;

use crate::registry::{Case, Misuse};

const HEAD: &str = "\
# Compile errors

The compile errors of the attributes. Search for the message, without the names in it: each entry has wrong code, what
the compiler prints, and right code.

This page is made from the cases in `tests/tests/ui`, by `UPDATE_ERRORS=1 cargo test -p aws-operation-tests --test ui
page`.
";

/// The page.
pub fn of(misuses: &[Misuse], cases: &[Case]) -> String {
    let shown: Vec<&Case> = cases.iter().filter(|case| !case.right.is_empty()).collect();
    let mut page = HEAD.to_owned() + &contents(&shown);
    let mut theme = "";
    for case in shown {
        let of_case = theme_of(case);
        if of_case != theme {
            theme = of_case;
            write!(page, "\n## {}\n", title(theme)).unwrap();
        }
        let misuse = misuses.iter().find(|misuse| case.misuses.contains(&misuse.name)).map(|misuse| &misuse.when);
        let when = case.when.as_ref().or(misuse).unwrap_or_else(|| panic!("{} shows no misuse", case.path));
        // The comment of an item may have links, which lead nowhere on this page.
        let when = when.replace("[`", "`").replace("`]", "`");
        let (wrong, message, right) = (&case.wrong, message(&case.printed), case.right.join("\n"));
        let title = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
        write!(
            page,
            "\n### {title}\n\n{when}\n\n```rust\n{wrong}\n```\n\n```text\n{message}\n```\n\n```rust\n{right}\n```\n",
        )
        .unwrap();
    }
    page
}

/// The themes, in their order, and how many errors each has.
fn contents(shown: &[&Case]) -> String {
    let mut contents = "\n| theme | errors |\n|--|--|\n".to_owned();
    for group in shown.chunk_by(|case, next| theme_of(case) == theme_of(next)) {
        let title = title(theme_of(group[0]));
        let anchor = title.to_lowercase();
        writeln!(contents, "| [{title}](#{anchor}) | {} |", group.len()).unwrap();
    }
    contents
}

/// The folder of a case.
fn theme_of(case: &Case) -> &str {
    case.path.split_once('/').unwrap_or_default().0
}

fn title(theme: &str) -> String {
    let (first, rest) = theme.split_at(1);
    match theme {
        "ec2" | "http" | "xml" => theme.to_uppercase(),
        "rest_xml" => "restXml".to_owned(),
        _ => first.to_uppercase() + rest,
    }
}

/// The first error without source lines: its message, the label under the carets, and the notes.
fn message(printed: &str) -> String {
    let error = printed.split("\n\n").next().unwrap_or_default();
    let mut lines: Vec<String> =
        error.lines().take_while(|line| !line.trim_start().starts_with("-->")).map(flat).collect();
    let mut in_first_excerpt = true;
    for line in error.lines().skip(lines.len()) {
        in_first_excerpt &= !line.starts_with("help: ");
        let under_carets = line.split_once('|').map(|(_, rest)| rest.trim_start()).filter(|rest| rest.starts_with('^'));
        let label = under_carets.map(|rest| rest.trim_start_matches('^').trim()).filter(|label| !label.is_empty());
        if let Some(label) = label.filter(|_| in_first_excerpt) {
            lines.push(format!("  label: {label}"));
        } else if let Some(note) = line.trim_start().strip_prefix("= note: ") {
            lines.push(format!("  note: {note}"));
        }
    }
    lines.join("\n")
}

/// `error[E0277]: text` as `error: text`, and a continued line with less indentation.
fn flat(line: &str) -> String {
    match line.split_once("]: ") {
        Some((code, text)) if code.starts_with("error[") => format!("error: {text}"),
        _ if line.starts_with(' ') => format!("  {}", line.trim_start()),
        _ => line.to_owned(),
    }
}
