//! Buckets.

use aws_operation::{aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{BucketAcl, ObjectOwnership};

/// Creates a bucket.
///
/// Outside of us-east-1, the request must name the region; [`CreateBucket::in_region`] does.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::CreateBucket;
///
/// CreateBucket::in_region("paint", client.region()).send(&client).await?;
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "CreateBucket", static_context(DisableAccessPoints = true, UseS3ExpressControlEndpoint = true))]
#[aws(http = "PUT /{bucket}")]
#[derive(Clone, Debug, Default)]
pub struct CreateBucket {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// Where the bucket is.
    #[aws(payload, xml_name = "CreateBucketConfiguration")]
    pub configuration: Option<CreateBucketConfiguration>,
    /// A canned access control list.
    #[aws(header = "x-amz-acl")]
    pub acl: Option<BucketAcl>,
    /// Whether objects can be locked.
    #[aws(header = "x-amz-bucket-object-lock-enabled")]
    pub object_lock_enabled: Option<bool>,
    /// Who owns the objects.
    #[aws(header = "x-amz-object-ownership")]
    pub object_ownership: Option<ObjectOwnership>,
}

impl CreateBucket {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), ..Self::default() }
    }
}

impl CreateBucket {
    /// Creates a bucket in this region.
    pub fn in_region(bucket: impl Into<String>, region: &str) -> Self {
        // S3 rejects the name of its oldest region.
        let constraint = Some(region.to_owned()).filter(|region| region != "us-east-1");
        let configuration = constraint.map(|region| CreateBucketConfiguration { location_constraint: Some(region) });
        Self { configuration, ..Self::new(bucket) }
    }
}

/// Where a new bucket is.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateBucketConfiguration {
    /// The region; absent for us-east-1.
    pub location_constraint: Option<String>,
}

/// The response of `CreateBucket`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateBucketOutput {
    /// A slash and the bucket, or its URL.
    #[aws(header = "Location")]
    pub location: Option<String>,
}

/// Asks whether there is a bucket, and where. The errors are known by the status alone: `NotFound` for 404.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::HeadBucket;
///
/// println!("{:?}", HeadBucket::new("paint").send(&client).await?.bucket_region);
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "HeadBucket")]
#[aws(http = "HEAD /{bucket}")]
#[derive(Clone, Debug, Default)]
pub struct HeadBucket {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl HeadBucket {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), ..Self::default() }
    }
}

/// The response of `HeadBucket`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadBucketOutput {
    /// The region.
    #[aws(header = "x-amz-bucket-region")]
    pub bucket_region: Option<String>,
    /// Whether the name is the alias of an access point.
    #[aws(header = "x-amz-access-point-alias")]
    pub access_point_alias: Option<bool>,
}

/// Asks in which region a bucket is. `HeadBucket` needs fewer permissions.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::GetBucketLocation;
///
/// println!("{}", GetBucketLocation::new("paint").send(&client).await?.region());
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "GetBucketLocation", static_context(UseS3ExpressControlEndpoint = true))]
#[aws(http = "GET /{bucket}?location")]
#[derive(Clone, Debug, Default)]
pub struct GetBucketLocation {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl GetBucketLocation {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), ..Self::default() }
    }
}

/// The response of `GetBucketLocation`.
#[aws_shape(xml_unwrapped)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetBucketLocationOutput {
    /// The region as S3 says it: absent for us-east-1, and `EU` for the oldest buckets of eu-west-1.
    pub location_constraint: Option<String>,
}

impl GetBucketLocationOutput {
    /// The region by its present name.
    ///
    /// ```
    /// use aws_operation_s3::GetBucketLocationOutput;
    ///
    /// assert_eq!(GetBucketLocationOutput::default().region(), "us-east-1");
    /// ```
    pub fn region(&self) -> &str {
        match self.location_constraint.as_deref() {
            None | Some("") => "us-east-1",
            Some("EU") => "eu-west-1",
            Some(region) => region,
        }
    }
}
