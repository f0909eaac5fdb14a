//! Random sets of parameters for a service. The interpreter says what is expected of each.

use serde_json::{Map, Value};

use super::{Case, Service, oracle};

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        // xorshift64
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap_or(1)).unwrap_or_default()
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const REGIONS: [&str; 24] = [
    "us-east-1",
    "us-west-2",
    "eu-west-3",
    "ap-south-1",
    "cn-north-1",
    "cn-northwest-1",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-iso-east-1",
    "us-iso-west-1",
    "us-isob-east-1",
    "us-isob-west-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
    "us-isof-east-1",
    "eusc-de-east-1",
    "me-south-1",
    "me-central-1",
    "us-newplace-7",
    "mx-central-1",
    "local",
    "eu-west-1",
    "us-east-2",
    "ap-northeast-1",
];

const TEXTS: [&str; 6] = ["control", "data", "abc123.def", "not a label", "a-b", "111122223333"];

/// Random cases of a service.
pub fn random_cases(service: &Service, count: usize) -> Vec<Case> {
    // The runtime has rules of its own for S3.
    if service.meta.id == "S3" {
        return Vec::new();
    }
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let cases = (0..count).filter_map(|_| {
        let params = params(service, &mut numbers);
        let expect = oracle::expect(&service.rule_set, &service.partitions, &params)?;
        Some(Case { documentation: None, params, expect })
    });
    cases.collect()
}

fn params(service: &Service, numbers: &mut Numbers) -> Map<String, Value> {
    let named = texts_in(&service.rule_set);
    let is_region = |text: &&str| {
        text.split('-').count() > 2 && !text.starts_with('-') && text.ends_with(|c: char| c.is_ascii_digit())
    };
    let regions: Vec<&str> = named.iter().copied().filter(is_region).collect();
    let mut params = Map::new();
    let Some(parameters) = service.rule_set["parameters"].as_object() else { return params };
    for (name, parameter) in parameters {
        let value = match name.as_str() {
            "Region" if !regions.is_empty() && numbers.below(3) == 0 => numbers.one_of(&regions).into(),
            "Region" => numbers.one_of(&REGIONS).into(),
            "UseFIPS" | "UseDualStack" => (numbers.below(3) == 0).into(),
            "Endpoint" if numbers.below(8) > 0 => continue,
            "Endpoint" => "https://example.com".into(),
            "AccountIdEndpointMode" => numbers.one_of(&["preferred", "required", "disabled"]).into(),
            "AccountId" if numbers.below(4) > 0 => "111122223333".into(),
            _ if parameter["required"] != true && numbers.below(2) == 0 => continue,
            "OperationType" => numbers.one_of(&["control", "data"]).into(),
            _ => match parameter["type"].as_str().unwrap_or_default().to_lowercase().as_str() {
                "boolean" => (numbers.below(2) == 0).into(),
                "stringarray" => vec![arn(&named, numbers)].into(),
                _ => match numbers.below(4) {
                    0 if !named.is_empty() => numbers.one_of(&named).into(),
                    1 => numbers.one_of(&TEXTS).into(),
                    _ => arn(&named, numbers).into(),
                },
            },
        };
        params.insert(name.clone(), value);
    }
    params
}

/// An ARN that is mostly right.
fn arn(named: &[&str], numbers: &mut Numbers) -> String {
    let services = ["dynamodb", "kinesis", "events", "cloudfront", "s3-outposts", "s3express"];
    let of_rules: Vec<&str> = named.iter().copied().filter(|text| services.contains(text)).collect();
    let service = if of_rules.is_empty() || numbers.below(8) == 0 { "s3" } else { numbers.one_of(&of_rules) };
    let partition = numbers.one_of(&["aws", "aws", "aws", "aws-cn", "aws-us-gov"]);
    let region = numbers.one_of(&["us-east-1", "us-west-2", "cn-north-1", "us-gov-west-1", "", "us-east-1"]);
    let account = numbers.one_of(&["111122223333", "111122223333", "444455556666", "", "not.label"]);
    let kinds =
        ["stream/a", "table/a", "key-value-store/a", "outpost/op-1/accesspoint/a", "outpost/op-1/bucket/a", "x"];
    format!("arn:{partition}:{service}:{region}:{account}:{}", numbers.one_of(&kinds))
}

/// The texts that conditions compare with.
fn texts_in(rules: &Value) -> Vec<&str> {
    let mut all = Vec::new();
    collect(rules, &mut all);
    all.sort_unstable();
    all.dedup();
    all
}

fn collect<'a>(value: &'a Value, all: &mut Vec<&'a str>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect(value, all)),
        Value::Object(object) => {
            if object.get("fn").is_some_and(|function| function == "stringEquals") {
                let arguments = object.get("argv").and_then(Value::as_array).into_iter().flatten();
                all.extend(arguments.filter_map(Value::as_str).filter(|text| !text.contains('{') && !text.is_empty()));
            }
            object.values().for_each(|value| collect(value, all));
        }
        _ => {}
    }
}
