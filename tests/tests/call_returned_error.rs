//! The output of a program whose `main` returns an error: one line that names the problem and the fix.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;

/// The standard error of the program `returned_error` with only these environment variables.
fn printed(variables: &[(&str, &str)]) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_returned_error"));
    command.env_clear().env("HOME", home.path()).env("AWS_EC2_METADATA_DISABLED", "true");
    let output = command.envs(variables.iter().copied()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    text.replace(&*home.path().to_string_lossy(), "HOME")
}

const REGION: (&str, &str) = ("AWS_REGION", "us-east-1");
const KEY: [(&str, &str); 2] = [("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "hidden")];

#[test]
fn a_missing_region_error_names_the_settings() {
    let expected = "Error: no region: set AWS_REGION, write `region` into the profile, or call \
                    `Client::builder().region(\"us-east-1\")`\n";
    assert_eq!(printed(&[]), expected);
    assert_eq!(printed(&KEY), expected);
}

#[test]
fn a_missing_credentials_error_names_the_sources() {
    let expected = "Error: no credentials: none found in the variables AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE and \
                    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI (not set), the profile `default` of \
                    HOME/.aws/config and HOME/.aws/credentials (does not exist), and the instance metadata service \
                    (disabled by AWS_EC2_METADATA_DISABLED). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or \
                    AWS_PROFILE to a profile that has credentials\n";
    assert_eq!(printed(&[REGION]), expected);
}

#[test]
fn a_service_error_names_the_operation_and_the_reason() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n{}") && !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let body = "{\"__type\":\"AccessDenied\",\"message\":\"not\\nyou\"}";
        let start = "HTTP/1.1 403 Forbidden\r\nx-amzn-requestid: req-1\r\nconnection: close\r\ncontent-length:";
        write!(stream, "{start} {}\r\n\r\n{body}", body.len()).unwrap();
    });
    let stderr = printed(&[REGION, KEY[0], KEY[1], ("AWS_ENDPOINT_URL", &url)]);
    assert_eq!(stderr, "Error: OpenDoor failed: AccessDenied: not you (status 403, 1 attempt, request id req-1)\n");
    served.join().unwrap();
}

#[test]
fn a_connection_error_names_each_cause_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let stderr = printed(&[REGION, KEY[0], KEY[1], ("AWS_ENDPOINT_URL", &url), ("AWS_MAX_ATTEMPTS", "1")]);
    assert!(stderr.starts_with("Error: OpenDoor failed: no connection to the service: "), "{stderr}");
    assert!(stderr.ends_with(" (1 attempt)\n") && stderr.lines().count() == 1, "{stderr}");
    let parts: Vec<_> = stderr.split(": ").collect();
    let repeated = parts.iter().enumerate().find(|(index, part)| parts[index + 1..].contains(part));
    assert!(repeated.is_none(), "{repeated:?} in {stderr}");
}
