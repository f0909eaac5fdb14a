//! Replaces the content of a file, so that every reader sees the old content or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::value::random::random_uuid;

/// Replaces the content of the file at `path`, which must exist. If `path` is a link, the file that it leads to is
/// replaced. Only the user can read the new file.
///
/// # Errors
/// The file then has its old content.
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // resolves links, and fails if there is no file
    let path = fs::canonicalize(path)?;
    let random = random_uuid().map_err(io::Error::other)?.simple();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    // The AWS CLI reads all files of its folders whose names end with `.json`.
    name.push(format!(".{random}.tmp"));
    let new = path.with_file_name(name);
    let written = write(&new, content).and_then(|()| {
        // The user may have signed out meanwhile, which removes the file.
        fs::metadata(&path)?;
        fs::rename(&new, &path)
    });
    if written.is_err() {
        // The error of the write is the one to report.
        let _ = fs::remove_file(&new);
    }
    written
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = create(path)?;
    file.write_all(content)?;
    // Otherwise, an empty file could be left after a power failure.
    file.sync_all()
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that is removed at the end.
    struct Folder(std::path::PathBuf);

    impl Folder {
        fn new() -> Self {
            let folder = std::env::temp_dir().join(format!("aws-operation-{}", random_uuid().unwrap()));
            fs::create_dir(&folder).unwrap();
            Self(folder)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name());
            let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_not_created() {
        let folder = Folder::new();
        let error = replace(&folder.0.join("absent"), b"new").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert_eq!(folder.names(), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_only_the_user_can_read_the_new_file() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = Folder::new();
        let (file, link) = (folder.0.join("file"), folder.0.join("link"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        symlink("file", &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(folder.names(), ["file", "link"]);
    }

    #[test]
    fn a_directory_is_not_replaced_and_nothing_is_left() {
        let folder = Folder::new();
        let directory = folder.0.join("directory");
        fs::create_dir(&directory).unwrap();
        replace(&directory, b"new").unwrap_err();
        assert_eq!(folder.names(), ["directory"]);
    }
}
