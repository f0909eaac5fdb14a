//! The values that endpoint rules compare, and the templates that they fill.

use std::borrow::Cow;

use super::Situation;
use crate::config::endpoint::partition::Partition;

/// The template with each `{..}` replaced. `None` if one has no value.
pub(super) fn fill<'a>(template: &'a str, situation: &'a Situation<'_>) -> Option<Cow<'a, str>> {
    if !template.contains('{') {
        return Some(Cow::Borrowed(template));
    }
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(&placeholder(name, situation)?);
        rest = after;
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

fn placeholder<'a>(name: &'a str, situation: &'a Situation<'_>) -> Option<Cow<'a, str>> {
    let partition = situation.partition;
    let text = match name {
        "region" => situation.region,
        "global" => partition.global_region,
        "partition" => partition.id,
        "dual" => partition.dual_stack_dns_suffix,
        "suffix" if situation.variant.dual_stack => partition.dual_stack_dns_suffix,
        "suffix" | "dns" => partition.dns_suffix,
        "-fips" if situation.variant.fips => "-fips",
        "-fips" => "",
        _ => return value_of(name, situation),
    };
    Some(Cow::Borrowed(text))
}

/// The value of `Name`, `Name.part`, `Name[0..20]` or `Name[^0..7]`. `None` if it is absent.
pub(super) fn value_of<'a>(expression: &'a str, situation: &'a Situation<'_>) -> Option<Cow<'a, str>> {
    let end = expression.find(['.', '[']).unwrap_or(expression.len());
    let (name, part) = expression.split_at(end);
    let value = match name {
        "Region" => Cow::Borrowed(situation.region),
        "Endpoint" => Cow::Borrowed(situation.custom?),
        "AccountIdEndpointMode" => Cow::Borrowed(situation.account_id_mode),
        _ => match situation.params.flag_of(name) {
            Some(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
            None => match situation.params.text_of(name) {
                Some(text) => Cow::Borrowed(text),
                None if name == "AccountId" => Cow::Borrowed(situation.account_id?),
                None => return None,
            },
        },
    };
    if part.is_empty() {
        return Some(value);
    }
    let text = match part.strip_prefix('.') {
        Some(part @ ("url" | "scheme" | "authority" | "path")) => of_url(&value, part),
        Some(part) => of_arn(&value, part),
        None => substring(&value, part.strip_prefix('[')?.strip_suffix(']')?),
    };
    text.map(|text| Cow::Owned(text.to_owned()))
}

/// A part of an ARN: `arn:partition:service:region:account:resource`. Source: the rule `aws.parseArn` of Smithy.
fn of_arn<'a>(arn: &'a str, part: &str) -> Option<&'a str> {
    let mut parts = arn.splitn(6, ':');
    let (head, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    if head != "arn" || partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let partition_of_region = || Partition::of_region(region);
    match part {
        "arn" => Some(arn),
        "partition" => Some(partition),
        "service" => Some(service),
        "region" => Some(region),
        "accountId" => Some(account),
        "regionPartition" => Some(partition_of_region().id),
        "regionDns" => Some(partition_of_region().dns_suffix),
        "regionDual" => Some(partition_of_region().dual_stack_dns_suffix),
        _ => {
            let index = part.strip_prefix("resourceId[")?.strip_suffix(']')?.parse().ok()?;
            resource.split([':', '/']).nth(index)
        }
    }
}

/// A part of a URL. Source: the rule `parseURL` of Smithy.
fn of_url<'a>(url: &'a str, part: &str) -> Option<&'a str> {
    let (scheme, rest) = url.split_once("://").filter(|(scheme, _)| matches!(*scheme, "https" | "http"))?;
    if rest.contains(['?', '#']) {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match part {
        "scheme" => Some(scheme),
        "authority" => Some(authority),
        "path" => Some(if path == "/" { "" } else { path }),
        _ => Some(url),
    }
}

/// `0..20`, or `^0..7` counted from the end. Source: the rule `substring` of Smithy.
fn substring<'a>(text: &'a str, range: &str) -> Option<&'a str> {
    let (is_reversed, range) = range.strip_prefix('^').map_or((false, range), |range| (true, range));
    let (start, stop) = range.split_once("..")?;
    let (start, stop): (usize, usize) = (start.parse().ok()?, stop.parse().ok()?);
    if !text.is_ascii() || start >= stop || stop > text.len() {
        return None;
    }
    let length = text.len();
    if is_reversed { text.get(length - stop..length - start) } else { text.get(start..stop) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_has_six_parts() {
        let arn = "arn:aws:kinesis:us-east-1:111122223333:stream/paint:blue";
        let part = |part| of_arn(arn, part).unwrap_or("none");
        assert_eq!((part("service"), part("region"), part("accountId")), ("kinesis", "us-east-1", "111122223333"));
        assert_eq!((part("resourceId[0]"), part("resourceId[2]"), part("resourceId[3]")), ("stream", "blue", "none"));
        assert_eq!(of_arn("arn:aws:kinesis:us-east-1:111122223333", "arn"), None);
        assert_eq!(of_arn("arn:aws:kinesis:::", "arn"), None);
        assert_eq!(of_arn("arn:aws-cn:s3:::b", "regionPartition"), Some("aws"));
    }

    #[test]
    fn a_substring_is_counted_from_either_end() {
        assert_eq!(substring("abcdef", "0..2"), Some("ab"));
        assert_eq!(substring("abcdef", "^0..2"), Some("ef"));
        assert_eq!(substring("abcdef", "2..9"), None);
        assert_eq!(substring("äbc", "0..1"), None);
    }

    #[test]
    fn a_url_without_a_query_has_parts() {
        assert_eq!(of_url("https://a.example:1/b", "authority"), Some("a.example:1"));
        assert_eq!(of_url("https://a.example/", "path"), Some(""));
        assert_eq!(of_url("https://a.example?x", "url"), None);
        assert_eq!(of_url("ftp://a.example", "url"), None);
    }
}
