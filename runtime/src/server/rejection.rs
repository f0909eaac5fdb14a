//! Rejected requests: why, and how a service of the protocol says so.

use bytes::Bytes;
use http::header::WWW_AUTHENTICATE;
use http::{HeaderValue, StatusCode};

use super::route::Route;
use crate::model::operation::ServiceMeta;
use crate::sigv4::is_s3;

/// Why a request is rejected before its handler runs.
pub(super) struct Rejection {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
}

/// The code of a request whose input cannot be decoded.
pub(super) const UNREADABLE: &str = "SerializationException";

/// The code of a request without a valid bearer token.
const UNAUTHORIZED: &str = "UnauthorizedException";

impl Rejection {
    pub(super) fn of(cause: Cause, protocol: &str, service: &ServiceMeta, message: String) -> Self {
        let (status, code) = cause.status_and_code(Dialect::of(protocol, service));
        Self { status: StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN), code, message }
    }

    pub(super) fn unreadable(message: String) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code: UNREADABLE, message }
    }

    /// User code panicked. The response omits the panic message, which may contain a secret; the panic hook has reported it.
    pub(super) fn panicked(route: &dyn Route) -> Self {
        let message = format!("a call of {} panicked", route.operation().name);
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, code: "InternalFailure", message }
    }

    pub(super) fn unauthorized(reason: &str) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, code: UNAUTHORIZED, message: reason.to_owned() }
    }

    pub(super) fn response(&self, route: &dyn Route) -> http::Response<Bytes> {
        let mut response = route.rejection(self.status, self.code, &self.message);
        if self.code == UNAUTHORIZED {
            // required by RFC 9110, section 15.5.2
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The cause of a rejection that services name by different codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The request is not signed.
    NotSigned,
    /// A part of the signature is missing or malformed.
    IncompleteSignature,
    /// A header that S3 requires is missing.
    MissingHeader,
    /// The access key or the session token is unknown.
    UnknownKey,
    /// The request was signed too long ago, or in the future.
    WrongTime,
    /// The signature is not that of the request.
    WrongSignature,
    /// No operation matches the request.
    UnknownOperation,
}

/// Services with the same codes.
#[derive(Clone, Copy)]
enum Dialect {
    /// The protocols of JSON and CBOR.
    Json,
    AwsQuery,
    Ec2,
    RestXml,
    S3,
}

impl Dialect {
    fn of(protocol: &str, service: &ServiceMeta) -> Self {
        match protocol {
            "awsQuery" => Self::AwsQuery,
            "ec2Query" => Self::Ec2,
            "restXml" if is_s3(service.signing_name) => Self::S3,
            "restXml" => Self::RestXml,
            _ => Self::Json,
        }
    }
}

impl Cause {
    /// Sources: "Common Errors" of the API references of IAM, RDS and EC2; "Error codes for the Amazon EC2 API"; "Error
    /// responses" of S3.
    fn status_and_code(self, dialect: Dialect) -> (u16, &'static str) {
        use Dialect::{AwsQuery, Ec2, Json, RestXml, S3};

        match (self, dialect) {
            (Self::NotSigned, Json) => (403, "MissingAuthenticationTokenException"),
            (Self::NotSigned, AwsQuery | Ec2 | RestXml) => (403, "MissingAuthenticationToken"),
            (Self::NotSigned, S3) => (403, "AccessDenied"),
            (Self::IncompleteSignature, Json) => (403, "IncompleteSignatureException"),
            (Self::IncompleteSignature, AwsQuery | Ec2 | RestXml) => (400, "IncompleteSignature"),
            (Self::IncompleteSignature, S3) => (400, "AuthorizationHeaderMalformed"),
            (Self::MissingHeader, _) => (400, "InvalidRequest"),
            (Self::UnknownKey, Json) => (403, "UnrecognizedClientException"),
            (Self::UnknownKey, AwsQuery | RestXml) => (403, "InvalidClientTokenId"),
            (Self::UnknownKey, S3) => (403, "InvalidAccessKeyId"),
            (Self::WrongTime, Ec2) => (400, "RequestExpired"),
            (Self::WrongTime, S3) => (403, "RequestTimeTooSkewed"),
            (Self::WrongTime | Self::WrongSignature, Json) => (403, "InvalidSignatureException"),
            (Self::WrongTime, AwsQuery | RestXml) | (Self::WrongSignature, AwsQuery | RestXml | S3) => {
                (403, "SignatureDoesNotMatch")
            }
            (Self::UnknownKey | Self::WrongSignature, Ec2) => (401, "AuthFailure"),
            (Self::UnknownOperation, AwsQuery | Ec2) => (400, "InvalidAction"),
            (Self::UnknownOperation, Json | RestXml | S3) => (404, "UnknownOperationException"),
        }
    }
}
