//! A local `CloudWatch` that keeps the values of metrics: the server half with the structs of [`cloudwatch`](crate::cloudwatch).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_operation::Timestamp;
use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::cloudwatch::{
    Dimension, Error, GetMetricData, GetMetricDataOutput, MetricDataQuery, MetricDataResult, MetricDatum,
    PutMetricData, StatusCode,
};

/// A value of a metric.
#[derive(Clone, Debug)]
struct Point {
    namespace: String,
    name: String,
    dimensions: Vec<Dimension>,
    time: Timestamp,
    value: f64,
}

/// The values that were put.
#[derive(Clone, Debug, Default)]
pub struct LocalMetrics(Arc<Mutex<Vec<Point>>>);

impl LocalMetrics {
    /// A server of both operations, without credentials.
    pub fn server(&self) -> ServerBuilder {
        let (put, get) = (self.clone(), self.clone());
        Server::builder()
            .operation::<PutMetricData, _>(move |call: IncomingCall<PutMetricData>| {
                let result = put.put(&call);
                async { result }
            })
            .operation::<GetMetricData, _>(move |call: IncomingCall<GetMetricData>| {
                let output = get.get(&call.input);
                async { Ok(output) }
            })
    }

    fn points(&self) -> MutexGuard<'_, Vec<Point>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, call: &IncomingCall<PutMetricData>) -> Result<(), Error> {
        let data = call.input.metric_data.as_deref().unwrap_or_default();
        if data.is_empty() {
            let message = "The parameter MetricData is required.".to_owned();
            return Err(Error::MissingRequiredParameterException { message });
        }
        for datum in data {
            let values: Vec<f64> = datum.value.into_iter().chain(datum.values.iter().flatten().copied()).collect();
            if let Some(wrong) = values.iter().find(|value| !value.is_finite()) {
                let message = format!("The value {wrong} for parameter MetricData is invalid.");
                return Err(Error::InvalidParameterValueException { message });
            }
            let time = datum.timestamp.unwrap_or(call.time);
            let point = |value| Point::of(&call.input.namespace, datum, time, value);
            self.points().extend(values.into_iter().map(point));
        }
        Ok(())
    }

    /// A page has `max_datapoints` values at most, of one query or of several.
    fn get(&self, input: &GetMetricData) -> GetMetricDataOutput {
        let limit = input.max_datapoints.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX).max(1);
        let first = input.next_token.as_ref().and_then(|token| token.parse().ok()).unwrap_or(0_usize);
        let mut rest = first..first.saturating_add(limit);
        let mut metric_data_results = Vec::new();
        for query in &input.metric_data_queries {
            let points = self.points_of(query, input);
            let on_page = points.get(rest.start.min(points.len())..rest.end.min(points.len())).unwrap_or_default();
            metric_data_results.push(result(query, on_page, rest.end >= points.len()));
            rest = rest.start.saturating_sub(points.len())..rest.end.saturating_sub(points.len());
        }
        let is_last = metric_data_results.iter().all(|result| result.status_code == Some(StatusCode::Complete));
        let next_token = (!is_last).then(|| first.saturating_add(limit).to_string());
        GetMetricDataOutput { metric_data_results: Some(metric_data_results), next_token, messages: None }
    }

    /// The values that a query asks for, the newest first.
    fn points_of(&self, query: &MetricDataQuery, input: &GetMetricData) -> Vec<Point> {
        let metric = query.metric_stat.as_ref().map(|statistic| &statistic.metric);
        let is_meant = |point: &&Point| {
            let is_of = |metric: &crate::cloudwatch::Metric| {
                metric.namespace.as_ref() == Some(&point.namespace)
                    && metric.metric_name.as_ref() == Some(&point.name)
                    && metric.dimensions.as_deref().unwrap_or_default() == point.dimensions
            };
            metric.is_some_and(is_of) && (input.start_time..input.end_time).contains(&point.time)
        };
        let mut points: Vec<Point> = self.points().iter().filter(is_meant).cloned().collect();
        points.sort_by_key(|point| std::cmp::Reverse(point.time));
        points
    }
}

fn result(query: &MetricDataQuery, points: &[Point], is_complete: bool) -> MetricDataResult {
    MetricDataResult {
        id: Some(query.id.clone()),
        label: query.label.clone(),
        timestamps: Some(points.iter().map(|point| point.time).collect()),
        values: Some(points.iter().map(|point| point.value).collect()),
        status_code: Some(if is_complete { StatusCode::Complete } else { StatusCode::PartialData }),
        messages: None,
    }
}

impl Point {
    fn of(namespace: &str, datum: &MetricDatum, time: Timestamp, value: f64) -> Self {
        Self {
            namespace: namespace.to_owned(),
            name: datum.metric_name.clone(),
            dimensions: datum.dimensions.clone().unwrap_or_default(),
            time,
            value,
        }
    }
}
