"""Clients, checks and waits for all themes."""

import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


class Harness:
    def __init__(self, url, access_key, secret_key):
        self.url, self.access_key, self.secret_key = url, access_key, secret_key
        self.passed = self.failed = 0
        self.called = set()
        self.lookout = self.client()

    def client(self, secret=None):
        client = boto3.client(
            "lookoutvision",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=self.access_key,
            aws_secret_access_key=secret or self.secret_key,
            # Invalid values must reach the service.
            config=Config(retries={"max_attempts": 1}, parameter_validation=False),
        )
        client.meta.events.register("before-call", lambda model, **_: self.called.add(model.name))
        return client

    def check(self, what, holds):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
        print(f"{'ok' if holds else 'FAILED'}: {what}")

    def rejected(self, call):
        """The error that boto3 raises for a call that must fail."""
        try:
            call()
        except ClientError as error:
            return error
        raise AssertionError("the service took what it must reject")

    def check_rejected(self, what, code, status, call, resource_type=None, names=None):
        """Checks the class, the status, the resource and the named member of an error."""
        error = self.rejected(call)
        response = error.response
        self.check(
            f"{what} is a {code} with status {status}",
            isinstance(error, getattr(self.lookout.exceptions, code))
            and response["ResponseMetadata"]["HTTPStatusCode"] == status
            and (resource_type is None or response.get("ResourceType") == resource_type)
            and (names is None or names in response["Error"]["Message"]),
        )
        return response

    def wait(self, read, wanted):
        """The statuses that `read` returns until it returns `wanted`."""
        seen = []
        for _ in range(200):
            status = read()
            if status not in seen:
                seen.append(status)
            if status == wanted:
                return seen
            time.sleep(0.03)
        raise AssertionError(f"{wanted} never came, but {seen}")

    def wait_gone(self, read):
        """Waits until `read` does not find the resource any more."""
        for _ in range(200):
            try:
                read()
            except self.lookout.exceptions.ResourceNotFoundException as error:
                return error.response
            time.sleep(0.03)
        raise AssertionError("it is still there")

    def project_with_dataset(self, name):
        """Creates a project with a complete training dataset."""
        self.lookout.create_project(ProjectName=name)
        self.lookout.create_dataset(ProjectName=name, DatasetType="train")
        self.wait(lambda: self.dataset(name)["Status"], "CREATE_COMPLETE")

    def trained_model(self, name):
        """Trains the next version in a project, and returns its metadata."""
        output = {"S3Location": {"Bucket": "results", "Prefix": "lookout/"}}
        made = self.lookout.create_model(ProjectName=name, OutputConfig=output)["ModelMetadata"]
        self.wait(lambda: self.model(name, made["ModelVersion"])["Status"], "TRAINED")
        return made

    def hosted_model(self, name):
        """Trains and starts the next version in a project, and returns its metadata."""
        made = self.trained_model(name)
        self.lookout.start_model(ProjectName=name, ModelVersion=made["ModelVersion"], MinInferenceUnits=1)
        self.wait(lambda: self.model(name, made["ModelVersion"])["Status"], "HOSTED")
        return made

    def dataset(self, project, of_type="train"):
        described = self.lookout.describe_dataset(ProjectName=project, DatasetType=of_type)
        return described["DatasetDescription"]

    def model(self, project, version):
        return self.lookout.describe_model(ProjectName=project, ModelVersion=version)["ModelDescription"]

    def check_that_all_was_called(self):
        operations = set(self.lookout.meta.service_model.operation_names)
        self.check(f"all {len(operations)} operations were called", len(operations) == 22 and self.called == operations)

    def finish(self):
        print(f"boto3: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0
