//! The waiters of models as Rust, and the part of `JMESPath` that they use.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use aws_operation_cli::extend::Existing;
use aws_operation_cli::jmespath::{Comparison, Expr, parse};
use aws_operation_cli::model::{Matcher, Model, WaiterState};
use aws_operation_cli::writer::{Scope, write};
use serde_json::Value;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn kilns() -> Model {
    Model::read(here("tests/models/kilns.smithy.json")).unwrap()
}

fn scope() -> Scope {
    Scope { waiters: true, ..Scope::default() }
}

#[test]
fn waiters_match_the_golden_file() {
    let written = write(&kilns(), &["DescribeKiln"], &scope()).unwrap();
    let file = here("tests/golden/kilns.rs");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, written.source()).unwrap();
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    assert!(golden == written.source(), "{} differs from the output; UPDATE_GOLDEN=1 rewrites it", file.display());
    let notes: Vec<_> = written.notes.iter().map(|note| (note.text.as_str(), note.incomplete)).collect();
    let expected = [
        ("the waiter `AlsoUnwritten`: `shelves[0].type` is not read from `[0].type` on", true),
        ("the waiter `Unwritten`: its matcher `inputOutput`", true),
    ];
    assert_eq!(notes, expected);
}

/// Without the flag, nothing of them is written.
#[test]
fn waiters_are_written_on_request() {
    let written = write(&kilns(), &["DescribeKiln"], &Scope::default()).unwrap();
    assert!(!written.source().contains("Waiter") && written.notes.is_empty());
}

#[test]
fn waiters_are_added_to_a_file_once() {
    let model = kilns();
    let first = write(&model, &["DescribeKiln"], &Scope::default()).unwrap().source();
    let add = |text: &str| {
        let existing = Existing::parse(text).unwrap();
        let scope = Scope { waiters: true, ..existing.scope(&model).unwrap() };
        let written = write(&model, &["DescribeKiln"], &scope).unwrap();
        existing.check_names(&model, &["DescribeKiln"], &scope, &written).unwrap();
        existing.with(&written).unwrap()
    };
    let second = add(&first);
    assert!(second.contains("use std::time::Duration;\n"), "{second}");
    assert_eq!(second.matches("pub fn kiln_ready(max_wait: Duration) -> Waiter<DescribeKiln>").count(), 1);
    let third = add(&second);
    assert_eq!(third.matches("-> Waiter<").count(), second.matches("-> Waiter<").count());
}

/// The same waiter in both formats of models.
#[test]
fn waiters_of_botocore_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let service = r#"{
        "metadata": {"apiVersion": "1", "endpointPrefix": "kilns", "protocol": "json", "jsonVersion": "1.1", "serviceId": "Kilns"},
        "operations": {"DescribeKiln": {"http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "Output"}}},
        "shapes": {"Output": {"type": "structure", "members": {"Status": {"shape": "Text"}}}, "Text": {"type": "string"}}
    }"#;
    let waiters = r#"{"version": 2, "waiters": {"KilnReady": {"operation": "DescribeKiln", "delay": 15, "maxAttempts": 40, "acceptors": [
        {"state": "success", "matcher": "path", "argument": "Status", "expected": "READY"},
        {"state": "success", "matcher": "path", "argument": "length(Status) > `0`", "expected": true},
        {"state": "retry", "matcher": "error", "expected": "NotFound"},
        {"state": "failure", "matcher": "error", "expected": true},
        {"state": "success", "matcher": "error", "expected": false},
        {"state": "retry", "matcher": "status", "expected": 404},
        {"state": "success", "matcher": "status", "expected": 200}
    ]}}}"#;
    fs::write(folder.path().join("service-2.json"), service).unwrap();
    fs::write(folder.path().join("waiters-2.json"), waiters).unwrap();
    let model = Model::read(folder.path().join("service-2.json")).unwrap();
    let [waiter] = &*model.operations["DescribeKiln"].waiters else { panic!("one waiter") };
    assert_eq!((waiter.min_delay, waiter.max_delay, waiter.acceptors.len()), (15, None, 7));
    assert_eq!(waiter.acceptors[3].matcher, Matcher::Success(false));
    assert_eq!(waiter.acceptors[5].state, WaiterState::Retry);
    let source = write(&model, &["DescribeKiln"], &scope()).unwrap().source();
    let expected = r#"/// Waits with `DescribeKiln`: `KilnReady`.
pub fn kiln_ready(max_wait: Duration) -> Waiter<DescribeKiln> {
    Waiter::<DescribeKiln>::new(max_wait)
        .min_delay(Duration::from_secs(15))
        .success_if(|output| {
            output
                .status
                .as_ref()
                .is_some_and(|status| status.as_str() == "READY")
        })
        .success_if(|output| {
            output
                .status
                .as_ref()
                .is_some_and(|status| !status.is_empty())
        })
        .retry_if_error(|error| error.code() == Some("NotFound"))
        .failure_if_error(|error| error.code().is_some())
        .success_if(|_| true)
        .retry_if_error(|error| error.status().is_some_and(|status| status == 404))
        .success_if(|output| output.status() == 200)
}
"#;
    assert!(source.contains(expected), "{source}");
}

/// The folder with outside test data, if it is there.
fn conformance(folder: &str) -> Option<Vec<(String, Value)>> {
    let folder = here("../../shared/conformance").join(folder);
    if !folder.exists() {
        aws_operation_skip::skip("conformance", format_args!("{} is not there", folder.display()));
        return None;
    }
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "json"));
    let name = |file: &Path| file.file_stem().unwrap().to_str().unwrap().to_owned();
    Some(files.map(|file| (name(&file), serde_json::from_slice(&fs::read(&file).unwrap()).unwrap())).collect())
}

#[test]
fn every_expression_of_aws_is_read() {
    let Some(files) = conformance("botocore-waiters") else { return };
    let (mut waiters, mut expressions) = (0, BTreeSet::new());
    for (_, file) in &files {
        for waiter in file["waiters"].as_object().unwrap().values() {
            waiters += 1;
            let acceptors = waiter["acceptors"].as_array().unwrap();
            expressions.extend(acceptors.iter().filter_map(|acceptor| acceptor["argument"].as_str()));
        }
    }
    println!("{waiters} waiters, {} expressions", expressions.len());
    assert_eq!(waiters, 410);
    for expression in expressions {
        parse(expression).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Of `JMESPath`'s own cases, an expression that is read has the result of the case, and no invalid one is read.
#[test]
fn expressions_mean_what_jmespath_says() {
    let Some(files) = conformance("jmespath") else { return };
    let (mut read, mut wrong) = (0, Vec::new());
    for (name, groups) in &files {
        for group in groups.as_array().unwrap() {
            for case in group["cases"].as_array().unwrap() {
                let expression = case["expression"].as_str().unwrap();
                let Ok(parsed) = parse(expression) else { continue };
                read += 1;
                let result = value(&parsed, &group["given"]);
                // An error of a function, such as the length of a number, matches nothing here.
                let expected = if case.get("error").is_some() { None } else { Some(&case["result"]) };
                if result.as_ref() != expected {
                    wrong.push(format!("{name}: {expression} is {result:?}, not {expected:?}"));
                }
            }
        }
    }
    println!("{read} expressions are read");
    assert!(read > 150, "{read}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The value of an expression, by `JMESPath`'s specification. `None` is an error.
fn value(expr: &Expr, root: &Value) -> Option<Value> {
    Some(match expr {
        Expr::Root => root.clone(),
        Expr::Text(text) => text.as_str().into(),
        Expr::Number(number) => (*number).into(),
        Expr::Bool(value) => (*value).into(),
        Expr::Length(of) => match value(of, root)? {
            Value::Array(items) => items.len().into(),
            Value::Object(entries) => entries.len().into(),
            Value::String(text) => text.chars().count().into(),
            _ => return None,
        },
        Expr::Compare(left, comparison, right) => compared(&value(left, root)?, *comparison, &value(right, root)?),
        Expr::And(left, right) => {
            Some(value(left, root)?).filter(|left| !is_true(left)).map_or_else(|| value(right, root), Some)?
        }
        Expr::Or(left, right) => Some(value(left, root)?).filter(is_true).map_or_else(|| value(right, root), Some)?,
        Expr::Not(inner) => (!is_true(&value(inner, root)?)).into(),
        Expr::Field(of, name) => {
            mapped(depth(of), &value(of, root)?, &|item| Some(item.get(name).cloned().unwrap_or_default()))?
        }
        Expr::Values(of) => mapped(depth(of), &value(of, root)?, &|item| Some(values(item)))?,
        Expr::Flatten(of) => match value(of, root)? {
            Value::Array(items) => items
                .into_iter()
                .flat_map(|item| match item {
                    Value::Array(items) => items,
                    item => vec![item],
                })
                .filter(|item| !item.is_null())
                .collect(),
            _ => Value::Null,
        },
        Expr::Filter(of, condition) => mapped(depth(of), &value(of, root)?, &|item| filtered(item, condition))?,
    })
}

/// How many projections of a path contain each other.
fn depth(expr: &Expr) -> usize {
    match expr {
        Expr::Values(of) | Expr::Filter(of, _) => depth(of) + 1,
        Expr::Flatten(_) => 1,
        Expr::Field(of, _) => depth(of),
        _ => 0,
    }
}

/// Applies `map` to the items within that many projections.
fn mapped(depth: usize, value: &Value, map: &dyn Fn(&Value) -> Option<Value>) -> Option<Value> {
    if depth == 0 {
        return map(value);
    }
    let Value::Array(items) = value else { return Some(Value::Null) };
    let items: Option<Vec<Value>> = items.iter().map(|item| mapped(depth - 1, item, map)).collect();
    Some(items?.into_iter().filter(|item| !item.is_null()).collect())
}

fn values(of: &Value) -> Value {
    let values = of.as_object().map(|entries| entries.values().filter(|value| !value.is_null()).cloned().collect());
    values.unwrap_or_default()
}

fn filtered(items: &Value, condition: &Expr) -> Option<Value> {
    let Value::Array(items) = items else { return Some(Value::Null) };
    let mut kept = Vec::new();
    for item in items {
        if is_true(&value(condition, item)?) {
            kept.push(item.clone());
        }
    }
    Some(kept.into_iter().filter(|item| !item.is_null()).collect())
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        Value::Number(_) => true,
    }
}

fn compared(left: &Value, comparison: Comparison, right: &Value) -> Value {
    let order = left.as_f64().zip(right.as_f64()).and_then(|(left, right)| left.partial_cmp(&right));
    let is = |is: fn(std::cmp::Ordering) -> bool| order.map(is).map_or(Value::Null, Value::from);
    match comparison {
        Comparison::Equal => (left == right).into(),
        Comparison::NotEqual => (left != right).into(),
        Comparison::Less => is(std::cmp::Ordering::is_lt),
        Comparison::LessOrEqual => is(std::cmp::Ordering::is_le),
        Comparison::Greater => is(std::cmp::Ordering::is_gt),
        Comparison::GreaterOrEqual => is(std::cmp::Ordering::is_ge),
    }
}

#[test]
fn what_is_not_read_is_an_error() {
    for expression in [
        "",
        "a[0]",
        "a[*]",
        "a | b",
        "keys(a)",
        "a.",
        "a &&",
        "(a",
        "@",
        "{a: b}",
        "[a]",
        "`{}`",
        "'a",
        "!a.b",
        "a == b == c",
    ] {
        assert!(parse(expression).is_err(), "{expression}");
    }
    assert!(parse(&format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000))).is_err(), "deep nesting");
    assert!(parse(&format!("{}a", "!(".repeat(100_000))).is_err());
    assert!(parse(&format!("{}a", "!(".repeat(100))).is_err());
    assert!(parse(&format!("a{}", ".a".repeat(1_000_000))).is_err(), "a long path");
}
