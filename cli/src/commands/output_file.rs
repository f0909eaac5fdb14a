//! The output file, which is replaced atomically.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file to create or to add to.
pub(crate) struct OutputFile<'a> {
    /// The path as the user wrote it.
    name: &'a Path,
}

impl<'a> OutputFile<'a> {
    pub(crate) fn new(name: &'a Path) -> Self {
        Self { name }
    }

    /// The text of the file, if there is one.
    pub(crate) fn read(&self) -> Result<Option<String>, String> {
        let name = self.name.display();
        let metadata = match fs::metadata(self.name) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("can't read {name}: {error}")),
        };
        if metadata.is_dir() {
            return Err(format!("{name} is a folder"));
        }
        if !metadata.is_file() {
            return Ok(None);
        }
        let bytes = fs::read(self.name).map_err(|error| format!("can't read {name}: {error}"))?;
        String::from_utf8(bytes).map(Some).map_err(|_| format!("can't read {name}: it is not UTF-8"))
    }

    /// Replaces the file's text atomically: writes a temporary file in the same folder, and renames it. Fails if the
    /// file has changed since it was read.
    pub(crate) fn write(&self, text: &str, before: Option<&str>) -> Result<(), String> {
        self.replace(text.as_bytes(), before).map_err(|error| format!("can't write {}: {error}", self.name.display()))
    }

    fn replace(&self, text: &[u8], before: Option<&str>) -> io::Result<()> {
        let there = fs::metadata(self.name).ok();
        if there.as_ref().is_some_and(|there| !there.is_file()) {
            // A pipe or device cannot be replaced by a rename.
            return fs::OpenOptions::new().write(true).open(self.name)?.write_all(text);
        }
        if there.as_ref().is_some_and(|there| there.permissions().readonly()) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
        }
        let target = target(self.name)?;
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut beside = builder().tempfile_in(folder).map_err(|error| {
            // The error must not name the temporary file, which the user does not know.
            let problem = match error.kind() {
                io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
                kind => format!("cannot create a file in its folder ({kind})"),
            };
            io::Error::new(error.kind(), problem)
        })?;
        beside.write_all(text)?;
        if let Some(there) = there {
            beside.as_file().set_permissions(there.permissions())?;
        }
        beside.as_file().sync_all()?;
        // Concurrent commands take turns, where the system can lock a folder.
        let _turn = fs::File::open(folder).and_then(|folder| folder.lock().map(|()| folder));
        if self.read().ok().is_none_or(|now| now.as_deref() != before) {
            return Err(io::Error::other("another program has changed it; repeat the command"));
        }
        beside.persist(&target).map(drop).map_err(|error| error.error)
    }
}

#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = tempfile::Builder::new();
    // The user's umask applies, as to any new file.
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

/// The target of a symbolic link; the target need not exist.
fn target(name: &Path) -> io::Result<PathBuf> {
    let mut target = name.to_owned();
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("its symbolic links form a loop"))
}
