//! The home directory of a developer who signed in with the AWS CLI.
#![allow(dead_code)] // each test file uses its part

use std::fs;
use std::path::PathBuf;

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Client, ClientBuilder, Clock, Credentials, Environment, RetryPolicy, Timestamp};
use serde_json::Value;

use crate::scripted::{Script, Sent};

/// The current time in the tests: 2025-11-19T00:00:00Z.
pub const NOW: i64 = 1_763_510_400;

/// A time some seconds after `NOW`, as the AWS CLI writes it.
pub fn after(seconds: i64) -> String {
    Timestamp::from_second(NOW + seconds).unwrap().to_string()
}

pub fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

pub struct Home {
    folder: tempfile::TempDir,
    /// The token file, relative to the home directory.
    file: &'static str,
}

impl Home {
    /// A home directory with this `~/.aws/config` and this token file.
    pub fn new(config: &str, file: &'static str, token: &Value) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap(), file };
        fs::create_dir_all(home.path(file).parent().unwrap()).unwrap();
        fs::write(home.path(".aws/config"), config).unwrap();
        home.write(token);
        home
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// The path of the token file.
    pub fn file(&self) -> PathBuf {
        self.path(self.file)
    }

    pub fn write(&self, token: &Value) {
        fs::write(self.file(), token.to_string()).unwrap();
    }

    pub fn read(&self) -> Value {
        serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap()
    }

    /// The names of the files in the folder of the token file.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.file().parent().unwrap()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The process's files, and none of its settings.
    pub fn environment(&self) -> Environment {
        on_disk(self.folder.path().to_str().unwrap())
    }

    pub async fn client(&self, script: &Script, profile: &str) -> Client {
        builder(script, profile).build_from(&self.environment()).await.unwrap()
    }

    /// The text with the home directory as `~`.
    pub fn without_path(&self, text: &str) -> String {
        text.replace(self.folder.path().to_str().unwrap(), "~")
    }
}

/// An environment with the process's files, this home directory and none of the process's settings of AWS.
pub fn on_disk(home: &str) -> Environment {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let names = names.filter(|name| name.starts_with("AWS_"));
    let environment = names.fold(Environment::process(), |environment, name| environment.with_variable(name, ""));
    environment.with_variable("HOME", home).with_variable("AWS_EC2_METADATA_DISABLED", "true")
}

/// A client's builder with the time `NOW`, whose retries have no random delay.
pub fn builder(script: &Script, profile: &str) -> ClientBuilder {
    let retry = RetryPolicy::standard().jitter(|| 0.0);
    Client::builder().profile(profile).transport(script.clone()).clock(Clock::fixed(now())).retry(retry)
}

/// The `Authorization` of a request, if it were signed with these credentials at this time.
pub fn signature(sent: &Sent, credentials: &Credentials, service: &str, time: Timestamp) -> String {
    let (mut parts, body) = sent.request.clone().into_parts();
    let scope = sent.header("authorization").unwrap().split('/').nth(2).unwrap();
    for name in ["authorization", "x-amz-date", "x-amz-security-token"] {
        parts.headers.remove(name);
    }
    Signer::new(scope, service).sign(&mut parts, Payload::Bytes(&body), credentials, time).unwrap();
    parts.headers["authorization"].to_str().unwrap().to_owned()
}
