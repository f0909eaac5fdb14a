//! Credentials as JSON: what a process prints, and a container's or an instance's address responds with.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use zeroize::Zeroizing;

use super::error_text::shown;
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;

/// The members of such a document. Only one of the two spellings of the session token occurs in each.
#[derive(Default)]
pub(super) struct CredentialsJson {
    version: Option<serde_json::Value>,
    access_key_id: Option<Text>,
    secret_access_key: Option<Text>,
    session_token: Option<Text>,
    expiration: Option<Text>,
    code: Option<Text>,
    message: Option<Text>,
}

impl CredentialsJson {
    /// Reads a document. The error repeats nothing of it, since it may hold secrets.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes)
            .map_err(|error| if error.is_data() { "has a member of a wrong type" } else { "is not JSON" }.to_owned())
    }

    /// Whether it is of version 1, the only one that there is of what a process prints.
    pub(super) fn check_version(&self) -> Result<(), String> {
        match &self.version {
            Some(version) if version.as_u64() == Some(1) => Ok(()),
            Some(_) => Err("is of another `Version` than 1".to_owned()),
            None => Err("has no `Version`".to_owned()),
        }
    }

    /// What an address says in place of credentials.
    pub(super) fn rejection(&self) -> Option<String> {
        let code = self.code.as_deref().filter(|code| !code.is_empty() && !code.eq_ignore_ascii_case("Success"))?;
        let message = self.message.as_deref().filter(|message| !message.is_empty());
        Some(message.map_or_else(|| code.to_owned(), |message| format!("{code}: {message}")))
    }

    /// What an error response says: its code and its message, or one of them.
    pub(super) fn error(&self) -> Option<String> {
        let message = || self.message.as_deref().filter(|message| !message.is_empty()).map(str::to_owned);
        self.rejection().or_else(message)
    }

    /// The credentials, unless it rejects them.
    pub(super) fn granted(self) -> Result<Credentials, String> {
        match self.rejection() {
            Some(rejection) => Err(format!("says {}", shown(&rejection).unwrap_or_default())),
            None => self.credentials(),
        }
    }

    pub(super) fn credentials(self) -> Result<Credentials, String> {
        let id = present(self.access_key_id, "AccessKeyId")?;
        let secret = present(self.secret_access_key, "SecretAccessKey")?;
        let token = self.session_token.filter(|token| !token.is_empty()).map(|token| token.0);
        let end = self.expiration.map(|end| end.parse::<Timestamp>()).transpose();
        let end = end.map_err(|_| "has an `Expiration` that is no time".to_owned())?;
        Ok(Credentials::from_parts(id.to_owned(), secret.0, token, end))
    }
}

fn present(member: Option<Text>, name: &str) -> Result<Text, String> {
    member.filter(|text| !text.is_empty()).ok_or_else(|| format!("has no `{name}`"))
}

/// A string that is wiped.
struct Text(Zeroizing<String>);

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl Visitor<'_> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(Zeroizing::new(text.to_owned())))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for CredentialsJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DocumentVisitor;

        impl<'de> Visitor<'de> for DocumentVisitor {
            type Value = CredentialsJson;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CredentialsJson, A::Error> {
                let mut document = CredentialsJson::default();
                // Containers write `code` and `message`, instances `Code` and `Message`.
                while let Some(name) = map.next_key::<String>()? {
                    match name.to_ascii_lowercase().as_str() {
                        "version" => document.version = map.next_value()?,
                        "accesskeyid" => document.access_key_id = map.next_value()?,
                        "secretaccesskey" => document.secret_access_key = map.next_value()?,
                        "sessiontoken" | "token" => document.session_token = map.next_value()?,
                        "expiration" => document.expiration = map.next_value()?,
                        "code" => document.code = map.next_value()?,
                        "message" => document.message = map.next_value()?,
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(document)
            }
        }

        deserializer.deserialize_map(DocumentVisitor)
    }
}
