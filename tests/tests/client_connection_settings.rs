//! Proxies and certificates, set by variables, profiles and code.

mod test_environment;

use std::sync::Arc;
use std::time::Duration;

use aws_operation::{
    Client, ClientBuilder, Environment, RetryPolicy, SendError, ServiceError, TransportErrorKind, aws_operation,
};
use test_environment::Service;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

const AUTHORITY: &str = include_str!("certificates/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("certificates/localhost.pem");
/// A test key: only these tests trust the authority.
const KEY: &[u8] = include_bytes!("certificates/localhost.key");

#[aws_operation(name = "Ping", error = ServiceError, output = (), auth = "none", http = "GET /ping", readonly)]
struct Ping {}

/// Reads the head of a request and responds to it.
async fn serve_one(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> Option<String> {
    let head = read_head(&mut stream).await?;
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.ok()?;
    Some(head)
}

async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    Some(String::from_utf8(head).unwrap())
}

/// A proxy for one request; its task returns the request's head.
async fn proxy() -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://user:p%40ss@{}", listener.local_addr().unwrap());
    (url, tokio::spawn(async move { serve_one(listener.accept().await.unwrap().0).await.unwrap() }))
}

/// A client of a service that is reachable only through a proxy.
fn behind_proxy() -> ClientBuilder {
    let builder = Client::builder().region("us-east-1").no_credentials().endpoint_url("http://service.invalid");
    builder.allow_plain_http(true).retry(RetryPolicy::never())
}

fn assert_proxied(head: &str) {
    assert!(head.starts_with("GET http://service.invalid/ping HTTP/1.1\r\n"), "{head}");
    assert!(head.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpwqhnz\r\n"), "{head}");
}

#[tokio::test]
async fn code_sets_a_proxy() {
    let (url, proxied) = proxy().await;
    Ping {}.send(&behind_proxy().proxy(url).build().unwrap()).await.unwrap();
    assert_proxied(&proxied.await.unwrap());
}

#[tokio::test]
async fn white_space_after_a_proxy_url_is_ignored() {
    for (name, space) in [("HTTP_PROXY", "\n"), ("all_proxy", " \r\n"), ("http_proxy", "")] {
        let (url, proxied) = proxy().await;
        let environment = Environment::empty().with_variable(name, url + space);
        Ping {}.send(&behind_proxy().build_from(&environment).await.unwrap()).await.unwrap();
        assert_proxied(&proxied.await.unwrap());
    }
}

#[tokio::test]
async fn loopback_is_reached_without_a_proxy() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let head = tokio::spawn(async move { serve_one(listener.accept().await.unwrap().0).await.unwrap() });
    let client = behind_proxy().endpoint_url(url).proxy("http://127.0.0.1:1").build().unwrap();
    Ping {}.send(&client).await.unwrap();
    assert!(head.await.unwrap().starts_with("GET /ping HTTP/1.1\r\n"));
}

#[tokio::test]
async fn an_invalid_proxy_is_an_error_of_the_builder() {
    let environment = Environment::empty().with_variable("HTTPS_PROXY", "http://user:hidden@ho st:3128");
    let error = behind_proxy().build_from(&environment).await.unwrap_err().to_string();
    assert!(error.starts_with("HTTPS_PROXY is not a valid proxy URL: write `http://host:port`"), "{error}");
    let error = behind_proxy().proxy("socks5://host").build().unwrap_err().to_string();
    assert_eq!(error, "the argument of `.proxy(..)` is not a valid proxy URL: its scheme must be `http` or `https`");
    behind_proxy().no_proxy().build_from(&environment).await.unwrap();
    behind_proxy().proxy("host:3128").build_from(&environment).await.unwrap();
}

/// TLS with a certificate that the platform does not trust, for `localhost` and `service.invalid`.
fn acceptor() -> TlsAcceptor {
    let certificates = CertificateDer::pem_slice_iter(CERTIFICATE).collect::<Result<_, _>>().unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(tokio_rustls::rustls::crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = config.with_single_cert(certificates, PrivateKeyDer::from_pem_slice(KEY).unwrap()).unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A service with TLS; returns its port.
async fn serve() -> u16 {
    let (acceptor, listener) = (acceptor(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                serve_one(stream).await;
            }
        }
    });
    port
}

fn client_of(url: &str) -> ClientBuilder {
    Client::builder().region("us-east-1").no_credentials().endpoint_url(url).retry(RetryPolicy::never())
}

#[tokio::test]
async fn a_ca_bundle_is_read_from_a_variable_a_profile_or_code() {
    let url = format!("https://localhost:{}", serve().await);
    let error = Ping {}.send(&client_of(&url).build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Transport(..)) && !error.is_ambiguous(), "{error:?}");

    let commented = [b"# M\xfcnchen\n", AUTHORITY.as_bytes()].concat();
    let variable = Environment::empty().with_variable("AWS_CA_BUNDLE", "/ca.pem").with_file("/ca.pem", commented);
    Ping {}.send(&client_of(&url).build_from(&variable).await.unwrap()).await.unwrap();

    let profile = Environment::empty().with_variable("HOME", "/h").with_file("/h/ca.pem", AUTHORITY);
    let profile = profile.with_file("/h/.aws/config", "[default]\nca_bundle = ~/ca.pem");
    Ping {}.send(&client_of(&url).build_from(&profile).await.unwrap()).await.unwrap();

    Ping {}.send(&client_of(&url).ca_bundle(AUTHORITY).build().unwrap()).await.unwrap();
}

#[tokio::test]
async fn an_invalid_ca_bundle_is_an_error_of_the_builder() {
    let named = Environment::empty().with_variable("AWS_CA_BUNDLE", "/ca.pem");
    let error =
        async |environment| client_of("http://localhost").build_from(&environment).await.unwrap_err().to_string();
    let start = "cannot read the certificates of /ca.pem (set by AWS_CA_BUNDLE): ";
    assert_eq!(error(named.clone()).await, format!("{start}the file does not exist"));
    assert_eq!(
        error(named.clone().with_file("/ca.pem", "")).await,
        format!("{start}it contains no certificate in PEM format")
    );
    let folder = Environment::process().with_variable("HOME", "/h").with_variable("AWS_PROFILE", "");
    let folder = folder.with_variable("AWS_CA_BUNDLE", std::env::temp_dir().to_str().unwrap());
    assert!(error(folder).await.contains(" (set by AWS_CA_BUNDLE): cannot be read: "));
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(error(named.clone().with_file("/ca.pem", broken)).await.starts_with(start));
    let error = client_of("http://localhost").ca_bundle("").build().unwrap_err().to_string();
    assert_eq!(error, "cannot read the certificates of the CA bundle: it contains no certificate in PEM format");
    client_of("http://localhost").ca_bundle(AUTHORITY).build_from(&named).await.unwrap();
}

/// A client of a service with TLS that is reachable only through a proxy.
fn tls_behind_proxy(proxy: &str) -> Client {
    client_of("https://service.invalid").ca_bundle(AUTHORITY).proxy(proxy).build().unwrap()
}

/// Opens one tunnel to the service at `port`, and returns the head of the CONNECT request.
async fn open_tunnel(mut stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static, port: u16) -> String {
    let head = read_head(&mut stream).await.unwrap();
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
    let mut service = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    tokio::spawn(async move { tokio::io::copy_bidirectional(&mut stream, &mut service).await });
    head
}

fn assert_tunnel(head: &str) {
    assert!(head.starts_with("CONNECT service.invalid:443 HTTP/1.1\r\n"), "{head}");
    assert!(head.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpwqhnz\r\n"), "{head}");
}

#[tokio::test]
async fn a_request_with_tls_is_sent_through_a_tunnel() {
    let (port, listener) = (serve().await, TcpListener::bind("127.0.0.1:0").await.unwrap());
    let url = format!("http://user:p%40ss@{}", listener.local_addr().unwrap());
    let heads = tokio::spawn(async move { open_tunnel(listener.accept().await.unwrap().0, port).await });
    Ping {}.send(&tls_behind_proxy(&url)).await.unwrap();
    assert_tunnel(&heads.await.unwrap());
}

#[tokio::test]
async fn a_proxy_may_use_tls() {
    let (port, listener) = (serve().await, TcpListener::bind("127.0.0.1:0").await.unwrap());
    let url = format!("https://user:p%40ss@localhost:{}", listener.local_addr().unwrap().port());
    let heads = tokio::spawn(async move {
        let accept = async || acceptor().accept(listener.accept().await.unwrap().0).await.unwrap();
        (open_tunnel(accept().await, port).await, serve_one(accept().await).await.unwrap())
    });
    Ping {}.send(&tls_behind_proxy(&url)).await.unwrap();
    Ping {}.send(&behind_proxy().ca_bundle(AUTHORITY).proxy(url).build().unwrap()).await.unwrap();
    let (tunnel, proxied) = heads.await.unwrap();
    assert_tunnel(&tunnel);
    assert_proxied(&proxied);
}

/// The message of the error `NotSent`.
async fn not_sent(client: Client) -> String {
    let error = Ping {}.send(&client).await.unwrap_err();
    let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::NotSent, "{error}");
    error.to_string()
}

#[tokio::test]
async fn a_request_is_not_sent_if_the_proxy_opens_no_tunnel() {
    for response in ["HTTP/1.1 407 Who\r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 502 No\r\n\r\n", "no http\r\n\r\n", ""]
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://user:hidden@{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_head(&mut stream).await.unwrap();
            stream.write_all(response.as_bytes()).await.unwrap();
        });
        let error = not_sent(tls_behind_proxy(&url)).await;
        assert!(!error.contains("hidden"), "{error}");
    }
}

#[tokio::test]
async fn a_request_is_not_sent_if_the_handshake_fails() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_u8().await.unwrap();
    });
    not_sent(client_of(&url).ca_bundle(AUTHORITY).build().unwrap()).await;
}

/// The paused clock advances only while the runtime is idle.
#[tokio::test(start_paused = true)]
async fn the_connect_timeout_limits_the_handshake() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let start = tokio::time::Instant::now();
    not_sent(client_of(&url).ca_bundle(AUTHORITY).connect_timeout(Duration::from_secs(7)).build().unwrap()).await;
    assert_eq!(start.elapsed().as_secs(), 7);
    drop(listener);
}
