//! Forms, with which a browser uploads to S3.

use super::Client;
use super::send::{call_of_input, unsent};
use crate::call::form::SignedForm;
use crate::call::send_error::SendError;
use crate::model::operation::Operation;

impl Client {
    /// Signs a form for S3, with which a browser uploads an object. The form goes where `input` would go, which is an
    /// operation on the bucket. `policy` returns the policy in base64, as it is in the form.
    ///
    /// The crate `aws-operation-s3` has a builder of policies, `PostPolicy`.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials, aws_operation, aws_service};
    ///
    /// #[aws_service(id = "S3", protocol = "restXml")]
    /// struct Service;
    ///
    /// #[aws_operation(name = "HeadBucket", service = Service, http = "HEAD /{bucket}", output = ())]
    /// struct HeadBucket {
    ///     #[aws(context = "Bucket")]
    ///     bucket: String,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let form = client.sign_form(&HeadBucket { bucket: "paint".into() }, |_| "e30=".to_owned()).await?;
    /// assert_eq!(form.url(), "https://paint.s3.eu-west-1.amazonaws.com/");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`SendError::Credentials`] if there are no credentials; [`SendError::Invalid`] if the bucket has no endpoint.
    pub async fn sign_form<O: Operation>(
        &self,
        input: &O,
        policy: impl FnOnce(&SignedForm) -> String,
    ) -> Result<SignedForm, SendError<O::Error>> {
        let call = call_of_input(input, self).map_err(|invalid| unsent::<O>(invalid, None))?;
        call.sign_form(policy).await.map_err(|no_response| unsent::<O>(no_response, None))
    }
}
