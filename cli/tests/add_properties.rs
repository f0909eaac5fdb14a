//! Property tests of adding to files of any layout: all tokens and comments are preserved, and adding nothing changes
//! nothing.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::path::Path;
use std::sync::OnceLock;

use aws_operation_cli::extend::Existing;
use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Scope, Written, write, write_selected};
use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        Model::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/dynamodb/service-2.json")).unwrap()
    })
}

/// Parts of files. Each comment is `C` and a unique number, so that it can be identified.
const HEADS: &[&str] =
    &["", "\u{feff}", "#!/bin/run\n", "\u{feff}#!/bin/run\n", "// C0\n", "//! Doc.\n\n", "/* C1\n\n */\n\n"];
const ATTRIBUTES: &[&str] =
    &["", "#![allow(dead_code)]\n", "#![allow(dead_code)] // C2\n", "#![allow(dead_code)] /* C3 */\n\n"];
const IMPORTS: &[&str] = &[
    "use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};\n",
    "use aws_operation::{\n    aws_error, // C4\n    aws_operation, /* C5 */\n    // C6\n};\n",
    "use ::aws_operation::{aws_shape};\n",
    "use ::aws_operation::aws_shape;\n",
    "use aws_operation :: aws_shape ; // C7\n",
    "use aws_operation::aws_shape;\n",
    "use aws_operation::{aws_shape, blocking::BlockingClient};\n",
    "pub use aws_operation::Blob;\n",
    "use aws_operation::{};\n",
    "use aws_operation as aws;\n",
    "\tuse std::{fmt, collections::HashMap}; /* C8 */\n",
    "#[cfg(test)]\nuse std::io;\n",
];
const ITEMS: &[&str] = &[
    "#[aws_operation(name = \"GetItem\")]\npub struct GetItem { pub table_name: String }\n",
    "#[aws_operation(name = \"GetItem\")]\npub struct GetItem {\n\tpub table_name: String // C9\n\t// C10\n}\n",
    "#[aws_operation(name = \"GetItem\")] // C11\n#[derive(Clone)]\npub struct GetItem; // C12\n",
    "pub struct Mine(u8); // C13\n",
    "/// Doc.\nfn f() -> &'static str {\n\tr#\"use aws_operation::{a}; // no comment\"# /* C14 */\n}\n",
    "mod inner {\n    // C15\n    use super::*;\n}\n",
    "macro_rules! m { ($($t:tt)*) => { $($t)* } }\nm! { struct Within; /* C16 */ }\n",
];
const ERRORS: &[&str] = &[
    "",
    "#[aws_error]\npub enum Error {}\n",
    "#[aws_error]\npub enum Error { /* C17 */ }\n",
    "#[aws_error]\npub enum Error {\n    InternalServerError { message: String } // C18\n}\n",
    "#[aws_error]\npub enum Error {\n    InternalServerError { message: String }, // C19\n    // C20\n}\n",
    "#[aws_error]\npub enum Error { Mine, Other /* C21 */ }\n",
    "#[aws_error]\npub enum Error { Mine, // C22\n}\n",
    "#[aws_error]\npub enum Error {\n\t#[aws(code = \"InternalServerError\")]\n\tMine\n\t/* C23 */ , }\n",
];
const TAILS: &[&str] = &["", "\n", "// C24", "// C25\n", "/* C26 */", "\n\n\n", "  "];

fn file() -> impl Strategy<Value = String> {
    let parts = (
        select(HEADS),
        select(ATTRIBUTES),
        subsequence(IMPORTS, 0..=1),
        subsequence(&ITEMS[3..], 0..=4),
        subsequence(&ITEMS[..3], 0..=1),
        select(ERRORS),
        select(TAILS),
        any::<[bool; 3]>(),
    );
    parts.prop_map(|(head, attributes, imports, others, operation, errors, tail, [windows, cut, late])| {
        let imports = imports.concat();
        let early = if late { [others.concat(), imports] } else { [imports, others.concat()] };
        let text = [head, attributes, &early.concat(), &operation.concat(), errors].concat();
        let text = if cut { text.trim_end().to_owned() } else { text } + tail;
        if windows { text.replace('\n', "\r\n") } else { text }
    })
}

fn body(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.starts_with("#!/") { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text }
}

fn tokens(text: &str) -> Vec<String> {
    fn flatten(stream: TokenStream, into: &mut Vec<String>) {
        for token in stream {
            match token {
                TokenTree::Group(group) => {
                    into.push(format!("{:?}", group.delimiter()));
                    flatten(group.stream(), into);
                    into.push("end".to_owned());
                }
                other => into.push(other.to_string()),
            }
        }
    }
    let mut all = Vec::new();
    flatten(body(text).parse().unwrap(), &mut all);
    all
}

fn is_subsequence<T: PartialEq>(part: &[T], whole: &[T]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|wanted| rest.any(|token| token == wanted))
}

fn comments(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_mark = |word: &&str| word.strip_prefix('C').is_some_and(|number| number.parse::<u8>().is_ok());
    words.filter(is_mark).collect()
}

fn add(text: &str, operations: &[&str], only: &[&str]) -> String {
    let existing = Existing::parse(text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
    let written = write_selected(model(), operations, only, &existing.scope(model()).unwrap()).unwrap();
    existing.with(&written).unwrap_or_else(|error| panic!("{error}: {text:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_nothing_does_not_change_the_file(text in file()) {
        let existing = Existing::parse(&text).unwrap();
        prop_assert_eq!(existing.with(&Written::default()).unwrap(), text);
    }

    #[test]
    fn adding_preserves_all_tokens_and_comments(
        text in file(),
        operations in subsequence(&["GetItem", "PutItem"][..], 1..=2),
        only in subsequence(&["Key", "ConsistentRead", "Item", "Expected"][..], 0..=2),
    ) {
        let known = |name: &&str| operations.contains(&"GetItem") == matches!(*name, "Key" | "ConsistentRead");
        let only: Vec<_> = only.into_iter().filter(|_| operations.len() == 1).filter(known).collect();
        let added = add(&text, &operations, &only);
        syn::parse_str::<syn::File>(body(&added)).unwrap();
        // The semicolon of a struct without fields is replaced by the first field.
        let old = tokens(&text.replace("GetItem;", "GetItem "));
        prop_assert!(is_subsequence(&old, &tokens(&added)), "{} became {}", text, added);
        prop_assert_eq!(comments(&text), comments(&added));
        // No comment has become code, and no code has become a comment.
        let code = |text: &str| comments(&tokens(text).concat()).len();
        prop_assert_eq!(code(&text), code(&added));
        let start = text.len() - body(&text).len();
        prop_assert_eq!(&text[..start], &added[..start]);
        if text.contains('\n') {
            let returns = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
            let (with, all) = returns(&added);
            prop_assert_eq!(with, if text.contains('\r') { all } else { 0 });
        }
        for operation in &operations {
            prop_assert!(added.contains(&format!("pub struct {operation}")), "{}", added);
        }
        let again = add(&added, &operations, &only);
        prop_assert_eq!(&again, &added);
    }
}

#[test]
fn additions_preserve_handwritten_comments() {
    let text = "#[aws_error]\npub enum Error {\n    Mine { message: String } // C1\n}\n";
    let added = add(text, &["GetItem"], &[]);
    let mine = "pub enum Error {\n    Mine { message: String }, // C1\n    /// An error occurred on the server side.\n    #[aws(status = 500)]\n    InternalServerError {\n";
    assert!(added.contains(mine), "{added}");
    assert!(added.starts_with("use std::collections::HashMap;\n\nuse aws_operation::{"), "{added}");

    let text = "// A licence.\n\nuse aws_operation::{\n    aws_shape, // C1\n};\n\nfn f() {}\n";
    let added = add(text, &["GetItem"], &[]);
    let imports = "// A licence.\n\nuse aws_operation::{\n    aws_shape, Blob, aws_error, aws_operation, aws_service, // C1\n};\nuse std::collections::HashMap;\n\nfn f() {}\n";
    assert!(added.starts_with(imports), "{added}");
}

#[test]
fn adding_to_an_empty_file_writes_a_new_file() {
    let fresh = write(model(), &["GetItem"], &Scope::default()).unwrap().source();
    assert_eq!(add("", &["GetItem"], &[]), fresh);
    assert_eq!(add("\u{feff}\r\n", &["GetItem"], &[]), format!("\u{feff}\r\n{}", fresh.replace('\n', "\r\n")));
}
