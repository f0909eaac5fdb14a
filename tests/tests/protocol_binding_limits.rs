//! Bindings with the same name, limits of prefix headers, and valid host labels.

mod scripted;

use std::collections::BTreeMap;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Credentials, Invalid, SendError, aws_operation, aws_service, aws_shape};
use scripted::{Script, Sent, Step};

#[aws_service(id = "Files", protocol = "restJson1")]
struct Service;

type Map = BTreeMap<String, String>;

fn map(entries: &[(&str, &str)]) -> Map {
    entries.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A map of prefix headers between two headers with the same prefix.
#[aws_operation(name = "PutFile", http = "PUT /files")]
#[derive(Clone, Debug, Default, PartialEq)]
struct PutFile {
    #[aws(header = "X-Meta-Kind")]
    kind: Option<String>,
    #[aws(prefix_headers = "X-Meta-")]
    meta: Map,
    #[aws(header = "X-Meta-Owner")]
    owner: Option<String>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
struct PutFileOutput {
    #[aws(header = "X-Meta-Kind")]
    kind: Option<String>,
    #[aws(prefix_headers = "X-Meta-")]
    meta: Map,
    #[aws(header = "X-Meta-Owner")]
    owner: Option<String>,
}

fn all<'s>(sent: &'s Sent, name: &str) -> Vec<&'s str> {
    sent.request.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
}

#[tokio::test]
async fn a_header_member_takes_precedence_over_a_map() {
    let meta = map(&[("Kind", "from map"), ("owner", "from map"), ("size", "1")]);
    let put = PutFile { kind: Some("named".into()), meta: meta.clone(), owner: Some("Ann".into()) };
    let script = Script::new([Step::response(200, ""), Step::response(200, "")]);
    put.send(&script.client()).await.unwrap();
    PutFile { kind: None, owner: None, ..put.clone() }.send(&script.client()).await.unwrap();
    let [both, map_alone] = script.take_sent().try_into().unwrap();
    let headers = |sent| ["x-meta-kind", "x-meta-owner", "x-meta-size"].map(|name| all(sent, name).join(" and "));
    assert_eq!(headers(&both), ["named", "Ann", "1"]);
    assert_eq!(headers(&map_alone), ["from map", "from map", "1"], "what is not set leaves its name to the map");

    let server = Server::builder()
        .accept_credentials(Credentials::new("AKID", "secret"))
        .operation::<PutFile, _>(|call: IncomingCall<PutFile>| async move {
            assert_eq!(call.meta, map(&[("kind", "named"), ("owner", "Ann"), ("size", "1")]));
            let PutFile { kind, owner, .. } = call.input;
            Ok(PutFileOutput { kind, meta: map(&[("kind", "from map"), ("Owner", "from map"), ("size", "2")]), owner })
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let got = put.send(&server.client().unwrap()).await.unwrap();
    assert_eq!(got.meta, map(&[("kind", "named"), ("owner", "Ann"), ("size", "2")]));
    assert_eq!((got.kind.as_deref(), got.owner.as_deref()), (Some("named"), Some("Ann")));
}

#[tokio::test]
async fn keys_that_differ_in_case_are_all_sent() {
    let script = Script::new([Step::response(200, "")]);
    PutFile { meta: map(&[("A", "1"), ("a", "2")]), ..PutFile::default() }.send(&script.client()).await.unwrap();
    assert_eq!(all(&script.take_sent()[0], "x-meta-a"), ["1", "2"]);
}

#[aws_operation(name = "ListFiles", output = PutFileOutput, http = "GET /list")]
struct ListFiles {
    #[aws(query_params)]
    more: Map,
}

#[tokio::test]
async fn an_empty_map_is_sent_and_received() {
    let server = Server::builder()
        .accept_credentials(Credentials::new("AKID", "secret"))
        .operation::<ListFiles, _>(|call: IncomingCall<ListFiles>| async move {
            assert_eq!(call.more, Map::new());
            Ok(PutFileOutput::default())
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let got = ListFiles { more: Map::new() }.send(&server.client().unwrap()).await.unwrap();
    assert_eq!(got, PutFileOutput::default());
}

#[aws_operation(name = "FindFiles", output = (), http = "GET /files?list=2", rename_all = "snake_case")]
#[derive(Default)]
struct FindFiles {
    #[aws(query)]
    kind: Option<String>,
    #[aws(query_params)]
    more: Map,
    #[aws(query)]
    owners: Vec<String>,
}

#[tokio::test]
async fn a_query_member_takes_precedence_over_a_map() {
    let more = map(&[("kind", "from map"), ("list", "from map"), ("owners", "from map"), ("size", "1")]);
    for (kind, owners, target) in [
        (Some("named"), vec!["Ann"], "/files?list=2&kind=named&owners=Ann&size=1"),
        (Some(""), vec!["Ann", "Bo"], "/files?list=2&kind=&owners=Ann&owners=Bo&size=1"),
        (None, vec![], "/files?list=2&kind=from%20map&owners=from%20map&size=1"),
    ] {
        let script = Script::new([Step::response(200, "")]);
        let owners = owners.into_iter().map(str::to_owned).collect();
        let find = FindFiles { kind: kind.map(str::to_owned), more: more.clone(), owners };
        find.send(&script.client()).await.unwrap();
        assert_eq!(script.take_sent()[0].target(), target);
    }
}

#[aws_operation(name = "GetSite", output = (), http = "GET /site", host_prefix = "{account}.data.")]
struct GetSite {
    #[aws(header = "X-Account", host_label)]
    account: String,
}

#[tokio::test]
async fn a_host_label_has_letters_digits_and_inner_hyphens() {
    let longest = "a".repeat(63);
    for account in ["a", "7", "A-b", "a-", "0-0", &longest] {
        let script = Script::new([Step::response(200, "")]);
        GetSite { account: account.to_owned() }.send(&script.client()).await.unwrap();
        let [sent] = script.take_sent().try_into().unwrap();
        let host = sent.request.uri().host().unwrap().to_owned();
        assert!(host.eq_ignore_ascii_case(&format!("{account}.data.files.us-east-1.amazonaws.com")), "{host}");
        assert_eq!(sent.header("x-account"), Some(account));
    }
    let too_long = "a".repeat(64);
    for account in ["", "-a", "-", "a.b", "a_b", "é", "a/b", "a b", "a@b", "a:80", "a%2e", &too_long] {
        let script = Script::new([]);
        let error = GetSite { account: account.to_owned() }.send(&script.client()).await.unwrap_err();
        let SendError::Invalid(Invalid::Member(invalid), _) = &error else { panic!("{account}: {error}") };
        assert_eq!((invalid.member(), script.count()), (Some("Account"), 0), "{account}");
        assert!(error.to_string().contains("must be 1 to 63 letters, digits and hyphens"), "{error}");
    }
}

#[tokio::test]
async fn a_map_with_too_many_headers_is_rejected() {
    for (count, fits) in [(10_000, true), (10_001, false), (24_577, false)] {
        let meta: Map = (0..count).map(|number| (number.to_string(), String::new())).collect();
        let script = Script::new([Step::response(200, "")]);
        let result = PutFile { meta, ..PutFile::default() }.send(&script.client()).await;
        assert_eq!(result.is_ok(), fits, "{count}");
        if let Err(error) = result {
            let SendError::Invalid(Invalid::Member(invalid), _) = &error else { panic!("{error:?}") };
            assert_eq!((invalid.member(), script.count()), (Some("Meta"), 0));
            assert!(error.to_string().contains("more than 10000 entries"), "{error}");
        }
    }
}

#[aws_operation(name = "PutAny", output = (), http = "PUT /any")]
struct PutAny {
    #[aws(prefix_headers = "")]
    headers: Map,
}

#[tokio::test]
async fn a_map_must_not_contain_headers_of_the_client() {
    for name in
        ["content-length", "Transfer-Encoding", "HOST", "connection", "Authorization", "user-agent", "x-amz-date"]
    {
        let script = Script::new([]);
        let error = PutAny { headers: map(&[(name, "3")]) }.send(&script.client()).await.unwrap_err();
        let SendError::Invalid(Invalid::Member(invalid), _) = &error else { panic!("{error:?}") };
        assert_eq!((invalid.member(), script.count()), (Some("Headers"), 0));
        assert!(error.to_string().contains(&name.to_lowercase()), "{error}");
    }
    let script = Script::new([Step::response(200, "")]);
    PutAny { headers: map(&[("x-else", "3")]) }.send(&script.client()).await.unwrap();
    assert_eq!(script.take_sent()[0].header("x-else"), Some("3"));
}
