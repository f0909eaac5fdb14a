//! Every public error has the same form: `{}` and `{:?}` are one complete line, `{:#?}` is the structure, and a program
//! that prints an error with its sources prints nothing twice.

use std::collections::HashMap;
use std::error::Error;
use std::io;
use std::path::Path;
use std::time::Duration;

use aws_operation::codec::FrameError;
use aws_operation::dynamodb::to_item;
use aws_operation::server::Server;
use aws_operation::sigv4::SigningError;
use aws_operation::{
    Body, BodyError, Client, ConfigError, Credentials, CredentialsError, Environment, EventStream, Invalid, PageToken,
    RetryPolicy, SendError, ServiceError, TimedOut, Timestamp, Transport, TransportError, TransportFuture, Waiter,
    aws_operation, aws_service, aws_shape, http, sts,
};

/// The errors that are shown.
#[derive(Default)]
struct Shown(Vec<&'static str>);

impl Shown {
    /// Checks the form of an error: `text` is its line, and `structure` is the output of `{:#?}`, joined to one line.
    fn add(&mut self, name: &'static str, error: &(impl Error + 'static), text: &str, structure: &str) {
        assert_eq!(error.to_string(), text, "{name}");
        assert!(!text.contains('\n'), "{name}: {text}");
        assert_eq!(format!("{error:?}"), text, "{name}");
        let shown = format!("{error:#?}").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(shown, structure, "{name}");
        assert_eq!(beneath(error), [""; 0], "{name}: the line has said all of it");
        self.0.push(name);
    }
}

/// The texts of the sources, which a program prints after the error, as anyhow's `{:#}` does.
fn beneath(error: &dyn Error) -> Vec<String> {
    std::iter::successors(error.source(), |&error| error.source()).map(ToString::to_string).collect()
}

#[tokio::test]
async fn every_error_text_is_complete_and_repeats_nothing() {
    let mut shown = Shown::default();
    settings(&mut shown);
    transport(&mut shown);
    values(&mut shown);
    calls(&mut shown).await;
    events(&mut shown).await;
    // `NoRandomness` exists only after a failure of the system. A test beside its declaration covers it.
    let unlike = crate::exported::errors_unlike(shown.0.into_iter().chain(["NoRandomness"]));
    assert!(unlike.is_empty(), "each exported error is shown here, and nothing else: {unlike:?}");
}

#[aws_shape]
#[derive(Debug)]
enum Event {
    Said(Said),
}

#[aws_shape]
#[derive(Debug)]
struct Said {
    text: String,
}

async fn events(shown: &mut Shown) {
    let text = "a frame does not have the checksum at its end";
    shown.add("codec::FrameError", &FrameError::Checksum, text, "Checksum");
    let (sender, mut events) = EventStream::<Event>::channel(1);
    sender.clone().fail(ServiceError::new("Busy", "wait\na bit")).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    let structure = "Service( ServiceError { code: \"Busy\", message: \"wait\\na bit\", }, StreamContext { operation: \"\", \
                     request_id: None, }, )";
    shown.add("StreamError", &error, "the stream failed: Busy: wait a bit", structure);
    let closed = sender.send(Event::Said(Said { text: String::new() })).await.unwrap_err();
    let text = "the receiver of the event stream is gone";
    shown.add("StreamClosed", &closed, text, text);
}

fn settings(shown: &mut Shown) {
    let to_do = "set AWS_REGION, write `region` into the profile, or call `Client::builder().region(\"us-east-1\")`";
    shown.add("ConfigError", &ConfigError::NoRegion, &format!("no region: {to_do}"), "NoRegion");
    let environment = Environment::empty().with_file("/h/config", b"\xff".to_vec());
    let file = environment.read(Path::new("/h/config")).unwrap_err();
    let (text, reason) = (file.to_string(), &file.reason);
    assert!(text.starts_with("/h/config") && text.ends_with(reason.as_str()), "{text}");
    let structure = format!("FileError {{ path: \"/h/config\", line: Some( 1, ), reason: {reason:?}, }}");
    shown.add("FileError", &file, &text, &structure);
    shown.add("ConfigError", &ConfigError::File(file), &text, &format!("File( {structure}, )"));
    let error = ConfigError::InvalidSetting { name: "AWS_X".into(), value: "y".into(), expected: "`z`" };
    let structure = "InvalidSetting { name: \"AWS_X\", value: \"y\", expected: \"`z`\", }";
    shown.add("ConfigError", &error, "AWS_X is `y`: write `z`", structure);

    let error = CredentialsError::new("the vault\nis shut").with_cause(io::Error::other("no\nresponse"));
    let structure = "CredentialsError { message: \"the vault\\nis shut\", cause: Some( Custom { kind: Other, error: \
                     \"no\\nresponse\", }, ), }";
    shown.add("CredentialsError", &error, "the vault is shut: no response", structure);
    assert!(error.get_ref().unwrap().is::<io::Error>() && CredentialsError::new("").get_ref().is_none());
}

fn transport(shown: &mut Shown) {
    let broken = || BodyError::Broken(io::Error::other("reset").into());
    let text = "the body does not have the CRC32 checksum that its header says";
    let structure = "WrongChecksum { algorithm: \"CRC32\", }";
    shown.add("BodyError", &BodyError::WrongChecksum { algorithm: "CRC32" }, text, structure);
    let structure = "Broken( Custom { kind: Other, error: \"reset\", }, )";
    shown.add("BodyError", &broken(), "the body could not be read to its end: reset", structure);
    let text = "the body is longer than the limit of 3 bytes";
    shown.add("BodyError", &BodyError::TooLarge(3), text, "TooLarge( 3, )");

    let error = TransportError::lost(broken());
    let structure = format!("TransportError {{ kind: Lost, cause: {structure}, }}");
    shown.add(
        "TransportError",
        &error,
        "the response was lost: the body could not be read to its end: reset",
        &structure,
    );
    assert!(error.get_ref().is::<BodyError>());
    let error = TransportError::not_sent("no route");
    let structure = "TransportError { kind: NotSent, cause: \"no route\", }";
    shown.add("TransportError", &error, "no connection to the service: no route", structure);

    let text = "no response within the attempt timeout of 7s";
    shown.add("TimedOut", &TimedOut::Attempt(Duration::from_secs(7)), text, "Attempt( 7s, )");
    let error = TimedOut::Connection { limit: Duration::from_secs(1), connections: 2 };
    shown.add("TimedOut", &error, &error.to_string(), "Connection { limit: 1s, connections: 2, }");
}

fn values(shown: &mut Shown) {
    let error = Timestamp::from_second(i64::MAX).unwrap_err();
    let text = "9223372036854775807 is not a timestamp";
    shown.add("InvalidTimestamp", &error, text, "InvalidTimestamp( \"9223372036854775807\", )");
    let error = PageToken::from_json("").unwrap_err();
    let text = "the text is not a page token; store the text that `PageToken::to_json` returns";
    shown.add("PageTokenError", &error, text, "PageTokenError");

    let error = to_item::<_, HashMap<String, String>>(&5).unwrap_err();
    let text = "the value is not an item: `i32` is a number, and an item is a struct or a map";
    shown.add("dynamodb::ItemError", &error, text, &format!("ItemError( {text:?}, )"));
    let error = ServiceError::new("Odd", "no");
    shown.add("ServiceError", &error, "Odd: no", "ServiceError { code: \"Odd\", message: \"no\", }");
    let error = sts::Error::PackedPolicyTooLarge { message: "by half".into() };
    let structure = "PackedPolicyTooLarge { message: \"by half\", }";
    shown.add("sts::Error", &error, "PackedPolicyTooLarge: by half", structure);

    shown.add("Invalid", &Invalid::Endpoint("no host".into()), "no host", "Endpoint( \"no host\", )");
    let text = "the payload cannot be sent: gone";
    shown.add("Invalid", &Invalid::Payload("gone".into()), text, "Payload( \"gone\", )");
    let error = SigningError::Expiry(0);
    shown.add(
        "sigv4::SigningError",
        &error,
        "a presigned uri must expire after 1 to 604800 seconds, not 0",
        "Expiry( 0, )",
    );
    let uri = http::Uri::try_from("a b").unwrap_err();
    let error = SigningError::Uri(uri.into());
    let text = "the presigned uri is not valid: invalid uri character";
    shown.add("sigv4::SigningError", &error, text, "Uri( http::Error( InvalidUri( InvalidUriChar, ), ), )");
}

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "Open", output = (), http = "POST /doors")]
struct Open {
    #[aws(header = "X-Door")]
    door: String,
}

/// Responds with status 200 and a truncated document.
struct HalfADocument;

impl Transport for HalfADocument {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async { Ok(http::Response::new(Body::from("{\"Doors\":["))) })
    }
}

#[aws_operation(name = "ListDoors", output = DoorList, http = "GET /doors")]
struct ListDoors {}

#[aws_shape]
#[derive(Debug)]
struct DoorList {
    doors: Vec<String>,
}

async fn undecodable(shown: &mut Shown) {
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = client.transport(HalfADocument).build().unwrap();
    let error = ListDoors {}.send(&client).await.unwrap_err();
    let SendError::Decode(decode, _) = &error else { panic!("{error}") };
    let text = decode.to_string();
    let cause = serde_json::from_str::<serde_json::Value>("{\"Doors\":[").unwrap_err();
    let cause = <serde_json::Error as serde::de::Error>::custom(format_args!("member `Doors`: {cause}"));
    assert_eq!(text, cause.to_string());
    shown.add("DecodeError", decode, &text, &format!("DecodeError( {cause:?}, )"));
}

async fn calls(shown: &mut Shown) {
    undecodable(shown).await;
    let server = Server::builder().accept_credentials(Credentials::new("AKID", "right"));
    let server = server.operation::<Open, _>(|_| async { Ok(()) }).bind("127.0.0.1:0").await.unwrap();
    let client = Client::builder().region("us-east-1").endpoint_url(server.url()).retry(RetryPolicy::never());
    let client = client.credentials(Credentials::new("AKID", "wrong")).build().unwrap();
    let error = Open { door: "a\nb".into() }.send(&client).await.unwrap_err();
    let SendError::Invalid(invalid, context) = &error else { panic!("{error}") };
    let Invalid::Member(member) = invalid else { panic!("{invalid}") };
    let (text, structure) =
        (member.to_string(), format!("{member:#?}").split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(structure.starts_with("InvalidRequest { subject: Member( \"Door\", ), reason: \""), "{structure}");
    shown.add("InvalidRequest", member, &text, &structure);
    let structure = format!("Member( {structure}, )");
    shown.add("Invalid", invalid, &text, &structure);
    assert!(format!("{context:?}").starts_with("CallContext { operation: \"Open\", attempts: 0, status: None"));
    let context = "CallContext { operation: \"Open\", attempts: 0, status: None, code: None, request_id: None, \
                   extended_request_id: None, idempotency_token: None, is_throttling: false, is_ambiguous: false, \
                   signature_mismatch: None, access_denied: None, .. }";
    let structure = format!("Invalid( {structure}, {context}, )");
    let failed = format!("Open failed: nothing was sent: {text}");
    shown.add("SendError", &error, &failed, &structure);

    let waiter = Waiter::new(Duration::from_secs(9)).jitter(|| 0.0);
    let error = client.wait(&Open { door: "a\nb".into() }, waiter).await.unwrap_err();
    let elapsed = error.waited().elapsed();
    let shown_elapsed = Duration::from_millis(elapsed.as_millis().try_into().unwrap());
    let text = format!("the wait for Open failed after 1 call in {shown_elapsed:?}: {failed}");
    let structure =
        format!("Failed( Waited {{ operation: \"Open\", acceptor: None, calls: 1, elapsed: {elapsed:?}, .. }}, )");
    shown.add("WaitError", &error, &text, &structure);

    let error = Open { door: "oak".into() }.send(&client).await.unwrap_err();
    assert!(beneath(&error).is_empty() && format!("{error:?}") == error.to_string(), "{error:?}");
    let mismatch = error.signature_mismatch().unwrap();
    let cause = "both sides signed the same text, so the secret access key does not belong to the access key ID";
    let structure = format!("SignatureMismatch {{ cause: {cause:?}, header: None, ours: None, theirs: None, .. }}");
    shown.add("SignatureMismatch", mismatch, cause, &structure);
}
