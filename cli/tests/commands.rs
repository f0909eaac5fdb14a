//! The command's output, exit codes, and search for models.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The output and exit code of a run.
#[derive(Debug)]
struct Run {
    stdout: String,
    stderr: String,
    code: i32,
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs the command in `folder`, without any default models.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    command.args(arguments).current_dir(folder).env_remove("AWS_OPERATION_MODELS").env("PATH", "");
    command
}

fn finish(mut command: Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().unwrap() }
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    finish(command(folder, arguments))
}

/// A folder with `models/` in both layouts: botocore's, and one file for each service.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("models");
    let newest = models.join("dynamodb/2012-08-10");
    fs::create_dir_all(&newest).unwrap();
    fs::create_dir_all(models.join("dynamodb/2011-12-05")).unwrap();
    fs::copy(here("tests/models/dynamodb/service-2.json"), newest.join("service-2.json")).unwrap();
    fs::write(models.join("dynamodb/2011-12-05/service-2.json"), "old").unwrap();
    fs::write(models.join("endpoints.json"), "{}").unwrap();
    fs::copy(here("tests/models/shop.smithy.json"), models.join("corner-shop.json")).unwrap();
    folder
}

#[test]
fn help_describes_every_command_and_misuse_exits_with_2() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), &["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    for name in ["services", "operations", "add", "update", "check", "policy"] {
        assert!(help.stdout.contains(&format!("\n  {name} ")), "{}", help.stdout);
        let of_command = run(folder.path(), &[name, "--help"]);
        assert_eq!(of_command.code, 0);
        assert!(of_command.stdout.contains(&format!("Usage: aws-operation {name} ")), "{}", of_command.stdout);
    }
    let only = run(folder.path(), &["add", "--help"]).stdout;
    assert!(only.contains("required ones, labels and the idempotency token"), "{only}");
    let codes = run(folder.path(), &["check", "--help"]).stdout;
    assert!(codes.contains("or an operation is wrongly `readonly`"), "{codes}");
    assert!(codes.contains("or if the files have no operations that a model is known for"), "{codes}");
    for misuse in [&["ad"][..], &["add", "dynamodb"], &["check"], &["add", "a", "B", "--model", "x", "--models", "y"]] {
        let misused = run(folder.path(), misuse);
        assert_eq!((misused.code, misused.stdout.as_str()), (2, ""), "{misused:?}");
        assert!(misused.stderr.starts_with("error: "), "{}", misused.stderr);
    }
}

#[test]
fn services_and_operations_are_listed() {
    let folder = folder();
    let services = run(folder.path(), &["services", "--models", "models"]);
    let dynamodb = format!("{:32}    2 operations  awsJson1_0  Amazon DynamoDB", "dynamodb");
    let shop = format!("{:32}    2 operations  restJson1  The Corner Shop", "corner-shop");
    assert_eq!((services.code, services.stdout), (0, format!("{shop}\n{dynamodb}\n")));
    for in_shop in ["SHOP", "cornershop", "the corner"] {
        let filtered = run(folder.path(), &["services", "--models", "models", "--filter", in_shop]);
        assert_eq!(filtered.stdout, format!("{shop}\n"), "{in_shop}");
    }

    let operations = run(folder.path(), &["operations", "Corner Shop", "--models", "models"]);
    let expected = "Corner Shop, restJson1\nListOrders  paginated\nPlaceOrder  token token\n";
    assert_eq!((operations.code, operations.stdout.as_str()), (0, expected));
    let filtered = run(folder.path(), &["operations", "dynamodb", "--models", "models", "--filter", "put"]);
    assert_eq!(filtered.stdout, "DynamoDB, awsJson1_0\nPutItem\n");
}

#[test]
fn a_filter_without_a_match_is_an_error() {
    let folder = folder();
    // A broken model hinders only who asks for it.
    fs::write(folder.path().join("models/broken.json"), "{").unwrap();
    let error = |arguments: &[&str]| {
        let run = run(folder.path(), &[arguments, &["--models", "models", "--filter", "bakery"]].concat());
        (run.code, run.stderr)
    };
    let expected = "error: no service has `bakery` in its name, ID or title\n";
    assert_eq!(error(&["services"]), (2, expected.to_owned()));
    let expected = "error: no operation has `bakery` in its name\n";
    assert_eq!(error(&["operations", "dynamodb"]), (2, expected.to_owned()));
}

#[test]
fn a_closed_output_pipe_is_not_an_error() {
    let folder = folder();
    for arguments in [&["services", "--models", "models"][..], &["add", "dynamodb", "GetItem", "--models", "models"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = command(folder.path(), arguments);
        let output = command.stdout(writer).spawn().unwrap().wait().unwrap();
        assert_eq!(output.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn model_arguments_override_the_environment() {
    let folder = folder();
    let services = |arguments: &[&str], variable: &str| {
        let mut command = command(folder.path(), arguments);
        command.env("AWS_OPERATION_MODELS", variable);
        finish(command)
    };
    fs::create_dir(folder.path().join("none")).unwrap();
    assert_eq!(services(&["services"], "models").stdout.lines().count(), 2);
    assert_eq!(services(&["services", "--models", "models"], "none").stdout.lines().count(), 2);
    assert_eq!(services(&["services", "--models", "none"], "models").stdout, "");
    let empty = services(&["services"], "");
    assert_eq!((empty.code, empty.stdout.as_str()), (2, ""));
    assert_eq!(
        empty.stderr,
        "error: no models were found; give one with `--model FILE`, a folder of them with `--models DIR` or \
         `AWS_OPERATION_MODELS`, or install botocore, which has them: `pip install botocore`\n"
    );
    let absent = run(folder.path(), &["services", "--models", "nowhere"]);
    assert!(absent.stderr.starts_with("error: can't read the models in nowhere: "), "{}", absent.stderr);
    assert_eq!(absent.code, 2);
}

#[test]
fn unknown_names_are_reported_with_a_suggestion() {
    let folder = folder();
    let error = |arguments: &[&str]| {
        let run = run(folder.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        run.stderr
    };
    let models = ["--models", "models"];
    assert_eq!(
        error(&[&["operations", "dynamo"][..], &models].concat()),
        "error: there is no model of `dynamo` in models; did you mean `dynamodb`?\n"
    );
    assert_eq!(
        error(&[&["add", "dynamodb", "PutItems"][..], &models].concat()),
        "error: DynamoDB has no operation `PutItems`; did you mean `PutItem`?\n"
    );
    assert_eq!(
        error(&[&["add", "dynamodb", "PutItem", "--only", "Item,TableNam"][..], &models].concat()),
        "error: PutItem has no input member `TableNam`; did you mean `TableName`?\n"
    );
    let absent = error(&["add", "dynamodb", "PutItem", "--model", "absent.json"]);
    assert!(absent.starts_with("error: can't read absent.json: "), "{absent}");
    let no_model = error(&["add", "dynamodb", "PutItem", "--model", "models/endpoints.json"]);
    assert!(no_model.starts_with("error: models/endpoints.json is not a model: "), "{no_model}");
    let no_source = error(&["policy", "absent.rs"]);
    assert!(no_source.starts_with("error: can't read absent.rs: "), "{no_source}");
}

#[test]
fn add_writes_to_standard_output_or_a_file_and_adds_only_what_is_missing() {
    let folder = folder();
    let add = |operation: &str, out: &[&str]| {
        run(folder.path(), &[&["add", "dynamodb", operation, "--models", "models"], out].concat())
    };
    let printed = add("GetItem", &[]);
    assert_eq!((printed.code, printed.stderr.as_str()), (0, ""));
    let written = add("GetItem", &["--out", "db.rs"]);
    assert_eq!((written.code, written.stdout.as_str()), (0, ""));
    let read = || fs::read_to_string(folder.path().join("db.rs")).unwrap();
    assert_eq!(read(), printed.stdout.replace("add dynamodb GetItem`", "add dynamodb GetItem --out db.rs`"));
    let once = read();
    let again = add("GetItem", &["--out", "db.rs"]);
    assert_eq!((again.stderr.as_str(), read()), ("db.rs: nothing to add\n", once));
    let more = add("PutItem", &["--out", "db.rs"]);
    assert!(more.stderr.starts_with("db.rs: added "), "{}", more.stderr);
    assert!(read().contains("pub struct GetItem {") && read().contains("pub struct PutItem {"));
    let head = "//! Written with:\n//! - `aws-operation add dynamodb GetItem --out db.rs` (0.1.0)\n\
                //! - `aws-operation add dynamodb PutItem --out db.rs` (0.1.0)\n\nuse ";
    assert!(read().contains(&head.replace("0.1.0", env!("CARGO_PKG_VERSION"))), "{}", read());

    fs::write(folder.path().join("broken.rs"), "pub struct A;\nstruct {").unwrap();
    let broken = add("PutItem", &["--out", "broken.rs"]);
    assert!(broken.stderr.starts_with("error: broken.rs:2:8: "), "{}", broken.stderr);
    assert_eq!(broken.code, 2);
    assert_eq!(fs::read_to_string(folder.path().join("broken.rs")).unwrap(), "pub struct A;\nstruct {");
}

#[test]
fn add_exits_with_1_if_an_operation_cannot_be_written() {
    let folder = folder();
    let hostile = here("tests/models/hostile.smithy.json").display().to_string();
    let split = run(folder.path(), &["add", "hostile", "Split", "--model", &hostile]);
    assert_eq!(split.code, 1);
    let why = "cannot express: Split: in /{name}.json a label is only a part of its segment\n";
    assert_eq!(split.stderr, why);
    assert!(split.stdout.contains(&format!("// {why}")));
}

#[test]
fn check_accepts_written_code_and_exits_with_1_on_a_mistake() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(run(path, &["add", "dynamodb", "PutItem", "GetItem", "--models", "models", "--out", "db.rs"]).code, 0);
    let model = "models/dynamodb/2012-08-10/service-2.json";
    let good = run(path, &["check", "db.rs", "--model", model]);
    assert_eq!((good.code, good.stdout.as_str()), (0, ""));
    assert_eq!(good.stderr, "2 operations of DynamoDB: 0 errors, 0 warnings, 0 notes\n");
    let text = fs::read_to_string(path.join("db.rs")).unwrap();
    fs::write(path.join("db.rs"), text.replace("    pub table_name: String,", "    pub tabel_name: String,")).unwrap();
    let wrong = run(path, &["check", "db.rs", "--model", model]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.stdout.contains(": error: `tabel_name` of `PutItem` is `TabelName` on the wire"), "{wrong:?}");
    assert!(!wrong.stdout.contains('\u{1b}'), "{}", wrong.stdout);
    fs::write(path.join("empty.rs"), "").unwrap();
    let empty = run(path, &["check", "empty.rs", "--model", model]);
    assert_eq!((empty.code, empty.stderr.as_str()), (2, "error: these files contain no operation of DynamoDB\n"));
}

#[test]
fn check_finds_the_model_of_each_service() {
    let folder = folder();
    let path = folder.path();
    let stall = path.join("models/booth.json");
    fs::copy(here("tests/models/stall.smithy.json"), stall).unwrap();
    fs::create_dir(path.join("src")).unwrap();
    for (service, operation) in [("dynamodb", "GetItem"), ("stall", "Stock")] {
        let out = format!("src/{service}.rs");
        assert_eq!(run(path, &["add", service, operation, "--models", "models", "--out", &out]).code, 0);
    }
    let lib = |more: &str| fs::write(path.join("src/lib.rs"), format!("pub mod dynamodb;\npub mod stall;\n{more}"));
    let check = |models: &str| run(path, &["check", "src/lib.rs", "--models", models]);
    lib("").unwrap();
    let good = check("models");
    assert_eq!((good.code, good.stdout.as_str()), (0, ""), "{good:?}");
    let both = "1 operation of DynamoDB: 0 errors, 0 warnings, 0 notes\n\
                1 operation of Stall: 0 errors, 0 warnings, 0 notes\n";
    assert_eq!(good.stderr, both);

    // A service without a model is reported; the others are checked.
    lib("#[aws_service(id = \"Pets\", protocol = \"restJson1\")] pub struct Pets;\n\
         #[aws_operation(name = \"Pet\", service = Pets, http = \"GET /\", output = ())] pub struct Pet {}\n")
    .unwrap();
    let mixed = check("models");
    let warning = "src/lib.rs:3: warning: there is no model of `Pets` in models; `Pets` was not checked\n";
    assert_eq!((mixed.code, mixed.stdout.as_str(), mixed.stderr.as_str()), (0, warning, both));
    let file = path.join("src/stall.rs");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(file, text.replace("xml_member = \"entry\"", "xml_member = \"item\"")).unwrap();
    assert_eq!(check("models").code, 1);

    fs::create_dir(path.join("none")).unwrap();
    let none = check("none");
    let error = "error: there is no model of `DynamoDB` in none; `Service` was not checked\n";
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.as_str()), (2, "", error));
    let unknown = run(path, &["check", "src/lib.rs"]);
    assert!(unknown.stderr.starts_with("error: no models were found; "), "{unknown:?}");
}

#[test]
fn policy_prints_the_iam_actions() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(run(path, &["add", "dynamodb", "PutItem", "GetItem", "--models", "models", "--out", "db.rs"]).code, 0);
    let policy = run(path, &["policy", "db.rs"]);
    assert_eq!((policy.code, policy.stderr.as_str()), (0, ""));
    let policy: serde_json::Value = serde_json::from_str(&policy.stdout).unwrap();
    assert_eq!(policy["Statement"][0]["Action"], serde_json::json!(["dynamodb:GetItem", "dynamodb:PutItem"]));
    fs::write(path.join("other.rs"), "struct Nothing;\n").unwrap();
    let none = run(path, &["policy", "other.rs"]);
    assert_eq!(
        (none.code, none.stdout.as_str(), none.stderr.as_str()),
        (2, "", "error: these files contain no operation\n")
    );
}

#[test]
fn add_check_and_policy_work_for_all_of_lookout_for_vision() {
    let models = here("../../shared/conformance/lookoutvision/botocore/data");
    if !models.exists() {
        return aws_operation_skip::skip("models", format_args!("{} is not there", models.display()));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let models = models.display().to_string();
    let listed = run(path, &["operations", "lookoutvision", "--models", &models]).stdout;
    let mut names: Vec<_> = listed.lines().skip(1).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names.len(), 22);
    names.splice(0..0, ["add", "lookoutvision"]);
    names.extend(["--models", &models, "--out", "lookoutvision.rs"]);
    let added = run(path, &names);
    assert_eq!(added.code, 0, "{added:?}");
    let model = format!("{models}/lookoutvision/2020-11-20/service-2.json");
    let checked = run(path, &["check", "lookoutvision.rs", "--model", &model]);
    assert_eq!((checked.code, checked.stdout.as_str()), (0, ""), "{checked:?}");
}

#[test]
fn add_reports_a_name_conflict_and_writes_nothing() {
    let folder = folder();
    let path = folder.path();
    let add = |text: &str, operations: &[&str]| {
        fs::write(path.join("db.rs"), text).unwrap();
        let arguments = [&["add", "dynamodb"][..], operations, &["--models", "models", "--out", "db.rs"]].concat();
        let run = run(path, &arguments);
        (run.code, run.stdout, run.stderr, fs::read_to_string(path.join("db.rs")).unwrap() == text)
    };
    let taken = |kind: &str, name: &str| {
        let text = format!(
            "error: db.rs: its {kind} `{name}` has the name of an item to be added; rename it, or write to another file\n"
        );
        (1, String::new(), text, true)
    };
    for (text, kind) in [
        ("pub struct GetItem;", "struct"),
        ("pub enum GetItem {}", "enum"),
        ("pub union GetItem { a: u8 }", "union"),
        ("pub type GetItem = u8;", "type alias"),
        ("pub trait GetItem {}", "trait"),
        ("pub mod GetItem {}", "module"),
        ("pub const GetItem: u8 = 1;", "constant"),
        ("pub static GetItem: u8 = 1;", "static"),
        ("pub fn GetItem() {}", "function"),
        ("use super::GetItem;", "import"),
        ("use super::{other::Get as GetItem, Other};", "import"),
        ("#[aws_shape]\npub struct GetItem {}", "struct"),
        ("#[aws_operation(name = \"PutItem\")]\npub struct GetItem {}", "operation"),
    ] {
        assert_eq!(add(text, &["GetItem"]), taken(kind, "GetItem"));
        assert_eq!(add(text, &["PutItem", "GetItem"]), taken(kind, "GetItem"));
    }
    // Items that are added with the operation: its service, errors, output and shapes.
    assert_eq!(add("pub struct Service;", &["GetItem"]), taken("struct", "Service"));
    assert_eq!(add("pub enum Error {}", &["GetItem"]), taken("enum", "Error"));
    assert_eq!(add("pub trait GetItemOutput {}", &["GetItem"]), taken("trait", "GetItemOutput"));
    assert_eq!(add("mod AttributeValue {}", &["GetItem"]), taken("module", "AttributeValue"));
    // Types and attributes that the added code uses.
    for (text, kind, name) in [
        ("struct Blob;", "struct", "Blob"),
        ("struct String;", "struct", "String"),
        ("use mine::Option;", "import", "Option"),
        ("enum HashMap {}", "enum", "HashMap"),
        ("mod aws_shape {}", "module", "aws_shape"),
    ] {
        let (code, stdout, error, is_same) = taken(kind, name);
        let error = error.replace("an item to be added", "a type or attribute that the added items use");
        assert_eq!(add(text, &["GetItem"]), (code, stdout, error, is_same));
    }
}

#[test]
fn add_accepts_imports_and_aliases_in_place_of_items() {
    let folder = folder();
    let path = folder.path();
    let add = |text: &str| {
        fs::write(path.join("db.rs"), text).unwrap();
        run(path, &["add", "dynamodb", "GetItem", "--models", "models", "--out", "db.rs"])
    };
    let there = add("#[aws_service(id = \"DynamoDB\", protocol = \"awsJson1_0\")]\npub struct Service;\n\
                     #[aws_operation(name = \"GetItem\", output = ())]\npub struct GetItem {\n\
                     table_name: String, key: (), attributes_to_get: (), consistent_read: (), \
                     return_consumed_capacity: (), #[aws(rename = \"ProjectionExpression\")] projection: (), \
                     expression_attribute_names: (),\n}\n");
    assert_eq!((there.code, there.stderr.as_str()), (0, "db.rs: nothing to add\n"));
    for text in [
        "use super::Service;\nuse super::Error;\n",
        "type AttributeValue = serde_json::Value;\n",
        "#[derive(Clone)]\npub struct AttributeValue(u8);\n",
        "pub trait Unrelated {}\nfn get_item() {}\n",
    ] {
        let added = add(text);
        assert_eq!(added.code, 0, "{added:?}");
        assert!(fs::read_to_string(path.join("db.rs")).unwrap().contains("pub struct GetItem {"));
    }
}

#[test]
fn add_rejects_an_operation_name_used_by_another_service() {
    let folder = folder();
    let path = folder.path();
    let text = "#[aws_service(id = \"DynamoDB\", protocol = \"awsJson1_0\")]\npub struct Dynamo;\n\
                #[aws_service(id = \"Pets\", protocol = \"restJson1\")]\npub struct Pets;\n\
                #[aws_operation(name = \"GetItem\", service = crate::Pets, http = \"GET /\")]\npub struct GetItem {}\n";
    fs::write(path.join("db.rs"), text).unwrap();
    let added = run(path, &["add", "dynamodb", "GetItem", "--models", "models", "--out", "db.rs"]);
    let error = "error: db.rs: its operation `GetItem` has the name of an item to be added; rename it, or write to \
                 another file\n";
    assert_eq!((added.code, added.stderr.as_str()), (1, error));
    assert_eq!(fs::read_to_string(path.join("db.rs")).unwrap(), text);
}
