//! The presigned URLs that copies between regions need.
//!
//! Source: the documentation of `PresignedUrl` of EC2's `CopySnapshot` and of `PreSignedUrl` of RDS's `CopyDBSnapshot`.

use std::time::Duration;

use crate::call::NoResponse;
use crate::call::send_error::Invalid;
use crate::client::Client;
use crate::client::send::{PresignResult, presign_changed, unsent};
use crate::model::operation::{Operation, Service};
use crate::model::protocol::{EncodedRequest, InvalidRequest, Protocol};

/// How long the URL is valid, as in botocore.
const VALIDITY: Duration = Duration::from_secs(3600);

impl Client {
    /// The URL for the member `PresignedUrl` or `PreSignedUrl` of an operation that copies from `source_region` to this
    /// client's region: `CopySnapshot` of EC2, `CopyDBSnapshot` and similar operations of RDS, Neptune and
    /// `DocumentDB`. With it, the destination reads the source with the caller's permissions.
    ///
    /// It is the same operation, presigned for the source region, with this client's region as its `DestinationRegion`.
    /// It is valid for one hour. Leave the member itself `None` in `copy`.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials, aws_operation, aws_service};
    ///
    /// #[aws_service(id = "RDS", protocol = "awsQuery", version = "2014-10-31")]
    /// pub struct Service;
    ///
    /// #[aws_operation(name = "CopyDBSnapshot", output = ())]
    /// #[derive(Default)]
    /// pub struct CopyDBSnapshot {
    ///     #[aws(rename = "SourceDBSnapshotIdentifier")]
    ///     pub source: String,
    ///     #[aws(rename = "TargetDBSnapshotIdentifier")]
    ///     pub target: String,
    ///     #[aws(rename = "PreSignedUrl")]
    ///     pub pre_signed_url: Option<String>,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let source = "arn:aws:rds:us-east-1:123456789012:snapshot:nightly".to_owned();
    /// let mut copy = CopyDBSnapshot { source, target: "nightly".into(), pre_signed_url: None };
    /// copy.pre_signed_url = Some(client.presign_copy(&copy, "us-east-1").await?.into_url());
    /// let start = "https://rds.us-east-1.amazonaws.com/?Action=CopyDBSnapshot&";
    /// assert!(copy.pre_signed_url.as_deref().is_some_and(|url| url.starts_with(start)));
    /// // copy.send(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`SendError::Invalid`](crate::SendError::Invalid) if the region or a member is not valid, or if the operation is of
    /// another protocol; [`SendError::Credentials`](crate::SendError::Credentials) without credentials.
    pub async fn presign_copy<O: Operation>(&self, copy: &O, source_region: &str) -> PresignResult<O> {
        let unsent = |reason| unsent::<O>(NoResponse::Invalid(reason), None);
        if !has_forms::<<O::Service as Service>::Protocol>() {
            let reason = "is not of awsQuery or ec2Query, so a URL cannot contain all of its members";
            return Err(unsent(Invalid::Member(InvalidRequest::of_operation(O::META.name, reason))));
        }
        let source = self.with_region(source_region).map_err(|error| unsent(Invalid::Endpoint(error.to_string())))?;
        presign_changed(copy, &source, VALIDITY, |request| add_destination(request, self.region())).await
    }
}

/// Whether requests of the protocol are forms.
fn has_forms<P: Protocol>() -> bool {
    matches!(P::NAME, "awsQuery" | "ec2Query")
}

/// Adds the region to the query, unless the input has it.
fn add_destination(request: &mut EncodedRequest, region: &str) {
    const NAME: &[u8] = b"DestinationRegion=";
    if request.target.split(|byte| matches!(byte, b'?' | b'&')).any(|parameter| parameter.starts_with(NAME)) {
        return;
    }
    // A region is letters, digits and hyphens.
    request.target = [request.target.as_ref(), b"&", NAME, region.as_bytes()].concat().into();
}
