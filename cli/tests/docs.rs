//! Text of a model in comments is escaped, so that it remains text.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::format_push_string)] // failures in tests panic, and skipped tests say so

use std::fs;
use std::path::Path;
use std::process::Command;

use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Scope, write};
use proptest::prelude::*;
use proptest::sample::select;
use quote::ToTokens as _;
use serde_json::json;

/// Text with a special meaning in Markdown, HTML, Rust or a terminal.
const PARTS: &[&str] = &[
    "~~~",
    "~~~rust",
    "```",
    "`",
    "``",
    "<code>",
    "</code>",
    "<p>",
    "</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[Vec]",
    "[`Vec`]",
    "[x](javascript:alert(1))",
    "]: y",
    "*/",
    "/*",
    "//",
    "///",
    "#![feature(x)]",
    "\n",
    "\n\n",
    "\r",
    "    panic!();",
    "\tpanic!();",
    "\n\n    panic!();\n\n",
    "# H",
    "---",
    "===",
    "- a",
    "1. b",
    "> c",
    "|a|b|",
    "|-|-|",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "\u{1b}]0;x\u{7}",
    "\u{2028}",
    "\\",
    "\"",
    "'",
    "\"#",
    "{}",
    "https://x.y/\"&gt;&lt;script&gt;alert(1)",
    "word",
    "a.",
    "<!-- x",
    "-->",
    "&amp;lt;script&amp;gt;",
    "&#60;b&#62;",
    "pub struct Evil;",
    "panic!();",
];

/// A model with the text in every field that is a string.
fn model(text: &str) -> Model {
    let docs = json!({ "smithy.api#documentation": text });
    let member = json!({ "target": "smithy.api#String", "traits": docs });
    let model = json!({ "smithy": "2.0", "shapes": {
        "x#S": { "type": "service", "version": text, "operations": [{ "target": "x#Do" }, { "target": "x#Not" }],
            "traits": { "aws.protocols#restJson1": {}, "smithy.api#title": text, "smithy.api#documentation": text,
                "aws.api#service": { "sdkId": text } } },
        "x#Do": { "type": "operation", "input": { "target": "x#In" }, "output": { "target": "x#Out" },
            "errors": [{ "target": "x#Bad" }],
            "traits": { "smithy.api#documentation": text, "smithy.api#http": { "method": "POST", "uri": "/" } } },
        "x#Not": { "type": "operation",
            "traits": { "smithy.api#documentation": text, "smithy.api#http": { "method": text, "uri": format!("/{text}") } } },
        "x#In": { "type": "structure", "members": { "a": member, "big": { "target": "smithy.api#BigInteger",
            "traits": { "smithy.api#httpQuery": text } }, "renamed": { "target": "smithy.api#String",
            "traits": { "smithy.api#jsonName": format!("r{text}") } } } },
        "x#Out": { "type": "structure", "traits": docs, "members": { "e": { "target": "x#E" }, "u": { "target": "x#U" } } },
        "x#E": { "type": "enum", "traits": docs, "members": { "A": { "target": "smithy.api#Unit",
            "traits": { "smithy.api#enumValue": format!("A{text}"), "smithy.api#documentation": text } } } },
        "x#U": { "type": "union", "traits": docs, "members": { "a": member } },
        "x#Bad": { "type": "structure", "members": { "message": member }, "traits": { "smithy.api#error": "client",
            "smithy.api#documentation": text } },
    } });
    Model::parse(Path::new("m.json"), model.to_string().as_bytes()).unwrap()
}

fn source(text: &str) -> String {
    write(&model(text), &["Do", "Not"], &Scope::default()).unwrap().source()
}

/// The code without comments, strings and names derived from them.
fn code(source: &str) -> Vec<String> {
    let file = syn::parse_file(source).unwrap_or_else(|error| panic!("{error}: {source}"));
    let tokens = file.into_token_stream().to_string();
    let mut words = Vec::new();
    collect(tokens.parse().unwrap(), &mut words);
    words
}

fn collect(tokens: proc_macro2::TokenStream, words: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_doc = |token: &proc_macro2::TokenTree| token.to_string().starts_with("[doc");
        match token {
            // `#` or `#!` before a doc comment belongs to it.
            proc_macro2::TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!') && tokens.peek().is_some() => {
                if !tokens.peek().is_some_and(|next| is_doc(next) || next.to_string() == "!") {
                    words.push(punct.to_string());
                }
            }
            token if is_doc(&token) => {}
            proc_macro2::TokenTree::Group(group) => {
                words.push(format!("{:?}", group.delimiter()));
                collect(group.stream(), words);
            }
            proc_macro2::TokenTree::Literal(_) => words.push("literal".to_owned()),
            token => words.push(token.to_string()),
        }
    }
}

/// A file without dependencies that has each doc comment on a separate struct.
fn docs_alone(sources: &[String]) -> String {
    let mut file = String::from("#![allow(missing_docs)]\n");
    for source in sources {
        let mut has_docs = false;
        for line in source.lines().map(str::trim_start) {
            if let Some(text) = line.strip_prefix("///").or(line.strip_prefix("//!")) {
                file.push_str(&format!("///{text}\n"));
                has_docs = true;
            } else if has_docs {
                file.push_str(&format!("pub struct D{};\n", file.len()));
                has_docs = false;
            }
        }
    }
    file
}

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec((select(PARTS), any::<bool>()), 1..14).prop_map(|parts| {
        parts.into_iter().map(|(part, blank)| if blank { format!("{part} ") } else { part.to_owned() }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documentation_text_does_not_change_the_code(text in texts()) {
        let source = source(&text);
        let hidden = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}".contains(c);
        prop_assert!(!source.contains(hidden), "{:?}", source);
        let names: Vec<String> = ["rename_all", "camelCase"].map(str::to_owned).to_vec();
        let plain = |source: &str| code(source).into_iter().filter(|word| !names.contains(word) && word != "A").collect::<Vec<_>>();
        let wanted = plain(&self::source("word"));
        // Arguments for names can differ; items and their order must not change.
        let items = |words: &[String]| words.iter().filter(|word| ["struct", "enum", "pub", "use"].contains(&word.as_str())).count();
        prop_assert_eq!(items(&plain(&source)), items(&wanted), "{}", source);
    }
}

#[test]
fn rustdoc_finds_no_code_links_or_html_in_model_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut all: Vec<_> = PARTS.iter().map(|part| source(part)).collect();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..150 {
        let text = texts().new_tree(&mut runner).unwrap();
        all.push(source(&proptest::strategy::ValueTree::current(&text)));
    }
    let file = folder.path().join("docs.rs");
    fs::write(&file, docs_alone(&all)).unwrap();
    let rustdoc = |arguments: &[&str]| {
        let mut command = Command::new("rustdoc");
        command
            .current_dir(folder.path())
            .args(["--edition", "2024", "--crate-name", "docs"])
            .args(arguments)
            .arg(&file);
        command.output()
    };
    let Ok(tests) = rustdoc(&["--test"]) else { return aws_operation_skip::skip("rustdoc", "it is not installed") };
    let said = String::from_utf8_lossy(&tests.stdout);
    assert!(said.contains("running 0 tests"), "{said}{}", String::from_utf8_lossy(&tests.stderr));
    let lints =
        ["-D", "rustdoc::all", "-A", "rustdoc::missing_crate_level_docs", "-A", "rustdoc::missing_doc_code_examples"];
    let built = rustdoc(&[&lints[..4], &["-o", "out"]].concat()).unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    for page in fs::read_dir(folder.path().join("out/docs")).unwrap() {
        let path = page.unwrap().path();
        let page = fs::read_to_string(&path).unwrap();
        for html in
            ["<script>alert", "<img src=\"x\"", "<img src=x", "href=\"javascript", "class=\"example-wrap", "<b>"]
        {
            assert!(!page.contains(html), "{html} in {}", path.display());
        }
    }
}
