//! The default provider chain: its order and its errors. The rules are those of the AWS SDK for Rust. Each case states
//! variables, files and responses, and the expected access key or error.

mod test_environment;

use test_environment::{Outcome, TestEnvironment, json};

const IMDS: &str = "http://169.254.169.254";
const ECS: &str = "http://169.254.170.2/creds";
const FILES: &str = "/h/.aws/config and /h/.aws/credentials";

/// The expected outcome of a case.
#[derive(Clone, Copy)]
enum Expect {
    /// The operation is signed with this key and session token.
    Key(&'static str),
    /// Building the client fails.
    Config(&'static str),
    /// The call fails.
    Call(&'static str),
}
use Expect::{Call, Config, Key};

struct Case {
    name: &'static str,
    environment: TestEnvironment,
    expect: Expect,
    requests: &'static [&'static str],
}

fn case(name: &'static str, environment: TestEnvironment, expect: Expect, requests: &'static [&'static str]) -> Case {
    Case { name, environment, expect, requests }
}

/// Runs all cases and reports all failures.
async fn run(cases: Vec<Case>) {
    let mut failed = Vec::new();
    let count = cases.len();
    for Case { name, environment, expect, requests } in cases {
        let Outcome { signed, failure, requests: actual_requests } = environment.run().await;
        let full = |text: &str| text.replace("FILES", FILES);
        let as_expected = match expect {
            Key(key) => signed.as_deref() == Some(key) && failure.is_none(),
            Config(text) => failure == Some((true, format!("no credentials: {}", full(text)))),
            Call(text) => failure == Some((false, format!("Open failed: no credentials: {}", full(text)))),
        };
        if !as_expected || actual_requests != requests {
            failed.push(format!("{name}: signed with {signed:?}, {failure:#?}, requests {actual_requests:#?}"));
        }
    }
    assert!(failed.is_empty(), "{} of {count} cases:\n{}", failed.len(), failed.join("\n"));
    println!("{count} cases");
}

fn empty() -> TestEnvironment {
    TestEnvironment::new()
}

#[tokio::test]
async fn variables_come_first() {
    let profile = || empty().credentials("[default]\nKEYS(PROFILE)");
    run(vec![
        case("a key", empty().key("ENV"), Key("ENV"), &[]),
        case("a key with its token", empty().key("ENV").with("AWS_SESSION_TOKEN", "t"), Key("ENV t"), &[]),
        case("before the profile", profile().key("ENV"), Key("ENV"), &[]),
        case(
            "before a named profile",
            empty().config("[profile p]\nKEYS(P)").with("AWS_PROFILE", "p").key("ENV"),
            Key("ENV"),
            &[],
        ),
        case(
            "blank variables are unset",
            profile().with("AWS_ACCESS_KEY_ID", " ").with("AWS_SECRET_ACCESS_KEY", ""),
            Key("PROFILE"),
            &[],
        ),
        case("a session token alone is ignored", profile().with("AWS_SESSION_TOKEN", "t"), Key("PROFILE"), &[]),
        case(
            "an ID without its secret",
            profile().with("AWS_ACCESS_KEY_ID", "ENV"),
            Config("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not"),
            &[],
        ),
        case(
            "a secret without its ID",
            profile().with("AWS_SECRET_ACCESS_KEY", "hidden"),
            Config("AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not"),
            &[],
        ),
    ])
    .await;
}

#[tokio::test]
async fn the_profile_comes_second() {
    let container = || {
        empty().with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").response(
            "GET http://169.254.170.2/creds",
            200,
            &json("ECS"),
        )
    };
    run(vec![
        case("of the credentials file", empty().credentials("[default]\nKEYS(A)"), Key("A"), &[]),
        case("of the config file", empty().config("[default]\nKEYS(A)"), Key("A"), &[]),
        case("with a session token", empty().config("[default]\nKEYS(A)\naws_session_token = t"), Key("A t"), &[]),
        case(
            "the credentials file overrides the config file, property by property",
            empty().config("[default]\nKEYS(A)\naws_session_token = t").credentials("[default]\naws_access_key_id = B"),
            Key("B t"),
            &[],
        ),
        case(
            "the profile of AWS_PROFILE",
            empty().config("[default]\nKEYS(A)\n[profile p]\nKEYS(P)").with("AWS_PROFILE", "p"),
            Key("P"),
            &[],
        ),
        case(
            "in files elsewhere",
            empty()
                .file("/x/conf", "[default]\naws_access_key_id = A")
                .file("/x/cred", "[default]\naws_secret_access_key = hidden")
                .with("AWS_CONFIG_FILE", "/x/conf")
                .with("AWS_SHARED_CREDENTIALS_FILE", "/x/cred"),
            Key("A"),
            &[],
        ),
        case(
            "an access key ID without a secret",
            container().config("[default]\naws_access_key_id = A"),
            Config("the profile `default` of FILES: aws_access_key_id is set, but aws_secret_access_key is not"),
            &[],
        ),
        case(
            "a secret without an access key ID",
            container().config("[default]\naws_secret_access_key = hidden"),
            Config("the profile `default` of FILES: aws_secret_access_key is set, but aws_access_key_id is not"),
            &[],
        ),
        case(
            "a profile without credentials is skipped",
            container().config("[default]\noutput = json"),
            Key("ECS token-of-ECS"),
            &["GET http://169.254.170.2/creds"],
        ),
        case(
            "no default profile",
            container().config("[profile other]\nKEYS(A)"),
            Key("ECS token-of-ECS"),
            &["GET http://169.254.170.2/creds"],
        ),
        case(
            "before a web identity in variables",
            empty()
                .credentials("[default]\nKEYS(A)")
                .with("AWS_WEB_IDENTITY_TOKEN_FILE", "/t")
                .with("AWS_ROLE_ARN", "arn"),
            Key("A"),
            &[],
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_named_profile_must_exist() {
    let end = empty().credentials("[default]\nKEYS(A)").with("AWS_PROFILE", "absent").run().await;
    assert_eq!(end.failure, Some((true, format!("there is no profile `absent` in {FILES}; there is `default`"))));
    let end = empty().credentials("[default").run().await;
    assert_eq!(end.failure, Some((true, "/h/.aws/credentials, line 1: a section must end with `]`".to_owned())));
}

#[tokio::test(start_paused = true)]
async fn the_container_comes_before_the_instance() {
    let container = |uri: &str| empty().with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", uri);
    let full = |uri: &str| empty().with("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri);
    let eks = "http://169.254.170.23/v1/credentials";
    let get_eks = "GET http://169.254.170.23/v1/credentials";
    let get = "GET http://169.254.170.2/creds";
    let garbage = "the container credentials endpoint at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) returned a document that ";
    assert_eq!(get.split_once(' ').unwrap().1, ECS);
    run(vec![
        case("a relative URI", container("/creds").response(get, 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds"]),
        case("before the instance", container("/creds").response(get, 200, &json("ECS")).instance(IMDS, "EC2"), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds"]),
        case("before a full one", container("/creds").with("AWS_CONTAINER_CREDENTIALS_FULL_URI", eks).response(get, 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds"]),
        case("with a query", container("/c?a=b").response("GET http://169.254.170.2/c?a=b", 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/c?a=b"]),
        case("a full URI with a token", full(eks).with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic x").response(get_eks, 200, &json("EKS")), Key("EKS token-of-EKS"), &["GET http://169.254.170.23/v1/credentials with Basic x"]),
        case("a token in a file comes first", full(eks).with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "other").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/var/token").file("/var/token", "from-file").response(get_eks, 200, &json("EKS")), Key("EKS token-of-EKS"), &["GET http://169.254.170.23/v1/credentials with from-file"]),
        case("a relative URI takes a token too", container("/creds").with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic x").response(get, 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds with Basic x"]),
        case("the agent of EKS by IPv6", full("http://[fd00:ec2::23]/c").response("GET http://[fd00:ec2::23]/c", 200, &json("EKS")), Key("EKS token-of-EKS"), &["GET http://[fd00:ec2::23]/c"]),
        case("loopback", full("http://localhost:8080/c").response("GET http://localhost:8080/c", 200, &json("X")), Key("X token-of-X"), &["GET http://localhost:8080/c"]),
        case("any host by TLS", full("https://agent.example/c").response("GET https://agent.example/c", 200, &json("X")), Key("X token-of-X"), &["GET https://agent.example/c"]),
        case("an agent with a dot at its end", full("http://169.254.170.23./v1").response("GET http://169.254.170.23./v1", 200, &json("EKS")), Key("EKS token-of-EKS"), &["GET http://169.254.170.23./v1"]),
        case("an agent as an IPv6 address", full("http://[::ffff:169.254.170.23]/v1").response("GET http://[::ffff:169.254.170.23]/v1", 200, &json("EKS")), Key("EKS token-of-EKS"), &["GET http://[::ffff:169.254.170.23]/v1"]),
        case("another host without TLS", full("http://169.254.170.24/c"), Config("AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://169.254.170.24` would send credentials over the network unencrypted; use `https://`, or a local address: localhost, 127.0.0.1, [::1], 169.254.170.2, 169.254.170.23, fd00:ec2::23"), &[]),
        case("another scheme", full("ftp://localhost/c"), Config("AWS_CONTAINER_CREDENTIALS_FULL_URI: its scheme must be `https` or `http`"), &[]),
        case("a relative URL", full("/creds"), Config("AWS_CONTAINER_CREDENTIALS_FULL_URI: write an absolute URL, such as http://localhost/credentials"), &[]),
        case("a relative URI without a slash", container("creds"), Config("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: write a path that starts with `/`"), &[]),
        case("a token with a line break", container("/creds").with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "hidden\r\nx: y"), Call("AWS_CONTAINER_AUTHORIZATION_TOKEN: the token must not contain a line break or a control character"), &[]),
        case("a token file with a line break", container("/creds").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/t").file("/t", "hidden\n"), Call("/t (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE): the token must not contain a line break or a control character"), &[]),
        case("an absent token file", container("/creds").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/t"), Call("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: /t does not exist or is empty"), &[]),
        case("an error response ends the search", container("/creds").response(get, 404, r#"{"code":"NoSuchRole","message":"no such role"}"#).instance(IMDS, "EC2"), Call("the container credentials endpoint at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) rejected the request with status 404: NoSuchRole: no such role"), &["GET http://169.254.170.2/creds"]),
        case("a server error is retried", container("/creds").response(get, 500, "").response(get, 200, "<html>").response(get, 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds"; 3]),
        case("throttling is retried", container("/creds").response(get, 429, "").response(get, 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds"; 2]),
        case("at most three attempts", container("/creds").response(get, 500, "").response(get, 503, "").response(get, 502, "").response(get, 200, &json("ECS")), Call("the container credentials endpoint at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) rejected the request with status 502"), &["GET http://169.254.170.2/creds"; 3]),
        case("no connection", container("/creds"), Call("the container credentials endpoint at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) did not respond: no connection to the service: no route to host"), &["GET http://169.254.170.2/creds"; 3]),
        case("invalid JSON", container("/creds").response(get, 200, "hidden").response(get, 200, "hidden").response(get, 200, "hidden"), Call(leak(garbage, "is not JSON")), &["GET http://169.254.170.2/creds"; 3]),
        case("JSON that is not an object", container("/creds").response(get, 200, "[]").response(get, 200, "[]").response(get, 200, r#""hidden""#), Call(leak(garbage, "has a member of the wrong type")), &["GET http://169.254.170.2/creds"; 3]),
        case("no secret", container("/creds").response(get, 200, "{}").response(get, 200, "{}").response(get, 200, r#"{"AccessKeyId":"A","SecretAccessKey":""}"#), Call(leak(garbage, "has no `SecretAccessKey`")), &["GET http://169.254.170.2/creds"; 3]),
        case("an invalid expiration", container("/creds").response(get, 200, "{}").response(get, 200, "{}").response(get, 200, r#"{"AccessKeyId":"A","SecretAccessKey":"hidden","Expiration":"soon"}"#), Call(leak(garbage, "has an `Expiration` that is not a timestamp")), &["GET http://169.254.170.2/creds"; 3]),
    ])
    .await;
}

fn leak(start: &str, end: &str) -> &'static str {
    Box::leak(format!("{start}{end}").into_boxed_str())
}

const TOKEN: &str = "PUT http://169.254.169.254/latest/api/token";
const ROLES: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/";
const ROLE: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/my-role";

/// The error when no source has credentials; `imds` is the reason of the instance metadata service.
fn none_found(imds: &str) -> &'static str {
    let text = format!(
        "none found in the variables AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE and \
         AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI (not set), the profile `default` of FILES (does not exist), and \
         the instance metadata service ({imds}). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a \
         profile that has credentials"
    );
    Box::leak(text.into_boxed_str())
}

#[tokio::test(start_paused = true)]
async fn the_instance_comes_last() {
    let unreachable = "no instance metadata service (IMDS) responds at http://169.254.169.254: this is not an EC2 instance, or it is a container and the hop limit is 1: no connection to the service: no route to host";
    let session = || empty().response(TOKEN, 200, "hidden-session");
    let elsewhere: &[&str] = &[
        "PUT http://127.0.0.1:9/latest/api/token",
        "GET http://127.0.0.1:9/latest/meta-data/iam/security-credentials/",
        "GET http://127.0.0.1:9/latest/meta-data/iam/security-credentials/my-role",
    ];
    let by_ipv6: &[&str] = &[
        "PUT http://[fd00:ec2::254]/latest/api/token",
        "GET http://[fd00:ec2::254]/latest/meta-data/iam/security-credentials/",
        "GET http://[fd00:ec2::254]/latest/meta-data/iam/security-credentials/my-role",
    ];
    run(vec![
        case("its role", empty().instance(IMDS, "EC2"), Key("EC2 token-of-EC2"), &[TOKEN, ROLES, ROLE]),
        case("at another address", empty().with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9/").instance("http://127.0.0.1:9", "EC2"), Key("EC2 token-of-EC2"), elsewhere),
        case("at one of the profile", empty().config("[default]\nec2_metadata_service_endpoint = http://127.0.0.1:9").instance("http://127.0.0.1:9", "EC2"), Key("EC2 token-of-EC2"), elsewhere),
        case("by IPv6", empty().with("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6").instance("http://[fd00:ec2::254]", "EC2"), Key("EC2 token-of-EC2"), by_ipv6),
        case("the endpoint overrides the mode", empty().with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9").config("[default]\nec2_metadata_service_endpoint_mode = IPv6").instance("http://127.0.0.1:9", "EC2"), Key("EC2 token-of-EC2"), elsewhere),
        case("an invalid mode", empty().with("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv5"), Config("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: `IPv5` is not a mode; write IPv4 or IPv6"), &[]),
        case("an invalid endpoint", empty().with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "127.0.0.1:9"), Config("AWS_EC2_METADATA_SERVICE_ENDPOINT: write an absolute URL without a query, such as http://127.0.0.1:1338"), &[]),
        case("disabled", empty().with("AWS_EC2_METADATA_DISABLED", "TRUE").instance(IMDS, "EC2"), Config(none_found("disabled by AWS_EC2_METADATA_DISABLED")), &[]),
        case("unreachable", empty(), Call(none_found(unreachable)), &[TOKEN]),
        case("without a role", session().response(ROLES, 404, "<html>"), Call(none_found("the instance metadata service at http://169.254.169.254 reports that the instance has no role")), &[TOKEN, ROLES]),
        case("with an invalid role name", session().response(ROLES, 200, "<html> a/../b"), Call(none_found("the response of http://169.254.169.254 is not that of an instance metadata service, version 2: its role name is invalid")), &[TOKEN, ROLES]),
        case("that cannot assume its role", session().response(ROLES, 200, "my-role\n").response(ROLE, 200, r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume my-role"}"#), Call(none_found("the instance metadata service at http://169.254.169.254 returned a document for the role my-role that reports the error AssumeRoleUnauthorizedAccess: EC2 cannot assume my-role")), &[TOKEN, ROLES, ROLE]),
        case("with an invalid document", session().response(ROLES, 200, "my-role").response(ROLE, 200, "hidden"), Call(none_found("the instance metadata service at http://169.254.169.254 returned a document for the role my-role that is not JSON")), &[TOKEN, ROLES, ROLE]),
        case("that rejects a session", empty().response(TOKEN, 403, ""), Call(none_found("the instance metadata service at http://169.254.169.254 rejected the request for a session with status 403")), &[TOKEN]),
        case("IMDSv1 is not used", empty().response(TOKEN, 404, "").response(ROLES, 200, "my-role").response(ROLE, 200, &json("V1")), Call(none_found("the instance metadata service at http://169.254.169.254 rejected the request for a session with status 404")), &[TOKEN]),
        case("an expired session", empty().response(TOKEN, 200, "hidden-session").response(ROLES, 401, "").response(TOKEN, 200, "hidden-session").response(ROLES, 200, "my-role").response(ROLE, 200, &json("EC2")), Key("EC2 token-of-EC2"), &[TOKEN, ROLES, TOKEN, ROLES, ROLE]),
        case("a session that is never accepted", empty().response(TOKEN, 200, "hidden-session").response(ROLES, 401, "").response(TOKEN, 200, "hidden-session").response(ROLES, 401, ""), Call(none_found("the instance metadata service at http://169.254.169.254 rejected the request for the name of the instance's role with status 401")), &[TOKEN, ROLES, TOKEN, ROLES]),
        case("a server error is retried", empty().response(TOKEN, 500, "").response(TOKEN, 200, "hidden-session").response(ROLES, 503, "").response(ROLES, 503, "").response(ROLES, 200, "my-role").response(ROLE, 200, &json("EC2")), Key("EC2 token-of-EC2"), &[TOKEN, TOKEN, ROLES, ROLES, ROLES, ROLE]),
        case("at most three attempts", session().response(ROLES, 500, "").response(ROLES, 500, "").response(ROLES, 503, ""), Call(none_found("the instance metadata service at http://169.254.169.254 rejected the request for the name of the instance's role with status 503")), &[TOKEN, ROLES, ROLES, ROLES]),
    ])
    .await;
}
