//! What a client writes down before and after each call, so that another process can go on where it was killed.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file with a line for each token that is about to be sent, and one for each response.
pub struct Journal {
    path: PathBuf,
    file: File,
}

/// What the journal tells of one project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub token: String,
    /// When the project was made, by the response.
    pub made: Option<String>,
}

impl Journal {
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Before the call.
    pub fn sending(&self, name: &str, token: &str) -> io::Result<()> {
        self.write(&format!("sending {name} {token}\n"))
    }

    /// After its response.
    pub fn responded(&self, name: &str, made: &str) -> io::Result<()> {
        self.write(&format!("responded {name} {made}\n"))
    }

    /// One write for a line: what the kernel has outlives the process.
    fn write(&self, line: &str) -> io::Result<()> {
        (&self.file).write_all(line.as_bytes())
    }

    /// The projects so far. A line that the kill cut off does not count: its call was not sent.
    pub fn read(&self) -> io::Result<BTreeMap<String, Entry>> {
        let text = std::fs::read_to_string(&self.path)?;
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for line in text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["sending", name, token] => {
                    let entry = Entry { token: token.to_owned(), made: None };
                    let known = entries.entry(name.to_owned()).or_insert_with(|| entry.clone());
                    assert_eq!(known.token, token, "{name} was sent with two tokens");
                }
                ["responded", name, made] => entries.entry(name.to_owned()).or_default().made = Some(made.to_owned()),
                _ => panic!("not a line of the journal: {line}"),
            }
        }
        Ok(entries)
    }
}
