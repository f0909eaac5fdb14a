//! The outcome of a call to EC2 with `DryRun`.

use super::send_error::SendError;

impl<E> SendError<E> {
    /// Whether a call to EC2 with `DryRun` would have succeeded: EC2 responds with the error `DryRunOperation`, and nothing
    /// has run. A caller without permission gets the code `UnauthorizedOperation` instead, as without `DryRun`.
    ///
    /// ```
    /// # use aws_operation::SendError;
    /// fn is_allowed<T, E>(dry_run: Result<T, SendError<E>>) -> Result<bool, SendError<E>> {
    ///     match dry_run {
    ///         Err(error) if error.is_dry_run_success() => Ok(true),
    ///         Err(error) if error.code() == Some("UnauthorizedOperation") => Ok(false),
    ///         other => other.map(|_| true),
    ///     }
    /// }
    /// ```
    pub fn is_dry_run_success(&self) -> bool {
        self.code() == Some("DryRunOperation")
    }
}
