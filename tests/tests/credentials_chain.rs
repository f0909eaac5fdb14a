//! Where credentials are found, in which order, and what is said when they are not. The rules are those of the AWS SDK
//! for Rust; each case states the variables, the files and the responses, and the key that comes of them.

mod surroundings;

use surroundings::{Around, End, json};

const IMDS: &str = "http://169.254.169.254";
const ECS: &str = "http://169.254.170.2/creds";
const FILES: &str = "/h/.aws/config and /h/.aws/credentials";

/// What a case ends with.
#[derive(Clone, Copy)]
enum Expect {
    /// The operation is signed with this key and session token.
    Key(&'static str),
    /// No client comes about.
    Config(&'static str),
    /// The call fails.
    Call(&'static str),
}
use Expect::{Call, Config, Key};

struct Case {
    name: &'static str,
    around: Around,
    expect: Expect,
    asked: &'static [&'static str],
}

fn case(name: &'static str, around: Around, expect: Expect, asked: &'static [&'static str]) -> Case {
    Case { name, around, expect, asked }
}

/// Runs all of them, and tells of all that failed.
async fn run(cases: Vec<Case>) {
    let mut wrong = Vec::new();
    let count = cases.len();
    for Case { name, around, expect, asked } in cases {
        let End { signed, failure, asked: was_asked } = around.run().await;
        let full = |text: &str| text.replace("FILES", FILES);
        let as_expected = match expect {
            Key(key) => signed.as_deref() == Some(key) && failure.is_none(),
            Config(text) => failure == Some((true, format!("no credentials: {}", full(text)))),
            Call(text) => failure == Some((false, format!("Open failed: no credentials: {}", full(text)))),
        };
        if !as_expected || was_asked != asked {
            wrong.push(format!("{name}: signed with {signed:?}, {failure:#?}, asked {was_asked:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    println!("{count} cases");
}

fn nothing() -> Around {
    Around::nothing()
}

#[tokio::test]
async fn variables_come_first() {
    let profile = || nothing().credentials("[default]\nKEYS(PROFILE)");
    run(vec![
        case("a key", nothing().key("ENV"), Key("ENV"), &[]),
        case("a key with its token", nothing().key("ENV").with("AWS_SESSION_TOKEN", "t"), Key("ENV t"), &[]),
        case("before the profile", profile().key("ENV"), Key("ENV"), &[]),
        case(
            "before a named profile",
            nothing().config("[profile p]\nKEYS(P)").with("AWS_PROFILE", "p").key("ENV"),
            Key("ENV"),
            &[],
        ),
        case(
            "blank variables are none",
            profile().with("AWS_ACCESS_KEY_ID", " ").with("AWS_SECRET_ACCESS_KEY", ""),
            Key("PROFILE"),
            &[],
        ),
        case("a token alone is nothing", profile().with("AWS_SESSION_TOKEN", "t"), Key("PROFILE"), &[]),
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
async fn then_comes_the_profile() {
    let container = || {
        nothing().with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds").response(
            "GET http://169.254.170.2/creds",
            200,
            &json("ECS"),
        )
    };
    run(vec![
        case("of the credentials file", nothing().credentials("[default]\nKEYS(A)"), Key("A"), &[]),
        case("of the config file", nothing().config("[default]\nKEYS(A)"), Key("A"), &[]),
        case("with a session token", nothing().config("[default]\nKEYS(A)\naws_session_token = t"), Key("A t"), &[]),
        case(
            "the credentials file beats the config file, key by key",
            nothing()
                .config("[default]\nKEYS(A)\naws_session_token = t")
                .credentials("[default]\naws_access_key_id = B"),
            Key("B t"),
            &[],
        ),
        case(
            "the one of AWS_PROFILE",
            nothing().config("[default]\nKEYS(A)\n[profile p]\nKEYS(P)").with("AWS_PROFILE", "p"),
            Key("P"),
            &[],
        ),
        case(
            "in files elsewhere",
            nothing()
                .file("/x/conf", "[default]\naws_access_key_id = A")
                .file("/x/cred", "[default]\naws_secret_access_key = hidden")
                .with("AWS_CONFIG_FILE", "/x/conf")
                .with("AWS_SHARED_CREDENTIALS_FILE", "/x/cred"),
            Key("A"),
            &[],
        ),
        case(
            "half a key",
            container().config("[default]\naws_access_key_id = A"),
            Config("the profile `default` of FILES: aws_access_key_id is set, but aws_secret_access_key is not"),
            &[],
        ),
        case(
            "the other half",
            container().config("[default]\naws_secret_access_key = hidden"),
            Config("the profile `default` of FILES: aws_secret_access_key is set, but aws_access_key_id is not"),
            &[],
        ),
        case(
            "one without credentials is passed over",
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
            nothing()
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
async fn a_profile_that_was_asked_for_must_be_there() {
    let end = nothing().credentials("[default]\nKEYS(A)").with("AWS_PROFILE", "absent").run().await;
    assert_eq!(end.failure, Some((true, format!("there is no profile `absent` in {FILES}"))));
    let end = nothing().credentials("[default").run().await;
    assert_eq!(end.failure, Some((true, "/h/.aws/credentials, line 1: a section must end with `]`".to_owned())));
}

#[tokio::test]
async fn a_profile_that_needs_a_human_says_so() {
    let what = |property: &str| {
        format!(
            "the profile `p` of {FILES}: {property} is for a human who signs in, which the official SDK knows: switch on the feature `aws-credential-types`, and call `.credentials(CredentialsCache::from_sdk(aws_config::default_provider::credentials::default_provider().await))`"
        )
    };
    for (profile, property) in [
        ("sso_session = corp\nsso_account_id = 1\nsso_role_name = r", "sso_account_id"),
        ("sso_start_url = https://x\nsso_region = r\nsso_account_id = 1\nsso_role_name = r", "sso_account_id"),
        ("login_session = arn:aws:iam::1:user/ann", "login_session"),
        ("login_session = arn\ncredential_process = x", "login_session"),
    ] {
        let around = nothing().config(&format!("[profile p]\n{profile}")).with("AWS_PROFILE", "p");
        let (early, text) = around.run().await.failure.unwrap();
        assert_eq!((early, text), (true, format!("no credentials: {}", what(property))), "{profile}");
    }
}

#[tokio::test(start_paused = true)]
async fn then_comes_the_container() {
    let container = |uri: &str| nothing().with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", uri);
    let full = |uri: &str| nothing().with("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri);
    let eks = "http://169.254.170.23/v1/credentials";
    let get_eks = "GET http://169.254.170.23/v1/credentials";
    let get = "GET http://169.254.170.2/creds";
    let garbage = "the container's agent at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) responded with a document that ";
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
        case("this machine", full("http://localhost:8080/c").response("GET http://localhost:8080/c", 200, &json("X")), Key("X token-of-X"), &["GET http://localhost:8080/c"]),
        case("any host by TLS", full("https://agent.example/c").response("GET https://agent.example/c", 200, &json("X")), Key("X token-of-X"), &["GET https://agent.example/c"]),
        case("another host without TLS", full("http://169.254.170.24/c"), Config("AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://169.254.170.24` would hand credentials over the network unencrypted; use `https://`, or an address of this machine: localhost, 127.0.0.1, [::1], 169.254.170.2, 169.254.170.23, fd00:ec2::23"), &[]),
        case("another scheme", full("ftp://localhost/c"), Config("AWS_CONTAINER_CREDENTIALS_FULL_URI: its scheme must be `https` or `http`"), &[]),
        case("no whole URL", full("/creds"), Config("AWS_CONTAINER_CREDENTIALS_FULL_URI: a whole URL is needed, like http://localhost/credentials"), &[]),
        case("a relative URI that is none", container("creds"), Config("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: a path is needed, which starts with `/`"), &[]),
        case("a token with a line break", container("/creds").with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "hidden\r\nx: y"), Call("AWS_CONTAINER_AUTHORIZATION_TOKEN: a token must not have a line break or a control character"), &[]),
        case("a token file with a line break", container("/creds").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/t").file("/t", "hidden\n"), Call("/t (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE): a token must not have a line break or a control character"), &[]),
        case("a token file that is not there", container("/creds").with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/t"), Call("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: /t does not exist, or is empty"), &[]),
        case("a rejection ends the search", container("/creds").response(get, 404, r#"{"code":"NoSuchRole","message":"no such role"}"#).instance(IMDS, "EC2"), Call("the container's agent at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) rejected with status 404: NoSuchRole: no such role"), &["GET http://169.254.170.2/creds"]),
        case("a fault is tried again", container("/creds").response(get, 500, "").response(get, 200, "<html>").response(get, 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds"; 3]),
        case("a container that is asked too often is asked again", container("/creds").response(get, 429, "").response(get, 200, &json("ECS")), Key("ECS token-of-ECS"), &["GET http://169.254.170.2/creds"; 2]),
        case("three times in all", container("/creds").response(get, 500, "").response(get, 503, "").response(get, 502, "").response(get, 200, &json("ECS")), Call("the container's agent at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) rejected with status 502"), &["GET http://169.254.170.2/creds"; 3]),
        case("nobody there", container("/creds"), Call("the container's agent at 169.254.170.2 (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) did not respond: no connection to the service: no route to host"), &["GET http://169.254.170.2/creds"; 3]),
        case("no JSON", container("/creds").response(get, 200, "hidden").response(get, 200, "hidden").response(get, 200, "hidden"), Call(leak(garbage, "is not JSON")), &["GET http://169.254.170.2/creds"; 3]),
        case("JSON of another kind", container("/creds").response(get, 200, "[]").response(get, 200, "[]").response(get, 200, r#""hidden""#), Call(leak(garbage, "has a member of a wrong type")), &["GET http://169.254.170.2/creds"; 3]),
        case("no secret", container("/creds").response(get, 200, "{}").response(get, 200, "{}").response(get, 200, r#"{"AccessKeyId":"A","SecretAccessKey":""}"#), Call(leak(garbage, "has no `SecretAccessKey`")), &["GET http://169.254.170.2/creds"; 3]),
        case("no time", container("/creds").response(get, 200, "{}").response(get, 200, "{}").response(get, 200, r#"{"AccessKeyId":"A","SecretAccessKey":"hidden","Expiration":"soon"}"#), Call(leak(garbage, "has an `Expiration` that is no time")), &["GET http://169.254.170.2/creds"; 3]),
    ])
    .await;
}

fn leak(start: &str, end: &str) -> &'static str {
    Box::leak(format!("{start}{end}").into_boxed_str())
}

const TOKEN: &str = "PUT http://169.254.169.254/latest/api/token";
const ROLES: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/";
const ROLE: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/my-role";

/// What is said when nothing is found, with what the metadata service has to do with it.
fn none_found(imds: &str) -> &'static str {
    let text = format!(
        "none found in the variables AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE and \
         AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI (not set), the profile `default` of FILES (is not there), and \
         the instance's metadata service ({imds}). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a \
         profile that has credentials"
    );
    Box::leak(text.into_boxed_str())
}

#[tokio::test(start_paused = true)]
async fn then_comes_the_instance() {
    let absent = "nothing responds as metadata service at http://169.254.169.254: this is no EC2 instance, or a container with hop limit 1: no connection to the service: no route to host";
    let session = || nothing().response(TOKEN, 200, "hidden-session");
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
        case("its role", nothing().instance(IMDS, "EC2"), Key("EC2 token-of-EC2"), &[TOKEN, ROLES, ROLE]),
        case("at another address", nothing().with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9/").instance("http://127.0.0.1:9", "EC2"), Key("EC2 token-of-EC2"), elsewhere),
        case("at one of the profile", nothing().config("[default]\nec2_metadata_service_endpoint = http://127.0.0.1:9").instance("http://127.0.0.1:9", "EC2"), Key("EC2 token-of-EC2"), elsewhere),
        case("by IPv6", nothing().with("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6").instance("http://[fd00:ec2::254]", "EC2"), Key("EC2 token-of-EC2"), by_ipv6),
        case("the address beats the mode", nothing().with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9").config("[default]\nec2_metadata_service_endpoint_mode = IPv6").instance("http://127.0.0.1:9", "EC2"), Key("EC2 token-of-EC2"), elsewhere),
        case("no such mode", nothing().with("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv5"), Config("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: `IPv5` is not a mode; it is IPv4 or IPv6"), &[]),
        case("no such address", nothing().with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "127.0.0.1:9"), Config("AWS_EC2_METADATA_SERVICE_ENDPOINT: a whole URL without a query is needed, like http://127.0.0.1:1338"), &[]),
        case("switched off", nothing().with("AWS_EC2_METADATA_DISABLED", "TRUE").instance(IMDS, "EC2"), Config(none_found("switched off by AWS_EC2_METADATA_DISABLED")), &[]),
        case("not there", nothing(), Call(none_found(absent)), &[TOKEN]),
        case("without a role", session().response(ROLES, 404, "<html>"), Call(none_found("the instance has no role, says the metadata service at http://169.254.169.254")), &[TOKEN, ROLES]),
        case("with a role that is none", session().response(ROLES, 200, "<html> a/../b"), Call(none_found("what responds at http://169.254.169.254 is no metadata service of version 2: it names a role that is none")), &[TOKEN, ROLES]),
        case("that may not take on its role", session().response(ROLES, 200, "my-role\n").response(ROLE, 200, r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume my-role"}"#), Call(none_found("the metadata service at http://169.254.169.254 responded for role my-role with a document that says AssumeRoleUnauthorizedAccess: EC2 cannot assume my-role")), &[TOKEN, ROLES, ROLE]),
        case("that says no more", session().response(ROLES, 200, "my-role").response(ROLE, 200, "hidden"), Call(none_found("the metadata service at http://169.254.169.254 responded for role my-role with a document that is not JSON")), &[TOKEN, ROLES, ROLE]),
        case("that rejects a session", nothing().response(TOKEN, 403, ""), Call(none_found("the metadata service at http://169.254.169.254 rejected a session with status 403")), &[TOKEN]),
        case("version 1 is not asked", nothing().response(TOKEN, 404, "").response(ROLES, 200, "my-role").response(ROLE, 200, &json("V1")), Call(none_found("the metadata service at http://169.254.169.254 rejected a session with status 404")), &[TOKEN]),
        case("a session that has ended", nothing().response(TOKEN, 200, "hidden-session").response(ROLES, 401, "").response(TOKEN, 200, "hidden-session").response(ROLES, 200, "my-role").response(ROLE, 200, &json("EC2")), Key("EC2 token-of-EC2"), &[TOKEN, ROLES, TOKEN, ROLES, ROLE]),
        case("a session that is never good", nothing().response(TOKEN, 200, "hidden-session").response(ROLES, 401, "").response(TOKEN, 200, "hidden-session").response(ROLES, 401, ""), Call(none_found("the metadata service at http://169.254.169.254 rejected the name of the instance's role with status 401")), &[TOKEN, ROLES, TOKEN, ROLES]),
        case("a fault is tried again", nothing().response(TOKEN, 500, "").response(TOKEN, 200, "hidden-session").response(ROLES, 503, "").response(ROLES, 503, "").response(ROLES, 200, "my-role").response(ROLE, 200, &json("EC2")), Key("EC2 token-of-EC2"), &[TOKEN, TOKEN, ROLES, ROLES, ROLES, ROLE]),
        case("three times in all", session().response(ROLES, 500, "").response(ROLES, 500, "").response(ROLES, 503, ""), Call(none_found("the metadata service at http://169.254.169.254 rejected the name of the instance's role with status 503")), &[TOKEN, ROLES, ROLES, ROLES]),
    ])
    .await;
}
