//! Amazon Bedrock Runtime, API version 2023-09-30: `ConverseStream`, with messages of text. It shows an event stream in
//! restJson1.

use aws_operation::{EventStream, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Bedrock Runtime.
#[aws_service(id = "Bedrock Runtime", protocol = "restJson1", signing_name = "bedrock", error = Error)]
#[aws(endpoint_prefix = "bedrock-runtime")]
pub struct Service;

/// Sends messages to a model, which responds word by word.
#[aws_operation(name = "ConverseStream", output = ConverseStreamResponse, rename_all = "camelCase")]
#[aws(http = "POST /model/{model_id}/converse-stream")]
#[derive(Clone, Debug)]
pub struct ConverseStream {
    /// The ID of the model.
    pub model_id: String,
    /// The conversation so far.
    pub messages: Option<Vec<Message>>,
    /// What the model is told about its role.
    pub system: Option<Vec<SystemContentBlock>>,
    /// How the model chooses its words.
    pub inference_config: Option<InferenceConfiguration>,
}

/// The response of `ConverseStream`.
#[aws_shape]
#[derive(Debug)]
pub struct ConverseStreamResponse {
    /// The events.
    #[aws(payload)]
    pub stream: EventStream<ConverseStreamOutput, Error>,
}

/// A message of the conversation.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Whose message it is.
    pub role: ConversationRole,
    /// What it says.
    pub content: Vec<ContentBlock>,
}

impl Message {
    /// A message of text.
    #[must_use]
    pub fn new(role: ConversationRole, text: impl Into<String>) -> Self {
        Self { role, content: vec![ContentBlock::Text(text.into())] }
    }
}

/// Who speaks.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversationRole {
    /// The user.
    User,
    /// The model.
    Assistant,
    /// A role that this list lacks.
    #[aws(unknown)]
    Unknown(String),
}

/// A part of a message.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentBlock {
    /// Text.
    Text(String),
    /// A part that is no text.
    #[aws(unknown)]
    Unknown(String),
}

/// What a model is told about its role.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemContentBlock {
    /// Text.
    Text(String),
}

/// How a model chooses its words.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InferenceConfiguration {
    /// The most tokens of a response.
    pub max_tokens: Option<i32>,
    /// From 0, the most likely words, to 1.
    pub temperature: Option<f32>,
}

/// An event of a response.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConverseStreamOutput {
    /// The model begins.
    MessageStart(MessageStartEvent),
    /// More of a part of the message.
    ContentBlockDelta(ContentBlockDeltaEvent),
    /// A part of the message is complete.
    ContentBlockStop(ContentBlockStopEvent),
    /// The message is complete.
    MessageStop(MessageStopEvent),
    /// What the response cost.
    Metadata(ConverseStreamMetadataEvent),
    /// An event that this list lacks.
    #[aws(unknown)]
    Unknown(String),
}

/// The model begins.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageStartEvent {
    /// Who speaks.
    pub role: ConversationRole,
}

/// More of a part of the message.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentBlockDeltaEvent {
    /// What is added to the part.
    pub delta: ContentBlockDelta,
    /// The number of the part.
    pub content_block_index: i32,
}

/// What is added to a part of the message.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentBlockDelta {
    /// Text.
    Text(String),
    /// What is no text.
    #[aws(unknown)]
    Unknown(String),
}

/// A part of the message is complete.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentBlockStopEvent {
    /// The number of the part.
    pub content_block_index: i32,
}

/// The message is complete.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageStopEvent {
    /// Why the model ended it, such as `end_turn` or `max_tokens`.
    pub stop_reason: String,
}

/// What a response cost.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConverseStreamMetadataEvent {
    /// The tokens.
    pub usage: TokenUsage,
    /// The time.
    pub metrics: ConverseStreamMetrics,
}

/// Numbers of tokens.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenUsage {
    /// In the messages of the request.
    pub input_tokens: i32,
    /// In the response.
    pub output_tokens: i32,
    /// Both.
    pub total_tokens: i32,
}

/// How long a response took.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConverseStreamMetrics {
    /// In milliseconds.
    pub latency_ms: i64,
}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each error has a message
pub enum Error {
    /// The caller may not use the model.
    #[aws(status = 403)]
    AccessDeniedException { message: String },
    /// The service failed, before its response or in it.
    #[aws(status = 500)]
    InternalServerException { message: String },
    /// The model failed in the middle of its response.
    #[aws(status = 424)]
    ModelStreamErrorException { message: String },
    /// The model took too long.
    #[aws(status = 408)]
    ModelTimeoutException { message: String },
    /// There is no such model.
    #[aws(status = 404)]
    ResourceNotFoundException { message: String },
    /// The service is not there at the moment.
    #[aws(status = 503)]
    ServiceUnavailableException { message: String },
    /// Too many requests.
    #[aws(status = 429)]
    ThrottlingException { message: String },
    /// A parameter is wrong.
    #[aws(status = 400)]
    ValidationException { message: String },
}
