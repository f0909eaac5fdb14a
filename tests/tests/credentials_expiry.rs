//! By which clock credentials end, and what becomes of a call whose credentials the service rejects as expired.

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

/// Neither idempotent nor with a token.
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

/// AWS's time, a source of credentials, and a service that rejects expired ones.
#[derive(Clone)]
struct World(Arc<Facts>);

struct Facts {
    /// The right time.
    now: AtomicI64,
    /// How far the machine's clock is ahead.
    ahead: AtomicI64,
    /// What the next credentials live.
    life: AtomicI64,
    /// Keys with a number up to this are rejected, whenever they end.
    rejected: AtomicU32,
    loads: AtomicU32,
    /// Whether the source gives one key, over and over.
    gives_the_same: bool,
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
            ahead: 0.into(),
            life: HOUR.into(),
            rejected: 0.into(),
            loads: 0.into(),
            gives_the_same: false,
            rejection: (403, "ExpiredTokenException"),
            sent: Mutex::default(),
        };
        set(&mut facts);
        Self(Arc::new(facts))
    }

    fn machine(&self) -> Clock {
        let facts = Arc::clone(&self.0);
        Clock::from_fn(move || {
            let second = facts.now.load(Ordering::SeqCst) + facts.ahead.load(Ordering::SeqCst);
            Timestamp::from_second(second).unwrap()
        })
    }

    fn cache(&self) -> Arc<CredentialsCache> {
        Arc::new(CredentialsCache::new(self.clone()).clock(self.machine()).jitter(|| 1.0))
    }

    fn client(&self) -> Client {
        self.client_of(self.cache(), self.clone())
    }

    fn client_of(&self, source: impl ProvideCredentials, transport: impl Transport) -> Client {
        let builder = Client::builder().region("us-east-1").credentials(source).clock(self.machine());
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

    /// The numbers of the keys that requests were signed with, since the last time.
    fn keys(&self) -> Vec<u32> {
        std::mem::take(&mut *self.0.sent.lock().unwrap()).into_iter().map(|sent| sent.key).collect()
    }

    fn response(&self, request: &http::Request<Body>) -> http::Response<Body> {
        let authorization = request.headers()["authorization"].to_str().unwrap();
        let key = authorization.split_once("Credential=AKID").unwrap().1.split_once('/').unwrap().0;
        // `<number>E<end>`
        let (number, end) = key.split_once('E').unwrap();
        let (number, end) = (number.parse().unwrap(), end.parse::<i64>().unwrap());
        let now = self.0.now.load(Ordering::SeqCst);
        let was_rejected = end <= now || number <= self.0.rejected.load(Ordering::SeqCst);
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
        let number = if self.0.gives_the_same { 1 } else { number };
        let now = if self.0.gives_the_same { START } else { self.0.now.load(Ordering::SeqCst) };
        let end = now + self.0.life.load(Ordering::SeqCst);
        Box::pin(async move {
            tokio::task::yield_now().await;
            let key = Credentials::new(format!("AKID{number}E{end}"), "secret").session_token("token");
            Ok(key.expires_at(Timestamp::from_second(end).unwrap()))
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
async fn a_machine_whose_clock_is_behind_uses_no_expired_credentials() {
    let world = World::with(|facts| facts.ahead = (-2 * HOUR).into());
    let client = world.client();
    Open {}.send(&client).await.unwrap();
    world.pass(HOUR + 60);
    assert_eq!(Open {}.call(&client).await.unwrap().attempts(), 1);
    assert_eq!(world.keys(), [1, 2]);
}

#[tokio::test]
async fn a_machine_whose_clock_is_ahead_loads_no_more_often() {
    let world = World::with(|facts| facts.ahead = (2 * HOUR).into());
    let client = world.client();
    for _ in 0..10 {
        Open {}.send(&client).await.unwrap();
        world.pass(60);
    }
    assert_eq!(world.loads(), 1);
}

/// An endpoint that the user set, with a wrong clock, and which takes every key.
#[derive(Clone)]
struct Credulous(i64);

impl Transport for Credulous {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let date = Timestamp::from_second(self.0).unwrap().to_http_date();
        Box::pin(async move { Ok(http::Response::builder().header("date", date).body(Body::from("{}")).unwrap()) })
    }
}

#[tokio::test]
async fn calls_to_an_endpoint_that_the_user_set_load_by_our_clock() {
    for (offset, url) in [(10 * HOUR, "http://127.0.0.1:1"), (-10 * HOUR, "https://doors.example")] {
        let world = World::new();
        let custom = world.client_of(world.cache(), Credulous(START + offset)).with_endpoint_url(url).unwrap();
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
async fn an_endpoint_that_the_user_set_ends_no_credentials_that_others_share() {
    for (offset, url) in [(10 * HOUR, "http://127.0.0.1:1"), (-10 * HOUR, "https://doors.example")] {
        let world = World::new();
        let cache = world.cache();
        let client = world.client_of(Arc::clone(&cache), world.clone());
        let custom = world.client_of(cache, Credulous(START + offset)).with_endpoint_url(url).unwrap();
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
async fn credentials_that_have_ended_by_a_wrong_clock_are_used_until_a_response_shows_the_time() {
    let world = World::with(|facts| facts.ahead = (5 * HOUR).into());
    let client = world.client();
    assert_eq!(Open {}.call(&client).await.unwrap().attempts(), 1);
    // By the service's clock they have really ended.
    world.0.life.store(-1, Ordering::SeqCst);
    world.pass(2 * HOUR);
    let error = Open {}.send(&client).await.unwrap_err().to_string();
    assert!(error.contains("by the service's clock"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_machines_clock_says_credentials_end_by_the_services(
        ahead in -12 * HOUR..12 * HOUR,
        life in 600..12 * HOUR,
        steps in prop::collection::vec(1..2 * HOUR, 1..20),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let world = World::with(|facts| (facts.ahead, facts.life) = (ahead.into(), life.into()));
            let client = world.client();
            for step in &steps {
                let made = Open {}.send(&client).await;
                prop_assert!(made.is_ok(), "{made:?}");
                world.pass(*step);
                tokio::task::yield_now().await;
            }
            // A clock less than four minutes off counts as right, so that the last minutes may be misjudged.
            let tolerated = ahead.abs() < 240;
            let rejected = world.0.sent.lock().unwrap().iter().filter(|sent| sent.was_rejected).count();
            prop_assert!(tolerated || rejected == 0, "{rejected} rejected");
            let elapsed: i64 = steps.iter().sum();
            let most = elapsed / (life / 2) + 2;
            prop_assert!(i64::from(world.loads()) <= most, "{} loads, at most {most}", world.loads());
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_call_with_expired_credentials_is_sent_again_with_others() {
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
async fn no_other_rejection_drops_credentials() {
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
async fn a_call_is_sent_again_for_expired_credentials_once() {
    let world = World::new();
    world.reject_up_to(9);
    let error = Open {}.send(&world.client()).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("ExpiredTokenException"), 2));
    assert_eq!(world.keys(), [1, 2]);
}

#[tokio::test]
async fn a_policy_of_one_attempt_drops_expired_credentials_and_sends_nothing_again() {
    let world = World::new();
    let client = world.client().with_retry(RetryPolicy::never());
    world.reject_up_to(1);
    assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1);
    Open {}.send(&client).await.unwrap();
    assert_eq!(world.keys(), [1, 2]);
}

#[tokio::test]
async fn credentials_in_code_are_never_sent_again() {
    let world = World::new();
    world.reject_up_to(7);
    let client = world.client_of(Credentials::new(format!("AKID7E{}", START + HOUR), "secret"), world.clone());
    for _ in 0..2 {
        assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1);
    }
}

#[tokio::test]
async fn the_same_credentials_given_again_are_not_sent_again() {
    let world = World::with(|facts| facts.gives_the_same = true);
    let client = world.client();
    world.reject_up_to(1);
    for _ in 0..5 {
        assert_eq!(Open {}.send(&client).await.unwrap_err().attempts(), 1);
    }
    assert_eq!(world.loads(), 2, "a source that has no others yet is left alone for a while");
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
fn a_blocking_client_sends_again_too() {
    let world = World::new();
    let client = blocking::Client::new(world.client()).unwrap();
    client.send(&Open {}).unwrap();
    world.reject_up_to(1);
    assert_eq!(client.call(&Open {}).unwrap().attempts(), 2);
    assert_eq!(world.keys(), [1, 1, 2]);
}

#[tokio::test]
async fn the_idempotency_token_stays() {
    let world = World::new();
    world.reject_up_to(1);
    let made = Build { token: None }.call(&world.client()).await.unwrap();
    assert_eq!(made.attempts(), 2);
    let sent = world.0.sent.lock().unwrap();
    assert!(sent[0].token.as_deref().unwrap().contains(made.idempotency_token().unwrap()), "{sent:?}");
    assert_eq!(sent[0].token, sent[1].token);
}

#[tokio::test]
async fn a_source_that_keeps_nothing_is_asked_for_others() {
    let world = World::new();
    world.reject_up_to(1);
    assert_eq!(Open {}.call(&world.client_of(world.clone(), world.clone())).await.unwrap().attempts(), 2);
    assert_eq!(world.loads(), 2);
}

#[tokio::test]
async fn a_body_that_can_be_read_once_is_not_sent_again() {
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
    let again = Paint { paint: ByteStream::from("paint") };
    assert_eq!(again.call(&world.client()).await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn where_no_others_can_be_had_the_call_ends_with_the_services_error() {
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

/// An instance whose metadata service responds by the right time, on a machine whose clock is wrong.
#[tokio::test]
async fn an_instance_whose_clock_is_wrong_uses_its_credentials_to_their_end() {
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
                        let (id, end) = (key.access_key_id(), key.expiry().unwrap());
                        format!(
                            r#"{{"Code":"Success","AccessKeyId":"{id}","SecretAccessKey":"s","Token":"t","Expiration":"{end}"}}"#
                        )
                    }
                };
                Ok(http::Response::builder().header(ttl, "21600").body(Body::from(body.into_bytes())).unwrap())
            })
        }
    }
    for ahead in [7 * HOUR, -7 * HOUR] {
        let world = World::with(|facts| (facts.ahead, facts.life) = (ahead.into(), (6 * HOUR).into()));
        let environment = Environment::empty().with_variable("AWS_REGION", "us-east-1");
        let builder = Client::builder().clock(world.machine()).transport(Instance(world.clone()));
        let client = builder.build_from(&environment).await.unwrap();
        for _ in 0..20 {
            Open {}.send(&client).await.unwrap();
            world.pass(HOUR / 2);
        }
        let sent = world.0.sent.lock().unwrap().clone();
        assert!(sent.iter().all(|sent| !sent.was_rejected), "{sent:?}");
        assert_eq!(world.loads(), 2, "{ahead}");
    }
}
