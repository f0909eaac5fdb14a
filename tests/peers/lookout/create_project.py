"""Projects"""

import uuid


def run(harness):
    create(harness)
    reject(harness)
    list_and_delete(harness)


def create(harness):
    lookout, check = harness.lookout, harness.check
    token = str(uuid.uuid4())
    made = lookout.create_project(ProjectName="boto-paint", ClientToken=token)
    metadata = made["ProjectMetadata"]
    check("create_project responds with the name", metadata["ProjectName"] == "boto-paint")
    check("the ARN is the project's", metadata["ProjectArn"].endswith(":project/boto-paint"))
    check("the timestamp is valid", metadata["CreationTimestamp"].year >= 2025)
    check("the response has a request ID", len(made["ResponseMetadata"]["RequestId"]) == 36)

    again = lookout.create_project(ProjectName="boto-paint", ClientToken=token)
    check("the same token returns the same project", again["ProjectMetadata"] == metadata)

    error = harness.rejected(lambda: lookout.create_project(ProjectName="boto-glass", ClientToken=token))
    check("the same token with another name is boto3's ConflictException",
          isinstance(error, lookout.exceptions.ConflictException))
    check("the error has its members", error.response["ResourceType"] == "PROJECT")


def reject(harness):
    lookout, check = harness.lookout, harness.check
    error = harness.rejected(lambda: lookout.create_project(ProjectName="boto-paint"))
    check("an existing name is a ConflictException with status 409",
          isinstance(error, lookout.exceptions.ConflictException)
          and error.response["ResponseMetadata"]["HTTPStatusCode"] == 409
          and error.response["ResourceId"] == "boto-paint")

    error = harness.rejected(lambda: lookout.create_project(ProjectName="no spaces"))
    check("a bad name is a ValidationException with status 400",
          isinstance(error, lookout.exceptions.ValidationException)
          and error.response["ResponseMetadata"]["HTTPStatusCode"] == 400)

    error = harness.rejected(lambda: harness.client("wrong").create_project(ProjectName="boto-steel"))
    check("a wrong secret is an InvalidSignatureException with status 403",
          error.response["Error"]["Code"] == "InvalidSignatureException"
          and error.response["ResponseMetadata"]["HTTPStatusCode"] == 403)
    for member, parameters in (
        ("ProjectName", {"ProjectName": "x" * 256}),
        ("ClientToken", {"ProjectName": "boto-steel", "ClientToken": "under_score"}),
    ):
        harness.check_rejected(f"a bad {member}", "ValidationException", 400,
                              lambda: lookout.create_project(**parameters), names=member)
    for member, parameters in (("MaxResults", {"MaxResults": 101}), ("NextToken", {"NextToken": "no token"})):
        harness.check_rejected(f"a bad {member}", "ValidationException", 400,
                              lambda: lookout.list_projects(**parameters), names=member)


def list_and_delete(harness):
    lookout, check = harness.lookout, harness.check
    for number in range(5):
        lookout.create_project(ProjectName=f"boto-page-{number}")
    pages = list(lookout.get_paginator("list_projects").paginate(PaginationConfig={"PageSize": 2}))
    names = [project["ProjectName"] for page in pages for project in page["Projects"]]
    check("list_projects returns every project once, over several pages",
          len(pages) == 3 and names == [*(f"boto-page-{number}" for number in range(5)), "boto-paint"])
    described = lookout.describe_project(ProjectName="boto-paint")["ProjectDescription"]
    check("describe_project finds it by its label", described["ProjectArn"].endswith(":project/boto-paint"))
    check("a new project has no datasets", described["Datasets"] == [])
    deleted = lookout.delete_project(ProjectName="boto-paint")
    check("delete_project responds with the ARN", deleted["ProjectArn"] == described["ProjectArn"])
    error = harness.rejected(lambda: lookout.describe_project(ProjectName="boto-paint"))
    check("what is gone is a ResourceNotFoundException",
          isinstance(error, lookout.exceptions.ResourceNotFoundException)
          and error.response["ResourceId"] == "boto-paint" and error.response["ResourceType"] == "PROJECT")
