//! `CloudWatch`, over rpcv2Cbor. Of the two servers, only `MiniStack` has it.

use std::time::Duration;

use aws_operation::Timestamp;
use aws_operation_examples::cloudwatch::{
    Dimension, GetMetricData, Metric, MetricDataQuery, MetricDatum, MetricStat, PutMetricData, StandardUnit,
};

use crate::{client, fresh};

#[tokio::test]
async fn values_of_a_metric_are_put_and_their_average_is_read() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let (namespace, now) = (fresh("Paint"), Timestamp::now());
    let dimensions = vec![Dimension { name: "Line".into(), value: "Türen & <7>".into() }];
    let datum = MetricDatum {
        metric_name: "Thickness".into(),
        dimensions: Some(dimensions.clone()),
        timestamp: Some(now),
        value: Some(80.25),
        unit: Some(StandardUnit::None),
        ..MetricDatum::default()
    };
    PutMetricData { metric_data: Some(vec![datum]), ..PutMetricData::new(&namespace) }.send(&client).await.unwrap();

    let metric =
        Metric { namespace: Some(namespace), metric_name: Some("Thickness".into()), dimensions: Some(dimensions) };
    let statistic = MetricStat { metric, period: 60, stat: "Average".into(), unit: None };
    let query = MetricDataQuery { id: "m1".into(), metric_stat: Some(statistic), ..MetricDataQuery::default() };
    let from = Timestamp::from_second(now.as_second() - 120).unwrap();
    let until = now.saturating_add(Duration::from_secs(120));
    let found = GetMetricData::new(vec![query], from, until).send(&client).await.unwrap();
    let result = found.metric_data_results.unwrap().pop().unwrap();
    assert_eq!((result.id.as_deref(), result.values), (Some("m1"), Some(vec![80.25])));
}

#[tokio::test]
async fn a_wrong_secret_key_is_rejected() {
    let Some(client) = client("PEER_MINISTACK", Some("wrong")) else { return };
    let error = PutMetricData::new("Paint").send(&client).await.unwrap_err();
    assert!(error.status().is_some_and(|status| status.is_client_error()), "{error}");
    let rejected = ["InvalidSignatureException", "SignatureDoesNotMatch"];
    assert!(rejected.iter().any(|code| error.to_string().contains(code)), "{error}");
}
