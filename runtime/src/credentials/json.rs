//! Credentials in JSON: the output of `credential_process`, and the responses of IMDS and container endpoints.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::error_text::shown;
use crate::value::credentials::Credentials;
use crate::value::secret::Secret;
use crate::value::timestamp::Timestamp;

/// The members of a credentials document. The session token is called `SessionToken` or `Token`, by source.
#[derive(Default)]
pub(super) struct CredentialsJson {
    version: Option<serde_json::Value>,
    access_key_id: Option<Secret>,
    secret_access_key: Option<Secret>,
    session_token: Option<Secret>,
    expiration: Option<Secret>,
    account_id: Option<Secret>,
    code: Option<Secret>,
    message: Option<Secret>,
}

impl CredentialsJson {
    /// Parses a document. The error contains no part of it, because it may hold secrets.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes)
            .map_err(|error| if error.is_data() { "has a member of the wrong type" } else { "is not JSON" }.to_owned())
    }

    /// Checks that `Version` is 1, the only version of the `credential_process` format.
    pub(super) fn check_version(&self) -> Result<(), String> {
        match &self.version {
            Some(version) if version.as_u64() == Some(1) => Ok(()),
            Some(_) => Err("has a `Version` other than 1".to_owned()),
            None => Err("has no `Version`".to_owned()),
        }
    }

    /// Code and message of an error document; `None` if the document has no error code.
    fn coded_error(&self) -> Option<String> {
        let code = self.code.as_deref().filter(|code| !code.is_empty() && !code.eq_ignore_ascii_case("Success"))?;
        let message = self.message.as_deref().filter(|message| !message.is_empty());
        Some(message.map_or_else(|| code.to_owned(), |message| format!("{code}: {message}")))
    }

    /// The text of an error response: its code, its message, or both.
    pub(super) fn error(&self) -> Option<String> {
        let message = || self.message.as_deref().filter(|message| !message.is_empty()).map(str::to_owned);
        self.coded_error().or_else(message)
    }

    /// The credentials, or the error that the document reports instead.
    pub(super) fn into_credentials(self) -> Result<Credentials, String> {
        match self.coded_error() {
            Some(error) => Err(format!("reports the error {}", shown(&error).unwrap_or_default())),
            None => self.credentials(),
        }
    }

    pub(super) fn credentials(self) -> Result<Credentials, String> {
        let id = required(self.access_key_id, "AccessKeyId")?;
        let secret = required(self.secret_access_key, "SecretAccessKey")?;
        let token = self.session_token.filter(|token| !token.is_empty()).map(|token| token.0);
        let expiry = self.expiration.map(|expiry| expiry.parse::<Timestamp>()).transpose();
        let expiry = expiry.map_err(|_| "has an `Expiration` that is not a timestamp".to_owned())?;
        let account = self.account_id.map(|account| account.to_string());
        Ok(Credentials::from_parts(id.to_owned(), secret.0, token, expiry).of_account(account))
    }
}

fn required(member: Option<Secret>, name: &str) -> Result<Secret, String> {
    member.filter(|text| !text.is_empty()).ok_or_else(|| format!("has no `{name}`"))
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
                // Container endpoints write `code` and `message`, IMDS writes `Code` and `Message`.
                while let Some(name) = map.next_key::<String>()? {
                    match name.to_ascii_lowercase().as_str() {
                        "version" => document.version = map.next_value()?,
                        "accesskeyid" => document.access_key_id = map.next_value()?,
                        "secretaccesskey" => document.secret_access_key = map.next_value()?,
                        "sessiontoken" | "token" => document.session_token = map.next_value()?,
                        "accountid" => document.account_id = map.next_value()?,
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
