//! Chat, API version 2026-01-01.

use aws_operation::{Blob, EventStream, aws_error, aws_operation, aws_service, aws_shape};

/// Chat.
#[aws_service(id = "Chat", protocol = "restJson1", error = Error)]
pub struct Service;

#[aws_operation(name = "Talk", output = TalkResponse, rename_all = "camelCase")]
#[aws(http = "POST /talk")]
#[derive(Clone, Debug, Default)]
pub struct Talk {
    pub about: String,
}

impl Talk {
    /// The request with its required members.
    pub fn new(about: impl Into<String>) -> Self {
        Self {
            about: about.into(),
        }
    }
}

#[aws_shape]
#[derive(Debug)]
pub struct TalkResponse {
    #[aws(header = "x-session")]
    pub session: Option<String>,
    #[aws(payload)]
    pub stream: EventStream<TalkEvents, Error>,
}

#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TalkEvents {
    Word(WordEvent),
    Image(ImageEvent),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordEvent {
    pub text: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageEvent {
    #[aws(event_header)]
    pub part: Option<i32>,
    #[aws(event_payload)]
    pub bytes: Option<Blob>,
}

// cannot express: its request is an event stream, which is sent over HTTP/1.1; AWS takes it over
// HTTP/2
#[aws_operation(name = "Dictate", output = ())]
#[aws(http = "POST /dictate")]
#[derive(Debug)]
pub struct Dictate {
    #[aws(header = "x-language")]
    pub language: Option<String>,
    #[aws(payload)]
    pub audio: EventStream<AudioEvents>,
}

impl Dictate {
    /// The request with its required members.
    #[must_use]
    pub fn new(audio: EventStream<AudioEvents>) -> Self {
        Self {
            language: None,
            audio,
        }
    }
}

#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudioEvents {
    Sound(SoundEvent),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundEvent {
    #[aws(event_payload)]
    pub bytes: Option<Blob>,
}

// Its events go both ways, which needs the feature `http2` of aws-operation.
#[aws_operation(name = "Converse", output = TalkResponse)]
#[aws(http = "POST /converse")]
#[derive(Debug)]
pub struct Converse {
    #[aws(header = "x-language")]
    pub language: Option<String>,
    #[aws(payload)]
    pub audio: EventStream<AudioEvents, Error>,
}

impl Converse {
    /// The request with its required members.
    #[must_use]
    pub fn new(audio: EventStream<AudioEvents, Error>) -> Self {
        Self {
            language: None,
            audio,
        }
    }
}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    #[aws(exception = "lost", status = 500)]
    SessionLostException { message: String },
    #[aws(status = 429)]
    ThrottlingException { message: String },
}
