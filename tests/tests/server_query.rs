//! awsQuery requests with method GET and all parameters in the query.

mod served;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::sts::{GetCallerIdentity, GetCallerIdentityOutput};
use aws_operation::{Credentials, Timestamp, aws_operation, aws_service};
use served::RawConnection;

/// The token format of EKS: a presigned STS URL with method GET and the cluster's name in a signed header.
#[tokio::test]
async fn sts_accepts_get_requests() {
    let server = Server::builder().credentials("AKID", "secret").operation::<GetCallerIdentity, _>(
        |call: IncomingCall<GetCallerIdentity>| async move {
            let arn = Some(format!("arn of {}", call.access_key_id));
            Ok(GetCallerIdentityOutput { arn, user_id: None, account: None })
        },
    );
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let send = async |query: &str, cluster: &'static str| {
        let request = http::Request::get(format!("{}/?{query}", server.url())).header("x-k8s-aws-id", "paint");
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let (signer, key) = (Signer::new("us-east-1", "sts"), Credentials::new("AKID", "secret"));
        let minute = Duration::from_secs(60);
        signer.presign(&mut parts, Payload::Bytes(b""), &key, Timestamp::now(), minute).unwrap();
        parts.headers.insert("x-k8s-aws-id", cluster.parse().unwrap());
        RawConnection::open(&server).await.send(&http::Request::from_parts(parts, "".into())).await
    };
    let (status, body) = send("Action=GetCallerIdentity&Version=2011-06-15", "paint").await;
    assert!(status == 200 && body.contains("<Arn>arn of AKID</Arn>"), "{status}: {body}");
    assert_eq!(send("Action=GetCallerIdentity&Version=2011-06-15", "other").await.0, 403);
    assert_eq!(send("Action=GetCallerIdentity&Version=2011-06-16", "paint").await.0, 400);
}

#[aws_service(id = "Topics", protocol = "awsQuery", version = "2010-03-31")]
struct Topics;

#[aws_operation(name = "Publish", service = Topics, output = ())]
struct Publish {
    text: String,
    tags: Vec<String>,
}

#[tokio::test]
async fn members_are_read_from_the_query() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let shared = Arc::clone(&seen);
    let server =
        Server::builder().credentials("AKID", "secret").operation::<Publish, _>(move |call: IncomingCall<Publish>| {
            shared.lock().unwrap().push((call.text.clone(), call.tags.clone()));
            async { Ok(()) }
        });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let query = "Action=Publish&Version=2010-03-31&Text=a%20b&Tags.member.1=x&Tags.member.2=y";
    let (mut parts, ()) = http::Request::get(format!("{}/?{query}", server.url())).body(()).unwrap().into_parts();
    let (signer, key) = (Signer::new("us-east-1", "topics"), Credentials::new("AKID", "secret"));
    signer.sign(&mut parts, Payload::Bytes(b""), &key, Timestamp::now()).unwrap();
    let (status, body) = RawConnection::open(&server).await.send(&http::Request::from_parts(parts, "".into())).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(*seen.lock().unwrap(), [("a b".to_owned(), vec!["x".to_owned(), "y".to_owned()])]);
}

/// Different bytes must not become the same text.
#[tokio::test]
async fn a_parameter_that_is_not_utf8_is_rejected() {
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<Publish, _>(|_: IncomingCall<Publish>| async { Ok(()) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let publish = async |text: &str, in_form: bool| {
        let all = format!("Action=Publish&Version=2010-03-31&Text={text}&Tags=");
        let (query, form) = if in_form { ("", all.as_str()) } else { (all.as_str(), "") };
        let request = http::Request::post(format!("{}/?{query}", server.url()));
        let request =
            if in_form { request.header("content-type", "application/x-www-form-urlencoded") } else { request };
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let (signer, key) = (Signer::new("us-east-1", "topics"), Credentials::new("AKID", "secret"));
        signer.sign(&mut parts, Payload::Bytes(form.as_bytes()), &key, Timestamp::now()).unwrap();
        let request = http::Request::from_parts(parts, form.as_bytes().to_vec().into());
        RawConnection::open(&server).await.send(&request).await
    };
    for in_form in [true, false] {
        assert_eq!(publish("%C3%BC", in_form).await.0, 200);
        for text in ["%FF", "%C3", "%C0%80", "%ED%A0%80"] {
            let (status, body) = publish(text, in_form).await;
            assert!(status == 400 && body.contains("a parameter is not UTF-8"), "{text}: {status} {body}");
        }
    }
}
