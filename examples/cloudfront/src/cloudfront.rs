//! Amazon CloudFront, API version 2020-05-31.
//!
//! Written with:
//! - `aws-operation add cloudfront CreateInvalidation GetInvalidation ListInvalidations --out
//!   src/cloudfront.rs` (0.2.0, botocore 1.44.8)

use aws_operation::{Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon CloudFront.
// Its endpoints do not follow the usual pattern: build the client with
// `.region("us-east-1").endpoint_url("https://cloudfront.amazonaws.com")`.
#[aws_service(
    id = "CloudFront",
    protocol = "restXml",
    xml_namespace = "http://cloudfront.amazonaws.com/doc/2020-05-31/",
    error = Error
)]
pub struct Service;

/// Create a new invalidation.
#[aws_operation(name = "CreateInvalidation")]
#[aws(http = "POST /2020-05-31/distribution/{distribution_id}/invalidation", code = 201)]
#[derive(Clone, Debug, Default)]
pub struct CreateInvalidation {
    /// The distribution's id.
    pub distribution_id: String,
    /// The batch information for the invalidation.
    #[aws(payload)]
    pub invalidation_batch: InvalidationBatch,
}

impl CreateInvalidation {
    /// The request with its required members.
    pub fn new(distribution_id: impl Into<String>, invalidation_batch: InvalidationBatch) -> Self {
        Self { distribution_id: distribution_id.into(), invalidation_batch }
    }
}

/// The returned result of the corresponding request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateInvalidationOutput {
    /// The fully qualified URI of the distribution and invalidation batch request, including the
    /// `Invalidation ID`.
    #[aws(header = "Location")]
    pub location: Option<String>,
    /// The invalidation's information.
    #[aws(payload)]
    pub invalidation: Option<Invalidation>,
}

/// An invalidation batch.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvalidationBatch {
    /// A complex type that contains information about the objects that you want to invalidate.
    pub paths: Paths,
    /// A value that you specify to uniquely identify an invalidation request.
    #[aws(default)]
    pub caller_reference: String,
}

/// An invalidation.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invalidation {
    /// The identifier for the invalidation request.
    #[aws(default)]
    pub id: String,
    /// The status of the invalidation request.
    #[aws(default)]
    pub status: String,
    /// The date and time the invalidation request was first made.
    pub create_time: Option<Timestamp>,
    /// The current invalidation information for the batch request.
    pub invalidation_batch: Option<InvalidationBatch>,
}

/// A complex type that contains information about the objects that you want to invalidate.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The number of invalidation paths specified for the objects that you want to invalidate.
    #[aws(default)]
    pub quantity: i32,
    /// A complex type that contains a list of the paths that you want to invalidate.
    #[aws(xml_member = "Path")]
    pub items: Option<Vec<String>>,
}

/// Get the information about an invalidation.
#[aws_operation(name = "GetInvalidation")]
#[aws(http = "GET /2020-05-31/distribution/{distribution_id}/invalidation/{id}")]
#[derive(Clone, Debug, Default)]
pub struct GetInvalidation {
    /// The distribution's ID.
    pub distribution_id: String,
    /// The identifier for the invalidation request, for example, `IDFDVBD632BHDS5`.
    pub id: String,
}

impl GetInvalidation {
    /// The request with its required members.
    pub fn new(distribution_id: impl Into<String>, id: impl Into<String>) -> Self {
        Self { distribution_id: distribution_id.into(), id: id.into() }
    }
}

/// The returned result of the corresponding request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetInvalidationOutput {
    /// The invalidation's information.
    #[aws(payload)]
    pub invalidation: Option<Invalidation>,
}

/// Lists invalidation batches.
#[aws_operation(name = "ListInvalidations")]
#[aws(http = "GET /2020-05-31/distribution/{distribution_id}/invalidation")]
#[aws(paginated(
    input = "marker",
    output = "invalidation_list.next_marker",
    items = "invalidation_list.items",
    more = "invalidation_list.is_truncated"
))]
#[derive(Clone, Debug, Default)]
pub struct ListInvalidations {
    /// The distribution's ID.
    pub distribution_id: String,
    /// Use this parameter when paginating results to indicate where to begin in your list of
    /// invalidation batches.
    #[aws(query)]
    pub marker: Option<String>,
    /// The maximum number of invalidation batches that you want in the response body.
    #[aws(query)]
    pub max_items: Option<String>,
}

impl ListInvalidations {
    /// The request with its required members.
    pub fn new(distribution_id: impl Into<String>) -> Self {
        Self { distribution_id: distribution_id.into(), ..Self::default() }
    }
}

/// The returned result of the corresponding request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListInvalidationsOutput {
    /// Information about invalidation batches.
    #[aws(payload)]
    pub invalidation_list: Option<InvalidationList>,
}

/// The `InvalidationList` complex type describes the list of invalidation objects.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvalidationList {
    /// The value that you provided for the `Marker` request parameter.
    #[aws(default)]
    pub marker: String,
    /// If `IsTruncated` is `true`, this element is present and contains the value that you can use
    /// for the `Marker` request parameter to continue listing your invalidation batches where they
    /// left off.
    pub next_marker: Option<String>,
    /// The value that you provided for the `MaxItems` request parameter.
    #[aws(default)]
    pub max_items: i32,
    /// A flag that indicates whether more invalidation batch requests remain to be listed.
    #[aws(default)]
    pub is_truncated: bool,
    /// The number of invalidation batches that were created by the current Amazon Web Services
    /// account.
    #[aws(default)]
    pub quantity: i32,
    /// A complex type that contains one `InvalidationSummary` element for each invalidation batch
    /// created by the current Amazon Web Services account.
    #[aws(xml_member = "InvalidationSummary")]
    pub items: Option<Vec<InvalidationSummary>>,
}

/// A summary of an invalidation request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvalidationSummary {
    /// The unique ID for an invalidation request.
    #[aws(default)]
    pub id: String,
    /// The time that an invalidation request was created.
    pub create_time: Option<Timestamp>,
    /// The status of an invalidation request.
    #[aws(default)]
    pub status: String,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Access denied.
    #[aws(status = 403)]
    AccessDenied { message: String },
    /// Invalidation batch specified is too large.
    #[aws(status = 413)]
    BatchTooLarge { message: String },
    /// The value of `Quantity` and the size of `Items` don't match.
    InconsistentQuantities { message: String },
    /// An argument is invalid.
    InvalidArgument { message: String },
    /// This operation requires a body.
    MissingBody { message: String },
    /// The specified distribution does not exist.
    #[aws(status = 404)]
    NoSuchDistribution { message: String },
    /// The specified invalidation does not exist.
    #[aws(status = 404)]
    NoSuchInvalidation { message: String },
    /// You have exceeded the maximum number of allowable InProgress invalidation batch requests, or
    /// invalidation objects.
    TooManyInvalidationsInProgress { message: String },
}
