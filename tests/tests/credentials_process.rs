//! `credential_process`: the output and the errors of programs, and that no process is left running.
#![cfg(unix)]

mod test_environment;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use aws_operation::{Clock, Timestamp};
use test_environment::{NOW, Open, TestEnvironment};

const START: &str =
    "credential_process of the profile `default` of /h/.aws/config and /h/.aws/credentials: the program";

fn program(line: &str) -> TestEnvironment {
    TestEnvironment::new().config(&format!("[default]\ncredential_process = {line}"))
}

fn printing(fields: &str) -> TestEnvironment {
    program(&format!(r#"printf '%s' '{{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"hidden"{fields}}}'"#))
}

#[tokio::test]
async fn printed_credentials_sign_the_call() {
    for (environment, expected) in [
        (printing(""), "AKID"),
        (
            printing(
                r#","SessionToken":"t","Expiration":"2015-08-30T13:36:00Z","AccountId":"123456789012","Other":{}"#,
            ),
            "AKID t",
        ),
        (printing(r#","SessionToken":null,"Expiration":null"#), "AKID"),
        (program("printf '%s' '{\"accessKeyId\":\"AKID\",\"secretaccesskey\":\"hidden\",\"version\":1}'"), "AKID"),
        (
            program(
                r#"sh -c "printf '{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"hidden\"}' \"$0\"" 'AK ID'"#,
            ),
            "AK ID",
        ),
    ] {
        let outcome = environment.run().await;
        assert_eq!(outcome.signed.as_deref(), Some(expected), "{:?}", outcome.failure);
    }
}

#[tokio::test]
async fn errors_name_the_program_and_omit_its_output() {
    for (environment, expected) in [
        (program("sh -c 'echo hidden; echo hidden >&2; exit 3'"), "ended with exit status: 3"),
        (program("/absent/program hidden"), "could not be run: No such file or directory (os error 2)"),
        (program("true"), "printed a document that is not JSON"),
        (program("echo hidden"), "printed a document that is not JSON"),
        (program("echo '\"hidden\"'"), "printed a document that has a member of the wrong type"),
        (program("echo {}"), "printed a document that has no `Version`"),
        (program("echo '{\"Version\":2}'"), "printed a document that has a `Version` other than 1"),
        (program("echo '{\"Version\":\"1\"}'"), "printed a document that has a `Version` other than 1"),
        (
            program("echo '{\"Version\":1,\"SecretAccessKey\":\"hidden\"}'"),
            "printed a document that has no `AccessKeyId`",
        ),
        (printing(r#","SessionToken":["hidden"]"#), "printed a document that has a member of the wrong type"),
        (printing(r#","Expiration":"never""#), "printed a document that has an `Expiration` that is not a timestamp"),
        (program("yes hidden"), "printed more than 65536 bytes"),
    ] {
        let (early, text) = environment.run().await.failure.unwrap();
        assert_eq!((early, text), (false, format!("Open failed: no credentials: {START} {expected}")));
    }
}

#[tokio::test]
async fn expired_credentials_are_an_error_once_the_service_time_is_known() {
    let clock = Clock::fixed(Timestamp::from_second(NOW).unwrap());
    let (client, _net) = printing(r#","Expiration":"2015-08-30T12:36:00Z""#).client(clock).await;
    let client = client.unwrap();
    // The local clock may be wrong, so the service decides.
    assert!(Open {}.send(&client).await.is_ok());
    let text = Open {}.send(&client).await.unwrap_err().to_string();
    assert!(text.contains("the new credentials expired at 2015-08-30T12:36:00Z"), "{text}");
    assert!(text.contains("by the service's clock"), "{text}");
}

#[tokio::test]
async fn an_invalid_command_line_is_an_error_of_the_builder() {
    for line in ["get 'hidden", "get \"hidden", "get hidden\\", "''"] {
        let environment = program(line);
        let (early, text) = environment.run().await.failure.unwrap();
        let start = START.strip_suffix(" the program").unwrap();
        let reason = "the command line is empty, has an unclosed quote, or ends with a backslash";
        assert_eq!((early, text), (true, format!("no credentials: {start} {reason}")), "{line}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_program_that_exceeds_the_timeout_is_an_error() {
    let (_, text) = program("sleep 300").run().await.failure.unwrap();
    assert_eq!(text, format!("Open failed: no credentials: {START} did not end within 60s"));
}

/// Sends three calls, an hour apart, with a program that prints `fields`; returns how often the program ran.
async fn runs(fields: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("runs");
    let document = format!(r#"{{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"hidden"{fields}}}"#);
    let environment = program(&format!("sh -c 'echo >> {}; printf %s \"$0\"' '{document}'", file.display()));
    let hours = Arc::new(AtomicI64::new(0));
    let shared = Arc::clone(&hours);
    let clock = Clock::from_fn(move || Timestamp::from_second(NOW + 3600 * shared.load(Ordering::SeqCst)).unwrap());
    let (client, _net) = environment.client(clock).await;
    let client = client.unwrap();
    for _ in 0..3 {
        let _ = Open {}.send(&client).await;
        hours.fetch_add(1, Ordering::SeqCst);
    }
    std::fs::read_to_string(&file).unwrap().lines().count()
}

#[tokio::test]
async fn a_program_runs_once_if_its_credentials_do_not_expire() {
    assert_eq!(runs("").await, 1);
    assert_eq!(runs(r#","Expiration":"2015-08-30T13:00:00Z""#).await, 3);
}

#[tokio::test]
async fn a_program_is_killed_when_its_load_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pid");
    let environment = program(&format!("sh -c 'echo $$ > {}.new && mv {0}.new {0}; exec sleep 300'", file.display()));
    let (client, _net) = environment.client(Clock::fixed(Timestamp::from_second(NOW).unwrap())).await;
    let client = client.unwrap();
    let call = tokio::spawn(async move { Open {}.send(&client).await.map(drop) });
    wait_until(|| file.exists()).await;
    let pid = std::fs::read_to_string(&file).unwrap();
    assert!(is_alive(&pid));
    // Aborting the call drops the client and its cache.
    call.abort();
    wait_until(|| !is_alive(&pid)).await;
}

fn is_alive(pid: &str) -> bool {
    let silent = std::process::Stdio::null;
    let kill = std::process::Command::new("kill").args(["-0", pid.trim()]).stdout(silent()).stderr(silent()).status();
    kill.unwrap().success()
}

async fn wait_until(condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(20), "the condition is never met");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
