//! Asks for the code of an MFA device through a callback of the program.

use std::io;
use std::sync::Arc;

use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::CredentialsError;

/// Returns the code of the MFA device with this serial number.
pub(crate) type AskMfaCode = Arc<dyn Fn(&str) -> io::Result<String> + Send + Sync>;

/// The code of the device. The callback may wait for the user, so it runs on a thread of its own.
///
/// It is not a blocking task of the runtime: a runtime that shuts down waits for those.
pub(crate) async fn mfa_code(ask: &AskMfaCode, serial_number: &str) -> Result<Zeroizing<String>, CredentialsError> {
    let error =
        |what| CredentialsError::new(format!("the callback for the code of the MFA device {serial_number} {what}"));
    let (sender, receiver) = oneshot::channel();
    let (ask, device) = (Arc::clone(ask), serial_number.to_owned());
    let thread = std::thread::Builder::new().name("mfa_code".to_owned());
    let asked = move || drop(sender.send(ask(&device).map(Zeroizing::new)));
    thread.spawn(asked).map_err(|failed| error("cannot be called: no thread is available").with_cause(failed))?;
    let code = receiver.await.map_err(|_| error("panicked"))?.map_err(|failed| error("failed").with_cause(failed))?;
    let code = Zeroizing::new(code.trim().to_owned());
    if code.is_empty() { Err(error("returned no code")) } else { Ok(code) }
}
