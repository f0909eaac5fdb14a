//! Smithy's endpoint rules, as far as services other than S3 use them; in the partition `aws` only.
//!
//! Source: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>

use std::collections::HashMap;

use serde_json::{Value, json};

/// The result of a rule set.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Resolved {
    /// An endpoint.
    Endpoint {
        /// Its URL.
        url: String,
        /// The region for which requests are signed, if it differs.
        signing_region: Option<String>,
    },
    /// There is no endpoint; the text is the reason.
    Error(String),
}

/// The rules use a function that is not supported here, or end without a result.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotUnderstood;

type Names = HashMap<String, Value>;

/// Evaluates the rules with these parameters, and the defaults of the others.
pub(super) fn resolve<'a>(
    rule_set: &Value,
    given: impl IntoIterator<Item = (&'a str, Value)>,
) -> Result<Resolved, NotUnderstood> {
    let parameters = rule_set["parameters"].as_object().ok_or(NotUnderstood)?;
    let defaults =
        parameters.iter().filter_map(|(name, parameter)| Some((name.clone(), parameter.get("default")?.clone())));
    let mut names: Names = defaults.collect();
    names.extend(given.into_iter().map(|(name, value)| (name.to_owned(), value)));
    first(&rule_set["rules"], &names)?.ok_or(NotUnderstood)
}

/// The result of the first rule that applies.
fn first(rules: &Value, names: &Names) -> Result<Option<Resolved>, NotUnderstood> {
    for rule in rules.as_array().ok_or(NotUnderstood)? {
        if let Some(resolved) = apply(rule, names.clone())? {
            return Ok(Some(resolved));
        }
    }
    Ok(None)
}

fn apply(rule: &Value, mut names: Names) -> Result<Option<Resolved>, NotUnderstood> {
    for condition in rule["conditions"].as_array().into_iter().flatten() {
        let value = value_of(condition, &names)?;
        if !holds(&value) {
            return Ok(None);
        }
        if let Some(name) = condition["assign"].as_str() {
            names.insert(name.to_owned(), value);
        }
    }
    let text = |expression: &Value| match value_of(expression, &names)? {
        Value::String(text) => Ok(text),
        _ => Err(NotUnderstood),
    };
    match rule["type"].as_str() {
        Some("endpoint") => {
            let endpoint = &rule["endpoint"];
            let schemes = endpoint["properties"]["authSchemes"].as_array().into_iter().flatten();
            let region =
                schemes.filter(|scheme| scheme["name"] == "sigv4").find_map(|scheme| scheme.get("signingRegion"));
            let signing_region = region.map(text).transpose()?;
            Ok(Some(Resolved::Endpoint { url: text(&endpoint["url"])?, signing_region }))
        }
        Some("error") => text(&rule["error"]).map(|why| Some(Resolved::Error(why))),
        _ => first(&rule["rules"], &names),
    }
}

fn holds(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}

fn value_of(expression: &Value, names: &Names) -> Result<Value, NotUnderstood> {
    if let Some(name) = expression["ref"].as_str() {
        return Ok(names.get(name).cloned().unwrap_or_default());
    }
    if let Some(function) = expression["fn"].as_str() {
        let arguments = expression["argv"].as_array().into_iter().flatten().map(|argument| value_of(argument, names));
        return call(function, &arguments.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(match expression.as_str() {
        Some(template) => filled(template, names)?.into(),
        None => expression.clone(),
    })
}

fn call(function: &str, arguments: &[Value]) -> Result<Value, NotUnderstood> {
    Ok(match (function, arguments) {
        ("isSet", [value]) => (!value.is_null()).into(),
        ("not", [value]) => (!holds(value)).into(),
        ("booleanEquals" | "stringEquals", [one, other]) => (one == other).into(),
        ("isValidHostLabel", [label, ..]) => label.as_str().is_some_and(|label| !label.is_empty()).into(),
        ("aws.partition", [_]) => json!({
            "name": "aws",
            "dnsSuffix": "amazonaws.com",
            "dualStackDnsSuffix": "api.aws",
            "supportsFIPS": true,
            "supportsDualStack": true,
            "implicitGlobalRegion": "us-east-1",
        }),
        ("getAttr", [value, Value::String(path)]) => attribute(value, path),
        _ => return Err(NotUnderstood),
    })
}

fn attribute(value: &Value, path: &str) -> Value {
    path.split('.').try_fold(value, |value, name| value.get(name)).cloned().unwrap_or_default()
}

/// A template with `{Name}` and `{Name#attribute}` filled in.
fn filled(template: &str, names: &Names) -> Result<String, NotUnderstood> {
    let mut text = String::new();
    let mut parts = template.split('{');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (placeholder, rest) = part.split_once('}').ok_or(NotUnderstood)?;
        let (name, path) = placeholder.split_once('#').map_or((placeholder, None), |(name, path)| (name, Some(path)));
        let value = names.get(name).ok_or(NotUnderstood)?;
        let value = path.map_or_else(|| value.clone(), |path| attribute(value, path));
        text.push_str(value.as_str().ok_or(NotUnderstood)?);
        text.push_str(rest);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

    use std::fs;
    use std::path::Path;

    use super::*;

    /// The cases that AWS has of Lookout for Vision's rules, in the partition that is known here.
    #[test]
    fn rules_resolve_to_the_endpoints_of_aws_test_cases() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/lookoutvision");
        if !folder.exists() {
            return aws_operation_skip::skip("endpoints", format_args!("{} is not there", folder.display()));
        }
        let read = |file: &str| serde_json::from_slice::<Value>(&fs::read(folder.join(file)).unwrap()).unwrap();
        let rules = read("botocore/data/lookoutvision/2020-11-20/endpoint-rule-set-1.json");
        let cases = read("tests/functional/endpoint-rules/lookoutvision/endpoint-tests-1.json");
        let mut run = 0;
        for case in cases["testCases"].as_array().unwrap() {
            let region = case["params"]["Region"].as_str().unwrap_or_default();
            if ["cn-", "us-gov-", "us-iso"].iter().any(|prefix| region.starts_with(prefix)) {
                continue;
            }
            let params = case["params"].as_object().into_iter().flatten();
            let given = params.map(|(name, value)| (name.as_str(), value.clone()));
            let expected = match case["expect"]["endpoint"]["url"].as_str() {
                Some(url) => Resolved::Endpoint { url: url.to_owned(), signing_region: None },
                None => Resolved::Error(case["expect"]["error"].as_str().unwrap().to_owned()),
            };
            assert_eq!(resolve(&rules, given), Ok(expected), "{}", case["documentation"]);
            run += 1;
        }
        assert!(run > 5, "{run}");
    }
}
