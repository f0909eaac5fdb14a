//! Profiles: the files `~/.aws/config` and `~/.aws/credentials`.

mod parse;

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::config::environment::{Environment, FileError};

/// The sections of both profile files, and the name of the selected profile.
#[derive(Debug)]
pub(crate) struct Profiles {
    /// Keyed by section type and name: `sso-session` and `corp` for `[sso-session corp]`.
    sections: HashMap<(String, String), Profile>,
    selected: String,
    /// Whether the profile was named in code.
    selected_in_code: bool,
    config: PathBuf,
    credentials: PathBuf,
    /// The titles in the config file that would be profiles in the credentials file: `work` for `[work]`.
    without_type: Vec<String>,
    /// The error of a default file that no setting names. Nothing of that file was read.
    broken_file: Option<FileError>,
}

/// The properties of a profile or another section, by their names in lower case.
#[derive(Clone, Default)]
pub(crate) struct Profile {
    /// In the order of the files; each name occurs once.
    properties: Vec<(String, Zeroizing<String>)>,
    has_key_in_credentials_file: bool,
}

/// Which of the two profile files. They differ in the section titles that they allow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum File {
    Config,
    Credentials,
}

const PROFILE: &str = "profile";
const KEY_ID: &str = "aws_access_key_id";
const DEFAULT: &str = "default";
/// How many profiles an error names.
const NAMED_PROFILES: usize = 10;
/// The type of `[default]` while the config file is read: a `[profile default]` may follow and replace it.
const BARE: &str = "";

impl Profiles {
    /// Reads `AWS_CONFIG_FILE` or `~/.aws/config`, and `AWS_SHARED_CREDENTIALS_FILE` or `~/.aws/credentials`. An absent
    /// file counts as empty. The selected profile is `name_in_code`, else `AWS_PROFILE`, else `default`.
    ///
    /// # Errors
    /// [`FileError`] if a file is unreadable or malformed, and a variable names that file or a profile is named. Otherwise
    /// the error is kept in [`broken_file`](Self::broken_file).
    pub(crate) fn load(environment: &Environment, name_in_code: Option<&str>) -> Result<Self, FileError> {
        let path = |variable, default| environment.expand(environment.variable(variable).as_deref().unwrap_or(default));
        let mut profiles = Self {
            sections: HashMap::new(),
            selected: DEFAULT.to_owned(),
            selected_in_code: name_in_code.is_some(),
            without_type: Vec::new(),
            broken_file: None,
            config: path("AWS_CONFIG_FILE", "~/.aws/config"),
            credentials: path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"),
        };
        let name = name_in_code.map(str::to_owned).or_else(|| environment.variable("AWS_PROFILE"));
        let is_named = name.is_some();
        profiles.selected = name.unwrap_or(profiles.selected);
        let read = |profiles: &mut Self, file, variable| match profiles.read(environment, file) {
            Err(error) if !is_named && environment.variable(variable).is_none() => {
                profiles.broken_file.get_or_insert(error);
                Ok(())
            }
            result => result,
        };
        read(&mut profiles, File::Config, "AWS_CONFIG_FILE")?;
        if let Some(bare) = profiles.sections.remove(&(BARE.to_owned(), DEFAULT.to_owned())) {
            // `[profile default]` replaces `[default]`; they do not merge.
            profiles.sections.entry((PROFILE.to_owned(), DEFAULT.to_owned())).or_insert(bare);
        }
        read(&mut profiles, File::Credentials, "AWS_SHARED_CREDENTIALS_FILE")?;
        Ok(profiles)
    }

    /// The error of a default file that no setting names. A caller that needs a setting from the files must report it.
    pub(crate) fn broken_file(&self) -> Option<&FileError> {
        self.broken_file.as_ref()
    }

    /// Whether the profile was named in code. It then takes precedence over the variables.
    pub(crate) fn is_selected_in_code(&self) -> bool {
        self.selected_in_code
    }

    /// The profile with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Profile> {
        self.section(PROFILE, name)
    }

    /// The section `[<section_type> <name>]` of the config file, such as `[sso-session corp]` or `[services local]`.
    pub(crate) fn section(&self, section_type: &str, name: &str) -> Option<&Profile> {
        self.sections.get(&(section_type.to_owned(), name.to_owned()))
    }

    /// The name of the selected profile.
    pub(crate) fn selected_name(&self) -> &str {
        &self.selected
    }

    /// The selected profile, if it exists.
    pub(crate) fn selected(&self) -> Option<&Profile> {
        self.get(&self.selected)
    }

    /// The paths of the two files, for errors: `~/.aws/config` and `~/.aws/credentials`.
    pub(crate) fn files(&self) -> String {
        format!("{} and {}", self.config.display(), self.credentials.display())
    }

    /// What the user may have meant by the name of a profile that does not exist, as the end of an error.
    pub(crate) fn instead_of(&self, name: &str) -> String {
        if self.without_type.iter().any(|title| title == name) {
            return format!("; write `[profile {name}]` for `[{name}]` in {}", self.config.display());
        }
        let names = self.sections.keys().filter(|(section_type, _)| section_type == PROFILE).map(|(_, name)| name);
        let mut names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
        names.sort_unstable();
        match names.as_slice() {
            [] => String::new(),
            [one] => format!("; there is {one}"),
            [first @ .., last] if names.len() <= NAMED_PROFILES => {
                format!("; there are {} and {last}", first.join(", "))
            }
            [first @ .., _] => {
                let listed = first[..NAMED_PROFILES].join(", ");
                format!("; there are {listed} and {} more", names.len() - NAMED_PROFILES)
            }
        }
    }

    /// Reads one of the files. Its properties replace those read before.
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
                tracing::warn!(%file, "section [{title}] has an invalid title and is skipped");
                self.without_type.push(title.trim().to_owned());
                continue;
            };
            let target = self.sections.entry(key).or_default();
            target.has_key_in_credentials_file |= file == File::Credentials && properties.get(KEY_ID).is_some();
            for (name, value) in properties.properties.into_iter().filter(|(name, _)| parse::is_name(name)) {
                target.set(name, value);
            }
        }
        Ok(())
    }
}

/// The type and the name of a section, or `None` if the file does not allow it.
fn section_key(title: &str, file: File) -> Option<(String, String)> {
    let title = title.trim();
    let (section_type, name) = match (file, title.split_once([' ', '\t'])) {
        (File::Config, None) if title == DEFAULT => (BARE, DEFAULT),
        (File::Credentials, None) => (PROFILE, title),
        (File::Config, Some((section_type, name))) => (section_type, name.trim()),
        _ => return None,
    };
    // The AWS CLI quotes names that contain blanks: `[profile "my profile"]`.
    let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    let is_name = quoted.map_or(parse::is_name(name), |name| !name.is_empty() && !name.contains(['"', '\\']));
    is_name.then(|| (section_type.to_owned(), quoted.unwrap_or(name).to_owned()))
}

impl Profile {
    /// The value of a property, by its name in lower case; `None` if it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        Some(self.raw(name)).filter(|value| !value.is_empty() && !value.starts_with('\n'))
    }

    /// The value of a nested property: `sub` is `endpoint_url` for an indented `endpoint_url = ..` below `s3 =`.
    pub(crate) fn sub(&self, name: &str, sub: &str) -> Option<&str> {
        let lines = self.raw(name).strip_prefix('\n')?.lines();
        let found = lines.filter_map(|line| parse::split(line).ok()).filter(|(name, _)| name.eq_ignore_ascii_case(sub));
        found.map(|(_, value)| value).next_back().filter(|value| !value.is_empty())
    }

    /// Whether the access key is in the credentials file. The AWS CLI uses it before other sources of the profile.
    pub(crate) fn has_key_in_credentials_file(&self) -> bool {
        self.has_key_in_credentials_file
    }

    /// The names of all properties, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().map(|(name, _)| name.as_str())
    }

    fn raw(&self, name: &str) -> &str {
        self.properties.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// Adds a property, or replaces its value.
    fn set(&mut self, name: String, value: Zeroizing<String>) {
        match self.properties.iter_mut().find(|(own, _)| *own == name) {
            Some((_, old)) => *old = value,
            None => self.properties.push((name, value)),
        }
    }
}

/// Shows names only: values may be secret.
impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

#[cfg(test)]
mod tests;
