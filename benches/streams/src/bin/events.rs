//! Reads an event stream of Bedrock, and reports the memory use and the CPU time for each event. It also decodes the
//! same frames in memory, with this crate and with the decoder of the AWS SDK for Rust.
//!
//! ```text
//! cargo run --release --manifest-path benches/streams/Cargo.toml --bin events -- 1000000
//! ```
//!
//! The argument is the number of events. The other end is a separate process, so that it is not counted.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use aws_operation::codec::{FrameBuilder, FrameReader, FrameValue};
use aws_operation::{Bytes, Client, Credentials, EventStream, aws_operation, aws_service, aws_shape};
use aws_smithy_eventstream::frame::{DecodedFrame, MessageFrameDecoder};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

type Error = Box<dyn std::error::Error>;

#[aws_service(id = "Bedrock Runtime", protocol = "restJson1", signing_name = "bedrock")]
struct Service;

#[aws_operation(name = "ConverseStream", http = "POST /model/{model_id}/converse-stream")]
struct ConverseStream {
    model_id: u64,
}

#[aws_shape]
struct ConverseStreamOutput {
    #[aws(payload)]
    stream: EventStream<Event>,
}

#[aws_shape(rename_all = "camelCase")]
enum Event {
    ContentBlockDelta(ContentBlockDelta),
}

#[aws_shape(rename_all = "camelCase")]
struct ContentBlockDelta {
    delta: Delta,
    content_block_index: i32,
}

#[aws_shape(rename_all = "camelCase")]
enum Delta {
    Text(String),
}

/// A word, as Bedrock sends it.
fn frame() -> Bytes {
    let frame = FrameBuilder::new()
        .header(":event-type", FrameValue::Text("contentBlockDelta"))
        .and_then(|frame| frame.header(":content-type", FrameValue::Text("application/json")))
        .and_then(|frame| frame.header(":message-type", FrameValue::Text("event")));
    let payload = br#"{"contentBlockIndex":0,"delta":{"text":" threshold"},"p":"abcdefghijklmnopqrstuvwxyzABCDEFG"}"#;
    frame.and_then(|frame| frame.finish(payload)).expect("a short frame")
}

/// How many frames are written at once: about 16 KiB, as they arrive from a socket.
const TOGETHER: u64 = 64;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    match std::env::args().nth(1).as_deref() {
        Some("serve") => serve().await,
        Some(events) => {
            let events = events.parse::<u64>()? / TOGETHER * TOGETHER;
            over_http(events).await?;
            in_memory(events)
        }
        None => Err("usage: events NUMBER".into()),
    }
}

async fn over_http(events: u64) -> Result<(), Error> {
    let mut server = Command::new(std::env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
    let mut url = String::new();
    BufReader::new(server.stdout.take().ok_or("no output")?).read_line(&mut url)?;
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = client.endpoint_url(url.trim()).build()?;
    let (mut memory, mut cpu) = (0, 0.0);
    for (warm, events) in [(true, TOGETHER * 100), (false, events)] {
        let start = cpu_seconds();
        let mut stream = ConverseStream { model_id: events }.send(&client).await?.stream;
        let (mut received, mut letters) = (0, 0);
        while let Some(event) = stream.next().await {
            let Event::ContentBlockDelta(ContentBlockDelta { delta: Delta::Text(text), content_block_index }) = event?;
            letters += text.len() + content_block_index as usize;
            received += 1;
        }
        if received != events || letters as u64 != events * 10 {
            return Err(format!("{received} of {events} events").into());
        }
        if warm {
            memory = peak_kib();
        }
        cpu = cpu_seconds() - start;
    }
    server.kill()?;
    let more = peak_kib() - memory;
    println!(
        "received over HTTP: {:.2} us of CPU for each event; peak memory {more} KiB more",
        cpu * 1e6 / events as f64
    );
    if more < 1024 { Ok(()) } else { Err("the memory grows with the events".into()) }
}

fn in_memory(events: u64) -> Result<(), Error> {
    let part = Bytes::from(frame().repeat(TOGETHER as usize));
    let parts = events / TOGETHER;
    // In turns, so that both meet the same machine.
    let (mut ours, mut theirs, rounds) = (0.0, 0.0, 5);
    for _ in 0..rounds {
        ours += measured(|| by_this_crate(&part, parts))?;
        theirs += measured(|| by_the_sdk(&part, parts))?;
    }
    let each = |seconds: f64| seconds * 1e9 / (events * rounds) as f64;
    println!("decoded in memory, each with its headers: {:.0} ns", each(ours));
    println!("the same with aws-smithy-eventstream: {:.0} ns", each(theirs));
    Ok(())
}

fn measured(decode: impl Fn() -> Result<u64, Error>) -> Result<f64, Error> {
    let start = cpu_seconds();
    let read = decode()?;
    let took = cpu_seconds() - start;
    if read == 0 { Err("nothing was read".into()) } else { Ok(took) }
}

fn by_this_crate(part: &Bytes, parts: u64) -> Result<u64, Error> {
    let (mut reader, mut read) = (FrameReader::new(1 << 24), 0);
    for _ in 0..parts {
        reader.push(part.clone());
        while let Some(frame) = reader.next_frame()? {
            read += frame.headers().count() as u64 + frame.payload().len() as u64;
        }
    }
    Ok(read)
}

fn by_the_sdk(part: &Bytes, parts: u64) -> Result<u64, Error> {
    let (mut decoder, mut read) = (MessageFrameDecoder::new(), 0);
    for _ in 0..parts {
        let mut rest = part.clone();
        while let DecodedFrame::Complete(message) = decoder.decode_frame(&mut rest)? {
            read += message.headers().len() as u64 + message.payload().len() as u64;
        }
    }
    Ok(read)
}

/// The CPU time of this process, as reported by Linux in hundredths of a second.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<_> = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
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

/// Responds to each request with as many events as its path says.
async fn respond(mut stream: TcpStream) -> Result<(), Error> {
    let part = frame().repeat(TOGETHER as usize);
    let mut request = Vec::new();
    loop {
        // The requests have no body.
        while !request.ends_with(b"\r\n\r\n") {
            let mut buffer = [0; 4096];
            let read = stream.read(&mut buffer).await?;
            if read == 0 {
                return Ok(());
            }
            request.extend_from_slice(&buffer[..read]);
        }
        let head = String::from_utf8_lossy(&request).into_owned();
        let events = head.split('/').nth(2).and_then(|events| events.parse::<u64>().ok()).ok_or("no number")?;
        let length = events / TOGETHER * part.len() as u64;
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.amazon.eventstream\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await?;
        for _ in 0..events / TOGETHER {
            stream.write_all(&part).await?;
        }
        request.clear();
    }
}
