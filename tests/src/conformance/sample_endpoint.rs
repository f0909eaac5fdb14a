//! Values of members that take part in the endpoint: texts that the service's endpoint rules accept.
//!
//! Rules such as `custom? KvsARN.service=cloudfront -> ..` say what they compare. `reference.rs` of the runtime
//! describes the words.

/// A text for the parameter that the rules accept; `None` if they refuse none.
pub fn accepted(rules: &[String], parameter: &str) -> Option<String> {
    if !rules.iter().any(|rule| rejects(rule, parameter)) {
        return None;
    }
    let words: Vec<_> = rules.iter().flat_map(|rule| words(rule)).collect();
    let uses: Vec<_> = words.iter().filter_map(|word| use_of(word, parameter)).collect();
    let is_used = |start: char| uses.iter().any(|use_| use_.starts_with(start));
    if is_used('.') { Some(arn(&uses)) } else { is_used('~').then(|| "label-1".to_owned()) }
}

/// Whether a rule is an error for any value of the parameter, or for any that others have not accepted.
fn rejects(rule: &str, parameter: &str) -> bool {
    let Some((conditions, outcome)) = rule.split_once(" -> ") else { return false };
    let mut words: Vec<_> = conditions.split(' ').filter(|word| !word.starts_with("Region")).collect();
    words.retain(|word| word.trim_start_matches('!').starts_with(|c: char| c.is_ascii_uppercase()));
    let is_its = |word: &&str| {
        let negated = word.strip_prefix('!').and_then(|word| use_of(word, parameter));
        **word == *parameter || negated.is_some()
    };
    outcome.starts_with("error ") && words.contains(&parameter) && words.iter().all(is_its)
}

/// The words of a rule's conditions, and the placeholders of its outcome.
fn words(rule: &str) -> Vec<&str> {
    let (conditions, outcome) = rule.split_once(" -> ").unwrap_or(("", rule));
    let placeholders = outcome.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    conditions.split([' ', '|', '!']).chain(placeholders).collect()
}

/// What follows the name of the parameter in a word: `.service=cloudfront`, `~label`.
fn use_of<'a>(word: &'a str, parameter: &str) -> Option<&'a str> {
    let rest = word.strip_prefix(parameter)?;
    (!rest.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(rest)
}

/// An ARN whose parts are those that rules compare it with.
fn arn(uses: &[&str]) -> String {
    let part = |part: &str, otherwise: &'static str| {
        let compared = uses.iter().find_map(|use_| use_.strip_prefix(part)?.strip_prefix('='));
        compared.filter(|value| !value.contains('{')).unwrap_or(otherwise).to_owned()
    };
    let (partition, service) = (part(".partition", "aws"), part(".service", "service"));
    let (region, account) = (part(".region", "us-east-1"), part(".accountId", "111122223333"));
    let kind = part(".resourceId[0]", "resource");
    format!("arn:{partition}:{service}:{region}:{account}:{kind}/a-b")
}

#[cfg(test)]
mod tests {
    use super::accepted;

    fn of(rules: &[&str], parameter: &str) -> Option<String> {
        accepted(&rules.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>(), parameter)
    }

    #[test]
    fn a_parameter_that_rules_take_apart_is_an_arn() {
        let rules = [
            "custom? !fips Arn.service=kilns Arn.region= Arn.resourceId[0]=kiln -> {Arn.accountId}.kilns.{dns}",
            "custom? Arn -> error Arn must be an ARN",
        ];
        assert_eq!(of(&rules, "Arn").as_deref(), Some("arn:aws:kilns::111122223333:kiln/a-b"));
        let rules = ["Arn.region={region} -> {Arn.accountId}.a", "Arn -> error Arn must be an ARN"];
        assert_eq!(of(&rules, "Arn").as_deref(), Some("arn:aws:service:us-east-1:111122223333:resource/a-b"));
    }

    #[test]
    fn a_parameter_that_rules_compare_with_labels_is_one() {
        let rules = [
            "custom? EndpointId~labels !fips -> {EndpointId}.a",
            "custom? EndpointId -> error EndpointId must be a valid host label.",
        ];
        assert_eq!(of(&rules, "EndpointId").as_deref(), Some("label-1"));
        assert_eq!(of(&rules, "Endpoint"), None);
        let rules = ["custom? OutpostId !OutpostId~label Region~labels -> error OutpostId must be one"];
        assert_eq!(of(&rules, "OutpostId").as_deref(), Some("label-1"));
    }

    #[test]
    fn a_parameter_that_no_rule_refuses_is_any_text() {
        assert_eq!(of(&["Arn.service=kilns -> {Arn.accountId}.a", "{-fips}.{region}"], "Arn"), None);
        assert_eq!(of(&["Id~label -> {Id}.a", "Id !Other -> error Other is missing"], "Id"), None);
    }
}
