//! Two processes refresh the same SSO token at the same moment. The refresh token works once.

mod scripted;
mod signed_in;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

use aws_operation::{Client, Environment, ServiceError, aws_operation, aws_service};
use serde_json::json;
use signed_in::Home;

#[aws_service(id = "Chat", protocol = "restJson1", auth = "bearer")]
struct Chat;

#[aws_operation(name = "Say", service = Chat, output = (), error = ServiceError)]
#[aws(http = "GET /say")]
struct Say {}

/// The SHA-1 of `corp`.
const FILE: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";

/// Reads a request to its end. Returns its path, and its refresh token or the `Authorization`.
fn read(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let (mut lines, mut line) = (Vec::new(), String::new());
    while reader.read_line(&mut line).unwrap() > 2 {
        lines.push(std::mem::take(&mut line).trim().to_owned());
    }
    let header =
        |name: &str| lines.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix(name).map(str::to_owned));
    let mut body = vec![0; header("content-length: ").map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    let path = lines[0].split(' ').nth(1).unwrap().to_owned();
    let authorization = header("authorization: ").unwrap_or_default();
    let token = serde_json::from_slice::<serde_json::Value>(&body).ok();
    (path, token.map_or(authorization, |token| token["refreshToken"].as_str().unwrap().to_owned()))
}

fn respond(mut stream: TcpStream, status: &str, body: &str) {
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all((head + body).as_bytes()).unwrap();
}

#[test]
fn both_processes_get_the_new_token() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let config = format!(
        "[default]\nregion = us-east-1\nsso_session = corp\nendpoint_url = {url}\n\
         [sso-session corp]\nsso_region = us-east-1\nsso_start_url = u\n"
    );
    let token = json!({
        "accessToken": "one", "expiresAt": "2020-01-01T00:00:00Z", "refreshToken": "first", "clientId": "c",
        "clientSecret": "s", "registrationExpiresAt": "2999-01-01T00:00:00Z",
    });
    let home = Home::new(&config, FILE, &token);
    let start = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "child", "--nocapture"]).env("RACE_HOME", home.path("")).stdout(Stdio::piped());
        command.spawn().unwrap()
    };
    let children = [start(), start()];
    // Both have read the file when the first of them gets a response.
    let refreshes = [listener.accept().unwrap().0, listener.accept().unwrap().0];
    for stream in &refreshes {
        assert_eq!(read(stream), ("/token".to_owned(), "first".to_owned()));
    }
    let [winner, loser] = refreshes;
    respond(loser, "400 Bad Request", r#"{"error":"invalid_grant"}"#);
    respond(winner, "200 OK", r#"{"accessToken":"two","expiresIn":3600,"refreshToken":"second"}"#);
    for _ in 0..2 {
        let stream = listener.accept().unwrap().0;
        assert_eq!(read(&stream), ("/say".to_owned(), "bearer two".to_owned()));
        respond(stream, "200 OK", "{}");
    }
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let content = home.read();
    assert_eq!((&content["accessToken"], &content["refreshToken"]), (&"two".into(), &"second".into()));
    assert_eq!(home.names().len(), 1);
}

/// What each process does.
#[tokio::test]
async fn child() {
    let Some(home) = std::env::var_os("RACE_HOME") else {
        assert!(Environment::empty().variable("RACE_HOME").is_none());
        return;
    };
    let environment = signed_in::on_disk(home.to_str().unwrap());
    let client = Client::builder().build_from(&environment).await.unwrap();
    Say {}.send(&client).await.unwrap();
}
