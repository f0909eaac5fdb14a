//! Tokens that outlive the program: derived from a key of the caller, so that a program that starts again sends the same one.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::call::NoResponse;
use crate::call::retry::is_safe_to_retry;
use crate::call::send_error::Invalid;
use crate::model::operation::{OperationMeta, ServiceMeta};
use crate::value::token::TokenSource;

/// The source of the token for a call with `key`. An operation that reads or is idempotent needs none.
pub(crate) fn source(
    key: &str,
    service: &ServiceMeta,
    operation: &OperationMeta,
) -> Result<Option<TokenSource>, NoResponse> {
    let invalid = |reason: &str| Err(NoResponse::Invalid(Invalid::IdempotencyKey(reason.to_owned())));
    match operation.idempotency_token {
        Some(_) if key.is_empty() => invalid("it is empty, so all calls of the operation would have the same token"),
        Some(_) => Ok(Some(TokenSource::fixed(token(key, service.id, operation.name)))),
        None if is_safe_to_retry(operation, None) => Ok(None),
        None => invalid(
            "the operation has no idempotency token, so that a second call would run again: name the token field with \
             `idempotent = \"field\"`, or send it without the key",
        ),
    }
}

/// A UUID of version 8 with a hash of the service, the operation and the key. Programs rely on this value, so it must never
/// change.
fn token(key: &str, service: &str, operation: &str) -> String {
    let mut hash = Sha256::new();
    // No service and no operation has NUL in its name.
    for part in ["aws-operation", service, operation] {
        hash.update(part);
        hash.update([0]);
    }
    hash.update(key);
    let hash: [u8; 32] = hash.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    let uuid = uuid::Builder::from_custom_bytes(bytes).into_uuid();
    uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()).to_owned()
}

/// Whether an error says that the token of a call was used before with other input. `text` has its message.
///
/// The codes are those of all errors about tokens in the models of botocore 1.43.11.
pub(crate) fn is_mismatch(code: &str, text: &str) -> bool {
    let has = |part: &str| code.contains(part);
    let is_conflict = has("Mismatch") || has("Conflict") || has("InUse") || code == "IdempotencyException";
    ((has("Idempotent") || has("Idempotency")) && is_conflict)
        || ["ClientTokenConflictException", "TokenAlreadyExistsException"].contains(&code)
        // Some services have one code for all conflicts.
        || (code == "ConflictException" && (text.contains("token") || text.contains("dempoten")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Programs of an older version sent these tokens, and may be started again with a newer version.
    #[test]
    fn the_token_of_a_key_never_changes() {
        let token = token("order-4711", "LookoutVision", "CreateProject");
        assert_eq!(token, "09d09d20-deab-8103-a32f-751bf2bb8d9d");
    }

    #[test]
    fn the_token_depends_on_service_operation_and_key_alone() {
        let tokens = [
            token("order-4711", "SFN", "StartExecution"),
            token("order-4712", "SFN", "StartExecution"),
            token("order-4711", "SFN", "StartSyncExecution"),
            token("order-4711", "Batch", "StartExecution"),
            token("", "SFN", "StartExecution"),
        ];
        assert_eq!(tokens.iter().collect::<std::collections::BTreeSet<_>>().len(), tokens.len());
        assert_eq!(tokens[0], token("order-4711", "SFN", "StartExecution"));
        for token in tokens {
            let uuid = Uuid::parse_str(&token).unwrap();
            assert_eq!((uuid.get_version_num(), uuid.get_variant()), (8, uuid::Variant::RFC4122));
        }
    }

    #[test]
    fn codes_about_tokens_are_mismatches() {
        for code in [
            "IdempotentParameterMismatch",
            "IdempotentParameterMismatchException",
            "IdempotencyParameterMismatch",
            "IdempotencyConflictException",
            "IdempotencyException",
            "IdempotencyTokenInUseException",
            "ClientTokenConflictException",
            "TokenAlreadyExistsException",
        ] {
            assert!(is_mismatch(code, ""), "{code}");
        }
        assert!(is_mismatch("ConflictException", "client token t-1 was already used"));
        for code in ["ConflictException", "InvalidTokenException", "ExpiredTokenException", "ThrottlingException"] {
            assert!(!is_mismatch(code, "project paint already exists"), "{code}");
        }
    }
}
