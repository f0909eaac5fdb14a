use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::Builder;
use bench_meter::{Call, Error, MESSAGE, MESSAGES, QUEUE_URL, expect, unknown};

pub fn settings(builder: Builder) -> Builder {
    builder
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::SendMessage => {
            let output = client.send_message().queue_url(QUEUE_URL).message_body(MESSAGE).send().await?;
            expect(output.message_id().map(str::len), Some(36))
        }
        Call::ReceiveMessage => {
            let receive = client.receive_message().queue_url(QUEUE_URL).max_number_of_messages(MESSAGES as i32);
            let output = receive.send().await?;
            expect(output.messages().iter().filter(|message| message.body() == Some(MESSAGE)).count(), MESSAGES)
        }
        _ => unknown(call),
    }
}
