"""Packaging jobs"""

PROJECT = "boto-packaging"
GREENGRASS = {"S3OutputLocation": {"Bucket": "components"}, "ComponentName": "scratch.finder"}
PLATFORM = {"Os": "LINUX", "Arch": "ARM64", "Accelerator": "NVIDIA"}


def run(harness):
    harness.project_with_dataset(PROJECT)
    harness.trained_model(PROJECT)
    package(harness)
    list_jobs(harness)
    reject(harness)


def start(harness, job=None, version="1", description=None, **more):
    optional = {"JobName": job, "Description": description}
    return harness.lookout.start_model_packaging_job(
        ProjectName=PROJECT, ModelVersion=version, Configuration={"Greengrass": {**GREENGRASS, **more}},
        **{name: value for name, value in optional.items() if value is not None})["JobName"]


def describe(harness, job):
    described = harness.lookout.describe_model_packaging_job(ProjectName=PROJECT, JobName=job)
    return described["ModelPackagingDescription"]


def package(harness):
    check = harness.check
    options = '{"gpu-code": "sm_72", "trt-ver": "7.1.3", "cuda-ver": "10.2"}'
    job = start(harness, "first", "latest", "for the door, again", TargetPlatform=PLATFORM, CompilerOptions=options,
                ComponentVersion="2.1.0", Tags=[{"Key": "line", "Value": "7"}])
    check("the job has the requested name", job == "first")
    job = describe(harness, "first")
    check("a new job is queued", job["Status"] == "CREATED" and "ModelPackagingOutputDetails" not in job)
    check("latest is the newest version", job["ModelVersion"] == "1" and job["ProjectName"] == PROJECT)
    greengrass = job["ModelPackagingConfiguration"]["Greengrass"]
    check("what was given is kept",
          greengrass["TargetPlatform"] == PLATFORM and greengrass["CompilerOptions"] == options
          and job["ModelPackagingJobDescription"] == "for the door, again")
    harness.check_rejected("deleting a model that is being packaged", "ConflictException", 409,
                          lambda: harness.lookout.delete_model(ProjectName=PROJECT, ModelVersion="1"), "MODEL")
    seen = harness.wait(lambda: describe(harness, "first")["Status"], "SUCCEEDED")
    check("it runs, and succeeds", seen == ["CREATED", "RUNNING", "SUCCEEDED"])
    job = describe(harness, "first")
    made = job["ModelPackagingOutputDetails"]["Greengrass"]
    check("the component is reported",
          made["ComponentName"] == "scratch.finder" and made["ComponentVersion"] == "2.1.0"
          and made["ComponentVersionArn"].endswith(":components:scratch.finder:versions:2.1.0"))
    check("it was packaged for Greengrass", job["ModelPackagingMethod"] == "Greengrass")
    check("its time of change is later than its creation time", job["LastUpdatedTimestamp"] > job["CreationTimestamp"])


def list_jobs(harness):
    jobs = [start(harness, TargetDevice="jetson_xavier") for _ in range(4)]
    harness.check("jobs without a name get different names", len(set(jobs)) == 4)
    pages = list(harness.lookout.get_paginator("list_model_packaging_jobs").paginate(
        ProjectName=PROJECT, PaginationConfig={"PageSize": 2}))
    names = [job["JobName"] for page in pages for job in page["ModelPackagingJobs"]]
    harness.check("list_model_packaging_jobs returns every job once, over several pages",
                  len(pages) == 3 and sorted(names) == sorted([*jobs, "first"]))
    harness.wait(lambda: describe(harness, jobs[-1])["Status"], "SUCCEEDED")
    made = describe(harness, jobs[0])["ModelPackagingOutputDetails"]["Greengrass"]
    harness.check("a component's version is the model's by default", made["ComponentVersion"] == "1.0.0")


def reject(harness):
    harness.check_rejected("a job that exists", "ConflictException", 409,
                          lambda: start(harness, "first"), "MODEL_PACKAGE_JOB")
    harness.check_rejected("a job that does not exist", "ResourceNotFoundException", 404,
                          lambda: describe(harness, "none"), "MODEL_PACKAGE_JOB")
    harness.check_rejected("a version that does not exist", "ResourceNotFoundException", 404,
                          lambda: start(harness, version="9"), "MODEL")
    for member, parameters in (
        ("JobName", {"job": "under_score"}),
        ("Description", {"description": "a!"}),
        ("ComponentName", {"ComponentName": "a b"}),
        ("ComponentVersion", {"ComponentVersion": "1.0"}),
        ("ComponentDescription", {"ComponentDescription": "#"}),
        ("CompilerOptions", {"CompilerOptions": "{}"}),
        ("CompilerOptions", {"TargetPlatform": PLATFORM}),
        ("TargetDevice", {"TargetDevice": "toaster"}),
        ("TargetPlatform", {"TargetDevice": "jetson_xavier", "TargetPlatform": PLATFORM}),
        ("Os", {"TargetPlatform": {**PLATFORM, "Os": "OS2"}}),
        ("Arch", {"TargetPlatform": {**PLATFORM, "Arch": "VAX"}}),
        ("Accelerator", {"TargetPlatform": {**PLATFORM, "Accelerator": "AMD"}}),
        ("Bucket", {"S3OutputLocation": {"Bucket": "b"}}),
    ):
        harness.check_rejected(f"a bad {member}", "ValidationException", 400, lambda: start(harness, **parameters),
                              names=member)
