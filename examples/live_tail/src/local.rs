//! A local `CloudWatch Logs` with a live tail: the server half with the structs of [`logs`](crate::logs).

use std::time::Duration;

use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::{EventStream, StreamClosed, Timestamp};
use tokio::sync::broadcast;

use crate::logs::{
    Error, LiveTailSessionLogEvent, LiveTailSessionMetadata, LiveTailSessionStart, LiveTailSessionUpdate,
    StartLiveTail, StartLiveTailOutput, StartLiveTailResponseStream,
};

/// The log lines of groups, sent to all sessions that watch their group.
#[derive(Clone, Debug)]
pub struct LocalLogs(broadcast::Sender<LiveTailSessionLogEvent>);

impl Default for LocalLogs {
    fn default() -> Self {
        Self(broadcast::channel(1000).0)
    }
}

/// How often a session sends what it has, as that of AWS.
const UPDATE: Duration = Duration::from_secs(1);

/// AWS samples this many lines of an update that has more.
const MAX_LINES: usize = 500;

impl LocalLogs {
    /// Writes a line to a group. It is lost if nobody watches.
    pub fn write(&self, group: &str, stream: &str, message: impl Into<String>) {
        let now = Timestamp::now().as_second() * 1000;
        let _ = self.0.send(LiveTailSessionLogEvent {
            log_stream_name: Some(stream.to_owned()),
            log_group_identifier: Some(group.to_owned()),
            message: Some(message.into()),
            timestamp: Some(now),
            ingestion_time: Some(now),
        });
    }

    /// A server of `StartLiveTail`, without credentials.
    pub fn server(&self) -> ServerBuilder {
        let lines = self.0.clone();
        Server::builder().operation::<StartLiveTail, _>(move |call: IncomingCall<StartLiveTail>| {
            let lines = lines.subscribe();
            async move {
                if call.log_group_identifiers.is_empty() {
                    return Err(Error::InvalidParameterException);
                }
                let (sender, response_stream) = EventStream::channel(1);
                // It ends when nobody reads the session any more.
                tokio::spawn(session(call.input, lines, sender));
                Ok(StartLiveTailOutput { response_stream })
            }
        })
    }
}

type Sender = aws_operation::EventSender<StartLiveTailResponseStream, Error>;

async fn session(
    call: StartLiveTail,
    mut lines: broadcast::Receiver<LiveTailSessionLogEvent>,
    sender: Sender,
) -> Result<(), StreamClosed> {
    let start = LiveTailSessionStart {
        log_group_identifiers: Some(call.log_group_identifiers.clone()),
        log_event_filter_pattern: call.log_event_filter_pattern.clone(),
        ..LiveTailSessionStart::default()
    };
    sender.send(StartLiveTailResponseStream::SessionStart(start)).await?;
    let mut update = tokio::time::interval(UPDATE);
    let mut results = Vec::new();
    loop {
        tokio::select! {
            () = sender.closed() => return Ok(()),
            _ = update.tick() => sender.send(next_update(&mut results)).await?,
            line = lines.recv() => match line {
                Ok(line) if is_wanted(&call, &line) => results.push(line),
                Err(broadcast::error::RecvError::Closed) => return Ok(()),
                _ => {}
            },
        }
    }
}

fn is_wanted(call: &StartLiveTail, line: &LiveTailSessionLogEvent) -> bool {
    let is_of_group = call.log_group_identifiers.iter().any(|group| Some(group) == line.log_group_identifier.as_ref());
    let pattern = call.log_event_filter_pattern.as_deref().unwrap_or_default();
    is_of_group && line.message.as_deref().unwrap_or_default().contains(pattern)
}

fn next_update(results: &mut Vec<LiveTailSessionLogEvent>) -> StartLiveTailResponseStream {
    let sampled = results.len() > MAX_LINES;
    results.truncate(MAX_LINES);
    StartLiveTailResponseStream::SessionUpdate(LiveTailSessionUpdate {
        session_metadata: Some(LiveTailSessionMetadata { sampled: Some(sampled) }),
        session_results: Some(std::mem::take(results)),
    })
}
