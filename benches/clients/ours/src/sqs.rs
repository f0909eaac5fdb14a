use aws_operation::{Client, ServiceError, aws_operation, aws_service, aws_shape};
use bench_meter::{Call, Error, MESSAGE, MESSAGES, QUEUE_URL, expect, unknown};

#[aws_service(id = "SQS", protocol = "awsJson1_0", target_prefix = "AmazonSQS", query_compatible, error = ServiceError)]
struct Service;

#[aws_operation(name = "SendMessage")]
struct SendMessage {
    queue_url: String,
    message_body: String,
}

#[aws_shape]
#[allow(dead_code)]
struct SendMessageOutput {
    #[aws(rename = "MD5OfMessageBody")]
    md5_of_message_body: Option<String>,
    message_id: Option<String>,
}

#[aws_operation(name = "ReceiveMessage")]
struct ReceiveMessage {
    queue_url: String,
    max_number_of_messages: Option<i32>,
}

#[aws_shape]
struct ReceiveMessageOutput {
    messages: Option<Vec<Message>>,
}

#[aws_shape]
#[allow(dead_code)]
struct Message {
    message_id: Option<String>,
    receipt_handle: Option<String>,
    #[aws(rename = "MD5OfBody")]
    md5_of_body: Option<String>,
    body: Option<String>,
}

pub async fn call(client: &Client, call: Call) -> Result<(), Error> {
    match call {
        Call::SendMessage => {
            let sent = SendMessage { queue_url: QUEUE_URL.into(), message_body: MESSAGE.into() }.send(client).await?;
            expect(sent.message_id.as_ref().map(String::len), Some(36))
        }
        Call::ReceiveMessage => {
            let receive = ReceiveMessage { queue_url: QUEUE_URL.into(), max_number_of_messages: Some(MESSAGES as i32) };
            let output = receive.send(client).await?;
            let messages = output.messages.as_deref().unwrap_or_default();
            expect(messages.iter().filter(|message| message.body.as_deref() == Some(MESSAGE)).count(), MESSAGES)
        }
        _ => unknown(call),
    }
}
