//! The endpoint rules of a service, in the form of `endpoint(..)` of `#[aws_service]`.
//!
//! They are derived from Smithy's rule sets. The rules are not translated one by one: for every partition, region that the
//! rule set names, and variant, the rule set is evaluated, and the results are described in as few words as possible. Only
//! rules that depend on parameters of single calls are taken over in their order.

mod cells;
mod evaluate;
mod flatten;
mod partitions;
mod simplify;
mod summary;

use partitions::{PARTITIONS, Partition};
use serde_json::Value;

/// A rule set uses a function that is not known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("endpoint rules: {0}")]
pub struct UnknownRules(String);

/// The parameters that a client sets, and not a call.
const OF_CLIENTS: [&str; 4] = ["Endpoint", "Region", "UseDualStack", "UseFIPS"];

/// The rules of `endpoint(..)` for a service with this prefix and signing name. None if its endpoints are the usual ones.
///
/// # Errors
///
/// If the rule set uses a function that is not known here.
pub(super) fn rules_of(rule_set: &Value, prefix: &str, signing_name: &str) -> Result<Vec<String>, UnknownRules> {
    let params = rule_set["parameters"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let depends_on_calls = params.clone().any(|name| !OF_CLIENTS.contains(&name));
    let of_clients = summary::rules_of_clients(rule_set, prefix, signing_name)?;
    if !depends_on_calls {
        return Ok(of_clients);
    }
    let of_calls = flatten::rules_of_calls(rule_set, signing_name)?;
    Ok(flatten::texts(of_calls, &of_clients, &format!("{prefix}{{-fips}}.{{region}}.{{suffix}}")))
}

/// Whether a rule is for places outside of the partition `aws` only.
pub(crate) fn is_elsewhere(rule: &str) -> bool {
    let conditions = rule.split_once(" -> ").map_or("", |(conditions, _)| conditions);
    let is_other = |place: &str| {
        let is_partition = place != "aws" && PARTITIONS.iter().any(|partition| partition.id == place);
        is_partition || Partition::of_region(place).id != "aws"
    };
    // Words that name no place, and words with `!`, are none of another partition.
    conditions.split(' ').any(|word| word.split('|').all(is_other))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // failures in tests panic

    use serde_json::{Value, json};

    use super::{is_elsewhere, rules_of};

    /// A rule set with these rules after `PartitionResult = aws.partition(Region)`.
    fn rule_set(rules: &Value) -> Value {
        let is_set = json!({ "fn": "isSet", "argv": [{ "ref": "Endpoint" }] });
        let partition = json!({ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "PartitionResult" });
        json!({
            "parameters": { "Region": {}, "UseFIPS": {}, "Endpoint": {} },
            "rules": [
                { "type": "error", "error": "no", "conditions": [is_set, is("UseFIPS")] },
                { "type": "endpoint", "conditions": [is_set], "endpoint": { "url": { "ref": "Endpoint" } } },
                { "type": "tree", "conditions": [partition], "rules": rules },
            ],
        })
    }

    fn is(name: &str) -> Value {
        json!({ "fn": "booleanEquals", "argv": [{ "ref": name }, true] })
    }

    fn to(url: &str, region: Option<&str>, conditions: &[Value]) -> Value {
        let schemes: Vec<_> = region.iter().map(|region| json!({ "name": "sigv4", "signingRegion": region })).collect();
        json!({ "type": "endpoint", "conditions": conditions, "endpoint": { "url": url, "properties": { "authSchemes": schemes } } })
    }

    fn rules(all: &[Value]) -> Vec<String> {
        rules_of(&rule_set(&all.into()), "account", "account").unwrap()
    }

    #[test]
    fn the_usual_endpoints_need_no_rule() {
        let fips = to("https://account-fips.{Region}.{PartitionResult#dnsSuffix}", None, &[is("UseFIPS")]);
        let plain = to("https://account.{Region}.{PartitionResult#dnsSuffix}", None, &[]);
        assert_eq!(rules(&[fips, plain]), Vec::<String>::new());
    }

    #[test]
    fn one_rule_describes_all_partitions() {
        let (global, url) = (
            Some("{PartitionResult#implicitGlobalRegion}"),
            "{PartitionResult#implicitGlobalRegion}.{PartitionResult#dnsSuffix}",
        );
        let fips = to(&format!("https://account-fips.{url}"), global, &[is("UseFIPS")]);
        let plain = to(&format!("https://account.{url}"), global, &[]);
        assert_eq!(rules(&[fips, plain]), ["account{-fips}.{global}.{dns} region={global}"]);
    }

    #[test]
    fn a_rule_is_elsewhere_if_each_of_its_places_is() {
        for rule in ["aws-us-gov fips -> a", "fips aws-cn|aws-iso -> a", "us-gov-west-1|cn-north-1 !fips -> a"] {
            assert!(is_elsewhere(rule), "{rule}");
        }
        for rule in ["a.{region}.{dns}", "fips -> a", "aws -> a", "aws|aws-cn -> a", "!aws-cn -> a", "Arn|aws-cn -> a"]
        {
            assert!(!is_elsewhere(rule), "{rule}");
        }
    }

    #[test]
    fn an_unknown_function_has_no_rules() {
        let unknown = json!({ "fn": "aws.future", "argv": [] });
        let all = [to("https://a.example", None, &[unknown])];
        assert!(rules_of(&rule_set(&all.as_slice().into()), "account", "account").is_err());
    }
}
