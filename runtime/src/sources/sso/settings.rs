//! The SSO settings of a profile: in a section `[sso-session ..]`, or in the profile itself (legacy).

use sha1::{Digest as _, Sha1};

use crate::config::profile::{Profile, Profiles};

const START_URL: &str = "sso_start_url";
const REGION: &str = "sso_region";

/// Where and how the user signs in.
pub(super) struct SsoSettings {
    /// The name of the section `[sso-session ..]`. `None` for a legacy profile.
    pub(super) session: Option<String>,
    start_url: String,
    pub(super) region: String,
}

/// The role whose credentials are requested.
pub(super) struct Role {
    pub(super) account_id: String,
    pub(super) name: String,
}

impl SsoSettings {
    /// The settings of a profile. The error says what is missing or contradicts itself.
    pub(super) fn of_profile(profile: &Profile, profiles: &Profiles) -> Result<Self, String> {
        let Some(name) = profile.get("sso_session") else {
            let [start_url, region] = required(profile, [START_URL, REGION], "")?;
            return Ok(Self { session: None, start_url, region });
        };
        let section = profiles.section("sso-session", name).ok_or_else(|| {
            format!("sso_session is `{name}`, but the config file has no section `[sso-session {name}]`")
        })?;
        let differs = |property: &&str| profile.get(property).is_some_and(|own| section.get(property) != Some(own));
        if let Some(property) = section.names().filter(|property| section.get(property).is_some()).find(differs) {
            return Err(format!("{property} is not the same as in `[sso-session {name}]`; remove it from the profile"));
        }
        let [start_url, region] = required(section, [START_URL, REGION], &format!(" in `[sso-session {name}]`"))?;
        Ok(Self { session: Some(name.to_owned()), start_url, region })
    }

    /// The name of the file that has the token: the hash of the session's name, or of the start URL.
    pub(super) fn file_name(&self) -> String {
        let hash = Sha1::digest(self.session.as_ref().unwrap_or(&self.start_url));
        hash.iter().map(|byte| format!("{byte:02x}")).chain([".json".to_owned()]).collect()
    }
}

impl Role {
    pub(super) fn of_profile(profile: &Profile) -> Result<Self, String> {
        let [account_id, name] = required(profile, ["sso_account_id", "sso_role_name"], "")?;
        Ok(Self { account_id, name })
    }
}

/// The values of properties, or a message with the names of all that are missing.
fn required<const N: usize>(section: &Profile, names: [&str; N], place: &str) -> Result<[String; N], String> {
    let missing: Vec<_> = names.into_iter().filter(|name| section.get(name).is_none()).collect();
    if missing.is_empty() {
        Ok(names.map(|name| section.get(name).unwrap_or_default().to_owned()))
    } else {
        Err(format!("SSO needs {}{place}", missing.join(" and ")))
    }
}
