//! The file of the token, which the AWS CLI and other programs read and write, too.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aws_operation::{Clock, Environment, Timestamp};

use crate::scripted::{Script, Step};
use crate::signed_in::{NOW, after, builder};
use crate::traces;
use crate::{
    CONFIG, FILE, RUN, create, credentials, credentials_until, failure, home, in_short, location, refreshed, token,
};

#[cfg(unix)]
#[tokio::test]
async fn the_file_stays_a_link_and_is_private() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let home = home(-1);
    let elsewhere = home.path("elsewhere.json");
    fs::rename(home.file(), &elsewhere).unwrap();
    symlink(&elsewhere, home.file()).unwrap();
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    create(&home.client(&script, "work").await).await.unwrap();
    assert!(fs::symlink_metadata(home.file()).unwrap().is_symlink());
    assert_eq!(home.read()["accessToken"], "hidden-access-2");
    assert_eq!(fs::metadata(elsewhere).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn the_file_is_read_when_the_token_is_needed() {
    let home = home(-1);
    let script = Script::new([credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let mut newer = token(3600);
    newer["accessToken"] = "hidden-access-9".into();
    home.write(&newer);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[0], "portal hidden-access-9");
}

#[tokio::test]
async fn what_another_program_wrote_during_a_refresh_stays() {
    let home = Arc::new(home(-1));
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let other = Arc::clone(&home);
    let mut written = token(7200);
    written["refreshToken"] = "hidden-refresh-9".into();
    let content = written.clone();
    script.watch(move || {
        other.write(&content);
        0
    });
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[1], "portal hidden-access-2");
    assert_eq!(home.read(), written);
}

#[tokio::test]
async fn a_file_that_the_user_removed_is_not_made_again() {
    let home = Arc::new(home(-1));
    let script = Script::new([refreshed(2), credentials("ROLE"), Step::made()]);
    let client = home.client(&script, "work").await;
    let other = Arc::clone(&home);
    script.watch(move || {
        let _ = fs::remove_file(other.file());
        0
    });
    create(&client).await.unwrap();
    assert_eq!(home.names(), [""; 0]);
    let absent = home.client(&Script::new([]), "work").await;
    let expected = format!("{}the SSO token is not in ~/{FILE}; {RUN}", location("work"));
    assert!(failure(&home, &absent).await.starts_with(&expected));
}

/// Files of an `Environment` cannot be written.
#[tokio::test]
async fn a_token_that_cannot_be_written_stays_in_memory() {
    traces::on_all_threads();
    let environment = Environment::empty()
        .with_variable("HOME", "/h")
        .with_file("/h/.aws/config", CONFIG)
        .with_file(format!("/h/{FILE}"), token(-1).to_string());
    let now = Arc::new(AtomicI64::new(NOW));
    let clock = Arc::clone(&now);
    let clock = Clock::from_fn(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap());
    let script = Script::new([refreshed(2), credentials_until("ONE", NOW + 600), Step::made()]);
    let client = builder(&script, "work").clock(clock).build_from(&environment).await.unwrap();
    let collected = traces::Collected::default();
    let guard = tracing::subscriber::set_default(collected.clone());
    create(&client).await.unwrap();
    drop(guard);
    let text = collected.text();
    assert!(text.contains("a refreshed token could not be written and is kept in memory"), "{text}");
    assert!(!text.contains("hidden"), "{text}");
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-1", "portal hidden-access-2"]);

    // The credentials have expired, the token in memory has not.
    now.store(NOW + 700, Ordering::Relaxed);
    script.extend([credentials_until("TWO", NOW + 5000), Step::made()]);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[0], "portal hidden-access-2");

    // Both have expired. The refresh token in memory is newer than the one in the file.
    now.store(NOW + 6000, Ordering::Relaxed);
    script.extend([refreshed(3), credentials_until("THREE", NOW + 9600), Step::made()]);
    create(&client).await.unwrap();
    assert_eq!(in_short(&script.take_sent())[..2], ["oidc hidden-refresh-2", "portal hidden-access-3"]);
}

#[tokio::test]
async fn a_token_file_that_cannot_be_used_names_what_is_wrong() {
    let without = |name: &str| {
        let mut token = token(-1);
        token.as_object_mut().unwrap().remove(name);
        token.to_string()
    };
    let with = |name: &str, value: &str| {
        let mut token = token(-1);
        token[name] = value.into();
        token.to_string()
    };
    let expired = format!("expired at {} and cannot be refreshed: ", after(-1));
    for (content, what) in [
        ("hidden".to_owned(), "is not JSON".to_owned()),
        (String::new(), "is not JSON".to_owned()),
        ("[\"hidden\"]".to_owned(), "is not a JSON object".to_owned()),
        (without("accessToken"), "has no `accessToken`".to_owned()),
        (with("accessToken", ""), "has no `accessToken`".to_owned()),
        (without("expiresAt"), "has no `expiresAt`".to_owned()),
        (with("expiresAt", "hidden"), "has an `expiresAt` that is not a time".to_owned()),
        (without("refreshToken"), format!("{expired}it has no `refreshToken`")),
        (without("clientSecret"), format!("{expired}it has no `clientSecret`")),
        (without("registrationExpiresAt"), format!("{expired}it has no `registrationExpiresAt`")),
        (
            with("registrationExpiresAt", &after(0)),
            format!("{expired}the registration of its client expired at {}", after(0)),
        ),
    ] {
        let home = home(-1);
        fs::write(home.file(), &content).unwrap();
        let text = failure(&home, &home.client(&Script::new([]), "work").await).await;
        let expected = format!("{}the SSO token in ~/{FILE} {what}; {RUN}", location("work"));
        assert!(text.starts_with(&expected), "{text}\n{expected}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_an_error() {
    let home = home(3600);
    fs::remove_file(home.file()).unwrap();
    fs::create_dir(home.file()).unwrap();
    let text = failure(&home, &home.client(&Script::new([]), "work").await).await;
    let start = format!("{}the SSO token: ~/{FILE}: cannot be read: ", location("work"));
    assert!(text.starts_with(&start) && text.contains(RUN), "{text}");
}
