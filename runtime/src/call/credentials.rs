//! What a call is signed with.

use super::limits::Deadline;
use super::{Call, NoResponse, Progress};
use crate::credentials::ServiceTime;
use crate::value::credentials::Credentials;

impl Call<'_> {
    /// What to sign with; `None` where nothing is signed.
    pub(super) async fn credentials(&self, deadline: Deadline) -> Result<Option<Credentials>, NoResponse> {
        if self.operation.no_auth {
            return Ok(None);
        }
        let (source, time) = (&self.client.credentials, self.service_time());
        let credentials = match source.ready_at(time) {
            Some(credentials) => credentials,
            None => deadline.bound(source.credentials_at(time)).await?.map_err(NoResponse::Credentials)?,
        };
        Ok(Some(credentials))
    }

    /// The time by which credentials end.
    fn service_time(&self) -> ServiceTime {
        if self.service.is_custom {
            ServiceTime::Local
        } else if self.service.clock.is_known() {
            ServiceTime::Known(self.client.clock.now().offset_by(self.service.clock.offset()))
        } else {
            ServiceTime::Unknown
        }
    }

    /// Drops `expired`, which the service rejected as expired, and finds others for one more attempt; `None` if there
    /// is none, or there are no others. What was rejected did not run, so that it may be sent again whatever it is; that takes
    /// nothing from the quota, since the service is not asked to bear more: it happens once in a call, with other
    /// credentials.
    pub(super) async fn renew(
        &self,
        expired: Option<&Credentials>,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> Option<Credentials> {
        let expired = expired?;
        self.client.credentials.drop_expired(expired);
        let is_last = progress.facts.attempts >= self.limits.retry.attempts_of(self.meta);
        if progress.was_renewed || is_last || !self.request.body.is_repeatable() {
            return None;
        }
        match self.credentials(deadline).await {
            Ok(Some(others)) if !others.is_same_key(expired) => {
                progress.was_renewed = true;
                Some(others)
            }
            Ok(_) => None,
            // The call has ended with the service's error, which says more.
            Err(no_response) => {
                tracing::warn!(
                    kind = no_response.outcome().as_str(),
                    "credentials have ended, and there are no others"
                );
                None
            }
        }
    }
}
