//! An interpreter of Smithy's endpoint rule sets, by their specification. It shares nothing with what it checks.
//!
//! Source: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html> and its page of functions of AWS.

use serde_json::{Map, Value, json};

type Names = Map<String, Value>;

/// What a rule set says: `{endpoint: ..}` or `{error: ..}`, as `expect` of a case.
pub(super) fn expect(rule_set: &Value, partitions: &Value, given: &Names) -> Option<Value> {
    let parameters = rule_set["parameters"].as_object()?;
    let defaults =
        parameters.iter().filter_map(|(name, parameter)| Some((name.clone(), parameter.get("default")?.clone())));
    let mut names: Names = defaults.collect();
    names.extend(given.clone());
    let missing = |(name, parameter): (&String, &Value)| parameter["required"] == true && !names.contains_key(name);
    if let Some((name, _)) = parameters.iter().find(|entry| missing(*entry)) {
        return Some(json!({ "error": format!("{name} is missing") }));
    }
    Interpreter { partitions }.first(&rule_set["rules"], &names)
}

struct Interpreter<'a> {
    partitions: &'a Value,
}

impl Interpreter<'_> {
    fn first(&self, rules: &Value, names: &Names) -> Option<Value> {
        for rule in rules.as_array()? {
            let mut names = names.clone();
            if !rule["conditions"].as_array()?.iter().all(|condition| self.holds(condition, &mut names)) {
                continue;
            }
            return match rule["type"].as_str()? {
                "tree" => self.first(&rule["rules"], &names),
                "error" => Some(json!({ "error": self.value(&rule["error"], &names) })),
                _ => Some(json!({ "endpoint": self.filled(&rule["endpoint"], &names) })),
            };
        }
        None
    }

    fn holds(&self, condition: &Value, names: &mut Names) -> bool {
        let value = self.value(condition, names);
        if let Some(name) = condition["assign"].as_str() {
            names.insert(name.to_owned(), value.clone());
        }
        !matches!(value, Value::Null | Value::Bool(false))
    }

    /// The object with each of its texts and references filled in.
    fn filled(&self, value: &Value, names: &Names) -> Value {
        match value {
            Value::Object(object) if !object.contains_key("ref") && !object.contains_key("fn") => {
                object.iter().map(|(name, value)| (name.clone(), self.filled(value, names))).collect()
            }
            Value::Array(list) => list.iter().map(|value| self.filled(value, names)).collect(),
            other => self.value(other, names),
        }
    }

    fn value(&self, expression: &Value, names: &Names) -> Value {
        if let Some(name) = expression["ref"].as_str() {
            return names.get(name).cloned().unwrap_or_default();
        }
        if let Some(function) = expression["fn"].as_str() {
            let arguments = expression["argv"].as_array().into_iter().flatten();
            return self.call(function, &arguments.map(|argument| self.value(argument, names)).collect::<Vec<_>>());
        }
        expression.as_str().map_or_else(|| expression.clone(), |template| template_of(template, names))
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Value {
        let text = |index: usize| arguments.get(index).and_then(Value::as_str);
        match function {
            "isSet" => (!arguments[0].is_null()).into(),
            "not" => matches!(arguments[0], Value::Null | Value::Bool(false)).into(),
            "booleanEquals" | "stringEquals" => (arguments[0] == arguments[1]).into(),
            "isValidHostLabel" => {
                let Some(label) = text(0) else { return false.into() };
                if arguments[1] == true { label.split('.').all(is_label) } else { is_label(label) }.into()
            }
            "aws.partition" => text(0).map_or(Value::Null, |region| self.partition(region)),
            "aws.parseArn" => text(0).and_then(arn).unwrap_or_default(),
            "parseURL" => text(0).and_then(url).unwrap_or_default(),
            "getAttr" => text(1).map_or(Value::Null, |path| attribute(&arguments[0], path)),
            "substring" => substring(arguments).map_or(Value::Null, Value::String),
            other => panic!("the interpreter has no function {other}"),
        }
    }

    fn partition(&self, region: &str) -> Value {
        let all = self.partitions["partitions"].as_array().cloned().unwrap_or_default();
        let is_listed = |partition: &&Value| partition["regions"].get(region).is_some();
        let matches = |partition: &&Value| {
            let pattern = partition["regionRegex"].as_str().unwrap_or_default();
            regex_lite::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(region))
        };
        let found = all.iter().find(is_listed).or_else(|| all.iter().find(matches));
        let found = found.or_else(|| all.iter().find(|partition| partition["id"] == "aws"));
        let mut outputs = found.map_or(Value::Null, |partition| partition["outputs"].clone());
        if let Some(partition) = found {
            outputs["name"] = partition["id"].clone();
        }
        outputs
    }
}

fn is_label(text: &str) -> bool {
    let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (1..64).contains(&text.len()) && text.chars().all(is_inner) && !text.starts_with('-') && !text.ends_with('-')
}

fn arn(text: &str) -> Option<Value> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [head, partition, service, region, account, resource] = parts.as_slice() else { return None };
    if *head != "arn" || [partition, service, resource].iter().any(|part| part.is_empty()) {
        return None;
    }
    let resource: Vec<&str> = resource.split([':', '/']).collect();
    Some(json!({
        "partition": partition, "service": service, "region": region, "accountId": account, "resourceId": resource,
    }))
}

fn url(text: &str) -> Option<Value> {
    let (scheme, rest) = text.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme))?;
    if rest.contains('?') {
        return None;
    }
    let (authority, path) =
        rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
    let path = if path == "/" { String::new() } else { path };
    Some(json!({ "scheme": scheme, "authority": authority, "path": path }))
}

fn substring(arguments: &[Value]) -> Option<String> {
    let [Value::String(text), start, stop, reversed] = arguments else { return None };
    let (start, stop) = (usize::try_from(start.as_u64()?).ok()?, usize::try_from(stop.as_u64()?).ok()?);
    if start >= stop || text.len() < stop || !text.is_ascii() {
        return None;
    }
    let range = if *reversed == true { text.len() - stop..text.len() - start } else { start..stop };
    text.get(range).map(str::to_owned)
}

fn attribute(value: &Value, path: &str) -> Value {
    let mut found = value.clone();
    for part in path.split('.') {
        let (name, index) = part.split_once('[').map_or((part, None), |(name, index)| (name, index.strip_suffix(']')));
        if !name.is_empty() {
            found = found.get(name).cloned().unwrap_or_default();
        }
        if let Some(index) = index.and_then(|index| index.parse::<usize>().ok()) {
            found = found.get(index).cloned().unwrap_or_default();
        }
    }
    found
}

fn template_of(template: &str, names: &Names) -> Value {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let value = match name.split_once('#') {
            Some((name, path)) => attribute(names.get(name).unwrap_or(&Value::Null), path),
            None => names.get(name).cloned().unwrap_or_default(),
        };
        text.push_str(before);
        text.push_str(value.as_str().unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text.into()
}
