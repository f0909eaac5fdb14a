//! Which of the protocols of a model the command writes and accepts.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::fs;
use std::path::Path;
use std::process::Command;

/// The output and exit code of a run.
struct Run {
    stdout: String,
    stderr: String,
    code: i32,
}

/// Runs the command in `folder`.
fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output =
        Command::new(env!("CARGO_BIN_EXE_aws-operation")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().unwrap() }
}

/// The model has awsJson1_1 and rpcv2Cbor.
#[test]
fn add_prefers_json_and_takes_another_protocol_of_the_model() {
    let folder = tempfile::tempdir().unwrap();
    let mixer = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/mixer.smithy.json");
    let model = mixer.to_str().unwrap();
    let add = |operation: &str, more: &[&str]| {
        run(folder.path(), &[&["add", "mixer", operation, "--model", model], more].concat())
    };
    let json = add("Mix", &[]).stdout;
    assert!(json.contains(r#"protocol = "awsJson1_1""#) && json.contains(r#"timestamp = "date-time""#), "{json}");
    let cbor = add("Mix", &["--protocol", "rpcv2Cbor"]).stdout;
    for part in [r#"protocol = "rpcv2Cbor""#, r#"target_prefix = "Mixer_2024""#, "query_compatible"] {
        assert!(cbor.contains(part), "{part} in {cbor}");
    }
    assert!(!cbor.contains("timestamp ="), "CBOR has one form of a timestamp: {cbor}");
    let other = add("Mix", &["--protocol", "restJson1"]);
    let expected = "error: Mixer has no protocol `restJson1`, but `awsJson1_1` and `rpcv2Cbor`\n";
    assert_eq!((other.code, other.stderr.as_str(), other.stdout.as_str()), (2, expected, ""));

    // A file keeps its protocol.
    let written = add("Stir", &["--protocol", "rpcv2Cbor", "--out", "mixer.rs"]);
    assert_eq!(written.code, 0, "{}", written.stderr);
    assert_eq!(add("Rinse", &["--out", "mixer.rs"]).code, 0);
    let text = fs::read_to_string(folder.path().join("mixer.rs")).unwrap();
    assert!(text.contains("pub struct Stir;") && text.contains("pub struct Rinse {}"), "{text}");
    assert!(text.contains("--protocol rpcv2Cbor"), "{text}");
    let other = add("Mix", &["--protocol", "awsJson1_1", "--out", "mixer.rs"]);
    assert!(other.code == 2 && other.stderr.contains("`Service` has the protocol `rpcv2Cbor`"), "{}", other.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("mixer.rs")).unwrap(), text);

    // Either protocol of the model is right.
    for protocol in ["rpcv2Cbor", "awsJson1_1"] {
        let file = format!("{protocol}.rs");
        assert_eq!(add("Mix", &["--protocol", protocol, "--out", &file]).code, 0);
        let checked = run(folder.path(), &["check", &file, "--model", model]);
        assert_eq!((checked.code, checked.stdout.as_str()), (0, ""), "{}", checked.stderr);
    }
    let path = folder.path().join("rpcv2Cbor.rs");
    let wrong = fs::read_to_string(&path).unwrap().replace("Mixer_2024", "Mixer");
    fs::write(&path, wrong).unwrap();
    let checked = run(folder.path(), &["check", "rpcv2Cbor.rs", "--model", model]);
    assert!(
        checked.code == 1 && checked.stdout.contains(r#"write `target_prefix = "Mixer_2024"`"#),
        "{}",
        checked.stdout
    );
}
