//! Endpoints that differ from the usual pattern.

mod rules;

use rules::Resolved;
use serde_json::Value;

/// A service's endpoint, if it is not `https://<endpoint prefix>.<region>.amazonaws.com` in every region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnusualEndpoint {
    /// A known URL.
    Known {
        /// The service's only region, for which requests are signed.
        region: Option<String>,
        /// Whether it has dual-stack endpoints only: `https://<endpoint prefix>.<region>.api.aws`.
        dual_stack: bool,
        /// Its URL, with `<region>` in place of the region, if it follows neither pattern.
        url: Option<String>,
    },
    /// It depends on more than the region, such as on an ARN among the parameters.
    Dependent,
}

/// The result of an endpoint rule set for a service with that prefix; `None` if it follows the usual pattern, or if the
/// rules use functions that are not supported here.
pub(super) fn unusual(rule_set: &Value, prefix: &str) -> Option<UnusualEndpoint> {
    // No service has special rules for this region.
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
    fn unusual_endpoints_become_client_settings() {
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
    fn unsupported_rules_give_no_endpoint() {
        let rule_set = |conditions: Value| json!({ "parameters": {}, "rules": [{ "type": "error", "error": "no", "conditions": conditions }] });
        assert_eq!(unusual(&rule_set(json!([])), "x"), Some(UnusualEndpoint::Dependent));
        assert_eq!(unusual(&rule_set(json!([{ "fn": "substring", "argv": ["a", 0, 1, false] }])), "x"), None);
        assert_eq!(unusual(&rule_set(json!([{ "fn": "isSet", "argv": [{ "ref": "X" }] }])), "x"), None);
    }
}
