//! Signed forms, with which a browser uploads to S3.

use std::fmt;

use super::auth::Identity;
use super::limits::Deadline;
use super::{Call, NoResponse};
use crate::call::send_error::Invalid;
use crate::credentials::CredentialsError;
use crate::value::timestamp::Timestamp;

/// What a form is signed for: see [`Client::sign_form`](crate::Client::sign_form).
pub struct SignedForm {
    url: String,
    time: Timestamp,
    fields: Vec<(&'static str, String)>,
}

impl SignedForm {
    /// The URL of the endpoint, to which the form is sent.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The time of the signature.
    pub fn time(&self) -> Timestamp {
        self.time
    }

    /// The fields that the form must have for its signature: `x-amz-algorithm`, `x-amz-credential`, `x-amz-date`, and
    /// `x-amz-security-token` for temporary credentials; after it is signed, `x-amz-signature`. The policy names all
    /// but the last one.
    pub fn fields(&self) -> &[(&'static str, String)] {
        &self.fields
    }
}

/// Whoever has the fields can use them, so they are not shown. Neither is the URL, as in errors.
impl fmt::Debug for SignedForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedForm").field("time", &self.time).finish_non_exhaustive()
    }
}

impl Call<'_> {
    /// Signs a form for the endpoint of the request.
    pub(crate) async fn sign_form(
        mut self,
        policy: impl FnOnce(&SignedForm) -> String,
    ) -> Result<SignedForm, NoResponse> {
        self.sign_in_url()?;
        let url = self.uri()?.to_string();
        let Identity::Credentials(credentials) = self.identity(Deadline::of(&self.timeouts)).await? else {
            let text = "a form must be signed, and the client has no credentials";
            return Err(NoResponse::Credentials(CredentialsError::new(text)));
        };
        let time = self.client.clock.now().offset_by(self.service.clock.offset());
        let fields = self.signer().form_fields(&credentials, time);
        let mut form = SignedForm { url, time, fields };
        let signature = self
            .signer()
            .sign_policy(&policy(&form), &credentials, time)
            .ok_or_else(|| NoResponse::Invalid(Invalid::Signing("a form has no signature of SigV4a".to_owned())))?;
        form.fields.push(("x-amz-signature", signature));
        Ok(form)
    }
}
