//! Event streams of responses, in each protocol, from the server half to the client.

use std::time::Duration;

use aws_operation::codec::FrameError;
use aws_operation::server::{Faults, IncomingCall, Server};
use aws_operation::{
    Blob, Client, EventStream, SendError, StreamError, Timestamp, aws_error, aws_operation, aws_service, aws_shape,
};

/// One service with the same operation and events in each protocol.
macro_rules! service {
    ($module:ident, ($($service:tt)*), $($http:tt)*) => {
        mod $module {
            use super::*;

            #[aws_service(id = "Chat", error = Error, $($service)*)]
            pub struct Service;

            #[aws_operation(name = "Talk", readonly)]
            $($http)*
            #[derive(Debug)]
            pub struct Talk {
                pub about: String,
            }

            #[aws_shape]
            #[derive(Debug)]
            pub struct TalkOutput {
                #[aws(payload)]
                pub events: EventStream<Event, Error>,
            }

            pub async fn server(events: impl Fn(&str) -> EventStream<Event, Error> + Send + Sync + 'static) -> Server {
                let talk = move |call: IncomingCall<Talk>| {
                    let events = events(&call.about);
                    async move { if call.about == "nothing" { Err(Error::Busy { message: "no".into() }) } else { Ok(TalkOutput { events }) } }
                };
                Server::builder().credentials("AKID", "secret").operation::<Talk, _>(talk).bind("127.0.0.1:0").await.unwrap()
            }

            pub async fn talk(client: &Client) -> EventStream<Event, Error> {
                Talk { about: "weather".into() }.send(client).await.unwrap().events
            }
        }
    };
}

service!(rest_json, (protocol = "restJson1"), #[aws(http = "POST /talk/{about}")]);
service!(rest_xml, (protocol = "restXml"), #[aws(http = "POST /talk/{about}")]);
service!(aws_json, (protocol = "awsJson1_1", target_prefix = "Chat"),);
service!(cbor, (protocol = "rpcv2Cbor", target_prefix = "Chat"),);

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Said(Said),
    Marked(Marked),
    Raw(Raw),
    Detailed(Detailed),
    Done(Done),
    #[aws(unknown)]
    Other(String),
}

/// Its members are in the payload.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    words: Vec<String>,
    at: Option<Timestamp>,
}

/// Headers of each type, and one member in the payload.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    #[aws(event_header)]
    yes: bool,
    #[aws(event_header)]
    byte: i8,
    #[aws(event_header)]
    short: Option<i16>,
    #[aws(event_header)]
    int: i32,
    #[aws(event_header)]
    long: i64,
    #[aws(event_header)]
    text: String,
    #[aws(event_header)]
    bytes: Blob,
    #[aws(event_header)]
    time: Timestamp,
    note: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    #[aws(event_payload)]
    bytes: Blob,
    #[aws(event_header)]
    part: Option<i32>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq)]
pub struct Detailed {
    #[aws(event_payload)]
    details: Option<Said>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Done {}

#[aws_error(rename_all = "camelCase")]
#[derive(Debug, PartialEq)]
pub enum Error {
    #[aws(status = 429)]
    Busy {
        message: String,
    },
    ModelTimeoutException {
        message: String,
        seconds: i32,
    },
    #[aws(exception = "lost")]
    NotFound {
        message: String,
    },
}

fn events() -> Vec<Event> {
    let said =
        Said { words: vec!["it".into(), "rains".into()], at: Some(Timestamp::from_second(1_730_384_114).unwrap()) };
    vec![
        Event::Said(said.clone()),
        Event::Said(Said { words: Vec::new(), at: None }),
        Event::Marked(Marked {
            yes: true,
            byte: -8,
            short: Some(300),
            int: -70_000,
            long: 1 << 40,
            text: "grün".into(),
            bytes: Blob::from(&[0, 255][..]),
            time: "2024-10-31T14:15:14.123Z".parse().unwrap(),
            note: Some("n".into()),
        }),
        Event::Raw(Raw { bytes: Blob::from(&b"\x00<raw>"[..]), part: Some(3) }),
        Event::Raw(Raw { bytes: Blob::default(), part: None }),
        Event::Detailed(Detailed { details: Some(said) }),
        Event::Done(Done {}),
    ]
}

async fn all(mut stream: EventStream<Event, Error>) -> Result<Vec<Event>, StreamError<Error>> {
    let mut all = Vec::new();
    while let Some(event) = stream.next().await.transpose()? {
        all.push(event);
    }
    assert!(stream.next().await.is_none(), "the end stays");
    Ok(all)
}

macro_rules! in_each_protocol {
    ($($test:ident($server:ident, $talk:ident, $events:expr) $body:block)*) => {
        $(mod $test {
            use super::*;

            async fn check($server: Server, $talk: impl AsyncFn(&Client) -> EventStream<Event, Error>) $body

            #[tokio::test]
            async fn in_rest_json() {
                check(rest_json::server($events).await, rest_json::talk).await;
            }

            #[tokio::test]
            async fn in_rest_xml() {
                check(rest_xml::server($events).await, rest_xml::talk).await;
            }

            #[tokio::test]
            async fn in_aws_json() {
                check(aws_json::server($events).await, aws_json::talk).await;
            }

            #[tokio::test]
            async fn in_cbor() {
                check(cbor::server($events).await, cbor::talk).await;
            }
        })*
    };
}

/// Events, and then this error.
fn ending_with(error: fn() -> Error) -> impl Fn(&str) -> EventStream<Event, Error> {
    move |_| {
        let (sender, stream) = EventStream::channel(1);
        tokio::spawn(async move {
            for event in events() {
                sender.send(event).await.unwrap();
            }
            sender.fail(error()).await.unwrap();
        });
        stream
    }
}

in_each_protocol! {
    events_arrive_as_they_were_sent(server, talk, |_: &str| EventStream::from_events(events())) {
        let stream = talk(&server.client().unwrap()).await;
        assert_eq!(all(stream).await.unwrap(), events());
    }

    an_exception_in_the_middle_is_the_error_of_the_operation(
        server,
        talk,
        ending_with(|| Error::ModelTimeoutException { message: "slow".into(), seconds: 7 })
    ) {
        let mut stream = talk(&server.client().unwrap()).await;
        for event in events() {
            assert_eq!(stream.next().await.unwrap().unwrap(), event);
        }
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(error.code(), Some("ModelTimeoutException"));
        assert_eq!(error.operation(), "Talk");
        assert!(error.request_id().is_some());
        assert!(error.to_string().starts_with("the stream of Talk failed: ModelTimeoutException: slow (request id "));
        assert_eq!(format!("{error:?}"), error.to_string());
        assert_eq!(error.service_error(), Some(&Error::ModelTimeoutException { message: "slow".into(), seconds: 7 }));
        assert!(stream.next().await.is_none());
    }

    an_exception_with_a_name_of_its_own_is_found(server, talk, ending_with(|| Error::NotFound { message: "m".into() })) {
        let error = all(talk(&server.client().unwrap()).await).await.unwrap_err();
        assert_eq!(error.service_error(), Some(&Error::NotFound { message: "m".into() }));
    }

    broken_frames_end_the_stream(server, talk, |_: &str| EventStream::from_events(events())) {
        let client = server.client().unwrap();
        for (fault, expected) in [
            (Faults::new().cut_event_once(3), "the stream ended within a frame"),
            (Faults::new().corrupt_event_once(3), "a frame does not have the checksum at its end"),
        ] {
            server.inject_faults(&fault);
            let mut stream = talk(&client).await;
            let mut read = 0;
            let error = loop {
                match stream.next().await.unwrap() {
                    Ok(_) => read += 1,
                    Err(error) => break error,
                }
            };
            assert!(read >= 2, "{read}");
            assert!(error.frame_error().is_some_and(|error| error.to_string().starts_with(expected)), "{error}");
            assert!(error.to_string().contains(expected), "{error}");
            assert!(stream.next().await.is_none());
        }
        // The other calls are not disturbed, and nothing was retried.
        assert_eq!(all(talk(&client).await).await.unwrap(), events());
        assert_eq!(server.recorded_requests().len(), 3);
    }
}

#[tokio::test]
async fn an_error_before_the_stream_is_an_ordinary_error() {
    let server = rest_json::server(|_| EventStream::from_events([])).await;
    let error = rest_json::Talk { about: "nothing".into() }.send(&server.client().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Service(Error::Busy { .. }, _)), "{error}");
    assert_eq!(error.status().unwrap(), 429);
}

/// The members beside the stream are in the first event.
mod members_beside_the_stream {
    use super::*;

    #[aws_service(id = "Shards", protocol = "awsJson1_1", target_prefix = "Shards", error = Error)]
    struct Service;

    #[aws_operation(name = "Watch", output = WatchOutput)]
    struct Watch {}

    #[aws_shape]
    #[derive(Debug)]
    struct WatchOutput {
        shard: String,
        #[aws(payload)]
        events: EventStream<Event, Error>,
        count: Option<i32>,
    }

    /// The same without the other members.
    #[aws_operation(name = "Watch", output = EventsAlone)]
    struct WatchEvents {}

    #[aws_shape]
    #[derive(Debug)]
    struct EventsAlone {
        #[aws(payload)]
        events: EventStream<Event, Error>,
    }

    async fn server() -> Server {
        let watch = |_: IncomingCall<Watch>| async {
            Ok(WatchOutput { shard: "s-1".into(), events: EventStream::from_events(events()), count: None })
        };
        Server::builder().credentials("AKID", "secret").operation::<Watch, _>(watch).bind("127.0.0.1:0").await.unwrap()
    }

    #[tokio::test]
    async fn they_are_read_before_the_output() {
        let output = Watch {}.send(&server().await.client().unwrap()).await.unwrap();
        assert_eq!((output.shard.as_str(), output.count), ("s-1", None));
        assert_eq!(all(output.events).await.unwrap(), events());
    }

    #[tokio::test]
    async fn they_are_passed_over_where_nobody_asks_for_them() {
        let output = WatchEvents {}.send(&server().await.client().unwrap()).await.unwrap();
        assert_eq!(all(output.events).await.unwrap(), events());
    }

    #[tokio::test]
    async fn a_required_one_that_is_absent_is_named() {
        let server = server().await;
        // The initial message is lost.
        server.inject_faults(&Faults::new().end_events_once(0));
        let error = Watch {}.send(&server.client().unwrap()).await.unwrap_err();
        assert!(error.to_string().contains("member `Shard` of `WatchOutput` is required, but absent"), "{error}");
    }
}

/// A union without a variant for unknown events, and one that knows less than the server.
mod unknown_events {
    use super::*;

    #[aws_shape(rename_all = "camelCase")]
    #[derive(Debug, PartialEq)]
    enum Few {
        Said(Said),
        #[aws(unknown)]
        Other(String),
    }

    #[aws_shape(rename_all = "camelCase")]
    #[derive(Debug, PartialEq)]
    enum One {
        Done(Done),
    }

    #[aws_operation(name = "Talk", service = rest_json::Service, http = "POST /talk/{about}", output = FewOutput)]
    struct TalkFew {
        about: String,
    }

    #[aws_shape]
    struct FewOutput {
        #[aws(payload)]
        events: EventStream<Few, Error>,
    }

    #[aws_operation(name = "Talk", service = rest_json::Service, http = "POST /talk/{about}", output = OneOutput)]
    struct TalkOne {
        about: String,
    }

    #[aws_shape]
    struct OneOutput {
        #[aws(payload)]
        events: EventStream<One, Error>,
    }

    #[tokio::test]
    async fn are_the_unknown_variant_or_passed_over() {
        let server = rest_json::server(|_| EventStream::from_events(events())).await;
        let client = server.client().unwrap();
        let mut few = TalkFew { about: "a".into() }.send(&client).await.unwrap().events;
        let mut names = Vec::new();
        while let Some(event) = few.next().await {
            if let Few::Other(name) = event.unwrap() {
                names.push(name);
            }
        }
        assert_eq!(names, ["marked", "raw", "raw", "detailed", "done"]);
        let mut one = TalkOne { about: "a".into() }.send(&client).await.unwrap().events;
        assert_eq!(one.next().await.unwrap().unwrap(), One::Done(Done {}));
        assert!(one.next().await.is_none());
    }
}

/// The events of S3's `SelectObjectContent`.
mod the_last_event {
    use super::*;

    #[aws_service(id = "S3", protocol = "restXml", error = Error)]
    struct Service;

    #[aws_operation(name = "SelectObjectContent", http = "POST /{key+}?select&select-type=2")]
    struct SelectObjectContent {
        key: String,
        expression: String,
    }

    #[aws_shape]
    #[derive(Debug)]
    struct SelectObjectContentOutput {
        #[aws(payload)]
        payload: EventStream<Selected, Error>,
    }

    #[aws_shape]
    #[derive(Debug, PartialEq)]
    enum Selected {
        Records(Records),
        End(Done),
    }

    #[aws_shape]
    #[derive(Debug, PartialEq)]
    struct Records {
        #[aws(event_payload)]
        payload: Option<Blob>,
    }

    #[tokio::test]
    async fn is_missed_where_it_does_not_come() {
        let select = |_: IncomingCall<SelectObjectContent>| async {
            let records = Selected::Records(Records { payload: Some(Blob::from("a,b\n")) });
            Ok(SelectObjectContentOutput { payload: EventStream::from_events([records, Selected::End(Done {})]) })
        };
        let server = Server::builder().credentials("AKID", "secret").operation::<SelectObjectContent, _>(select);
        let server = server.bind("127.0.0.1:0").await.unwrap();
        let client = server.client().unwrap();
        let select = SelectObjectContent { key: "a.csv".into(), expression: "select *".into() };

        let mut events = select.send(&client).await.unwrap().payload;
        assert!(matches!(events.next().await, Some(Ok(Selected::Records(_)))));
        assert!(matches!(events.next().await, Some(Ok(Selected::End(_)))));
        assert!(events.next().await.is_none());

        server.inject_faults(&Faults::new().end_events_once(1));
        let mut events = select.send(&client).await.unwrap().payload;
        assert!(matches!(events.next().await, Some(Ok(Selected::Records(_)))));
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(error.frame_error(), Some(&FrameError::EndMissing("End")));
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn a_dropped_stream_closes_its_connection() {
    let (gone, is_gone) = tokio::sync::oneshot::channel();
    let gone = std::sync::Mutex::new(Some(gone));
    let server = rest_json::server(move |_| {
        let (sender, stream) = EventStream::channel(1);
        let gone = gone.lock().unwrap().take();
        tokio::spawn(async move {
            sender.send(Event::Done(Done {})).await.unwrap();
            sender.closed().await;
            assert!(sender.send(Event::Done(Done {})).await.is_err());
            gone.unwrap().send(()).unwrap();
        });
        stream
    })
    .await;
    let mut stream = rest_json::talk(&server.client().unwrap()).await;
    assert_eq!(stream.next().await.unwrap().unwrap(), Event::Done(Done {}));
    drop(stream);
    is_gone.await.unwrap();
}

#[tokio::test]
async fn silence_is_limited_only_where_the_client_says_so() {
    // The sender never sends a second event.
    let server = rest_json::server(|_| {
        let (sender, stream) = EventStream::channel(1);
        tokio::spawn(async move {
            sender.send(Event::Done(Done {})).await.unwrap();
            sender.closed().await;
        });
        stream
    })
    .await;
    let client = server.client().unwrap();
    let mut patient = rest_json::talk(&client).await;
    let mut limited = rest_json::talk(&client.with_stream_idle_timeout(Duration::from_secs(9))).await;
    patient.next().await.unwrap().unwrap();
    limited.next().await.unwrap().unwrap();
    tokio::time::pause();
    let hour = Duration::from_secs(3600);
    assert!(tokio::time::timeout(hour, patient.next()).await.is_err(), "it waits without a limit");
    let error = limited.next().await.unwrap().unwrap_err().to_string();
    assert!(error.contains("within the stream idle timeout of 9s"), "{error}");
}

#[test]
fn a_blocking_client_reads_events_too() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(rest_json::server(ending_with(|| Error::Busy { message: "m".into() })));
    let client = aws_operation::blocking::Client::new(server.client().unwrap()).unwrap();
    let output = client.send(&rest_json::Talk { about: "a".into() }).unwrap();
    let mut read = client.events(output.events);
    let received: Vec<_> = read.by_ref().take(events().len()).map(Result::unwrap).collect();
    assert_eq!(received, events());
    assert!(matches!(read.next(), Some(Err(StreamError::Service(Error::Busy { .. }, _)))));
    assert!(read.next().is_none());
}

#[tokio::test]
async fn a_stream_of_events_is_sent_once() {
    let said = || EventStream::<Event, Error>::from_events(events());
    assert_eq!(all(said()).await.unwrap(), events(), "it can be read without a call");
    assert!(serde_json::to_string(&rest_json::TalkOutput { events: said() }).is_err(), "it is not part of a body");
}
