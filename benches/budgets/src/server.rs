//! A server of HTTP/1.1 on a loopback port, with one thread for each connection and one response to each request.

use std::io::{BufRead as _, BufReader, Read as _, Result, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// After this time the client waits for the response, also under Valgrind. If it found the response sometimes at once and
/// sometimes later, its cost would vary by several per cent.
const DELAY: Duration = Duration::from_millis(4);

/// Prints the URL, and serves until the process is killed.
pub fn serve(response: &'static str) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept()?;
        std::thread::spawn(move || respond(stream, response));
    }
}

fn respond(stream: TcpStream, body: &str) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    while let Some(request) = read(&mut reader)? {
        let (status, body) = if request.is_expected { ("200 OK", body) } else { ("400 Bad Request", "{}") };
        // `Date` and a request ID, as AWS sends them. In one piece, so that it is read in one.
        let response = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
             date: {}\r\nx-amzn-requestid: 5d1a8d2e-7b1c-4f6a-9a53-0e3f6c2b9d17\r\n\r\n{body}",
            body.len(),
            aws_operation::Timestamp::now().to_http_date(),
        );
        std::thread::sleep(DELAY);
        writer.write_all(response.as_bytes())?;
    }
    Ok(())
}

struct Request {
    /// Whether it is a signed call of `CreateProject` with a token.
    is_expected: bool,
}

/// The next request. `None` at the end of the connection.
fn read(reader: &mut BufReader<TcpStream>) -> Result<Option<Request>> {
    let (mut line, mut length) = (String::new(), 0);
    let (mut is_call, mut is_signed, mut has_token) = (false, false, false);
    while reader.read_line(&mut line)? > 0 {
        let text = line.trim_end().to_ascii_lowercase();
        if text.is_empty() {
            reader.read_exact(&mut vec![0; length])?;
            return Ok(Some(Request { is_expected: is_call && is_signed && has_token }));
        }
        is_call |= text == "post /2020-11-20/projects http/1.1";
        is_signed |= text.starts_with("authorization: aws4-hmac-sha256 credential=akidexample/");
        has_token |= text.starts_with("x-amzn-client-token: ");
        if let Some(value) = text.strip_prefix("content-length: ") {
            length = value.parse().map_err(std::io::Error::other)?;
        }
        line.clear();
    }
    Ok(None)
}
