//! A chat on the terminal: `ConverseStream` of Bedrock, whose words are printed as they arrive.
//!
//! ```text
//! cargo run -p chat
//! cargo run -p chat -- --aws amazon.nova-lite-v1:0
//! cargo run -p chat -- "a message" "another one"
//! ```
//!
//! It calls a local service that repeats what it is told. With `--aws` and a model, it calls AWS, with the settings of the
//! environment. Without messages on the command line, it reads them from the standard input, one in each line.

#[allow(clippy::enum_variant_names)] // the model's names
mod bedrock;
mod local;

use std::io::{self, BufRead as _, Write as _};
use std::time::Duration;

use aws_operation::Client;
use aws_operation::server::Server;
use bedrock::{ContentBlockDelta, ConversationRole, ConverseStream, ConverseStreamOutput, Message};
use local::{LocalBedrock, MODEL};

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments: Vec<_> = std::env::args().skip(1).collect();
    let live = arguments.iter().position(|argument| argument == "--aws");
    let (client, model, _server): (Client, String, Option<Server>) = if let Some(live) = live {
        let model = arguments.drain(live..(live + 2).min(arguments.len())).nth(1).ok_or("name a model after --aws")?;
        (Client::from_env().await?, model, None)
    } else {
        let local = LocalBedrock { pause: Duration::from_millis(20) };
        let server = local.server().credentials("AKID", "SECRET").bind("127.0.0.1:0").await?;
        (server.client()?, MODEL.to_owned(), Some(server))
    };
    let mut call = ConverseStream { model_id: model, messages: None, system: None, inference_config: None };
    if !arguments.is_empty() {
        for message in arguments {
            println!("> {message}");
            answer(&client, &mut call, message).await?;
        }
        return Ok(());
    }
    for line in io::stdin().lock().lines() {
        answer(&client, &mut call, line?).await?;
    }
    Ok(())
}

/// Adds a message and the model's reply to the conversation, and prints the reply.
async fn answer(client: &Client, call: &mut ConverseStream, message: String) -> Result<(), Failure> {
    let messages = call.messages.get_or_insert_default();
    messages.push(Message::new(ConversationRole::User, message));
    let mut events = call.send(client).await?.stream;
    let mut reply = String::new();
    while let Some(event) = events.next().await {
        match event? {
            ConverseStreamOutput::ContentBlockDelta(event) => {
                if let ContentBlockDelta::Text(text) = event.delta {
                    print!("{text}");
                    io::stdout().flush()?;
                    reply.push_str(&text);
                }
            }
            ConverseStreamOutput::MessageStop(end) => println!(" [{}]", end.stop_reason),
            _ => {}
        }
    }
    if reply.is_empty() {
        return Err("the model said nothing".into());
    }
    call.messages.get_or_insert_default().push(Message::new(ConversationRole::Assistant, reply));
    Ok(())
}
