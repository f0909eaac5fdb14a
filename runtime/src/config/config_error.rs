//! What is wrong with a client's settings.

use crate::config::environment::FileError;

/// Settings that make no client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No region.
    #[error("no region: call `.region(\"us-east-1\")`, set AWS_REGION, or write `region` into the profile")]
    NoRegion,
    /// A profile file that cannot be read, or is malformed.
    #[error(transparent)]
    File(#[from] FileError),
    /// A profile that was asked for, but that no file has.
    #[error("there is no profile `{name}` in {files}")]
    NoProfile {
        /// The profile.
        name: String,
        /// The files that were searched.
        files: String,
    },
    /// A profile for a builder that reads none.
    #[error("the profile `{0}` is not read by `build()`: end with `build_from_env().await`")]
    ProfileNotRead(String),
    /// A setting of the environment with a value that it cannot have.
    #[error("{name} is `{value}`: write {expected}")]
    InvalidSetting {
        /// The variable, or the property and its profile.
        name: String,
        /// Its value.
        value: String,
        /// What it may be.
        expected: &'static str,
    },
    /// A profile that names a section which is not in the config file.
    #[error(
        "the profile `{profile}` says `services = {section}`, but the config file has no section `[services {section}]`"
    )]
    NoServices {
        /// The profile.
        profile: String,
        /// The name of the section.
        section: String,
    },
    /// No thread for the blocking client.
    #[error("the blocking client has no thread: {0}")]
    NoThread(String),
    /// A region that cannot be part of a host name.
    #[error("`{0}` is not a region: a region is up to 63 letters, digits and hyphens, like us-east-1")]
    InvalidRegion(String),
    /// No credentials in code, and the environment is not asked for them.
    #[error(
        "no credentials: call `.credentials(Credentials::new(..))`, or end with `build_from_env().await` to look for them"
    )]
    NoCredentials,
    /// No credentials in the environment, or such as cannot be used; the text names the variable or the profile.
    #[error("no credentials: {0}")]
    Credentials(String),
    /// An endpoint URL that no request can go to.
    #[error("{0}")]
    InvalidEndpoint(String),
    /// A proxy's URL that cannot be read.
    #[error("{name} is not the URL of a proxy: {reason}")]
    InvalidProxy {
        /// The variable, or what was set in code.
        name: &'static str,
        /// What is wrong. It repeats nothing of the URL, which may hold a password.
        reason: &'static str,
    },
    /// Certificates to trust that cannot be read.
    #[error("{name} cannot be trusted: {reason}")]
    InvalidCaBundle {
        /// The file and what named it, or what was set in code.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// No transport, in a build without one.
    #[error("no transport: switch on the feature `reqwest` or `hyper`, or call `.transport(..)`")]
    NoTransport,
}
