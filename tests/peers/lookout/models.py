"""Models"""

PROJECT = "boto-models"
OUTPUT = {"S3Location": {"Bucket": "results", "Prefix": "lookout/"}}


def run(harness):
    harness.project_with_dataset(PROJECT)
    train(harness)
    start_and_stop(harness)
    reject(harness)
    delete(harness)


def train(harness):
    lookout, check = harness.lookout, harness.check
    made = lookout.create_model(
        ProjectName=PROJECT, Description="first.try", OutputConfig=OUTPUT, KmsKeyId="alias/pictures",
        Tags=[{"Key": "line", "Value": "7"}])["ModelMetadata"]
    check("the first model is version 1, in training",
          made["ModelVersion"] == "1" and made["Status"] == "TRAINING" and "Performance" not in made)
    check("its ARN is a model's", made["ModelArn"].endswith(f":model/{PROJECT}/1"))
    harness.check_rejected("starting a model that is being trained", "ConflictException", 409, lambda: lookout.start_model(
        ProjectName=PROJECT, ModelVersion="1", MinInferenceUnits=1), "MODEL")
    harness.check_rejected("changing the dataset during the training", "ConflictException", 409,
                          lambda: lookout.delete_dataset(ProjectName=PROJECT, DatasetType="train"), "DATASET")
    seen = harness.wait(lambda: harness.model(PROJECT, "1")["Status"], "TRAINED")
    check("it becomes trained", seen == ["TRAINING", "TRAINED"])
    model = harness.model(PROJECT, "latest")
    check("latest is the newest version", model["ModelVersion"] == "1")
    check("what was given is kept",
          (model["Description"], model["KmsKeyId"], model["OutputConfig"]) == ("first.try", "alias/pictures", OUTPUT))
    performance = model["Performance"]
    check("its performance is reported", performance["Recall"] == 1.0 and performance["Precision"] == 0.75
          and abs(performance["F1Score"] - 6 / 7) < 1e-6)
    check("its evaluation is in the requested location",
          model["EvaluationResult"]["Bucket"] == "results" and model["EvaluationResult"]["Key"].startswith("lookout/")
          and model["EvaluationManifest"]["Key"] != model["EvaluationResult"]["Key"]
          and model["EvaluationEndTimestamp"] > model["CreationTimestamp"])


def start_and_stop(harness):
    lookout, check = harness.lookout, harness.check
    model = {"ProjectName": PROJECT, "ModelVersion": "1"}
    started = lookout.start_model(**model, MinInferenceUnits=1, MaxInferenceUnits=3)
    check("the model is starting", started["Status"] == "STARTING_HOSTING")
    seen = harness.wait(lambda: harness.model(PROJECT, "1")["Status"], "HOSTED")
    check("it becomes hosted", seen == ["STARTING_HOSTING", "HOSTED"])
    described = harness.model(PROJECT, "1")
    check("its inference units are reported", (described["MinInferenceUnits"], described["MaxInferenceUnits"]) == (1, 3))
    harness.check_rejected("deleting a running model", "ConflictException", 409,
                          lambda: lookout.delete_model(**model), "MODEL")
    check("the model is stopping", lookout.stop_model(**model)["Status"] == "STOPPING_HOSTING")
    seen = harness.wait(lambda: harness.model(PROJECT, "1")["Status"], "TRAINED")
    check("it becomes trained again", seen == ["STOPPING_HOSTING", "TRAINED"])
    harness.check_rejected("stopping a model that is not running", "ConflictException", 409,
                          lambda: lookout.stop_model(**model), "MODEL")


def reject(harness):
    lookout = harness.lookout
    model = {"ProjectName": PROJECT, "ModelVersion": "1"}
    harness.check_rejected("a version that does not exist", "ResourceNotFoundException", 404,
                          lambda: harness.model(PROJECT, "9"), "MODEL")
    harness.check_rejected("too many inference units", "ServiceQuotaExceededException", 402,
                          lambda: lookout.start_model(**model, MinInferenceUnits=1000), "MODEL")
    lookout.create_project(ProjectName="boto-empty")
    harness.check_rejected("training without a dataset", "ConflictException", 409,
                          lambda: lookout.create_model(ProjectName="boto-empty", OutputConfig=OUTPUT), "PROJECT")
    for member, call in (
        ("ModelVersion", lambda: harness.model(PROJECT, "01")),
        ("ModelVersion", lambda: lookout.delete_model(ProjectName=PROJECT, ModelVersion="latest")),
        ("MinInferenceUnits", lambda: lookout.start_model(**model, MinInferenceUnits=0)),
        ("MaxInferenceUnits", lambda: lookout.start_model(**model, MinInferenceUnits=2, MaxInferenceUnits=1)),
        ("Description", lambda: lookout.create_model(ProjectName=PROJECT, OutputConfig=OUTPUT, Description="a b")),
        ("KmsKeyId", lambda: lookout.create_model(ProjectName=PROJECT, OutputConfig=OUTPUT, KmsKeyId="-")),
        ("Prefix", lambda: lookout.create_model(
            ProjectName=PROJECT, OutputConfig={"S3Location": {"Bucket": "results", "Prefix": "/"}})),
    ):
        harness.check_rejected(f"a bad {member}", "ValidationException", 400, call, names=member)


def delete(harness):
    lookout = harness.lookout
    for _ in range(4):
        harness.trained_model(PROJECT)
    pages = list(lookout.get_paginator("list_models").paginate(
        ProjectName=PROJECT, PaginationConfig={"PageSize": 2}))
    versions = [model["ModelVersion"] for page in pages for model in page["Models"]]
    harness.check("list_models returns every version once, over several pages",
                  len(pages) == 3 and versions == ["1", "2", "3", "4", "5"])
    harness.check_rejected("deleting a project with models", "ConflictException", 409,
                          lambda: lookout.delete_project(ProjectName=PROJECT), "PROJECT")
    deleted = lookout.delete_model(ProjectName=PROJECT, ModelVersion="5")
    harness.check("delete_model responds with the ARN", deleted["ModelArn"].endswith("/5"))
    harness.check("a model is deleted after a while", harness.model(PROJECT, "5")["Status"] == "DELETING")
    gone = harness.wait_gone(lambda: harness.model(PROJECT, "5"))
    harness.check("then it is not found", gone["ResourceType"] == "MODEL" and "5" in gone["ResourceId"])
    version = harness.trained_model(PROJECT)["ModelVersion"]
    harness.check("a version number is not reused", version == "6")
