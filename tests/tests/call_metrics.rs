//! The histograms of `MetricsObserver`, as a recorder of the crate `metrics` gets them.

mod scripted;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::{Client, MetricsObserver};
use metrics::{Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use scripted::{CreateProject, Script, Step};

/// Keeps each recorded value with its name and labels.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<(String, f64)>>>);

struct Values {
    key: String,
    kept: Kept,
}

impl HistogramFn for Values {
    fn record(&self, value: f64) {
        self.kept.0.lock().unwrap().push((self.key.clone(), value));
    }
}

impl Recorder for Kept {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, key: KeyName, unit: Option<Unit>, _: SharedString) {
        self.0.lock().unwrap().push((format!("{} in {}", key.as_str(), unit.unwrap().as_str()), 0.0));
    }

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        panic!("there is no counter {key}")
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        panic!("there is no gauge {key}")
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        let mut labels: Vec<_> = key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        labels.sort();
        let key = format!("{} {}", key.name(), labels.join(" "));
        Histogram::from_arc(Arc::new(Values { key, kept: self.clone() }))
    }
}

impl Kept {
    fn take(&self) -> Vec<(String, f64)> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

fn client(script: &Script) -> Client {
    script.client_with(|builder| builder.observe(MetricsObserver::new()))
}

const LABELS: &str = "rpc.method=CreateProject rpc.service=LookoutVision";

#[tokio::test(start_paused = true)]
async fn calls_and_attempts_are_histograms_in_seconds() {
    let kept = Kept::default();
    let _guard = metrics::set_default_local_recorder(&kept);
    let script = Script::new([Step::rejected(503, "Busy"), Step::made().late()]);
    let client = client(&script);
    let described = ["smithy.client.call.duration in seconds", "smithy.client.call.attempt.duration in seconds"];
    assert_eq!(kept.take(), described.map(|text| (text.to_owned(), 0.0)));

    CreateProject::paint().send(&client).await.unwrap();
    let attempt = |outcome: &str| format!("smithy.client.call.attempt.duration outcome={outcome} {LABELS}");
    let call = |outcome: &str| format!("smithy.client.call.duration outcome={outcome} {LABELS}");
    let expected = [(attempt("transient_error"), 0.0), (attempt("success"), 1.0), (call("success"), 1.05)];
    assert_eq!(kept.take(), expected);
}

/// The values of labels are few, and none is the program's or the service's.
#[tokio::test(start_paused = true)]
async fn failures_are_labelled_by_their_kind() {
    let kept = Kept::default();
    let _guard = metrics::set_default_local_recorder(&kept);
    for (steps, attempt, call) in [
        (vec![Step::rejected(400, "ACodeOfTheService")], "not_retryable", "service_error"),
        (vec![Step::Silence], "deadline", "timeout"),
    ] {
        let script = Script::new(steps);
        let client = client(&script).with_operation_timeout(Duration::from_secs(2));
        kept.take();
        CreateProject::with_token("my-token").send(&client).await.unwrap_err();
        let labels: Vec<_> = kept.take().into_iter().map(|(key, _)| key).collect();
        let expected = [
            format!("smithy.client.call.attempt.duration outcome={attempt} {LABELS}"),
            format!("smithy.client.call.duration outcome={call} {LABELS}"),
        ];
        assert_eq!(labels, expected);
    }
}
