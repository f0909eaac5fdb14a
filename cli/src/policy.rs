//! The IAM policy that allows the operations.
//!
//! ```no_run
//! use aws_operation_cli::policy::policy;
//! use aws_operation_cli::source::Source;
//!
//! let source = Source::read(["src/lookoutvision.rs"])?;
//! println!("{}", policy(&source, &[])?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod iam;
mod s3;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::source::{Source, UnknownService};

/// The prefix of a service's IAM actions, where it differs from its signing name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePrefix {
    /// The signing name.
    pub signing_name: String,
    /// The prefix of the service's IAM actions.
    pub prefix: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Policy {
    version: &'static str,
    statement: Vec<Statement>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    effect: &'static str,
    action: Vec<String>,
    resource: &'static str,
}

/// The policy as JSON: a statement for each service, with the actions of its operations, sorted.
///
/// An action is the service's signing name and the operation's name, which is right for nearly all of AWS. The
/// exceptions are in IAM's documentation and in no model. The common ones are built in: `lambda:InvokeFunction`
/// for `Invoke`, `cloudwatch` for `monitoring`, all of S3's; `prefixes` has precedence. Unsigned operations
/// need no permission. Models do not contain resources, so the resource is `*`.
///
/// # Errors
///
/// If the service of an operation is not defined in the files.
pub fn policy(source: &Source, prefixes: &[ServicePrefix]) -> Result<String, UnknownService> {
    let mut actions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for operation in &source.operations {
        let service = source.known_service_of(operation)?;
        if operation.auth.as_ref().or(service.auth.as_ref()).is_some_and(|auth| auth.value == ["none"]) {
            continue;
        }
        let name = service.signing_name.value.as_str();
        let given = prefixes.iter().find(|known| known.signing_name == name);
        let prefix = given.map_or_else(|| iam::prefix(name), |known| known.prefix.as_str());
        let of_service = actions.entry(prefix).or_default();
        match (iam::actions(prefix, &operation.name.value), &operation.http) {
            (Some(known), _) => of_service.extend(known),
            // API Gateway's actions are HTTP methods.
            (None, Some(http)) if prefix == "apigateway" => of_service.extend([http.value.0.as_str()]),
            _ => of_service.extend([operation.name.value.as_str()]),
        }
    }
    let statement = |(prefix, names): (&str, BTreeSet<&str>)| Statement {
        effect: "Allow",
        action: names.iter().map(|name| format!("{prefix}:{name}")).collect(),
        resource: "*",
    };
    let policy = Policy { version: "2012-10-17", statement: actions.into_iter().map(statement).collect() };
    // A policy of strings always serializes.
    Ok(serde_json::to_string_pretty(&policy).unwrap_or_default())
}
