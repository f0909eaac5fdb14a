//! SNS, over awsQuery: operations with and without an output.

use aws_operation_tests::apis::topics::{CreateTopic, DeleteTopic, GetTopicAttributes, SetTopicAttributes};

use crate::{fresh, peers};

#[tokio::test]
async fn a_topic_is_created_updated_read_and_deleted() {
    for client in peers() {
        let made = CreateTopic { name: fresh("topic") }.send(&client).await.unwrap();
        let topic_arn = made.topic_arn;
        let (attribute_name, attribute_value) = ("DisplayName".to_owned(), "Ärger & <Freude>".to_owned());
        let set = SetTopicAttributes { topic_arn: topic_arn.clone(), attribute_name, attribute_value };
        set.send(&client).await.unwrap();
        let got = GetTopicAttributes { topic_arn: topic_arn.clone() }.send(&client).await.unwrap();
        assert_eq!(got.attributes.get("DisplayName"), Some(&set.attribute_value));
        DeleteTopic { topic_arn: topic_arn.clone() }.send(&client).await.unwrap();
        let error = GetTopicAttributes { topic_arn }.send(&client).await.map(drop).unwrap_err();
        assert!(error.code().is_some_and(|code| code.contains("NotFound")), "{error}");
    }
}
