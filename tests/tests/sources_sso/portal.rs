//! The credentials of a role, which the portal gives for a token.

use std::fs;

use serde_json::json;

use crate::scripted::{Script, Step};
use crate::{FILE, RUN, SERVICE, create, credentials, failure, home, in_short, location, refreshed, token};

#[tokio::test]
async fn a_valid_token_gets_the_credentials_of_the_role() {
    let home = home(3600);
    let script = Script::new([credentials("ROLE"), Step::made(), Step::made()]);
    let client = home.client(&script, "work").await;
    create(&client).await.unwrap();
    create(&client).await.unwrap();
    let service = format!("{SERVICE} ROLE");
    let sent = script.take_sent();
    assert_eq!(in_short(&sent), ["portal hidden-access-1", &service, &service]);
    assert_eq!(sent[1].header("x-amz-security-token"), Some("hidden-session"));
    assert_eq!(home.read(), token(3600));
}

#[tokio::test(start_paused = true)]
async fn the_portal_is_asked_again_where_that_helps() {
    for (status, attempts) in [(429, 3), (500, 3), (503, 3), (403, 1), (404, 1)] {
        let home = home(3600);
        let script = Script::new(std::iter::repeat_n(Step::rejected(status, "NoException"), attempts));
        let text = failure(&home, &home.client(&script, "work").await).await;
        let what = "cannot get credentials of the role Reader in the account 123456789012; to sign in again, run \
                    `aws sso login --profile work`: GetRoleCredentials failed: NoException: no";
        assert!(text.starts_with(&(location("work") + what)), "{text}");
        assert_eq!(script.count(), attempts);

        let script = Script::new([Step::rejected(status, "NoException"), credentials("ROLE"), Step::made()]);
        let retried = create(&home.client(&script, "work").await).await;
        assert_eq!(retried.is_ok(), attempts > 1, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_the_portal_rejects_is_refreshed_once() {
    let home = home(3600);
    let dead = || Step::rejected(401, "UnauthorizedException");
    let script = Script::new([dead(), refreshed(2), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    let expected = ["portal hidden-access-1", "oidc hidden-refresh-1", "portal hidden-access-2"];
    assert_eq!(in_short(&script.take_sent())[..3], expected);

    home.write(&token(3600));
    let script = Script::new([dead(), refreshed(2), dead()]);
    let text = failure(&home, &home.client(&script, "work").await).await;
    assert!(text.contains("GetRoleCredentials failed: UnauthorizedException: no") && text.contains(RUN), "{text}");

    let script = Script::new([dead()]);
    let text = failure(&home, &home.client(&script, "legacy").await).await;
    let what = format!(
        "the SSO token in ~/{FILE} was rejected by the service and cannot be refreshed: the profile has no `sso_session`; \
         run `aws sso login --profile legacy`"
    );
    assert!(text.starts_with(&(location("legacy") + &what)), "{text}");
}

#[tokio::test]
async fn a_role_is_assumed_with_the_credentials_of_the_session() {
    let home = home(3600);
    let sts = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ADMIN</AccessKeyId>\
               <SecretAccessKey>hidden</SecretAccessKey><SessionToken>hidden</SessionToken>\
               <Expiration>2025-11-19T01:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    // The retry of `AssumeRole` does not ask the portal again.
    let script = Script::new([credentials("ROLE"), Step::Lost, Step::response(200, sts), Step::made()]);
    create(&home.client(&script, "admin").await).await.unwrap();
    let sts = "sts.eu-west-1.amazonaws.com ROLE";
    assert_eq!(in_short(&script.take_sent()), ["portal hidden-access-1", sts, sts, &format!("{SERVICE} ADMIN")]);

    let text = {
        fs::remove_file(home.file()).unwrap();
        failure(&home, &home.client(&Script::new([]), "admin").await).await
    };
    assert!(text.contains(&format!("the SSO token is not in ~/{FILE}; {RUN}")), "{text}");
}

#[tokio::test]
async fn an_error_response_that_repeats_a_secret_is_not_shown() {
    let home = home(3600);
    let body = json!({ "message": "the token hidden-access-1 may not do that" }).to_string();
    let script = Script::new([Step::response(403, body).header("x-amzn-errortype", "ForbiddenException")]);
    let text = failure(&home, &home.client(&script, "work").await).await;
    let what = "the service returned an error (status 403), whose text is not shown because it may contain secrets";
    assert!(text.contains(what) && text.contains(RUN), "{text}");
}
