//! Credentials of a profile: its own, or those of a role that it assumes with credentials of another source.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html>. The precedence of the
//! properties of a profile is that of the AWS CLI.

use std::sync::Arc;

use super::chain::{ProviderChain, Source};
use super::role::{Role, assume_role};
use super::{sign_in, web_identity};
use crate::config::profile::{Profile, Profiles};
use crate::credentials::process::ProcessCredentials;
use crate::credentials::{CredentialsError, imds, variables};

/// The maximum number of profiles in a chain of `source_profile`. Each level takes a part of the stack.
const MAX_PROFILES: usize = 50;

/// The location of the profile `name`, for errors.
pub(super) fn location(profiles: &Profiles, name: &str) -> String {
    format!("the profile `{name}` of {}", profiles.files())
}

/// The credential source of the selected profile; `None` if the profile configures no credentials or does not exist.
pub(super) fn source(chain: &ProviderChain<'_>) -> Result<Option<Source>, CredentialsError> {
    let resolver = ProfileResolver { chain, profiles: chain.profiles };
    let name = chain.profiles.selected_name();
    let Some(profile) = chain.profiles.selected() else { return Ok(None) };
    resolver.resolve(name, profile, &mut vec![name])
}

/// Resolves a profile to its credential source, following `source_profile`.
struct ProfileResolver<'a> {
    chain: &'a ProviderChain<'a>,
    profiles: &'a Profiles,
}

impl<'a> ProfileResolver<'a> {
    fn error(&self, name: &str, what: impl std::fmt::Display) -> CredentialsError {
        CredentialsError::new(format!("{}: {what}", location(self.profiles, name)))
    }

    /// The credential source of a profile. `visited` lists the profiles that led to this one, which is last.
    fn resolve(
        &self,
        name: &'a str,
        profile: &'a Profile,
        visited: &mut Vec<&'a str>,
    ) -> Result<Option<Source>, CredentialsError> {
        let Some(role_arn) = profile.get("role_arn").filter(|_| profile.get("web_identity_token_file").is_none())
        else {
            return self.without_source_profile(name, profile);
        };
        let role = self.role(name, profile, role_arn)?;
        let source = match (profile.get("source_profile"), profile.get("credential_source")) {
            (Some(_), Some(_)) => Err(self.error(name, "it has both source_profile and credential_source; remove one")),
            (None, None) => Err(self
                .error(name, "role_arn needs source_profile or credential_source, whose credentials assume the role")),
            (None, Some(source)) => self.credential_source(name, source),
            (Some(source), None) if source == name => self.own_key(name, profile),
            (Some(source), None) => self.source_profile(name, source, visited),
        }?;
        assume_role(role, source, self.chain).map(Some)
    }

    fn role(&self, name: &str, profile: &Profile, role_arn: &str) -> Result<Role, CredentialsError> {
        let duration = profile.get("duration_seconds").map(|seconds| {
            let seconds = seconds.parse().ok().filter(|seconds| (900..=43_200).contains(seconds));
            seconds.ok_or_else(|| self.error(name, "duration_seconds is not a number from 900 to 43200"))
        });
        let owned = |property| profile.get(property).map(str::to_owned);
        Ok(Role {
            arn: role_arn.to_owned(),
            session_name: owned("role_session_name"),
            external_id: owned("external_id"),
            duration_seconds: duration.transpose()?,
            mfa_serial: owned("mfa_serial"),
            location: location(self.profiles, name),
        })
    }

    /// The source named by `credential_source`.
    fn credential_source(&self, name: &str, source: &str) -> Result<Source, CredentialsError> {
        let (found, problem) = match source {
            "Environment" => {
                let key = variables::credentials(self.chain.environment)?;
                (key.map(|key| Arc::new(key) as Source), "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set")
            }
            "EcsContainer" => {
                (self.chain.container()?, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not set")
            }
            "Ec2InstanceMetadata" => {
                let instance = self.chain.imds()?.map(imds::ImdsCredentials::new);
                (
                    instance.map(|instance| Arc::new(instance) as Source),
                    "AWS_EC2_METADATA_DISABLED disables the instance metadata service",
                )
            }
            _ => (None, "it must be Environment, EcsContainer or Ec2InstanceMetadata"),
        };
        found.ok_or_else(|| self.error(name, format_args!("credential_source is {source}, but {problem}")))
    }

    /// The access key of a profile that names itself as its `source_profile`.
    fn own_key(&self, name: &str, profile: &Profile) -> Result<Source, CredentialsError> {
        let what = "it names itself as source_profile, so it needs aws_access_key_id and aws_secret_access_key";
        self.key(name, profile)?.ok_or_else(|| self.error(name, what))
    }

    fn source_profile(
        &self,
        name: &str,
        source: &'a str,
        visited: &mut Vec<&'a str>,
    ) -> Result<Source, CredentialsError> {
        let Some(profile) = self.profiles.get(source) else {
            let remedy = self.profiles.instead_of(source);
            let what = format_args!("source_profile is `{source}`, but that profile does not exist{remedy}");
            return Err(self.error(name, what));
        };
        if visited.len() == MAX_PROFILES {
            return Err(
                self.error(name, format_args!("source_profile leads through more than {MAX_PROFILES} profiles"))
            );
        }
        let first = visited.iter().position(|visited| *visited == source);
        visited.push(source);
        if let Some(first) = first {
            let cycle = visited[first..].join(" -> ");
            return Err(self.error(name, format_args!("source_profile forms a cycle: {cycle}")));
        }
        // In a source profile, an access key takes precedence over a role.
        let found = match self.key(source, profile)? {
            Some(key) => Some(key),
            None => self.resolve(source, profile, visited)?,
        };
        found.ok_or_else(|| {
            self.error(name, format_args!("source_profile is `{source}`, but that profile has no credentials"))
        })
    }

    /// The credential source of a profile that assumes no role with credentials of another source.
    fn without_source_profile(&self, name: &str, profile: &Profile) -> Result<Option<Source>, CredentialsError> {
        if let Some(source) = profile.get("credential_source") {
            return self.credential_source(name, source).map(Some);
        }
        if let Some(file) = profile.get("web_identity_token_file") {
            let role =
                profile.get("role_arn").ok_or_else(|| self.error(name, "web_identity_token_file needs role_arn"))?;
            return web_identity::source(self.role(name, profile, role)?, file, self.chain).map(Some);
        }
        if profile.get("sso_account_id").or(profile.get("sso_role_name")).is_some() {
            return sign_in::sso(name, profile, self.chain).map(Some);
        }
        if profile.has_key_in_credentials_file() {
            return self.key(name, profile);
        }
        if let Some(session) = profile.get("login_session") {
            return sign_in::login(name, session, self.chain).map(Some);
        }
        if let Some(line) = profile.get("credential_process") {
            let origin = format!("credential_process of {}", location(self.profiles, name));
            let account = profile.get("aws_account_id").map(str::to_owned);
            return Ok(Some(Arc::new(ProcessCredentials::new(line, &origin)?.of_account(account))));
        }
        let key = self.key(name, profile)?;
        // Other SSO properties, such as `sso_region`, also occur in profiles that have keys.
        if key.is_none() && profile.names().any(|name| name.starts_with("sso_")) {
            return sign_in::sso(name, profile, self.chain).map(Some);
        }
        Ok(key)
    }

    fn key(&self, name: &str, profile: &Profile) -> Result<Option<Source>, CredentialsError> {
        let properties = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];
        let properties = properties.map(|property| (property, profile.get(property).map(str::to_owned)));
        let key = variables::from_settings(properties, &format!("{}: ", location(self.profiles, name)))?;
        let account = profile.get("aws_account_id").map(str::to_owned);
        Ok(key.map(|key| Arc::new(key.of_account(account)) as Source))
    }
}
