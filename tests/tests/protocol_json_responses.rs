//! Unexpected responses in the JSON protocols: success responses without an output, and error responses in an unknown
//! format.

mod scripted;

use aws_operation::{Document, RetryPolicy, SendError, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

mod rest {
    use super::*;

    #[aws_service(id = "Things", protocol = "restJson1")]
    pub(super) struct Service;

    #[aws_operation(name = "Delete", output = (), http = "DELETE /things")]
    pub(super) struct Delete;

    #[aws_operation(name = "Touch", http = "POST /things")]
    pub(super) struct Touch;

    #[aws_shape]
    pub(super) struct TouchOutput {
        #[aws(header = "X-Kind")]
        pub(super) kind: Option<String>,
    }

    #[aws_operation(name = "Get", http = "GET /things")]
    pub(super) struct Get;

    #[aws_shape]
    pub(super) struct GetOutput {
        pub(super) text: Option<String>,
    }
}

mod rpc {
    use super::*;

    #[aws_service(id = "Tables", protocol = "awsJson1_0", target_prefix = "Tables")]
    pub(super) struct Service;

    #[aws_operation(name = "Delete", output = ())]
    pub(super) struct Delete;

    #[aws_operation(name = "Get", output = GetOutput)]
    pub(super) struct Get;

    pub(super) use super::rest::GetOutput;

    #[aws_operation(name = "Count")]
    pub(super) struct Count;

    #[aws_shape]
    #[derive(Debug)]
    pub(super) struct CountOutput {
        pub(super) number: i64,
    }

    #[aws_operation(name = "Any", output = Document)]
    pub(super) struct Any;
}

/// A client whose only response is a success with `body`.
fn succeeds(body: &'static str) -> aws_operation::Client {
    Script::new([Step::response(200, body)]).client()
}

/// Empty bodies, and objects without known members.
const EMPTY: [&str; 6] = ["", " \r\n", "{}", " { } ", "null", r#"{"Unknown":[1]}"#];

/// Bodies that no service sends with a success.
const UNEXPECTED: [&str; 8] =
    ["<html>Sign in</html>", "Sign in", "[]", r#""done""#, "1", "true", r#"{"Text":"#, "{} {}"];

#[tokio::test]
async fn an_empty_response_is_an_empty_output() {
    for body in EMPTY {
        rest::Delete.send(&succeeds(body)).await.unwrap();
        rest::Touch.send(&succeeds(body)).await.unwrap();
        let got = rest::Get.send(&succeeds(body)).await.unwrap();
        assert_eq!(got.text, None, "{body}");
        rpc::Delete.send(&succeeds(body)).await.unwrap();
        let got = rpc::Get.send(&succeeds(body)).await.unwrap();
        assert_eq!(got.text, None, "{body}");

        let error = rpc::Count.send(&succeeds(body)).await.unwrap_err();
        assert!(
            error.to_string().contains(
                "member `Number` of `CountOutput` is required, but absent; use `Option` or `#[aws(default)]`"
            ),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_success_that_is_not_an_object_is_rejected_if_the_body_must_be_one() {
    for body in UNEXPECTED {
        let errors = [
            rest::Get.send(&succeeds(body)).await.map(drop).unwrap_err(),
            rpc::Get.send(&succeeds(body)).await.map(drop).unwrap_err(),
            rpc::Delete.send(&succeeds(body)).await.map(drop).unwrap_err(),
        ];
        for error in errors {
            assert!(matches!(error, SendError::Decode(..)), "{body}: {error}");
        }
    }
}

/// As in the SDKs: restJson1 does not specify a body to which no member is bound.
#[tokio::test]
async fn a_body_without_bound_members_is_not_read() {
    for body in UNEXPECTED {
        rest::Delete.send(&succeeds(body)).await.unwrap();
        let script = Script::new([Step::response(200, body).header("x-kind", "a")]);
        assert_eq!(rest::Touch.send(&script.client()).await.unwrap().kind.as_deref(), Some("a"));
    }
}

#[tokio::test]
async fn a_document_accepts_any_json() {
    for body in ["[]", r#""done""#, "1", "null", "{}"] {
        let got = rpc::Any.send(&succeeds(body)).await.unwrap();
        assert_eq!(got.to_string(), body);
    }
    let error = rpc::Any.send(&succeeds("<html>Sign in</html>")).await.unwrap_err();
    assert!(matches!(error, SendError::Decode(..)), "{error}");
}

#[tokio::test]
async fn an_error_in_an_unknown_format_keeps_its_text() {
    for (body, message) in [
        ("<html><p>Bad Gateway</p></html>", "<html><p>Bad Gateway</p></html>"),
        (r#" "no route" "#, r#""no route""#),
        (r#"["no route"]"#, r#"["no route"]"#),
        (r#"{"error":"no route"}"#, r#"{"error":"no route"}"#),
        (r#"{"error":{"message":"no route"}}"#, r#"{"error":{"message":"no route"}}"#),
        (r#"{"message":"no route","error":"x"}"#, "no route"),
        ("{}", ""),
        ("null", ""),
        ("", ""),
    ] {
        let never =
            || Script::new([Step::response(502, body)]).client_with(|client| client.retry(RetryPolicy::never()));
        for error in [
            rest::Get.send(&never()).await.map(drop).unwrap_err(),
            rpc::Get.send(&never()).await.map(drop).unwrap_err(),
        ] {
            assert_eq!(error.code(), Some("502"), "{body}");
            let service = error.service_error().unwrap();
            assert_eq!(service.message, message, "{body}");
        }
    }
    // The body of an error with a code has the format of the protocol, so it is not repeated as text.
    let script = Script::new([Step::response(400, r#"{"__type":"Rejected","Reasons":["secret"]}"#)]);
    let error = rpc::Get.send(&script.client()).await.map(drop).unwrap_err();
    assert_eq!((error.code(), error.service_error().unwrap().message.as_str()), (Some("Rejected"), ""));
}

#[tokio::test]
async fn each_protocol_has_its_own_precedence_of_error_codes() {
    let all = r#"{"Code":"InUpper","code":"InLower","__type":"ns#InType","message":"no"}"#;
    let no_type = r#"{"Code":"InUpper","code":"InLower","message":"no"}"#;
    let upper = r#"{"Code":"InUpper","message":"no"}"#;
    for (body, in_rest, in_rpc) in [
        (all, "InLower", "InType"),
        (no_type, "InLower", "InLower"),
        (upper, "InUpper", "400"),
        (r#"{"Code":"InUpper","__type":"InType"}"#, "InType", "InType"),
        (r#"{"__type":"","code":"InLower","Code":""}"#, "InLower", "InLower"),
    ] {
        let script = || Script::new([Step::response(400, body)]).client();
        let error = rest::Get.send(&script()).await.map(drop).unwrap_err();
        assert_eq!(error.code(), Some(in_rest), "{body}");
        let error = rpc::Get.send(&script()).await.map(drop).unwrap_err();
        assert_eq!(error.code(), Some(in_rpc), "{body}");
        let script = Script::new([Step::response(400, body).header("x-amzn-errortype", "InHeader")]);
        let error = rpc::Get.send(&script.client()).await.map(drop).unwrap_err();
        assert_eq!(error.code(), Some("InHeader"), "{body}");
    }
}

#[tokio::test]
async fn aws_json_rejects_an_error_with_the_status_of_a_success() {
    for (name, expected) in [
        ("com.amazon.coral.service#InternalFailure", "InternalFailure: no"),
        ("ThrottlingException", "ThrottlingException: no"),
        ("a.b#SomeError:http://x.com/y", "SomeError: no"),
        ("ServerFault", "ServerFault: no"),
    ] {
        for body in [
            format!(r#"{{"__type":"{name}","message":"no"}}"#),
            format!(r#"{{"Text":"a","Message":"no","__type":"{name}"}}"#),
        ] {
            let client = || Script::new([Step::response(200, body.clone())]).client();
            for error in [
                rpc::Get.send(&client()).await.map(drop).unwrap_err(),
                rpc::Delete.send(&client()).await.map(drop).unwrap_err(),
                rpc::Any.send(&client()).await.map(drop).unwrap_err(),
            ] {
                assert!(matches!(error, SendError::Decode(..)), "{body}: {error}");
                assert!(error.to_string().contains(expected), "{expected} in {error}");
            }
        }
    }
    for body in [
        r#"{"__type":"com.amazon#GetOutput","Text":"a"}"#,
        r#"{"__type":null,"Text":"a"}"#,
        r#"{"Inner":{"__type":"SomeError"},"Text":"a"}"#,
        r#"{"type":"SomeError","Text":"a"}"#,
    ] {
        assert_eq!(rpc::Get.send(&succeeds(body)).await.unwrap().text.as_deref(), Some("a"), "{body}");
    }
}
