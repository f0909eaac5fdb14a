//! `ConverseStream`: words as they come.

use aws_operation_examples::local_bedrock::{LocalBedrock, MODEL};
use aws_sdk_bedrockruntime::config::Region;
use aws_sdk_bedrockruntime::types::{ContentBlock, ConversationRole, ConverseStreamOutput, Message};
use aws_sdk_bedrockruntime::{Client, Config};

use super::{ACCESS_KEY, Checks, Outcome, SECRET_KEY, credentials};

pub(super) async fn run(checks: &mut Checks) -> Outcome {
    let server = LocalBedrock::default().server().credentials(ACCESS_KEY, SECRET_KEY).bind("127.0.0.1:0").await?;
    let client = |secret_key| {
        let config = Config::builder().region(Region::new("us-east-1")).endpoint_url(server.url());
        Client::from_conf(config.credentials_provider(credentials(secret_key)).build())
    };
    let user = Message::builder().role(ConversationRole::User).content(ContentBlock::Text("Hello, model".into()));
    let call = |secret_key, model| {
        client(secret_key).converse_stream().model_id(model).messages(user.clone().build().unwrap())
    };

    let mut stream = call(SECRET_KEY, MODEL).send().await?.stream;
    let (mut text, mut deltas, mut end) = (String::new(), 0, None);
    while let Some(event) = stream.recv().await? {
        match event {
            ConverseStreamOutput::ContentBlockDelta(delta) => {
                deltas += 1;
                text += delta.delta().and_then(|delta| delta.as_text().ok()).map_or("", String::as_str);
            }
            ConverseStreamOutput::MessageStop(stop) => end = Some(stop.stop_reason().as_str().to_owned()),
            _ => {}
        }
    }
    checks.check("the words are joined", text == "You said: Hello, model");
    checks.check("each word is an event", deltas == 4);
    checks.check("the last event says why the model stopped", end.as_deref() == Some("end_turn"));

    let error = call(SECRET_KEY, "absent").send().await.unwrap_err().into_service_error();
    checks.check("an error before the stream is modelled", error.is_validation_exception());
    let error = call("wrong", MODEL).send().await.unwrap_err();
    checks.check(
        "a wrong secret has status 403",
        error.raw_response().is_some_and(|response| response.status().as_u16() == 403),
    );
    Ok(())
}
