//! Proxies and certificates, of variables, profiles and code.

mod surroundings;

use std::sync::Arc;
use std::time::Duration;

use aws_operation::{
    Client, ClientBuilder, Environment, RetryPolicy, SendError, ServiceError, TransportErrorKind, aws_operation,
};
use surroundings::Service;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

const AUTHORITY: &str = include_str!("certificates/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("certificates/localhost.pem");
/// Of no use elsewhere: only these tests trust the authority.
const KEY: &[u8] = include_bytes!("certificates/localhost.key");

#[aws_operation(name = "Ping", error = ServiceError, output = (), auth = "none", http = "GET /ping", readonly)]
struct Ping {}

/// Reads the head of a request, and responds to it.
async fn response(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> Option<String> {
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

/// A proxy for one request, whose head it gives.
async fn proxy() -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://user:p%40ss@{}", listener.local_addr().unwrap());
    (url, tokio::spawn(async move { response(listener.accept().await.unwrap().0).await.unwrap() }))
}

/// A client of a service that is only to be reached through a proxy.
fn elsewhere() -> ClientBuilder {
    let builder = Client::builder().region("us-east-1").no_credentials().endpoint_url("http://service.invalid");
    builder.allow_plain_http(true).retry(RetryPolicy::never())
}

fn assert_passed(head: &str) {
    assert!(head.starts_with("GET http://service.invalid/ping HTTP/1.1\r\n"), "{head}");
    assert!(head.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpwqhnz\r\n"), "{head}");
}

#[tokio::test]
async fn code_sets_a_proxy() {
    let (url, passed) = proxy().await;
    Ping {}.send(&elsewhere().proxy(url).build().unwrap()).await.unwrap();
    assert_passed(&passed.await.unwrap());
}

#[tokio::test]
async fn a_proxy_with_a_line_break_after_it_is_passed_through() {
    for (name, space) in [("HTTP_PROXY", "\n"), ("all_proxy", " \r\n"), ("http_proxy", "")] {
        let (url, passed) = proxy().await;
        let environment = Environment::empty().with_variable(name, url + space);
        Ping {}.send(&elsewhere().build_from(&environment).await.unwrap()).await.unwrap();
        assert_passed(&passed.await.unwrap());
    }
}

#[tokio::test]
async fn this_machine_is_reached_past_every_proxy() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let head = tokio::spawn(async move { response(listener.accept().await.unwrap().0).await.unwrap() });
    let client = elsewhere().endpoint_url(url).proxy("http://127.0.0.1:1").build().unwrap();
    Ping {}.send(&client).await.unwrap();
    assert!(head.await.unwrap().starts_with("GET /ping HTTP/1.1\r\n"));
}

#[tokio::test]
async fn a_proxy_that_cannot_be_read_is_an_error_of_the_builder() {
    let environment = Environment::empty().with_variable("HTTPS_PROXY", "http://user:hidden@ho st:3128");
    let error = elsewhere().build_from(&environment).await.unwrap_err().to_string();
    assert!(error.starts_with("HTTPS_PROXY is not the URL of a proxy: write `http://host:port`"), "{error}");
    let error = elsewhere().proxy("socks5://host").build().unwrap_err().to_string();
    assert_eq!(error, "the argument of `.proxy(..)` is not the URL of a proxy: its scheme must be `http` or `https`");
    elsewhere().no_proxy().build_from(&environment).await.unwrap();
    elsewhere().proxy("host:3128").build_from(&environment).await.unwrap();
}

/// TLS with a certificate that no platform trusts, for `localhost` and `service.invalid`.
fn acceptor() -> TlsAcceptor {
    let certificates = CertificateDer::pem_slice_iter(CERTIFICATE).collect::<Result<_, _>>().unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(tokio_rustls::rustls::crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = config.with_single_cert(certificates, PrivateKeyDer::from_pem_slice(KEY).unwrap()).unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A service with TLS, at this port.
async fn serve() -> u16 {
    let (acceptor, listener) = (acceptor(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                response(stream).await;
            }
        }
    });
    port
}

fn of(url: &str) -> ClientBuilder {
    Client::builder().region("us-east-1").no_credentials().endpoint_url(url).retry(RetryPolicy::never())
}

#[tokio::test]
async fn certificates_are_trusted_that_a_variable_a_profile_or_code_names() {
    let url = format!("https://localhost:{}", serve().await);
    let error = Ping {}.send(&of(&url).build().unwrap()).await.unwrap_err();
    assert!(matches!(error, SendError::Transport(..)) && !error.is_ambiguous(), "{error:?}");

    let commented = [b"# M\xfcnchen\n", AUTHORITY.as_bytes()].concat();
    let variable = Environment::empty().with_variable("AWS_CA_BUNDLE", "/ca.pem").with_file("/ca.pem", commented);
    Ping {}.send(&of(&url).build_from(&variable).await.unwrap()).await.unwrap();

    let profile = Environment::empty().with_variable("HOME", "/h").with_file("/h/ca.pem", AUTHORITY);
    let profile = profile.with_file("/h/.aws/config", "[default]\nca_bundle = ~/ca.pem");
    Ping {}.send(&of(&url).build_from(&profile).await.unwrap()).await.unwrap();

    Ping {}.send(&of(&url).ca_bundle(AUTHORITY).build().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_bundle_that_cannot_be_read_is_an_error_of_the_builder() {
    let named = Environment::empty().with_variable("AWS_CA_BUNDLE", "/ca.pem");
    let error = async |environment| of("http://localhost").build_from(&environment).await.unwrap_err().to_string();
    let start = "/ca.pem, which AWS_CA_BUNDLE names, cannot be trusted: ";
    assert_eq!(error(named.clone()).await, format!("{start}there is no such file"));
    assert_eq!(
        error(named.clone().with_file("/ca.pem", "")).await,
        format!("{start}there is no certificate in PEM form")
    );
    let folder = Environment::process().with_variable("HOME", "/h").with_variable("AWS_PROFILE", "");
    let folder = folder.with_variable("AWS_CA_BUNDLE", std::env::temp_dir().to_str().unwrap());
    assert!(error(folder).await.contains(", which AWS_CA_BUNDLE names, cannot be trusted: cannot be read: "));
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(error(named.clone().with_file("/ca.pem", broken)).await.starts_with(start));
    let error = of("http://localhost").ca_bundle("").build().unwrap_err().to_string();
    assert_eq!(error, "the CA bundle cannot be trusted: there is no certificate in PEM form");
    of("http://localhost").ca_bundle(AUTHORITY).build_from(&named).await.unwrap();
}

/// A client of a service with TLS that is only to be reached through a proxy.
fn elsewhere_with_tls(proxy: &str) -> Client {
    of("https://service.invalid").ca_bundle(AUTHORITY).proxy(proxy).build().unwrap()
}

/// Leads one tunnel to the service at `port`, and gives the request for the tunnel.
async fn lead(mut stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static, port: u16) -> String {
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
async fn tls_goes_through_a_tunnel_of_the_proxy() {
    let (port, listener) = (serve().await, TcpListener::bind("127.0.0.1:0").await.unwrap());
    let url = format!("http://user:p%40ss@{}", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move { lead(listener.accept().await.unwrap().0, port).await });
    Ping {}.send(&elsewhere_with_tls(&url)).await.unwrap();
    assert_tunnel(&asked.await.unwrap());
}

#[tokio::test]
async fn a_proxy_may_itself_have_tls() {
    let (port, listener) = (serve().await, TcpListener::bind("127.0.0.1:0").await.unwrap());
    let url = format!("https://user:p%40ss@localhost:{}", listener.local_addr().unwrap().port());
    let asked = tokio::spawn(async move {
        let accept = async || acceptor().accept(listener.accept().await.unwrap().0).await.unwrap();
        (lead(accept().await, port).await, response(accept().await).await.unwrap())
    });
    Ping {}.send(&elsewhere_with_tls(&url)).await.unwrap();
    Ping {}.send(&elsewhere().ca_bundle(AUTHORITY).proxy(url).build().unwrap()).await.unwrap();
    let (tunnel, passed) = asked.await.unwrap();
    assert_tunnel(&tunnel);
    assert_passed(&passed);
}

/// The error of a request of which nothing was sent.
async fn not_sent(client: Client) -> String {
    let error = Ping {}.send(&client).await.unwrap_err();
    let SendError::Transport(transport, _) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::NotSent, "{error}");
    error.to_string()
}

#[tokio::test]
async fn a_proxy_that_opens_no_tunnel_was_given_no_request() {
    for response in ["HTTP/1.1 407 Who\r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 502 No\r\n\r\n", "no http\r\n\r\n", ""]
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://user:hidden@{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_head(&mut stream).await.unwrap();
            stream.write_all(response.as_bytes()).await.unwrap();
        });
        let error = not_sent(elsewhere_with_tls(&url)).await;
        assert!(!error.contains("hidden"), "{error}");
    }
}

#[tokio::test]
async fn a_handshake_that_breaks_sent_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_u8().await.unwrap();
    });
    not_sent(of(&url).ca_bundle(AUTHORITY).build().unwrap()).await;
}

/// The clock stands still until nothing else is to be done.
#[tokio::test(start_paused = true)]
async fn a_handshake_takes_no_longer_than_the_connect_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let start = tokio::time::Instant::now();
    not_sent(of(&url).ca_bundle(AUTHORITY).connect_timeout(Duration::from_secs(7)).build().unwrap()).await;
    assert_eq!(start.elapsed().as_secs(), 7);
    drop(listener);
}
