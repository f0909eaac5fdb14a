//! Explains a rejected signature from the service's error response.

use super::{Call, NoResponse, Response, Signing};
use crate::call::signature_mismatch::SignatureMismatch;
use crate::sigv4::service_texts::may_contain_texts;

impl Call<'_> {
    /// Compares the texts that were signed here with those of the service, if its error response has them.
    pub(super) fn explain(
        &self,
        end: &Result<Box<Response>, NoResponse>,
        signing: &Signing<'_>,
    ) -> Option<Box<SignatureMismatch>> {
        let Response { message: response, error: Some(error), .. } = end.as_deref().ok()? else { return None };
        if !may_contain_texts(error.code.as_deref()?) {
            return None;
        }
        // Signing is deterministic, so the request is signed again instead of kept.
        let parts = self.sign(signing).ok()?;
        let ours = self.signed_texts(&parts, signing).ok()?;
        SignatureMismatch::find(ours, error.message.as_deref().unwrap_or_default(), response.body()).map(Box::new)
    }
}
