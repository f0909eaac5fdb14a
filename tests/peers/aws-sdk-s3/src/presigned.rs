//! URLs that the SDK signs, called by a client that knows nothing of AWS.

use std::fmt::Write as _;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::{BUCKET, Checks, Outcome};

const KEY: &str = "a b/ü+&?#%.txt";

pub(crate) async fn run(s3: &Client, checks: &mut Checks) -> Outcome {
    let hour = || PresigningConfig::expires_in(Duration::from_secs(3600));
    let put = s3.put_object().bucket(BUCKET).key(KEY).content_type("text/plain").presigned(hour()?).await?;
    let (status, _) = call(&put, put.uri(), b"by a URL").await?;
    checks.check("a presigned put", status == "200");
    let get = s3.get_object().bucket(BUCKET).key(KEY).presigned(hour()?).await?;
    let (status, body) = call(&get, get.uri(), b"").await?;
    checks.check("a presigned get", status == "200" && body == b"by a URL");
    let got = s3.head_object().bucket(BUCKET).key(KEY).send().await?;
    checks.check("the signed header counts", got.content_type() == Some("text/plain"));
    let (status, body) = call(&get, &get.uri().replace("%20", "x"), b"").await?;
    let code = String::from_utf8_lossy(&body).contains("<Code>SignatureDoesNotMatch</Code>");
    checks.check("another key has another signature", status == "403" && code);
    Ok(())
}

/// The status and the body of the response.
async fn call(request: &PresignedRequest, url: &str, body: &[u8]) -> Outcome<(String, Vec<u8>)> {
    let rest = url.strip_prefix("http://").ok_or("the URL is not one of http")?;
    let (host, path) = rest.split_once('/').ok_or("the URL has no path")?;
    let mut head = format!("{} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", request.method());
    for (name, value) in request.headers().filter(|(name, _)| !["host", "content-length"].contains(name)) {
        write!(head, "{name}: {value}\r\n")?;
    }
    write!(head, "content-length: {}\r\n\r\n", body.len())?;
    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(&[head.as_bytes(), body].concat()).await?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await?;
    let end = response.windows(4).position(|four| four == b"\r\n\r\n").ok_or("the response has no end of headers")?;
    let (head, body) = response.split_at(end + 4);
    let status = String::from_utf8_lossy(head).split(' ').nth(1).unwrap_or_default().to_owned();
    Ok((status, body.to_vec()))
}
