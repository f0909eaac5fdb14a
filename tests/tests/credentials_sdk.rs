//! Credential providers of the official SDK.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_operation::{CredentialsCache, ProvideCredentials as _};

#[derive(Clone, Debug, Default)]
struct Provider {
    loads: Arc<AtomicU32>,
    lifetime: Option<Duration>,
    broken: bool,
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.loads.fetch_add(1, Ordering::SeqCst) + 1;
        let end = self.lifetime.map(|lifetime| SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000) + lifetime);
        future::ProvideCredentials::ready(if self.broken {
            Err(CredentialsError::provider_error("the SSO session has expired"))
        } else {
            Ok(Credentials::new(format!("AKID{number}"), "hidden-secret", Some("hidden-token".to_owned()), end, "test"))
        })
    }
}

#[tokio::test]
async fn credentials_of_the_provider_are_cached() {
    let provider = Provider { lifetime: Some(Duration::from_secs(3600)), ..Provider::default() };
    let loads = Arc::clone(&provider.loads);
    let cache = CredentialsCache::from_sdk(SharedCredentialsProvider::new(provider));
    for _ in 0..3 {
        let credentials = cache.credentials().await.unwrap();
        assert_eq!(credentials.access_key_id(), "AKID1");
        assert_eq!(credentials.expiry().unwrap().as_second(), 4_000_003_600);
        let shown = format!("{credentials:?} {cache:?}");
        assert!(shown.contains("session_token: Some") && !shown.contains("hidden"), "{shown}");
    }
    assert_eq!(loads.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn credentials_of_the_provider_sign_calls() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = aws_operation::Client::builder()
        .region("us-east-1")
        .credentials(CredentialsCache::from_sdk(Provider::default()))
        .endpoint_url(format!("http://{}", listener.local_addr().unwrap()))
        .retry(aws_operation::RetryPolicy::never())
        .build()
        .unwrap();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n{}") && !request.ends_with(b"\r\n\r\n") {
            tokio::io::AsyncReadExt::read_buf(&mut stream, &mut request).await.unwrap();
        }
        String::from_utf8(request).unwrap()
    });
    let _ = test_environment::Open {}.send(&client).await;
    let request = served.await.unwrap();
    assert!(
        request.contains("Credential=AKID1/") && request.contains("x-amz-security-token: hidden-token"),
        "{request}"
    );
}

#[tokio::test]
async fn an_error_of_the_provider_is_the_source() {
    let provider = Provider { broken: true, ..Provider::default() };
    let error = CredentialsCache::from_sdk(provider).credentials().await.unwrap_err();
    let text = error.to_string();
    let (start, end) = ("the official SDK's provider failed: ", ": the SSO session has expired");
    assert!(text.starts_with(start) && text.ends_with(end), "{text}");
    assert!(error.get_ref().unwrap().is::<aws_credential_types::provider::error::CredentialsError>());
}

mod test_environment;
