//! The durations of calls and attempts as metrics of the crate `metrics`.

use metrics::{Unit, describe_histogram, histogram};

use crate::call::observe::{AttemptReport, CallReport, Observe};

const CALL: &str = "smithy.client.call.duration";
const ATTEMPT: &str = "smithy.client.call.attempt.duration";

/// Records the durations of calls and attempts as histograms of the crate [`metrics`], under the names of the AWS SDKs.
///
/// | histogram, in seconds | `outcome` |
/// |--|--|
/// | `smithy.client.call.duration` | the name of [`CallOutcome`](crate::CallOutcome), such as `success` or `service_error` |
/// | `smithy.client.call.attempt.duration` | `success`, or why the attempt is or is not retried: the name of [`RetryReason`](crate::RetryReason) or [`FailReason`](crate::FailReason) |
///
/// The other labels are `rpc.service`, the service ID, and `rpc.method`, the operation. No label has a value of the program
/// or of a response. The durations are those of the [reports](crate::observability#what-is-reported).
///
/// ```
/// use aws_operation::{Client, Credentials, MetricsObserver};
///
/// // metrics_exporter_prometheus::PrometheusBuilder::new().install()?;
/// let client = Client::builder()
///     .region("us-east-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
///     .observe(MetricsObserver::new())
///     .build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct MetricsObserver;

impl MetricsObserver {
    /// Describes the histograms to the recorder. So install the recorder before.
    pub fn new() -> Self {
        describe_histogram!(CALL, Unit::Seconds, "the duration of calls, with all their attempts and delays");
        describe_histogram!(ATTEMPT, Unit::Seconds, "the duration of attempts");
        Self
    }
}

impl Observe for MetricsObserver {
    fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
        let outcome = attempt.next.reason().unwrap_or("success");
        let AttemptReport { service, operation, duration, .. } = *attempt;
        histogram!(ATTEMPT, "rpc.service" => service, "rpc.method" => operation, "outcome" => outcome).record(duration);
    }

    fn call_ended(&self, call: &CallReport<'_>) {
        let outcome = call.outcome.as_str();
        let CallReport { service, operation, duration, .. } = *call;
        histogram!(CALL, "rpc.service" => service, "rpc.method" => operation, "outcome" => outcome).record(duration);
    }
}
