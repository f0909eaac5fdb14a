//! `aws-operation update`: additions from a newer model, and the preservation of the user's code.
#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The output and exit code of a run.
#[derive(Debug)]
struct Run {
    stdout: String,
    stderr: String,
    code: i32,
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    let output = command.args(arguments).current_dir(folder).env_remove("AWS_OPERATION_MODELS").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().unwrap() }
}

fn structure(members: &Value, required: &[&str]) -> Value {
    json!({"type": "structure", "members": members, "required": required})
}

fn kiosk() -> Value {
    let error = |status: u16| json!({"type": "structure", "members": {}, "exception": true, "error": {"httpStatusCode": status}});
    json!({
        "metadata": {
            "protocol": "json", "jsonVersion": "1.0", "serviceId": "Kiosk", "endpointPrefix": "kiosk",
            "apiVersion": "2024-01-01", "targetPrefix": "Kiosk", "signatureVersion": "v4",
        },
        "operations": {"Sell": {
            "name": "Sell", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "SellRequest"},
            "output": {"shape": "SellResponse"}, "errors": [{"shape": "SoldOut"}],
        }},
        "shapes": {
            "SellRequest": structure(&json!({"size": {"shape": "Size"}, "note": {"shape": "Text"}}), &["size"]),
            "SellResponse": structure(&json!({"paper": {"shape": "Paper"}}), &[]),
            "Paper": structure(&json!({"title": {"shape": "Text"}, "pages": {"shape": "Int"}}), &["title"]),
            "Size": {"type": "string", "enum": ["LARGE", "SMALL"]},
            "Text": {"type": "string"}, "Int": {"type": "integer"}, "Price": {"type": "double"},
            "SoldOut": error(400), "Closed": error(409),
        },
    })
}

/// A newer model of the kiosk.
fn later() -> Value {
    let mut model = kiosk();
    model["metadata"]["apiVersion"] = json!("2025-01-01");
    model["operations"]["Sell"]["errors"].as_array_mut().unwrap().push(json!({"shape": "Closed"}));
    let shapes = model["shapes"].as_object_mut().unwrap();
    shapes["Size"]["enum"] = json!(["LARGE", "SMALL", "POCKET"]);
    shapes["SellRequest"]["members"]["gift"] = json!({"shape": "Gift"});
    shapes["Paper"]["members"]["price"] = json!({"shape": "Price"});
    shapes["Paper"]["members"]["pages"] = json!({"shape": "Text"});
    shapes["Paper"]["members"]["isbn"] = json!({"shape": "Text"});
    shapes["Paper"]["required"] = json!(["title", "isbn"]);
    shapes.insert("Gift".to_owned(), structure(&json!({"ribbon": {"shape": "Size"}}), &["ribbon"]));
    model
}

/// A folder with both models, and with `kiosk.rs` written from the first.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kiosk.json"), kiosk().to_string()).unwrap();
    fs::write(folder.path().join("later.json"), later().to_string()).unwrap();
    let added = run(folder.path(), &["add", "kiosk", "Sell", "--model", "kiosk.json", "--out", "kiosk.rs"]);
    assert_eq!(added.code, 0, "{added:?}");
    folder
}

fn read(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("kiosk.rs")).unwrap()
}

#[test]
fn an_up_to_date_file_is_not_changed() {
    let folder = folder();
    let before = read(&folder);
    for members in [&[][..], &["--members"]] {
        let same = run(folder.path(), &[&["update", "kiosk.rs", "--model", "kiosk.json"], members].concat());
        assert_eq!((same.code, same.stdout.as_str(), same.stderr.as_str()), (0, "", "kiosk.rs: nothing to add\n"));
        assert_eq!(read(&folder), before);
    }
}

#[test]
fn update_adds_values_and_errors_and_lists_members() {
    let folder = folder();
    let before = read(&folder);
    let update = ["update", "kiosk.rs", "--model", "later.json"];
    let left_out = "kiosk.rs: left out: the member `gift` of `Sell`\n\
                    kiosk.rs: left out: the member `isbn` of `Paper`\n\
                    kiosk.rs: left out: the member `price` of `Paper`\n";
    let wrong = ": error: `pages` of `Paper` is an integer, but the model has a string; write `Option<String>`\n";
    let hint = "kiosk.rs: leaves out 3 members; `--members` adds all of them, `--members=NAME` one\n";

    let dry = run(folder.path(), &[&update[..], &["--dry-run"]].concat());
    let expected = format!(
        "kiosk.rs: would add the value `POCKET` of `Size`\nkiosk.rs: would add the error `Closed` of `Error`\n{left_out}"
    );
    assert!(dry.stdout.starts_with(&expected) && dry.stdout.ends_with(wrong), "{dry:?}");
    assert_eq!((dry.code, dry.stderr.as_str(), read(&folder)), (1, hint, before.clone()));

    let done = run(folder.path(), &update);
    assert!(
        done.stdout.starts_with(&expected.replace("would add", "added")) && done.stdout.ends_with(wrong),
        "{done:?}"
    );
    assert_eq!((done.code, done.stderr.as_str()), (1, hint));
    let after = read(&folder);
    assert!(after.contains("    Small,\n    Pocket,\n    /// A value that is not in the model.\n"), "{after}");
    assert!(after.contains("    SoldOut,\n    #[aws(status = 409)]\n    Closed,\n}\n"), "{after}");
    let head = format!("//! - `aws-operation update kiosk.rs --model later.json` ({})\n", env!("CARGO_PKG_VERSION"));
    assert!(after.starts_with("//! Kiosk, API version 2025-01-01.\n") && after.contains(&head), "{after}");
    assert_eq!(run(folder.path(), &update).stderr, format!("{hint}kiosk.rs: nothing to add\n"));
    assert_eq!(read(&folder), after);
}

#[test]
fn update_adds_requested_members() {
    let folder = folder();
    let update = |members: &str| run(folder.path(), &["update", "kiosk.rs", "--model", "later.json", members]);
    let one = update("--members=price");
    assert!(one.stdout.contains("kiosk.rs: added the member `price` of `Paper`\n"), "{one:?}");
    let text = read(&folder);
    assert!(text.contains("    pub price: Option<f64>,\n}\n") && !text.contains("gift"), "{text}");
    // Neither a float nor a type that contains one implements `Eq`.
    assert_eq!(text.matches("PartialEq)]").count(), 2, "{text}");
    let unknown = update("--members=prize");
    let error = "error: kiosk.rs: no member `prize` is missing from the file\n";
    assert_eq!((unknown.code, unknown.stderr.as_str()), (2, error));

    update("--members");
    let text = read(&folder);
    // Required or not: existing code builds the struct without it.
    assert!(text.contains("    pub isbn: Option<String>,\n}\n"), "{text}");
    assert!(text.contains("    pub gift: Option<Gift>,\n}\n") && text.contains("pub struct Gift {\n"), "{text}");
    assert!(
        text.contains("            note: None,\n            size,\n            gift: None,\n        }\n"),
        "{text}"
    );
    assert_eq!(update("--members").stderr, "kiosk.rs: nothing to add\n");
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/updated.rs");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &text).unwrap();
    }
    assert!(
        fs::read_to_string(golden).unwrap() == text,
        "the golden file differs from the output; UPDATE_GOLDEN=1 rewrites it"
    );
}

#[test]
fn update_preserves_the_users_changes() {
    let folder = folder();
    let file = folder.path().join("kiosk.rs");
    let mine = "use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};\n\n\
        #[aws_service(id = \"Kiosk\", protocol = \"awsJson1_0\", target_prefix = \"Kiosk\", error = Trouble)]\n\
        pub struct Kiosk;\n\n\
        // Mine.\n\
        #[aws_operation(name = \"Sell\", service = Kiosk, output = Sold, rename_all = \"camelCase\")]\n\
        pub struct Buy { pub size: Format }\n\n\
        #[aws_shape(rename_all = \"camelCase\")]\n\
        #[derive(Debug)]\n\
        pub struct Sold { pub paper: Option<Sheet> }\n\n\
        #[aws_shape]\n\
        #[derive(Debug)]\n\
        pub struct Sheet {\n    #[aws(rename = \"title\")]\n    pub headline: std::rc::Rc<str> // no comma\n}\n\n\
        #[aws_shape(rename_all = \"SCREAMING_SNAKE_CASE\")]\n\
        pub enum Format { Large, /* mine */ Small }\n\n\
        #[aws_error]\n\
        pub enum Trouble { SoldOut }\n";
    fs::write(&file, mine).unwrap();
    let done = run(folder.path(), &["update", "kiosk.rs", "--model", "later.json", "--members=price,pages"]);
    assert_eq!(done.code, 0, "{done:?}");
    let text = read(&folder);
    let expected = mine
        .replace("Rc<str> // no comma\n}", "Rc<str>, // no comma\n    #[aws(rename = \"pages\")]\n    pub pages: Option<String>,\n    #[aws(rename = \"price\")]\n    pub price: Option<f64>,\n}")
        .replace("Small }", "Small,\n    Pocket,\n}")
        .replace("{ SoldOut }", "{ SoldOut,\n    #[aws(status = 409)]\n    Closed,\n}");
    assert_eq!(text, expected);
}

#[test]
fn update_adds_nothing_to_excepted_items() {
    let folder = folder();
    let update = |except: &str| run(folder.path(), &["update", "kiosk.rs", "--model", "later.json", except]);
    let unknown = update("--except=Size,Eror");
    let error = "error: kiosk.rs: the file has no struct or enum `Eror` of the service\n";
    assert_eq!((unknown.code, unknown.stderr.as_str()), (2, error));
    let done = update("--except=Error,Paper");
    let text = read(&folder);
    assert!(text.contains("    Pocket,\n") && !text.contains("Closed"), "{text}");
    assert!(text.contains("//! - `aws-operation update kiosk.rs --except=Error,Paper --model later.json`"), "{text}");
    assert!(done.stdout.contains("left out: the member `gift` of `Sell`\n"), "{done:?}");
    assert!(!done.stdout.contains("Closed") && !done.stdout.contains("isbn"), "{done:?}");
}

#[test]
fn update_reports_name_conflicts() {
    let folder = folder();
    let file = folder.path().join("kiosk.rs");
    let text = read(&folder).replace("    Small,\n", "    #[aws(rename = \"SMALL\")]\n    Pocket,\n");
    fs::write(&file, &text).unwrap();
    let taken = run(folder.path(), &["update", "kiosk.rs", "--model", "later.json"]);
    assert!(
        taken.stdout.contains(
            "kiosk.rs: error: cannot add the value `POCKET` of `Size`: it already has a field or variant `Pocket`\n"
        ),
        "{taken:?}"
    );
    assert_eq!(taken.code, 1);
    fs::write(&file, format!("{text}\npub trait Gift {{}}\n")).unwrap();
    let taken = run(folder.path(), &["update", "kiosk.rs", "--model", "later.json", "--members"]);
    assert_eq!((taken.code, read(&folder)), (1, format!("{text}\npub trait Gift {{}}\n")));
    assert!(taken.stderr.contains("its trait `Gift` has the name of"), "{taken:?}");
}

#[test]
fn update_reports_items_that_cannot_be_added_to() {
    let folder = folder();
    let file = folder.path().join("kiosk.rs");
    let text = read(&folder);
    let start = text.find("#[aws_shape").and_then(|start| Some(start + text[start..].find("pub enum Size")?)).unwrap();
    let start = text[..start].rfind("\n\n").unwrap();
    let end = start + text[start..].find("\n}\n").unwrap() + 3;
    let (head, size, rest) = (&text[..start], &text[start..end], &text[end..]);
    let inline =
        format!("{head}{rest}\npub use sizes::Size;\n\nmod sizes {{\n    use aws_operation::aws_shape;\n{size}}}\n");
    fs::write(&file, &inline).unwrap();
    let update = ["update", "kiosk.rs", "--model", "later.json"];
    let done = run(folder.path(), &update);
    let why = "kiosk.rs: error: cannot add the value `POCKET` of `Size`: it is in an inline module; move the module to \
               a file, or add it by hand\n";
    assert!(done.code == 1 && done.stdout.contains(why), "{done:?}");
    assert!(!read(&folder).contains("Pocket"), "{done:?}");

    let unit = text.replace("pub struct SellOutput {\n    pub paper: Option<Paper>,\n}", "pub struct SellOutput;");
    assert_ne!(unit, text);
    fs::write(&file, unit).unwrap();
    let done = run(folder.path(), &[&update[..], &["--members=paper"]].concat());
    let why = "cannot add the member `paper` of `SellOutput`: it has no braces; write `{}` after its name\n";
    assert!(done.code == 1 && done.stdout.contains(why), "{done:?}");
}

#[test]
fn update_rejects_a_file_without_operations() {
    let folder = folder();
    fs::write(folder.path().join("empty.rs"), "").unwrap();
    let empty = run(folder.path(), &["update", "empty.rs", "--model", "kiosk.json"]);
    assert_eq!((empty.code, empty.stderr.as_str()), (2, "error: empty.rs contains no operation\n"));
    let absent = run(folder.path(), &["update", "absent.rs", "--model", "kiosk.json"]);
    assert!(absent.code == 2 && absent.stderr.starts_with("error: can't read absent.rs: "), "{absent:?}");
}

#[test]
fn update_completes_items_used_only_by_additions() {
    let folder = folder();
    let file = folder.path().join("kiosk.rs");
    let slim =
        read(&folder).replace("    pub paper: Option<Paper>,\n", "").replace("    pub pages: Option<i32>,\n", "");
    fs::write(&file, slim).unwrap();
    let done = run(folder.path(), &["update", "kiosk.rs", "--model", "kiosk.json", "--members"]);
    let added = "kiosk.rs: added the member `paper` of `SellOutput`\nkiosk.rs: added the member `pages` of `Paper`\n";
    assert_eq!((done.code, done.stdout.as_str()), (0, added));
}

#[test]
fn update_preserves_byte_order_mark_line_ends_and_derives() {
    let folder = folder();
    let file = folder.path().join("kiosk.rs");
    let odd = |text: &str| {
        format!("\u{feff}{}", text.replace("Default, PartialEq, Eq)", "Eq, PartialEq)").replace('\n', "\r\n"))
    };
    fs::write(&file, odd(&read(&folder))).unwrap();
    run(folder.path(), &["update", "kiosk.rs", "--model", "later.json", "--members"]);
    let text = read(&folder);
    let expected =
        ["#[derive(Clone, Debug, PartialEq)]", "    pub price: Option<f64>,", "            gift: None,", "    Closed,"];
    for line in expected {
        assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
    }
    assert!(text.starts_with("\u{feff}//! Kiosk, API version 2025-01-01.\r\n"), "{text}");
    assert_eq!(text.matches("Eq, PartialEq").count(), 0, "{text}");
    syn::parse_file(&text).unwrap();
}

#[test]
fn a_model_older_than_the_file_is_reported() {
    let folder = folder();
    for (release, model) in [("1.9.2", kiosk()), ("1.10.0", later())] {
        let package = folder.path().join(release).join("botocore");
        fs::create_dir_all(package.join("data/kiosk/2024-01-01")).unwrap();
        fs::write(package.join("__init__.py"), format!("__version__ = '{release}'\n")).unwrap();
        fs::write(package.join("data/kiosk/2024-01-01/service-2.json"), model.to_string()).unwrap();
    }
    let models = |release: &str| format!("{release}/botocore/data");
    let (older, newer) = (models("1.9.2"), models("1.10.0"));
    assert_eq!(run(folder.path(), &["add", "kiosk", "Sell", "--models", &newer, "--out", "new.rs"]).code, 0);
    let hint = "new.rs was written with botocore 1.10.0, but this model is older: botocore 1.9.2\n";
    for command in ["check", "update"] {
        let output = run(folder.path(), &[command, "new.rs", "--models", &older]);
        assert!(output.code == 1 && output.stderr.contains(hint), "{output:?}");
        let same = run(folder.path(), &[command, "new.rs", "--models", &newer]);
        assert!(same.code == 0 && !same.stderr.contains("older"), "{same:?}");
    }
    // A file that agrees with the older model needs no hint.
    assert_eq!(run(folder.path(), &["add", "kiosk", "Sell", "--models", &older, "--out", "old.rs"]).code, 0);
    let text = fs::read_to_string(folder.path().join("old.rs")).unwrap().replace("botocore 1.9.2", "botocore 1.10.0");
    fs::write(folder.path().join("old.rs"), text).unwrap();
    let good = run(folder.path(), &["check", "old.rs", "--models", &older]);
    assert_eq!((good.code, good.stderr.as_str()), (0, "1 operation of Kiosk: 0 errors, 0 warnings, 0 notes\n"));
}

#[test]
fn control_characters_of_a_model_are_escaped() {
    let folder = folder();
    let mut model = later();
    model["shapes"]["Size"]["enum"] = json!(["LARGE", "SMALL", "PO\u{1b}[31mCKET"]);
    model["shapes"]["Paper"]["members"]["to\u{1b}[2Jne"] = json!({"shape": "Text"});
    fs::write(folder.path().join("later.json"), model.to_string()).unwrap();
    model["metadata"]["serviceId"] = json!("Ki\u{1b}[2Josk");
    fs::write(folder.path().join("other.json"), model.to_string()).unwrap();
    for arguments in [
        ["check", "kiosk.rs", "--model", "other.json"],
        ["check", "kiosk.rs", "--model", "later.json"],
        ["update", "kiosk.rs", "--model", "later.json"],
    ] {
        let run = run(folder.path(), &arguments);
        let said = run.stdout + &run.stderr;
        assert!(!said.contains('\u{1b}') && said.contains("\\u{1b}[2J"), "{arguments:?}: {said}");
    }
}

#[test]
fn missing_files_and_devices_have_different_errors() {
    let folder = folder();
    let said = |file: &str| run(folder.path(), &["update", file, "--model", "kiosk.json"]).stderr;
    assert_eq!(said("none.rs"), "error: can't read none.rs: there is no such file\n");
    #[cfg(unix)]
    assert_eq!(said("/dev/null"), "error: can't read /dev/null: it is not a regular file\n");
}

#[test]
fn added_errors_are_formatted_like_existing_ones() {
    let folder = folder();
    let mut model = later();
    let error = json!({
        "type": "structure", "members": {"message": {"shape": "Text"}}, "exception": true,
        "error": {"httpStatusCode": 409},
    });
    model["shapes"]["Closed"] = error;
    fs::write(folder.path().join("later.json"), model.to_string()).unwrap();
    let before = read(&folder);
    let joined = "    #[aws(status = 409)]\n    Closed { message: String },\n";
    let vertical = "    #[aws(status = 409)]\n    Closed {\n        message: String,\n    },\n";
    let of_own = before.replace("    SoldOut,", "    /// None is left.\n    SoldOut,");
    for (text, expected) in [(&before, vertical), (&of_own, joined)] {
        fs::write(folder.path().join("kiosk.rs"), text).unwrap();
        run(folder.path(), &["update", "kiosk.rs", "--model", "later.json"]);
        assert!(read(&folder).contains(expected), "{}", read(&folder));
    }
}
