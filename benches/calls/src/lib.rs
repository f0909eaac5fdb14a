//! The calls that every client makes: their inputs, and what the responses hold. [`wire`] has them as bytes.

pub mod wire;

use std::sync::LazyLock;

use bytes::Bytes;

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
pub const LARGE_KEY: &str = "articles/17/large.mp4";
pub const PROJECT: &str = "my-project";

/// The content of the objects of S3, which are sent and received.
static OBJECT: [u8; 4 << 10] = [b'x'; 4 << 10];
static LARGE_OBJECT: LazyLock<Bytes> = LazyLock::new(|| vec![b'x'; 8 << 20].into());

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
    GetLargeObject,
    PutLargeObject,
    /// As over TLS: the signature does not cover the payload.
    PutLargeUnsigned,
    CreateProject,
}

impl Call {
    pub const ALL: [Self; 15] = [
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
        Self::GetLargeObject,
        Self::PutLargeObject,
        Self::PutLargeUnsigned,
        Self::CreateProject,
    ];

    /// The call of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|call| call.name() == name)
    }

    /// The operation, with what distinguishes calls of the same operation.
    pub fn name(self) -> &'static str {
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
            Self::GetLargeObject => "GetObject-8MiB",
            Self::PutLargeObject => "PutObject-8MiB",
            Self::PutLargeUnsigned => "PutObject-8MiB-unsigned",
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
            Self::GetObject
            | Self::PutObject
            | Self::GetLargeObject
            | Self::PutLargeObject
            | Self::PutLargeUnsigned => "s3",
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

    /// The key and the content of the object of a call of S3.
    pub fn object(self) -> (&'static str, Bytes) {
        match self {
            Self::GetLargeObject | Self::PutLargeObject | Self::PutLargeUnsigned => (LARGE_KEY, LARGE_OBJECT.clone()),
            _ => (KEY, Bytes::from_static(&OBJECT)),
        }
    }

    /// The method of a call of S3.
    pub fn object_method(self) -> Option<&'static str> {
        match self {
            Self::GetObject | Self::GetLargeObject => Some("GET"),
            Self::PutObject | Self::PutLargeObject | Self::PutLargeUnsigned => Some("PUT"),
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
    Err(format!("this client has no {}", call.name()).into())
}

pub type Error = Box<dyn std::error::Error + Send + Sync>;
