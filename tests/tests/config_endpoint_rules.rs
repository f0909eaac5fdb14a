//! The URL and the signing region of one call each, with endpoint rules such as the command writes.

use aws_operation::{AccountIdEndpointMode, Client, ClientBuilder, Credentials, aws_operation, aws_service};

/// A service of its own module with one operation.
macro_rules! service {
    ($module:ident, $($arguments:tt)*) => {
        mod $module {
            use super::*;

            #[aws_service(protocol = "awsJson1_1", target_prefix = "X", $($arguments)*)]
            pub struct Service;

            #[aws_operation(name = "Call", output = ())]
            pub struct Call {
                #[aws(context = "ResourceArn")]
                pub resource: Option<String>,
            }

            /// The URL and the credential scope of a call.
            pub async fn call(client: ClientBuilder) -> (String, String) {
                call_of(client, None).await
            }

            pub async fn call_of(client: ClientBuilder, resource: Option<&str>) -> (String, String) {
                let client = client.build().unwrap();
                let prepared = Call { resource: resource.map(str::to_owned) }.prepare(&client).await.unwrap();
                let header = prepared.headers()["authorization"].to_str().unwrap();
                let scope: Vec<_> = header.split(['/', ',']).collect();
                (prepared.uri().to_string(), format!("{}/{}", scope[2], scope[3]))
            }
        }
    };
}

service!(
    iam,
    id = "IAM",
    endpoint(
        "aws-us-gov -> iam.us-gov.{dns} region={global}",
        "aws-cn !fips -> iam.cn-north-1.{suffix} region=cn-north-1",
        "aws -> iam{-fips}.{dns} region={global}"
    )
);
service!(
    organizations,
    id = "Organizations",
    endpoint(
        "aws-us-gov fips -> organizations.{global}.{suffix} region={global}",
        "organizations{-fips}.{global}.{suffix} region={global}"
    )
);
service!(domains, id = "Route 53 Domains", signing_name = "route53domains");
service!(
    explorer,
    id = "Cost Explorer",
    signing_name = "ce",
    endpoint("aws !fips !dualstack -> ce.us-east-1.amazonaws.com region=us-east-1")
);
service!(support, id = "Support", endpoint("support{-fips}.{global}.{suffix} region={global}"));
service!(vectors, id = "S3Vectors", signing_name = "s3vectors", endpoint("s3vectors{-fips}.{region}.{dual}"));
service!(
    dynamodb,
    id = "DynamoDB",
    endpoint(
        "fips AccountIdEndpointMode=required -> error account endpoints have no FIPS",
        "!fips !AccountIdEndpointMode=disabled ResourceArn.service=dynamodb ResourceArn.accountId~label -> \
         {ResourceArn.accountId}.ddb.{region}.{suffix}",
        "!fips !AccountIdEndpointMode=disabled AccountId~label -> {AccountId}.ddb.{region}.{suffix}",
        "AccountIdEndpointMode=required -> error the account is not known"
    )
);

fn client(region: &str) -> ClientBuilder {
    Client::builder().region(region).credentials(Credentials::new("AKID", "secret"))
}

fn at(url: &str, scope: &str) -> (String, String) {
    (format!("https://{url}/"), scope.to_owned())
}

#[tokio::test]
async fn global_services_have_one_endpoint_in_each_partition() {
    assert_eq!(iam::call(client("eu-west-1")).await, at("iam.amazonaws.com", "us-east-1/iam"));
    assert_eq!(iam::call(client("cn-northwest-1")).await, at("iam.cn-north-1.amazonaws.com.cn", "cn-north-1/iam"));
    assert_eq!(iam::call(client("us-gov-east-1")).await, at("iam.us-gov.amazonaws.com", "us-gov-west-1/iam"));
    let global = organizations::call(client("ap-south-1")).await;
    assert_eq!(global, at("organizations.us-east-1.amazonaws.com", "us-east-1/organizations"));
    let explorer = explorer::call(client("eu-west-1")).await;
    assert_eq!(explorer, at("ce.us-east-1.amazonaws.com", "us-east-1/ce"));
    let support = support::call(client("eu-west-1")).await;
    assert_eq!(support, at("support.us-east-1.amazonaws.com", "us-east-1/support"));
}

#[tokio::test]
async fn services_of_the_usual_rule_keep_it() {
    let domains = domains::call(client("us-east-1")).await;
    assert_eq!(domains, at("route53domains.us-east-1.amazonaws.com", "us-east-1/route53domains"));
}

#[tokio::test]
async fn fips_and_dual_stack_change_the_host() {
    let fips = organizations::call(client("us-gov-west-1").use_fips_endpoint(true)).await;
    assert_eq!(fips, at("organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1/organizations"));
    let dual = organizations::call(client("eu-west-1").use_dualstack_endpoint(true)).await;
    assert_eq!(dual, at("organizations.us-east-1.api.aws", "us-east-1/organizations"));
    let vectors = vectors::call(client("eu-west-1")).await;
    assert_eq!(vectors, at("s3vectors.eu-west-1.api.aws", "eu-west-1/s3vectors"));
    let vectors = vectors::call(client("eu-west-1").use_fips_endpoint(true)).await;
    assert_eq!(vectors, at("s3vectors-fips.eu-west-1.api.aws", "eu-west-1/s3vectors"));
}

#[tokio::test]
async fn an_endpoint_url_goes_before_the_rules() {
    let local = iam::call(client("eu-west-1").endpoint_url("https://proxy.example/aws")).await;
    assert_eq!(local, at("proxy.example/aws", "eu-west-1/iam"));
}

#[tokio::test]
async fn the_account_is_that_of_the_arn_or_of_the_credentials() {
    let of_account = || client("eu-west-1").credentials(Credentials::new("AKID", "secret").account_id("111122223333"));
    let table = "arn:aws:dynamodb:eu-west-1:444455556666:table/t";
    let scope = "eu-west-1/dynamodb";
    assert_eq!(dynamodb::call(of_account()).await, at("111122223333.ddb.eu-west-1.amazonaws.com", scope));
    let of_table = dynamodb::call_of(of_account(), Some(table)).await;
    assert_eq!(of_table, at("444455556666.ddb.eu-west-1.amazonaws.com", scope));
    assert_eq!(dynamodb::call_of(of_account(), Some("t")).await.0, "https://111122223333.ddb.eu-west-1.amazonaws.com/");
    assert_eq!(dynamodb::call(client("eu-west-1")).await, at("dynamodb.eu-west-1.amazonaws.com", scope));
    let disabled = of_account().account_id_endpoint_mode(AccountIdEndpointMode::Disabled);
    assert_eq!(dynamodb::call(disabled).await, at("dynamodb.eu-west-1.amazonaws.com", scope));
    let required = client("eu-west-1").account_id_endpoint_mode(AccountIdEndpointMode::Required).build().unwrap();
    let error = dynamodb::Call { resource: None }.prepare(&required).await.unwrap_err();
    assert_eq!(error.to_string(), "Call: the account is not known");
}
