//! Transcribes a WAV file while it is sent: events both ways, over HTTP/2.
//!
//! ```text
//! cargo run -p transcribe
//! cargo run -p transcribe -- speech.wav
//! cargo run -p transcribe -- --aws speech.wav
//! ```
//!
//! It calls a local service that hears tones; without a file, it sends two tones. With `--aws`, it calls AWS, with the settings
//! of the environment. The file has one channel of 16 bits.

mod local;
#[allow(clippy::enum_variant_names)] // the model's names
mod transcribe;

use std::time::Duration;

use aws_operation::{Client, EventStream};
use transcribe::{AudioEvent, AudioStream, StartStreamTranscription, TranscriptResultStream};

type Failure = Box<dyn std::error::Error>;

/// The length of an event, in milliseconds.
const PART: usize = 100;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let (flags, files): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let wav = match files.first() {
        Some(file) => Wav::read(&std::fs::read(file)?)?,
        None => Wav::read(&tones(&[440.0, 880.0]))?,
    };
    if flags.iter().any(|flag| flag == "--aws") {
        // AWS wants the audio as fast as it is spoken.
        let text = transcribe(&Client::from_env().await?, wav, Duration::from_millis(PART as u64)).await?;
        println!("{text}");
        return Ok(());
    }
    let server = local::server().credentials("AKID", "SECRET").bind("127.0.0.1:0").await?;
    let text = transcribe(&server.client()?, wav, Duration::ZERO).await?;
    println!("{text}");
    if files.is_empty() && text != "a tone of about 440 Hz, a tone of about 880 Hz" {
        return Err("the service heard something else".into());
    }
    Ok(())
}

/// Sends the audio with a pause after each part, prints what is heard meanwhile, and returns the transcript.
async fn transcribe(client: &Client, wav: Wav, pause: Duration) -> Result<String, Failure> {
    let (sender, audio_stream) = EventStream::channel(1);
    let (rate, part) = (wav.rate, usize::try_from(wav.rate)? * 2 * PART / 1000);
    // It ends early if the service ends the session.
    tokio::spawn(async move {
        for chunk in wav.samples.chunks(part.max(2)) {
            let audio_chunk = Some(chunk.to_vec().into());
            sender.send(AudioStream::AudioEvent(AudioEvent { audio_chunk })).await?;
            tokio::time::sleep(pause).await;
        }
        Ok::<_, aws_operation::StreamClosed>(())
    });
    let start = StartStreamTranscription {
        language_code: Some("en-US".to_owned()),
        media_sample_rate_hertz: rate,
        media_encoding: "pcm".to_owned(),
        audio_stream,
    };
    let mut events = start.send(client).await?.transcript_result_stream;
    let mut text = Vec::new();
    while let Some(event) = events.next().await {
        let TranscriptResultStream::TranscriptEvent(event) = event? else { continue };
        for result in event.transcript.and_then(|transcript| transcript.results).unwrap_or_default() {
            let words = result.alternatives.and_then(|mut all| all.drain(..).next()?.transcript).unwrap_or_default();
            if result.is_partial == Some(true) {
                println!("{:5.1} s  {words}", result.end_time.unwrap_or_default());
            } else {
                text.push(words);
            }
        }
    }
    Ok(text.join(" "))
}

/// A WAV file of one channel of 16 bits.
struct Wav {
    rate: i32,
    samples: Vec<u8>,
}

impl Wav {
    fn read(file: &[u8]) -> Result<Self, Failure> {
        let mut rest = file.strip_prefix(b"RIFF").and_then(|rest| rest.get(4..)?.strip_prefix(b"WAVE"));
        let mut rate = None;
        while let Some((head, after)) = rest.and_then(|rest| rest.split_at_checked(8)) {
            let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
            let chunk = after.get(..length.min(after.len())).unwrap_or_default();
            match (&head[..4], chunk) {
                // PCM, one channel, the rate, bytes of a second and of a sample, 16 bits
                (b"fmt ", [1, 0, 1, 0, a, b, c, d, _, _, _, _, _, _, 16, 0, ..]) => {
                    rate = Some(i32::from_le_bytes([*a, *b, *c, *d]));
                }
                (b"fmt ", _) => return Err("the WAV file is not PCM of one channel of 16 bits".into()),
                (b"data", samples) => {
                    let rate = rate.ok_or("the WAV file has no format before its samples")?;
                    return Ok(Self { rate, samples: samples.to_vec() });
                }
                _ => {}
            }
            // Chunks have an even length.
            rest = after.get(length + length % 2..);
        }
        Err("the file is not a WAV file with samples".into())
    }
}

/// A WAV file with these tones, half a second each.
fn tones(hertz: &[f64]) -> Vec<u8> {
    const RATE: u32 = 16_000;
    let sample = |hertz: f64, at: u32| {
        let angle = std::f64::consts::TAU * hertz * f64::from(at) / f64::from(RATE);
        #[allow(clippy::cast_possible_truncation)] // between -8000 and 8000
        let sample = (angle.sin() * 8000.0).round() as i16;
        sample.to_le_bytes()
    };
    let samples: Vec<u8> =
        hertz.iter().flat_map(|hertz| (0..RATE / 2).flat_map(move |at| sample(*hertz, at))).collect();
    let length = u32::try_from(samples.len()).unwrap_or(u32::MAX);
    let format = [&[1, 0, 1, 0][..], &RATE.to_le_bytes(), &(RATE * 2).to_le_bytes(), &[2, 0, 16, 0]].concat();
    let mut file = b"RIFF".to_vec();
    file.extend((length + 36).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0");
    file.extend(format);
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(samples);
    file
}
