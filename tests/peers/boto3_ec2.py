"""boto3 calls the local EC2: ec2Query in both directions, lists, pages and errors.

usage: boto3_ec2.py URL ACCESS_KEY SECRET_KEY
"""

from checks import Checks

checks = Checks("ec2")
check, check_rejected = checks.check, checks.check_rejected
ec2 = checks.client()
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
checks.check_signatures(("AuthFailure", 401), ("AuthFailure", 401), lambda client: client.describe_instances())

ended = ec2.terminate_instances(InstanceIds=ids)["TerminatingInstances"]
states = [(it["PreviousState"]["Name"], it["CurrentState"]["Name"]) for it in ended]
check("all terminate", states == [("running", "terminated")] * 6)
checks.finish()
