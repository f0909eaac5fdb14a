//! The journal of a client's calls, so that another process can continue after the client is killed.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file with a line for each token that is about to be sent, and one for each response.
pub struct Journal {
    path: PathBuf,
    file: File,
}

/// The journal's entry for one project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub token: String,
    /// The creation time of the project, from the response.
    pub made: Option<String>,
}

impl Journal {
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Records a call before it is sent.
    pub fn sending(&self, name: &str, token: &str) -> io::Result<()> {
        self.write(&format!("sending {name} {token}\n"))
    }

    /// Records the response of a call.
    pub fn received(&self, name: &str, made: &str) -> io::Result<()> {
        self.write(&format!("responded {name} {made}\n"))
    }

    /// Writes each line with one system call, so that it survives the end of the process.
    fn write(&self, line: &str) -> io::Result<()> {
        (&self.file).write_all(line.as_bytes())
    }

    /// The projects so far. An incomplete last line is ignored, because its call was not sent.
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
