"""boto3 calls a local S3: the event stream of SelectObjectContent, over restXml.

usage: boto3_s3.py URL ACCESS_KEY SECRET_KEY
"""

from botocore.exceptions import EventStreamError
from checks import Checks

checks = Checks("s3")
check, check_rejected = checks.check, checks.check_rejected
s3 = checks.client()


def select(key, expression="SELECT * FROM S3Object", client=s3):
    csv = {"CSV": {"FileHeaderInfo": "NONE"}}
    return client.select_object_content(
        Bucket="paint", Key=key, Expression=expression, ExpressionType="SQL", InputSerialization=csv,
        OutputSerialization={"CSV": {}},
    )["Payload"]


events = list(select("parts.csv"))
rows = b"".join(event["Records"]["Payload"] for event in events if "Records" in event)
check("the rows arrive as they are", rows.decode() == "door,1\ndöör,22\n")
check("the rest of the events arrives", [name for event in events for name in event][2:] == ["Cont", "Stats", "End"])
check("numbers arrive", events[3]["Stats"]["Details"] == {"BytesScanned": 20, "BytesProcessed": 20, "BytesReturned": 18})

read = []
try:
    for event in select("parts.csv", "SELECT broken FROM S3Object"):
        read.append(event)
    check("a broken object is an error", False)
except EventStreamError as error:
    print(f"   {error}")
    check("an error ends the stream after one event", error.response["Error"]["Code"] == "InvalidTextEncoding" and len(read) == 1)

check_rejected("an object that is not there", "NoSuchKey", 404, lambda: select("none"), "does not exist")
rejected = ("SignatureDoesNotMatch", 403), ("InvalidAccessKeyId", 403)
checks.check_signatures(*rejected, lambda client: select("parts.csv", client=client))
checks.finish()
