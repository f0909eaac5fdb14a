//! Amazon Transcribe Streaming, API version 2017-10-26: `StartStreamTranscription`. Its events go both ways, over HTTP/2.

use aws_operation::{Blob, EventStream, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Transcribe Streaming.
#[aws_service(id = "Transcribe Streaming", protocol = "restJson1", signing_name = "transcribe", error = Error)]
#[aws(endpoint_prefix = "transcribestreaming")]
pub struct Service;

/// Transcribes audio while it is sent.
#[aws_operation(name = "StartStreamTranscription", output = StartStreamTranscriptionResponse)]
#[aws(http = "POST /stream-transcription")]
#[derive(Debug)]
pub struct StartStreamTranscription {
    /// The language, such as `en-US`.
    #[aws(header = "x-amzn-transcribe-language-code")]
    pub language_code: Option<String>,
    /// The samples of a second.
    #[aws(header = "x-amzn-transcribe-sample-rate")]
    pub media_sample_rate_hertz: i32,
    /// How the samples are written: `pcm`, `ogg-opus` or `flac`.
    #[aws(header = "x-amzn-transcribe-media-encoding")]
    pub media_encoding: String,
    /// The audio.
    #[aws(payload)]
    pub audio_stream: EventStream<AudioStream, Error>,
}

/// The response of `StartStreamTranscription`.
#[aws_shape]
#[derive(Debug)]
pub struct StartStreamTranscriptionResponse {
    /// The ID of the session.
    #[aws(header = "x-amzn-transcribe-session-id")]
    pub session_id: Option<String>,
    /// The transcript.
    #[aws(payload)]
    pub transcript_result_stream: EventStream<TranscriptResultStream, Error>,
}

/// What is sent.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudioStream {
    /// A part of the audio, best of 50 to 200 ms.
    AudioEvent(AudioEvent),
}

/// A part of the audio.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioEvent {
    /// The samples.
    #[aws(event_payload)]
    pub audio_chunk: Option<Blob>,
}

/// What arrives.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub enum TranscriptResultStream {
    /// A part of the transcript.
    TranscriptEvent(TranscriptEvent),
    /// An event that this list lacks.
    #[aws(unknown)]
    Unknown(String),
}

/// A part of the transcript.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TranscriptEvent {
    /// The results.
    pub transcript: Option<Transcript>,
}

/// Results.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    /// The results.
    pub results: Option<Vec<TranscriptResult>>,
}

/// A part of the audio and its words.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TranscriptResult {
    /// Where it begins, in seconds.
    pub start_time: Option<f64>,
    /// Where it ends, in seconds.
    pub end_time: Option<f64>,
    /// Whether it may still change.
    pub is_partial: Option<bool>,
    /// The words, the most likely first.
    pub alternatives: Option<Vec<Alternative>>,
}

/// Words.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternative {
    /// The words.
    pub transcript: Option<String>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each error has a message
pub enum Error {
    /// A parameter or the audio is wrong.
    #[aws(status = 400)]
    BadRequestException { message: String },
    /// A session with this ID runs.
    #[aws(status = 409)]
    ConflictException { message: String },
    /// The service failed.
    #[aws(status = 500)]
    InternalFailureException { message: String },
    /// Too many sessions, or a session that is too long.
    #[aws(status = 429)]
    LimitExceededException { message: String },
    /// The service is not there at the moment.
    #[aws(status = 503)]
    ServiceUnavailableException { message: String },
}
