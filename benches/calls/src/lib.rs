//! The calls that every client makes: their inputs, and what the responses hold. [`wire`] has them as bytes.

pub mod wire;

pub const ACCESS_KEY: &str = "AKIDEXAMPLE";
pub const SECRET_KEY: &str = "bench-secret";
pub const REGION: &str = "us-east-1";

pub const PARAMETER: &str = "/shop/database/password";
pub const SECRET: &str = "shop/database";
pub const SECRET_VALUE: &str = r#"{"user":"shop","password":"a long password of 32 letters.."}"#;
pub const QUEUE_URL: &str = "https://sqs.us-east-1.amazonaws.com/123456789012/orders";
pub const MESSAGE: &str = r#"{"order":"4711","customer":"C-2203","lines":[{"article":"A-17","count":3}]}"#;
pub const MESSAGES: usize = 10;
pub const TABLE: &str = "books";
pub const PARTITION: &str = "pk number 7";
pub const ITEMS: usize = 1000;
pub const INSTANCES: usize = 10;
pub const INSTANCE: &str = "i-0123456789abcdef0";
pub const IMAGE: &str = "ami-0abcdef1234567890";
pub const INSTANCE_TYPE: &str = "t3.micro";
pub const BUCKET: &str = "shop-pictures";
pub const KEY: &str = "articles/17/small.jpg";
pub const OBJECT_BYTES: usize = 4096;
pub const PROJECT: &str = "my-project";

/// The content of the object of S3, which is sent and received.
pub static OBJECT: [u8; OBJECT_BYTES] = [b'x'; OBJECT_BYTES];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    GetParameter,
    GetSecretValue,
    SendMessage,
    ReceiveMessage,
    GetItem,
    Query,
    DescribeInstances,
    RunInstances,
    TerminateInstances,
    GetObject,
    PutObject,
    CreateProject,
}

impl Call {
    pub const ALL: [Self; 12] = [
        Self::GetParameter,
        Self::GetSecretValue,
        Self::SendMessage,
        Self::ReceiveMessage,
        Self::GetItem,
        Self::Query,
        Self::DescribeInstances,
        Self::RunInstances,
        Self::TerminateInstances,
        Self::GetObject,
        Self::PutObject,
        Self::CreateProject,
    ];

    /// The call of an operation.
    pub fn of(operation: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|call| call.operation() == operation)
    }

    pub fn operation(self) -> &'static str {
        match self {
            Self::GetParameter => "GetParameter",
            Self::GetSecretValue => "GetSecretValue",
            Self::SendMessage => "SendMessage",
            Self::ReceiveMessage => "ReceiveMessage",
            Self::GetItem => "GetItem",
            Self::Query => "Query",
            Self::DescribeInstances => "DescribeInstances",
            Self::RunInstances => "RunInstances",
            Self::TerminateInstances => "TerminateInstances",
            Self::GetObject => "GetObject",
            Self::PutObject => "PutObject",
            Self::CreateProject => "CreateProject",
        }
    }

    /// The signing name of the service.
    pub fn service(self) -> &'static str {
        match self {
            Self::GetParameter => "ssm",
            Self::GetSecretValue => "secretsmanager",
            Self::SendMessage | Self::ReceiveMessage => "sqs",
            Self::GetItem | Self::Query => "dynamodb",
            Self::DescribeInstances | Self::RunInstances | Self::TerminateInstances => "ec2",
            Self::GetObject | Self::PutObject => "s3",
            Self::CreateProject => "lookoutvision",
        }
    }

    /// The value of `X-Amz-Target`, and the version of JSON, of the services of awsJson.
    pub fn target(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::GetParameter => Some(("AmazonSSM.GetParameter", "1.1")),
            Self::GetSecretValue => Some(("secretsmanager.GetSecretValue", "1.1")),
            Self::SendMessage => Some(("AmazonSQS.SendMessage", "1.0")),
            Self::ReceiveMessage => Some(("AmazonSQS.ReceiveMessage", "1.0")),
            Self::GetItem => Some(("DynamoDB_20120810.GetItem", "1.0")),
            Self::Query => Some(("DynamoDB_20120810.Query", "1.0")),
            _ => None,
        }
    }
}

/// What a response must hold, or an error that says what it held.
pub fn expect<T: PartialEq + std::fmt::Debug>(got: T, wanted: T) -> Result<(), Error> {
    if got == wanted { Ok(()) } else { Err(format!("{got:?} instead of {wanted:?}").into()) }
}

/// The error for a call that a client does not have.
pub fn unknown(call: Call) -> Result<(), Error> {
    Err(format!("this client has no {}", call.operation()).into())
}

pub type Error = Box<dyn std::error::Error + Send + Sync>;
