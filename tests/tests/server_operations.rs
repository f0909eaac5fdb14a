//! Matching of requests to operations: by method, path, constant query, target, or action and version.

mod served;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{aws_operation, aws_service, aws_shape};
use served::RawConnection;

#[aws_service(id = "Paths", protocol = "restJson1")]
struct Paths;

#[aws_service(id = "Targets", protocol = "awsJson1_1", target_prefix = "Targets")]
struct Targets;

#[aws_service(id = "Forms", protocol = "awsQuery", version = "2011-06-15")]
struct Forms;

#[aws_shape]
struct IsOutput {
    is: String,
}

#[aws_operation(name = "List", service = Paths, output = IsOutput, auth = "none", http = "GET /doors")]
struct List {}

#[aws_operation(name = "Count", service = Paths, output = IsOutput, auth = "none", http = "GET /doors?count")]
struct Count {}

#[aws_operation(name = "CountBy", service = Paths, output = IsOutput, auth = "none", http = "GET /doors?count=by&x")]
struct CountBy {}

#[aws_operation(name = "Get", service = Paths, output = IsOutput, auth = "none", http = "GET /doors/{name}")]
struct Get {
    name: String,
}

#[aws_operation(name = "GetFirst", service = Paths, output = IsOutput, auth = "none", http = "GET /doors/first")]
struct GetFirst {}

#[aws_operation(name = "GetKey", service = Paths, output = IsOutput, auth = "none", http = "GET /doors/{path+}")]
struct GetPath {
    path: String,
}

#[aws_operation(name = "Delete", service = Paths, output = IsOutput, auth = "none", http = "DELETE /doors/{name}")]
struct Delete {
    name: String,
}

#[aws_operation(name = "Open", service = Targets, output = IsOutput, auth = "none")]
struct Open {}

#[aws_operation(name = "Shut", service = Forms, output = IsOutput, auth = "none")]
struct Shut {}

async fn server(base_path: &str) -> Server {
    macro_rules! serve {
        ($server:expr, $($operation:ident $(, $label:ident)?;)*) => {
            $server$(.operation::<$operation, _>(|_call: IncomingCall<$operation>| {
                let is = stringify!($operation).to_owned() $(+ " " + &_call.$label)?;
                async move { Ok(IsOutput { is }) }
            }))*
        };
    }
    // The most specific operation is neither the first nor the last match.
    let server = serve! {
        Server::builder().base_path(base_path),
        GetPath, path; Get, name; Count; CountBy; GetFirst; List; Delete, name; Open; Shut;
    };
    server.bind("127.0.0.1:0").await.unwrap()
}

/// The operation that a request is matched to, or the status if none matches.
async fn matched(server: &Server, request: &str, headers: &[(&'static str, &'static str)], body: &str) -> String {
    let (method, target) = request.split_once(' ').unwrap();
    let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
    let (status, body) = RawConnection::open(server).await.send_to(method, target, &headers, body.as_bytes()).await;
    let found = body.split_once(r#""Is":""#).and_then(|(_, rest)| rest.split_once('"'));
    let found = found.or_else(|| body.split_once("<Is>")?.1.split_once('<'));
    found.map_or_else(|| status.to_string(), |(is, _)| is.to_owned())
}

#[tokio::test]
async fn a_path_matches_the_most_specific_operation() {
    let server = server("").await;
    for (request, expected) in [
        ("GET /doors", "List"),
        ("GET /doors/", "List"),
        ("GET /doors?other", "List"),
        ("GET /doors?count", "Count"),
        ("GET /doors?other&count=", "Count"),
        ("GET /doors?count=by&x", "CountBy"),
        ("GET /doors?x&count=by", "CountBy"),
        ("GET /doors?count=by", "List"),
        ("GET /doors/a", "Get a"),
        ("GET /doors/first", "GetFirst"),
        ("GET /doors/a/b", "GetPath a/b"),
        ("DELETE /doors/first", "Delete first"),
        ("DELETE /doors", "404"),
        ("POST /doors", "404"),
        ("GET /door", "404"),
        ("GET /doorsx", "404"),
        ("GET /", "404"),
    ] {
        assert_eq!(matched(&server, request, &[], "").await, expected, "{request}");
    }
}

#[tokio::test]
async fn a_base_path_ends_at_a_slash() {
    let server = server("/prod/").await;
    for (request, expected) in [
        ("GET /prod/doors", "List"),
        ("GET /prod", "404"),
        ("GET /proddoors", "404"),
        ("GET /prod-/doors", "404"),
        ("GET /doors", "404"),
        ("GET /x/prod/doors", "404"),
    ] {
        assert_eq!(matched(&server, request, &[], "").await, expected, "{request}");
    }
    assert_eq!(matched(&server, "POST /prod", &[("x-amz-target", "Targets.Open")], "{}").await, "Open");
}

#[tokio::test]
async fn a_target_or_an_action_matches_its_operation() {
    let server = server("").await;
    for (request, target, expected) in [
        ("POST /", "Targets.Open", "Open"),
        ("POST /", "Targets.open", "404"),
        ("POST /", "Others.Open", "404"),
        ("POST /", "Open", "404"),
        ("PUT /", "Targets.Open", "404"),
        ("GET /", "Targets.Open", "404"),
    ] {
        assert_eq!(matched(&server, request, &[("x-amz-target", target)], "{}").await, expected, "{request} {target}");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for (body, expected) in [
        ("Action=Shut&Version=2011-06-15", "Shut"),
        ("Action=Shut&Version=2010-01-01", "404"),
        ("Action=Shut", "404"),
        ("Action=Other&Version=2011-06-15", "404"),
        ("Version=2011-06-15&Shut=Action", "404"),
    ] {
        assert_eq!(matched(&server, "POST /", &form, body).await, expected, "{body}");
        assert_eq!(matched(&server, "POST /", &[], body).await, "404", "not a form: {body}");
    }
}
