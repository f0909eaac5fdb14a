//! Derived clients with other settings: the settings apply to their calls only.

mod scripted;
mod served;

use aws_operation::{Client, ConfigError, Credentials, SendError, blocking};
use scripted::{CreateProject, Script, Sent, Service, Step};
use served::{Things, thing};

fn tenant() -> Credentials {
    Credentials::new("AKIDTENANT", "secret").session_token("of-tenant")
}

fn scope(sent: &Sent) -> String {
    let header = sent.header("authorization").unwrap();
    header.split(['=', ',']).nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn other_credentials_apply_to_the_derived_client_only() {
    let script = Script::new([Step::made(), Step::made(), Step::made()]);
    let client = script.client();
    CreateProject::paint().send(&client).await.unwrap();
    CreateProject::paint().send(&client.with_credentials(tenant())).await.unwrap();
    CreateProject::paint().send(&client).await.unwrap();
    let sent = script.take_sent();
    let own = "AKIDEXAMPLE/20150830/us-east-1/lookoutvision/aws4_request";
    let others = "AKIDTENANT/20150830/us-east-1/lookoutvision/aws4_request";
    assert_eq!(sent.iter().map(scope).collect::<Vec<_>>(), [own, others, own]);
    let tokens: Vec<_> = sent.iter().map(|sent| sent.header("x-amz-security-token")).collect();
    assert_eq!(tokens, [None, Some("of-tenant"), None]);
}

/// The signature is made with the secret of the derived client; the credential scope alone would not show this.
#[tokio::test]
async fn a_cached_signing_key_is_not_used_for_another_secret() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = served::client_of(&server).build().unwrap();
    let same_id = client.with_credentials(Credentials::new("AKID", "another secret"));
    thing("a").send(&client).await.unwrap();
    let error = thing("b").send(&same_id).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403), "{error}");
    thing("c").send(&client).await.unwrap();
    assert_eq!(things.made(), 2);
}

#[tokio::test]
async fn another_region_applies_to_the_derived_client_only() {
    let script = Script::new([Step::made(), Step::made(), Step::made(), Step::made()]);
    let client = script.client();
    CreateProject::paint().send(&client).await.unwrap();
    let elsewhere = client.with_region("cn-north-1").unwrap();
    CreateProject::paint().send(&elsewhere).await.unwrap();
    CreateProject::paint().send(&client.with_region("fips-us-gov-west-1").unwrap()).await.unwrap();
    CreateProject::paint().send(&client).await.unwrap();
    let sent = script.take_sent();
    let hosts: Vec<_> = sent.iter().map(|sent| sent.request.uri().host().unwrap()).collect();
    let own = "lookoutvision.us-east-1.amazonaws.com";
    let fips = "lookoutvision-fips.us-gov-west-1.amazonaws.com";
    assert_eq!(hosts, [own, "lookoutvision.cn-north-1.amazonaws.com.cn", fips, own]);
    let regions: Vec<_> = sent.iter().map(|sent| scope(sent).split('/').nth(2).unwrap().to_owned()).collect();
    assert_eq!(regions, ["us-east-1", "cn-north-1", "us-gov-west-1", "us-east-1"]);
    assert_eq!((client.region(), elsewhere.region()), ("us-east-1", "cn-north-1"));
}

#[tokio::test]
async fn an_endpoint_url_is_kept_in_another_region() {
    let script = Script::new([Step::made()]);
    let client = script.client_with(|client| client.endpoint_url("http://localhost:1"));
    CreateProject::paint().send(&client.with_region("eu-west-1").unwrap()).await.unwrap();
    let sent = script.take_sent().remove(0);
    assert_eq!(sent.request.uri().authority().unwrap(), "localhost:1");
    assert!(scope(&sent).contains("/eu-west-1/"));

    let error = client.with_region("fips-us-east-1").unwrap_err();
    assert!(matches!(error, ConfigError::InvalidEndpoint(_)), "{error}");
    let error = client.with_region("eu/west").unwrap_err();
    assert_eq!(error, ConfigError::InvalidRegion("eu/west".into()));
}

/// Clients for other accounts share the retry quota of a service in one region.
#[tokio::test(start_paused = true)]
async fn the_retry_quota_is_per_service_and_region() {
    let script = Script::new(vec![Step::rejected(500, "InternalServerException"); 3]);
    let client = script.client();
    let (of_tenant, elsewhere) = (client.with_credentials(tenant()), client.with_region("eu-west-1").unwrap());
    let full = client.retry_quota::<Service>();
    let error = CreateProject::paint().send(&of_tenant).await.unwrap_err();
    assert!(matches!(error, SendError::Service(..)), "{error}");
    assert!(of_tenant.retry_quota::<Service>() < full);
    assert_eq!(client.retry_quota::<Service>(), of_tenant.retry_quota::<Service>());
    assert_eq!(elsewhere.retry_quota::<Service>(), full);
}

#[test]
fn a_derived_blocking_client_uses_the_other_settings() {
    let script = Script::new([Step::made(), Step::made()]);
    let blocking = blocking::Client::new(script.client()).unwrap();
    let differs = blocking.client().with_region("eu-west-1").unwrap().with_credentials(tenant());
    blocking.with_client(differs).send(&CreateProject::paint()).unwrap();
    blocking.send(&CreateProject::paint()).unwrap();
    let scopes: Vec<_> = script.take_sent().iter().map(scope).collect();
    assert!(scopes[0].starts_with("AKIDTENANT/20150830/eu-west-1/"), "{scopes:?}");
    assert!(scopes[1].starts_with("AKIDEXAMPLE/20150830/us-east-1/"), "{scopes:?}");
}

/// Over HTTP: a derived client uses the open connection.
#[test]
fn derived_clients_share_connections() {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        // All three calls use one connection; a second `accept` would never return.
        let (mut stream, _) = listener.accept().unwrap();
        let mut scopes = Vec::new();
        let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
        while scopes.len() < 3 {
            let read = stream.read(&mut buffer).unwrap();
            assert_ne!(read, 0, "the client closed the connection");
            request.extend_from_slice(&buffer[..read]);
            if request.ends_with(b"\"ProjectName\":\"paint\"}") {
                let text = String::from_utf8(std::mem::take(&mut request)).unwrap();
                let (_, scope) = text.split_once("Credential=").unwrap();
                scopes.push(scope.split(',').next().unwrap().to_owned());
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
            }
        }
        scopes
    });
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    let client = client.endpoint_url(url).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for client in [&client, &client.with_credentials(tenant()), &client.with_region("eu-west-1").unwrap()] {
            CreateProject::paint().send(client).await.unwrap();
            // The connection returns to the pool in a separate task.
            tokio::task::yield_now().await;
        }
    });
    let scopes = server.join().unwrap();
    assert!(scopes[1].starts_with("AKIDTENANT/") && scopes[2].contains("/eu-west-1/"), "{scopes:?}");
}
