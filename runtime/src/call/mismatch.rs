//! What a service says of a signature that it rejected.

use super::{Call, NoResponse, Response, Signing};
use crate::call::signature_mismatch::SignatureMismatch;
use crate::sigv4::service_texts::may_contain_texts;

impl Call<'_> {
    /// Compares the texts that the service signed with those that were signed here, if it told them.
    pub(super) fn explain(
        &self,
        end: &Result<Response, NoResponse>,
        signing: &Signing<'_>,
    ) -> Option<Box<SignatureMismatch>> {
        let Ok(Response { message: response, rejection: Some(rejection), .. }) = end else { return None };
        if !may_contain_texts(rejection.code.as_deref()?) {
            return None;
        }
        // Signing is the same each time, so the request need not be kept for this.
        let (parts, ()) = self.sign(signing).ok()?.into_parts();
        let ours = self.signed_texts(&parts, signing).ok()?;
        SignatureMismatch::find(ours, rejection.message.as_deref().unwrap_or_default(), response.body()).map(Box::new)
    }
}
