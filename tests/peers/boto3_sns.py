"""boto3 calls a local SNS: awsQuery in both directions, maps, pages and errors.

usage: boto3_sns.py URL ACCESS_KEY SECRET_KEY
"""

from checks import Checks

checks = Checks("sns")
check, check_rejected = checks.check, checks.check_rejected
sns = checks.client()

made = sns.create_topic(Name="paint")
topic = made["TopicArn"]
check("a topic has an ARN", topic == "arn:aws:sns:us-east-1:123456789012:paint")
check("a response has its request ID", bool(made["ResponseMetadata"].get("RequestId")))
check("a topic is created once", sns.create_topic(Name="paint")["TopicArn"] == topic)
for name, value in ("DisplayName", "7 & <8>\r\n"), ("a.b", "ü"):
    done = sns.set_topic_attributes(TopicArn=topic, AttributeName=name, AttributeValue=value)
    check("an operation without an output has its request ID", bool(done["ResponseMetadata"].get("RequestId")))
attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
check("a map arrives", attributes == {"DisplayName": "7 & <8>\r\n", "a.b": "ü"})

for number in range(4):
    sns.create_topic(Name=f"topic-{number}")
pages = list(sns.get_paginator("list_topics").paginate())
check("pages of two", [len(page["Topics"]) for page in pages] == [2, 2, 1])
check("all topics are listed", len({it["TopicArn"] for page in pages for it in page["Topics"]}) == 5)

check_rejected("an empty name", "InvalidParameter", 400, lambda: sns.create_topic(Name=""), "Topic Name")
missing = check_rejected("an unknown topic", "NotFound", 404, lambda: sns.get_topic_attributes(TopicArn="none"), "none")
check("the caller is at fault", missing["Error"]["Type"] == "Sender")
check_rejected("an operation that is not served", "InvalidAction", 400, lambda: sns.list_subscriptions())
sns.delete_topic(TopicArn=topic)
check_rejected("a deleted topic", "NotFound", 404, lambda: sns.get_topic_attributes(TopicArn=topic))
rejected = ("SignatureDoesNotMatch", 403), ("InvalidClientTokenId", 403)
checks.check_signatures(*rejected, lambda client: client.list_topics())
checks.finish()
