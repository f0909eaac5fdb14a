//! `CloudWatch` over rpcv2Cbor: puts values of a metric, and gets them back.
//!
//! ```text
//! cargo run -p cloudwatch
//! ```
//!
//! It calls a local service, which is made of the same structs. With `--aws`, it calls AWS, with the settings of the
//! environment.

mod cloudwatch;
mod local;

use std::time::Duration;

use aws_operation::{Client, Credentials, SendError, Timestamp};
use cloudwatch::{
    Dimension, Error, GetMetricData, Metric, MetricDataQuery, MetricDatum, MetricStat, PutMetricData, StandardUnit,
};
use local::LocalMetrics;

const NAMESPACE: &str = "Paint Shop";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "--aws") {
        return put_and_get(&Client::from_env().await?).await;
    }
    let server = LocalMetrics::default().server().credentials("AKID", "SECRET").bind("127.0.0.1:0").await?;
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "SECRET"))
        .endpoint_url(server.url())
        .build()?;
    put_and_get(&client).await
}

async fn put_and_get(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let now = Timestamp::now();
    let line = || Dimension { name: "Line".to_owned(), value: "doors".to_owned() };
    let datum = MetricDatum {
        metric_name: "Thickness".to_owned(),
        dimensions: Some(vec![line()]),
        timestamp: Some(now),
        values: Some(vec![80.25, 79.5, 1.0 / 3.0]),
        unit: Some(StandardUnit::None),
        ..MetricDatum::default()
    };
    PutMetricData { metric_data: Some(vec![datum]), ..PutMetricData::new(NAMESPACE) }.send(client).await?;

    let metric = Metric {
        namespace: Some(NAMESPACE.to_owned()),
        metric_name: Some("Thickness".to_owned()),
        dimensions: Some(vec![line()]),
    };
    let statistic = MetricStat { metric, period: 60, stat: "Average".to_owned(), unit: None };
    let query = MetricDataQuery { id: "m1".to_owned(), metric_stat: Some(statistic), ..MetricDataQuery::default() };
    let until = now.saturating_add(Duration::from_secs(60));
    let mut results = GetMetricData::new(vec![query], now, until).paginate(client).items();
    while let Some(result) = results.next().await {
        let result = result?;
        println!("{}: {:?}", result.id.unwrap_or_default(), result.values.unwrap_or_default());
    }

    match PutMetricData::new(NAMESPACE).send(client).await {
        Err(SendError::Service(Error::MissingRequiredParameterException { message }, _)) => println!("{message}"),
        other => other?,
    }
    Ok(())
}
