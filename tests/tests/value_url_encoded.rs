//! `UrlEncoded`: texts that are percent-encoded on the wire, such as the policies of IAM.

mod scripted;

use aws_operation::{UrlEncoded, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "IAM", protocol = "awsQuery", version = "2010-05-08")]
struct Service;

#[aws_operation(name = "GetRole", readonly)]
struct GetRole {
    role_name: String,
}

#[aws_shape]
struct GetRoleOutput {
    role: Role,
}

#[aws_shape]
struct Role {
    role_name: String,
    assume_role_policy_document: Option<UrlEncoded>,
}

/// In the form of the example in IAM's reference.
fn response(document: &str) -> Step {
    let role = format!("<Role><RoleName>app</RoleName>{document}</Role>");
    let body = format!("<GetRoleResponse><GetRoleResult>{role}</GetRoleResult></GetRoleResponse>");
    Step::response(200, body)
}

async fn read(document: &str) -> Option<UrlEncoded> {
    let script = Script::new([response(document)]);
    let output = GetRole { role_name: "app".to_owned() }.send(&script.client()).await.unwrap();
    assert_eq!(output.role.role_name, "app");
    output.role.assume_role_policy_document
}

#[tokio::test]
async fn a_policy_is_read_decoded() {
    let wire = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Sid%22%3A%22a%20b%2Bc%22%7D%5D%7D";
    let policy = read(&format!("<AssumeRolePolicyDocument>{wire}</AssumeRolePolicyDocument>")).await.unwrap();
    assert_eq!(&*policy, r#"{"Version":"2012-10-17","Statement":[{"Sid":"a b+c"}]}"#);
    assert_eq!(serde_json::to_string(&policy).unwrap(), format!("\"{wire}\""));
    assert_eq!(policy.to_string(), policy.clone().into_string());
    assert_eq!(format!("{policy:?}"), format!("{:?}", &*policy));
    assert_eq!(read("").await, None);
}

#[tokio::test]
async fn what_is_not_encoded_is_kept() {
    for text in ["{}", "100%", "%zz", "a+b"] {
        let read = read(&format!("<AssumeRolePolicyDocument>{text}</AssumeRolePolicyDocument>")).await;
        assert_eq!(read, Some(UrlEncoded::from(text)));
    }
}

#[test]
fn bytes_that_are_no_text_are_an_error() {
    let error = serde_json::from_str::<UrlEncoded>(r#""%ff""#).unwrap_err();
    assert!(error.to_string().contains("the text is not UTF-8 after percent-decoding"), "{error}");
}
