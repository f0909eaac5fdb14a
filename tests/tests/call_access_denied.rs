//! `SendError::access_denied` reads the messages of IAM, which services return in one form of words.
//!
//! The messages are published ones; account numbers are replaced. `guide` is "Troubleshoot access denied error messages" of
//! IAM's user guide.

mod scripted;

use aws_operation::{AccessDenied, Client, Credentials, PolicyKind, SendError, aws_operation, aws_service};
use scripted::{Error, Script, Step};

struct Case {
    source: &'static str,
    message: &'static str,
    principal: Option<&'static str>,
    action: &'static str,
    resource: Option<&'static str>,
    /// `implicit`, `explicit` or nothing.
    deny: &'static str,
    policy: Option<PolicyKind>,
}

const ROLE: Option<&str> = Some("arn:aws:sts::123456789012:assumed-role/role/session");
const JOHN: Option<&str> = Some("arn:aws:iam::123456789012:user/JohnDoe");

/// One line of a case: source, message, principal, action, resource, deny, policy.
macro_rules! cases {
    ($(($source:literal, $message:literal, $principal:expr, $action:literal, $resource:expr, $deny:literal, $policy:expr)),+ $(,)?) => {
        &[$(Case {
            source: $source,
            message: $message,
            principal: $principal,
            action: $action,
            resource: $resource,
            deny: $deny,
            policy: $policy,
        }),+]
    };
}

#[rustfmt::skip]
const CASES: &[Case] = cases![
    ("aws-samples/aws-serverless-workshop-innovator-island#97",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-west-2:123456789012:table/rides because no identity-based policy allows the dynamodb:PutItem action",
     ROLE, "dynamodb:PutItem", Some("arn:aws:dynamodb:us-west-2:123456789012:table/rides"), "implicit", Some(PolicyKind::IdentityBased)),
    ("aws-samples/serverless-patterns#2457",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::resizer/my photo.jpeg\" because no identity-based policy allows the s3:GetObject action",
     ROLE, "s3:GetObject", Some("arn:aws:s3:::resizer/my photo.jpeg"), "implicit", Some(PolicyKind::IdentityBased)),
    ("alphagov/govuk-infrastructure#2439",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/bedrock-access because no identity-based policy allows the iam:PassRole action",
     ROLE, "iam:PassRole", Some("arn:aws:iam::123456789012:role/bedrock-access"), "implicit", Some(PolicyKind::IdentityBased)),
    ("nmwalsh/aws-ai-services-site#49",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: rekognition:DetectLabels because no identity-based policy allows the rekognition:DetectLabels action",
     ROLE, "rekognition:DetectLabels", None, "implicit", Some(PolicyKind::IdentityBased)),
    ("terraform-aws-modules/terraform-aws-iam#514",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action",
     ROLE, "ecr:GetAuthorizationToken", Some("*"), "implicit", Some(PolicyKind::IdentityBased)),
    ("jbrt/ec2cryptomatic#26",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: kms:DescribeKey on resource: arn:aws:kms:us-west-2:123456789012:key/048e because no resource-based policy allows the kms:DescribeKey action.",
     JOHN, "kms:DescribeKey", Some("arn:aws:kms:us-west-2:123456789012:key/048e"), "implicit", Some(PolicyKind::ResourceBased)),
    ("aws/aws-nitro-enclaves-sdk-c#157",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-central-1:123456789012:key/e7b0 with an explicit deny in a resource-based policy",
     ROLE, "kms:Decrypt", Some("arn:aws:kms:eu-central-1:123456789012:key/e7b0"), "explicit", Some(PolicyKind::ResourceBased)),
    ("microsoft/aspire#3333",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:eu-west-1:222222222222:ChatMessagesQueue because no resource-based policy allows the sqs:sendmessage action",
     JOHN, "sqs:sendmessage", Some("arn:aws:sqs:eu-west-1:222222222222:ChatMessagesQueue"), "implicit", Some(PolicyKind::ResourceBased)),
    ("awslabs/aws-automated-incident-response-and-forensics#13",
     "User: sns.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:123456789012:function:Slack because no resource-based policy allows the lambda:InvokeFunction action",
     Some("sns.amazonaws.com"), "lambda:InvokeFunction", Some("arn:aws:lambda:us-east-1:123456789012:function:Slack"), "implicit", Some(PolicyKind::ResourceBased)),
    ("documentation of GitLab, Elasticsearch troubleshooting",
     "User: anonymous is not authorized to perform: es:ESHttpGet because no resource-based policy allows the es:ESHttpGet action",
     Some("anonymous"), "es:ESHttpGet", None, "implicit", Some(PolicyKind::ResourceBased)),
    ("kubernetes-sigs/aws-load-balancer-controller#2322",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: waf-regional:GetWebACLForResource on resource: arn:aws:waf-regional:us-east-1:123456789012:*/* with an explicit deny in a service control policy",
     ROLE, "waf-regional:GetWebACLForResource", Some("arn:aws:waf-regional:us-east-1:123456789012:*/*"), "explicit", Some(PolicyKind::ServiceControl)),
    ("nebari-dev/nebari#2152",
     "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: ec2:CreateRole on resource: *** because no permissions boundary allows the ec2:CreateRole action. Encoded authorization failure message: uzhQeqw3RXzAVbBps8w4",
     JOHN, "ec2:CreateRole", Some("***"), "implicit", Some(PolicyKind::PermissionsBoundary)),
    ("README of wut.dev",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: ecr:CreateRepository on resource: arn:aws:ecr:us-east-1:123456789012:repository/a/web because no permissions boundary allows the ecr:CreateRepository action",
     JOHN, "ecr:CreateRepository", Some("arn:aws:ecr:us-east-1:123456789012:repository/a/web"), "implicit", Some(PolicyKind::PermissionsBoundary)),
    ("awslabs/mountpoint-s3, a test of its log",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:123456789012:key/048e because no session policy allows the kms:GenerateDataKey action",
     ROLE, "kms:GenerateDataKey", Some("arn:aws:kms:us-east-1:123456789012:key/048e"), "implicit", Some(PolicyKind::Session)),
    ("danilop/LambdAuth#37",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:123456789012:function:CreateUser",
     ROLE, "lambda:InvokeFunction", Some("arn:aws:lambda:us-east-1:123456789012:function:CreateUser"), "", None),
    ("aws-samples/aws-hpc-tutorials#175",
     "API: iam:AttachRolePolicy User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: iam:AttachRolePolicy on resource: role cluster-RoleHeadNode",
     ROLE, "iam:AttachRolePolicy", Some("role cluster-RoleHeadNode"), "", None),
    ("aws-solutions/quota-monitor-for-aws#86",
     "API: iam:CreateRole User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::123456789012:role/limitmonitor with an explicit deny",
     ROLE, "iam:CreateRole", Some("arn:aws:iam::123456789012:role/limitmonitor"), "explicit", None),
    ("nccgroup/ScoutSuite#727",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: iam:ListPolicies on resource: policy path / with an explicit deny",
     JOHN, "iam:ListPolicies", Some("policy path /"), "explicit", None),
    ("ansible-collections/amazon.cloud#32",
     "Resource request failed to reach successful state: User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: iam:UploadServerCertificate on resource: arn:aws:iam::123456789012:server-certificate/test because no identity-based policy allows the iam:UploadServerCertificate action (Service: Iam, Status Code: 403, Request ID: 7329c667)",
     ROLE, "iam:UploadServerCertificate", Some("arn:aws:iam::123456789012:server-certificate/test"), "implicit", Some(PolicyKind::IdentityBased)),
    ("guide, resource-based policy",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: \nsecretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:* with an explicit deny in a resource-based policy",
     JOHN, "secretsmanager:GetSecretValue", Some("arn:aws:secretsmanager:us-east-1:123456789012:secret:*"), "explicit", Some(PolicyKind::ResourceBased)),
    ("guide, VPC endpoint policy",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: \ncodecommit:ListRepositories because no VPC endpoint policy allows the codecommit:ListRepositories action",
     JOHN, "codecommit:ListRepositories", None, "implicit", Some(PolicyKind::VpcEndpoint)),
    ("guide, session policy",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: \ncodedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* with an explicit deny in a sessions policy",
     JOHN, "codedeploy:ListDeployments", Some("arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:*"), "explicit", Some(PolicyKind::Session)),
    ("guide, role trust policy",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: \nsts:AssumeRole because the role trust policy allows the sts:AssumeRole action",
     JOHN, "sts:AssumeRole", None, "implicit", Some(PolicyKind::RoleTrust)),
    ("guide, role trust policy",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: \nsts:AssumeRole with an explicit deny in the role trust policy",
     JOHN, "sts:AssumeRole", None, "explicit", Some(PolicyKind::RoleTrust)),
    ("guide, another policy",
     "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: \nSNS:Publish on resource: arn:aws:sns:us-east-1:444455556666:role-name-2 \nwith an explicit deny in a VPC endpoint policy transitively through a service control policy",
     ROLE, "SNS:Publish", Some("arn:aws:sns:us-east-1:444455556666:role-name-2"), "explicit", Some(PolicyKind::ServiceControl)),
    ("the form of the guide, with a resource control policy",
     "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::kms-only/plain.txt\" with an explicit deny in a resource control policy",
     JOHN, "s3:PutObject", Some("arn:aws:s3:::kms-only/plain.txt"), "explicit", Some(PolicyKind::ResourceControl)),
];

/// The error of a call that the service rejects with `message`.
async fn rejected(message: &str) -> SendError<Error> {
    let body = serde_json::json!({ "message": message }).to_string();
    scripted::create_fails([Step::response(403, body).header("x-amzn-errortype", "AccessDeniedException")]).await
}

#[tokio::test]
async fn published_messages_are_read() {
    for case in CASES {
        let error = rejected(case.message).await;
        let denied = error.access_denied().unwrap_or_else(|| panic!("{}", case.source));
        let deny = match (denied.is_implicit(), denied.is_explicit()) {
            (true, false) => "implicit",
            (false, true) => "explicit",
            neither => {
                if neither == (false, false) {
                    ""
                } else {
                    "both"
                }
            }
        };
        let read = (denied.principal(), denied.action(), denied.resource(), deny, denied.policy());
        let expected = (case.principal, Some(case.action), case.resource, case.deny, case.policy);
        assert_eq!(read, expected, "{}", case.source);
        assert_eq!(denied.statement().is_some(), has_statement(case), "{}", case.source);
    }
    let services: std::collections::BTreeSet<_> =
        CASES.iter().filter_map(|case| case.action.split(':').next()).collect();
    assert!(services.len() >= 10, "{services:?}");
}

/// An implicit deny has a statement, unless the statement must name a principal that has none.
fn has_statement(case: &Case) -> bool {
    case.deny == "implicit" && case.principal != Some("anonymous")
}

#[tokio::test]
async fn the_error_names_action_resource_and_kind_of_policy() {
    for case in CASES {
        let text = rejected(case.message).await.to_string();
        let kind = case.policy.map(|policy| policy.to_string().replace("sessions", "session"));
        let parts = [Some(case.action), case.resource, kind.as_deref()];
        assert!(parts.into_iter().flatten().all(|part| text.contains(part)), "{text}");
    }
}

#[tokio::test]
async fn a_message_that_says_it_already_is_not_repeated() {
    let said = rejected(CASES[0].message).await.to_string();
    let message = CASES[0].message;
    let expected =
        format!("CreateProject failed: AccessDeniedException: {message} (status 403, 1 attempt, idempotency token ");
    assert!(said.starts_with(&expected), "{said}");

    // A message of more than 500 characters is cut off.
    let key = "k".repeat(600);
    let long = format!(
        "User: arn:aws:iam::123456789012:user/JohnDoe is not authorized to perform: s3:GetObject on resource: \
         \"arn:aws:s3:::b/{key}\" because no session policy allows the s3:GetObject action"
    );
    let text = rejected(&long).await.to_string();
    assert!(
        text.contains(&format!("; `s3:GetObject` on `arn:aws:s3:::b/{key}` is denied: no session policy allows it"))
    );
}

/// The statements of the three forms: with a resource, with a principal, and with a principal alone.
#[tokio::test]
async fn the_statement_fits_the_kind_of_policy() {
    let statement = async |message: &str| {
        let text = rejected(message).await.access_denied().and_then(AccessDenied::statement).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).map(|_| text).unwrap()
    };
    let identity = "{\n  \"Effect\": \"Allow\",\n  \"Action\": \"s3:GetObject\",\n  \
                    \"Resource\": \"arn:aws:s3:::resizer/my photo.jpeg\"\n}";
    assert_eq!(statement(CASES[1].message).await, identity);
    let everywhere = statement(CASES[3].message).await;
    assert!(everywhere.contains("\"Resource\": \"*\""), "{everywhere}");

    let of_service = CASES.iter().find(|case| case.principal == Some("sns.amazonaws.com")).unwrap();
    let of_service = statement(of_service.message).await;
    assert!(of_service.contains("\"Principal\": { \"Service\": \"sns.amazonaws.com\" }"), "{of_service}");

    let trust = CASES.iter().find(|case| case.policy == Some(PolicyKind::RoleTrust)).unwrap();
    let expected = "{\n  \"Effect\": \"Allow\",\n  \
                    \"Principal\": { \"AWS\": \"arn:aws:iam::123456789012:user/JohnDoe\" },\n  \
                    \"Action\": \"sts:AssumeRole\"\n}";
    assert_eq!(statement(trust.message).await, expected);
}

/// As newer messages name it; the form is that of aws-samples/sample-badgers#33.
#[tokio::test]
async fn the_arn_of_the_policy_is_read() {
    let arn = "arn:aws:organizations::123456789012:policy/o-4z1/service_control_policy/p-idg";
    let message = format!(
        "User: arn:aws:sts::123456789012:assumed-role/role/session is not authorized to perform: \
         bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:::foundation-model/model with an explicit \
         deny in a service control policy: {arn}"
    );
    for message in [message.clone(), format!("{message}. Encoded authorization failure message: OIau77IwNA-Rj")] {
        let error = rejected(&message).await;
        let denied = error.access_denied().unwrap();
        assert_eq!((denied.policy(), denied.policy_arn()), (Some(PolicyKind::ServiceControl), Some(arn)));
        assert_eq!(denied.statement(), None);
    }
}

#[aws_service(id = "EC2", protocol = "ec2Query", signing_name = "ec2", version = "2016-11-15")]
struct Ec2;

#[aws_operation(name = "RunInstances", service = Ec2, output = ())]
struct RunInstances {}

/// The form of DataDog/stratus-red-team#387: EC2 says everything in an encoded message.
#[tokio::test]
async fn an_encoded_message_is_named_and_not_shown() {
    let encoded = "qoYeuy5DNQMk_k7JauWsrjPnqAi9h90gWITrdEQKpzKtUH4C4XeRuGX_uviYK9_27hWRbK5Pf9jBrs08Gsd23YlGh_1Df9on";
    let body = format!(
        "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this \
         operation. Encoded authorization failure message: {encoded}</Message></Error></Errors>\
         <RequestID>0d394442</RequestID></Response>"
    );
    let client: Client = Script::new([Step::response(403, body)])
        .client_with(|builder| builder.credentials(Credentials::new("AKIDEXAMPLE", "secret")));
    let error = RunInstances {}.send(&client).await.unwrap_err();
    let denied = error.access_denied().unwrap();
    assert_eq!((denied.encoded_message(), denied.action(), denied.statement()), (Some(encoded), None, None));
    let expected = "RunInstances failed: UnauthorizedOperation: You are not authorized to perform this operation. Encoded \
                    authorization failure message: <encoded>; the reason is in an encoded authorization failure message \
                    (status 403, 1 attempt, request id 0d394442)";
    assert_eq!(error.to_string(), expected);
    assert!(!format!("{denied:?} {denied}").contains(encoded), "{denied:?}");
}

#[tokio::test]
async fn other_messages_are_not_read() {
    for message in [
        "Access Denied",
        // aws/aws-cli#6274
        "User: arn:aws:iam::123456789012:user/Administrator is not authorized to perform: null",
        // aceew/aws-lambda-env-vars#7
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are \
         not allowed to access.",
        "User is not authorized to perform",
        "",
    ] {
        assert_eq!(rejected(message).await.access_denied(), None, "{message}");
    }
}
