//! The diagnosis of a rejected signature, if the service returns its own canonical request and string to sign.

mod scripted;
mod served;

use std::error::Error as _;

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Body, Client, Clock, Credentials, PageToken, Pages, SendError, Sensitive, ServiceError, SignatureMismatch,
    Timestamp, Transport, TransportFuture, aws_error, aws_operation, aws_service,
};
use scripted::{CreateProject, Error, Service};
use served::{Tampering, Things, client_of, thing};

const SESSION: &str = "session-token-of-the-test";
const NOW: i64 = 1_440_938_160;

/// Rejects every signature, and returns the client's canonical request and string to sign, modified by `change`.
struct Rejecting {
    change: fn(&mut String, &mut String),
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    Message,
    /// The form of S3.
    Elements,
    /// Only the string to sign.
    StringToSign,
}

impl Transport for Rejecting {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let (parts, body) = request.into_parts();
        let body = body.as_bytes().unwrap().clone();
        let signer = Signer::new("us-east-1", "lookoutvision");
        let mut canonical = signer.canonical_request(&parts, Payload::Bytes(&body)).unwrap();
        let mut to_sign = signer.string_to_sign(&canonical, Timestamp::from_second(NOW).unwrap());
        let was = canonical.clone();
        (self.change)(&mut canonical, &mut to_sign);
        if canonical != was {
            to_sign = signer.string_to_sign(&canonical, Timestamp::from_second(NOW).unwrap());
        }
        let words = "The request signature we calculated does not match the signature you provided. Check your AWS \
                     Secret Access Key and signing method. Consult the service documentation for details.";
        let theirs = format!("\n\nThe String-to-Sign should have been\n'{to_sign}'\n");
        let (code, body) = match self.form {
            Form::Message => {
                let theirs =
                    format!("\n\nThe Canonical String for this request should have been\n'{canonical}'{theirs}");
                ("InvalidSignatureException", serde_json::json!({ "message": format!("{words}{theirs}") }).to_string())
            }
            Form::StringToSign => {
                ("SignatureDoesNotMatch", serde_json::json!({ "message": format!("{words}{theirs}") }).to_string())
            }
            Form::Elements => {
                let canonical = canonical.replace('&', "&amp;").replace('<', "&lt;");
                let texts =
                    format!("<StringToSign>{to_sign}</StringToSign><CanonicalRequest>{canonical}</CanonicalRequest>");
                ("SignatureDoesNotMatch", format!("<Error><Message>{words}</Message>{texts}</Error>"))
            }
        };
        let response =
            http::Response::builder().status(403).header("x-amzn-errortype", code).body(Body::from(body.into_bytes()));
        Box::pin(async move { Ok(response.unwrap()) })
    }
}

fn client(change: fn(&mut String, &mut String), form: Form) -> Client {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "the-secret").session_token(SESSION))
        .clock(Clock::fixed(Timestamp::from_second(NOW).unwrap()))
        .transport(Rejecting { change, form })
        .build()
        .unwrap()
}

async fn rejected(change: fn(&mut String, &mut String), form: Form) -> SendError<Error> {
    CreateProject::with_token("it's a <token> & more").send(&client(change, form)).await.unwrap_err()
}

fn mismatch(error: &SendError<Error>) -> &SignatureMismatch {
    error.signature_mismatch().unwrap_or_else(|| panic!("no mismatch: {error}"))
}

type Change = fn(&mut String, &mut String);

#[tokio::test]
async fn the_error_names_the_first_difference_and_its_cause() {
    let cases: [(Change, &str); 12] = [
        (
            |canonical, _| *canonical = canonical.replacen("POST", "GET", 1),
            "in line 1 of the canonical request, the method is `POST` here and `GET` at the service: a proxy between client and service changed",
        ),
        (
            |canonical, _| *canonical = canonical.replacen("/2020", "/stage/2020", 1),
            "in line 2 of the canonical request, the path is `/2020-11-20/projects` here and \
             `/stage/2020-11-20/projects` at the service: a proxy changed the path",
        ),
        (
            |canonical, _| *canonical = canonical.replacen("projects\n\n", "projects\na=b\n", 1),
            "in line 3 of the canonical request, the query is `` here and `a=b` at the service: a proxy between client and service changed",
        ),
        (
            |canonical, _| *canonical = canonical.replacen("host:lookout", "host:inner.lookout", 1),
            "the header `host` is `lookoutvision.us-east-1.amazonaws.com` here and \
             `inner.lookoutvision.us-east-1.amazonaws.com` at the service: a proxy or tunnel sends another `Host`",
        ),
        (
            |canonical, _| *canonical = canonical.replacen("application/json", "application/json; charset=utf-8", 1),
            "the header `content-type` is `application/json` here and `application/json; charset=utf-8` at the \
             service: a proxy between client and service changed `content-type`",
        ),
        (
            |canonical, _| *canonical = canonical.replacen("x-amzn-client-token:it's a <token> & more\n", "", 1),
            "the header `x-amzn-client-token` is `it's a <token> & more` here and absent at the service: a proxy",
        ),
        (
            |canonical, _| *canonical = canonical.replacen("host:", "forwarded:for=1\nhost:", 1),
            "the header `forwarded` is absent here and `for=1` at the service: a proxy",
        ),
        (|canonical, _| *canonical = format!("{}0", &canonical[..canonical.len() - 1]), "the hash of the body is `"),
        (
            |_, to_sign| *to_sign = to_sign.replacen("T123600Z", "T133600Z", 1),
            "in line 2 of the string to sign, the time is `20150830T123600Z` here and `20150830T133600Z` at the \
             service: the service signed another time: check this machine's clock",
        ),
        (
            |_, to_sign| *to_sign = to_sign.replacen("us-east-1", "eu-west-1", 1),
            "it was signed for region `us-east-1`, and the service is in `eu-west-1`: check the client's region",
        ),
        (
            |_, to_sign| *to_sign = to_sign.replacen("/lookoutvision/", "/execute-api/", 1),
            "it was signed for service `lookoutvision`, and this is `execute-api`: check `signing_name`",
        ),
        (|_, _| {}, "both sides signed the same text, so the secret access key does not belong to the access key ID"),
    ];
    for form in [Form::Message, Form::Elements] {
        for (change, expected) in cases {
            let error = rejected(change, form).await;
            let text = error.to_string();
            assert!(text.contains(expected), "{expected} in {text}");
            assert!(mismatch(&error).to_string().contains(expected));
            assert!(!text.contains('\n') && !text.contains("Canonical String"), "{text}");
            assert!(text.contains(&mismatch(&error).to_string()) && error.source().is_none(), "{text}");
        }
    }
}

#[tokio::test]
async fn the_error_names_a_wrong_number_of_path_encodings() {
    #[aws_operation(name = "Tag", output = (), http = "POST /tags/{arn}")]
    struct Tag {
        arn: String,
    }
    let tag = Tag { arn: "arn:aws".into() };
    let error = tag.send(&client(|text, _| *text = text.replacen("%253A", "%3A", 1), Form::Message)).await.unwrap_err();
    assert!(
        error.to_string().contains("the service signs the path encoded once, and here it is encoded twice"),
        "{error}"
    );
    let error =
        tag.send(&client(|text, _| *text = text.replacen("%253A", "%25253A", 1), Form::Message)).await.unwrap_err();
    assert!(error.to_string().contains("the service signs the path encoded twice"), "{error}");
    let error = tag.send(&client(|text, _| text.push('x'), Form::StringToSign)).await.unwrap_err();
    assert!(error.to_string().contains("the path first, which is encoded twice"), "{error}");
}

#[tokio::test]
async fn the_complete_mismatch_is_available_and_has_no_secret() {
    let change: Change = |canonical, _| *canonical = canonical.replacen("host:", "host:x", 1);
    let error = rejected(change, Form::Message).await;
    let found = mismatch(&error);
    assert_eq!(found.header(), Some("host"));
    assert_eq!(found.ours(), Some("lookoutvision.us-east-1.amazonaws.com"));
    assert_eq!(found.theirs(), Some("xlookoutvision.us-east-1.amazonaws.com"));
    assert!(found.cause().starts_with("a proxy or tunnel"), "{}", found.cause());
    for canonical in [found.canonical_request(), found.service_canonical_request()] {
        assert!(canonical.contains("\nx-amz-security-token:REDACTED\n"), "{canonical}");
        assert!(canonical.contains("\nx-amzn-client-token:it's a <token> & more\n"), "{canonical}");
    }
    assert_ne!(found.string_to_sign(), found.service_string_to_sign());
    let token: Change = |canonical, _| *canonical = canonical.replacen(SESSION, "another-token", 1);
    let other = rejected(token, Form::Message).await;
    assert_eq!(mismatch(&other).header(), Some("x-amz-security-token"));
    for error in [error, other] {
        for text in [error.to_string(), format!("{error:?} {error:#?}")] {
            assert!(
                !text.contains(SESSION) && !text.contains("another-token") && !text.contains("the-secret"),
                "{text}"
            );
        }
    }
}

#[tokio::test]
async fn sensitive_members_are_not_shown() {
    #[aws_operation(name = "Enter", output = (), error = ServiceError, http = "POST /doors/{name}")]
    struct Enter {
        name: Sensitive<String>,
        #[aws(header = "X-Pin")]
        pin: Sensitive<String>,
    }
    let enter = Enter { name: Sensitive("name-secret".into()), pin: Sensitive("pin-secret".into()) };
    let changes: [Change; 3] = [
        |_, _| {},
        |canonical, _| *canonical = canonical.replacen("name-secret", "name-secret2", 1),
        |canonical, _| *canonical = canonical.replacen("pin-secret", "pin-secret2", 1),
    ];
    for (change, expected) in changes.into_iter().zip(["both sides", "the path is `REDACTED`", "the header `x-pin` is"])
    {
        let error = enter.send(&client(change, Form::Message)).await.unwrap_err();
        let found = error.signature_mismatch().unwrap();
        let whole = [found.canonical_request(), found.service_canonical_request()].concat();
        for text in [error.to_string(), format!("{error:?} {error:#?}"), whole] {
            assert!(!text.contains("name-secret") && !text.contains("pin-secret"), "{text}");
        }
        assert!(error.to_string().contains(expected), "{error}");
    }
}

/// Whether a stored page token is sensitive is unknown, so none is shown.
#[tokio::test]
async fn the_token_of_a_page_is_not_shown() {
    #[aws_operation(name = "List", output = aws_operation::Document, error = ServiceError, http = "GET /doors")]
    struct List {
        #[aws(query)]
        token: Option<Sensitive<String>>,
    }
    impl aws_operation::Paginated for List {
        const INPUT_TOKEN: usize = 0;

        fn output_token(_: &aws_operation::Document) -> Option<PageToken> {
            None
        }
    }
    let token = PageToken::of("page-secret").unwrap();
    let mut pages = Pages::new(List { token: None }, &client(|_, _| {}, Form::Message)).resume_at(token);
    let error = pages.next().await.unwrap().unwrap_err();
    let found = error.signature_mismatch().unwrap();
    assert!(found.canonical_request().starts_with("GET\nREDACTED\n"), "{}", found.canonical_request());
    let whole = [found.canonical_request(), found.service_canonical_request()].concat();
    for text in [error.to_string(), format!("{error:?} {error:#?} {pages:?}"), whole] {
        assert!(!text.contains("page-secret"), "{text}");
    }
}

#[tokio::test]
async fn a_modeled_error_has_the_mismatch_as_well() {
    #[aws_service(id = "Modeled", protocol = "restJson1", signing_name = "lookoutvision", error = Modeled)]
    struct Modeling;
    #[aws_error]
    #[derive(Debug)]
    enum Modeled {
        InvalidSignatureException { message: String },
    }
    #[aws_operation(name = "Open", service = Modeling, output = (), http = "POST /doors")]
    struct Open;
    let error = Open.send(&client(|_, _| {}, Form::Message)).await.unwrap_err();
    let Some(Modeled::InvalidSignatureException { message }) = error.service_error() else { panic!("{error}") };
    assert!(message.ends_with("for details."), "{message}");
    assert!(error.to_string().contains("both sides signed the same text"), "{error}");
}

#[tokio::test]
async fn an_error_response_of_this_crates_server_allows_a_diagnosis() {
    let server = Things::default().server().bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).credentials(Credentials::new("AKID", "other")).build().unwrap();
    let error = thing("x").send(&client).await.unwrap_err();
    assert!(error.to_string().contains("; both sides signed the same text"), "{error}");
    let tampering = Tampering::new(|parts, _| drop(parts.headers.insert("x-token", "other".parse().unwrap())));
    let client = client_of(&server).transport(tampering).build().unwrap();
    let error = thing("x").send(&client).await.unwrap_err();
    let found = error.signature_mismatch().unwrap();
    assert_eq!((found.header(), found.theirs()), (Some("x-token"), Some("other")));
}

#[tokio::test]
async fn other_error_responses_have_no_mismatch() {
    let error = scripted::create_fails([scripted::Step::rejected(403, "InvalidSignatureException")]).await;
    assert!(error.signature_mismatch().is_none() && error.source().is_none(), "{error}");
    let error = scripted::create_fails([scripted::Step::rejected(403, "AccessDeniedException")]).await;
    assert!(error.signature_mismatch().is_none(), "{error}");
}

/// Operations of every protocol, with unmodeled errors and with modeled errors that have a member besides the message.
mod spoken {
    use super::*;

    #[aws_service(id = "Rest", protocol = "restJson1", error = Modeled)]
    pub(super) struct Rest;

    #[aws_service(id = "Json", protocol = "awsJson1_1", target_prefix = "Json", error = Modeled)]
    pub(super) struct Json;

    #[aws_service(id = "Query", protocol = "awsQuery", version = "2010-03-31", error = Modeled)]
    pub(super) struct Query;

    #[aws_error]
    #[derive(Debug)]
    #[allow(dead_code)] // it is shown by Debug
    pub(super) enum Modeled {
        AccessDeniedException { message: String, detail: Option<String> },
    }

    #[aws_operation(name = "Get", service = Rest, output = (), http = "GET /")]
    pub(super) struct RestGet;

    #[aws_operation(name = "Get", service = Json, output = ())]
    pub(super) struct JsonGet;

    #[aws_operation(name = "Get", service = Query, output = ())]
    pub(super) struct QueryGet;
}

/// Every envelope in which a service may return its canonical request or string to sign.
fn envelopes() -> Vec<String> {
    let canonical = format!("GET\n/\n\nhost:x\nx-amz-security-token:{SESSION}\n\nhost\nhash");
    let to_sign = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/x/aws4_request\nhash";
    let text = format!("It differs.\n\nThe Canonical String for this request should have been\n'{canonical}'\n");
    let elements = format!(
        "<StringToSign>{to_sign}</StringToSign><s:CanonicalRequest xmlns:s='http://s'>{canonical}</s:CanonicalRequest>"
    );
    let mut envelopes = vec![text.clone(), format!("<html><p>{text}</p></html>"), elements.clone()];
    for code in ["SignatureDoesNotMatch", "IncompleteSignature", "AccessDeniedException", ""] {
        let mut json = |body: serde_json::Value| envelopes.push(body.to_string());
        json(serde_json::json!({ "message": text }));
        json(serde_json::json!({ "code": code, "message": text }));
        json(serde_json::json!({ "__type": code, "Message": text }));
        json(serde_json::json!({ "__type": code, "message": "no", "Detail": text }));
        json(serde_json::json!({ "Code": code, "Message": text }));
        json(serde_json::json!({ "Error": { "Code": code, "Message": text } }));
        json(serde_json::json!({ "code": code, "StringToSign": to_sign, "CanonicalRequest": canonical }));
        json(serde_json::json!({ "reason": code, "canonicalRequest": canonical }));
        for says in [
            format!("<Code>{code}</Code><Message>{text}</Message>"),
            format!("<Code>{code}</Code><Message>no</Message><Detail>{text}</Detail>"),
            format!("<Code>{code}</Code>{elements}"),
            format!("<Reason>{code}</Reason>{elements}"),
        ] {
            for body in [
                format!("<ErrorResponse><Error>{says}</Error></ErrorResponse>"),
                format!("<ErrorResponse>{says}</ErrorResponse>"),
                format!("<Response><Errors><Error>{says}</Error></Errors></Response>"),
                format!("<Error>{says}</Error>"),
                format!("<GetResponse><Error>{says}</Error></GetResponse>"),
                format!("<AccessDeniedException>{says}</AccessDeniedException>"),
                format!("<ErrorResponse><Error>{says}"),
            ] {
                envelopes.push(body);
            }
        }
    }
    envelopes.push(serde_json::json!(text).to_string());
    envelopes
}

#[tokio::test]
async fn no_error_text_contains_the_signed_texts_of_any_envelope() {
    for body in envelopes() {
        for (status, header) in
            [(403, None), (403, Some("AccessDeniedException")), (403, Some("IncompleteSignature")), (200, None)]
        {
            let client = || {
                let step = scripted::Step::response(status, body.clone());
                let step = header.map_or(step.clone(), |code| step.header("x-amzn-errortype", code));
                scripted::Script::new([step]).client()
            };
            for end in [
                spoken::RestGet.send(&client()).await,
                spoken::JsonGet.send(&client()).await,
                spoken::QueryGet.send(&client()).await,
            ] {
                let Err(error) = end else {
                    assert_eq!(status, 200, "{body}");
                    continue;
                };
                for text in [error.to_string(), format!("{error:?} {error:#?}")] {
                    assert!(!text.contains(SESSION), "{status} {header:?} {body}\nsays {text}");
                }
            }
        }
    }
}
