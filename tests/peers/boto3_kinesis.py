"""boto3 calls a local Kinesis: the event stream of SubscribeToShard, over awsJson1_1, with an initial response.

usage: boto3_kinesis.py URL ACCESS_KEY SECRET_KEY
"""

from botocore.exceptions import EventStreamError
from checks import Checks

checks = Checks("kinesis")
check, check_rejected = checks.check, checks.check_rejected
kinesis = checks.client()
CONSUMER = "arn:aws:kinesis:us-east-1:123456789012:stream/parts/consumer/tests:1"


def subscribe(shard, client=kinesis):
    return client.subscribe_to_shard(ConsumerARN=CONSUMER, ShardId=shard, StartingPosition={"Type": "LATEST"})


events = [event["SubscribeToShardEvent"] for event in subscribe("shard-0")["EventStream"]]
records = [record for event in events for record in event["Records"]]
check("all records arrive", [record["Data"] for record in records] == [b"record %d\0" % number for number in range(3)])
check("their times arrive", all(record["ApproximateArrivalTimestamp"].year > 2020 for record in records))
check("the stream says where it is", [event["MillisBehindLatest"] for event in events] == [2, 1, 0])

stream, read = iter(subscribe("shard-1")["EventStream"]), []
try:
    for event in stream:
        read.append(event)
    check("a lost shard is an error", False)
except EventStreamError as error:
    print(f"   {error}")
    fits = error.response["Error"] == {"Code": "InternalFailureException", "Message": "the shard is lost"}
    check("an exception ends the stream after one event", fits and len(read) == 1)

check_rejected("an unknown shard", "ResourceNotFoundException", 400, lambda: subscribe("none"), "does not exist")
rejected = ("InvalidSignatureException", 403), ("UnrecognizedClientException", 403)
checks.check_signatures(*rejected, lambda client: subscribe("shard-0", client))
checks.finish()
