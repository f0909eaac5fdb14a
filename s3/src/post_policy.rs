//! Presigned forms, with which a browser uploads objects.
//!
//! Source: "Browser-Based Uploads Using POST (AWS Signature Version 4)" of the Amazon S3 API Reference.

use std::fmt;
use std::ops::RangeInclusive;
use std::time::Duration;

use aws_operation::codec::SignedForm;
use aws_operation::{Client, SendError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::operations::bucket::HeadBucket;
use crate::service::Error;

/// What S3 puts in place of the name of the file that a user chooses.
const FILENAME: &str = "${filename}";

/// Which objects a browser may upload by a form, and until when.
///
/// ```
/// use std::time::Duration;
///
/// use aws_operation::{Client, Credentials};
/// use aws_operation_s3::PostPolicy;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
/// let form = PostPolicy::new("paint", "cats/${filename}")
///     .starts_with("Content-Type", "image/")
///     .field("success_action_status", "201")
///     .content_length(1..=10 << 20)
///     .sign(&client, Duration::from_secs(3600))
///     .await?;
///
/// println!(r#"<form action="{}" method="post" enctype="multipart/form-data">"#, form.url());
/// for (name, value) in form.fields() {
///     println!(r#"<input type="hidden" name="{name}" value="{value}">"#);
/// }
/// println!(r#"<input name="Content-Type"> <input type="file" name="file"> <input type="submit"></form>"#);
/// # assert_eq!(form.url(), "https://paint.s3.eu-west-1.amazonaws.com/");
/// # Ok(())
/// # }
/// ```
///
/// The file must be the last field of the form; S3 ignores those after it. Escape the values in HTML.
#[derive(Clone, Debug)]
#[must_use]
pub struct PostPolicy {
    bucket: String,
    key: String,
    fields: Vec<(String, String)>,
    conditions: Vec<Value>,
}

impl PostPolicy {
    /// Allows to upload the object with this key. `${filename}` at its end stands for the name of the user's file; then
    /// any key with the same beginning is allowed.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), fields: Vec::new(), conditions: Vec::new() }
    }

    /// The form has this field with this value, such as `acl`, `Content-Type`, `success_action_redirect` or
    /// `x-amz-meta-..`.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    /// The form may have this field with any value that begins so. The page adds the field itself.
    pub fn starts_with(mut self, name: &str, prefix: &str) -> Self {
        self.conditions.push(json!(["starts-with", format!("${name}"), prefix]));
        self
    }

    /// The length of the file in bytes.
    pub fn content_length(mut self, bytes: RangeInclusive<u64>) -> Self {
        self.conditions.push(json!(["content-length-range", bytes.start(), bytes.end()]));
        self
    }

    /// Signs the policy. The form can be used for `ttl`, but not longer than temporary credentials are valid.
    ///
    /// # Errors
    /// [`SendError::Credentials`] if there are no credentials; [`SendError::Invalid`] if the bucket has no endpoint.
    pub async fn sign(self, client: &Client, ttl: Duration) -> Result<PresignedPost, SendError<Error>> {
        let mut policy = String::new();
        let bucket = HeadBucket::new(&self.bucket);
        let signed = client.sign_form(&bucket, |form| {
            policy = STANDARD.encode(self.document(form, ttl).to_string());
            policy.clone()
        });
        let signed = signed.await?;
        let mut fields = vec![("key".to_owned(), self.key)];
        fields.extend(self.fields);
        fields.push(("policy".to_owned(), policy));
        fields.extend(signed.fields().iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        Ok(PresignedPost { url: signed.url().to_owned(), fields })
    }

    fn document(&self, form: &SignedForm, ttl: Duration) -> Value {
        let pair = |name: &str, value: &str| json!({ name: value });
        let mut conditions = vec![pair("bucket", &self.bucket)];
        conditions.push(match self.key.strip_suffix(FILENAME) {
            Some(prefix) => json!(["starts-with", "$key", prefix]),
            None => pair("key", &self.key),
        });
        conditions.extend(self.fields.iter().map(|(name, value)| pair(name, value)));
        conditions.extend(self.conditions.iter().cloned());
        conditions.extend(form.fields().iter().map(|(name, value)| pair(name, value)));
        json!({ "expiration": form.time().saturating_add(ttl).to_string(), "conditions": conditions })
    }
}

/// A form that is signed.
///
/// Whoever has the fields can upload, so `Debug` does not show them.
#[derive(Clone)]
pub struct PresignedPost {
    url: String,
    fields: Vec<(String, String)>,
}

impl PresignedPost {
    /// The URL to which the form is sent.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The fields of the form, which come before the file.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }
}

impl fmt::Debug for PresignedPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedPost").field("url", &self.url).finish_non_exhaustive()
    }
}
