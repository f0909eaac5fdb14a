//! A local Bedrock that streams words: the server half with the structs of [`bedrock`](crate::bedrock). Its model repeats what
//! it is told.

use std::time::Duration;

use aws_operation::EventStream;
use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::bedrock::{
    ContentBlock, ContentBlockDelta, ContentBlockDeltaEvent, ContentBlockStopEvent, ConversationRole, ConverseStream,
    ConverseStreamMetadataEvent, ConverseStreamMetrics, ConverseStreamOutput, ConverseStreamResponse, Error, Message,
    MessageStartEvent, MessageStopEvent, TokenUsage,
};

/// The model that this service has.
pub const MODEL: &str = "local.echo-v1:0";

/// A local Bedrock.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalBedrock {
    /// How long the model thinks before each word.
    pub pause: Duration,
}

impl LocalBedrock {
    /// A server of `ConverseStream`, without credentials.
    pub fn server(self) -> ServerBuilder {
        Server::builder().operation::<ConverseStream, _>(move |call: IncomingCall<ConverseStream>| async move {
            let reply = reply(&call.input)?;
            let (sender, stream) = EventStream::channel(1);
            // An error: the client has gone, and does not need the rest.
            tokio::spawn(async move {
                for event in events(&reply) {
                    tokio::time::sleep(self.pause).await;
                    sender.send(event).await?;
                }
                Ok::<_, aws_operation::StreamClosed>(())
            });
            Ok(ConverseStreamResponse { stream })
        })
    }
}

/// What the model says to the last message.
fn reply(call: &ConverseStream) -> Result<String, Error> {
    if call.model_id != MODEL {
        let message = format!("The provided model identifier is invalid: the local service has {MODEL}.");
        return Err(Error::ValidationException { message });
    }
    match call.messages.as_deref().unwrap_or_default() {
        [.., Message { role: ConversationRole::User, content }] => {
            let text: Vec<_> = content
                .iter()
                .filter_map(|block| match block {
                    ContentBlock::Text(text) => Some(text.as_str()),
                    ContentBlock::Unknown(_) => None,
                })
                .collect();
            Ok(format!("You said: {}", text.join(" ")))
        }
        _ => {
            let message = "A conversation must end with a user message.".to_owned();
            Err(Error::ValidationException { message })
        }
    }
}

fn events(reply: &str) -> impl Iterator<Item = ConverseStreamOutput> + use<> {
    let words: Vec<_> = reply.split_inclusive(' ').map(str::to_owned).collect();
    let tokens = i32::try_from(words.len()).unwrap_or(i32::MAX);
    let start = ConverseStreamOutput::MessageStart(MessageStartEvent { role: ConversationRole::Assistant });
    let deltas = words.into_iter().map(|word| {
        ConverseStreamOutput::ContentBlockDelta(ContentBlockDeltaEvent {
            delta: ContentBlockDelta::Text(word),
            content_block_index: 0,
        })
    });
    let end = [
        ConverseStreamOutput::ContentBlockStop(ContentBlockStopEvent { content_block_index: 0 }),
        ConverseStreamOutput::MessageStop(MessageStopEvent { stop_reason: "end_turn".to_owned() }),
        ConverseStreamOutput::Metadata(ConverseStreamMetadataEvent {
            usage: TokenUsage { input_tokens: tokens, output_tokens: tokens, total_tokens: tokens.saturating_mul(2) },
            metrics: ConverseStreamMetrics { latency_ms: 1 },
        }),
    ];
    [start].into_iter().chain(deltas).chain(end)
}
