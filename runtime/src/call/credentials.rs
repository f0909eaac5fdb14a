//! The credentials of a call.

use super::limits::Deadline;
use super::{Call, NoResponse, Progress};
use crate::credentials::ServiceTime;
use crate::value::credentials::Credentials;

impl Call<'_> {
    /// The credentials to sign with.
    pub(super) async fn credentials(&self, deadline: Deadline) -> Result<Credentials, NoResponse> {
        let (source, time) = (&self.client.credentials, self.service_time());
        let credentials = match source.ready_at(time) {
            Some(credentials) => credentials,
            None => deadline.bound(source.credentials_at(time)).await?.map_err(NoResponse::Credentials)?,
        };
        #[cfg(feature = "rest-xml")]
        if let Some(sessions) = &self.endpoint.sessions {
            return Box::pin(self.session_credentials(sessions, credentials, deadline)).await;
        }
        Ok(credentials)
    }

    /// Drops credentials that the service rejected as expired, so that the next attempt gets others.
    fn drop_expired(&self, expired: &Credentials) {
        #[cfg(feature = "rest-xml")]
        if let Some(sessions) = &self.endpoint.sessions {
            return sessions.drop_expired(expired);
        }
        self.client.credentials.drop_expired(expired);
    }

    /// The time that decides whether credentials have expired.
    fn service_time(&self) -> ServiceTime {
        if self.service.is_custom {
            ServiceTime::Local
        } else if self.service.clock.is_known() {
            ServiceTime::Known(self.client.clock.now().offset_by(self.service.clock.offset()))
        } else {
            ServiceTime::Unknown
        }
    }

    /// Drops `expired`, which the service rejected as expired, and loads other credentials for one more attempt. `None` if
    /// no attempt is left, or if there are no other credentials. The service did not run the rejected request, so every
    /// operation is safe to retry. The retry takes no units of the quota, because it happens at most once in a call.
    pub(super) async fn renew(
        &self,
        expired: Option<&Credentials>,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> Option<Credentials> {
        let expired = expired?;
        self.drop_expired(expired);
        let is_last = progress.facts.attempts >= self.limits.retry.attempts_of(self.meta);
        if progress.was_renewed || is_last || !self.request.body.is_repeatable() {
            return None;
        }
        match self.credentials(deadline).await {
            Ok(others) if !others.is_same_key(expired) => {
                progress.was_renewed = true;
                Some(others)
            }
            Ok(_) => None,
            // The call fails with the service's error, which is more precise.
            Err(no_response) => {
                tracing::warn!(
                    kind = no_response.outcome().as_str(),
                    "the credentials have expired, and no others could be loaded"
                );
                None
            }
        }
    }
}
