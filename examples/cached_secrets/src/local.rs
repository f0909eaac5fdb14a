//! Secrets Manager and Systems Manager on this machine, at one address.

use std::sync::atomic::{AtomicU32, Ordering};

use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::secretsmanager::{self, GetSecretValue, GetSecretValueOutput};
use crate::ssm::{GetParameter, GetParameterOutput, Parameter};

/// One secret, whose value is another one in each call, and any parameter.
pub fn services() -> ServerBuilder {
    let version = AtomicU32::new(0);
    Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<GetSecretValue, _>(move |call: IncomingCall<GetSecretValue>| {
            let is_known = call.secret_id == "database";
            let value = if is_known { version.fetch_add(1, Ordering::Relaxed) + 1 } else { 0 };
            async move {
                if !is_known {
                    let message = "Secrets Manager can't find the specified secret.".to_owned();
                    return Err(secretsmanager::Error::ResourceNotFoundException { message });
                }
                let secret_string = Some(format!("version {value}").into());
                Ok(GetSecretValueOutput { secret_string, ..GetSecretValueOutput::default() })
            }
        })
        .operation::<GetParameter, _>(|call: IncomingCall<GetParameter>| async move {
            let value = Some(format!("value of {}", call.name).into());
            Ok(GetParameterOutput { parameter: Some(Parameter { value, ..Parameter::default() }) })
        })
}
