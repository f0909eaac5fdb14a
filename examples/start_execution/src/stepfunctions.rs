//! AWS Step Functions, API version 2016-11-23.
//!
//! Written with:
//! - `aws-operation add stepfunctions StartExecution --only name,input --out
//!   src/stepfunctions.rs` (0.2.0, botocore 1.44.8)

use aws_operation::{Sensitive, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// AWS Step Functions.
#[aws_service(
    id = "SFN",
    protocol = "awsJson1_0",
    signing_name = "states",
    target_prefix = "AWSStepFunctions",
    error = Error,
    endpoint(
        "us-gov-west-1 !dualstack -> states.{region}.{dns}",
        "aws-us-gov dualstack -> states-fips.{region}.{dual}",
    )
)]
pub struct Service;

/// Starts a state machine execution.
// Edited: `add` leaves `idempotent` out, because a call without `name` starts an execution each time, and so does any call for
// an Express workflow. This program names each execution of a standard workflow.
#[aws_operation(name = "StartExecution", idempotent, rename_all = "camelCase")]
#[derive(Clone, Debug, Default)]
pub struct StartExecution {
    /// The Amazon Resource Name (ARN) of the state machine to execute.
    pub state_machine_arn: String,
    /// Optional name of the execution.
    pub name: Option<String>,
    /// The string that contains the JSON input data for the execution.
    pub input: Option<Sensitive<String>>,
}

impl StartExecution {
    /// The request with its required members.
    pub fn new(state_machine_arn: impl Into<String>) -> Self {
        Self { state_machine_arn: state_machine_arn.into(), ..Self::default() }
    }
}

/// The response of `StartExecution`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartExecutionOutput {
    /// The Amazon Resource Name (ARN) that identifies the execution.
    #[aws(default)]
    pub execution_arn: String,
    /// The date the execution is started.
    pub start_date: Option<Timestamp>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum KmsKeyState {
    Disabled,
    PendingDeletion,
    PendingImport,
    Unavailable,
    Creating,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValidationExceptionReason {
    ApiDoesNotSupportLabeledArns,
    MissingRequiredParameter,
    CannotUpdateCompletedMapRun,
    InvalidRoutingConfiguration,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The execution has the same `name` as another execution (but a different `input`).
    ExecutionAlreadyExists { message: String },
    /// The maximum number of running executions has been reached.
    ExecutionLimitExceeded { message: String },
    /// The provided Amazon Resource Name (ARN) is not valid.
    InvalidArn { message: String },
    /// The provided JSON input data is not valid.
    InvalidExecutionInput { message: String },
    /// The provided name is not valid.
    InvalidName { message: String },
    /// Either your KMS key policy or API caller does not have the required permissions.
    KmsAccessDeniedException { message: String },
    /// The KMS key is not in valid state, for example: Disabled or Deleted.
    KmsInvalidStateException {
        /// Current status of the KMS; key.
        kms_key_state: Option<KmsKeyState>,
        message: String,
    },
    /// Received when KMS returns `ThrottlingException` for a KMS call that Step Functions makes on
    /// behalf of the caller.
    KmsThrottlingException { message: String },
    /// The specified state machine is being deleted.
    StateMachineDeleting { message: String },
    /// The specified state machine does not exist.
    StateMachineDoesNotExist { message: String },
    /// The input does not satisfy the constraints specified by an Amazon Web Services service.
    ValidationException {
        message: String,
        /// The input does not satisfy the constraints specified by an Amazon Web Services service.
        reason: Option<ValidationExceptionReason>,
    },
}
