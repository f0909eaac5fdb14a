//! Errors in a client's settings.

use crate::config::environment::FileError;
use crate::value::error_debug::debug_like_display;

/// Why a client cannot be built from its settings.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// No region is set.
    #[error(
        "no region: set AWS_REGION, write `region` into the profile, or call `Client::builder().region(\"us-east-1\")`"
    )]
    NoRegion,
    /// A profile file cannot be read or is malformed.
    #[error(transparent)]
    File(#[from] FileError),
    /// The code or `AWS_PROFILE` names a profile that neither file contains.
    #[error("there is no profile `{name}` in {files}{remedy}")]
    NoProfile {
        /// The profile's name.
        name: String,
        /// The files that were searched.
        files: String,
        /// The title to write for a section that was skipped, or the profiles that there are.
        remedy: String,
    },
    /// `.profile(..)` was called, but `build()` reads no profile files.
    #[error("`build()` does not read the profile `{0}`: call `build_from_env().await` instead")]
    ProfileNotRead(String),
    /// An environment variable or a profile property has an invalid value.
    #[error("{name} is `{value}`: write {expected}")]
    InvalidSetting {
        /// The variable, or the property and its profile.
        name: String,
        /// The invalid value.
        value: String,
        /// The accepted values.
        expected: &'static str,
    },
    /// The profile's `services` property names a section that the config file does not contain.
    #[error(
        "the profile `{profile}` has `services = {section}`, but the config file has no section `[services {section}]`"
    )]
    NoServices {
        /// The profile's name.
        profile: String,
        /// The section's name.
        section: String,
    },
    /// The thread of the blocking client cannot be started.
    #[error("the thread of the blocking client cannot be started: {0}")]
    NoThread(String),
    /// The region cannot be a label of a host name.
    #[error("`{0}` is not a region: a region is up to 63 letters, digits and hyphens, like us-east-1")]
    InvalidRegion(String),
    /// No credentials are set in code, and `build()` does not search the environment.
    #[error(
        "no credentials: call `.credentials(Credentials::new(..))`, or call `build_from_env().await` to load them from the environment"
    )]
    NoCredentials,
    /// The environment has no usable credentials; the text names the variable or the profile.
    #[error("no credentials: {0}")]
    Credentials(String),
    /// The endpoint URL is invalid.
    #[error("{0}")]
    InvalidEndpoint(String),
    /// The URL of a proxy is invalid.
    #[error("{name} is not a valid proxy URL: {reason}")]
    InvalidProxy {
        /// The variable, or the builder's method.
        name: &'static str,
        /// What is wrong. The text contains no part of the URL, which may hold a password.
        reason: &'static str,
    },
    /// The CA bundle cannot be read.
    #[error("cannot read the certificates of {name}: {reason}")]
    InvalidCaBundle {
        /// The file and the setting that names it, or the builder's method.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// No transport is set, and the crate is built without one.
    #[error("no transport: call `.transport(..)`, or enable the feature `reqwest` or `hyper`")]
    NoTransport,
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
