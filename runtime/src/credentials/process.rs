//! `credential_process`: a program that prints credentials.

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

/// The most that a program may print.
const MAX_OUTPUT_BYTES: usize = 64 * 1024;

/// Runs a program each time that credentials are asked for, until it prints some without an end.
///
/// Its standard error goes where this process's goes, so that it may ask for a touch of a key, say; nothing of what it
/// writes is in an error.
pub(crate) struct ProcessCredentials {
    command: Vec<Zeroizing<String>>,
    limit: Duration,
    /// Where the command stands, for errors.
    origin: String,
    /// Credentials without an end: the program need not run again.
    endless: OnceLock<Credentials>,
}

impl ProcessCredentials {
    /// The program of a command line, which stands in `origin`.
    pub(crate) fn new(line: &str, origin: &str) -> Result<Self, CredentialsError> {
        let command =
            command_line::split(line, cfg!(windows)).filter(|words| words.first().is_some_and(|name| !name.is_empty()));
        let command = command.ok_or_else(|| {
            CredentialsError::new(format!("{origin}: the command line is empty, or a quote or backslash is left open"))
        })?;
        Ok(Self { command, limit: Duration::from_secs(60), origin: origin.to_owned(), endless: OnceLock::new() })
    }

    fn error(&self, what: impl std::fmt::Display) -> CredentialsError {
        CredentialsError::new(format!("{}: the program {what}", self.origin))
    }

    async fn load(&self) -> Result<Credentials, CredentialsError> {
        if let Some(credentials) = self.endless.get() {
            return Ok(credentials.clone());
        }
        let credentials = self.run().await?;
        if credentials.expiry().is_none() {
            return Ok(self.endless.get_or_init(|| credentials).clone());
        }
        Ok(credentials)
    }

    async fn run(&self) -> Result<Credentials, CredentialsError> {
        let (tell, told) = oneshot::channel();
        let program = Shared::default();
        let _guard = KillOnDrop(Arc::clone(&program));
        let command = self.command.clone();
        // A thread of its own, because a runtime that shuts down waits for its blocking tasks.
        let thread = std::thread::Builder::new().name("credential_process".to_owned());
        thread
            .spawn(move || {
                let _ = tell.send(run(&command, &program));
            })
            .map_err(|error| self.error("has no thread to run in").because(error))?;
        let ended = tokio::time::timeout(self.limit, told).await;
        let ended = ended.map_err(|_| self.error(format_args!("did not end within {:?}", self.limit)))?;
        let (status, output) = ended
            .map_err(|_| self.error("was lost"))?
            .map_err(|error| self.error("could not be run").because(error))?;
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
        read.map_err(|reason| self.error(format_args!("printed a document that {reason}")))
    }
}

impl ProvideCredentials for ProcessCredentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.load())
    }
}

/// The program, as the thread that reads from it and the one that waits for it share it.
#[derive(Default)]
enum Program {
    #[default]
    NotStarted,
    Started(Child),
    Unwanted,
}

type Shared = Arc<Mutex<Program>>;

fn lock(program: &Shared) -> MutexGuard<'_, Program> {
    program.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Kills the program when nobody waits for it any more; its thread notices the end.
struct KillOnDrop(Shared);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        let mut program = lock(&self.0);
        match &mut *program {
            // It may have ended already.
            Program::Started(child) => drop(child.kill()),
            _ => *program = Program::Unwanted,
        }
    }
}

/// Runs the program to its end, and gives what it printed.
fn run(command: &[Zeroizing<String>], program: &Shared) -> io::Result<(ExitStatus, Zeroizing<Vec<u8>>)> {
    let unwanted = || io::Error::from(io::ErrorKind::Interrupted);
    let stdout = {
        let mut program = lock(program);
        let (Program::NotStarted, [name, arguments @ ..]) = (&*program, command) else { return Err(unwanted()) };
        let arguments = arguments.iter().map(|argument| argument.as_str());
        let mut command = Command::new(name.as_str());
        let mut child = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take();
        *program = Program::Started(child);
        stdout
    };
    // At its full size from the start, since growing would leave copies behind.
    let mut output = Zeroizing::new(Vec::with_capacity(MAX_OUTPUT_BYTES));
    if let Some(stdout) = stdout {
        stdout.take(MAX_OUTPUT_BYTES as u64).read_to_end(&mut output)?;
    }
    loop {
        let Program::Started(child) = &mut *lock(program) else { return Err(unwanted()) };
        if let Some(status) = child.try_wait()? {
            return Ok((status, output));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
