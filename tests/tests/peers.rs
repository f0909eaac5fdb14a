//! This crate's client against independent servers that verify signatures: moto and MiniStack.
//!
//! `tests/peers/servers.py cargo test --test peers` starts them. Without them the tests are skipped.

#[path = "../../examples/src/dynamodb.rs"]
#[allow(dead_code, unreachable_pub, clippy::enum_variant_names)] // this module belongs to the examples
mod dynamodb;

#[path = "../../examples/src/ec2.rs"]
#[allow(dead_code, unreachable_pub)] // this module belongs to the examples
mod ec2;

use std::collections::HashMap;

use aws_operation::sts::{AssumeRole, GetCallerIdentity, Tag};
use aws_operation::{
    Call, Client, Credentials, Environment, RetryPolicy, SendError, ServiceError, aws_operation, aws_service, aws_shape,
};
use dynamodb::{
    AttributeDefinition, AttributeValue, CreateTable, GetItem, Item, KeySchemaElement, Put, PutItem, Query,
    TransactWriteItem, TransactWriteItems,
};

/// A client of the peer in the environment variable `name`, with `secret` instead of its own secret key if given.
fn client(name: &str, secret: Option<&str>) -> Option<Client> {
    let Ok(peer) = std::env::var(name) else {
        aws_operation_skip::skip("peers", format_args!("{name} is not set; tests/peers/servers.py sets it"));
        return None;
    };
    let [url, access_key, secret_key] = peer.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new(access_key, secret.unwrap_or(secret_key)))
        .endpoint_url(url)
        // moto verifies the signatures of GET requests and of forms only with the hash of the body in this header.
        .content_sha256(name == "PEER_MOTO")
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    Some(client)
}

fn peers() -> Vec<Client> {
    ["PEER_MOTO", "PEER_MINISTACK"].into_iter().filter_map(|name| client(name, None)).collect()
}

/// A name that no earlier run used.
fn fresh(stem: &str) -> String {
    let nanoseconds = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos();
    format!("{stem}-{nanoseconds}")
}

mod eks {
    use super::*;

    #[aws_service(id = "EKS", protocol = "restJson1")]
    pub struct Service;

    #[aws_operation(
        name = "CreateCluster",
        http = "POST /clusters",
        idempotent = "client_request_token",
        rename_all = "camelCase"
    )]
    pub struct CreateCluster {
        pub name: String,
        pub role_arn: String,
        pub resources_vpc_config: VpcConfigRequest,
        pub client_request_token: Option<String>,
    }

    #[aws_shape(rename_all = "camelCase")]
    pub struct VpcConfigRequest {
        pub subnet_ids: Vec<String>,
    }

    #[aws_shape(rename_all = "camelCase")]
    pub struct CreateClusterOutput {
        pub cluster: Option<Cluster>,
    }

    #[aws_shape(rename_all = "camelCase")]
    pub struct Cluster {
        pub arn: Option<String>,
    }

    #[aws_operation(name = "TagResource", http = "POST /tags/{resource_arn}", output = (), rename_all = "camelCase")]
    pub struct TagResource {
        pub resource_arn: String,
        pub tags: HashMap<String, String>,
    }

    #[aws_operation(name = "ListTagsForResource", http = "GET /tags/{resource_arn}", rename_all = "camelCase")]
    pub struct ListTagsForResource {
        pub resource_arn: String,
    }

    #[aws_shape(rename_all = "camelCase")]
    pub struct ListTagsForResourceOutput {
        pub tags: Option<HashMap<String, String>>,
    }

    #[aws_operation(name = "UntagResource", http = "DELETE /tags/{resource_arn}", output = (), rename_all = "camelCase")]
    pub struct UntagResource {
        pub resource_arn: String,
        #[aws(query = "tagKeys")]
        pub tag_keys: Vec<String>,
    }
}

/// restJson1 with an ARN in the path: the path is escaped once on the wire and twice in the canonical request.
#[tokio::test]
async fn an_arn_in_the_path_is_signed_correctly() {
    for client in peers() {
        let cluster = eks::CreateCluster {
            name: fresh("cluster"),
            role_arn: "arn:aws:iam::123456789012:role/eks".into(),
            resources_vpc_config: eks::VpcConfigRequest { subnet_ids: vec!["subnet-1".into()] },
            client_request_token: None,
        };
        let made = cluster.send(&client).await.unwrap();
        let arn = made.cluster.as_ref().and_then(|cluster| cluster.arn.clone()).unwrap();
        assert!(arn.contains(":cluster/"), "{arn}");
        let tags = HashMap::from([("line of work".to_owned(), "doors & wheels+é".to_owned())]);
        eks::TagResource { resource_arn: arn.clone(), tags: tags.clone() }.send(&client).await.unwrap();
        let listed = eks::ListTagsForResource { resource_arn: arn.clone() }.send(&client).await.unwrap();
        assert_eq!(listed.tags.as_ref(), Some(&tags));
        let keys = vec!["line of work".to_owned(), "b=c".to_owned()];
        eks::UntagResource { resource_arn: arn.clone(), tag_keys: keys }.send(&client).await.unwrap();
        let listed = eks::ListTagsForResource { resource_arn: arn }.send(&client).await.unwrap();
        assert!(listed.tags.as_ref().is_none_or(HashMap::is_empty), "{:?}", listed.tags);
    }
}

mod secrets {
    use super::*;

    #[aws_service(id = "Secrets Manager", protocol = "awsJson1_1", signing_name = "secretsmanager")]
    #[aws(target_prefix = "secretsmanager")]
    pub struct Service;

    #[aws_operation(name = "CreateSecret", idempotent = "client_request_token")]
    #[derive(Clone)]
    pub struct CreateSecret {
        pub name: String,
        pub secret_string: Option<String>,
        pub client_request_token: Option<String>,
    }

    #[aws_shape]
    #[derive(Debug)]
    pub struct CreateSecretOutput {
        #[aws(rename = "ARN")]
        pub arn: Option<String>,
        pub version_id: Option<String>,
    }

    #[aws_operation(name = "GetSecretValue", readonly)]
    pub struct GetSecretValue {
        pub secret_id: String,
    }

    #[aws_shape]
    #[derive(Debug)]
    pub struct GetSecretValueOutput {
        pub name: Option<String>,
        pub secret_string: Option<String>,
        pub created_date: Option<aws_operation::Timestamp>,
    }
}

/// awsJson1_1.
#[tokio::test]
async fn a_secret_is_created_once_and_read() {
    for client in peers() {
        let name = fresh("secret");
        let create = secrets::CreateSecret {
            name: name.clone(),
            secret_string: Some("wörd".into()),
            client_request_token: None,
        };
        let made = create.send(&client).await.unwrap();
        assert!(made.arn.as_ref().unwrap().contains(&name), "{made:?}");
        let got = secrets::GetSecretValue { secret_id: name.clone() }.send(&client).await.unwrap();
        assert_eq!((got.name.as_deref(), got.secret_string.as_deref()), (Some(name.as_str()), Some("wörd")));
        assert!(got.created_date.unwrap().as_second() > 1_700_000_000);
        let error = secrets::GetSecretValue { secret_id: fresh("none") }.send(&client).await.unwrap_err();
        assert_eq!(error.code(), Some("ResourceNotFoundException"));
    }
}

/// Of the two servers, only moto remembers the tokens of secrets.
#[tokio::test]
async fn a_secret_is_created_once_per_token() {
    let Some(client) = client("PEER_MOTO", None) else { return };
    let create =
        secrets::CreateSecret { name: fresh("secret"), secret_string: Some("a".into()), client_request_token: None };
    let made = create.call(&client).await.unwrap();
    let token = made.idempotency_token().map(str::to_owned);
    let again = secrets::CreateSecret { client_request_token: token, ..create.clone() }.send(&client).await.unwrap();
    assert_eq!((&again.arn, &again.version_id), (&made.arn, &made.version_id));
    let error = create.send(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("ResourceExistsException"), "another token means another call");
}

#[tokio::test]
async fn a_wrong_secret_key_is_rejected() {
    for name in ["PEER_MOTO", "PEER_MINISTACK"] {
        let Some(client) = client(name, Some("wrong")) else { continue };
        let error: SendError<ServiceError> =
            secrets::GetSecretValue { secret_id: "any".into() }.send(&client).await.unwrap_err();
        println!("{name}: {error}");
        assert!(error.status().unwrap().is_client_error(), "{error}");
        let text = error.to_string();
        // moto responds in XML with every protocol, so the code is in the message.
        let rejected = ["InvalidSignatureException", "SignatureDoesNotMatch"].iter().any(|code| text.contains(code));
        assert!(rejected, "{text}");
    }
}

/// awsQuery. The session signs with the credentials of the role.
#[tokio::test]
async fn a_role_is_assumed_and_its_session_makes_a_call() {
    for name in ["PEER_MOTO", "PEER_MINISTACK"] {
        let Some(client) = client(name, None) else { continue };
        let caller = GetCallerIdentity.call(&client).await.unwrap();
        assert!(caller.arn.as_ref().unwrap().ends_with(":user/tester"), "{name}: {caller:?}");
        let account = caller.account.clone().unwrap();
        assert_eq!(account.len(), 12, "{name}: {caller:?}");
        assert!(caller.request_id().is_some(), "{name}: {caller:?}");

        let role = AssumeRole {
            role_arn: format!("arn:aws:iam::{account}:role/nightly"),
            role_session_name: "doors+wheels@example.com".into(),
            duration_seconds: Some(900),
            tags: Some(vec![Tag { key: "line of work".into(), value: "doors+wheels=é".into() }]),
            ..AssumeRole::default()
        };
        let assumed = role.send(&client).await.unwrap();
        let user = assumed.assumed_role_user.as_ref().unwrap();
        assert!(user.arn.ends_with(":assumed-role/nightly/doors+wheels@example.com"), "{name}: {user:?}");
        let left = assumed.credentials.expiration.since(aws_operation::Timestamp::now()).as_secs();
        assert!((600..=900).contains(&left), "{name}: {left} seconds left");

        let peer = std::env::var(name).unwrap();
        let session = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::from(assumed.credentials))
            .endpoint_url(peer.split(' ').next().unwrap())
            .build()
            .unwrap();
        let caller = GetCallerIdentity.send(&session).await.unwrap();
        assert!(caller.arn.as_ref().unwrap().contains("role/nightly/doors+wheels@example.com"), "{name}: {caller:?}");
    }
}

/// A role as a source of credentials, and a second role that is assumed with them.
#[tokio::test]
async fn roles_in_code_form_a_chain() {
    for name in ["PEER_MOTO", "PEER_MINISTACK"] {
        let Some(client) = client(name, None) else { continue };
        let account = GetCallerIdentity.send(&client).await.unwrap().account.unwrap();
        let role = |role: &str| AssumeRole::of(format!("arn:aws:iam::{account}:role/{role}"));
        let first = client.with_credentials(role("caller").refreshing(&client));
        let second = first.with_credentials(role("nightly").refreshing(&first));
        for (client, role) in [(first, "caller"), (second, "nightly")] {
            let arn = GetCallerIdentity.send(&client).await.unwrap().arn.unwrap();
            assert!(arn.contains(&format!(":assumed-role/{role}/aws-operation-")), "{name}: {arn}");
        }
    }
}

/// Of the two servers, only MiniStack checks the trust policy of a role.
#[tokio::test]
async fn a_role_that_does_not_trust_the_caller_is_not_assumed() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let role_arn = "arn:aws:iam::000000000000:role/eks".to_owned();
    let role = AssumeRole { role_arn, role_session_name: "doors".into(), ..AssumeRole::default() };
    let error = role.send(&client).await.unwrap_err();
    let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error}") };
    assert_eq!((code.as_str(), error.status().map(|status| status.as_u16())), ("AccessDenied", Some(403)));
    assert!(message.contains("is not authorized to perform: sts:AssumeRole"), "{error}");
    assert!(error.request_id().is_some(), "{error}");
}

mod sns {
    use super::*;

    #[aws_service(id = "SNS", protocol = "awsQuery", version = "2010-03-31")]
    pub struct Service;

    #[aws_operation(name = "CreateTopic", idempotent)]
    pub struct CreateTopic {
        pub name: String,
    }

    #[aws_shape]
    pub struct CreateTopicOutput {
        pub topic_arn: String,
    }

    #[aws_operation(name = "SetTopicAttributes", output = ())]
    pub struct SetTopicAttributes {
        pub topic_arn: String,
        pub attribute_name: String,
        pub attribute_value: String,
    }

    #[aws_operation(name = "GetTopicAttributes", readonly)]
    pub struct GetTopicAttributes {
        pub topic_arn: String,
    }

    #[aws_shape]
    pub struct GetTopicAttributesOutput {
        pub attributes: HashMap<String, String>,
    }

    #[aws_operation(name = "DeleteTopic", output = (), idempotent)]
    pub struct DeleteTopic {
        pub topic_arn: String,
    }
}

/// awsQuery, with and without an output.
#[tokio::test]
async fn a_topic_is_created_updated_read_and_deleted() {
    for client in peers() {
        let made = sns::CreateTopic { name: fresh("topic") }.send(&client).await.unwrap();
        let topic_arn = made.topic_arn;
        let (attribute_name, attribute_value) = ("DisplayName".to_owned(), "Ärger & <Freude>".to_owned());
        let set = sns::SetTopicAttributes { topic_arn: topic_arn.clone(), attribute_name, attribute_value };
        set.send(&client).await.unwrap();
        let got = sns::GetTopicAttributes { topic_arn: topic_arn.clone() }.send(&client).await.unwrap();
        assert_eq!(got.attributes.get("DisplayName"), Some(&set.attribute_value));
        sns::DeleteTopic { topic_arn: topic_arn.clone() }.send(&client).await.unwrap();
        let error = sns::GetTopicAttributes { topic_arn }.send(&client).await.map(drop).unwrap_err();
        assert!(error.code().is_some_and(|code| code.contains("NotFound")), "{error}");
    }
}

/// ec2Query: lists in lists, a dry run, a token, pages and errors.
#[tokio::test]
async fn instances_are_started_described_and_terminated() {
    for client in peers() {
        let tag = |key: &str, value: &str| ec2::Tag { key: Some(key.into()), value: Some(value.into()) };
        let run = fresh("run");
        let tags = vec![tag("run", &run), tag("line", "7 & <8>")];
        let two = ec2::RunInstances {
            image_id: Some("ami-12c6146b".into()),
            instance_type: Some("t3.micro".into()),
            min_count: 2,
            max_count: 2,
            tag_specifications: vec![ec2::TagSpecification { resource_type: "instance".into(), tags: tags.clone() }],
            ..ec2::RunInstances::default()
        };
        let started = two.send(&client).await.unwrap();
        assert_eq!(started.instances.len(), 2);
        two.send(&client).await.unwrap();

        let of_run = ec2::Filter { name: "tag:run".into(), values: vec![run] };
        let all = ec2::DescribeInstances { filters: vec![of_run], ..ec2::DescribeInstances::default() };
        let mut reservations = all.paginate(&client).items();
        let mut found = Vec::new();
        while let Some(reservation) = reservations.next().await {
            found.extend(reservation.unwrap().instances);
        }
        assert_eq!(found.len(), 4);
        for instance in &found {
            assert!(tags.iter().all(|tag| instance.tags.contains(tag)), "{instance:?}");
            assert_eq!(instance.instance_type.as_deref(), Some("t3.micro"));
        }

        let instance_ids: Vec<_> = found.into_iter().filter_map(|instance| instance.instance_id).collect();
        let ended = ec2::TerminateInstances { instance_ids, dry_run: None }.send(&client).await.unwrap();
        assert_eq!(ended.terminating_instances.len(), 4);
        let instance_ids = vec!["i-00000000000000000".to_owned()];
        let unknown = ec2::DescribeInstances { instance_ids, ..ec2::DescribeInstances::default() };
        let error = unknown.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Service(ec2::Error::InstanceNotFound { .. }, _)), "{error}");
    }
}

/// `MiniStack` ignores `DryRun`.
#[tokio::test]
async fn a_dry_run_starts_nothing() {
    let Some(client) = client("PEER_MOTO", None) else { return };
    let dry = ec2::RunInstances {
        image_id: Some("ami-12c6146b".into()),
        min_count: 1,
        max_count: 1,
        dry_run: Some(true),
        ..ec2::RunInstances::default()
    };
    let error = dry.send(&client).await.unwrap_err();
    assert!(error.is_dry_run_success() && error.status().is_some_and(|status| status == 412), "{error}");
}

async fn table(client: &Client) -> String {
    let name = fresh("parts");
    let attribute =
        |name: &str, ty: &str| AttributeDefinition { attribute_name: name.into(), attribute_type: ty.into() };
    let part_of_key = |name: &str, ty: &str| KeySchemaElement { attribute_name: name.into(), key_type: ty.into() };
    let create = CreateTable {
        table_name: name.clone(),
        attribute_definitions: vec![attribute("Kind", "S"), attribute("Number", "N")],
        key_schema: vec![part_of_key("Kind", "HASH"), part_of_key("Number", "RANGE")],
        billing_mode: Some("PAY_PER_REQUEST".into()),
    };
    create.send(client).await.unwrap();
    name
}

fn item(number: u32) -> Item {
    let entries = [
        ("Kind", AttributeValue::S("door".into())),
        ("Number", AttributeValue::N(number.to_string())),
        ("Bytes", AttributeValue::B(vec![0, 255, 7].into())),
        ("Tags", AttributeValue::StringSet(vec!["a".into(), "b".into()])),
        ("Deep", AttributeValue::L(vec![AttributeValue::M(Item::from([("x".into(), AttributeValue::Null(true))]))])),
        ("Yes", AttributeValue::Bool(true)),
    ];
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[tokio::test]
async fn items_are_written_read_and_listed_in_pages() {
    for client in peers() {
        let table_name = table(&client).await;
        for number in 1..=5 {
            PutItem { table_name: table_name.clone(), item: item(number) }.send(&client).await.unwrap();
        }
        let mut key = item(3);
        key.retain(|name, _| name == "Kind" || name == "Number");
        let got = GetItem { table_name: table_name.clone(), key, consistent_read: Some(true) };
        assert_eq!(got.send(&client).await.unwrap().item.as_ref(), Some(&item(3)));
        let doors = Query {
            table_name,
            key_condition_expression: Some("Kind = :kind".into()),
            expression_attribute_values: Some(Item::from([(":kind".to_owned(), "door".into())])),
            limit: Some(2),
            ..Query::default()
        };
        let mut pages = doors.clone().paginate(&client);
        let mut sizes = Vec::new();
        while let Some(page) = pages.next().await {
            sizes.push(page.unwrap().items.as_ref().map_or(0, Vec::len));
        }
        assert_eq!(sizes.iter().sum::<usize>(), 5, "{sizes:?}");
        assert!(sizes.len() >= 3, "{sizes:?}");
        let mut items = doors.paginate(&client).items();
        let mut numbers = Vec::new();
        while let Some(item) = items.next().await {
            numbers.push(item.unwrap()["Number"].clone());
        }
        assert_eq!(numbers, (1..=5).map(|n| AttributeValue::N(n.to_string())).collect::<Vec<_>>());
    }
}

/// Of the two servers, only MiniStack remembers the tokens of transactions.
#[tokio::test]
async fn a_transaction_runs_once_per_token() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let table_name = table(&client).await;
    let put = |number| TransactWriteItem {
        put: Some(Put {
            table_name: table_name.clone(),
            item: item(number),
            condition_expression: Some("attribute_not_exists(Kind)".into()),
        }),
    };
    let write = TransactWriteItems { transact_items: vec![put(1)], client_request_token: None };
    let token = write.call(&client).await.unwrap().idempotency_token().unwrap().to_owned();
    // A second run would fail on its condition. A replay succeeds.
    let again = TransactWriteItems { client_request_token: Some(token.clone()), ..write.clone() };
    again.send(&client).await.unwrap();
    let other = TransactWriteItems { transact_items: vec![put(2)], client_request_token: Some(token) };
    let error = other.send(&client).await.unwrap_err();
    assert!(
        matches!(error.service_error(), Some(dynamodb::Error::IdempotentParameterMismatchException { .. })),
        "{error}"
    );
    let error = write.send(&client).await.unwrap_err();
    assert!(matches!(error.service_error(), Some(dynamodb::Error::TransactionCanceledException { .. })), "{error}");
}

/// A profile assumes a role, and the session makes a call. Of the two servers, only MiniStack identifies sessions by
/// their keys.
#[tokio::test]
async fn a_profile_with_a_role_signs_with_the_session_of_the_role() {
    let Ok(peer) = std::env::var("PEER_MINISTACK") else {
        aws_operation_skip::skip("peers", "PEER_MINISTACK is not set; tests/peers/servers.py sets it");
        return;
    };
    let [url, access_key, secret_key] = peer.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let profiles = format!(
        "[profile role]\nregion = us-east-1\nendpoint_url = {url}\nrole_arn = arn:aws:iam::000000000000:role/caller\n\
         role_session_name = ann\nsource_profile = role\n\
         aws_access_key_id = {access_key}\naws_secret_access_key = {secret_key}"
    );
    let environment = Environment::empty()
        .with_variable("HOME", "/h")
        .with_variable("AWS_PROFILE", "role")
        .with_file("/h/.aws/config", profiles);
    let client = Client::builder().retry(RetryPolicy::never()).build_from(&environment).await.unwrap();
    let caller = GetCallerIdentity.send(&client).await.unwrap();
    assert_eq!(caller.arn.as_deref(), Some("arn:aws:sts::000000000000:assumed-role/caller/ann"));
    let name = fresh("secret");
    let create =
        secrets::CreateSecret { name: name.clone(), secret_string: Some("a".into()), client_request_token: None };
    create.send(&client).await.unwrap();
    let got = secrets::GetSecretValue { secret_id: name }.send(&client).await.unwrap();
    assert_eq!(got.secret_string.as_deref(), Some("a"));
}
