"""boto3 calls the local service: a client that nobody here wrote, against the server half.

usage: boto3_create_project.py URL ACCESS_KEY SECRET_KEY
"""

import sys
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

url, access_key, secret_key = sys.argv[1:]


def client(secret=secret_key):
    return boto3.client(
        "lookoutvision",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=access_key,
        aws_secret_access_key=secret,
        config=Config(retries={"max_attempts": 1}),
    )


def refused(call):
    """The error that boto3 raises for what must be refused."""
    try:
        call()
    except ClientError as error:
        return error
    raise AssertionError("the service took what it must refuse")


passed = 0


def check(what, holds):
    global passed
    assert holds, what
    passed += 1
    print(f"ok: {what}")


lookout = client()
token = str(uuid.uuid4())
made = lookout.create_project(ProjectName="boto-paint", ClientToken=token)
metadata = made["ProjectMetadata"]
check("create_project answers with the name", metadata["ProjectName"] == "boto-paint")
check("the ARN is the project's", metadata["ProjectArn"].endswith(":project/boto-paint"))
check("the timestamp is one", metadata["CreationTimestamp"].year >= 2025)
check("the answer has a request ID", len(made["ResponseMetadata"]["RequestId"]) == 36)

again = lookout.create_project(ProjectName="boto-paint", ClientToken=token)
check("the same token gives the same project", again["ProjectMetadata"] == metadata)

error = refused(lambda: lookout.create_project(ProjectName="boto-glass", ClientToken=token))
check("the same token with another name is boto3's ConflictException",
      isinstance(error, lookout.exceptions.ConflictException))
check("the error's members are read", error.response["ResourceType"] == "PROJECT")

error = refused(lambda: lookout.create_project(ProjectName="boto-paint"))
check("an existing name is a ConflictException with status 409",
      isinstance(error, lookout.exceptions.ConflictException)
      and error.response["ResponseMetadata"]["HTTPStatusCode"] == 409
      and error.response["ResourceId"] == "boto-paint")

error = refused(lambda: lookout.create_project(ProjectName="no spaces"))
check("a bad name is a ValidationException with status 400",
      isinstance(error, lookout.exceptions.ValidationException)
      and error.response["ResponseMetadata"]["HTTPStatusCode"] == 400)

error = refused(lambda: client("wrong").create_project(ProjectName="boto-steel"))
check("a wrong secret is an InvalidSignatureException with status 403",
      error.response["Error"]["Code"] == "InvalidSignatureException"
      and error.response["ResponseMetadata"]["HTTPStatusCode"] == 403)

for number in range(5):
    lookout.create_project(ProjectName=f"boto-page-{number}")
pages = list(lookout.get_paginator("list_projects").paginate(PaginationConfig={"PageSize": 2}))
names = [project["ProjectName"] for page in pages for project in page["Projects"]]
check("list_projects gives every project once, over several pages",
      len(pages) == 3 and names == ["boto-page-0", "boto-page-1", "boto-page-2", "boto-page-3", "boto-page-4",
                                    "boto-paint"])
described = lookout.describe_project(ProjectName="boto-paint")["ProjectDescription"]
check("describe_project finds it by its label", described["ProjectArn"] == metadata["ProjectArn"])
deleted = lookout.delete_project(ProjectName="boto-paint")
check("delete_project answers with the ARN", deleted["ProjectArn"] == metadata["ProjectArn"])
error = refused(lambda: lookout.describe_project(ProjectName="boto-paint"))
check("what is gone is a ResourceNotFoundException",
      isinstance(error, lookout.exceptions.ResourceNotFoundException))

print(f"boto3: {passed} passed, 0 failed")
