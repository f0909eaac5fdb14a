//! Profiles: the files `~/.aws/config` and `~/.aws/credentials`.

mod parse;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::config::environment::{Environment, FileError};

/// What both profile files say, and which profile was chosen.
#[derive(Debug)]
pub(crate) struct Profiles {
    /// By the word before the name, as in `[sso-session corp]`, and the name.
    sections: BTreeMap<(String, String), Profile>,
    chosen: String,
    /// The code named the profile.
    chosen_in_code: bool,
    config: PathBuf,
    credentials: PathBuf,
    /// What is wrong with a file that nothing named, of which nothing was taken in.
    broken: Option<FileError>,
}

/// A profile, or another section: its properties by their names in lower case.
#[derive(Clone, Default)]
pub(crate) struct Profile(BTreeMap<String, Zeroizing<String>>);

/// What a section with no word before its name may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum File {
    Config,
    Credentials,
}

const PROFILE: &str = "profile";
const DEFAULT: &str = "default";
/// `[default]` of the config file, as long as `[profile default]` may still come and stand in its place.
const BARE: &str = "";

impl Profiles {
    /// Reads `AWS_CONFIG_FILE` or `~/.aws/config`, and `AWS_SHARED_CREDENTIALS_FILE` or `~/.aws/credentials`. A file
    /// that is not there is empty. The profile is `chosen`, else that of `AWS_PROFILE`, else `default`.
    ///
    /// # Errors
    /// [`FileError`] names the file that is unreadable or malformed, and the line, if a variable named that file or
    /// somebody named a profile; else it is [`broken`](Self::broken).
    pub(crate) fn load(environment: &Environment, chosen: Option<&str>) -> Result<Self, FileError> {
        let path = |variable, default| environment.expand(environment.variable(variable).as_deref().unwrap_or(default));
        let mut profiles = Self {
            sections: BTreeMap::new(),
            chosen: DEFAULT.to_owned(),
            chosen_in_code: chosen.is_some(),
            broken: None,
            config: path("AWS_CONFIG_FILE", "~/.aws/config"),
            credentials: path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"),
        };
        let name = chosen.map(str::to_owned).or_else(|| environment.variable("AWS_PROFILE"));
        let is_named = name.is_some();
        profiles.chosen = name.unwrap_or(profiles.chosen);
        let read = |profiles: &mut Self, file, variable| match profiles.read(environment, file) {
            Err(error) if !is_named && environment.variable(variable).is_none() => {
                profiles.broken.get_or_insert(error);
                Ok(())
            }
            end => end,
        };
        read(&mut profiles, File::Config, "AWS_CONFIG_FILE")?;
        if let Some(bare) = profiles.sections.remove(&(BARE.to_owned(), DEFAULT.to_owned())) {
            // `[profile default]` stands in the place of `[default]`; they do not merge.
            profiles.sections.entry((PROFILE.to_owned(), DEFAULT.to_owned())).or_insert(bare);
        }
        read(&mut profiles, File::Credentials, "AWS_SHARED_CREDENTIALS_FILE")?;
        Ok(profiles)
    }

    /// What is wrong with a file that nothing named: whoever needs what may be in it must not go on.
    pub(crate) fn broken(&self) -> Option<&FileError> {
        self.broken.as_ref()
    }

    /// Whether the code named the profile, which then comes before the variables.
    pub(crate) fn is_chosen_in_code(&self) -> bool {
        self.chosen_in_code
    }

    /// The profile of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Profile> {
        self.section(PROFILE, name)
    }

    /// The section `[<word> <name>]` of the config file, as `[sso-session corp]` or `[services local]`.
    pub(crate) fn section(&self, word: &str, name: &str) -> Option<&Profile> {
        self.sections.get(&(word.to_owned(), name.to_owned()))
    }

    /// The name of the chosen profile.
    pub(crate) fn chosen_name(&self) -> &str {
        &self.chosen
    }

    /// The chosen profile, if it exists.
    pub(crate) fn chosen(&self) -> Option<&Profile> {
        self.get(&self.chosen)
    }

    /// The two files, for errors: `~/.aws/config` and `~/.aws/credentials`.
    pub(crate) fn files(&self) -> String {
        format!("{} and {}", self.config.display(), self.credentials.display())
    }

    /// Takes in one of the files. What it says comes over what is there.
    fn read(&mut self, environment: &Environment, file: File) -> Result<(), FileError> {
        let path = if file == File::Config { &self.config } else { &self.credentials };
        let Some(text) = environment.read(path)?.map(Zeroizing::new) else { return Ok(()) };
        let sections = parse::sections(&text).map_err(|malformed| FileError {
            path: path.clone(),
            line: Some(malformed.line),
            reason: malformed.reason.to_owned(),
        })?;
        for (title, properties) in sections {
            let Some(key) = section_key(title, file) else {
                let file = path.display();
                tracing::warn!(%file, "section [{title}] is not understood and left out");
                continue;
            };
            let target = self.sections.entry(key).or_default();
            target.0.extend(properties.0.into_iter().filter(|(name, _)| parse::is_name(name)));
        }
        Ok(())
    }
}

/// The word and the name of a section, or `None` where the file cannot have it.
fn section_key(title: &str, file: File) -> Option<(String, String)> {
    let title = title.trim();
    let (word, name) = match (file, title.split_once([' ', '\t'])) {
        (File::Config, None) if title == DEFAULT => (BARE, DEFAULT),
        (File::Credentials, None) => (PROFILE, title),
        (File::Config, Some((word, name))) => (word, name.trim()),
        _ => return None,
    };
    // The AWS CLI quotes names that have blanks: `[profile "my profile"]`.
    let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    let is_name = quoted.map_or(parse::is_name(name), |name| !name.is_empty() && !name.contains(['"', '\\']));
    is_name.then(|| (word.to_owned(), quoted.unwrap_or(name).to_owned()))
}

impl Profile {
    /// The value of a property, whose name is given in lower case; an empty one counts as none.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        Some(self.raw(name)).filter(|value| !value.is_empty() && !value.starts_with('\n'))
    }

    /// The value of a sub-property: of `endpoint_url` in `s3 =` with an indented `endpoint_url = ..` below it.
    pub(crate) fn sub(&self, name: &str, sub: &str) -> Option<&str> {
        let lines = self.raw(name).strip_prefix('\n')?.lines();
        let found = lines.filter_map(|line| parse::split(line).ok()).filter(|(name, _)| name.eq_ignore_ascii_case(sub));
        found.map(|(_, value)| value).next_back().filter(|value| !value.is_empty())
    }

    /// The names of all properties, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn raw(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.as_str())
    }

    fn insert(&mut self, name: String, value: &str) {
        self.0.insert(name, Zeroizing::new(value.to_owned()));
    }
}

/// Names only: values may be secret.
impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests;
