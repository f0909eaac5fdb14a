"""Tags"""

PROJECT = "boto-tags"


def run(harness):
    lookout, check = harness.lookout, harness.check
    harness.project_with_dataset(PROJECT)
    project = lookout.describe_project(ProjectName=PROJECT)["ProjectDescription"]["ProjectArn"]
    model = harness.trained_model(PROJECT)["ModelArn"]

    def tags(arn):
        return {tag["Key"]: tag["Value"] for tag in lookout.list_tags_for_resource(ResourceArn=arn)["Tags"]}

    def tag(arn, **of):
        return lookout.tag_resource(ResourceArn=arn, Tags=[{"Key": key, "Value": of[key]} for key in of])

    for what, arn in (("model", model), ("project", project)):
        check(f"a new {what} has no tags", tags(arn) == {})
        tag(arn, line="7", shift="früh am Tag")
        tag(arn, line="8", note="")
        check(f"tags are added to a {what}", tags(arn) == {"line": "8", "shift": "früh am Tag", "note": ""})
        lookout.untag_resource(ResourceArn=arn, TagKeys=["line", "note", "none"])
        check(f"tags are removed from a {what}", tags(arn) == {"shift": "früh am Tag"})

    harness.check_rejected("a model that does not exist", "ResourceNotFoundException", 404,
                          lambda: tags(model.replace("/1", "/9")), "MODEL")
    harness.check_rejected("a project that does not exist", "ResourceNotFoundException", 404,
                          lambda: tag(project + "x", a="b"), "PROJECT")
    many = {f"key-{number}": "" for number in range(50)}
    harness.check_rejected("more tags than the quota", "ServiceQuotaExceededException", 402, lambda: tag(model, **many), "MODEL")
    check("then none is put", tags(model) == {"shift": "früh am Tag"})
    for member, call in (
        ("Key", lambda: lookout.tag_resource(ResourceArn=model, Tags=[{"Key": "a?", "Value": ""}])),
        ("Key", lambda: lookout.tag_resource(ResourceArn=model, Tags=[{"Key": "aws:x", "Value": ""}])),
        ("Value", lambda: tag(model, a="x" * 257)),
        ("Tags", lambda: tag(model, **{f"key-{number}": "" for number in range(201)})),
        ("TagKeys", lambda: lookout.untag_resource(ResourceArn=model, TagKeys=["x" * 129])),
        ("ResourceArn", lambda: tags("a" * 1012)),
    ):
        harness.check_rejected(f"a bad {member}", "ValidationException", 400, call, names=member)
