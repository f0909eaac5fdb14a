//! The operations of STS: the exact bytes of requests, and the parsed responses.

mod recorded;
mod scripted;

use aws_operation::sts::{
    AssumeRole, AssumeRoleWithWebIdentity, Error, GetCallerIdentity, PolicyDescriptor, ProvidedContext, Tag,
};
use aws_operation::{Call, Credentials, SendError, Sensitive, Timestamp};
use recorded::Wire;
use scripted::{Script, Step};

const ROLE: &str = "arn:aws:iam::123456789012:role/deploy";

const ASSUMED: &str = r#"<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>AROA3XFRBF535PLBIFPI4:nightly</AssumedRoleId>
      <Arn>arn:aws:sts::123456789012:assumed-role/deploy/nightly</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
      <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY</SecretAccessKey>
      <SessionToken>AQoDYXdzEPT//////////wEXAMPLE==</SessionToken>
      <Expiration>2019-07-15T23:28:33.359Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </AssumeRoleResult>
  <ResponseMetadata>
    <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>
  </ResponseMetadata>
</AssumeRoleResponse>"#;

const IDENTITY: &str = r#"<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/Alice</Arn>
    <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>"#;

fn nightly() -> AssumeRole {
    AssumeRole { role_arn: ROLE.into(), role_session_name: "nightly".into(), ..AssumeRole::default() }
}

/// The named headers of the last request.
fn headers(wire: &Wire, names: &[&str]) -> Vec<(String, String)> {
    wire.last().1.into_iter().filter(|(name, _)| names.contains(&name.as_str())).collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn the_request_of_get_caller_identity() {
    let wire = Wire::new(IDENTITY).await;
    let caller = GetCallerIdentity.call(&wire.client().build().unwrap()).await.unwrap();
    let (first, _, body) = wire.last();
    assert_eq!(first, "POST / HTTP/1.1");
    assert_eq!(body, "Action=GetCallerIdentity&Version=2011-06-15");
    let expected = [
        pair("content-length", "43"),
        pair("content-type", "application/x-www-form-urlencoded"),
        pair("x-amz-date", "20150830T123600Z"),
    ];
    let names = ["content-length", "content-type", "x-amz-content-sha256", "x-amz-date"];
    assert_eq!(headers(&wire, &names), expected);
    let [(_, authorization)] = headers(&wire, &["authorization"]).try_into().unwrap();
    let scope = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request, ";
    assert!(authorization.starts_with(scope), "{authorization}");

    assert_eq!(caller.account.as_deref(), Some("123456789012"));
    assert_eq!(caller.arn.as_deref(), Some("arn:aws:iam::123456789012:user/Alice"));
    assert_eq!(caller.user_id.as_deref(), Some("AIDACKCEVSQ6C2EXAMPLE"));
    assert_eq!(caller.request_id(), Some("r-1"), "the header comes before the body");
}

#[tokio::test]
async fn the_request_of_assume_role_with_all_members() {
    let wire = Wire::new(ASSUMED).await;
    let tag = |key: &str, value: &str| Tag { key: key.into(), value: value.into() };
    let role = AssumeRole {
        duration_seconds: Some(900),
        external_id: Some("a b".into()),
        serial_number: Some("GAHT12345678".into()),
        token_code: Some(Sensitive("123456".into())),
        policy: Some("{}".into()),
        policy_arns: Some(vec![PolicyDescriptor { arn: "arn:aws:iam::aws:policy/ReadOnlyAccess".into() }]),
        tags: Some(vec![tag("Project", "Äpfel & Birnen"), tag("Cost-Center", "12+3=15")]),
        transitive_tag_keys: Some(vec!["Project".into()]),
        source_identity: Some("Alice".into()),
        provided_contexts: Some(vec![ProvidedContext {
            provider_arn: "arn:x".into(),
            context_assertion: Sensitive("eyJ.a".into()),
        }]),
        ..nightly()
    };
    let assumed = role.send(&wire.client().build().unwrap()).await.unwrap();
    let expected = [
        "Action=AssumeRole",
        "Version=2011-06-15",
        "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy",
        "RoleSessionName=nightly",
        "DurationSeconds=900",
        "ExternalId=a%20b",
        "SerialNumber=GAHT12345678",
        "TokenCode=123456",
        "Policy=%7B%7D",
        "PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess",
        "Tags.member.1.Key=Project",
        "Tags.member.1.Value=%C3%84pfel%20%26%20Birnen",
        "Tags.member.2.Key=Cost-Center",
        "Tags.member.2.Value=12%2B3%3D15",
        "TransitiveTagKeys.member.1=Project",
        "SourceIdentity=Alice",
        "ProvidedContexts.member.1.ProviderArn=arn%3Ax",
        "ProvidedContexts.member.1.ContextAssertion=eyJ.a",
    ];
    assert_eq!(wire.last().2.split('&').collect::<Vec<_>>(), expected);

    let user = assumed.assumed_role_user.clone().unwrap();
    assert_eq!(user.arn, "arn:aws:sts::123456789012:assumed-role/deploy/nightly");
    assert_eq!(assumed.packed_policy_size, Some(6));
    let curl = role.prepare(&wire.client().build().unwrap()).await.unwrap().to_curl();
    assert!(curl.contains("SerialNumber=GAHT12345678"), "{curl}");
    let shown = format!("{assumed:?} {role:?} {curl}");
    for secret in ["wJalrXUtnFEMI", "AQoDYXdzEPT", "=123456", "(\"123456", "eyJ"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    let credentials = Credentials::from(assumed.credentials);
    assert_eq!(credentials.access_key_id(), "ASIAIOSFODNN7EXAMPLE");
    assert_eq!(credentials.expiry(), Some("2019-07-15T23:28:33.359Z".parse::<Timestamp>().unwrap()));
}

/// The credentials of a session sign the next call, with its token.
#[tokio::test]
async fn the_credentials_of_a_session_sign() {
    let wire = Wire::new(ASSUMED).await;
    let assumed = nightly().send(&wire.client().build().unwrap()).await.unwrap();
    let client = wire.client().credentials(Credentials::from(assumed.credentials)).build().unwrap();
    nightly().send(&client).await.unwrap();
    let [(_, token)] = headers(&wire, &["x-amz-security-token"]).try_into().unwrap();
    assert_eq!(token, "AQoDYXdzEPT//////////wEXAMPLE==");
}

#[tokio::test]
async fn the_request_of_assume_role_with_web_identity_is_unsigned() {
    let wire = Wire::new(WITH_WEB_IDENTITY).await;
    let client = wire.client().build().unwrap();
    let role = AssumeRoleWithWebIdentity {
        role_arn: ROLE.into(),
        role_session_name: "nightly".into(),
        web_identity_token: Sensitive("eyJ.b.c".into()),
        provider_id: Some("www.amazon.com".into()),
        ..AssumeRoleWithWebIdentity::default()
    };
    let assumed = role.send(&client).await.unwrap();
    let expected = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3A\
                    role%2Fdeploy&RoleSessionName=nightly&WebIdentityToken=eyJ.b.c&ProviderId=www.amazon.com";
    assert_eq!(wire.last().2, expected);
    assert_eq!(headers(&wire, &["authorization", "x-amz-date", "x-amz-content-sha256"]), []);
    assert_eq!(assumed.subject_from_web_identity_token.as_deref(), Some("amzn1.account.AF6RHO7KZU5XRVQJGXK6HB56KR2A"));
    assert_eq!(assumed.audience.as_deref(), Some("client.5498841531868486423.1548@apps.example.com"));
    assert_eq!(assumed.credentials.access_key_id, "ASgeIAIOSFODNN7EXAMPLE");
    assert!(!format!("{role:?}").contains("eyJ"));
}

const WITH_WEB_IDENTITY: &str = r#"<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>amzn1.account.AF6RHO7KZU5XRVQJGXK6HB56KR2A</SubjectFromWebIdentityToken>
    <Audience>client.5498841531868486423.1548@apps.example.com</Audience>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::123456789012:assumed-role/FederatedWebIdentityRole/app1</Arn>
      <AssumedRoleId>AROACLKWSDQRAOEXAMPLE:app1</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <SessionToken>AQoDYXdzEE0a8ANXXXXXXXXNO1ewxE5TijQyp+IEXAMPLE</SessionToken>
      <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY</SecretAccessKey>
      <Expiration>2014-10-24T23:00:23Z</Expiration>
      <AccessKeyId>ASgeIAIOSFODNN7EXAMPLE</AccessKeyId>
    </Credentials>
    <Provider>www.amazon.com</Provider>
  </AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>"#;

fn error_response(status: u16, code: &str) -> Step {
    let error = format!("<Type>Sender</Type><Code>{code}</Code><Message>in STS's words</Message>");
    let id = "<RequestId>r-2</RequestId>";
    Step::response(status, format!("<ErrorResponse><Error>{error}</Error>{id}</ErrorResponse>"))
}

#[tokio::test(start_paused = true)]
async fn modeled_errors_are_variants_of_the_error_enum() {
    let message = || "in STS's words".to_owned();
    for (status, code, expected) in [
        (400, "ExpiredTokenException", Error::ExpiredTokenException { message: message() }),
        (403, "IDPRejectedClaim", Error::IdpRejectedClaim { message: message() }),
        (400, "InvalidIdentityToken", Error::InvalidIdentityToken { message: message() }),
        (400, "MalformedPolicyDocument", Error::MalformedPolicyDocument { message: message() }),
        (400, "PackedPolicyTooLarge", Error::PackedPolicyTooLarge { message: message() }),
        (403, "RegionDisabledException", Error::RegionDisabledException { message: message() }),
    ] {
        let client = Script::new([error_response(status, code)]).client();
        let error = nightly().send(&client).await.unwrap_err();
        assert_eq!(error.service_error(), Some(&expected), "{error}");
        assert_eq!((error.code(), error.request_id(), error.attempts()), (Some(code), Some("r-2"), 1), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_unreachable_identity_provider_is_retried() {
    let script = Script::new([error_response(400, "IDPCommunicationError"), Step::response(200, WITH_WEB_IDENTITY)]);
    let role = AssumeRoleWithWebIdentity::default();
    assert_eq!(role.call(&script.client()).await.unwrap().attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_unmodeled_code_is_reported_unchanged() {
    let client = Script::new([error_response(403, "AccessDenied")]).client();
    let error = nightly().send(&client).await.unwrap_err();
    let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error}") };
    assert_eq!((code.as_str(), message.as_str()), ("AccessDenied", "in STS's words"));
}

/// A call with a lost response is retried, because all operations are `readonly`.
#[tokio::test(start_paused = true)]
async fn a_lost_response_is_retried() {
    let script = Script::new([Step::Lost, Step::response(200, ASSUMED)]);
    assert_eq!(nightly().call(&script.client()).await.unwrap().attempts(), 2);
    let script = Script::new([Step::Lost, Step::response(200, IDENTITY)]);
    let caller = GetCallerIdentity.call(&script.client()).await.unwrap();
    assert_eq!(caller.request_id(), Some("01234567-89ab-cdef-0123-456789abcdef"), "from the body");
}
