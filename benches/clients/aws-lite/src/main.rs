//! aws-lite-rs. Its operations call only the endpoints of AWS, so this program does what they do inside, with their
//! types where there are some. It has no RunInstances, and no way to add the token of CreateProject.

use std::process::ExitCode;
use std::sync::Arc;

use aws_lite_rs::query::build_ec2_query_body;
use aws_lite_rs::types::ec2::{
    DescribeInstancesRequest, DescribeInstancesResponse, TerminateInstancesRequest, TerminateInstancesResponse,
};
use aws_lite_rs::xml::parse_xml_response;
use aws_lite_rs::{AwsCredentials, AwsHttpClient};
use bench_meter::{ACCESS_KEY, Call, Error, INSTANCE, INSTANCES, REGION, SECRET_KEY, expect, unknown};
use cloud_lite_core_rs::rate_limit::RateLimitConfig;

#[derive(Clone)]
struct Client {
    http: Arc<AwsHttpClient>,
    url: String,
}

impl bench_meter::Client for Client {
    async fn new(url: &str, _: Call) -> Result<Self, Error> {
        let credentials = AwsCredentials::new(ACCESS_KEY.into(), SECRET_KEY.into(), None, REGION.into());
        // By default, no more than 20 requests are sent at once.
        let http = AwsHttpClient::builder().credentials(credentials).rate_limit(RateLimitConfig::disabled()).build()?;
        Ok(Self { http: Arc::new(http), url: url.into() })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        match call {
            Call::DescribeInstances => return self.describe_instances().await,
            Call::TerminateInstances => return self.terminate_instances().await,
            Call::RunInstances | Call::PutLargeUnsigned => return unknown(call),
            _ => {}
        }
        let request = bench_shapes::request(call)?;
        let (url, service) = (format!("{}{}", self.url, request.path), call.service());
        let response = match (call, call.target()) {
            (_, Some((target, version))) => self.http.post_json(&url, service, target, version, &request.body).await?,
            (Call::GetObject | Call::GetLargeObject, _) => self.http.get(&url, service).await?,
            (Call::PutObject | Call::PutLargeObject, _) => {
                self.http.put(&url, service, &request.body, "application/octet-stream").await?
            }
            _ => self.http.post(&url, service, &request.body, "application/json").await?,
        };
        let response = response.error_for_status("json").await?;
        bench_shapes::check(call, &response.bytes().await?)
    }
}

impl Client {
    async fn describe_instances(&self) -> Result<(), Error> {
        // It has no filters.
        let request = DescribeInstancesRequest::default();
        let body = build_ec2_query_body("DescribeInstances", "2016-11-15", Some(&request));
        let output: DescribeInstancesResponse = parse_xml_response(&self.form(&body).await?)?;
        expect(output.reservations.iter().map(|reservation| reservation.instances.len()).sum(), INSTANCES)
    }

    async fn terminate_instances(&self) -> Result<(), Error> {
        let request = TerminateInstancesRequest { instance_ids: vec![INSTANCE.into()], ..Default::default() };
        let body = build_ec2_query_body("TerminateInstances", "2016-11-15", Some(&request));
        let output: TerminateInstancesResponse = parse_xml_response(&self.form(&body).await?)?;
        expect(output.terminating_instances.first().and_then(|change| change.instance_id.as_deref()), Some(INSTANCE))
    }

    async fn form(&self, body: &str) -> Result<String, Error> {
        let url = format!("{}/", self.url);
        let response = self.http.post(&url, "ec2", body.as_bytes(), "application/x-www-form-urlencoded").await?;
        let body = response.error_for_status("xml").await?.bytes().await?;
        Ok(String::from_utf8(body.to_vec())?)
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
