//! Errors in a client's settings.

use crate::config::environment::FileError;
use crate::value::error_debug::debug_like_display;
use std::error::Error;
use std::fmt;

/// Why a client cannot be built from its settings.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// No region is set.
    NoRegion,
    /// A profile file cannot be read or is malformed.
    File(FileError),
    /// The code or `AWS_PROFILE` names a profile that neither file contains.
    NoProfile {
        /// The profile's name.
        name: String,
        /// The files that were searched.
        files: String,
        /// The title to write for a section that was skipped, or the profiles that there are.
        remedy: String,
    },
    /// `.profile(..)` was called, but `build()` reads no profile files.
    ProfileNotRead(String),
    /// An environment variable or a profile property has an invalid value.
    InvalidSetting {
        /// The variable, or the property and its profile.
        name: String,
        /// The invalid value.
        value: String,
        /// The accepted values.
        expected: &'static str,
    },
    /// The profile's `services` property names a section that the config file does not contain.
    NoServices {
        /// The profile's name.
        profile: String,
        /// The section's name.
        section: String,
    },
    /// The thread of the blocking client cannot be started.
    NoThread(String),
    /// The region cannot be a label of a host name.
    InvalidRegion(String),
    /// No credentials are set in code, and `build()` does not search the environment.
    NoCredentials,
    /// The environment has no usable credentials; the text names the variable or the profile.
    Credentials(String),
    /// The endpoint URL is invalid.
    InvalidEndpoint(String),
    /// The URL of a proxy is invalid.
    InvalidProxy {
        /// The variable, or the builder's method.
        name: &'static str,
        /// What is wrong. The text contains no part of the URL, which may hold a password.
        reason: &'static str,
    },
    /// The CA bundle cannot be read.
    InvalidCaBundle {
        /// The file and the setting that names it, or the builder's method.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// No transport is set, and the crate is built without one.
    NoTransport,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRegion => f.write_str(
                "no region: set AWS_REGION, write `region` into the profile, or call \
                 `Client::builder().region(\"us-east-1\")`",
            ),
            Self::File(error) => error.fmt(f),
            Self::NoProfile { name, files, remedy } => write!(f, "there is no profile `{name}` in {files}{remedy}"),
            Self::ProfileNotRead(name) => write!(
                f,
                "`build()` does not read the profile `{name}`: call `build_from_env().await` instead"
            ),
            Self::InvalidSetting { name, value, expected } => write!(f, "{name} is `{value}`: write {expected}"),
            Self::NoServices { profile, section } => write!(
                f,
                "the profile `{profile}` has `services = {section}`, but the config file has no section \
                 `[services {section}]`"
            ),
            Self::NoThread(reason) => write!(f, "the thread of the blocking client cannot be started: {reason}"),
            Self::InvalidRegion(region) => write!(
                f,
                "`{region}` is not a region: a region is up to 63 letters, digits and hyphens, like us-east-1"
            ),
            Self::NoCredentials => f.write_str(
                "no credentials: call `.credentials(Credentials::new(..))`, or call `build_from_env().await` to load them \
                 from the environment",
            ),
            Self::Credentials(reason) => write!(f, "no credentials: {reason}"),
            Self::InvalidEndpoint(reason) => f.write_str(reason),
            Self::InvalidProxy { name, reason } => write!(f, "{name} is not a valid proxy URL: {reason}"),
            Self::InvalidCaBundle { name, reason } => write!(f, "cannot read the certificates of {name}: {reason}"),
            Self::NoTransport => {
                f.write_str("no transport: call `.transport(..)`, or enable the feature `reqwest` or `hyper`")
            }
        }
    }
}

impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::File(error) => error.source(),
            _ => None,
        }
    }
}

impl From<FileError> for ConfigError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

debug_like_display!(enum ConfigError {
    NoRegion,
    File(error),
    NoProfile { name, files, remedy },
    ProfileNotRead(name),
    InvalidSetting { name, value, expected },
    NoServices { profile, section },
    NoThread(reason),
    InvalidRegion(region),
    NoCredentials,
    Credentials(reason),
    InvalidEndpoint(reason),
    InvalidProxy { name, reason },
    InvalidCaBundle { name, reason },
    NoTransport,
});
