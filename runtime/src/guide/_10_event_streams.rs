//! Event streams: Bedrock's `ConverseStream`, Lambda's `InvokeWithResponseStream`, Kinesis' `SubscribeToShard`, S3's
//! `SelectObjectContent`. They need the feature `event-stream`.
//!
//! # Read events
//!
//! The payload of the output is an [`EventStream`] of a union, whose variants are the events. `aws-operation add
//! bedrock-runtime ConverseStream` writes all of it; this is the part that prints text:
//!
#![cfg_attr(all(feature = "server", feature = "event-stream"), doc = "```")]
#![cfg_attr(not(all(feature = "server", feature = "event-stream")), doc = "```ignore")]
//! use aws_operation::{EventStream, StreamError, aws_error, aws_operation, aws_service, aws_shape};
//! # use aws_operation::server::{Faults, IncomingCall, Server};
//!
//! #[aws_service(id = "Bedrock Runtime", protocol = "restJson1", signing_name = "bedrock", error = Error)]
//! #[aws(endpoint_prefix = "bedrock-runtime", auth("sigv4", "bearer"))]
//! pub struct Service;
//!
//! #[aws_operation(name = "ConverseStream", http = "POST /model/{model_id}/converse-stream", rename_all = "camelCase")]
//! pub struct ConverseStream {
//!     pub model_id: String,
//!     pub messages: Vec<Message>,
//! }
//!
//! #[aws_shape]
//! pub struct ConverseStreamOutput {
//!     #[aws(payload)]
//!     pub stream: EventStream<Event, Error>,
//! }
//!
//! #[aws_shape(rename_all = "camelCase")]
//! pub struct Message {
//!     pub role: String,
//!     pub content: Vec<Content>,
//! }
//!
//! #[aws_shape(rename_all = "camelCase")]
//! #[derive(Debug)]
//! pub enum Content {
//!     Text(String),
//! }
//!
//! #[aws_shape(rename_all = "camelCase")]
//! #[derive(Debug)]
//! pub enum Event {
//!     ContentBlockDelta(Delta),
//!     MessageStop(Stop),
//!     #[aws(unknown)]
//!     Unknown(String),
//! }
//!
//! #[aws_shape(rename_all = "camelCase")]
//! #[derive(Debug)]
//! pub struct Delta {
//!     pub delta: Option<Content>,
//! }
//!
//! #[aws_shape(rename_all = "camelCase")]
//! #[derive(Debug)]
//! pub struct Stop {
//!     pub stop_reason: Option<String>,
//! }
//!
//! #[aws_error(rename_all = "camelCase")]
//! #[derive(Debug)]
//! pub enum Error {
//!     #[aws(status = 429)]
//!     ThrottlingException { message: String },
//! }
//!
//! /// The text, as far as it has come, and the error that ended it.
//! async fn read(mut stream: EventStream<Event, Error>) -> (String, Option<StreamError<Error>>) {
//!     let mut text = String::new();
//!     while let Some(event) = stream.next().await {
//!         match event {
//!             Ok(Event::ContentBlockDelta(Delta { delta: Some(Content::Text(part)) })) => text.push_str(&part),
//!             Ok(_) => {}
//!             Err(error) => return (text, Some(error)),
//!         }
//!     }
//!     (text, None)
//! }
//!
//! # fn delta(text: &str) -> Event {
//! #     Event::ContentBlockDelta(Delta { delta: Some(Content::Text(text.to_owned())) })
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A fake Bedrock.
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .operation::<ConverseStream, _>(|_: IncomingCall<ConverseStream>| async {
//!         let stop = Event::MessageStop(Stop { stop_reason: Some("end_turn".into()) });
//!         Ok(ConverseStreamOutput { stream: EventStream::from_events([delta("Hello, "), delta("world"), stop]) })
//!     })
//!     .bind("127.0.0.1:0")
//!     .await?;
//!
//! let client = server.client()?;
//! let messages = || vec![Message { role: "user".into(), content: vec![Content::Text("Greet me".into())] }];
//! let converse = ConverseStream { model_id: "amazon.nova-lite-v1:0".into(), messages: messages() };
//! let (text, error) = read(converse.send(&client).await?.stream).await;
//! assert!(text == "Hello, world" && error.is_none());
//!
//! // The second event is broken off.
//! server.inject_faults(&Faults::new().cut_event_once(1));
//! let (text, error) = read(converse.send(&client).await?.stream).await;
//! assert!(text == "Hello, " && matches!(error, Some(StreamError::Transport(..))));
//! # Ok(())
//! # }
//! ```
//!
//! - The call ends with the headers, or the initial message. Up to then it is retried like any call; **after that
//!   nothing is retried**, because events have been seen. Errors come from the stream: [`StreamError`].
//! - An event that the union does not know is its variant with `#[aws(unknown)]`, or is passed over.
//! - There is no idle limit, because a model may think for a minute;
//!   [`stream_idle_timeout`](crate::ClientBuilder::stream_idle_timeout) sets one.
//! - Every frame is checked, its length before anything is allocated. A stream that lacks its last event, where the
//!   service has one (S3, Lambda), ends with an error.
//! - To drop the stream closes the connection.
//!
//! Members of an event may be in the headers of its frame (`event_header`) or be its payload (`event_payload`):
//! [`aws_shape`](macro@crate::aws_shape).
//!
//! # Send events
//!
//! In restJson1 and restXml, an input may have an `EventStream` too: [`EventStream::channel`] returns the stream and a
//! sender. Each frame is signed. With events in the input alone, the response comes after the last event.
//!
//! # Both ways
//!
//! An operation with events in its input and in its output goes over HTTP/2, with the feature `http2`: Transcribe's
//! `StartStreamTranscription`, Bedrock's `InvokeModelWithBidirectionalStream`, Lex's `StartConversation`. `send`
//! returns when the service has begun to respond, and the sender goes on. The server half reads events while they
//! arrive, and verifies the signature of each frame:
//!
#![cfg_attr(all(feature = "server", feature = "http2"), doc = "```")]
#![cfg_attr(not(all(feature = "server", feature = "http2")), doc = "```ignore")]
//! use aws_operation::server::{IncomingCall, Server};
//! use aws_operation::{EventStream, ServiceError, aws_operation, aws_service, aws_shape};
//!
//! #[aws_service(id = "Echo", protocol = "restJson1")]
//! struct Service;
//!
//! #[aws_operation(name = "Talk", http = "POST /talk")]
//! struct Talk {
//!     #[aws(payload)]
//!     words: EventStream<Word>,
//! }
//!
//! #[aws_shape]
//! struct TalkOutput {
//!     #[aws(payload)]
//!     words: EventStream<Word>,
//! }
//!
//! #[aws_shape]
//! #[derive(Debug)]
//! enum Word {
//!     Said(Said),
//! }
//!
//! #[aws_shape]
//! #[derive(Debug)]
//! struct Said {
//!     text: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The server sends back each word as it comes.
//! let server = Server::builder()
//!     .credentials("AKID", "secret")
//!     .operation::<Talk, _>(|call: IncomingCall<Talk>| async move {
//!         let mut heard = call.input.words;
//!         let (sender, words) = EventStream::channel(1);
//!         tokio::spawn(async move {
//!             while let Some(Ok(word)) = heard.next().await {
//!                 if sender.send(word).await.is_err() {
//!                     break; // the client has gone
//!                 }
//!             }
//!         });
//!         Ok::<_, ServiceError>(TalkOutput { words })
//!     })
//!     .bind("127.0.0.1:0")
//!     .await?;
//!
//! let (sender, words) = EventStream::channel(1);
//! let mut echo = Talk { words }.send(&server.client()?).await?.words;
//! for text in ["one", "two"] {
//!     sender.send(Word::Said(Said { text: text.into() })).await?;
//!     let Some(Word::Said(said)) = echo.next().await.transpose()? else { break };
//!     assert_eq!(said.text, text);
//! }
//! drop(sender); // the last event
//! assert!(echo.next().await.is_none());
//! # Ok(())
//! # }
//! ```
//!
//! - Without the feature, such a call is an error that names it. All other calls stay on HTTP/1.1.
//! - TLS chooses HTTP/2. Without TLS it goes only to loopback.
//! - Each side waits for the other: a sender waits while the service does not read, and the service while you do not.
//! - Dropping the sender ends your events, and the service may still respond. Dropping the output ends the call.
//! - Nothing is retried: the events that were sent are gone.
//!
//! The example `transcribe` of the repository sends a WAV file to a local service.
//!
//! # Fake and break them
//!
//! The server half sends event streams, as above: from a list, a `Stream` or a channel. Four faults break them:
//! [`cut_event_once`](crate::server::Faults::cut_event_once), `corrupt_event_once`, `end_events_once` and
//! `delay_event_once`. [`EventSender::fail`](crate::EventSender::fail) ends a stream with an exception of the service.
//!
//! # Without async
//!
//! [`blocking::Client::events`](crate::blocking::Client::events) is an iterator.
//!
//! [`EventStream`]: crate::EventStream
//! [`EventStream::channel`]: crate::EventStream::channel
//! [`StreamError`]: crate::StreamError
