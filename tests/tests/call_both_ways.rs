//! Event streams both ways at the same time, over HTTP/2: from the client to the server half.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::codec::{Frame, FrameBuilder, FrameReader, FrameValue};
use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::{
    Blob, Body, Bytes, Client, EventSender, EventStream, SendError, StreamError, Transport, TransportError,
    TransportErrorKind, TransportFuture, aws_error, aws_operation, aws_service, aws_shape,
};
use tokio::sync::oneshot;
use tokio::time::timeout;

#[aws_service(id = "Transcribe Streaming", protocol = "restJson1", signing_name = "transcribe", error = Error)]
#[aws(endpoint_prefix = "transcribestreaming")]
struct Service;

#[aws_operation(name = "StartStreamTranscription", http = "POST /stream-transcription")]
struct StartStreamTranscription {
    #[aws(header = "x-amzn-transcribe-language-code")]
    language_code: String,
    #[aws(payload)]
    audio_stream: EventStream<AudioStream, Error>,
}

#[aws_shape]
#[derive(Debug)]
struct StartStreamTranscriptionOutput {
    #[aws(header = "x-amzn-transcribe-language-code")]
    language_code: Option<String>,
    #[aws(payload)]
    transcript_result_stream: EventStream<TranscriptResultStream, Error>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
enum AudioStream {
    AudioEvent(AudioEvent),
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct AudioEvent {
    #[aws(event_payload)]
    audio_chunk: Option<Blob>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
enum TranscriptResultStream {
    TranscriptEvent(TranscriptEvent),
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct TranscriptEvent {
    text: String,
}

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    #[aws(status = 400)]
    BadRequestException { message: String },
}

type Audio = EventStream<AudioStream, Error>;
type Words = EventSender<TranscriptResultStream, Error>;

/// No test waits for long if it is right.
const LONG: Duration = Duration::from_secs(20);

fn audio(bytes: impl Into<Blob>) -> AudioStream {
    AudioStream::AudioEvent(AudioEvent { audio_chunk: Some(bytes.into()) })
}

fn text(text: impl Into<String>) -> TranscriptResultStream {
    TranscriptResultStream::TranscriptEvent(TranscriptEvent { text: text.into() })
}

/// A server whose handler runs `transcribe` with the events of the client, and responds at once.
fn builder<Fut: Future<Output = ()> + Send + 'static>(
    transcribe: impl Fn(Audio, Words) -> Fut + Send + Sync + 'static,
) -> ServerBuilder {
    Server::builder().credentials("AKID", "secret").operation::<StartStreamTranscription, _>(
        move |call: IncomingCall<StartStreamTranscription>| {
            let StartStreamTranscription { language_code, audio_stream } = call.input;
            let (sender, transcript_result_stream) = EventStream::channel(1);
            tokio::spawn(transcribe(audio_stream, sender));
            async {
                Ok(StartStreamTranscriptionOutput { language_code: Some(language_code), transcript_result_stream })
            }
        },
    )
}

const AUTHORITY: &str = include_str!("certificates/authority.pem");
const CERTIFICATE: &str = include_str!("certificates/localhost.pem");
/// A test key: only tests trust the authority.
const KEY: &[u8] = include_bytes!("certificates/localhost.key");

fn with_tls(server: ServerBuilder) -> ServerBuilder {
    server.tls([CERTIFICATE, AUTHORITY].concat(), KEY)
}

/// Says what it hears, word by word, and how many it heard at the end.
async fn repeat(mut audio: Audio, words: Words) {
    let mut heard = 0;
    while let Some(event) = audio.next().await {
        let AudioStream::AudioEvent(AudioEvent { audio_chunk: Some(chunk) }) = event.unwrap() else { continue };
        heard += 1;
        words.send(text(String::from_utf8_lossy(chunk.as_ref()))).await.unwrap();
    }
    words.send(text(format!("{heard} words"))).await.unwrap();
}

async fn start(client: &Client, audio_stream: Audio) -> EventStream<TranscriptResultStream, Error> {
    let start = StartStreamTranscription { language_code: "en-US".into(), audio_stream };
    let output = timeout(LONG, start.send(client)).await.unwrap().unwrap();
    assert_eq!(output.language_code.as_deref(), Some("en-US"));
    output.transcript_result_stream
}

/// Each word is heard before the next one is said, and the server has the last word.
async fn converse(client: &Client) {
    let (sender, audio_stream) = EventStream::channel(1);
    let mut results = start(client, audio_stream).await;
    for word in ["one", "two", "three"] {
        sender.send(audio(word)).await.unwrap();
        let heard = timeout(LONG, results.next()).await.unwrap().unwrap().unwrap();
        assert_eq!(heard, text(word));
    }
    drop(sender);
    assert_eq!(timeout(LONG, results.next()).await.unwrap().unwrap().unwrap(), text("3 words"));
    assert!(timeout(LONG, results.next()).await.unwrap().is_none());
}

#[tokio::test]
async fn events_go_both_ways_to_a_server_that_is_known_to_speak_http_2() {
    let server = builder(repeat).bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    // Both at the same time, over one connection.
    tokio::join!(converse(&client), converse(&client));
}

#[tokio::test]
async fn events_go_both_ways_over_tls() {
    let server = with_tls(builder(repeat)).bind("127.0.0.1:0").await.unwrap();
    assert!(server.url().starts_with("https://localhost:"));
    converse(&server.client().unwrap()).await;
}

/// The other HTTP client.
#[cfg(all(feature = "hyper", feature = "reqwest"))]
#[tokio::test]
async fn events_go_both_ways_through_hyper() {
    use aws_operation::{Credentials, HyperTransport};

    let server = builder(repeat).bind("127.0.0.1:0").await.unwrap();
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = client.endpoint_url(server.url()).transport(HyperTransport::new(Duration::from_secs(3)));
    converse(&client.build().unwrap()).await;
}

#[test]
fn a_blocking_client_has_both_ways_too() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(builder(repeat).bind("127.0.0.1:0")).unwrap();
    let client = aws_operation::blocking::Client::new(server.client().unwrap()).unwrap();
    let audio_stream = EventStream::from_events([audio("one"), audio("two")]);
    let start = StartStreamTranscription { language_code: "en-US".into(), audio_stream };
    let output = client.send(&start).unwrap();
    let heard: Vec<_> = client.events(output.transcript_result_stream).map(Result::unwrap).collect();
    assert_eq!(heard, [text("one"), text("two"), text("2 words")]);
}

/// The same operation with a token, by which calls are compared.
#[aws_operation(name = "Chat", http = "POST /chat", idempotent = "token", output = StartStreamTranscriptionOutput)]
struct Chat {
    #[aws(query)]
    token: Option<String>,
    #[aws(payload)]
    audio_stream: EventStream<AudioStream, Error>,
}

#[tokio::test]
async fn a_call_with_a_token_has_events_too() {
    let chat = |call: IncomingCall<Chat>| {
        let (sender, transcript_result_stream) = EventStream::channel(1);
        tokio::spawn(repeat(call.input.audio_stream, sender));
        async { Ok(StartStreamTranscriptionOutput { language_code: call.input.token, transcript_result_stream }) }
    };
    let server = Server::builder().credentials("AKID", "secret").operation::<Chat, _>(chat);
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let chat = Chat { token: Some("t-1".into()), audio_stream: EventStream::from_events([audio("one")]) };
    let output = chat.send(&server.client().unwrap()).await.unwrap();
    assert_eq!(output.language_code.as_deref(), Some("t-1"));
    let heard: Vec<_> = timeout(LONG, all(output.transcript_result_stream)).await.unwrap();
    assert_eq!(heard, [text("one"), text("1 words")]);
}

async fn all(mut results: EventStream<TranscriptResultStream, Error>) -> Vec<TranscriptResultStream> {
    let mut all = Vec::new();
    while let Some(event) = results.next().await {
        all.push(event.unwrap());
    }
    all
}

/// Sends until the other side has not taken an event for a while, and returns how many bytes it took.
async fn fill<E, Event>(sender: &EventSender<Event, E>, event: impl Fn() -> Event) -> usize {
    let mut sent = 0;
    while sent < 64 << 20 && timeout(Duration::from_millis(300), sender.send(event())).await.is_ok() {
        sent += 64 << 10;
    }
    sent
}

#[tokio::test]
async fn a_slow_server_slows_the_client_down() {
    let (go, wait) = tokio::sync::watch::channel(false);
    let (heard, mut all) = tokio::sync::mpsc::unbounded_channel();
    let server = builder(move |mut audio, _words| {
        let (mut wait, heard) = (wait.clone(), heard.clone());
        async move {
            wait.wait_for(|go| *go).await.unwrap();
            let mut events = 0;
            while audio.next().await.transpose().unwrap().is_some() {
                events += 1;
            }
            heard.send(events).unwrap();
        }
    });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let (sender, audio_stream) = EventStream::channel(1);
    let _results = start(&server.client().unwrap(), audio_stream).await;
    let sent = fill(&sender, || audio(vec![7; 64 << 10])).await;
    assert!((1 << 16..16 << 20).contains(&sent), "{sent} bytes are on their way");
    // Nothing is lost when the server begins to read.
    go.send(true).unwrap();
    drop(sender);
    let events = timeout(LONG, all.recv()).await.unwrap().unwrap();
    // The event that was not taken in time was not sent.
    assert_eq!(events, sent >> 16);
}

#[tokio::test]
async fn a_slow_client_slows_the_server_down() {
    let (sent, taken) = oneshot::channel();
    let sent = Arc::new(Mutex::new(Some(sent)));
    let server = builder(move |_audio, words| {
        let sent = sent.lock().unwrap().take();
        async move {
            let bytes = fill(&words, || text("a".repeat(64 << 10))).await;
            sent.unwrap().send(bytes).unwrap();
        }
    });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let (_sender, audio_stream) = EventStream::channel(1);
    let mut results = start(&server.client().unwrap(), audio_stream).await;
    let sent = timeout(LONG, taken).await.unwrap().unwrap();
    assert!((1 << 16..16 << 20).contains(&sent), "{sent} bytes are on their way");
    let mut received = 0;
    while let Some(event) = timeout(LONG, results.next()).await.unwrap() {
        event.unwrap();
        received += 1;
    }
    assert_eq!(received, sent >> 16);
}

#[tokio::test]
async fn the_sender_learns_that_the_server_has_ended() {
    let server = builder(|_audio, words| async move { words.send(text("enough")).await.unwrap() });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let (sender, audio_stream) = EventStream::channel(1);
    let mut results = start(&server.client().unwrap(), audio_stream).await;
    assert_eq!(results.next().await.unwrap().unwrap(), text("enough"));
    assert!(results.next().await.is_none());
    timeout(LONG, sender.closed()).await.unwrap();
    assert!(sender.send(audio("more")).await.is_err());
}

#[tokio::test]
async fn a_dropped_output_ends_both_streams() {
    let (gone, is_gone) = oneshot::channel();
    let gone = Arc::new(Mutex::new(Some(gone)));
    let server = builder(move |mut audio, words| {
        let gone = gone.lock().unwrap().take();
        async move {
            words.closed().await;
            // The end of the events did not come, so it is no end.
            let end = audio.next().await;
            gone.unwrap().send(matches!(end, Some(Err(StreamError::Transport(..))))).unwrap();
        }
    });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let (sender, audio_stream) = EventStream::channel(1);
    let results = start(&server.client().unwrap(), audio_stream).await;
    drop(results);
    timeout(LONG, sender.closed()).await.unwrap();
    assert!(timeout(LONG, is_gone).await.unwrap().unwrap());
}

/// What a transport does to the frames of a request.
type Change = fn(Vec<Bytes>) -> Vec<Bytes>;

/// Changes the signed frames of a request.
struct Forger {
    transport: aws_operation_tests::BuiltInTransport,
    change: Change,
}

impl Transport for Forger {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = body.bytes(1 << 20).await.map_err(TransportError::not_sent)?;
            let (mut frames, mut rest) = (Vec::new(), bytes);
            while let Some(length) = rest.first_chunk() {
                frames.push(rest.split_to(u32::from_be_bytes(*length) as usize));
            }
            let body = Body::from((self.change)(frames).concat());
            self.transport.send(http::Request::from_parts(parts, body)).await
        })
    }
}

/// The frame in a signed frame, and its signature.
fn opened(signed: &Bytes) -> (Frame, Vec<u8>, i64) {
    let mut reader = FrameReader::new(1 << 20);
    reader.push(signed.clone());
    let frame = reader.next_frame().unwrap().unwrap();
    let Some(FrameValue::Binary(signature)) = frame.header(":chunk-signature") else { panic!("it is not signed") };
    let Some(FrameValue::Time(date)) = frame.header(":date") else { panic!("it has no date") };
    let (signature, date) = (signature.to_vec(), date);
    (frame, signature, date)
}

fn signed(payload: &[u8], signature: &[u8], date: i64) -> Bytes {
    let frame = FrameBuilder::new().header(":date", FrameValue::Time(date)).unwrap();
    frame.header(":chunk-signature", FrameValue::Binary(signature)).unwrap().finish(payload).unwrap()
}

/// The last error of the results, and the error that the handler got.
async fn forged(change: Change) -> (StreamError<Error>, String, usize) {
    let (failed, failure) = oneshot::channel();
    let failed = Arc::new(Mutex::new(Some(failed)));
    let server = builder(move |mut audio, words| {
        let failed = failed.lock().unwrap().take();
        async move {
            let mut heard = 0;
            let error = loop {
                match audio.next().await {
                    Some(Ok(_)) => heard += 1,
                    Some(Err(error)) => break error.to_string(),
                    None => break "the end".to_owned(),
                }
            };
            drop(words);
            failed.unwrap().send((error, heard)).unwrap();
        }
    });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let transport = aws_operation_tests::BuiltInTransport::new(Duration::from_secs(3));
    let client = Client::builder().region("us-east-1").endpoint_url(server.url());
    let client = client.credentials(aws_operation::Credentials::new("AKID", "secret"));
    let client = client.transport(Forger { transport, change }).build().unwrap();
    let mut results = start(&client, EventStream::from_events([audio("one"), audio("two")])).await;
    let error = timeout(LONG, results.next()).await.unwrap().unwrap().unwrap_err();
    let (at_server, heard) = timeout(LONG, failure).await.unwrap().unwrap();
    (error, at_server, heard)
}

#[tokio::test]
async fn a_frame_whose_content_was_changed_is_rejected() {
    let (error, at_server, heard) = forged(|mut frames| {
        let (first, signature, date) = opened(&frames[0]);
        // The checksums are right, and only the signature is not.
        let inner = opened_unsigned(first.payload());
        let inner = FrameBuilder::new()
            .header(":message-type", inner.header(":message-type").unwrap())
            .and_then(|frame| frame.header(":event-type", inner.header(":event-type").unwrap()))
            .and_then(|frame| frame.finish(b"won"))
            .unwrap();
        frames[0] = signed(&inner, &signature, date);
        frames
    })
    .await;
    assert_eq!(error.code(), Some("InvalidSignatureException"), "{error}");
    assert!(at_server.contains("the signature of a frame does not match"), "{at_server}");
    assert_eq!(heard, 0);
}

fn opened_unsigned(bytes: &Bytes) -> Frame {
    let mut reader = FrameReader::new(1 << 20);
    reader.push(bytes.clone());
    reader.next_frame().unwrap().unwrap()
}

#[tokio::test]
async fn frames_in_another_order_are_rejected() {
    let (error, at_server, heard) = forged(|mut frames| {
        frames.swap(0, 1);
        frames
    })
    .await;
    assert_eq!(error.code(), Some("InvalidSignatureException"), "{error}");
    assert!(at_server.contains("the signature of a frame does not match"), "{at_server}");
    assert_eq!(heard, 0);
}

#[tokio::test]
async fn a_frame_at_another_time_is_rejected() {
    let (error, ..) = forged(|mut frames| {
        let (first, signature, date) = opened(&frames[0]);
        frames[0] = signed(first.payload(), &signature, date + 3_600_000);
        frames
    })
    .await;
    assert_eq!(error.code(), Some("InvalidSignatureException"), "{error}");
    assert!(error.to_string().contains("a frame was not signed within 300s"), "{error}");
}

#[tokio::test]
async fn a_stream_without_its_signed_end_is_rejected() {
    let (error, at_server, heard) = forged(|mut frames| {
        assert!(opened(&frames.pop().unwrap()).0.payload().is_empty());
        frames
    })
    .await;
    assert_eq!(error.code(), Some("IncompleteSignatureException"), "{error}");
    assert!(at_server.contains("ends without the signed frame that is empty"), "{at_server}");
    assert_eq!(heard, 2);
}

#[tokio::test]
async fn frames_without_signatures_are_rejected() {
    let (error, _, heard) =
        forged(|frames| frames.iter().map(|frame| opened(frame).0.payload().clone()).collect()).await;
    assert_eq!(error.code(), Some("IncompleteSignatureException"), "{error}");
    assert_eq!(heard, 0);
}

#[tokio::test]
async fn http_2_without_tls_goes_only_to_loopback() {
    let client = Client::builder().region("us-east-1").credentials(aws_operation::Credentials::new("AKID", "secret"));
    let client = client.endpoint_url("http://service.invalid").allow_plain_http(true).build().unwrap();
    let audio_stream = EventStream::from_events([audio("one")]);
    let start = StartStreamTranscription { language_code: "en-US".into(), audio_stream };
    let error = start.send(&client).await.unwrap_err();
    let SendError::Transport(error, _) = error else { panic!("{error}") };
    assert_eq!(error.kind(), TransportErrorKind::NotSent);
    assert!(error.to_string().contains("HTTP/2 without TLS goes only to loopback"), "{error}");
}

#[tokio::test]
async fn a_service_without_http_2_is_an_error_that_says_so() {
    use tokio_rustls::rustls::pki_types::pem::PemObject as _;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let chain = CertificateDer::pem_slice_iter(CERTIFICATE.as_bytes()).map(Result::unwrap).collect();
    let config = tokio_rustls::rustls::ServerConfig::builder_with_provider(Arc::new(
        tokio_rustls::rustls::crypto::ring::default_provider(),
    ));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = config.with_single_cert(chain, PrivateKeyDer::from_pem_slice(KEY).unwrap()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _kept = acceptor.accept(stream).await;
        }
    });
    let client = Client::builder().region("us-east-1").credentials(aws_operation::Credentials::new("AKID", "secret"));
    let client = client.endpoint_url(format!("https://localhost:{port}")).ca_bundle(AUTHORITY).build().unwrap();
    let audio_stream = EventStream::from_events([audio("one")]);
    let start = StartStreamTranscription { language_code: "en-US".into(), audio_stream };
    let error = timeout(LONG, start.send(&client)).await.unwrap().unwrap_err();
    assert!(matches!(error, SendError::Transport(..) | SendError::Ambiguous(..)), "{error}");
}
