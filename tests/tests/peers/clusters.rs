//! EKS, over restJson1.

use std::collections::HashMap;

use aws_operation::{aws_operation, aws_service, aws_shape};

use crate::{fresh, peers};

#[aws_service(id = "EKS", protocol = "restJson1")]
struct Service;

#[aws_operation(
    name = "CreateCluster",
    http = "POST /clusters",
    idempotent = "client_request_token",
    rename_all = "camelCase"
)]
struct CreateCluster {
    name: String,
    role_arn: String,
    resources_vpc_config: VpcConfigRequest,
    client_request_token: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
struct VpcConfigRequest {
    subnet_ids: Vec<String>,
}

#[aws_shape(rename_all = "camelCase")]
struct CreateClusterOutput {
    cluster: Option<Cluster>,
}

#[aws_shape(rename_all = "camelCase")]
struct Cluster {
    arn: Option<String>,
}

#[aws_operation(name = "TagResource", http = "POST /tags/{resource_arn}", output = (), rename_all = "camelCase")]
struct TagResource {
    resource_arn: String,
    tags: HashMap<String, String>,
}

#[aws_operation(name = "ListTagsForResource", http = "GET /tags/{resource_arn}", rename_all = "camelCase")]
struct ListTagsForResource {
    resource_arn: String,
}

#[aws_shape(rename_all = "camelCase")]
struct ListTagsForResourceOutput {
    tags: Option<HashMap<String, String>>,
}

#[aws_operation(name = "UntagResource", http = "DELETE /tags/{resource_arn}", output = (), rename_all = "camelCase")]
struct UntagResource {
    resource_arn: String,
    #[aws(query = "tagKeys")]
    tag_keys: Vec<String>,
}

/// restJson1 with an ARN in the path: the path is escaped once on the wire and twice in the canonical request.
#[tokio::test]
async fn an_arn_in_the_path_is_signed_correctly() {
    for client in peers() {
        let cluster = CreateCluster {
            name: fresh("cluster"),
            role_arn: "arn:aws:iam::123456789012:role/eks".into(),
            resources_vpc_config: VpcConfigRequest { subnet_ids: vec!["subnet-1".into()] },
            client_request_token: None,
        };
        let made = cluster.send(&client).await.unwrap();
        let arn = made.cluster.as_ref().and_then(|cluster| cluster.arn.clone()).unwrap();
        assert!(arn.contains(":cluster/"), "{arn}");
        let tags = HashMap::from([("line of work".to_owned(), "doors & wheels+é".to_owned())]);
        TagResource { resource_arn: arn.clone(), tags: tags.clone() }.send(&client).await.unwrap();
        let listed = ListTagsForResource { resource_arn: arn.clone() }.send(&client).await.unwrap();
        assert_eq!(listed.tags.as_ref(), Some(&tags));
        let keys = vec!["line of work".to_owned(), "b=c".to_owned()];
        UntagResource { resource_arn: arn.clone(), tag_keys: keys }.send(&client).await.unwrap();
        let listed = ListTagsForResource { resource_arn: arn }.send(&client).await.unwrap();
        assert!(listed.tags.as_ref().is_none_or(HashMap::is_empty), "{:?}", listed.tags);
    }
}
