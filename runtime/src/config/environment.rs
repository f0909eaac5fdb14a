//! The environment of a client: variables, the home directory and files.

use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use crate::value::error_debug::debug_like_display;

/// The maximum size of a file. The largest are bundles of certificates, with a few hundred kilobytes.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// The environment variables and files from which a client's settings are read.
///
/// [`process`](Self::process) is the environment of this process; [`Client::from_env`](crate::Client::from_env) uses it.
/// [`empty`](Self::empty) contains only what is added to it, so a test need not change the process's environment.
///
/// ```
/// use aws_operation::Environment;
///
/// let environment = Environment::empty()
///     .with_variable("HOME", "/home/ann")
///     .with_variable("AWS_PROFILE", "work")
///     .with_file("/home/ann/.aws/config", "[profile work]\nregion = eu-west-1\n");
/// assert_eq!(environment.variable("AWS_PROFILE").as_deref(), Some("work"));
/// assert_eq!(environment.variable("AWS_REGION"), None);
/// ```
#[derive(Clone, Default)]
pub struct Environment {
    /// Each name occurs once, and so does each path.
    variables: Vec<(String, String)>,
    files: Vec<(PathBuf, Vec<u8>)>,
    /// Whether lookups fall back to the process's variables and files.
    process: bool,
}

/// Why a file could not be read.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileError {
    /// The path of the file.
    pub path: PathBuf,
    /// The number of the line, from 1, if known.
    pub line: Option<usize>,
    /// What is wrong. The text contains nothing of the file, which may hold secrets.
    pub reason: String,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl Error for FileError {}

debug_like_display!(struct FileError { path, line, reason });

impl Environment {
    /// The variables and files of this process.
    pub fn process() -> Self {
        Self { process: true, ..Self::default() }
    }

    /// An environment without variables and files.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Sets a variable in this environment; the process's variable is unchanged.
    #[must_use]
    pub fn with_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.variables.retain(|(own, _)| *own != name);
        self.variables.push((name, value.into()));
        self
    }

    /// Adds a file to this environment; nothing is written to disk.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        let path = path.into();
        self.files.retain(|(own, _)| *own != path);
        self.files.push((path, content.into()));
        self
    }

    /// The value of a variable. An empty or blank variable counts as not set, as in AWS's tools.
    pub fn variable(&self, name: &str) -> Option<String> {
        let own = self.own_variable(name).map(str::to_owned);
        // A value that is not UTF-8 is kept lossily: it fails later, where an unset variable would select a default.
        let of_process = || std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let value = own.or_else(|| if self.process { of_process() } else { None });
        value.filter(|value| !value.trim().is_empty())
    }

    fn own_variable(&self, name: &str) -> Option<&str> {
        self.variables.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn own_file(&self, path: &Path) -> Option<&[u8]> {
        self.files.iter().find(|(own, _)| own == path).map(|(_, content)| content.as_slice())
    }

    /// The variables whose names start with `prefix`, as pairs of the rest of the name and the value.
    pub(crate) fn variables_from(&self, prefix: &str) -> Vec<(String, String)> {
        // `vars` panics at a variable that is not UTF-8.
        let of_process = self.process.then(std::env::vars_os).into_iter().flatten();
        let of_process = of_process.filter_map(|(name, _)| name.into_string().ok());
        let of_process = of_process.filter(|name| self.own_variable(name).is_none());
        let names = self.variables.iter().map(|(name, _)| name.clone()).chain(of_process);
        names.filter_map(|name| Some((name.strip_prefix(prefix)?.to_owned(), self.variable(&name)?))).collect()
    }

    /// The text of a file, or `None` if the file does not exist.
    ///
    /// # Errors
    /// [`FileError`] if the file cannot be read or is not UTF-8.
    pub fn read(&self, path: &Path) -> Result<Option<String>, FileError> {
        let Some(bytes) = self.read_bytes(path)? else { return Ok(None) };
        String::from_utf8(bytes).map(Some).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = Some(valid.split(|byte| *byte == b'\n').count());
            FileError { path: path.to_owned(), line, reason: "not UTF-8".to_owned() }
        })
    }

    /// The bytes of a file, or `None` if the file does not exist.
    pub(crate) fn read_bytes(&self, path: &Path) -> Result<Option<Vec<u8>>, FileError> {
        if let Some(content) = self.own_file(path) {
            return Ok(Some(content.to_owned()));
        }
        if !self.process {
            return Ok(None);
        }
        let failed = |reason| FileError { path: path.to_owned(), line: None, reason };
        match read_at_most(path, MAX_FILE_BYTES) {
            Ok(content) if content.len() as u64 > MAX_FILE_BYTES => {
                Err(failed(format!("larger than {} MiB", MAX_FILE_BYTES >> 20)))
            }
            Ok(content) => Ok(Some(content)),
            // The home directory of many containers is `/dev/null`, below which no file can exist.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(failed(format!("cannot be read: {error}"))),
        }
    }

    /// Replaces the content of a file on disk at once; see `replace_file`.
    #[cfg(feature = "sso")]
    pub(crate) fn replace(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        if !self.process || self.own_file(path).is_some() {
            return Err(io::Error::new(ErrorKind::Unsupported, "the file is not on disk"));
        }
        super::replace_file::replace(path, content)
    }

    /// The user's home directory: `HOME`, then on Windows `USERPROFILE`, then the directory reported by the system.
    pub fn home(&self) -> Option<PathBuf> {
        let of_variables = self.variable("HOME").or_else(|| self.variable("USERPROFILE").filter(|_| cfg!(windows)));
        of_variables.map(PathBuf::from).or_else(|| if self.process { std::env::home_dir() } else { None })
    }

    /// `path` with a leading `~` replaced by the home directory.
    pub(crate) fn expand(&self, path: &str) -> PathBuf {
        match (Path::new(path).strip_prefix("~"), self.home()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(path),
        }
    }
}

/// The content of a file, at most one byte more than `limit`.
fn read_at_most(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // A file that is exactly as long as its metadata says is read into one allocation.
    let length = file.metadata()?.len().min(limit);
    let mut content = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut content)?;
    Ok(content)
}

/// Shows names only: values may be secret.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("variables", &self.variables.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("files", &self.files.iter().map(|(path, _)| path).collect::<Vec<_>>())
            .field("process", &self.process)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_unset_and_added_variables_take_precedence() {
        let environment = Environment::process().with_variable("PATH", "mine").with_variable("HOME", " ");
        assert_eq!(environment.variable("PATH").as_deref(), Some("mine"));
        assert_eq!(environment.variable("HOME"), None);
        assert_eq!(Environment::empty().variable("PATH"), None);
        assert_eq!(Environment::empty().with_variable("A_B", "c").variables_from("A_"), [("B".into(), "c".into())]);
    }

    #[test]
    fn a_leading_tilde_expands_to_the_home_directory() {
        let environment = Environment::empty().with_variable("HOME", "/home/ann");
        assert_eq!(environment.expand("~/.aws/config"), Path::new("/home/ann/.aws/config"));
        assert_eq!(environment.expand("~bob/config"), Path::new("~bob/config"));
        assert_eq!(Environment::empty().expand("~/x"), Path::new("~/x"));
    }

    #[test]
    fn an_absent_file_is_none_and_an_invalid_one_is_an_error() {
        let environment = Environment::empty().with_file("/a", "x").with_file("/b", b"ok\n\xff".as_slice());
        assert_eq!(environment.read(Path::new("/a")), Ok(Some("x".to_owned())));
        assert_eq!(environment.read(Path::new("/c")), Ok(None));
        assert_eq!(environment.read(Path::new("/b")).unwrap_err().to_string(), "/b, line 2: not UTF-8");
        let folder = Environment::process().read(&std::env::temp_dir()).unwrap_err();
        assert!(folder.to_string().contains(": cannot be read: "), "{folder}");
        #[cfg(unix)]
        assert_eq!(Environment::process().read(Path::new("/dev/null/.aws/config")), Ok(None));
    }

    #[test]
    fn a_file_without_end_is_an_error() {
        let endless = Path::new("/dev/zero");
        if endless.exists() {
            let error = Environment::process().read_bytes(endless).unwrap_err();
            assert_eq!(error.to_string(), "/dev/zero: larger than 16 MiB");
        }
    }

    #[test]
    fn debug_shows_no_value() {
        let environment = Environment::empty().with_variable("KEY", "hidden-1").with_file("/f", "hidden-2");
        let shown = format!("{environment:?}");
        assert!(shown.contains("KEY") && shown.contains("/f") && !shown.contains("hidden"), "{shown}");
    }
}
