//! What the error of a failed call reports.

mod scripted;

use std::error::Error as _;
use std::time::Duration;

use aws_operation::{
    Body, BodyError, Call, Client, Credentials, CredentialsError, CredentialsFuture, Invalid, ModeledError,
    ProvideCredentials, RetryPolicy, SendError, ServiceError, TimedOut, Timestamp, TransportError, aws_error,
    aws_operation, aws_shape,
};
use scripted::{CreateProject, Error, Script, Service, Step, create_fails};

#[aws_operation(name = "CountProjects")]
#[aws(http = "GET /count")]
struct CountProjects {}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct CountProjectsOutput {
    count: i32,
    label: Option<String>,
    newest: Option<Newest>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct Newest {
    name: String,
}

#[aws_operation(name = "OpenDoor", error = DoorError, output = (), idempotent)]
#[aws(http = "PUT /door")]
struct OpenDoor {}

#[aws_error]
#[derive(Debug, PartialEq)]
enum DoorError {
    #[aws(code = "door.shut", status = 423)]
    Shut {
        #[aws(rename = "Message")]
        message: String,
        holder: Option<String>,
        tries: i32,
        open: bool,
        weight: f64,
        names: Vec<String>,
        since: Option<Timestamp>,
    },
    #[aws(status = 429)]
    Busy {},
    #[aws(status = 409, transient)]
    Turning {},
    #[aws(status = 400, throttling)]
    Slow {},
}

#[aws_operation(name = "Knock", error = ServiceError, output = ())]
#[aws(http = "PUT /knock")]
struct Knock {}

fn conflict(message: &str) -> Error {
    Error::ConflictException { message: message.into(), resource_id: "r-1".into(), resource_type: "PROJECT".into() }
}

const CONFLICT: &str = r#"{"message":"taken","ResourceId":"r-1","ResourceType":"PROJECT"}"#;

async fn door(step: Step) -> SendError<DoorError> {
    OpenDoor {}.send(&Script::new([step]).client()).await.unwrap_err()
}

async fn count(body: &'static str) -> Result<CountProjectsOutput, SendError<Error>> {
    CountProjects {}.send(&Script::new([Step::response(200, body)]).client()).await
}

#[tokio::test(start_paused = true)]
async fn the_code_in_the_header_selects_the_error_variant() {
    let codes =
        ["ConflictException", "ConflictException:http://x.com/y#z", "a.b#ConflictException", "c#ConflictException:u"];
    for code in codes {
        let error = create_fails([Step::response(409, CONFLICT).header("x-amzn-errortype", code)]).await;
        assert_eq!(error.service_error(), Some(&conflict("taken")), "{code}");
        assert_eq!(error.code(), Some("ConflictException"));
        assert_eq!(error.service_error().unwrap().code(), "ConflictException");
    }
}

#[tokio::test(start_paused = true)]
async fn the_code_in_the_body_selects_the_error_variant() {
    for key in ["code", "__type"] {
        for code in ["ConflictException", "ConflictException:http://x.com/y", "com.x#ConflictException"] {
            let body = CONFLICT.replacen('{', &format!(r#"{{"{key}":"{code}","#), 1);
            let error = create_fails([Step::response(409, body)]).await;
            assert_eq!(error.service_error(), Some(&conflict("taken")), "{key} {code}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_header_takes_precedence_over_code_and_code_over_type() {
    let body = r#"{"__type":"ConflictException","code":"ValidationException","message":"bad"}"#;
    let error = create_fails([Step::response(400, body)]).await;
    assert_eq!(error.service_error(), Some(&Error::ValidationException { message: "bad".into() }));
    let error = create_fails([Step::response(409, body).header("x-amzn-errortype", "ConflictException")]).await;
    assert_eq!(error.code(), Some("ConflictException"));
    // A code inside another member is not the error's code.
    let nested = r#"{"detail":{"__type":"ConflictException","code":"ConflictException"}}"#;
    assert_eq!(create_fails([Step::response(400, nested)]).await.code(), Some("400"));
    // A code that is not a string is ignored.
    assert_eq!(create_fails([Step::response(400, r#"{"code":7,"__type":"Odd"}"#)]).await.code(), Some("Odd"));
}

#[tokio::test(start_paused = true)]
async fn the_message_member_is_found_in_every_spelling() {
    let keys = ["message", "Message", "errorMessage", "detailedMessage", "exceptionMessage", "error_description"];
    for key in keys {
        let body = format!(r#"{{"{key}":"taken","ResourceId":"r-1","ResourceType":"PROJECT"}}"#);
        let error = create_fails([Step::response(409, body).header("x-amzn-errortype", "ConflictException")]).await;
        assert_eq!(error.service_error(), Some(&conflict("taken")), "{key}");
        let body = format!(r#"{{"{key}":"what?"}}"#);
        let error = create_fails([Step::response(400, body).header("x-amzn-errortype", "Odd")]).await;
        assert!(matches!(&error, SendError::Unmodeled { message, .. } if message == "what?"), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_null_or_less_common_message_member_does_not_replace_the_message() {
    for body in [
        r#"{"message":"taken","Message":null,"ResourceId":"r-1","ResourceType":"PROJECT"}"#,
        r#"{"Message":null,"ResourceId":"r-1","message":"taken","ResourceType":"PROJECT"}"#,
        r#"{"ResourceId":"r-1","message":"taken","ResourceType":"PROJECT","errorMessage":"else"}"#,
        r#"{"message":"taken","message":null,"ResourceId":"r-1","ResourceType":"PROJECT"}"#,
    ] {
        let error = create_fails([Step::response(409, body).header("x-amzn-errortype", "ConflictException")]).await;
        assert_eq!(error.service_error(), Some(&conflict("taken")), "{body}");
        let error = create_fails([Step::response(400, body).header("x-amzn-errortype", "Odd")]).await;
        assert!(matches!(&error, SendError::Unmodeled { message, .. } if message == "taken"), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_empty_code_does_not_hide_the_type() {
    for body in [
        r#"{"code":"","__type":"ns#ConflictException","message":"taken","ResourceId":"r-1","ResourceType":"PROJECT"}"#,
        r#"{"__type":"ConflictException","code":null,"message":"taken","ResourceId":"r-1","ResourceType":"PROJECT"}"#,
        r#"{"code":409,"__type":"ConflictException","message":"taken","ResourceId":"r-1","ResourceType":"PROJECT"}"#,
    ] {
        let error = create_fails([Step::response(409, body)]).await;
        assert_eq!(error.service_error(), Some(&conflict("taken")), "{body}");
    }
}

#[aws_error]
#[derive(Debug)]
enum SignInError {
    #[aws(status = 400)]
    AuthorizationPendingException {
        error: Option<String>,
        #[aws(rename = "error_description")]
        error_description: Option<String>,
    },
    #[aws(status = 403)]
    AccessDeniedException {
        #[aws(rename = "detailedMessage")]
        detailed_message: String,
        #[aws(rename = "message")]
        message: Option<String>,
    },
}

#[aws_operation(name = "SignIn", error = SignInError, output = (), http = "POST /token")]
struct SignIn {}

#[tokio::test(start_paused = true)]
async fn the_error_text_has_the_message_in_every_spelling_of_its_member() {
    let sign_in = async |code: &str, body: &'static str| {
        let step = Step::response(400, body).header("x-amzn-errortype", code);
        SignIn {}.send(&Script::new([step]).client()).await.unwrap_err().to_string()
    };
    let text = sign_in("AuthorizationPendingException", r#"{"error":"pending","error_description":"not yet"}"#).await;
    assert!(text.starts_with("SignIn failed: AuthorizationPendingException: not yet ("), "{text}");
    let text = sign_in("AccessDeniedException", r#"{"detailedMessage":"long","message":"short"}"#).await;
    assert!(text.starts_with("SignIn failed: AccessDeniedException: short ("), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_message_of_a_megabyte_is_truncated_in_the_error_text() {
    let body = format!(r#"{{"message":"{}","ResourceId":"r-1","ResourceType":"PROJECT"}}"#, "x".repeat(600_000));
    for code in ["ConflictException", "Odd"] {
        let error = create_fails([Step::response(409, body.clone()).header("x-amzn-errortype", code)]).await;
        assert!(error.to_string().len() < 1000, "{}", error.to_string().len());
        assert_eq!(error.code(), Some(code));
    }
    let body = format!(r#"{{"message":"{}"}}"#, "x".repeat(90_000_000));
    let error = create_fails([Step::response(409, body).header("x-amzn-errortype", "ConflictException")]).await;
    assert_eq!((error.code(), error.status().unwrap().as_u16()), (Some("ConflictException"), 409));
    assert!(error.to_string().len() < 1000, "a body that is longer than the limit is read up to the limit");
}

#[tokio::test(start_paused = true)]
async fn error_members_are_read_from_headers() {
    let rejected = Step::response(500, r#"{"message":"oh"}"#).header("x-amzn-errortype", "InternalServerException");
    let error = create_fails([rejected.clone(), rejected.clone(), rejected.header("Retry-After", "17")]).await;
    let expected = Error::InternalServerException { message: "oh".into(), retry_after_seconds: Some(17) };
    assert_eq!(error.service_error(), Some(&expected));
    assert_eq!(error.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_invalid_retry_after_header_does_not_hide_the_error() {
    let rejected = Step::response(429, r#"{"message":"slow"}"#).header("x-amzn-errortype", "ThrottlingException");
    let error = create_fails([rejected.clone(), rejected.clone(), rejected.header("Retry-After", "soon")]).await;
    assert_eq!((error.code(), error.is_throttling()), (Some("ThrottlingException"), true));
    assert!(error.to_string().contains("slow"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn absent_error_members_are_empty() {
    let empty = DoorError::Shut {
        message: String::new(),
        holder: None,
        tries: 0,
        open: false,
        weight: 0.0,
        names: Vec::new(),
        since: None,
    };
    for body in ["{}", "", r#"{"Message":null,"Tries":null,"Names":null,"Unknown":[1,{"a":2}]}"#] {
        let error = door(Step::response(423, body).header("x-amzn-errortype", "door.shut")).await;
        assert_eq!(error.service_error(), Some(&empty), "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_unmodeled_error_has_a_code_and_a_message() {
    let error = create_fails([Step::response(403, r#"{"__type":"x#AccessDenied","Message":"not you"}"#)]).await;
    assert!(
        matches!(&error, SendError::Unmodeled { code, message, .. } if code == "AccessDenied" && message == "not you")
    );
    assert_eq!(error.service_error(), None);
    assert!(error.source().is_none());
    assert_eq!(error.to_string().split(" (").next(), Some("CreateProject failed: AccessDenied: not you"));
    // A service without modeled errors reports all errors as one type.
    let client = Script::new([Step::rejected(403, "AccessDenied")]).client();
    let error = Knock {}.send(&client).await.unwrap_err();
    assert_eq!(error.service_error(), Some(&ServiceError::new("AccessDenied", "no")));
}

#[tokio::test(start_paused = true)]
async fn an_error_body_that_is_not_json_becomes_the_message() {
    let error = create_fails([Step::response(404, "<html>\n<b>Not here</b>\n</html>\n")]).await;
    let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error:?}") };
    assert_eq!((&**code, &**message), ("404", "<html>\n<b>Not here</b>\n</html>"));
    assert!(error.to_string().contains("404: <html> <b>Not here</b> </html>"), "{error}");
    let error = create_fails([Step::response(404, vec![0xff, b'a'])]).await;
    assert!(error.to_string().contains("404: \u{fffd}a"), "{error}");
    let error = create_fails([Step::response(404, "")]).await;
    assert!(error.to_string().starts_with("CreateProject failed: 404 (status 404"), "{error}");
    // The complete page of a proxy would be too long for one line.
    let error = create_fails([Step::response(404, "ä".repeat(100_000))]).await;
    assert!(error.to_string().len() < 2000, "{}", error.to_string().len());
}

#[tokio::test(start_paused = true)]
async fn an_error_body_that_is_not_json_keeps_the_type_of_the_header() {
    let error = create_fails([Step::response(409, "oops").header("x-amzn-errortype", "ConflictException")]).await;
    assert_eq!(error.code(), Some("ConflictException"));
    assert!(error.to_string().contains("oops"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_redirect_is_an_error_and_is_not_followed() {
    let script = Script::new([Step::response(307, "").header("location", "https://elsewhere.example")]);
    let error = CreateProject::paint().send(&script.client()).await.unwrap_err();
    assert_eq!((error.code(), error.attempts(), script.count()), (Some("307"), 1, 1));
}

#[tokio::test(start_paused = true)]
async fn the_model_decides_whether_an_error_is_retried() {
    for (code, status, attempts) in [("Turning", 409, 3), ("Slow", 400, 3), ("Busy", 429, 1), ("Unheard", 429, 3)] {
        let script = Script::new((0..attempts).map(|_| Step::rejected(status, code)));
        let error = OpenDoor {}.send(&script.client()).await.unwrap_err();
        assert_eq!(error.attempts(), attempts, "{code}");
        assert_eq!(error.is_throttling(), matches!(code, "Slow" | "Unheard"), "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_output_without_a_required_member_is_an_error_that_names_the_member() {
    for body in ["{}", "", r#"{"Count":null,"Label":"x"}"#] {
        let error = count(body).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{error:?}");
        assert!(error.to_string().contains("member `Count` of `CountProjectsOutput`"), "{error}");
        assert_eq!((error.status().unwrap().as_u16(), error.attempts(), error.code()), (200, 1, None));
    }
    let error = count(r#"{"Count":1,"Newest":{}}"#).await.unwrap_err();
    assert!(error.to_string().contains("member `Name` of `Newest`"), "{error}");
    for body in ["[]", "nonsense", r#"{"Count":"many"}"#, r#"{"Count":1"#, r#"{"Count":1} {"#, "3"] {
        assert!(matches!(count(body).await, Err(SendError::Decode(..))), "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn null_members_are_absent_and_unknown_members_are_ignored() {
    let body = r#"{"New":{"Count":[7]},"Count":3,"Label":null,"count":9,"Newest":{"Name":"n","Else":[{}]},"Z":null}"#;
    let newest = Some(Newest { name: "n".into() });
    assert_eq!(count(body).await.unwrap(), CountProjectsOutput { count: 3, label: None, newest });
    let empty = CountProjectsOutput { count: 0, label: Some(String::new()), newest: None };
    assert_eq!(count(r#" {"Count":0,"Label":"","Newest":null} "#).await.unwrap(), empty);
}

/// A service's message may quote the rejected request, also without the quotation marks that AWS uses.
#[tokio::test(start_paused = true)]
async fn no_error_contains_a_secret_of_the_request() {
    const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWr6Nn+nCA==";
    const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let percent = |secret: &str| secret.replace('/', "%2F").replace('=', "%3D").replace('+', "%2B");
    let json = |member: &str, secret: &str| {
        serde_json::json!({ "message": "no", member: format!("bad {secret}.") }).to_string()
    };
    for secret in [TOKEN, KEY] {
        let steps = [
            (Step::response(409, json("message", secret)), "ConflictException"),
            (Step::response(409, json("ResourceId", secret)), "ConflictException"),
            (Step::response(409, json("message", secret).replace('/', "\\/")), "ConflictException"),
            (Step::response(409, json("message", &percent(secret))), "ConflictException"),
            (Step::response(400, json("message", secret)), "Other"),
            (Step::response(400, format!("<html>bad {secret}</html>")), "Other"),
            (Step::response(500, "{}").header("retry-after", secret), "InternalServerException"),
            (Step::response(400, "{}").header("x-amzn-requestid", secret), "Other"),
            (Step::response(400, "{}").header("x-amzn-query-error", secret), "Other"),
        ];
        for (step, code) in steps {
            let script = Script::new([step.header("x-amzn-errortype", code)]);
            let key = aws_operation::Credentials::new("AKIDEXAMPLE", KEY).session_token(TOKEN);
            let client = script.client_with(|client| client.credentials(key).retry(RetryPolicy::never()));
            let error = CreateProject::paint().send(&client).await.unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("YXdzEPT") && !shown.contains("7MDENG"), "{shown}");
            assert_eq!(matches!(error, SendError::Service(..)), code != "Other", "{shown}");
        }
    }
}

/// One failure of each variant of `SendError` but `Invalid`, by name.
async fn failures() -> Vec<(&'static str, SendError<Error>)> {
    struct Nothing;
    impl ProvideCredentials for Nothing {
        fn credentials(&self) -> CredentialsFuture<'_> {
            let underneath = std::io::Error::other("connect:\ntimed out");
            Box::pin(async { Err(CredentialsError::new("no role on this\r\nmachine").with_cause(underneath)) })
        }
    }
    let id = |step: Step| step.header("x-amzn-requestid", "req-1");
    let fail = async |set: fn(aws_operation::ClientBuilder) -> aws_operation::ClientBuilder, step: Step| {
        let client = Script::new([step]).client_with(|builder| set(builder.retry(RetryPolicy::never())));
        CreateProject::with_token("t-1").send(&client).await.unwrap_err()
    };
    let rejected =
        Step::response(409, "{\"message\":\"taken,\\nalas\"}").header("x-amzn-errortype", "ConflictException");
    vec![
        ("Service", fail(|b| b, id(rejected)).await),
        ("Unmodeled", fail(|b| b, id(Step::response(418, r#"{"code":"Odd","message":"a\r\n\n b"}"#))).await),
        ("Timeout", fail(|b| b.operation_timeout(Duration::from_secs(1)), Step::Silence).await),
        ("Transport", fail(|b| b, Step::Lost).await),
        ("Credentials", fail(|b| b.credentials(Nothing), Step::Lost).await),
        ("Decode", fail(|b| b, id(Step::response(200, "{\"ProjectMetadata\":\n3}"))).await),
    ]
}

#[tokio::test(start_paused = true)]
async fn the_error_text_is_one_complete_line() {
    let expected = [
        "CreateProject failed: ConflictException: taken, alas (status 409, 1 attempt, request id req-1, \
         idempotency token t-1)",
        "CreateProject failed: Odd: a b (status 418, 1 attempt, request id req-1, idempotency token t-1)",
        "CreateProject failed: not done within the operation timeout of 1s (1 attempt, idempotency token t-1)",
        "CreateProject failed: the response was lost: connection reset by peer (1 attempt, idempotency token t-1)",
        "CreateProject failed: no credentials: no role on this machine: connect: timed out (idempotency token t-1)",
        "CreateProject failed: the response cannot be decoded: member `ProjectMetadata`: invalid type: \
         integer `3`, expected the structure `ProjectMetadata` at line 2 column 1 (status 200, 1 attempt, request id \
         req-1, idempotency token t-1)",
    ];
    for ((variant, error), expected) in failures().await.into_iter().zip(expected) {
        assert_eq!(error.to_string(), expected, "{variant}");
        assert_eq!(format!("{error:?}"), expected, "{variant}");
        assert!(format!("{error:#?}").starts_with(variant), "{error:#?}");
        assert_eq!((error.operation(), error.idempotency_token()), ("CreateProject", Some("t-1")), "{variant}");
        let responded = matches!(variant, "Service" | "Unmodeled" | "Decode");
        assert_eq!(error.request_id(), responded.then_some("req-1"), "{variant}");
        assert_eq!(error.is_ambiguous(), matches!(variant, "Timeout" | "Transport" | "Decode"), "{variant}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_control_character_of_a_response_is_in_the_error_text() {
    let body = "{\"message\":\"a\\u0085b\\u2028c\\u001b[2Jd\\u0000e\\u000bf\\tg\"}";
    let error = create_fails([Step::response(400, body).header("x-amzn-errortype", "Odd")]).await;
    let text = error.to_string();
    assert!(!text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "{text:?}");
    assert!(text.contains("Odd: a b c"), "{text:?}");
}

#[tokio::test(start_paused = true)]
async fn the_request_id_is_read_from_two_headers() {
    for name in ["x-amzn-requestid", "x-amz-request-id"] {
        let step = Step::made().header(name, "req-2");
        let made = CreateProject::paint().call(&Script::new([step]).client()).await.unwrap();
        assert_eq!((made.request_id(), made.status().as_u16()), (Some("req-2"), 200), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_source_of_an_error_is_kept() {
    for (variant, error) in failures().await {
        assert!(error.source().is_none(), "{variant}: the text has said it");
        match variant {
            "Service" => assert!(error.service_error().is_some()),
            "Unmodeled" => assert!(error.find_cause::<TransportError>().is_none()),
            "Timeout" => assert_eq!(error.find_cause(), Some(&TimedOut::Operation(Duration::from_secs(1)))),
            "Transport" => assert!(error.find_cause::<TransportError>().is_some()),
            "Credentials" => assert!(error.find_cause::<std::io::Error>().is_some()),
            "Decode" => assert!(error.find_cause::<aws_operation::DecodeError>().is_some()),
            other => panic!("{other}"),
        }
    }
    let error = CreateProject::with_token("a\nb").send(&Script::new([]).client()).await.unwrap_err();
    assert!(matches!(error.find_cause(), Some(Invalid::Member(_))), "{error}");
    let invalid = error.find_cause::<aws_operation::InvalidRequest>();
    assert_eq!(invalid.and_then(aws_operation::InvalidRequest::member), Some("ClientToken"));
}

/// The error of the program's own transport is the source below two errors of this crate.
#[tokio::test(start_paused = true)]
async fn the_error_of_a_users_transport_can_be_downcast() {
    #[derive(Debug, PartialEq)]
    struct Unplugged;
    impl std::fmt::Display for Unplugged {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the cable\nis out")
        }
    }
    impl std::error::Error for Unplugged {}
    struct Socket;
    impl aws_operation::Transport for Socket {
        fn send(&self, _: aws_operation::http::Request<Body>) -> aws_operation::TransportFuture<'_> {
            Box::pin(async { Err(TransportError::lost(BodyError::Broken(Unplugged.into()))) })
        }
    }
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "key")).transport(Socket);
    #[aws_operation(name = "Add", output = (), error = Error, http = "POST /things")]
    struct Add;
    let error = Add.send(&client.build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Ambiguous(..)), "{error}");
    assert_eq!(error.find_cause(), Some(&Unplugged));
    assert!(error.find_cause::<BodyError>().is_some() && error.find_cause::<TimedOut>().is_none());
    let said = "Add failed: the response was lost: the body could not be read to its end: the cable is out, and the call may have run;";
    assert!(error.to_string().starts_with(said), "{error}");
    assert_eq!(format!("{error:?}"), error.to_string());
}

#[tokio::test(start_paused = true)]
async fn every_type_in_an_error_has_a_public_name() {
    let (_, error) = failures().await.swap_remove(3);
    let shown = format!("{error:#?}").split_whitespace().collect::<Vec<_>>().join(" ");
    let start = "Transport( TransportError { kind: Lost, cause: ";
    let end = "}, CallContext { operation: \"CreateProject\", attempts: 1, status: None, code: None, request_id: None, \
               extended_request_id: None, idempotency_token: Some( \"t-1\", ), is_throttling: false, is_ambiguous: true, signature_mismatch: None, \
               access_denied: None, .. }, )";
    assert!(shown.starts_with(start) && shown.ends_with(end), "{shown}");
}

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SESSION: &str = "AQoDYXdzEPT//session";

fn assert_no_secret(what: &str, text: &str) {
    for secret in [SECRET, SESSION, "Signature=", "SignedHeaders"] {
        assert!(!text.contains(secret), "{secret} is in {what}: {text}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_error_text_contains_a_secret() {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token(SESSION);
    assert_no_secret("credentials", &format!("{credentials:?} {credentials:#?}"));
    let builder = Client::builder().region("us-east-1").credentials(credentials.clone());
    assert_no_secret("the builder", &format!("{builder:?} {builder:#?}"));
    let steps = [Step::Lost, Step::rejected(500, "Odd"), Step::rejected(409, "ConflictException"), Step::made()];
    let script = Script::new(steps);
    let client = script.client_with(|builder| builder.credentials(credentials));
    assert_no_secret("the client", &format!("{client:?} {client:#?}"));
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    assert_no_secret("the error", &format!("{error} {error:?} {error:#?} {:?}", error.context()));
    let made = CreateProject::paint().send(&client).await.unwrap();
    assert_no_secret("the response", &format!("{made:?} {made:#?}"));
    let sent = script.take_sent();
    assert_eq!(sent.len(), 4);
    for sent in sent {
        assert_eq!(sent.header("x-amz-security-token"), Some(SESSION));
        assert!(sent.header("authorization").unwrap().contains("Signature="));
        assert_no_secret("the request", &format!("{:?} {:#?}", sent.request, sent.request));
    }
}

mod queue {
    use aws_operation::{aws_error, aws_operation, aws_service};

    #[aws_service(id = "Queue", protocol = "awsJson1_0", target_prefix = "Queue", query_compatible, error = ByName)]
    pub struct Service;

    #[aws_operation(name = "Send", output = ())]
    pub struct Send {}

    #[aws_operation(name = "Receive", output = (), error = ByCodeOfOld)]
    pub struct Receive {}

    #[aws_error]
    #[derive(Debug, PartialEq)]
    pub enum ByName {
        QueueDoesNotExist { message: String },
    }

    #[aws_error]
    #[derive(Debug, PartialEq)]
    pub enum ByCodeOfOld {
        #[aws(code = "Queue.NonExistent")]
        QueueDoesNotExist { message: String },
    }
}

#[tokio::test]
async fn the_error_variant_is_selected_by_the_name_or_the_aws_query_code() {
    let rejected = || {
        let body = r#"{"__type":"com.amazonaws.queue#QueueDoesNotExist","message":"gone"}"#;
        Step::response(400, body).header("x-amzn-query-error", "Queue.NonExistent;Sender")
    };
    let client = Script::new([rejected(), rejected()]).client();
    let by_name = queue::Send {}.send(&client).await.unwrap_err();
    assert_eq!(by_name.service_error(), Some(&queue::ByName::QueueDoesNotExist { message: "gone".to_owned() }));
    assert_eq!(by_name.code(), Some("Queue.NonExistent"));
    let by_code = queue::Receive {}.send(&client).await.unwrap_err();
    assert_eq!(by_code.service_error(), Some(&queue::ByCodeOfOld::QueueDoesNotExist { message: "gone".to_owned() }));
}

/// Calls a service that returns the same error response twice; returns the error and the number of attempts.
async fn queue_fails(status: u16, body: &'static str, query_error: &str) -> (SendError<queue::ByName>, u32) {
    let step = Step::response(status, body).header("x-amzn-query-error", query_error);
    let error = queue::Send {}.send(&Script::new(vec![step; 3]).client()).await.unwrap_err();
    let attempts = error.attempts();
    (error, attempts)
}

#[tokio::test(start_paused = true)]
async fn either_code_decides_whether_a_call_is_retried() {
    let odd = r#"{"__type":"com.amazonaws.queue#Odd","message":"no"}"#;
    for code in ["SlowDown;Sender", "Throttling;Sender", "RequestThrottled"] {
        let (error, attempts) = queue_fails(400, odd, code).await;
        assert_eq!((attempts, error.is_throttling(), error.is_ambiguous()), (3, true, false), "{code}");
    }
    // A request that timed out in the service may have run, and the operation is not declared safe to retry.
    let (error, attempts) = queue_fails(400, odd, "RequestTimeout;Receiver").await;
    assert_eq!((attempts, error.is_ambiguous()), (1, true), "{error}");
    let throttled = r#"{"__type":"ThrottlingException"}"#;
    let (error, attempts) = queue_fails(400, throttled, "Odd;Sender").await;
    assert_eq!((attempts, error.is_throttling()), (3, true), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_query_code_replaces_a_missing_code_and_an_empty_one_is_ignored() {
    for (body, query_error, code) in [
        ("", "Throttling;Sender", "Throttling"),
        ("<html>Busy</html>", " SlowDown ;Receiver", "SlowDown"),
        (r#"{"message":"no"}"#, "Throttling", "Throttling"),
    ] {
        let (error, attempts) = queue_fails(400, body, query_error).await;
        assert!(matches!(&error, SendError::Unmodeled { code: came, .. } if came == code), "{error:?}");
        assert_eq!((attempts, error.code(), error.is_throttling()), (3, Some(code), true), "{body}");
    }
    for empty in [";Sender", " ;Sender", ";"] {
        let (error, _) = queue_fails(400, r#"{"__type":"Odd"}"#, empty).await;
        assert_eq!(error.code(), Some("Odd"), "{empty}");
        let (error, _) = queue_fails(400, "{}", empty).await;
        assert_eq!(error.code(), Some("400"), "{empty}");
    }
}
