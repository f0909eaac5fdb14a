//! A call with events both ways, in a program without HTTP/2.
#![cfg(all(feature = "event-stream", not(feature = "http2")))]
#![allow(clippy::panic)] // failures in tests panic

use aws_operation::{
    Body, Client, Credentials, EventStream, Invalid, SendError, Transport, TransportFuture, aws_operation, aws_service,
    aws_shape, http,
};

#[aws_service(id = "Transcribe Streaming", protocol = "restJson1", signing_name = "transcribe")]
struct Service;

#[aws_operation(name = "StartStreamTranscription", http = "POST /stream-transcription", output = Events)]
struct StartStreamTranscription {
    #[aws(payload)]
    audio: EventStream<Audio>,
}

#[aws_shape]
struct Events {
    #[aws(payload)]
    results: EventStream<Audio>,
}

#[aws_shape]
enum Audio {
    AudioEvent(AudioEvent),
}

#[aws_shape]
struct AudioEvent {}

struct Unreached;

impl Transport for Unreached {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        panic!("nothing is sent");
    }
}

#[tokio::test]
async fn is_an_error_that_names_the_feature() {
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = client.transport(Unreached).build().unwrap();
    let start = StartStreamTranscription { audio: EventStream::from_events([Audio::AudioEvent(AudioEvent {})]) };
    let Err(error) = start.send(&client).await else { panic!("it is sent") };
    assert!(matches!(error, SendError::Invalid(Invalid::NoHttp2("StartStreamTranscription"), _)), "{error}");
    let expected = "the events of StartStreamTranscription go both ways, which needs HTTP/2: enable the feature `http2` of \
                    aws-operation";
    assert!(error.to_string().contains(expected), "{error}");
}
