//! AWS credentials: an access key, its secret and a session token.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::value::timestamp::Timestamp;

/// AWS credentials: an access key ID, its secret access key and, if they are temporary, a session token.
///
/// A clone is cheap. The secret access key and the session token are wiped from memory with the last clone. They never
/// appear in `Debug`, errors or traces.
///
/// ```
/// use aws_operation::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI").session_token("AQoDYXdz");
/// assert_eq!(credentials.access_key_id(), "AKIDEXAMPLE");
/// assert!(!format!("{credentials:?}").contains("wJalrXUtnFEMI"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(Arc<Key>);

#[derive(Clone, PartialEq, Eq)]
struct Key {
    access_key_id: String,
    secret_access_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
    expires_at: Option<Timestamp>,
    account_id: Option<String>,
}

impl Credentials {
    /// Long-term credentials.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self(Arc::new(Key {
            access_key_id: access_key_id.into(),
            secret_access_key: Zeroizing::new(secret_access_key.into()),
            session_token: None,
            expires_at: None,
            account_id: None,
        }))
    }

    pub(crate) fn from_parts(
        access_key_id: String,
        secret_access_key: Zeroizing<String>,
        session_token: Option<Zeroizing<String>>,
        expires_at: Option<Timestamp>,
    ) -> Self {
        Self(Arc::new(Key { access_key_id, secret_access_key, session_token, expires_at, account_id: None }))
    }

    /// Adds the session token of temporary credentials. It is sent as `X-Amz-Security-Token`.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).session_token = Some(Zeroizing::new(token.into()));
        self
    }

    /// Adds the time at which these credentials expire.
    #[must_use]
    pub fn expires_at(mut self, expires_at: Timestamp) -> Self {
        Arc::make_mut(&mut self.0).expires_at = Some(expires_at);
        self
    }

    /// Adds the account of these credentials. Some services have an endpoint for each account, such as `DynamoDB`; see
    /// [`AccountIdEndpointMode`](crate::AccountIdEndpointMode).
    ///
    /// ```
    /// use aws_operation::Credentials;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI").account_id("111122223333");
    /// assert_eq!(credentials.account(), Some("111122223333"));
    /// ```
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).account_id = Some(account_id.into());
        self
    }

    /// The same credentials, of this account if it is known.
    pub(crate) fn of_account(self, account_id: Option<String>) -> Self {
        match account_id.filter(|id| !id.is_empty()) {
            Some(id) => self.account_id(id),
            None => self,
        }
    }

    /// The account of these credentials, if their source reported it.
    pub fn account(&self) -> Option<&str> {
        self.0.account_id.as_deref()
    }

    /// The access key ID. It is not secret: every signed request contains it.
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// The time at which these credentials expire, if their source reported it.
    pub fn expiry(&self) -> Option<Timestamp> {
        self.0.expires_at
    }

    /// Whether both have the same key and session token, whatever their expiry.
    pub(crate) fn is_same_key(&self, other: &Self) -> bool {
        let (this, other) = (&self.0, &other.0);
        this.access_key_id == other.access_key_id
            && this.secret_access_key == other.secret_access_key
            && this.session_token == other.session_token
    }

    pub(crate) fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    pub(crate) fn token(&self) -> Option<&str> {
        self.0.session_token.as_ref().map(|token| token.as_str())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.0.access_key_id)
            .field("secret_access_key", &"<redacted>")
            .field("session_token", &self.0.session_token.as_ref().map(|_| "<redacted>"))
            .field("expires_at", &self.0.expires_at)
            .finish()
    }
}
