//! What a service says of a signature that it refused.

use super::{Answer, Call, NoAnswer, Signing};
use crate::call::signature_mismatch::SignatureMismatch;
use crate::sigv4::service_texts::may_tell;

impl Call<'_> {
    /// Compares the texts that the service signed with those that were signed here, if it told them.
    pub(super) fn explain(
        &self,
        end: &Result<Answer, NoAnswer>,
        signing: &Signing<'_>,
    ) -> Option<Box<SignatureMismatch>> {
        let Ok(Answer { message: answer, refusal: Some(refusal), .. }) = end else { return None };
        if !may_tell(refusal.code.as_deref()?) {
            return None;
        }
        // Signing is the same each time, so the request need not be kept for this.
        let (parts, ()) = self.sign(signing).ok()?.into_parts();
        let ours = self.signed_texts(&parts, signing).ok()?;
        SignatureMismatch::find(ours, refusal.message.as_deref().unwrap_or_default(), answer.body()).map(Box::new)
    }
}
