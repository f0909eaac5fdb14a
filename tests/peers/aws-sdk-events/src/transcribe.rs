//! `StartStreamTranscription`: signed frames of audio, and text while they are on their way.

use std::f64::consts::TAU;

use aws_operation_examples::local_transcribe;
use aws_sdk_transcribestreaming::config::Region;
use aws_sdk_transcribestreaming::primitives::Blob;
use aws_sdk_transcribestreaming::types::error::AudioStreamError;
use aws_sdk_transcribestreaming::types::{
    AudioEvent, AudioStream, LanguageCode, MediaEncoding, TranscriptResultStream,
};
use aws_sdk_transcribestreaming::{Client, Config};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use futures_util::Stream;

use super::{ACCESS_KEY, Checks, Outcome, SECRET_KEY, credentials};

const AUTHORITY: &str = include_str!("../../../tests/certificates/authority.pem");
const CERTIFICATE: &str = include_str!("../../../tests/certificates/localhost.pem");
/// A test key: only tests trust the authority.
const KEY: &str = include_str!("../../../tests/certificates/localhost.key");

const RATE: i32 = 8_000;

pub(super) async fn run(checks: &mut Checks) -> Outcome {
    let server = local_transcribe::server().credentials(ACCESS_KEY, SECRET_KEY);
    let server = server.tls([CERTIFICATE, AUTHORITY].concat(), KEY).bind("127.0.0.1:0").await?;
    let trusted =
        TlsContext::builder().with_trust_store(TrustStore::empty().with_pem_certificate(AUTHORITY)).build()?;
    let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).tls_context(trusted).build_https();
    let url = format!("https://localhost:{}", server.address().port());
    let call = |secret_key| {
        let config = Config::builder().region(Region::new("us-east-1")).endpoint_url(&url).http_client(http.clone());
        let client = Client::from_conf(config.credentials_provider(credentials(secret_key)).build());
        let call = client.start_stream_transcription().language_code(LanguageCode::EnUs);
        call.media_encoding(MediaEncoding::Pcm).media_sample_rate_hertz(RATE).audio_stream(audio().into())
    };

    let mut results = call(SECRET_KEY).send().await?.transcript_result_stream;
    let (mut partial, mut whole) = (0, String::new());
    while let Some(event) = results.recv().await? {
        let TranscriptResultStream::TranscriptEvent(event) = event else { continue };
        for result in event.transcript().into_iter().flat_map(|transcript| transcript.results()) {
            if result.is_partial() {
                partial += 1;
            } else {
                whole = result.alternatives().iter().filter_map(|found| found.transcript()).collect();
            }
        }
    }
    checks.check("each part of the audio is answered", partial == 4);
    checks.check("the whole text comes after the signed end", whole == "a tone of about 440 Hz, silence");

    let error = call("wrong").send().await.unwrap_err();
    checks.check(
        "a wrong secret has status 403",
        error.raw_response().is_some_and(|response| response.status().as_u16() == 403),
    );
    Ok(())
}

/// A tone, and silence: four frames of a quarter of a second.
fn audio() -> impl Stream<Item = Result<AudioStream, AudioStreamError>> + Send + Sync {
    let sample = |at: i32| (f64::from(at) / f64::from(RATE) * 440.0 * TAU).sin() * 8_000.0;
    #[allow(clippy::cast_possible_truncation)] // within 16 bits
    let tone: Vec<u8> = (0..RATE / 4).flat_map(|at| (sample(at) as i16).to_le_bytes()).collect();
    let silence = vec![0; tone.len()];
    let frame =
        |bytes: Vec<u8>| Ok(AudioStream::AudioEvent(AudioEvent::builder().audio_chunk(Blob::new(bytes)).build()));
    futures_util::stream::iter([tone.clone(), tone, silence.clone(), silence].map(frame))
}
