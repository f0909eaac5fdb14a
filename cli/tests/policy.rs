//! `aws-operation policy`.
#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::path::Path;
use std::process::Command;

/// The command's output and exit code.
fn run(arguments: &[&str]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check");
    let output = command.arg("policy").args(arguments).current_dir(folder).output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (String::from_utf8(printed).unwrap(), output.status.code().unwrap())
}

#[test]
fn policies_have_a_statement_per_service_with_sorted_actions() {
    let (printed, code) = run(&["gallery.rs", "../../../examples/dynamodb/src/dynamodb.rs"]);
    let expected = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "dynamodb:ConditionCheckItem",
        "dynamodb:CreateTable",
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem"
      ],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": [
        "gallery-signer:Archive",
        "gallery-signer:FindPictures",
        "gallery-signer:PutPicture",
        "gallery-signer:Restore"
      ],
      "Resource": "*"
    }
  ]
}
"#;
    assert_eq!((printed.as_str(), code), (expected, 0));
}

#[test]
fn iam_names_that_differ_from_the_api_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("services.rs");
    let text = r#"
        #[aws_service(id = "CloudWatch", protocol = "awsJson1_0", signing_name = "monitoring", target_prefix = "T")]
        struct CloudWatch;
        #[aws_service(id = "API Gateway", protocol = "restJson1", signing_name = "apigateway")]
        struct ApiGateway;
        #[aws_operation(name = "PutMetricData", service = CloudWatch)]
        struct PutMetricData {}
        #[aws_operation(name = "GetApiKeys", service = ApiGateway, http = "GET /apikeys")]
        struct GetApiKeys {}
    "#;
    std::fs::write(&file, text).unwrap();
    let (printed, code) = run(&[file.to_str().unwrap()]);
    let actions: Vec<_> = printed.lines().filter(|line| line.contains(':') && line.starts_with("        ")).collect();
    assert_eq!(actions, ["        \"apigateway:GET\"", "        \"cloudwatch:PutMetricData\""]);
    assert_eq!(code, 0);
}

#[test]
fn s3_actions_match_the_user_guide() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("s3.rs");
    let service = "#[aws_service(id = \"S3\", protocol = \"restJson1\")] struct Service;";
    for (operation, expected) in [
        ("ListObjectsV2", &["ListBucket"][..]),
        ("ListObjects", &["ListBucket"]),
        ("HeadBucket", &["ListBucket"]),
        ("ListBuckets", &["ListAllMyBuckets"]),
        ("HeadObject", &["GetObject"]),
        ("GetObject", &["GetObject"]),
        ("PutObject", &["PutObject"]),
        ("UploadPart", &["PutObject"]),
        ("CopyObject", &["GetObject", "PutObject"]),
        ("DeleteObjects", &["DeleteObject"]),
        ("ListParts", &["ListMultipartUploadParts"]),
        ("AbortMultipartUpload", &["AbortMultipartUpload"]),
        ("DeleteBucketLifecycle", &["PutLifecycleConfiguration"]),
        ("GetBucketLifecycleConfiguration", &["GetLifecycleConfiguration"]),
        ("ListBucketMetricsConfigurations", &["GetMetricsConfiguration"]),
        ("DeleteBucketReplication", &["PutReplicationConfiguration"]),
        ("PutBucketAccelerateConfiguration", &["PutAccelerateConfiguration"]),
        ("PutBucketPolicy", &["PutBucketPolicy"]),
        ("GetBucketLocation", &["GetBucketLocation"]),
        ("DeletePublicAccessBlock", &["PutBucketPublicAccessBlock"]),
    ] {
        let text =
            format!("{service} #[aws_operation(name = \"{operation}\", http = \"GET /\")] struct {operation} {{}}");
        std::fs::write(&file, text).unwrap();
        let (printed, code) = run(&[file.to_str().unwrap()]);
        let policy: serde_json::Value = serde_json::from_str(&printed).unwrap();
        let expected: Vec<_> = expected.iter().map(|action| format!("s3:{action}")).collect();
        assert_eq!((&policy["Statement"][0]["Action"], code), (&serde_json::json!(expected), 0), "{operation}");
    }
}

#[test]
fn service_prefix_overrides_the_iam_prefix() {
    let (printed, code) = run(&["gallery.rs", "--service-prefix", "gallery-signer=gallery"]);
    assert!(printed.contains("\"gallery:PutPicture\""), "{printed}");
    assert!(!printed.contains("gallery-signer"), "{printed}");
    assert_eq!(code, 0);
    let (printed, code) = run(&["gallery.rs", "--service-prefix", "gallery"]);
    assert!(printed.contains("expected `SIGNING_NAME=PREFIX`, as in `monitoring=cloudwatch`"), "{printed}");
    assert_eq!(code, 2);
}

#[test]
fn an_operation_without_a_service_is_rejected() {
    let (printed, code) = run(&["../../../examples/local/src/lookoutvision/tags.rs"]);
    let expected = "error: ../../../examples/local/src/lookoutvision/tags.rs:21: `Service` of `TagResource` is not defined \
                    in the files; give the file that defines it\n";
    assert_eq!((printed.as_str(), code), (expected, 2));
}
