//! A token that is about to expire is refreshed.

use std::sync::Arc;

use serde_json::json;

use crate::scripted::{Script, Step};
use crate::signed_in::{NOW, after};
use crate::{
    FILE, Say, create, credentials, credentials_until, failure, home, in_short, location, refreshed, rejected, token,
};

#[tokio::test]
async fn a_token_that_ends_soon_is_refreshed_and_written_back() {
    let home = home(299);
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-1", "portal hidden-access-2"]);
    let mut expected = token(3600);
    expected["accessToken"] = "hidden-access-2".into();
    expected["refreshToken"] = "hidden-refresh-2".into();
    assert_eq!(home.read(), expected);
    assert_eq!(home.names().len(), 1);
}

#[tokio::test]
async fn a_response_without_a_refresh_token_keeps_the_old_one() {
    let home = home(-1);
    let response = json!({ "accessToken": "hidden-access-2", "expiresIn": 3600 }).to_string();
    let script = Script::new([Step::response(200, response), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    assert_eq!(
        (&home.read()["accessToken"], &home.read()["refreshToken"]),
        (&"hidden-access-2".into(), &"hidden-refresh-1".into())
    );
}

/// The other program used the refresh token first, and writes the file shortly after the rejection arrived.
#[tokio::test(start_paused = true)]
async fn a_rejected_refresh_reads_the_file_again() {
    let home = Arc::new(home(-1));
    let script = Script::new([rejected(400, "InvalidGrantException"), credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let other = Arc::clone(&home);
    let write = async move {
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        let mut newer = token(3600);
        newer["accessToken"] = "hidden-access-9".into();
        newer["refreshToken"] = "hidden-refresh-9".into();
        other.write(&newer);
    };
    let (created, ()) = tokio::join!(create(&client), write);
    created.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-1", "portal hidden-access-9"]);
    assert_eq!(home.read()["refreshToken"], "hidden-refresh-9");
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_is_an_error_only_if_the_token_has_expired() {
    for step in
        [rejected(400, "InvalidGrantException"), rejected(401, "InvalidClientException"), Step::response(500, "")]
    {
        let attempts = if matches!(&step, Step::Response(response) if response.status() == 500) { 3 } else { 1 };
        let steps = || std::iter::repeat_n(step.clone(), attempts);
        let valid = home(60);
        let script = Script::new(steps().chain([credentials("ROLE"), Step::made()]));
        create(&valid.client(&script, "work").await).await.unwrap();
        assert_eq!(in_short(&script.take_sent())[attempts], "portal hidden-access-1");

        let expired = home(0);
        let script = Script::new(steps());
        let text = failure(&expired, &expired.client(&script, "work").await).await;
        let what = "the SSO token could not be refreshed; to sign in again, run `aws sso login --profile work`: ";
        assert!(text.starts_with(&(location("work") + what)), "{text}");
        assert_eq!(script.count(), attempts);
        assert_eq!(expired.read(), token(0));
    }
}

#[tokio::test]
async fn a_legacy_token_is_not_refreshed() {
    let valid = home(1);
    let script = Script::new([credentials("ROLE"), Step::made()]);
    create(&valid.client(&script, "legacy").await).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[0], "portal hidden-access-1");

    let expired = home(0);
    let text = failure(&expired, &expired.client(&Script::new([]), "legacy").await).await;
    let what = format!(
        "the SSO token in ~/{FILE} expired at {} and cannot be refreshed: the profile has no `sso_session`; run `aws sso \
         login --profile legacy`",
        after(0)
    );
    assert!(text.starts_with(&(location("legacy") + &what)), "{text}");
}

/// The refresh is not cancelled with the call, because its refresh token may work once only.
#[tokio::test(start_paused = true)]
async fn a_caller_that_goes_away_does_not_lose_the_new_token() {
    let home = home(-1);
    let script = Script::new([refreshed(2).late()]);
    let client = home.client(&script, "chat").await;
    let gave_up = tokio::time::timeout(std::time::Duration::from_millis(10), Say {}.send(&client)).await;
    assert!(gave_up.is_err());
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(home.read()["refreshToken"], "hidden-refresh-2");
}

#[tokio::test]
async fn many_calls_share_one_refresh() {
    let home = home(-1);
    let said = (0..20).map(|_| Step::response(200, "{}"));
    let script = Script::new([refreshed(2)].into_iter().chain(said));
    let client = home.client(&script, "chat").await;
    let calls: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn({
                let client = client.clone();
                async move { Say {}.send(&client).await.map(drop) }
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let refreshes = in_short(&script.take_sent()).iter().filter(|sent| sent.starts_with("oidc")).count();
    assert_eq!(refreshes, 1);
}

/// A token that is still valid is used while its refresh runs.
#[tokio::test(start_paused = true)]
async fn no_call_waits_for_the_refresh_of_a_valid_token() {
    let home = home(60);
    let script = Script::new([refreshed(2).late(), Step::response(200, "{}"), Step::response(200, "{}")]);
    let client = home.client(&script, "chat").await;
    let (first, second) = (Say {}, Say {});
    let second = async {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        second.send(&client).await
    };
    let (first, second) = tokio::join!(first.send(&client), second);
    first.unwrap();
    second.unwrap();
    let chat = |token: &str| format!("chat.eu-west-1.amazonaws.com Bearer {token}");
    let expected = ["oidc hidden-refresh-1", &chat("hidden-access-1"), &chat("hidden-access-2")];
    assert_eq!(in_short(&script.take_sent()), expected);
}

/// Another sign-in goes before the token in memory, also if that one would expire later.
#[tokio::test(start_paused = true)]
async fn a_rejected_token_in_memory_gives_way_to_the_file() {
    let home = home(86_400);
    let script = Script::new([credentials_until("ONE", NOW + 1), Step::made()]);
    let client = home.client(&script, "work").await;
    create(&client).await.unwrap();
    let mut newer = token(3600);
    newer["accessToken"] = "hidden-access-9".into();
    home.write(&newer);
    script.take_sent();
    script.extend([Step::rejected(401, "UnauthorizedException"), credentials("TWO"), Step::made()]);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["portal hidden-access-1", "portal hidden-access-9"]);
}
