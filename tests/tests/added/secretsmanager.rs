//! AWS Secrets Manager, API version 2017-10-17.
//!
//! Written with:
//! - `aws-operation add secretsmanager GetRandomPassword` (0.2.0, botocore 1.44.8)

use aws_operation::{Sensitive, aws_error, aws_operation, aws_service, aws_shape};

/// AWS Secrets Manager.
#[aws_service(
    id = "Secrets Manager",
    protocol = "awsJson1_1",
    target_prefix = "secretsmanager",
    error = Error,
    endpoint(
        "aws|aws-us-gov -> secretsmanager{-fips}.{region}.{dns}",
        "aws-cn !fips -> secretsmanager{-fips}.{region}.{dns}",
    )
)]
pub struct Service;

/// Generates a random password.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "GetRandomPassword", readonly)]
#[derive(Clone, Debug, Default)]
pub struct GetRandomPassword {
    /// The length of the password.
    pub password_length: Option<i64>,
    /// A string of the characters that you don't want in the password.
    pub exclude_characters: Option<String>,
    /// Specifies whether to exclude numbers from the password.
    pub exclude_numbers: Option<bool>,
    /// Specifies whether to exclude the following punctuation characters from the password: `! " #
    /// $ % & ' ( ) * + , - . / : ; < = > ? @ [ \ ] ^ _ ' { | } ~`.
    pub exclude_punctuation: Option<bool>,
    /// Specifies whether to exclude uppercase letters from the password.
    pub exclude_uppercase: Option<bool>,
    /// Specifies whether to exclude lowercase letters from the password.
    pub exclude_lowercase: Option<bool>,
    /// Specifies whether to include the space character.
    pub include_space: Option<bool>,
    /// Specifies whether to include at least one upper and lowercase letter, one number, and one
    /// punctuation.
    pub require_each_included_type: Option<bool>,
}

/// The response of `GetRandomPassword`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetRandomPasswordOutput {
    /// A string with the password.
    pub random_password: Option<Sensitive<String>>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// An error occurred on the server side.
    #[aws(status = 500)]
    InternalServiceError { message: String },
    /// The parameter name or value is invalid.
    InvalidParameterException { message: String },
    /// A parameter value is not valid for the current state of the resource.
    InvalidRequestException { message: String },
}
