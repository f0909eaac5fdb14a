//! The example `s3`, against a local S3.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

mod served;

use std::path::PathBuf;
use std::process::{Command, Output};

use aws_operation::{Body, http};
use served::{MIB, Served, bytes, fetch};

/// `cargo test` builds the examples before it runs the tests; `cargo test --test tool` alone does not.
fn tool() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(|deps| deps.parent()).unwrap();
    profile.join("examples").join(format!("s3{}", std::env::consts::EXE_SUFFIX))
}

async fn run(served: &Served, arguments: &[&str]) -> Output {
    let url = served.server.url();
    let arguments: Vec<_> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let run = move || {
        Command::new(tool())
            .args(arguments)
            .env_clear()
            .env("AWS_ENDPOINT_URL", url)
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", "AKID")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .output()
            .unwrap_or_else(|error| panic!("`cargo build -p aws-operation-s3 --example s3` builds the tool: {error}"))
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}

async fn done(served: &Served, arguments: &[&str]) -> String {
    let output = run(served, arguments).await;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_copied_listed_shared_and_deleted() {
    let served = Served::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let content = bytes(9 * MIB);
    std::fs::write(path("film"), &content).unwrap();
    done(&served, &["cp", &path("film"), "s3://b/films/a b"]).await;
    assert!(served.object("films/a b") == content);
    done(&served, &["cp", "s3://b/films/a b", &path("copy")]).await;
    assert!(std::fs::read(path("copy")).unwrap() == content);
    done(&served, &["cp", "s3://b/films/a b", "s3://b/other"]).await;
    assert!(served.object("other") == content);
    let list = done(&served, &["ls", "s3://b/films/"]).await;
    assert!(list.trim_end().ends_with("9437184 films/a b") && list.lines().count() == 1, "{list}");
    let url = done(&served, &["presign", "s3://b/films/a b", "--expires", "60"]).await;
    let response = fetch(http::Request::get(url.trim()).body(Body::empty()).unwrap()).await;
    assert!(*response.body() == content);
    done(&served, &["rm", "s3://b/other"]).await;
    done(&served, &["rm", "--recursive", "s3://b/films"]).await;
    assert_eq!(done(&served, &["ls", "s3://b"]).await, "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn folders_are_synchronized() {
    let served = Served::new().await;
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    std::fs::create_dir_all(source.join("deep/er")).unwrap();
    for (name, content) in [("one", "1"), ("deep/two", "22"), ("deep/er/three", "333")] {
        std::fs::write(source.join(name), content).unwrap();
    }
    let from = source.to_str().unwrap();
    assert_eq!(done(&served, &["sync", from, "s3://b/all"]).await.lines().count(), 3);
    assert_eq!(served.object("all/deep/er/three"), b"333");
    std::fs::write(source.join("one"), "11").unwrap();
    assert_eq!(done(&served, &["sync", from, "s3://b/all"]).await, "one\n");
    let target = folder.path().join("target");
    assert_eq!(done(&served, &["sync", "s3://b/all/", target.to_str().unwrap()]).await.lines().count(), 3);
    assert_eq!(std::fs::read_to_string(target.join("deep/two")).unwrap(), "22");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_in_one_line() {
    let served = Served::new().await;
    for (arguments, said) in [
        (vec!["cp", "a", "b"], "one of both must be an object"),
        (vec!["cp", "s3://b/none", "-"], "NoSuchKey"),
        (vec!["ls", "b"], "write `s3://bucket/key`"),
    ] {
        let output = run(&served, &arguments).await;
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && errors.contains(said), "{errors}");
    }
}
