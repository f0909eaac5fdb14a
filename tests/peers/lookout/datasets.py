"""Datasets and their entries"""

import datetime
import json

PROJECT = "boto-datasets"


def run(harness):
    harness.lookout.create_project(ProjectName=PROJECT)
    create(harness)
    update(harness)
    filter_entries(harness)
    reject(harness)
    delete(harness)


def line(number, label=None, **more):
    """An entry of a dataset."""
    entry = {"source-ref": f"s3://pictures/{label or 'new'}/{number:03}.jpg", **more}
    if label:
        entry["anomaly-label"] = int(label == "anomaly")
        entry["anomaly-label-metadata"] = {
            "class-name": label, "type": "groundtruth/image-classification", "confidence": 1}
    return json.dumps(entry)


def create(harness):
    lookout, check = harness.lookout, harness.check
    made = lookout.create_dataset(ProjectName=PROJECT, DatasetType="train")["DatasetMetadata"]
    check("a new dataset is being created",
          made["DatasetType"] == "train" and made["Status"] == "CREATE_IN_PROGRESS")
    harness.check_rejected("deleting a dataset that is being created", "ConflictException", 409,
                          lambda: lookout.delete_dataset(ProjectName=PROJECT, DatasetType="train"), "DATASET")
    seen = harness.wait(lambda: harness.dataset(PROJECT)["Status"], "CREATE_COMPLETE")
    check("it becomes complete", seen == ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"])
    source = {"GroundTruthManifest": {"S3Object": {"Bucket": "pictures", "Key": "test/manifest.json"}}}
    lookout.create_dataset(ProjectName=PROJECT, DatasetType="test", DatasetSource=source)
    datasets = lookout.describe_project(ProjectName=PROJECT)["ProjectDescription"]["Datasets"]
    check("describe_project names both datasets",
          [(one["DatasetType"], one["Status"]) for one in datasets]
          == [("test", "CREATE_IN_PROGRESS"), ("train", "CREATE_COMPLETE")])


def update(harness):
    lookout, check = harness.lookout, harness.check
    lines = [line(n, "normal") for n in range(120)] + [line(n, "anomaly") for n in range(20)]
    lines += [line(n) for n in range(10)]
    changes = {"ProjectName": PROJECT, "DatasetType": "train", "Changes": "\n".join(lines).encode()}
    response = lookout.update_dataset_entries(**changes)
    check("an update is in progress", response["Status"] == "UPDATE_IN_PROGRESS")
    harness.check_rejected("an update during an update", "ConflictException", 409,
                          lambda: lookout.update_dataset_entries(**changes), "DATASET")
    seen = harness.wait(lambda: harness.dataset(PROJECT)["Status"], "UPDATE_COMPLETE")
    check("it becomes complete", seen == ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"])
    described = harness.dataset(PROJECT)
    check("the images are counted",
          described["ImageStats"] == {"Total": 150, "Labeled": 140, "Normal": 120, "Anomaly": 20})
    check("the update's time is later than the dataset's",
          described["LastUpdatedTimestamp"] > described["CreationTimestamp"])
    # Entries of the same images with other labels replace the earlier entries.
    lookout.update_dataset_entries(ProjectName=PROJECT, DatasetType="train", Changes=line(0, "normal", x=1).encode())
    harness.wait(lambda: harness.dataset(PROJECT)["Status"], "UPDATE_COMPLETE")
    first = lookout.list_dataset_entries(ProjectName=PROJECT, DatasetType="train", MaxResults=1)["DatasetEntries"]
    check("an entry is replaced by its source-ref",
          first == [line(0, "normal", x=1)] and harness.dataset(PROJECT)["ImageStats"]["Total"] == 150)


def filter_entries(harness):
    paginator = harness.lookout.get_paginator("list_dataset_entries")

    def entries(page_size=100, **wanted):
        pages = paginator.paginate(
            ProjectName=PROJECT, DatasetType="train", PaginationConfig={"PageSize": page_size}, **wanted)
        pages = [page["DatasetEntries"] for page in pages]
        return len(pages), [entry for page in pages for entry in page]

    pages, lines = entries(page_size=40)
    harness.check("list_dataset_entries returns every entry once, over several pages",
                  pages == 4 and len(lines) == len(set(lines)) == 150)
    now = datetime.datetime.now(datetime.timezone.utc)
    for what, count, wanted in (
        ("labelled ones", 140, {"Labeled": True}),
        ("unlabelled ones", 10, {"Labeled": False}),
        ("normal ones", 120, {"AnomalyClass": "normal"}),
        ("faulty ones", 20, {"AnomalyClass": "anomaly"}),
        ("those of a folder", 20, {"SourceRefContains": "/anomaly/0"}),
        ("faulty ones with a number", 2, {"AnomalyClass": "anomaly", "SourceRefContains": "5.jpg"}),
        ("unlabelled normal ones", 0, {"Labeled": False, "AnomalyClass": "normal"}),
        ("those of the last hour", 150, {"AfterCreationDate": now - datetime.timedelta(hours=1)}),
        ("those before that", 0, {"BeforeCreationDate": now - datetime.timedelta(hours=1)}),
        ("those before tomorrow", 150, {"BeforeCreationDate": now + datetime.timedelta(days=1)}),
    ):
        harness.check(f"it finds {what}: {count}", len(entries(**wanted)[1]) == count)


def reject(harness):
    lookout = harness.lookout
    train = {"ProjectName": PROJECT, "DatasetType": "train"}
    harness.check_rejected("a dataset that exists", "ConflictException", 409,
                          lambda: lookout.create_dataset(**train), "DATASET")
    harness.check_rejected("a dataset in a project that does not exist", "ResourceNotFoundException", 404,
                          lambda: lookout.create_dataset(ProjectName="boto-none", DatasetType="train"), "PROJECT")
    for member, call in (
        ("DatasetType", lambda: lookout.create_dataset(ProjectName=PROJECT, DatasetType="valid")),
        ("Bucket", lambda: lookout.create_dataset(
            **train, DatasetSource={"GroundTruthManifest": {"S3Object": {"Bucket": "b", "Key": "k"}}})),
        ("Changes", lambda: lookout.update_dataset_entries(**train, Changes=b"")),
        ("line 2", lambda: lookout.update_dataset_entries(**train, Changes=f"{line(1)}\nno json".encode())),
        ("AnomalyClass", lambda: lookout.list_dataset_entries(**train, AnomalyClass="scratch")),
        ("SourceRefContains", lambda: lookout.list_dataset_entries(**train, SourceRefContains=" ")),
        ("MaxResults", lambda: lookout.list_dataset_entries(**train, MaxResults=0)),
    ):
        harness.check_rejected(f"a bad {member}", "ValidationException", 400, call, names=member)


def delete(harness):
    lookout = harness.lookout
    harness.check_rejected("deleting a project with datasets", "ConflictException", 409,
                          lambda: lookout.delete_project(ProjectName=PROJECT), "PROJECT")
    for of_type in ("train", "test"):
        lookout.delete_dataset(ProjectName=PROJECT, DatasetType=of_type)
    harness.check("a dataset is deleted after a while", harness.dataset(PROJECT)["Status"] == "DELETE_IN_PROGRESS")
    for of_type in ("train", "test"):
        gone = harness.wait_gone(lambda: harness.dataset(PROJECT, of_type))
    harness.check("then it is not found", gone["ResourceType"] == "DATASET" and "test" in gone["ResourceId"])
    lookout.delete_project(ProjectName=PROJECT)
