//! Authentication tokens that are presigned URLs, as the documentation of the crate writes them, and the presigned speech of
//! Polly: equal to those of botocore.

use std::time::Duration;

use aws_operation::{Client, Clock, Credentials, Timestamp, aws_operation, aws_service};

#[aws_service(id = "RDS DB", protocol = "restJson1", signing_name = "rds-db")]
struct RdsDb;

#[aws_operation(name = "Connect", service = RdsDb, output = (), http = "GET /?Action=connect")]
struct ConnectToRds {
    #[aws(query = "DBUser")]
    user: String,
}

#[aws_service(id = "DSQL", protocol = "restJson1")]
struct Dsql;

#[aws_operation(name = "DbConnectAdmin", service = Dsql, output = (), http = "GET /?Action=DbConnectAdmin")]
struct ConnectToDsql;

#[aws_service(id = "STS", protocol = "restJson1")]
struct Sts;

#[aws_operation(name = "GetCallerIdentity", service = Sts, output = ())]
#[aws(http = "GET /?Action=GetCallerIdentity&Version=2011-06-15")]
struct EksToken {
    #[aws(header = "x-k8s-aws-id")]
    cluster: String,
}

#[aws_service(id = "Polly", protocol = "restJson1")]
struct Polly;

#[aws_operation(name = "SynthesizeSpeech", service = Polly, output = (), http = "GET /v1/speech")]
struct SynthesizeSpeech {
    #[aws(query)]
    text: String,
    #[aws(query)]
    voice_id: String,
    #[aws(query)]
    output_format: String,
    #[aws(query)]
    lexicon_names: Vec<String>,
}

// The URLs of botocore 1.43.11 for these calls, credentials and time.
const RDS: &str = "db.example.com:3306/?Action=connect&DBUser=app%20user\
     &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Feu-west-1%2Frds-db%2Faws4_request\
     &X-Amz-Date=20231114T221320Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=149d4427d8970834c934bb40349227c41366407ea1a21c8cb2c70685289a626a";
const DSQL: &str = "x.dsql.us-east-1.on.aws/?Action=DbConnectAdmin\
     &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Fus-east-1%2Fdsql%2Faws4_request\
     &X-Amz-Date=20231114T221320Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=b0c8d8ce6536c44493b869d3ce5307d5eca569b3ef2a2380cbe97d8f0709142d";
const EKS: &str = "https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15\
     &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Fus-east-1%2Fsts%2Faws4_request\
     &X-Amz-Date=20231114T221320Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Signature=0dee6ce22f9f87e382d7233909cb91d6fa7dad9586316aa658197a93d1ad80fe";
const POLLY: &str = "https://polly.us-east-1.amazonaws.com/v1/speech?Text=Hello%20there&OutputFormat=mp3&VoiceId=Joanna&LexiconNames=a&LexiconNames=b\
     &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Fus-east-1%2Fpolly%2Faws4_request\
     &X-Amz-Date=20231114T221320Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=03ee400b4f7b45c30bffa2ee9a2c790e6daa18701d916cf7e38af38ecb79872e";

fn client(region: &str) -> Client {
    let clock = Clock::fixed(Timestamp::from_second(1_700_000_000).unwrap());
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    Client::builder().region(region).credentials(credentials).clock(clock).build().unwrap()
}

/// The parameters of a URL by name, since their order does not count.
fn query(url: &str) -> Vec<&str> {
    let mut query: Vec<_> = url.split_once('?').unwrap().1.split('&').collect();
    query.sort_unstable();
    query
}

#[tokio::test]
async fn the_password_for_a_database_is_a_url_without_its_scheme() {
    let database = client("eu-west-1").with_endpoint_url("https://db.example.com:3306").unwrap();
    let connect = ConnectToRds { user: "app user".to_owned() };
    let url = connect.presign(&database, Duration::from_secs(900)).await.unwrap();
    let token = url.strip_prefix("https://").unwrap();
    assert!(token.starts_with("db.example.com:3306/?Action=connect&DBUser=app%20user&"), "{token}");
    assert_eq!(query(token), query(RDS));

    let cluster = client("us-east-1").with_endpoint_url("https://x.dsql.us-east-1.on.aws").unwrap();
    let url = ConnectToDsql.presign(&cluster, Duration::from_secs(900)).await.unwrap();
    assert_eq!(url.split_once('?').unwrap().0, "https://x.dsql.us-east-1.on.aws/");
    assert_eq!(query(&url), query(DSQL));
}

#[tokio::test]
async fn the_token_of_a_cluster_signs_its_name_in_a_header() {
    let token = EksToken { cluster: "my-cluster".to_owned() };
    let url = token.presign(&client("us-east-1"), Duration::from_secs(60)).await.unwrap();
    assert!(
        url.starts_with("https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15&"),
        "{url}"
    );
    assert_eq!(query(&url), query(EKS));
}

#[tokio::test]
async fn speech_can_be_presigned_as_a_get_without_a_body() {
    let speech = SynthesizeSpeech {
        text: "Hello there".to_owned(),
        voice_id: "Joanna".to_owned(),
        output_format: "mp3".to_owned(),
        lexicon_names: vec!["a".to_owned(), "b".to_owned()],
    };
    let url = speech.presign(&client("us-east-1"), Duration::from_secs(60)).await.unwrap();
    assert!(url.headers().is_empty() && url.body().is_empty());
    assert!(url.starts_with("https://polly.us-east-1.amazonaws.com/v1/speech?"), "{url}");
    assert_eq!(query(&url), query(POLLY));
}
