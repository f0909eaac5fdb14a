//! What IAM denied: reads the message of an error response.

use std::fmt;

/// What IAM denied, according to the message of an error response.
///
/// Most services name the principal, the action, the resource and the kind of policy in one form of words, which the page
/// "Troubleshoot access denied error messages" of IAM's user guide documents. Parts that a message leaves out are `None`.
///
/// ```
/// use aws_operation::{ModeledError, SendError};
///
/// fn explain<E: ModeledError>(error: &SendError<E>) {
///     let Some(denied) = error.access_denied() else { return };
///     eprintln!("{denied}");
///     if let Some(statement) = denied.statement() {
///         eprintln!("add this statement to the policy:\n{statement}");
///     }
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct AccessDenied {
    principal: Option<String>,
    action: Option<String>,
    resource: Option<String>,
    deny: Option<Deny>,
    policy: Option<PolicyKind>,
    policy_arn: Option<String>,
    encoded: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deny {
    /// No policy of the kind has a statement that allows the action.
    Implicit,
    /// A policy has a statement that denies the action.
    Explicit,
}

/// The kind of policy that denied access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyKind {
    /// A policy of the user, group or role.
    IdentityBased,
    /// A policy of the resource, such as a bucket policy or a key policy.
    ResourceBased,
    /// The permissions boundary of the user or role.
    PermissionsBoundary,
    /// The policy that was passed to `AssumeRole` or a similar operation.
    Session,
    /// A service control policy (SCP) of the organization.
    ServiceControl,
    /// A resource control policy (RCP) of the organization.
    ResourceControl,
    /// The policy of a VPC endpoint.
    VpcEndpoint,
    /// The trust policy of a role, which says who may assume it.
    RoleTrust,
}

impl PolicyKind {
    /// With the words of the messages.
    const NAMES: [(&str, Self); 9] = [
        ("identity-based policy", Self::IdentityBased),
        ("resource-based policy", Self::ResourceBased),
        ("permissions boundary", Self::PermissionsBoundary),
        ("session policy", Self::Session),
        ("sessions policy", Self::Session),
        ("service control policy", Self::ServiceControl),
        ("resource control policy", Self::ResourceControl),
        ("VPC endpoint policy", Self::VpcEndpoint),
        ("role trust policy", Self::RoleTrust),
    ];

    /// The kind with whose name `text` starts, after an article.
    fn at_start_of(text: &str) -> Option<Self> {
        let text = ["a ", "an ", "the "].into_iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
        let starts = |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        Self::NAMES.into_iter().find(|(name, _)| starts(name)).map(|(_, kind)| kind)
    }

    /// Whether statements of such a policy name a principal, and whether they name a resource.
    fn elements(self) -> (bool, bool) {
        match self {
            Self::RoleTrust => (true, false),
            Self::ResourceBased | Self::ResourceControl | Self::VpcEndpoint => (true, true),
            Self::IdentityBased | Self::PermissionsBoundary | Self::Session | Self::ServiceControl => (false, true),
        }
    }
}

/// Prints the words of IAM, such as `identity-based policy`.
impl fmt::Display for PolicyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.into_iter().find(|(_, kind)| kind == self);
        f.write_str(name.map_or("policy", |(name, _)| name))
    }
}

const NOT_AUTHORIZED: &str = " is not authorized to perform";
const ENCODED: &str = "Encoded authorization failure message:";
const EXPLICIT: &str = "with an explicit deny";
const IMPLICIT: &str = "because no ";
/// IAM's user guide has it for trust policies.
const IMPLICIT_IN_THE: &str = "because the ";

impl AccessDenied {
    /// Reads the message of an error response. `None` if it is not about a denied action.
    pub(crate) fn read(message: &str) -> Option<Self> {
        let encoded = message.split_once(ENCODED).and_then(|(_, rest)| word(rest)).map(str::to_owned);
        let message = message.split(ENCODED).next().unwrap_or_default();
        let (action, after, principal) = match message.split_once(NOT_AUTHORIZED) {
            Some((before, rest)) => (action(rest)?, after_action(rest), principal(before)),
            None => (None, "", None),
        };
        if action.is_none() && encoded.is_none() {
            return None;
        }
        let (resource, reason) = resource(after);
        let (deny, policy, policy_arn) = reason_of(reason);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Some(Self {
            principal: owned(principal),
            action: owned(action),
            resource: owned(resource),
            deny,
            policy,
            policy_arn: owned(policy_arn),
            encoded,
        })
    }

    /// The ARN of the user or of the session of a role, or the name of an AWS service. `anonymous` for an unsigned request.
    pub fn principal(&self) -> Option<&str> {
        self.principal.as_deref()
    }

    /// The action in IAM's terms, such as `dynamodb:PutItem`. It may differ from the name of the operation.
    pub fn action(&self) -> Option<&str> {
        self.action.as_deref()
    }

    /// The resource, usually an ARN. Actions that apply to no single resource have none.
    pub fn resource(&self) -> Option<&str> {
        self.resource.as_deref()
    }

    /// Whether no policy of the [kind](Self::policy) allows the action.
    pub fn is_implicit(&self) -> bool {
        self.deny == Some(Deny::Implicit)
    }

    /// Whether a statement of a policy denies the action. No other statement can allow it then.
    ///
    /// AWS reports every denial by a service control policy as explicit, also if the policy only lacks a statement.
    pub fn is_explicit(&self) -> bool {
        self.deny == Some(Deny::Explicit)
    }

    /// The kind of policy that denied access. If several kinds did, AWS names one of them.
    pub fn policy(&self) -> Option<PolicyKind> {
        self.policy
    }

    /// The ARN of the policy that denied access, which some messages contain.
    pub fn policy_arn(&self) -> Option<&str> {
        self.policy_arn.as_deref()
    }

    /// The encoded authorization failure message of EC2 and some other services. The operation
    /// `DecodeAuthorizationMessage` of STS decodes it, for a principal that is allowed to. `Display` and `Debug` do not
    /// show it.
    pub fn encoded_message(&self) -> Option<&str> {
        self.encoded.as_deref()
    }

    /// The statement, as JSON, that allows the action on the resource in a policy of the [kind](Self::policy) that denied
    /// it. `None` unless the deny is implicit, because a statement cannot allow what another one denies.
    ///
    /// Its resource is `*` if the message names none that is an ARN. It allows the action whatever the conditions are, so
    /// check it before you add it.
    pub fn statement(&self) -> Option<String> {
        let (action, policy) = (self.action.as_deref()?, self.policy.filter(|_| self.is_implicit())?);
        let (names_principal, names_resource) = policy.elements();
        let mut elements = vec![("Effect", quoted("Allow"))];
        if names_principal {
            elements.push(("Principal", principal_element(self.principal()?)?));
        }
        elements.push(("Action", quoted(action)));
        if names_resource {
            elements.push(("Resource", quoted(self.resource().filter(|name| name.starts_with("arn:")).unwrap_or("*"))));
        }
        let lines: Vec<String> = elements.into_iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
        Some(format!("{{\n{}\n}}", lines.join(",\n")))
    }

    /// Whether `text` names the action, the resource and the kind of policy.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let kind = self.policy.map(|kind| kind.to_string());
        let parts = [self.action.as_deref(), self.resource.as_deref(), kind.as_deref(), self.policy_arn.as_deref()];
        self.action.is_some() && parts.into_iter().flatten().all(|part| text.contains(part))
    }
}

/// Prints action, resource and kind of policy.
impl fmt::Display for AccessDenied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(action) = &self.action else {
            return f.write_str("the reason is in an encoded authorization failure message");
        };
        write!(f, "`{action}`")?;
        if let Some(resource) = &self.resource {
            write!(f, " on `{resource}`")?;
        }
        f.write_str(" is denied")?;
        match (self.deny, self.policy) {
            (Some(Deny::Implicit), Some(policy)) => write!(f, ": no {policy} allows it"),
            (Some(Deny::Implicit), None) => f.write_str(": no policy allows it"),
            (Some(Deny::Explicit), Some(policy)) => write!(f, " explicitly by a statement in the {policy}"),
            (Some(Deny::Explicit), None) => f.write_str(" explicitly by a statement in a policy"),
            (None, _) => Ok(()),
        }?;
        self.policy_arn.as_ref().map_or(Ok(()), |arn| write!(f, " `{arn}`"))
    }
}

impl fmt::Debug for AccessDenied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessDenied")
            .field("principal", &self.principal)
            .field("action", &self.action)
            .field("resource", &self.resource)
            .field("is_implicit", &self.is_implicit())
            .field("is_explicit", &self.is_explicit())
            .field("policy", &self.policy)
            .field("policy_arn", &self.policy_arn)
            .field("has_encoded_message", &self.encoded.is_some())
            .finish_non_exhaustive()
    }
}

/// `text` without encoded authorization failure messages, which tell a reader nothing.
pub(crate) fn without_encoded(text: &str) -> String {
    let Some((before, rest)) = text.split_once(ENCODED) else { return text.to_owned() };
    let rest = rest.trim_start();
    let encoded = word(rest).map_or(0, str::len);
    format!("{before}{ENCODED} <encoded>{}", &rest[encoded..])
}

fn word(text: &str) -> Option<&str> {
    text.split_whitespace().next()
}

/// The last word before "is not authorized", unless it only says that there is a user.
fn principal(before: &str) -> Option<&str> {
    before.split_whitespace().next_back().filter(|word| !word.eq_ignore_ascii_case("user"))
}

/// The action that follows "is not authorized to perform". `Some(None)` if a service does not know the action, and `None`
/// if no action follows.
#[allow(clippy::option_option)]
fn action(rest: &str) -> Option<Option<&str>> {
    let action = word(rest.strip_prefix(':')?)?.trim_end_matches(['.', ',']);
    Some(Some(action).filter(|action| action.contains(':')))
}

fn after_action(rest: &str) -> &str {
    let rest = rest.trim_start_matches(':').trim_start();
    rest[word(rest).map_or(0, str::len)..].trim_start()
}

/// The resource, and the text after it.
fn resource(text: &str) -> (Option<&str>, &str) {
    let Some((_, rest)) = text.split_once("on resource:").filter(|(before, _)| before.is_empty()) else {
        return (None, text);
    };
    let rest = rest.trim_start();
    // S3 quotes its resources, because keys may contain blanks.
    if let Some((resource, after)) = rest.strip_prefix('"').and_then(|quoted| quoted.rsplit_once('"')) {
        return (Some(resource), after);
    }
    let end = if rest.starts_with("arn:") {
        word(rest).map_or(0, str::len)
    } else {
        let reasons = [IMPLICIT, IMPLICIT_IN_THE, EXPLICIT].map(|reason| rest.find(reason));
        reasons.into_iter().flatten().min().unwrap_or(rest.len())
    };
    let resource = rest[..end].trim_end().trim_end_matches('.');
    (Some(resource).filter(|resource| !resource.is_empty()), &rest[end..])
}

/// The kind of deny, the kind of policy and its ARN, from the text after the resource.
fn reason_of(text: &str) -> (Option<Deny>, Option<PolicyKind>, Option<&str>) {
    if let Some((_, reason)) = text.split_once(EXPLICIT) {
        // "in a VPC endpoint policy transitively through a service control policy"
        let name = reason.split_once("transitively through ").map(|(_, name)| name);
        let name = name.or_else(|| reason.strip_prefix(" in "));
        let arn = reason.split_once(": ").and_then(|(_, arn)| word(arn)).filter(|arn| arn.starts_with("arn:"));
        let arn = arn.map(|arn| arn.trim_end_matches(['.', ',']));
        return (Some(Deny::Explicit), name.and_then(PolicyKind::at_start_of), arn);
    }
    match text.split_once(IMPLICIT).or_else(|| text.split_once(IMPLICIT_IN_THE)) {
        Some((_, reason)) => (Some(Deny::Implicit), PolicyKind::at_start_of(reason), None),
        None => (None, None, None),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The element `Principal` of a statement. `None` for an unsigned request.
fn principal_element(principal: &str) -> Option<String> {
    let kind = match principal {
        arn if arn.starts_with("arn:") => "AWS",
        service if service.ends_with(".amazonaws.com") => "Service",
        _ => return None,
    };
    Some(format!("{{ \"{kind}\": {} }}", quoted(principal)))
}
