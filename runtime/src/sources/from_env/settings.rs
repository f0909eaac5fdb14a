//! Looks up single settings: first in variables, then in the profile.

use crate::config::config_error::ConfigError;
use crate::config::environment::Environment;
use crate::config::profile::Profiles;

/// The environment and the profiles in which settings are looked up.
#[derive(Clone, Copy)]
pub(super) struct Settings<'a> {
    pub(super) environment: &'a Environment,
    pub(super) profiles: &'a Profiles,
}

/// A setting that was found.
pub(super) struct Setting {
    /// The variable, or the property and its profile.
    pub(super) name: String,
    pub(super) value: String,
}

impl Settings<'_> {
    /// The setting of the first variable that is set, else of the property.
    pub(super) fn find(&self, variables: &[&str], property: &str) -> Option<Setting> {
        let from_variable =
            |name: &&str| Some(Setting { name: (*name).to_owned(), value: self.environment.variable(name)? });
        variables.iter().find_map(from_variable).or_else(|| {
            let name = format!("{property} of the profile `{}`", self.profiles.selected_name());
            Some(Setting { name, value: self.property(property)? })
        })
    }

    /// A boolean setting.
    pub(super) fn boolean(&self, variable: &str, property: &str) -> Result<Option<bool>, ConfigError> {
        self.find(&[variable], property).map(Setting::boolean).transpose()
    }

    /// A property of the selected profile below `section =`, such as `s3 =`.
    #[cfg(any(feature = "checksums", feature = "rest-xml"))]
    pub(super) fn nested(&self, section: &str, property: &str) -> Option<Setting> {
        let value = self.profiles.selected()?.sub(section, property)?.to_owned();
        let name = format!("{section}.{property} of the profile `{}`", self.profiles.selected_name());
        Some(Setting { name, value })
    }

    /// A property of the selected profile.
    pub(super) fn property(&self, name: &str) -> Option<String> {
        self.profiles.selected()?.get(name).map(str::to_owned)
    }
}

impl Setting {
    pub(super) fn boolean(self) -> Result<bool, ConfigError> {
        match self.value.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(self.must_be("`true` or `false`")),
        }
    }

    pub(super) fn must_be(self, expected: &'static str) -> ConfigError {
        ConfigError::InvalidSetting { name: self.name, value: self.value, expected }
    }
}
