//! Credentials of a profile: of its own, or of the role that it takes on with those of another source.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html>; what comes before
//! what within a profile is as in the AWS SDK for Rust.

use std::sync::Arc;

use super::chain::{Source, Surroundings};
use super::role::{Role, take_on};
use super::web_identity;
use crate::config::profile::{Profile, Profiles};
use crate::credentials::process::ProcessCredentials;
use crate::credentials::{CredentialsError, imds, variables};

/// Where the profile `name` stands, for errors.
pub(super) fn place(profiles: &Profiles, name: &str) -> String {
    format!("the profile `{name}` of {}", profiles.files())
}

/// What the chosen profile says; `None` if it says nothing of credentials, or is not there.
pub(super) fn source(around: &Surroundings<'_>) -> Result<Option<Source>, CredentialsError> {
    let walk = Walk { around, profiles: around.profiles };
    let name = around.profiles.chosen_name();
    let Some(profile) = around.profiles.chosen() else { return Ok(None) };
    walk.of(name, profile, &mut vec![name])
}

/// The way from a profile over those that it names.
struct Walk<'a> {
    around: &'a Surroundings<'a>,
    profiles: &'a Profiles,
}

impl<'a> Walk<'a> {
    fn error(&self, name: &str, what: impl std::fmt::Display) -> CredentialsError {
        CredentialsError::new(format!("{}: {what}", place(self.profiles, name)))
    }

    /// `passed` are the profiles on the way here, this one last.
    fn of(
        &self,
        name: &'a str,
        profile: &'a Profile,
        passed: &mut Vec<&'a str>,
    ) -> Result<Option<Source>, CredentialsError> {
        let Some(role_arn) = profile.get("role_arn").filter(|_| profile.get("web_identity_token_file").is_none())
        else {
            return self.own(name, profile);
        };
        if profile.get("mfa_serial").is_some() {
            return Err(self.error(name, MFA));
        }
        let role = self.role(name, profile, role_arn)?;
        let source =
            match (profile.get("source_profile"), profile.get("credential_source")) {
                (Some(_), Some(_)) => Err(self.error(name, "it has source_profile and credential_source; remove one")),
                (None, None) => Err(self
                    .error(name, "role_arn needs source_profile or credential_source, to say who takes on the role")),
                (None, Some(source)) => self.named(name, source),
                (Some(source), None) if source == name => self.of_itself(name, profile),
                (Some(source), None) => self.of_other(name, source, passed),
            }?;
        take_on(role, source, self.around).map(Some)
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
            place: place(self.profiles, name),
        })
    }

    /// The source that `credential_source` names.
    fn named(&self, name: &str, source: &str) -> Result<Source, CredentialsError> {
        let (found, lacks) = match source {
            "Environment" => {
                let key = variables::credentials(self.around.environment)?;
                (key.map(|key| Arc::new(key) as Source), "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set")
            }
            "EcsContainer" => {
                (self.around.container()?, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not set")
            }
            "Ec2InstanceMetadata" => {
                let instance = self.around.imds()?.map(imds::ImdsCredentials::new);
                (instance.map(|instance| Arc::new(instance) as Source), "AWS_EC2_METADATA_DISABLED switches that off")
            }
            _ => (None, "it is one of Environment, EcsContainer and Ec2InstanceMetadata"),
        };
        found.ok_or_else(|| self.error(name, format_args!("credential_source is {source}, but {lacks}")))
    }

    /// A profile that names itself as source has an access key besides the role.
    fn of_itself(&self, name: &str, profile: &Profile) -> Result<Source, CredentialsError> {
        let what = "it names itself as source_profile, and so needs aws_access_key_id and aws_secret_access_key";
        self.key(name, profile)?.ok_or_else(|| self.error(name, what))
    }

    fn of_other(&self, name: &str, source: &'a str, passed: &mut Vec<&'a str>) -> Result<Source, CredentialsError> {
        let Some(profile) = self.profiles.get(source) else {
            return Err(self.error(name, format_args!("source_profile is `{source}`, and there is no such profile")));
        };
        let first = passed.iter().position(|passed| *passed == source);
        passed.push(source);
        if let Some(first) = first {
            let circle = passed[first..].join(" -> ");
            return Err(self.error(name, format_args!("source_profile leads round in a circle: {circle}")));
        }
        // On the way, an access key comes before a role.
        let found = match self.key(source, profile)? {
            Some(key) => Some(key),
            None => self.of(source, profile, passed)?,
        };
        found.ok_or_else(|| self.error(name, format_args!("source_profile is `{source}`, which has no credentials")))
    }

    /// What a profile says without a role to take on by means of others.
    fn own(&self, name: &str, profile: &Profile) -> Result<Option<Source>, CredentialsError> {
        if let Some(source) = profile.get("credential_source") {
            return self.named(name, source).map(Some);
        }
        if let Some(file) = profile.get("web_identity_token_file") {
            let role =
                profile.get("role_arn").ok_or_else(|| self.error(name, "web_identity_token_file needs role_arn"))?;
            return web_identity::source(self.role(name, profile, role)?, file, self.around).map(Some);
        }
        let sign_in = |property: &str| self.error(name, format_args!("{property} {SIGN_IN}"));
        let is_sign_in = |name: &&str| matches!(*name, "sso_account_id" | "sso_role_name" | "login_session");
        if let Some(property) = profile.names().find(is_sign_in) {
            return Err(sign_in(property));
        }
        if let Some(line) = profile.get("credential_process") {
            let place = format!("credential_process of {}", place(self.profiles, name));
            return Ok(Some(Arc::new(ProcessCredentials::new(line, &place)?)));
        }
        let key = self.key(name, profile)?;
        // Other properties of SSO, as `sso_region`, also stand in profiles that have keys.
        match profile.names().find(|name| name.starts_with("sso_")) {
            Some(property) if key.is_none() => Err(sign_in(property)),
            _ => Ok(key),
        }
    }

    fn key(&self, name: &str, profile: &Profile) -> Result<Option<Source>, CredentialsError> {
        let properties = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];
        let properties = properties.map(|property| (property, profile.get(property).map(str::to_owned)));
        let key = variables::key(properties, &format!("{}: ", place(self.profiles, name)))?;
        Ok(key.map(|key| Arc::new(key) as Source))
    }
}

const MFA: &str = "mfa_serial asks for a code, and nobody is asked here; get a session by `credential_process`, or by \
     `sts::AssumeRole` with `token_code`";

/// What to do where a human signs in.
const SIGN_IN: &str = "is for a human who signs in, which the official SDK knows: switch on the feature \
     `aws-credential-types`, and call \
     `.credentials(CredentialsCache::from_sdk(aws_config::default_provider::credentials::default_provider().await))`";
