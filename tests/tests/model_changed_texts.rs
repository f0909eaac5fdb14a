//! `last_segment` and `if_empty`: texts that are changed while they are sent, wherever they are.

use aws_operation::{Client, Credentials, Sensitive, aws_operation, aws_service, aws_shape};

#[aws_service(id = "Route 53", protocol = "restXml", signing_name = "route53")]
#[aws(xml_namespace = "https://route53.amazonaws.com/doc/2013-04-01/")]
struct Route53;

#[aws_operation(name = "GetHostedZone", service = Route53, output = (), http = "GET /2013-04-01/hostedzone/{id}")]
struct GetHostedZone {
    #[aws(last_segment)]
    id: String,
    #[aws(query = "delegationsetid", last_segment)]
    delegation_set_id: Option<String>,
    #[aws(header = "x-change", last_segment)]
    change: Option<Sensitive<String>>,
}

#[aws_operation(name = "CreateHostedZone", service = Route53, output = (), http = "POST /2013-04-01/hostedzone")]
#[derive(Default)]
struct CreateHostedZone {
    name: String,
    #[aws(last_segment)]
    delegation_set_id: Option<String>,
    #[aws(xml_name = "Kind", last_segment, if_empty = "public")]
    kind: Option<String>,
}

#[aws_service(id = "Glacier", protocol = "restJson1")]
struct Glacier;

#[aws_operation(name = "ListVaults", service = Glacier, output = (), http = "GET /{account_id}/vaults")]
struct ListVaults {
    #[aws(if_empty = "-")]
    account_id: Option<String>,
}

#[aws_operation(name = "DescribeVault", service = Glacier, output = (), http = "GET /{account_id}/vaults/{vault_name}")]
struct DescribeVault<'a> {
    #[aws(if_empty = "-")]
    account_id: &'a str,
    vault_name: &'a str,
}

#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15")]
struct Ec2;

#[aws_operation(name = "Describe", service = Ec2, output = ())]
struct Describe {
    #[aws(ec2_query_name = "ZoneName", last_segment)]
    zone: Option<String>,
}

#[aws_service(id = "Things", protocol = "awsJson1_0", target_prefix = "Things")]
struct Things;

#[aws_shape(rename_all = "lowercase")]
enum Level {
    High,
    #[aws(unknown)]
    Unknown(String),
}

#[aws_operation(name = "Put", service = Things, output = ())]
struct Put {
    #[aws(if_empty = "low")]
    level: Option<Level>,
    #[aws(last_segment)]
    absent: Option<String>,
}

fn client() -> Client {
    Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build().unwrap()
}

fn text(body: &aws_operation::Body) -> String {
    String::from_utf8(body.as_bytes().unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn only_the_last_segment_of_an_id_is_sent() {
    for id in ["/hostedzone/Z1D633PJN98FT9", "hostedzone/Z1D633PJN98FT9", "Z1D633PJN98FT9"] {
        let get = GetHostedZone {
            id: id.to_owned(),
            delegation_set_id: Some("/delegationset/N1".to_owned()),
            change: Some(Sensitive::from("/change/C1".to_owned())),
        };
        let prepared = get.prepare(&client()).await.unwrap();
        let target = prepared.uri().path_and_query().unwrap().as_str();
        assert_eq!(target, "/2013-04-01/hostedzone/Z1D633PJN98FT9?delegationsetid=N1");
        assert_eq!(prepared.headers()["x-change"], "C1");
        assert!(prepared.to_curl().contains("x-change: REDACTED"), "{}", prepared.to_curl());
    }
}

#[tokio::test]
async fn an_absent_text_is_not_sent() {
    let get = GetHostedZone { id: "Z1".to_owned(), delegation_set_id: None, change: None };
    let prepared = get.prepare(&client()).await.unwrap();
    assert_eq!(prepared.uri().path_and_query().unwrap(), "/2013-04-01/hostedzone/Z1");
    assert!(!prepared.headers().contains_key("x-change"));

    let put = Put { level: Some(Level::High), absent: None };
    assert_eq!(text(put.prepare(&client()).await.unwrap().body()), r#"{"Level":"high"}"#);
}

#[tokio::test]
async fn a_text_in_the_body_is_changed() {
    let create = CreateHostedZone {
        name: "example.com/".to_owned(),
        delegation_set_id: Some("/delegationset/N1".to_owned()),
        ..CreateHostedZone::default()
    };
    let body = text(create.prepare(&client()).await.unwrap().body());
    let members = "<Name>example.com/</Name><DelegationSetId>N1</DelegationSetId><Kind>public</Kind>";
    assert!(body.ends_with(&format!("2013-04-01/\">{members}</CreateHostedZoneRequest>")), "{body}");

    let describe = Describe { zone: Some("a/b".to_owned()) };
    let body = text(describe.prepare(&client()).await.unwrap().body());
    assert_eq!(body, "Action=Describe&Version=2016-11-15&ZoneName=b");

    let put = Put { level: None, absent: None };
    assert_eq!(text(put.prepare(&client()).await.unwrap().body()), r#"{"Level":"low"}"#);
}

#[tokio::test]
async fn a_label_without_a_text_is_the_one_that_if_empty_gives() {
    for (account_id, path) in [(None, "/-/vaults"), (Some(""), "/-/vaults"), (Some("123"), "/123/vaults")] {
        let list = ListVaults { account_id: account_id.map(str::to_owned) };
        assert_eq!(list.prepare(&client()).await.unwrap().uri().path(), path);
    }
    let describe = DescribeVault { account_id: "", vault_name: "photos" };
    assert_eq!(describe.prepare(&client()).await.unwrap().uri().path(), "/-/vaults/photos");
}

#[tokio::test]
async fn an_id_that_ends_in_a_slash_is_an_empty_label() {
    let get = GetHostedZone { id: "/hostedzone/".to_owned(), delegation_set_id: None, change: None };
    let error = get.prepare(&client()).await.unwrap_err();
    assert!(error.to_string().contains("member `Id` is a label of the path and must not be empty"), "{error}");
}
