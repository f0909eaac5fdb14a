//! `CloudWatch`, over rpcv2Cbor.

use std::time::{Duration, SystemTime};

use aws_sdk_cloudwatch::config::Region;
use aws_sdk_cloudwatch::error::ProvideErrorMetadata as _;
use aws_sdk_cloudwatch::operation::RequestId as _;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{
    Dimension, Metric, MetricDataQuery, MetricDatum, MetricStat, StandardUnit, StatusCode,
};
use aws_sdk_cloudwatch::{Client, Config};

use crate::{Checks, Outcome, Service};

const NAMESPACE: &str = "Paint Shop";
/// Doubles that only a binary format keeps easily.
const VALUES: [f64; 5] = [80.25, -0.0, 1.0 / 3.0, 5e-324, f64::MAX];

pub(crate) async fn run(service: &Service, checks: &mut Checks) -> Outcome {
    let client = client(service, &service.secret_key);
    // Of a fraction, the SDK sends a float beside the nearest one.
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(SystemTime::UNIX_EPOCH.elapsed()?.as_secs());
    put(&client, now, checks).await?;
    get(&client, now, checks).await?;
    errors(&client, &self::client(service, "wrong"), checks).await;
    Ok(())
}

fn client(service: &Service, secret_key: &str) -> Client {
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::from_static("us-east-1"))
        .credentials_provider(service.credentials(secret_key))
        .endpoint_url(&service.url);
    Client::from_conf(config.build())
}

fn dimension() -> Dimension {
    Dimension::builder().name("Line").value("T\u{fc}ren").build()
}

async fn put(client: &Client, now: SystemTime, checks: &mut Checks) -> Outcome {
    let datum = MetricDatum::builder()
        .metric_name("Thickness")
        .dimensions(dimension())
        .timestamp(DateTime::from(now))
        .set_values(Some(VALUES.to_vec()))
        .unit(StandardUnit::None)
        .build();
    let done = client.put_metric_data().namespace(NAMESPACE).metric_data(datum).send().await?;
    checks.check("put_metric_data responds with a request ID", done.request_id().is_some());
    Ok(())
}

async fn get(client: &Client, now: SystemTime, checks: &mut Checks) -> Outcome {
    let metric = Metric::builder().namespace(NAMESPACE).metric_name("Thickness").dimensions(dimension()).build();
    let statistic = MetricStat::builder().metric(metric).period(60).stat("Sum").build();
    let query = MetricDataQuery::builder().id("m1").metric_stat(statistic).build();
    let second = Duration::from_secs(1);
    let mut pages = client
        .get_metric_data()
        .metric_data_queries(query)
        .start_time(DateTime::from(now - second))
        .end_time(DateTime::from(now + second))
        .max_datapoints(2)
        .into_paginator()
        .send();
    let (mut sizes, mut values, mut codes, mut times) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        for result in page?.metric_data_results() {
            sizes.push(result.values().len());
            values.extend(result.values().iter().map(|value| value.to_bits()));
            times.extend(result.timestamps().iter().map(|time| (time.as_secs_f64() * 1e3).round()));
            codes.push(result.status_code().cloned());
        }
    }
    checks.check("pages of two values", sizes == [2, 2, 1]);
    checks.check("doubles are exact", values == VALUES.map(f64::to_bits));
    let milliseconds = (DateTime::from(now).as_secs_f64() * 1e3).round();
    checks.check("timestamps are exact", times == [milliseconds; 5]);
    checks.check("an enum is its text", codes.last() == Some(&Some(StatusCode::Complete)));
    Ok(())
}

async fn errors(client: &Client, wrong: &Client, checks: &mut Checks) {
    let rejected = client.put_metric_data().namespace(NAMESPACE).set_metric_data(Some(Vec::new())).send().await;
    let rejected = rejected.err();
    // The SDK knows the shape of such an error by its code of awsQuery, which the local service does not send.
    let code = rejected.as_ref().and_then(|error| error.code());
    checks.check("an error has its code", code == Some("MissingRequiredParameterException"));
    let message = rejected.as_ref().and_then(|error| error.message());
    checks.check("an error has its message", message == Some("The parameter MetricData is required."));
    let rejected = wrong.put_metric_data().namespace(NAMESPACE).send().await.err();
    let code = rejected.as_ref().and_then(|error| error.code());
    checks.check("a wrong secret is an InvalidSignatureException", code == Some("InvalidSignatureException"));
}
