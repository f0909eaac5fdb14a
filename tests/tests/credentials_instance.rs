//! Credentials and region of an EC2 instance, over time.

mod test_environment;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aws_operation::{Clock, ConfigError, Timestamp};
use test_environment::{FakeNetwork, LATER, NOW, Open, TestEnvironment};

const IMDS: &str = "http://169.254.169.254";
const TOKEN: &str = "PUT http://169.254.169.254/latest/api/token";
const ROLES: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/";
const ROLE: &str = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/my-role";
const REGION: &str = "GET http://169.254.169.254/latest/meta-data/placement/region";

/// A client whose clock the test moves.
struct Program {
    client: aws_operation::Client,
    network: FakeNetwork,
    time: Arc<AtomicI64>,
}

impl Program {
    async fn start(environment: TestEnvironment) -> Self {
        let time = Arc::new(AtomicI64::new(NOW));
        let shared = Arc::clone(&time);
        let clock = Clock::from_fn(move || Timestamp::from_second(shared.load(Ordering::SeqCst)).unwrap());
        let (client, network) = environment.client(clock).await;
        Self { client: client.unwrap(), network, time }
    }

    fn pass(&self, seconds: i64) {
        self.time.fetch_add(seconds, Ordering::SeqCst);
    }

    /// The key that signs a call. Waits until background refreshes that the call started have ended.
    async fn call(&self) -> Result<String, String> {
        let result = Open {}.send(&self.client).await;
        tokio::time::sleep(std::time::Duration::from_secs(10)).await;
        result.map(|_| self.network.signed().unwrap()).map_err(|error| error.to_string())
    }
}

fn key(id: &str) -> Result<String, String> {
    Ok(format!("{id} token-of-{id}"))
}

#[tokio::test(start_paused = true)]
async fn credentials_are_cached_and_refreshed_before_they_expire() {
    let program = Program::start(TestEnvironment::new().instance(IMDS, "ONE")).await;
    assert_eq!(program.network.take_requests(), Vec::<String>::new(), "no request before the first call");
    for _ in 0..3 {
        assert_eq!(program.call().await, key("ONE"));
    }
    assert_eq!(program.network.take_requests(), [TOKEN, ROLES, ROLE]);
    program.network.set_responses(&TestEnvironment::new().instance_until(IMDS, "TWO", "2015-08-30T15:00:00Z"));
    program.pass(3600 - 100);
    assert_eq!(program.call().await, key("ONE"), "the call uses the cached credentials");
    assert_eq!(program.network.take_requests(), [ROLES, ROLE], "the session is reused");
    assert_eq!(program.call().await, key("TWO"));
}

#[tokio::test(start_paused = true)]
async fn a_session_is_renewed_before_it_expires() {
    let end = "2015-08-30T18:35:00Z";
    let program = Program::start(TestEnvironment::new().instance_until(IMDS, "ONE", end)).await;
    program.call().await.unwrap();
    program.network.take_requests();
    program.network.set_responses(&TestEnvironment::new().instance_until(IMDS, "TWO", "2015-08-30T23:00:00Z"));
    program.pass(21_600 - 119);
    program.call().await.unwrap();
    assert_eq!(program.network.take_requests(), [TOKEN, ROLES, ROLE]);
}

/// AWS accepts expired credentials while instances cannot get new ones.
#[tokio::test(start_paused = true)]
async fn expired_credentials_are_used_while_no_valid_ones_are_available() {
    let program = Program::start(TestEnvironment::new().instance(IMDS, "ONE")).await;
    assert_eq!(program.call().await, key("ONE"));
    // The instance metadata service no longer responds.
    program.pass(3600 + 60);
    program.network.take_requests();
    assert_eq!(program.call().await, key("ONE"));
    assert_eq!(program.network.take_requests(), [ROLES; 3]);
    assert_eq!(program.call().await, key("ONE"));
    assert_eq!(program.network.take_requests(), Vec::<String>::new(), "not at every call");
    // The service returns only expired credentials.
    program.pass(16 * 60);
    program.network.set_responses(&TestEnvironment::new().instance_until(IMDS, "TWO", LATER));
    assert_eq!(program.call().await, key("TWO"));
    program.pass(16 * 60);
    program.network.set_responses(&TestEnvironment::new().instance_until(IMDS, "THREE", "2015-08-30T23:00:00Z"));
    assert_eq!(program.call().await, key("THREE"));
}

#[tokio::test(start_paused = true)]
async fn credentials_have_expired_at_their_expiration_time() {
    let program = Program::start(TestEnvironment::new().instance_until(IMDS, "ONE", "2015-08-30T12:36:00Z")).await;
    assert_eq!(program.call().await, key("ONE"), "they have expired, and their use is extended");
    let program = Program::start(TestEnvironment::new().instance_until(IMDS, "TWO", "2015-08-30T13:36:00Z")).await;
    assert_eq!(program.call().await, key("TWO"));
    program.pass(3600);
    assert_eq!(program.call().await, key("TWO"), "the service no longer responds");
}

#[tokio::test(start_paused = true)]
async fn the_region_is_that_of_the_instance_if_no_setting_names_one() {
    let no_region = || TestEnvironment::new().with("AWS_REGION", "").key("ENV");
    let clock = || Clock::fixed(Timestamp::from_second(NOW).unwrap());
    let session = || no_region().response(TOKEN, 200, "hidden-session");
    let (client, network) = session().response(REGION, 200, "eu-central-1\n").client(clock()).await;
    assert_eq!(
        (client.unwrap().region(), network.take_requests()),
        ("eu-central-1", vec![TOKEN.into(), REGION.into()])
    );

    for environment in [
        no_region(),
        session().response(REGION, 404, ""),
        session().response(REGION, 200, "<html>"),
        no_region().with("AWS_EC2_METADATA_DISABLED", "true"),
    ] {
        assert_eq!(environment.client(clock()).await.0.unwrap_err(), ConfigError::NoRegion);
    }
    let (client, network) = no_region().config("[default]\nregion = eu-west-1").client(clock()).await;
    assert_eq!((client.unwrap().region(), network.take_requests()), ("eu-west-1", vec![]));
}
