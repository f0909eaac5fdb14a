//! The clock that decides the expiry of credentials, and retries of calls whose credentials the service rejects as expired.

use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use aws_operation::{
    Body, ByteStream, Call, Client, Clock, Credentials, CredentialsCache, CredentialsError, CredentialsFuture,
    Environment, ProvideCredentials, RetryPolicy, Timestamp, Transport, TransportFuture, aws_operation, aws_service,
    blocking, http,
};
use proptest::prelude::*;

#[aws_service(id = "Doors", protocol = "restJson1")]
struct Doors;

/// An operation that is not idempotent and has no token.
#[aws_operation(name = "Open", service = Doors, output = ())]
#[aws(http = "POST /doors")]
struct Open {}

#[aws_operation(name = "Build", service = Doors, output = (), idempotent = "token")]
#[aws(http = "POST /doors/new")]
struct Build {
    token: Option<String>,
}

#[aws_operation(name = "Paint", service = Doors, output = ())]
#[aws(http = "PUT /doors")]
struct Paint {
    #[aws(payload)]
    paint: ByteStream,
}

const START: i64 = 1_440_938_160;
const HOUR: i64 = 3600;

/// A simulated AWS: its time, a provider of credentials, and a service that rejects expired credentials.
#[derive(Clone)]
struct World(Arc<Facts>);

struct Facts {
    /// The correct time.
    now: AtomicI64,
    /// How many seconds the local clock is ahead.
    clock_skew: AtomicI64,
    /// The lifetime of the next credentials.
    lifetime: AtomicI64,
    /// Keys with numbers up to this are rejected, even before their expiration.
    rejected: AtomicU32,
    loads: AtomicU32,
    /// Whether the provider always returns the same key.
    returns_same_key: bool,
    rejection: (u16, &'static str),
    sent: Mutex<Vec<Sent>>,
}

#[derive(Clone, Debug)]
struct Sent {
    key: u32,
    was_rejected: bool,
    token: Option<String>,
}

impl World {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(set: impl FnOnce(&mut Facts)) -> Self {
        let mut facts = Facts {
            now: START.into(),
            clock_skew: 0.into(),
            lifetime: HOUR.into(),
            rejected: 0.into(),
            loads: 0.into(),
            returns_same_key: false,
            rejection: (403, "ExpiredTokenException"),
            sent: Mutex::default(),
        };
        set(&mut facts);
        Self(Arc::new(facts))
    }

    fn local_clock(&self) -> Clock {
        let facts = Arc::clone(&self.0);
        Clock::from_fn(move || {
            let second = facts.now.load(Ordering::SeqCst) + facts.clock_skew.load(Ordering::SeqCst);
            Timestamp::from_second(second).unwrap()
        })
    }

    fn cache(&self) -> Arc<CredentialsCache> {
        Arc::new(CredentialsCache::new(self.clone()).clock(self.local_clock()).jitter(|| 1.0))
    }

    fn client(&self) -> Client {
        self.client_of(self.cache(), self.clone())
    }

    fn client_of(&self, source: impl ProvideCredentials, transport: impl Transport) -> Client {
        let builder = Client::builder().region("us-east-1").credentials(source).clock(self.local_clock());
        builder.transport(transport).build().unwrap()
    }

    fn pass(&self, seconds: i64) {
        self.0.now.fetch_add(seconds, Ordering::SeqCst);
    }

    fn reject_up_to(&self, key: u32) {
        self.0.rejected.store(key, Ordering::SeqCst);
    }

    fn loads(&self) -> u32 {
        self.0.loads.load(Ordering::SeqCst)
    }

    /// The numbers of the keys that signed the requests since the last call of this method.
    fn keys(&self) -> Vec<u32> {
        std::mem::take(&mut *self.0.sent.lock().unwrap()).into_iter().map(|sent| sent.key).collect()
    }

    fn response(&self, request: &http::Request<Body>) -> http::Response<Body> {
        let authorization = request.headers()["authorization"].to_str().unwrap();
        let key = authorization.split_once("Credential=AKID").unwrap().1.split_once('/').unwrap().0;
        // `<number>E<expiration>`
        let (number, expiry) = key.split_once('E').unwrap();
        let (number, expiry) = (number.parse().unwrap(), expiry.parse::<i64>().unwrap());
        let now = self.0.now.load(Ordering::SeqCst);
        let was_rejected = expiry <= now || number <= self.0.rejected.load(Ordering::SeqCst);
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        self.0.sent.lock().unwrap().push(Sent { key: number, was_rejected, token: body });
        let response = http::Response::builder().header("date", Timestamp::from_second(now).unwrap().to_http_date());
        let (status, code) = self.0.rejection;
        let response = if was_rejected { response.status(status).header("x-amzn-errortype", code) } else { response };
        response.body(Body::from("{}")).unwrap()
    }
}

impl ProvideCredentials for World {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let number = self.0.loads.fetch_add(1, Ordering::SeqCst) + 1;
        let number = if self.0.returns_same_key { 1 } else { number };
        let now = if self.0.returns_same_key { START } else { self.0.now.load(Ordering::SeqCst) };
        let expiry = now + self.0.lifetime.load(Ordering::SeqCst);
        Box::pin(async move {
            tokio::task::yield_now().await;
            let key = Credentials::new(format!("AKID{number}E{expiry}"), "secret").session_token("token");
            Ok(key.expires_at(Timestamp::from_second(expiry).unwrap()))
        })
    }
}

impl Transport for World {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(self.response(&request))
        })
    }
}

#[tokio::test]
async fn a_client_whose_clock_is_behind_uses_no_expired_credentials() {
    let world = World::with(|facts| facts.clock_skew = (-2 * HOUR).into());
    let client = world.client();
    Open {}.send(&client).await.unwrap();
    world.pass(HOUR + 60);
    assert_eq!(Open {}.call(&client).await.unwrap().attempts(), 1);
    assert_eq!(world.keys(), [1, 2]);
}

#[tokio::test]
async fn a_client_whose_clock_is_ahead_does_not_load_more_often() {
    let world = World::with(|facts| facts.clock_skew = (2 * HOUR).into());
    let client = world.client();
    for _ in 0..10 {
        Open {}.send(&client).await.unwrap();
        world.pass(60);
    }
    assert_eq!(world.loads(), 1);
}

/// The service at a configured endpoint URL. Its clock is wrong, and it accepts every key.
#[derive(Clone)]
struct CustomService(i64);

impl Transport for CustomService {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let date = Timestamp::from_second(self.0).unwrap().to_http_date();
        Box::pin(async move { Ok(http::Response::builder().header("date", date).body(Body::from("{}")).unwrap()) })
    }
}

#[tokio::test]
async fn calls_to_a_configured_endpoint_use_the_local_clock() {
    for (offset, url) in [(10 * HOUR, "http://127.0.0.1:1"), (-10 * HOUR, "https://doors.example")] {
        let world = World::new();
        let custom = world.client_of(world.cache(), CustomService(START + offset)).with_endpoint_url(url).unwrap();
        let mut loads = Vec::new();
        for _ in 0..3 {
            Open {}.send(&custom).await.unwrap();
            loads.push(world.loads());
            world.pass(HOUR - 600);
        }
        assert_eq!(loads, [1, 1, 2], "{url}");
    }
}

#[tokio::test]
async fn a_configured_endpoint_does_not_expire_shared_credentials() {
    for (offset, url) in [(10 * HOUR, "http://127.0.0.1:1"), (-10 * HOUR, "https://doors.example")] {
        let world = World::new();
        let cache = world.cache();
        let client = world.client_of(Arc::clone(&cache), world.clone());
        let custom = world.client_of(cache, CustomService(START + offset)).with_endpoint_url(url).unwrap();
        for _ in 0..3 {
            Open {}.send(&custom).await.unwrap();
            Open {}.send(&client).await.unwrap();
            world.pass(10);
        }
        assert_eq!((world.loads(), world.keys()), (1, vec![1, 1, 1]), "{url}");
        world.pass(HOUR);
        Open {}.send(&client).await.unwrap();
        assert_eq!((world.loads(), world.keys()), (2, vec![2]), "{url}");
    }
}

#[tokio::test]
async fn credentials_expired_by_a_wrong_clock_are_used_until_a_response_shows_the_time() {
    let world = World::with(|facts| facts.clock_skew = (5 * HOUR).into());
    let client = world.client();
    assert_eq!(Open {}.call(&client).await.unwrap().attempts(), 1);
    // By the service's clock, the new credentials have expired.
    world.0.lifetime.store(-1, Ordering::SeqCst);
    world.pass(2 * HOUR);
    let error = Open {}.send(&client).await.unwrap_err().to_string();
    assert!(error.contains("by the service's clock"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn credentials_expire_by_the_service_time_for_any_clock_skew(
        clock_skew in -12 * HOUR..12 * HOUR,
        lifetime in 600..12 * HOUR,
        steps in prop::collection::vec(1..2 * HOUR, 1..20),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let world = World::with(|facts| (facts.clock_skew, facts.lifetime) = (clock_skew.into(), lifetime.into()));
            let client = world.client();
            for step in &steps {
                let made = Open {}.send(&client).await;
                prop_assert!(made.is_ok(), "{made:?}");
                world.pass(*step);
                tokio::task::yield_now().await;
            }
            // A clock skew of less than four minutes is not corrected, so credentials may be used slightly past their expiration.
            let is_tolerated = clock_skew.abs() < 240;
            let rejected = world.0.sent.lock().unwrap().iter().filter(|sent| sent.was_rejected).count();
            prop_assert!(is_tolerated || rejected == 0, "{rejected} rejected");
            let elapsed: i64 = steps.iter().sum();
            let maximum = elapsed / (lifetime / 2) + 2;
            prop_assert!(i64::from(world.loads()) <= maximum, "{} loads, at most {maximum}", world.loads());
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_call_with_expired_credentials_is_retried_with_new_ones() {
    for code in ["ExpiredToken", "ExpiredTokenException", "com.amazon#ExpiredTokenException"] {
        let world = World::with(|facts| facts.rejection = (400, code));
        let client = world.client();
        Open {}.send(&client).await.unwrap();
        world.reject_up_to(1);
        assert_eq!(Open {}.call(&client).await.unwrap().attempts(), 2, "{code}");
        assert_eq!(Open {}.call(&client).await.unwrap().attempts(), 1, "{code}");
        assert_eq!(world.keys(), [1, 1, 2, 2]);
    }
}

#[tokio::test]
async fn other_error_responses_do_not_drop_credentials() {
    let others = [(403, "RequestExpired"), (403, "AccessDenied"), (403, "InvalidClientTokenId"), (501, "ExpiredToken")];
    for rejection in others {
        let world = World::with(|facts| facts.rejection = rejection);
        let client = world.client();
        world.reject_up_to(1);
        for _ in 0..2 {
            assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1, "{rejection:?}");
        }
        assert_eq!(world.keys(), [1, 1], "{rejection:?}");
    }
}

#[tokio::test]
async fn a_call_is_retried_once_for_expired_credentials() {
    let world = World::new();
    world.reject_up_to(9);
    let error = Open {}.send(&world.client()).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("ExpiredTokenException"), 2));
    assert_eq!(world.keys(), [1, 2]);
}

#[tokio::test]
async fn a_policy_of_one_attempt_drops_expired_credentials_without_a_retry() {
    let world = World::new();
    let client = world.client().with_retry(RetryPolicy::never());
    world.reject_up_to(1);
    assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1);
    Open {}.send(&client).await.unwrap();
    assert_eq!(world.keys(), [1, 2]);
}

#[tokio::test]
async fn a_call_with_static_credentials_is_not_retried() {
    let world = World::new();
    world.reject_up_to(7);
    let client = world.client_of(Credentials::new(format!("AKID7E{}", START + HOUR), "secret"), world.clone());
    for _ in 0..2 {
        assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1);
    }
}

#[tokio::test]
async fn a_call_is_not_retried_if_the_provider_returns_the_same_credentials() {
    let world = World::with(|facts| facts.returns_same_key = true);
    let client = world.client();
    world.reject_up_to(1);
    for _ in 0..5 {
        assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1);
    }
    assert_eq!(world.loads(), 2, "a provider without new credentials is not called again immediately");
    world.pass(31);
    assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1);
    assert_eq!(world.loads(), 3);
}

#[tokio::test]
async fn a_hundred_calls_with_expired_credentials_make_one_load() {
    let world = World::new();
    let client = world.client();
    Open {}.send(&client).await.unwrap();
    world.reject_up_to(1);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { Open {}.call(&client).await.map(|made| made.attempts()) })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), 2);
    }
    assert_eq!(world.loads(), 2);
}

#[test]
fn a_blocking_client_retries_too() {
    let world = World::new();
    let client = blocking::Client::new(world.client()).unwrap();
    client.send(&Open {}).unwrap();
    world.reject_up_to(1);
    assert_eq!(client.call(&Open {}).unwrap().attempts(), 2);
    assert_eq!(world.keys(), [1, 1, 2]);
}

#[tokio::test]
async fn the_retry_has_the_same_idempotency_token() {
    let world = World::new();
    world.reject_up_to(1);
    let made = Build { token: None }.call(&world.client()).await.unwrap();
    assert_eq!(made.attempts(), 2);
    let sent = world.0.sent.lock().unwrap();
    assert!(sent[0].token.as_deref().unwrap().contains(made.idempotency_token().unwrap()), "{sent:?}");
    assert_eq!(sent[0].token, sent[1].token);
}

#[tokio::test]
async fn a_provider_without_cache_is_called_for_the_retry() {
    let world = World::new();
    world.reject_up_to(1);
    assert_eq!(Open {}.call(&world.client_of(world.clone(), world.clone())).await.unwrap().attempts(), 2);
    assert_eq!(world.loads(), 2);
}

#[tokio::test]
async fn a_body_that_can_be_read_only_once_is_not_retried() {
    #[aws_service(id = "S3", protocol = "restJson1")]
    struct S3;
    #[aws_operation(name = "Put", service = S3, output = ())]
    #[aws(http = "PUT /b/k")]
    struct Put {
        #[aws(payload)]
        body: ByteStream,
    }
    let world = World::new();
    world.reject_up_to(1);
    let once = ByteStream::once(Body::from("paint"));
    let once = Put { body: once };
    assert_eq!(once.send(&world.client()).await.unwrap_err().attempts(), 1);
    let world = World::new();
    world.reject_up_to(1);
    let repeatable = Paint { paint: ByteStream::from("paint") };
    assert_eq!(repeatable.call(&world.client()).await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn without_new_credentials_the_call_ends_with_the_service_error() {
    struct Once(Arc<AtomicU32>);
    impl ProvideCredentials for Once {
        fn credentials(&self) -> CredentialsFuture<'_> {
            let is_first = self.0.fetch_add(1, Ordering::SeqCst) == 0;
            Box::pin(async move {
                let key = Credentials::new(format!("AKID1E{}", START + HOUR), "secret");
                if is_first { Ok(key) } else { Err(CredentialsError::new("the vault is shut")) }
            })
        }
    }
    let world = World::new();
    world.reject_up_to(1);
    let client = world.client_of(CredentialsCache::new(Once(Arc::default())), world.clone());
    let error = Open {}.send(&client).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("ExpiredTokenException"), 1));
    let error = Open {}.send(&client).await.unwrap_err().to_string();
    assert!(error.contains("the vault is shut"), "{error}");
}

/// An EC2 instance whose local clock is wrong; its metadata service uses the correct time.
#[tokio::test]
async fn an_instance_with_a_wrong_clock_uses_its_credentials_until_they_expire() {
    #[derive(Clone)]
    struct Instance(World);
    impl Transport for Instance {
        fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
            Box::pin(async move {
                if request.uri().host() != Some("169.254.169.254") {
                    return Ok(self.0.response(&request));
                }
                let ttl = "x-aws-ec2-metadata-token-ttl-seconds";
                let body = match request.uri().path() {
                    "/latest/api/token" => "session".to_owned(),
                    "/latest/meta-data/iam/security-credentials/" => "role".to_owned(),
                    _ => {
                        let key = self.0.credentials().await.unwrap();
                        let (id, expiry) = (key.access_key_id(), key.expiry().unwrap());
                        format!(
                            r#"{{"Code":"Success","AccessKeyId":"{id}","SecretAccessKey":"s","Token":"t","Expiration":"{expiry}"}}"#
                        )
                    }
                };
                Ok(http::Response::builder().header(ttl, "21600").body(Body::from(body.into_bytes())).unwrap())
            })
        }
    }
    for clock_skew in [7 * HOUR, -7 * HOUR] {
        let world = World::with(|facts| (facts.clock_skew, facts.lifetime) = (clock_skew.into(), (6 * HOUR).into()));
        let environment = Environment::empty().with_variable("AWS_REGION", "us-east-1");
        let builder = Client::builder().clock(world.local_clock()).transport(Instance(world.clone()));
        let client = builder.build_from(&environment).await.unwrap();
        for _ in 0..20 {
            Open {}.send(&client).await.unwrap();
            world.pass(HOUR / 2);
        }
        let sent = world.0.sent.lock().unwrap().clone();
        assert!(sent.iter().all(|sent| !sent.was_rejected), "{sent:?}");
        assert_eq!(world.loads(), 2, "{clock_skew}");
    }
}
