//! Systems Manager on this machine.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::ssm::{Error, GetParametersByPath, GetParametersByPathOutput, Parameter, PutParameter, PutParameterOutput};

/// The versions and values of parameters by their names.
type Parameters = Arc<Mutex<BTreeMap<String, (i64, String)>>>;

/// A service without parameters.
pub fn parameters() -> ServerBuilder {
    let written = Parameters::default();
    let read = Arc::clone(&written);
    Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<PutParameter, _>(move |call: IncomingCall<PutParameter>| {
            let result = put(&written, &call);
            async { result }
        })
        .operation::<GetParametersByPath, _>(move |call: IncomingCall<GetParametersByPath>| {
            let page = page(&read, &call);
            async { Ok(page) }
        })
}

fn put(parameters: &Parameters, call: &PutParameter) -> Result<PutParameterOutput, Error> {
    let mut parameters = parameters.lock().unwrap_or_else(PoisonError::into_inner);
    let (version, value) = parameters.entry(call.name.clone()).or_default();
    if *version > 0 && call.overwrite != Some(true) {
        return Err(Error::ParameterAlreadyExists { message: "The parameter already exists.".to_owned() });
    }
    *version += 1;
    value.clone_from(&call.value);
    Ok(PutParameterOutput { version: *version })
}

fn page(parameters: &Parameters, call: &GetParametersByPath) -> GetParametersByPathOutput {
    let parameters = parameters.lock().unwrap_or_else(PoisonError::into_inner);
    let after = call.next_token.as_deref().unwrap_or_default();
    let beneath = |name: &str| name.strip_prefix(call.path.as_str()).is_some_and(|rest| rest.starts_with('/'));
    let mut rest = parameters.iter().filter(|(name, _)| beneath(name) && name.as_str() > after).peekable();
    let count = call.max_results.and_then(|count| usize::try_from(count).ok()).unwrap_or(10);
    let found = rest.by_ref().take(count);
    let found: Vec<_> =
        found.map(|(name, (_, value))| Parameter { name: name.clone(), value: value.clone().into() }).collect();
    let next_token = rest.peek().and(found.last()).map(|last| last.name.clone());
    GetParametersByPathOutput { parameters: found, next_token }
}
