//! Cases of AWS's endpoint rules of S3: parameters, and the endpoint or the error that they give.

use std::error::Error;
use std::fs;
use std::path::Path;

use aws_operation::codec::{EndpointParams, S3Endpoint, s3_endpoint};
use serde_json::{Map, Value, json};

/// The names of the parameters.
const NAMES: [&str; 15] = [
    "Accelerate",
    "Bucket",
    "DisableAccessPoints",
    "DisableMultiRegionAccessPoints",
    "DisableS3ExpressSessionAuth",
    "Endpoint",
    "ForcePathStyle",
    "Region",
    "UseArnRegion",
    "UseDualStack",
    "UseFIPS",
    "UseGlobalEndpoint",
    "UseObjectLambdaEndpoint",
    "UseS3ExpressControlEndpoint",
    // Read by no rule.
    "Key",
];

/// The number of cases in a file, and a line for each that is wrong.
///
/// # Errors
/// If the file cannot be read, or has another form.
pub fn wrong_cases(file: &Path) -> Result<(usize, Vec<String>), Box<dyn Error>> {
    let all: Value = serde_json::from_slice(&fs::read(file)?)?;
    let cases = all["testCases"].as_array().ok_or("there are no `testCases`")?;
    let wrong = cases.iter().filter_map(|case| {
        let params = case["params"].as_object()?;
        let (located, expect) = (s3_endpoint(&parameters(params)), &case["expect"]);
        let is_right = match &located {
            Err(message) => expect["error"].as_str() == Some(message),
            Ok(endpoint) => is_endpoint(endpoint, &expect["endpoint"]),
        };
        (!is_right).then(|| format!("{}: {located:?}, not {expect}", case["documentation"]))
    });
    Ok((cases.len(), wrong.collect()))
}

fn parameters(params: &Map<String, Value>) -> EndpointParams {
    let known = NAMES.iter().filter_map(|name| Some((*name, params.get(*name)?)));
    known.fold(EndpointParams::new(), |all, (name, value)| all.member(name, value))
}

fn is_endpoint(endpoint: &S3Endpoint, expect: &Value) -> bool {
    let schemes = endpoint.auth_schemes.iter().map(|scheme| -> Value {
        let region = if scheme.name == "sigv4a" {
            ("signingRegionSet", json!([scheme.signing_region]))
        } else {
            ("signingRegion", json!(scheme.signing_region))
        };
        let common = [("name", json!(scheme.name)), ("signingName", json!(scheme.signing_name))];
        let all = common.into_iter().chain([("disableDoubleEncoding", json!(true)), region]);
        all.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
    });
    let url = expect["url"].as_str().map(|url| url.trim_end_matches('/'));
    url == Some(&endpoint.url) && expect["properties"]["authSchemes"].as_array() == Some(&schemes.collect())
}
