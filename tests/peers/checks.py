"""Checks of the responses and errors that boto3 gets from a local service."""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


class Checks:
    """usage: SCRIPT URL ACCESS_KEY SECRET_KEY"""

    def __init__(self, service):
        self.service = service
        self.url, self.access_key, self.secret_key = sys.argv[1:]
        self.failed = 0

    def client(self, **other):
        """A client that retries nothing, with the keys of the command line unless `other` has others."""
        keys = {"aws_access_key_id": self.access_key, "aws_secret_access_key": self.secret_key, **other}
        config = Config(retries={"max_attempts": 1})
        return boto3.client(self.service, endpoint_url=self.url, region_name="us-east-1", config=config, **keys)

    def check(self, what, holds):
        self.failed += not holds
        print(f"{'ok' if holds else 'FAILED'}: {what}")

    def check_rejected(self, what, code, status, call, message=""):
        """Checks the code and the status of an error, a part of its message, and that it has a request ID."""
        try:
            call()
        except ClientError as error:
            response, metadata = error.response, error.response["ResponseMetadata"]
            fits = response["Error"]["Code"] == code and metadata["HTTPStatusCode"] == status
            print(f"   {response['Error']['Code']} {metadata['HTTPStatusCode']}: {response['Error']['Message'][:100]}")
            self.check(f"{what} is {code} with status {status}", fits and message in response["Error"]["Message"])
            self.check(f"{what} has a request ID", bool(metadata.get("RequestId")))
            return response
        self.check(f"{what} is rejected", False)

    def check_signatures(self, wrong, unknown, call):
        """Checks the codes and statuses of a wrong secret and of an unknown access key. `call` gets a client."""
        self.check_rejected("a wrong secret", *wrong, lambda: call(self.client(aws_secret_access_key="wrong")))
        self.check_rejected("an unknown key", *unknown, lambda: call(self.client(aws_access_key_id="NONE")))

    def finish(self):
        print(f"boto3 {self.service}: {self.failed} failed")
        sys.exit(bool(self.failed))
