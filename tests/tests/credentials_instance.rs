//! What a client takes from the instance that it runs on, over time.

mod surroundings;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aws_operation::{Clock, ConfigError, Timestamp};
use surroundings::{Around, LATER, NOW, Net, Open};

const IMDS: &str = "http://169.254.169.254";
const TOKEN: &str = "PUT http://169.254.169.254/latest/api/token";
const ROLES: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/";
const ROLE: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/my-role";
const REGION: &str = "GET http://169.254.169.254/latest/meta-data/placement/region";

/// A client whose clock the test moves.
struct Program {
    client: aws_operation::Client,
    net: Net,
    time: Arc<AtomicI64>,
}

impl Program {
    async fn start(around: Around) -> Self {
        let time = Arc::new(AtomicI64::new(NOW));
        let told = Arc::clone(&time);
        let clock = Clock::from_fn(move || Timestamp::from_second(told.load(Ordering::SeqCst)).unwrap());
        let (client, net) = around.client(clock).await;
        Self { client: client.unwrap(), net, time }
    }

    fn pass(&self, seconds: i64) {
        self.time.fetch_add(seconds, Ordering::SeqCst);
    }

    /// The key that a call is signed with, once all that began with it has ended.
    async fn call(&self) -> Result<String, String> {
        let end = Open {}.send(&self.client).await;
        tokio::time::sleep(std::time::Duration::from_secs(10)).await;
        end.map(|_| self.net.signed().unwrap()).map_err(|error| error.to_string())
    }
}

fn key(id: &str) -> Result<String, String> {
    Ok(format!("{id} token-of-{id}"))
}

#[tokio::test(start_paused = true)]
async fn credentials_are_kept_and_asked_for_anew_before_they_end() {
    let program = Program::start(Around::nothing().instance(IMDS, "ONE")).await;
    assert_eq!(program.net.take_asked(), Vec::<String>::new(), "nothing is asked before the first call");
    for _ in 0..3 {
        assert_eq!(program.call().await, key("ONE"));
    }
    assert_eq!(program.net.take_asked(), [TOKEN, ROLES, ROLE]);
    program.net.now(&Around::nothing().instance_until(IMDS, "TWO", "2015-08-30T15:00:00Z"));
    program.pass(3600 - 100);
    assert_eq!(program.call().await, key("ONE"), "the call goes on with the old");
    assert_eq!(program.net.take_asked(), [ROLES, ROLE], "the session goes on");
    assert_eq!(program.call().await, key("TWO"));
}

#[tokio::test(start_paused = true)]
async fn a_session_is_renewed_before_it_ends() {
    let end = "2015-08-30T18:35:00Z";
    let program = Program::start(Around::nothing().instance_until(IMDS, "ONE", end)).await;
    program.call().await.unwrap();
    program.net.take_asked();
    program.net.now(&Around::nothing().instance_until(IMDS, "TWO", "2015-08-30T23:00:00Z"));
    program.pass(21_600 - 119);
    program.call().await.unwrap();
    assert_eq!(program.net.take_asked(), [TOKEN, ROLES, ROLE]);
}

/// AWS honours them for as long as its own instances cannot get new ones.
#[tokio::test(start_paused = true)]
async fn credentials_that_have_ended_are_used_on_while_there_are_no_better_ones() {
    let program = Program::start(Around::nothing().instance(IMDS, "ONE")).await;
    assert_eq!(program.call().await, key("ONE"));
    // Nobody responds any more.
    program.pass(3600 + 60);
    program.net.take_asked();
    assert_eq!(program.call().await, key("ONE"));
    assert_eq!(program.net.take_asked(), [ROLES; 3]);
    assert_eq!(program.call().await, key("ONE"));
    assert_eq!(program.net.take_asked(), Vec::<String>::new(), "not asked at every call");
    // Only ended ones are at hand.
    program.pass(16 * 60);
    program.net.now(&Around::nothing().instance_until(IMDS, "TWO", LATER));
    assert_eq!(program.call().await, key("TWO"));
    program.pass(16 * 60);
    program.net.now(&Around::nothing().instance_until(IMDS, "THREE", "2015-08-30T23:00:00Z"));
    assert_eq!(program.call().await, key("THREE"));
}

#[tokio::test(start_paused = true)]
async fn credentials_have_ended_in_the_moment_of_their_end() {
    let program = Program::start(Around::nothing().instance_until(IMDS, "ONE", "2015-08-30T12:36:00Z")).await;
    assert_eq!(program.call().await, key("ONE"), "they end now, and are used on");
    let program = Program::start(Around::nothing().instance_until(IMDS, "TWO", "2015-08-30T13:36:00Z")).await;
    assert_eq!(program.call().await, key("TWO"));
    program.pass(3600);
    assert_eq!(program.call().await, key("TWO"), "nobody responds any more");
}

#[tokio::test(start_paused = true)]
async fn the_region_is_the_instances_where_nothing_else_tells_it() {
    let nowhere = || Around::nothing().with("AWS_REGION", "").key("ENV");
    let clock = || Clock::fixed(Timestamp::from_second(NOW).unwrap());
    let session = || nowhere().response(TOKEN, 200, "hidden-session");
    let (client, net) = session().response(REGION, 200, "eu-central-1\n").client(clock()).await;
    assert_eq!((client.unwrap().region(), net.take_asked()), ("eu-central-1", vec![TOKEN.into(), REGION.into()]));

    for around in [
        nowhere(),
        session().response(REGION, 404, ""),
        session().response(REGION, 200, "<html>"),
        nowhere().with("AWS_EC2_METADATA_DISABLED", "true"),
    ] {
        assert_eq!(around.client(clock()).await.0.unwrap_err(), ConfigError::NoRegion);
    }
    let (client, net) = nowhere().config("[default]\nregion = eu-west-1").client(clock()).await;
    assert_eq!((client.unwrap().region(), net.take_asked()), ("eu-west-1", vec![]));
}
