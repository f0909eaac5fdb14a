//! A local Transcribe that hears tones: the server half with the structs of [`transcribe`](mod@crate::transcribe). It
//! names the pitch of each part of the audio while the next part is on its way.

use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::{EventSender, EventStream, StreamClosed, StreamError};

use crate::transcribe::{
    Alternative, AudioEvent, AudioStream, Error, StartStreamTranscription, StartStreamTranscriptionResponse,
    Transcript, TranscriptEvent, TranscriptResult, TranscriptResultStream,
};

/// A server of `StartStreamTranscription`, without credentials.
pub fn server() -> ServerBuilder {
    Server::builder().operation::<StartStreamTranscription, _>(
        |call: IncomingCall<StartStreamTranscription>| async move {
            let StartStreamTranscription { media_encoding, media_sample_rate_hertz: rate, audio_stream, .. } =
                call.input;
            if media_encoding != "pcm" || rate <= 0 {
                let message = "The local service reads PCM, at a positive sample rate.".to_owned();
                return Err(Error::BadRequestException { message });
            }
            let (sender, transcript_result_stream) = EventStream::channel(1);
            // An error: the client has gone.
            tokio::spawn(transcribe(audio_stream, f64::from(rate), sender));
            Ok(StartStreamTranscriptionResponse { session_id: None, transcript_result_stream })
        },
    )
}

async fn transcribe(
    mut audio: EventStream<AudioStream, Error>,
    rate: f64,
    sender: EventSender<TranscriptResultStream, Error>,
) -> Result<(), StreamClosed> {
    let (mut heard, mut at) = (Vec::new(), 0.0);
    while let Some(event) = audio.next().await {
        let samples = match event {
            Ok(AudioStream::AudioEvent(AudioEvent { audio_chunk })) => {
                samples_of(audio_chunk.unwrap_or_default().as_ref())
            }
            Err(StreamError::Service(error, _)) => return sender.fail(error).await,
            Err(error) => return sender.fail(Error::BadRequestException { message: error.to_string() }).await,
        };
        let seconds = count(samples.len()) / rate;
        if seconds > 0.0 {
            let tone = tone_of(&samples, seconds);
            sender.send(result(at, at + seconds, true, &tone)).await?;
            if heard.last() != Some(&tone) {
                heard.push(tone);
            }
            at += seconds;
        }
    }
    sender.send(result(0.0, at, false, &heard.join(", "))).await
}

/// 16 bits for each sample, the lower byte first.
fn samples_of(bytes: &[u8]) -> Vec<i16> {
    bytes.as_chunks().0.iter().map(|sample| i16::from_le_bytes(*sample)).collect()
}

#[allow(clippy::cast_precision_loss)] // a part of the audio is short
fn count(number: usize) -> f64 {
    number as f64
}

/// The name of a tone, by how often the samples rise above zero.
fn tone_of(samples: &[i16], seconds: f64) -> String {
    let rises = samples.windows(2).filter(|pair| matches!(pair, [before, after] if *before < 0 && *after >= 0)).count();
    match count(rises) / seconds {
        silence if silence < 1.0 => "silence".to_owned(),
        hertz => format!("a tone of about {:.0} Hz", (hertz / 20.0).round() * 20.0),
    }
}

fn result(start: f64, end: f64, is_partial: bool, words: &str) -> TranscriptResultStream {
    let result = TranscriptResult {
        start_time: Some(start),
        end_time: Some(end),
        is_partial: Some(is_partial),
        alternatives: Some(vec![Alternative { transcript: Some(words.to_owned()) }]),
    };
    TranscriptResultStream::TranscriptEvent(TranscriptEvent {
        transcript: Some(Transcript { results: Some(vec![result]) }),
    })
}
