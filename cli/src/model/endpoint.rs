//! Endpoints that are not where those of most services are.

mod rules;

use rules::Resolved;
use serde_json::Value;

/// Where a service is, if not at `https://<endpoint prefix>.<region>.amazonaws.com` in every region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnusualEndpoint {
    /// At an address that is known.
    Known {
        /// The only region that it is in, which requests are signed for.
        region: Option<String>,
        /// Whether it has dual-stack endpoints only: `https://<endpoint prefix>.<region>.api.aws`.
        dual_stack: bool,
        /// Its address, with `<region>` in place of the region, if it follows neither form.
        url: Option<String>,
    },
    /// At one that follows from more than the region, as from an ARN among the parameters.
    Dependent,
}

/// What a rule set of endpoints says of a service with that prefix; nothing if it is where most are, or if the rules are
/// more than is understood here.
pub(super) fn unusual(rule_set: &Value, prefix: &str) -> Option<UnusualEndpoint> {
    // A region that no service has rules of its own for.
    const REGION: &str = "eu-west-3";
    let given = [("Region", Value::from(REGION)), ("UseFIPS", false.into()), ("UseDualStack", false.into())];
    let (url, signing_region) = match rules::resolve(rule_set, given).ok()? {
        Resolved::Endpoint { url, signing_region } => (url, signing_region),
        Resolved::Error(_) => return Some(UnusualEndpoint::Dependent),
    };
    let fixed = signing_region.filter(|region| region != REGION);
    let region = fixed.as_deref().unwrap_or(REGION);
    let is_plain = url == format!("https://{prefix}.{region}.amazonaws.com");
    let dual_stack = url == format!("https://{prefix}.{region}.api.aws");
    if is_plain && fixed.is_none() {
        return None;
    }
    let url = (!is_plain && !dual_stack).then(|| url.replace(REGION, "<region>"));
    Some(UnusualEndpoint::Known { region: fixed, dual_stack, url })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(endpoint: &Value) -> Option<UnusualEndpoint> {
        let rule_set = json!({
            "parameters": { "Region": { "type": "String" }, "Endpoint": { "type": "String" } },
            "rules": [
                { "type": "error", "error": "no", "conditions": [{ "fn": "isSet", "argv": [{ "ref": "Endpoint" }] }] },
                {
                    "type": "tree",
                    "conditions": [{ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "Partition" }],
                    "rules": [{ "type": "endpoint", "conditions": [], "endpoint": endpoint }],
                },
            ],
        });
        unusual(&rule_set, "budgets")
    }

    #[test]
    fn an_endpoint_is_told_by_what_a_client_can_be_set_to() {
        let signed = |region| json!({ "authSchemes": [{ "name": "sigv4", "signingRegion": region }] });
        assert_eq!(of(&json!({ "url": "https://budgets.{Region}.{Partition#dnsSuffix}" })), None);
        let known = |region: Option<&str>, dual_stack, url: Option<&str>| {
            Some(UnusualEndpoint::Known { region: region.map(Into::into), dual_stack, url: url.map(Into::into) })
        };
        let dual_stack = json!({ "url": "https://budgets.{Region}.{Partition#dualStackDnsSuffix}" });
        assert_eq!(of(&dual_stack), known(None, true, None));
        let global = json!({ "url": "https://budgets.amazonaws.com", "properties": signed("us-east-1") });
        assert_eq!(of(&global), known(Some("us-east-1"), false, Some("https://budgets.amazonaws.com")));
        let one = json!({
            "url": "https://budgets.us-east-1.amazonaws.com",
            "properties": signed("{Partition#implicitGlobalRegion}"),
        });
        assert_eq!(of(&one), known(Some("us-east-1"), false, None));
        let other = json!({ "url": "https://{Region}.console.example" });
        assert_eq!(of(&other), known(None, false, Some("https://<region>.console.example")));
    }

    #[test]
    fn what_is_not_understood_is_not_told() {
        let rule_set = |conditions: Value| json!({ "parameters": {}, "rules": [{ "type": "error", "error": "no", "conditions": conditions }] });
        assert_eq!(unusual(&rule_set(json!([])), "x"), Some(UnusualEndpoint::Dependent));
        assert_eq!(unusual(&rule_set(json!([{ "fn": "substring", "argv": ["a", 0, 1, false] }])), "x"), None);
        assert_eq!(unusual(&rule_set(json!([{ "fn": "isSet", "argv": [{ "ref": "X" }] }])), "x"), None);
    }
}
