"""boto3 calls the local EC2: ec2Query in both directions, lists, pages and errors.

usage: boto3_ec2.py URL ACCESS_KEY SECRET_KEY
"""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

URL, ACCESS_KEY, SECRET_KEY = sys.argv[1:]
failures = 0


def client(secret=SECRET_KEY):
    keys = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": secret}
    return boto3.client("ec2", endpoint_url=URL, region_name="us-east-1", config=Config(retries={"max_attempts": 1}), **keys)


def check(what, holds):
    global failures
    failures += not holds
    print(f"{'ok' if holds else 'FAILED'}: {what}")


def check_rejected(what, code, status, call, message):
    try:
        call()
    except ClientError as error:
        response = error.response
        fits = response["Error"]["Code"] == code and response["ResponseMetadata"]["HTTPStatusCode"] == status
        check(f"{what} is {code} with status {status}", fits and message in response["Error"]["Message"])
        check(f"{what} has a request ID", bool(response["ResponseMetadata"].get("RequestId")))
    else:
        check(f"{what} is rejected", False)


ec2 = client()
tags = [{"Key": "line", "Value": "7 & <8>"}, {"Key": "owner", "Value": ""}]
wanted = {
    "ImageId": "ami-12c6146b",
    "MinCount": 2,
    "MaxCount": 2,
    "ClientToken": "made-once",
    "TagSpecifications": [{"ResourceType": "instance", "Tags": tags}],
}
made = ec2.run_instances(**wanted)
check("two instances start", [it["State"] for it in made["Instances"]] == [{"Code": 16, "Name": "running"}] * 2)
check("lists of structures in lists arrive", all(it["Tags"] == tags for it in made["Instances"]))
check("a response has its request ID", bool(made["ResponseMetadata"].get("RequestId")))
check("the same token starts nothing", ec2.run_instances(**wanted)["Instances"] == made["Instances"])
check_rejected(
    "another use of the token",
    "IdempotentParameterMismatch",
    400,
    lambda: ec2.run_instances(**{**wanted, "MaxCount": 3}),
    "made-once",
)
for _ in range(4):
    ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)

running = [{"Name": "instance-state-name", "Values": ["pending", "running"]}]
pages = list(ec2.get_paginator("describe_instances").paginate(Filters=running, PaginationConfig={"PageSize": 2}))
ids = [it["InstanceId"] for page in pages for each in page["Reservations"] for it in each["Instances"]]
check("pages", [len(page["Reservations"]) for page in pages] == [2, 2, 1] and len(set(ids)) == 6)
none = ec2.describe_instances(Filters=[{"Name": "instance-state-name", "Values": ["stopped"]}])
check("an empty list", none["Reservations"] == [])

dry = "Request would have succeeded"
check_rejected(
    "a dry run", "DryRunOperation", 412, lambda: ec2.run_instances(MinCount=1, MaxCount=1, DryRun=True), dry
)
check_rejected(
    "an unknown instance",
    "InvalidInstanceID.NotFound",
    400,
    lambda: ec2.describe_instances(InstanceIds=[ids[0], "i-00000000000000000"]),
    "i-00000000000000000",
)
check_rejected("a wrong secret", "InvalidSignatureException", 403, lambda: client("wrong").describe_instances(), "")

ended = ec2.terminate_instances(InstanceIds=ids)["TerminatingInstances"]
states = [(it["PreviousState"]["Name"], it["CurrentState"]["Name"]) for it in ended]
check("all terminate", states == [("running", "terminated")] * 6)
print(f"boto3 ec2: {failures} failed")
sys.exit(bool(failures))
