//! What the service's model says of parameters: lengths, characters, ranges.

use crate::lookoutvision::Error;

/// A refusal of `member`.
fn invalid(member: &str, must: &str) -> Error {
    Error::ValidationException { message: format!("{member} must {must}") }
}

/// A name of 1 to 255 letters, digits, `-` and `_` that starts with a letter or digit.
pub(super) fn project_name(name: &str) -> Result<(), Error> {
    let length = name.chars().count();
    if length == 0 || length > 255 {
        return Err(invalid("ProjectName", "have 1 to 255 characters"));
    }
    let starts_right = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !starts_right || !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
        return Err(invalid("ProjectName", "be letters, digits, hyphens and underscores, the first a letter or digit"));
    }
    Ok(())
}

/// A token of 1 to 64 letters, digits and hyphens.
pub(super) fn client_token(token: Option<&str>) -> Result<(), Error> {
    let Some(token) = token else { return Ok(()) };
    if token.is_empty() || token.len() > 64 || !token.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(invalid("ClientToken", "be 1 to 64 letters, digits and hyphens"));
    }
    Ok(())
}

/// A page of 1 to 100.
pub(super) fn max_results(max_results: Option<i32>) -> Result<usize, Error> {
    match max_results {
        None => Ok(100),
        Some(size @ 1..=100) => Ok(usize::try_from(size).unwrap_or(100)),
        Some(_) => Err(invalid("MaxResults", "be from 1 to 100")),
    }
}
