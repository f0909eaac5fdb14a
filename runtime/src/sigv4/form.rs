//! Signatures of forms, with which a browser uploads to S3.
//!
//! Source: "Authenticating Requests: Browser-Based Uploads Using POST" of the Amazon S3 API Reference.

use hmac::Mac as _;

use super::Signer;
use super::digest::Hex;
use super::signature::Keys;
use crate::value::credentials::Credentials;
use crate::value::timestamp::Timestamp;
use crate::value::timestamp::amz_date::AmzDate;

impl Signer {
    /// Signs the policy of a form for S3: a JSON document in base64. The signature is the field `x-amz-signature`.
    /// `None` for a signer of SigV4a.
    ///
    /// ```
    /// use aws_operation::sigv4::Signer;
    /// use aws_operation::{Credentials, Timestamp};
    ///
    /// let signer = Signer::new("us-east-1", "s3");
    /// let signature = signer.sign_policy("e30=", &Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"), Timestamp::now());
    /// assert_eq!(signature.map(|digits| digits.len()), Some(64));
    /// ```
    pub fn sign_policy(&self, policy: &str, credentials: &Credentials, time: Timestamp) -> Option<String> {
        #[cfg_attr(not(feature = "sigv4a"), allow(irrefutable_let_patterns))]
        let Keys::SigV4(cache) = &self.keys else { return None };
        let mut mac = cache.mac(credentials, &AmzDate::new(time), &self.region, &self.service);
        mac.update(policy.as_bytes());
        Some(Hex::new(&mac.finalize().into_bytes().into()).as_str().to_owned())
    }

    /// The fields of a form that say how its policy is signed.
    #[cfg(feature = "rest-xml")]
    pub(crate) fn form_fields(&self, credentials: &Credentials, time: Timestamp) -> Vec<(&'static str, String)> {
        let date = AmzDate::new(time);
        let credential = format!("{}/{}{}", credentials.access_key_id(), date.day(), self.scope_end);
        let mut fields = vec![
            ("x-amz-algorithm", self.keys.algorithm().to_owned()),
            ("x-amz-credential", credential),
            ("x-amz-date", date.as_str().to_owned()),
        ];
        fields.extend(credentials.token().map(|token| ("x-amz-security-token", token.to_owned())));
        fields
    }
}
