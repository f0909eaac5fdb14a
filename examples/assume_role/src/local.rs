//! STS on this machine.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_operation::Credentials;
use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::sts::{
    AssumeRole, AssumeRoleOutput, Error, GetCallerIdentity, GetCallerIdentityOutput, TemporaryCredentials,
};

/// The name, the access key and the account of each role.
const ROLES: [(&str, &str, &str); 2] =
    [("deploy", "ASIADEPLOY", "123456789012"), ("partner", "ASIAPARTNER", "210987654321")];

/// The roles that were assumed, each with the access key of the caller.
type Assumed = Arc<Mutex<Vec<String>>>;

/// STS with a user and two roles.
pub fn sts() -> (ServerBuilder, Assumed) {
    let assumed = Assumed::default();
    let log = Arc::clone(&assumed);
    let server = Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<GetCallerIdentity, _>(|call: IncomingCall<GetCallerIdentity>| async move {
            let arn = match ROLES.iter().find(|(_, key, _)| *key == call.access_key_id) {
                Some((name, _, account)) => format!("arn:aws:sts::{account}:assumed-role/{name}"),
                None => "arn:aws:iam::123456789012:user/ada".to_owned(),
            };
            Ok(GetCallerIdentityOutput { arn: Some(arn), account: None, user_id: None })
        })
        .operation::<AssumeRole, _>(move |call: IncomingCall<AssumeRole>| {
            let result = assume(&call, &log);
            async { result }
        });
    let accept = |server: ServerBuilder, (name, key, _): &(&str, &str, &str)| {
        let credentials = Credentials::new(*key, format!("secret of {name}"));
        server.accept_credentials(credentials.session_token(format!("session of {name}")))
    };
    (ROLES.iter().fold(server, accept), assumed)
}

fn assume(call: &IncomingCall<AssumeRole>, assumed: &Assumed) -> Result<AssumeRoleOutput, Error> {
    let Some((name, key, _)) = ROLES.iter().find(|(name, ..)| call.role_arn.ends_with(&format!(":role/{name}"))) else {
        return Err(Error::MalformedPolicyDocument { message: format!("there is no role {}", call.role_arn) });
    };
    assumed.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{name} by {}", call.access_key_id));
    let lifetime = u64::try_from(call.duration_seconds.unwrap_or(3600)).unwrap_or_default();
    let credentials = TemporaryCredentials {
        access_key_id: (*key).to_owned(),
        secret_access_key: format!("secret of {name}").into(),
        session_token: format!("session of {name}").into(),
        expiration: call.time.saturating_add(Duration::from_secs(lifetime)),
    };
    Ok(AssumeRoleOutput { credentials, assumed_role_user: None, packed_policy_size: None, source_identity: None })
}
