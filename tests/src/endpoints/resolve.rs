//! Resolves one case by a client, and compares.

use aws_operation::codec::{EndpointParams, ResolvedEndpoint};
use aws_operation::{AccountIdEndpointMode, Client, Credentials, Environment};
use serde_json::Value;

use super::{Case, Service};

/// The cause of a failure, and its text.
type Failure = (&'static str, String);

/// The region of a client whose case expects an endpoint without one. A client has one, because it signs.
const SOME_REGION: &str = "us-east-1";

pub(super) fn check(service: &Service, case: &Case) -> Result<(), Failure> {
    let found = resolve(service, case);
    if let Some(error) = case.expect["error"].as_str() {
        return match found {
            Ok(found) => Err(("an endpoint instead of an error", format!("{} instead of `{error}`", found.url))),
            Err(_) => Ok(()),
        };
    }
    let found = found.map_err(|error| ("an error instead of an endpoint", error))?;
    compare(service, case, &found)
}

/// The settings of a client for a case. URLs are those of the service, as in `AWS_ENDPOINT_URL_<ID>`.
fn client(service: &Service, case: &Case) -> Result<Client, String> {
    let text = |name: &str| case.params.get(name).and_then(Value::as_str);
    let is = |name: &str| case.params.get(name).and_then(Value::as_bool).unwrap_or_default();
    let mut builder = Client::builder()
        .credentials(Credentials::new("AKID", "secret"))
        .allow_plain_http(true)
        .use_fips_endpoint(is("UseFIPS"))
        .use_dualstack_endpoint(is("UseDualStack"))
        .account_id_endpoint_mode(match text("AccountIdEndpointMode") {
            Some("required") => AccountIdEndpointMode::Required,
            Some("preferred") => AccountIdEndpointMode::Preferred,
            _ => AccountIdEndpointMode::Disabled,
        });
    let some_region = case.expect.get("endpoint").map(|_| SOME_REGION);
    if let Some(region) = text("Region").or(some_region) {
        builder = builder.region(region);
    }
    let Some(url) = text("Endpoint") else { return builder.build().map_err(|error| error.to_string()) };
    // Some cases have a host alone.
    let url = if url.contains("://") { url.to_owned() } else { format!("https://{url}") };
    let id = service.meta.id.to_uppercase().replace([' ', '-'], "_");
    let environment = Environment::empty()
        .with_variable(format!("AWS_ENDPOINT_URL_{id}"), url)
        .with_variable("AWS_EC2_METADATA_DISABLED", "true");
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(|error| error.to_string())?;
    runtime.block_on(builder.build_from(&environment)).map_err(|error| error.to_string())
}

fn resolve(service: &Service, case: &Case) -> Result<ResolvedEndpoint, String> {
    let client = client(service, case)?;
    let mut params = EndpointParams::new();
    let mut account = None;
    for (name, value) in &case.params {
        let parameter = &service.rule_set["parameters"][name];
        match parameter["builtIn"].as_str() {
            Some("AWS::Auth::AccountId") => account = value.as_str(),
            Some(
                "AWS::Region"
                | "AWS::UseFIPS"
                | "AWS::UseDualStack"
                | "SDK::Endpoint"
                | "AWS::Auth::AccountIdEndpointMode",
            ) => continue,
            _ => {}
        }
        let name: &'static str = Box::leak(name.clone().into_boxed_str());
        let value = value.as_array().map_or(Some(value), |list| list.first());
        params = match value {
            Some(value) if parameter["builtIn"] != "AWS::Auth::AccountId" => params.member(name, value),
            _ => params,
        };
    }
    client.endpoint(service.meta, &params, account).map_err(|error| error.to_string())
}

fn compare(service: &Service, case: &Case, found: &ResolvedEndpoint) -> Result<(), Failure> {
    let wrong = |cause, found: &dyn std::fmt::Debug, expected: &dyn std::fmt::Debug| {
        Err((cause, format!("{found:?} instead of {expected:?}, for {:?}", case.params)))
    };
    let endpoint = &case.expect["endpoint"];
    let url = endpoint["url"].as_str().unwrap_or_default().trim_end_matches('/').to_lowercase();
    if found.url != url {
        return wrong("the URL", &found.url, &url);
    }
    let schemes = endpoint["properties"]["authSchemes"].as_array().map_or(&[][..], Vec::as_slice);
    let of = |name: &str| schemes.iter().find(|scheme| scheme["name"] == name);
    let regions = of("sigv4a").map(|scheme| {
        let regions = scheme["signingRegionSet"].as_array().into_iter().flatten();
        regions.filter_map(Value::as_str).collect::<Vec<_>>().join(",")
    });
    if found.region_set != regions {
        return wrong("the regions of SigV4a", &found.region_set, &regions);
    }
    let named = schemes.iter().find_map(|scheme| scheme["signingName"].as_str());
    if found.signing_name != named.unwrap_or(service.meta.signing_name) {
        return wrong("the signing name", &found.signing_name, &named);
    }
    let of_case = case.params.get("Region").and_then(Value::as_str).filter(|region| !region.ends_with("-global"));
    let region = of("sigv4").and_then(|scheme| scheme["signingRegion"].as_str()).or(of_case);
    // Without SigV4 among several schemes, there is no region.
    if (schemes.is_empty() || of("sigv4").is_some())
        && let Some(region) = region
        && region != found.signing_region
    {
        return wrong("the signing region", &found.signing_region, &region);
    }
    let headers = endpoint["headers"].as_object().into_iter().flatten();
    let headers = headers.flat_map(|(name, values)| {
        let values = values.as_array().into_iter().flatten().filter_map(Value::as_str);
        values.map(|value| (name.clone(), value.to_owned()))
    });
    let headers: Vec<_> = headers.collect();
    if found.headers != headers {
        return wrong("headers", &found.headers, &headers);
    }
    Ok(())
}
