//! Credentials printed by a program: the profile property `credential_process`.

use std::io::{self, Read as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::command_line;
use super::json::CredentialsJson;
use super::{CredentialsError, CredentialsFuture, ProvideCredentials};
use crate::value::credentials::Credentials;

/// The maximum size of the program's output.
const MAX_OUTPUT_BYTES: usize = 64 * 1024;

/// Runs a program at each load, until it prints credentials without expiration.
///
/// The program inherits standard error, so that it can prompt the user, for example to touch a security key. Errors contain
/// no part of its output.
pub(crate) struct ProcessCredentials {
    command: Vec<Zeroizing<String>>,
    timeout: Duration,
    /// The setting that contains the command, for errors.
    origin: String,
    /// The account, if the program does not print it.
    account: Option<String>,
    /// Credentials without expiration: the program need not run again.
    permanent: OnceLock<Credentials>,
}

impl ProcessCredentials {
    /// The program of a command line. `origin` names the setting, for errors.
    pub(crate) fn new(line: &str, origin: &str) -> Result<Self, CredentialsError> {
        let command =
            command_line::split(line, cfg!(windows)).filter(|words| words.first().is_some_and(|name| !name.is_empty()));
        let command = command.ok_or_else(|| {
            CredentialsError::new(format!(
                "{origin}: the command line is empty, has an unclosed quote, or ends with a backslash"
            ))
        })?;
        let timeout = Duration::from_secs(60);
        Ok(Self { command, timeout, origin: origin.to_owned(), account: None, permanent: OnceLock::new() })
    }

    /// Sets the account of credentials that are printed without one.
    pub(crate) fn of_account(self, account: Option<String>) -> Self {
        Self { account, ..self }
    }

    fn error(&self, what: impl std::fmt::Display) -> CredentialsError {
        CredentialsError::new(format!("{}: the program {what}", self.origin))
    }

    async fn load(&self) -> Result<Credentials, CredentialsError> {
        if let Some(credentials) = self.permanent.get() {
            return Ok(credentials.clone());
        }
        let credentials = self.run().await?;
        if credentials.expiry().is_none() {
            return Ok(self.permanent.get_or_init(|| credentials).clone());
        }
        Ok(credentials)
    }

    async fn run(&self) -> Result<Credentials, CredentialsError> {
        let (sender, receiver) = oneshot::channel();
        let program = Shared::default();
        let _guard = KillOnDrop(Arc::clone(&program));
        let command = self.command.clone();
        // Not a blocking task of the runtime: a runtime that shuts down waits for those.
        let thread = std::thread::Builder::new().name("credential_process".to_owned());
        thread
            .spawn(move || {
                let _ = sender.send(run(&command, &program));
            })
            .map_err(|error| self.error("cannot be started: no thread is available").with_cause(error))?;
        let result = tokio::time::timeout(self.timeout, receiver).await;
        let result = result.map_err(|_| self.error(format_args!("did not end within {:?}", self.timeout)))?;
        let (status, output) = result
            .map_err(|_| self.error("ended unexpectedly"))?
            .map_err(|error| self.error("could not be run").with_cause(error))?;
        if output.len() == MAX_OUTPUT_BYTES {
            return Err(self.error(format_args!("printed more than {MAX_OUTPUT_BYTES} bytes")));
        }
        if !status.success() {
            return Err(self.error(format_args!("ended with {status}")));
        }
        let read = CredentialsJson::parse(&output).and_then(|json| {
            json.check_version()?;
            json.credentials()
        });
        let credentials = read.map_err(|reason| self.error(format_args!("printed a document that {reason}")))?;
        let account = self.account.clone().filter(|_| credentials.account().is_none());
        Ok(credentials.of_account(account))
    }
}

impl ProvideCredentials for ProcessCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.load())
    }
}

/// The state of the program, shared by the thread that reads its output and the task that waits for it.
#[derive(Default)]
enum Program {
    #[default]
    NotStarted,
    Started(Child),
    Cancelled,
}

type Shared = Arc<Mutex<Program>>;

fn lock(program: &Shared) -> MutexGuard<'_, Program> {
    program.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Kills the program when the load is dropped; the program's thread then ends.
struct KillOnDrop(Shared);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        let mut program = lock(&self.0);
        match &mut *program {
            // `kill` fails if the program has already ended.
            Program::Started(child) => drop(child.kill()),
            _ => *program = Program::Cancelled,
        }
    }
}

/// Runs the program to its end; returns its exit status and its output.
fn run(command: &[Zeroizing<String>], program: &Shared) -> io::Result<(ExitStatus, Zeroizing<Vec<u8>>)> {
    let cancelled = || io::Error::from(io::ErrorKind::Interrupted);
    let stdout = {
        let mut program = lock(program);
        let (Program::NotStarted, [name, arguments @ ..]) = (&*program, command) else { return Err(cancelled()) };
        let arguments = arguments.iter().map(|argument| argument.as_str());
        let mut command = Command::new(name.as_str());
        let mut child = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take();
        *program = Program::Started(child);
        stdout
    };
    // Allocated at full size, because reallocation would leave copies of secrets behind.
    let mut output = Zeroizing::new(Vec::with_capacity(MAX_OUTPUT_BYTES));
    if let Some(stdout) = stdout {
        stdout.take(MAX_OUTPUT_BYTES as u64).read_to_end(&mut output)?;
    }
    loop {
        let Program::Started(child) = &mut *lock(program) else { return Err(cancelled()) };
        if let Some(status) = child.try_wait()? {
            return Ok((status, output));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
