//! `EventStream`: the events of a response or a request.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};

use super::body::EventBody;
use super::frame_error::FrameError;
use super::frame_reader::FrameReader;
use super::message::{context_of, read};
use super::sender::{self, EventSender};
use super::stream_error::{StreamContext, StreamError};
use crate::model::modeled_error::{ModeledError, ServiceError};
use crate::model::payload::{Kind, PayloadKind, PayloadMember};
use crate::model::streamed_body::{EventFacts, EventFormat, StreamedBody};
use crate::model::structure::ReadUnion;
use crate::value::body::{Body, BodyError};
use crate::value::byte_stream::ByteStream;
use crate::value::sensitive::{REDACTED, is_redacting};

/// An event stream: the payload of an output (or input) whose events come one after another, such as that of Bedrock's
/// `ConverseStream`.
///
/// `Event` is a union with `#[aws_shape]`, whose variants hold structures; `Error` is the error enum of the operation. Read
/// events with [`next`](Self::next), or as a [`Stream`](futures_core::Stream). After an error there are no more events. An
/// event that the union does not know is its variant with `#[aws(unknown)]`; without one, it is passed over.
///
/// The stream holds one frame in memory. To drop it closes the connection. There is no idle limit, because a model may think
/// for a minute; [`stream_idle_timeout`](crate::ClientBuilder::stream_idle_timeout) sets one. A stream that ends without its
/// last event (`End` of S3's `SelectObjectContent`, `InvokeComplete` of Lambda) is a
/// [`StreamError::Transport`].
///
/// ```no_run
/// use aws_operation::{Client, EventStream, aws_error, aws_operation, aws_service, aws_shape};
///
/// #[aws_service(id = "Bedrock Runtime", protocol = "restJson1", signing_name = "bedrock", error = Error)]
/// #[aws(endpoint_prefix = "bedrock-runtime")]
/// pub struct Service;
///
/// #[aws_operation(name = "InvokeModelWithResponseStream")]
/// #[aws(http = "POST /model/{model_id}/invoke-with-response-stream")]
/// pub struct InvokeModelWithResponseStream {
///     pub model_id: String,
///     #[aws(payload)]
///     pub body: aws_operation::Blob,
/// }
///
/// #[aws_shape(rename_all = "camelCase")]
/// pub struct InvokeModelWithResponseStreamOutput {
///     #[aws(payload)]
///     pub body: EventStream<ResponseStream, Error>,
/// }
///
/// #[aws_shape(rename_all = "camelCase")]
/// pub enum ResponseStream {
///     Chunk(PayloadPart),
///     #[aws(unknown)]
///     Unknown(String),
/// }
///
/// #[aws_shape(rename_all = "camelCase")]
/// pub struct PayloadPart {
///     pub bytes: Option<aws_operation::Blob>,
/// }
///
/// #[aws_error(rename_all = "camelCase")]
/// #[derive(Debug)]
/// pub enum Error {
///     #[aws(status = 429)]
///     ThrottlingException { message: String },
/// }
///
/// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let invoke = InvokeModelWithResponseStream { model_id: "amazon.nova-lite-v1:0".into(), body: "{}".into() };
/// let mut output = invoke.send(&client).await?;
/// while let Some(event) = output.body.next().await {
///     if let ResponseStream::Chunk(part) = event? {
///         println!("{:?}", part.bytes);
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct EventStream<Event, Error = ServiceError>(Mutex<Source<Event, Error>>);

/// The source of events.
enum Source<Event, Error> {
    /// The frames of a message.
    Received(Box<Received<Event, Error>>),
    /// Events that are to be sent.
    Made(Made<Event, Error>),
    /// The stream has ended.
    Ended,
    /// The stream was sent.
    Sent,
}

type Made<Event, Error> = Pin<Box<dyn Stream<Item = Result<Event, Error>> + Send>>;

/// The frames of a message.
struct Received<Event, Error> {
    frames: FrameReader,
    body: Body,
    facts: EventFacts,
    /// The last event of the stream, until it has come.
    end: Option<&'static str>,
    types: PhantomData<fn() -> (Event, Error)>,
}

/// The events after which a stream is complete: of S3 and of Lambda. No other service has events of these names.
const LAST_EVENTS: [&str; 2] = ["End", "InvokeComplete"];

impl<Event, Error> EventStream<Event, Error> {
    /// A stream of these events, to send it: in a server, or as the payload of an input. An `Err` is sent as an exception and
    /// ends the stream.
    pub fn new(events: impl Stream<Item = Result<Event, Error>> + Send + 'static) -> Self {
        Self::of(Source::Made(Box::pin(events)))
    }

    /// A stream of events that are known.
    ///
    /// ```
    /// use aws_operation::{EventStream, aws_shape};
    ///
    /// #[aws_shape]
    /// #[derive(Debug, PartialEq)]
    /// enum Word {
    ///     Said(Said),
    /// }
    ///
    /// #[aws_shape]
    /// #[derive(Debug, PartialEq)]
    /// struct Said {
    ///     text: String,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let said = |text: &str| Word::Said(Said { text: text.to_owned() });
    /// let mut words: EventStream<Word> = EventStream::from_events([said("hello"), said("world")]);
    /// assert_eq!(words.next().await.unwrap().unwrap(), said("hello"));
    /// # }
    /// ```
    pub fn from_events<I: IntoIterator<Item = Event, IntoIter: Send + 'static>>(events: I) -> Self
    where
        Error: 'static,
    {
        Self::new(sender::Listed::of(events.into_iter()))
    }

    /// A stream, and the sender of its events. The sender waits while `capacity` events are not read yet, at least 1.
    pub fn channel(capacity: usize) -> (EventSender<Event, Error>, Self)
    where
        Event: Send + 'static,
        Error: Send + 'static,
    {
        let (sender, events) = sender::channel(capacity);
        (sender, Self::new(events))
    }

    fn of(source: Source<Event, Error>) -> Self {
        Self(Mutex::new(source))
    }

    fn source(&mut self) -> &mut Source<Event, Error> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<Event: ReadUnion, Error: ModeledError> EventStream<Event, Error> {
    /// The next event; `None` at the end.
    ///
    /// It can be dropped while it waits: no event is lost.
    ///
    /// # Errors
    /// [`StreamError`]: an exception of the service, a lost connection, or a frame that is not an event. The stream has ended
    /// then.
    pub async fn next(&mut self) -> Option<Result<Event, StreamError<Error>>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event, StreamError<Error>>>> {
        let source = self.source();
        let next = match source {
            Source::Received(received) => ready!(received.poll(context)),
            Source::Made(events) => {
                let next = ready!(events.as_mut().poll_next(context));
                next.map(|event| event.map_err(|error| StreamError::Service(error, StreamContext::default())))
            }
            Source::Ended | Source::Sent => None,
        };
        if !matches!(next, Some(Ok(_))) {
            // Drop the connection.
            *source = Source::Ended;
        }
        Poll::Ready(next)
    }

    /// The stream in a message. `None` if the body was read before.
    fn received(body: StreamedBody) -> Option<Self> {
        let StreamedBody { stream, events } = body;
        Some(Self::of(Source::Received(Box::new(Received {
            frames: FrameReader::new(events.max_frame),
            body: stream.take_body()?,
            facts: events,
            end: LAST_EVENTS.into_iter().find(|last| Event::MEMBERS.contains(last)),
            types: PhantomData,
        }))))
    }
}

impl<Event: ReadUnion + Serialize + Send + 'static, Error: ModeledError> EventStream<Event, Error> {
    /// The frames to send. The stream can be sent once.
    fn sent(&self, format: EventFormat) -> ByteStream {
        if is_redacting() {
            return REDACTED.into();
        }
        let mut source = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *source, Source::Sent) {
            Source::Sent => ByteStream::from_fn(0, || async {
                Err(std::io::Error::other("the event stream was sent before, and can be sent only once"))
            }),
            unsent => ByteStream::once(Body::new(EventBody::of(Self::of(unsent), format))),
        }
    }
}

impl<Event: ReadUnion, Error: ModeledError> Received<Event, Error> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event, StreamError<Error>>>> {
        loop {
            match self.frames.next_frame() {
                Ok(Some(frame)) => {
                    if self.end.is_some_and(|end| super::message::event_type(&frame) == Some(end)) {
                        self.end = None;
                    }
                    if let Some(event) = read(&frame, &self.facts).transpose() {
                        return Poll::Ready(Some(event));
                    }
                }
                Ok(None) => match ready!(Pin::new(&mut self.body).poll_next(context)) {
                    Some(Ok(part)) => self.frames.push(part),
                    Some(Err(error)) => return Poll::Ready(Some(Err(self.failed(error)))),
                    None => return Poll::Ready(self.ended().map(|error| Err(self.broken(error)))),
                },
                Err(error) => return Poll::Ready(Some(Err(self.broken(error)))),
            }
        }
    }

    /// What is missing at the end of the body.
    fn ended(&self) -> Option<FrameError> {
        self.frames.finish().err().or_else(|| self.end.map(FrameError::EndMissing))
    }

    fn broken(&self, error: FrameError) -> StreamError<Error> {
        self.failed(BodyError::Broken(Box::new(error)))
    }

    fn failed(&self, error: BodyError) -> StreamError<Error> {
        StreamError::Transport(error, context_of(&self.facts))
    }
}

impl<Event: ReadUnion, Error: ModeledError> Stream for EventStream<Event, Error> {
    type Item = Result<Event, StreamError<Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<Event, Error> Unpin for EventStream<Event, Error> {}

impl<Event, Error> fmt::Debug for EventStream<Event, Error> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventStream")
    }
}

impl<Event: ReadUnion + Serialize + Send + 'static, Error: ModeledError> PayloadMember for EventStream<Event, Error> {
    const KIND: PayloadKind<Self> = PayloadKind(Kind::Stream {
        send: |stream, format| Some(stream.sent(format)),
        receive: Self::received,
        events: true,
    });
}

const ONLY_A_PAYLOAD: &str = "an event stream can only be the payload of a message";

/// Always an error: an event stream is not part of a body.
impl<Event, Error> Serialize for EventStream<Event, Error> {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(ONLY_A_PAYLOAD))
    }
}

/// Always an error: an event stream is not part of a body.
impl<'de, Event, Error> Deserialize<'de> for EventStream<Event, Error> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom(ONLY_A_PAYLOAD))
    }
}
