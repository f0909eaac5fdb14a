//! Sends and receives a payload that is not in memory, and reports the memory use.
//!
//! ```text
//! cargo run --release --manifest-path benches/streams/Cargo.toml -- 1024
//! ```
//!
//! The argument is in MiB. The other end is a separate process, so that its memory is not counted.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use aws_operation::{ByteStream, Client, Credentials, aws_operation, aws_service, aws_shape};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

type Error = Box<dyn std::error::Error>;

#[aws_service(id = "Files", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "PutFile", output = (), http = "PUT /file")]
struct PutFile {
    #[aws(payload)]
    body: ByteStream,
}

#[aws_operation(name = "GetFile", http = "GET /file/{bytes}")]
struct GetFile {
    bytes: u64,
}

#[aws_shape]
struct GetFileOutput {
    #[aws(payload)]
    body: ByteStream,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    match std::env::args().nth(1).as_deref() {
        Some("serve") => serve().await,
        Some(mib) => measure(mib.parse::<u64>()? * 1024 * 1024).await,
        None => Err("usage: bench-streams MIB".into()),
    }
}

async fn measure(bytes: u64) -> Result<(), Error> {
    let mut server = Command::new(std::env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
    let mut url = String::new();
    BufReader::new(server.stdout.take().ok_or("no output")?).read_line(&mut url)?;
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .endpoint_url(url.trim())
        .operation_timeout(std::time::Duration::from_secs(600))
        .attempt_timeout(std::time::Duration::from_secs(300))
        .build()?;
    let path = std::env::temp_dir().join(format!("bench-streams-{}", std::process::id()));
    std::fs::File::create(&path)?.set_len(bytes)?;
    GetFile { bytes: 1 }.send(&client).await?;

    let before = peak_kib();
    let start = std::time::Instant::now();
    PutFile { body: ByteStream::from_path(&path).await? }.send(&client).await?;
    report("sent", bytes, start, before);

    let start = std::time::Instant::now();
    let got = GetFile { bytes }.send(&client).await?;
    let mut body = got.body.open().await?;
    let mut received = 0;
    while let Some(part) = body.next().await {
        received += part?.len() as u64;
    }
    report("received", received, start, before);

    std::fs::remove_file(&path)?;
    server.kill()?;
    let more = peak_kib() - before;
    if received == bytes && more < 32 * 1024 { Ok(()) } else { Err(format!("{more} KiB more than before").into()) }
}

fn report(what: &str, bytes: u64, start: std::time::Instant, before: u64) {
    let (mib, seconds) = (bytes / (1024 * 1024), start.elapsed().as_secs_f64());
    println!("{what} {mib} MiB in {seconds:.1} s; peak memory {} KiB more than before", peak_kib() - before);
}

/// The peak memory of this process, as reported by Linux.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

async fn serve() -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(async move { respond(stream).await.ok() });
    }
}

/// Responds to requests one after the other: reads and drops a body, and returns as many zeros as the path requests.
async fn respond(mut stream: TcpStream) -> Result<(), Error> {
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let (mut head, mut body) = (Vec::new(), 0);
        while let Err(missing) = head_of(&head, &mut body) {
            let read = stream.read(&mut buffer).await?;
            if read == 0 {
                return Err(missing.into());
            }
            head.extend_from_slice(&buffer[..read]);
        }
        let text = head_of(&head, &mut body)?;
        let length = field(&text, "content-length: ").unwrap_or(0);
        let mut rest = length - body;
        while rest > 0 {
            rest -= stream.read(&mut buffer).await? as u64;
        }
        let wanted = field(&text, "GET /file/").unwrap_or(0);
        stream.write_all(format!("HTTP/1.1 200 OK\r\ncontent-length: {wanted}\r\n\r\n").as_bytes()).await?;
        buffer.fill(0);
        let mut rest = wanted;
        while rest > 0 {
            let part = rest.min(buffer.len() as u64);
            stream.write_all(&buffer[..part as usize]).await?;
            rest -= part;
        }
    }
}

/// The head of a request, once it is complete. Sets `body` to the number of body bytes that arrived with it.
fn head_of(bytes: &[u8], body: &mut u64) -> Result<String, &'static str> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or("the connection closed")? + 4;
    *body = (bytes.len() - end) as u64;
    Ok(String::from_utf8_lossy(&bytes[..end]).into_owned())
}

fn field(head: &str, name: &str) -> Option<u64> {
    let digits = &head[head.find(name)? + name.len()..];
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
