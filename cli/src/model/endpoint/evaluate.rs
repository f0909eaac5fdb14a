//! Evaluates the conditions of Smithy's endpoint rules, as far as they are known: the rest are words of `endpoint(..)`.
//!
//! Source: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>

use std::collections::HashMap;

use serde_json::Value as Json;

use super::UnknownRules;
use super::partitions::Partition;

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Absent,
    Flag(bool),
    Number(i64),
    /// A text. It may have `{..}` for what is not known.
    Text(String),
    /// The value of that expression of `endpoint(..)`, which is not known.
    Unknown(String),
    /// Whether that word of a condition holds, which is not known.
    Word(String),
    /// The region of the client. With `Some`, it is not one that the rules name, or it is that one.
    Region(Option<Region>),
    /// The partition of the client's region.
    Partition(Option<&'static Partition>),
    /// The partition of the region in the ARN of that parameter.
    PartitionOfArn(String),
    Arn(String),
    Url(String),
}

/// A region of which it is known whether the rules name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Region {
    Named(String, &'static Partition),
    Other(&'static Partition),
}

/// What is known of names.
pub(super) type Names = HashMap<String, Value>;

/// Whether a condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    True,
    False,
    /// If this word holds.
    If(String),
}

pub(super) fn unknown<T>(what: &impl ToString) -> Result<T, UnknownRules> {
    Err(UnknownRules(what.to_string()))
}

/// Evaluates a condition, and adds what it assigns.
pub(super) fn condition(condition: &Json, names: &mut Names) -> Result<Truth, UnknownRules> {
    let value = value_of(condition, names)?;
    if let Some(name) = condition["assign"].as_str() {
        names.insert(name.to_owned(), value.clone());
    }
    Ok(truth_of(&value))
}

fn truth_of(value: &Value) -> Truth {
    match value {
        Value::Absent | Value::Flag(false) => Truth::False,
        Value::Unknown(expression) => Truth::If(expression.clone()),
        Value::Word(word) => Truth::If(word.clone()),
        Value::Arn(of) => Truth::If(format!("{of}.arn")),
        Value::Url(_) | Value::Flag(true) | Value::Number(_) | Value::Text(_) => Truth::True,
        Value::Region(_) | Value::Partition(_) | Value::PartitionOfArn(_) => Truth::True,
    }
}

pub(super) fn value_of(expression: &Json, names: &Names) -> Result<Value, UnknownRules> {
    if let Some(name) = expression["ref"].as_str() {
        return Ok(names.get(name).cloned().unwrap_or(Value::Absent));
    }
    if let Some(function) = expression["fn"].as_str() {
        let arguments = expression["argv"].as_array().into_iter().flatten().map(|argument| value_of(argument, names));
        return call(function, &arguments.collect::<Result<Vec<_>, _>>()?);
    }
    match expression {
        Json::String(template) => filled(template, names),
        Json::Bool(flag) => Ok(Value::Flag(*flag)),
        Json::Number(number) => Ok(Value::Number(number.as_i64().unwrap_or_default())),
        other => unknown(other),
    }
}

fn call(function: &str, arguments: &[Value]) -> Result<Value, UnknownRules> {
    Ok(match (function, arguments) {
        ("isSet", [value]) => match value {
            Value::Absent => Value::Flag(false),
            // A flag that is compared afterwards.
            Value::Word(word) if word != "custom" => Value::Flag(true),
            Value::Word(word) => Value::Word(word.clone()),
            // A client always has a mode.
            Value::Unknown(expression) if expression == "AccountIdEndpointMode" => Value::Flag(true),
            Value::Unknown(expression) => Value::Word(expression.clone()),
            _ => Value::Flag(true),
        },
        ("not", [value]) => match truth_of(value) {
            Truth::True => Value::Flag(false),
            Truth::False => Value::Flag(true),
            Truth::If(word) => Value::Word(negated(&word)),
        },
        ("booleanEquals", [Value::Flag(one), other] | [other, Value::Flag(one)]) => match other {
            Value::Flag(other) => Value::Flag(one == other),
            Value::Word(word) if *one => Value::Word(word.clone()),
            Value::Word(word) if matches!(word.as_str(), "fips" | "dualstack") => Value::Word(negated(word)),
            Value::Word(word) => Value::Word(format!("{word}=false")),
            _ => Value::Flag(false),
        },
        ("stringEquals", [one, other]) => equals(one, other)?,
        ("isValidHostLabel", [label, dots]) => {
            let kind = if *dots == Value::Flag(true) { "labels" } else { "label" };
            match label {
                Value::Absent => Value::Flag(false),
                Value::Unknown(expression) => Value::Word(format!("{expression}~{kind}")),
                Value::Region(None) => Value::Word(format!("Region~{kind}")),
                _ => Value::Flag(true),
            }
        }
        ("aws.partition", [Value::Region(region)]) => Value::Partition(region.as_ref().map(|region| match region {
            Region::Named(_, partition) | Region::Other(partition) => *partition,
        })),
        ("aws.partition", [Value::Unknown(expression)]) => match expression.strip_suffix(".region") {
            Some(arn) => Value::PartitionOfArn(arn.to_owned()),
            None => return unknown(&format!("the partition of {expression}")),
        },
        ("aws.parseArn", [Value::Unknown(expression)]) => Value::Arn(expression.clone()),
        ("parseURL", [Value::Unknown(expression)]) => Value::Url(expression.clone()),
        ("parseURL", [Value::Word(word)]) if word == "custom" => Value::Url("Endpoint".to_owned()),
        ("parseURL", [Value::Text(text)]) if text == "{Endpoint}" => Value::Url("Endpoint".to_owned()),
        ("substring", [of, Value::Number(start), Value::Number(stop), Value::Flag(reversed)]) => {
            let caret = if *reversed { "^" } else { "" };
            match of {
                Value::Unknown(expression) => Value::Unknown(format!("{expression}[{caret}{start}..{stop}]")),
                Value::Word(word) if word == "custom" => Value::Unknown(format!("Endpoint[{caret}{start}..{stop}]")),
                Value::Text(text) if text == "{Endpoint}" => {
                    Value::Unknown(format!("Endpoint[{caret}{start}..{stop}]"))
                }
                _ => Value::Absent,
            }
        }
        ("aws.parseArn" | "parseURL" | "aws.partition", [Value::Absent]) => Value::Absent,
        ("getAttr", [value, Value::Text(path)]) => attribute(value, path)?,
        _ => return unknown(&format!("{function}{arguments:?}")),
    })
}

fn negated(word: &str) -> String {
    word.strip_prefix('!').map_or_else(|| format!("!{word}"), str::to_owned)
}

fn equals(one: &Value, other: &Value) -> Result<Value, UnknownRules> {
    let place = |place: &str| Value::Word(place.to_owned());
    Ok(match (one, other) {
        (Value::Absent, _) | (_, Value::Absent) => Value::Flag(false),
        (Value::Region(region), Value::Text(text)) | (Value::Text(text), Value::Region(region))
            if !text.contains('{') =>
        {
            match region {
                None => place(text),
                Some(Region::Named(name, _)) => Value::Flag(name == text),
                Some(Region::Other(_)) => Value::Flag(false),
            }
        }
        (Value::Text(one), Value::Text(other)) => match (one.as_str(), other.as_str()) {
            ("{partition}", id) | (id, "{partition}") if !id.contains('{') => place(id),
            (one, other) if !one.contains('{') && !other.contains('{') => Value::Flag(one == other),
            (one, other) if one == other => Value::Flag(true),
            (one, other) => match (expression_in(one), expression_in(other)) {
                (Some(expression), _) => Value::Word(format!("{expression}={other}")),
                (None, Some(expression)) => Value::Word(format!("{expression}={one}")),
                (None, None) => return unknown(&format!("{one} = {other}")),
            },
        },
        (Value::Unknown(one), Value::Unknown(other)) => Value::Word(format!("{one}={{{other}}}")),
        (Value::Unknown(expression), Value::Text(text)) | (Value::Text(text), Value::Unknown(expression)) => {
            Value::Word(format!("{expression}={text}"))
        }
        (Value::Unknown(expression), Value::Region(_)) | (Value::Region(_), Value::Unknown(expression)) => {
            Value::Word(format!("{expression}={{region}}"))
        }
        _ => return unknown(&format!("{one:?} = {other:?}")),
    })
}

/// The expression of `{Expression}`, if that is all.
fn expression_in(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    (inner.starts_with(|c: char| c.is_ascii_uppercase()) && !inner.contains('{')).then_some(inner)
}

fn attribute(value: &Value, path: &str) -> Result<Value, UnknownRules> {
    let text = |text: &str| Ok(Value::Text(text.to_owned()));
    match (value, path) {
        (Value::Absent, _) => Ok(Value::Absent),
        (Value::Partition(_), "supportsFIPS" | "supportsDualStack") => Ok(Value::Flag(true)),
        (Value::Partition(Some(partition)), "name") => text(partition.id),
        (Value::Partition(None), "name") => text("{partition}"),
        (Value::Partition(_), "dnsSuffix") => text("{dns}"),
        (Value::Partition(_), "dualStackDnsSuffix") => text("{dual}"),
        (Value::Partition(_), "implicitGlobalRegion") => text("{global}"),
        (Value::PartitionOfArn(arn), "name") => text(&format!("{{{arn}.regionPartition}}")),
        (Value::PartitionOfArn(arn), "dnsSuffix") => text(&format!("{{{arn}.regionDns}}")),
        (Value::PartitionOfArn(arn), "dualStackDnsSuffix") => text(&format!("{{{arn}.regionDual}}")),
        (Value::Unknown(list), "[0]") => Ok(Value::Unknown(list.clone())),
        (Value::Arn(of) | Value::Url(of), part) => Ok(Value::Unknown(format!("{of}.{part}"))),
        _ => unknown(&format!("{path} of {value:?}")),
    }
}

/// A template with `{Name}` and `{Name#attribute}` replaced by what is known of them.
fn filled(template: &str, names: &Names) -> Result<Value, UnknownRules> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((placeholder, after)) = after.split_once('}') else { return unknown(&template) };
        let (name, path) = placeholder.split_once('#').map_or((placeholder, None), |(name, path)| (name, Some(path)));
        let value = names.get(name).cloned().unwrap_or(Value::Absent);
        let value = path.map_or_else(|| Ok(value.clone()), |path| attribute(&value, path))?;
        text.push_str(before);
        text.push_str(&text_of(&value).ok_or_else(|| UnknownRules(template.to_owned()))?);
        rest = after;
    }
    text.push_str(rest);
    Ok(Value::Text(text))
}

/// A value in a template of `endpoint(..)`.
pub(super) fn text_of(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) => text.clone(),
        Value::Unknown(expression) => format!("{{{expression}}}"),
        Value::Region(Some(Region::Named(name, _))) => name.clone(),
        Value::Region(_) => "{region}".to_owned(),
        Value::Word(word) if word == "custom" => "{Endpoint}".to_owned(),
        _ => return None,
    })
}

/// The outcome of a rule that is no tree, as the text of `endpoint(..)`.
pub(super) fn outcome_of(rule: &Json, names: &Names, signing_name: &str) -> Result<String, UnknownRules> {
    let text =
        |expression: &Json| text_of(&value_of(expression, names)?).ok_or_else(|| UnknownRules(expression.to_string()));
    if rule["type"] == "error" {
        return Ok(format!("error {}", text(&rule["error"])?));
    }
    let endpoint = &rule["endpoint"];
    let url = text(&endpoint["url"])?;
    let mut outcome = url.strip_prefix("https://").map(str::to_owned).unwrap_or(url);
    let schemes = endpoint["properties"]["authSchemes"].as_array().into_iter().flatten();
    for scheme in schemes {
        if let Some(name) = scheme.get("signingName").map(text).transpose()?.filter(|name| name != signing_name) {
            outcome.push_str(&format!(" name={name}"));
        }
        if let Some(region) = scheme.get("signingRegion").map(text).transpose()?.filter(|region| region != "{region}") {
            outcome.push_str(&format!(" region={region}"));
        }
        let regions = scheme["signingRegionSet"].as_array().into_iter().flatten();
        let regions = regions.map(text).collect::<Result<Vec<_>, _>>()?;
        if !regions.is_empty() {
            outcome.push_str(&format!(" regions={}", regions.join(",")));
        }
    }
    for (header, values) in endpoint["headers"].as_object().into_iter().flatten() {
        for value in values.as_array().into_iter().flatten() {
            outcome.push_str(&format!(" header:{header}={}", text(value)?));
        }
    }
    Ok(outcome)
}
