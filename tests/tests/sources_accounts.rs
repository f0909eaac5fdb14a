//! The account of credentials: some services have an endpoint for each account. Each source reports it.

mod scripted;
mod signed_in;

use aws_operation::{Client, Clock, Environment, RetryPolicy, ServiceError, aws_operation, aws_service};
use scripted::{Script, Step};
use serde_json::json;
use signed_in::{NOW, after, now};

#[aws_service(id = "Lots", protocol = "restJson1")]
#[aws(endpoint("AccountId~label -> {AccountId}.lots.{region}.{suffix}", "lots.{region}.{suffix}"))]
struct Service;

#[aws_operation(name = "Sell", output = (), error = ServiceError, readonly)]
#[aws(http = "GET /lots")]
struct Sell {}

/// The endpoint of a call, whose last response is that of the service.
async fn host(environment: Environment, responses: Vec<Step>) -> String {
    let script = Script::new(responses.into_iter().chain([Step::response(200, "{}")]));
    let builder = Client::builder().transport(script.clone()).clock(Clock::fixed(now())).retry(RetryPolicy::never());
    let environment = environment.with_variable("HOME", "/h").with_variable("AWS_REGION", "eu-west-1");
    Sell {}.send(&builder.build_from(&environment).await.unwrap()).await.unwrap();
    let host = script.take_sent().pop().unwrap().request.uri().host().unwrap().to_owned();
    host.strip_suffix(".eu-west-1.amazonaws.com").unwrap().to_owned()
}

fn profile(text: &str) -> Environment {
    Environment::empty().with_file("/h/.aws/config", format!("[default]\n{text}"))
}

#[tokio::test]
async fn a_key_has_the_account_beside_it() {
    let key = "aws_access_key_id = A\naws_secret_access_key = hidden\n";
    assert_eq!(host(profile(key), vec![]).await, "lots");
    assert_eq!(host(profile(&format!("{key}aws_account_id = 1")), vec![]).await, "1.lots");
    let variables = [("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "hidden"), ("AWS_ACCOUNT_ID", "1")];
    let variables = variables.iter().fold(Environment::empty(), |all, (name, value)| all.with_variable(*name, *value));
    assert_eq!(host(variables, vec![]).await, "1.lots");
}

#[tokio::test]
async fn credentials_of_sso_have_the_account_of_the_profile() {
    let role = "sso_account_id = 123456789012\nsso_role_name = r\nsso_start_url = corp\nsso_region = eu-west-1\n";
    let token = json!({ "accessToken": "hidden", "expiresAt": after(3600) }).to_string();
    // the SHA-1 of `corp`
    let environment = profile(role).with_file("/h/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json", token);
    let end = (NOW + 3600) * 1000;
    let key = json!({ "accessKeyId": "A", "secretAccessKey": "hidden", "sessionToken": "hidden", "expiration": end });
    let response = Step::response(200, json!({ "roleCredentials": key }).to_string());
    assert_eq!(host(environment, vec![response]).await, "123456789012.lots");
}

#[tokio::test]
async fn credentials_of_a_console_session_have_the_account_in_the_file() {
    for (account, expected) in [(json!("123456789012"), "123456789012.lots"), (json!(null), "lots")] {
        let token = json!({
            "accessKeyId": "A", "secretAccessKey": "hidden", "sessionToken": "hidden", "expiresAt": after(3600),
            "accountId": account,
        });
        // the SHA-256 of the session
        let file = "/h/.aws/login/cache/143b1fc18f5ca9bb89e81d9a77fe53029e237039039ccab734b6fb08284f7780.json";
        let session = profile("login_session = arn:aws:iam::123456789012:user/ann")
            .with_file(file, json!({ "accessToken": token }).to_string());
        assert_eq!(host(session, vec![]).await, expected);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_may_leave_the_account_to_the_profile() {
    let printing = |more: &str| {
        format!(
            "credential_process = echo '{{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"hidden\"{more}}}'\n"
        )
    };
    let account = r#","AccountId":"111122223333""#;
    for (printed, in_profile, expected) in [
        ("", "", "lots"),
        ("", "aws_account_id = 444455556666", "444455556666.lots"),
        (r#","AccountId":"""#, "aws_account_id = 444455556666", "444455556666.lots"),
        (account, "aws_account_id = 444455556666", "111122223333.lots"),
        (account, "", "111122223333.lots"),
    ] {
        assert_eq!(host(profile(&(printing(printed) + in_profile)), vec![]).await, expected, "{printed} {in_profile}");
    }
}
