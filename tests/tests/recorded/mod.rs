//! A listener that keeps the bytes of each request and responds with a fixed body.
#![allow(dead_code)] // each test file uses its part

use std::sync::{Arc, Mutex};

use aws_operation::{Client, ClientBuilder, Clock, Credentials, Timestamp, TokenSource};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

pub const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// What came over the wire, request by request.
#[derive(Clone)]
pub struct Wire {
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Wire {
    /// Listens, and responds to every request with `response` as JSON.
    pub async fn new(response: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let request = read_request(&mut stream).await;
                kept.lock().unwrap().push(request);
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-amzn-requestid: r-1\r\n";
                let tail = format!("content-length: {}\r\nconnection: close\r\n\r\n{response}", response.len());
                stream.write_all(format!("{head}{tail}").as_bytes()).await.unwrap();
            }
        });
        Self { url, requests }
    }

    /// A client of this listener with a fixed clock and token.
    pub fn client(&self) -> ClientBuilder {
        Client::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
            .endpoint_url(&self.url)
            .clock(Clock::fixed(Timestamp::from_second(1_440_938_160).unwrap()))
            .tokens(TokenSource::fixed(TOKEN))
    }

    /// The last request: its first line, its headers in order of name, and its body.
    pub fn last(&self) -> (String, Vec<(String, String)>, String) {
        let requests = self.requests.lock().unwrap();
        let (head, body) = requests.last().unwrap().split_once("\r\n\r\n").unwrap();
        let mut lines = head.split("\r\n");
        let first = lines.next().unwrap().to_owned();
        let split = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        let mut headers: Vec<_> = lines.map(|line| split(line).unwrap()).collect();
        headers.sort();
        (first, headers, body.to_owned())
    }
}

async fn read_request(stream: &mut tokio::net::TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        stream.read_buf(&mut bytes).await.unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
    }
}
