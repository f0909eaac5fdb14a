"""boto3, with the arguments and the output of the other clients. It exits with 3 if this botocore lacks the service."""

import json
import os
import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import UnknownServiceError

OBJECT, LARGE_OBJECT = b"x" * 4096, b"x" * (8 << 20)
TABLE = {"TableName": "books"}
QUEUE = {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders"}
MESSAGE = '{"order":"4711","customer":"C-2203","lines":[{"article":"A-17","count":3}]}'
PICTURE = {"Bucket": "shop-pictures", "Key": "articles/17/small.jpg"}
FILM = {"Bucket": "shop-pictures", "Key": "articles/17/large.mp4"}
RUNNING = {"Name": "instance-state-name", "Values": ["running"]}
INSTANCE = "i-0123456789abcdef0"
PARTITION = {"S": "pk number 7"}

# Service, method, input, and what is counted in the output, with its number.
CALLS = {
    "GetParameter": ("ssm", "get_parameter", {"Name": "/shop/database/password", "WithDecryption": True},
                     lambda output: len(output["Parameter"]["Value"]), 60),
    "GetSecretValue": ("secretsmanager", "get_secret_value", {"SecretId": "shop/database"},
                       lambda output: len(output["SecretString"]), 60),
    "SendMessage": ("sqs", "send_message", QUEUE | {"MessageBody": MESSAGE},
                    lambda output: len(output["MessageId"]), 36),
    "ReceiveMessage": ("sqs", "receive_message", QUEUE | {"MaxNumberOfMessages": 10},
                       lambda output: len(output["Messages"]), 10),
    "GetItem": ("dynamodb", "get_item", TABLE | {"Key": {"pk": PARTITION, "sk": {"S": "sk number 7"}}},
                lambda output: len(output["Item"]), 10),
    "Query": ("dynamodb", "query", TABLE | {"KeyConditionExpression": "pk = :pk",
                                            "ExpressionAttributeValues": {":pk": PARTITION}},
              lambda output: len(output["Items"]), 1000),
    "GetObject": ("s3", "get_object", PICTURE, lambda output: len(output["Body"].read()), 4096),
    "PutObject": ("s3", "put_object", PICTURE | {"Body": OBJECT}, lambda output: len(output["ETag"]), 34),
    "GetObject-8MiB": ("s3", "get_object", FILM, lambda output: len(output["Body"].read()), 8 << 20),
    "PutObject-8MiB": ("s3", "put_object", FILM | {"Body": LARGE_OBJECT}, lambda output: len(output["ETag"]), 34),
    "DescribeInstances": ("ec2", "describe_instances", {"Filters": [RUNNING]},
                          lambda output: len(output["Reservations"][0]["Instances"]), 10),
    "RunInstances": ("ec2", "run_instances", {"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro",
                                              "MinCount": 1, "MaxCount": 1},
                     lambda output: len(output["Instances"]), 1),
    "TerminateInstances": ("ec2", "terminate_instances", {"InstanceIds": [INSTANCE]},
                           lambda output: len(output["TerminatingInstances"]), 1),
    "CreateProject": ("lookoutvision", "create_project", {"ProjectName": "my-project"},
                      lambda output: len(output["ProjectMetadata"]["ProjectName"]), 10),
}


class Client:
    def __init__(self, operation, url, at_once):
        service, method, self.input, self.count, self.number = CALLS[operation]
        config = Config(max_pool_connections=at_once, s3={"addressing_style": "path"})
        client = boto3.client(service, region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE",
                              aws_secret_access_key="bench-secret", endpoint_url=url, config=config)
        self.method = getattr(client, method)
        self.failed = 0
        self.lock = threading.Lock()

    def call(self, _):
        """The nanoseconds of a call."""
        start = time.perf_counter_ns()
        try:
            counted = self.count(self.method(**self.input))
            if counted != self.number:
                raise ValueError(f"{counted} instead of {self.number}")
        except Exception as error:
            with self.lock:
                self.failed += 1
                if self.failed == 1:
                    print(repr(error)[:300], file=sys.stderr)
        return time.perf_counter_ns() - start


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_kib():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def main():
    operation, url, calls, at_once, warm_up, _ = sys.argv[1:]
    try:
        client = Client(operation, url, int(at_once))
    except UnknownServiceError:
        sys.exit(3)
    first = {}
    if "BENCH_START_NS" in os.environ:
        client.call(0)
        first = {"first_us": (time.monotonic_ns() - int(os.environ["BENCH_START_NS"])) // 1000}
    with ThreadPoolExecutor(int(at_once)) as pool:
        list(pool.map(client.call, range(int(warm_up))))
        client.failed = 0
        before, start = cpu(), time.perf_counter()
        latencies = sorted(pool.map(client.call, range(int(calls))))
        used, wall = cpu() - before, time.perf_counter() - start
    at = [latencies[len(latencies) * percent // 100] / 1000 if latencies else 0 for percent in (50, 99)]
    print(json.dumps({"calls": len(latencies), "failed": client.failed, "cpu_us": round(used * 1e6),
                      "wall_us": round(wall * 1e6), "p50_us": at[0], "p99_us": at[1], "peak_kib": peak_kib(), **first}))


main()
