//! AWS Cost Explorer Service, API version 2017-10-25.
//!
//! Written with:
//! - `aws-operation add ce ListCostAllocationTagBackfillHistory` (0.2.0, botocore 1.44.8)

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// AWS Cost Explorer Service.
#[aws_service(
    id = "Cost Explorer",
    protocol = "awsJson1_1",
    signing_name = "ce",
    target_prefix = "AWSInsightsIndexService",
    error = Error,
    endpoint(
        "aws-eusc !fips -> ce.{global}.{dual} region={global}",
        "ce{-fips}.{global}.{suffix} region={global}",
    )
)]
pub struct Service;

/// Retrieves a list of your historical cost allocation tag backfill requests.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "ListCostAllocationTagBackfillHistory", readonly)]
#[aws(paginated(
    input = "next_token",
    output = "next_token",
    items = "backfill_requests"
))]
#[derive(Clone, Debug, Default)]
pub struct ListCostAllocationTagBackfillHistory {
    /// The token to retrieve the next set of results.
    pub next_token: Option<String>,
    /// The maximum number of objects that are returned for this request.
    pub max_results: Option<i32>,
}

/// The response of `ListCostAllocationTagBackfillHistory`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCostAllocationTagBackfillHistoryOutput {
    /// The list of historical cost allocation tag backfill requests.
    pub backfill_requests: Option<Vec<CostAllocationTagBackfillRequest>>,
    /// The token to retrieve the next set of results.
    pub next_token: Option<String>,
}

/// The cost allocation tag backfill request structure that contains metadata and details of a
/// certain backfill.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostAllocationTagBackfillRequest {
    /// The date the backfill starts from.
    pub backfill_from: Option<String>,
    /// The time when the backfill was requested.
    pub requested_at: Option<String>,
    /// The backfill completion time.
    pub completed_at: Option<String>,
    /// The status of the cost allocation tag backfill request.
    pub backfill_status: Option<CostAllocationTagBackfillStatus>,
    /// The time when the backfill status was last updated.
    pub last_updated_at: Option<String>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CostAllocationTagBackfillStatus {
    Succeeded,
    Processing,
    Failed,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The pagination token is invalid.
    InvalidNextTokenException { message: String },
    /// You made too many calls in a short period of time.
    LimitExceededException { message: String },
}
