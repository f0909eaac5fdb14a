"""botocore calls the local CloudWatch over rpcv2Cbor: an independent CBOR client against the server half.

usage: botocore_cloudwatch.py URL ACCESS_KEY SECRET_KEY
"""

import datetime
import gzip
import json
import math
import pathlib
import sys
import tempfile

import botocore
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

url, access_key, secret_key = sys.argv[1:]


def only_cbor(folder):
    """Copies the model of CloudWatch, with CBOR as its only protocol: botocore prefers JSON where a model has both."""
    source = pathlib.Path(botocore.__file__).parent / "data" / "cloudwatch" / "2010-08-01"
    target = pathlib.Path(folder) / "cloudwatch" / "2010-08-01"
    target.mkdir(parents=True)
    model = json.loads(gzip.decompress((source / "service-2.json.gz").read_bytes()))
    model["metadata"]["protocol"] = "smithy-rpc-v2-cbor"
    model["metadata"]["protocols"] = ["smithy-rpc-v2-cbor"]
    (target / "service-2.json").write_text(json.dumps(model))
    for name in ("endpoint-rule-set-1.json.gz", "paginators-1.json"):
        if (source / name).exists():
            (target / name).write_bytes((source / name).read_bytes())


failed = 0


def check(what, holds):
    global failed
    failed += not holds
    print(f"{'ok' if holds else 'FAILED'}: {what}")


with tempfile.TemporaryDirectory() as folder:
    only_cbor(folder)
    session = botocore.session.get_session()
    session.get_component("data_loader").search_paths.insert(0, folder)

    def client(key=access_key, secret=secret_key):
        return session.create_client(
            "cloudwatch",
            endpoint_url=url,
            region_name="us-east-1",
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            config=Config(retries={"max_attempts": 1}, parameter_validation=False, disable_request_compression=True),
        )

    cloudwatch = client()
    sent = []
    cloudwatch.meta.events.register("before-send", lambda request, **_: sent.append(request))
    start = datetime.datetime(2024, 1, 2, 3, 4, 5, 678000, tzinfo=datetime.timezone.utc)
    values = [80.25, -0.0, 1 / 3, 5e-324, 1.7976931348623157e308]
    dimensions = [{"Name": "Line", "Value": "Türen"}]
    datum = {"MetricName": "Thickness", "Dimensions": dimensions, "Timestamp": start, "Values": values, "Unit": "Count/Second"}
    cloudwatch.put_metric_data(Namespace="Paint Shop", MetricData=[datum])
    check("the request is CBOR", sent[-1].headers["smithy-protocol"] in ("rpc-v2-cbor", b"rpc-v2-cbor"))
    check("the path names the operation", sent[-1].url.endswith("/service/GraniteServiceVersion20100801/operation/PutMetricData"))

    metric = {"Namespace": "Paint Shop", "MetricName": "Thickness", "Dimensions": dimensions}
    query = {"Id": "m1", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}
    until = start + datetime.timedelta(milliseconds=1)
    (result,) = cloudwatch.get_metric_data(MetricDataQueries=[query], StartTime=start, EndTime=until)["MetricDataResults"]
    check("doubles are exact", list(map(math.copysign, result["Values"], result["Values"])) == values)
    check("minus zero keeps its sign", math.copysign(1, result["Values"][1]) == -1)
    check("timestamps are exact to the millisecond", set(result["Timestamps"]) == {start})
    check("an enum is its text", result["StatusCode"] == "Complete")
    paginator = cloudwatch.get_paginator("get_metric_data")
    pages = list(paginator.paginate(MetricDataQueries=[query], StartTime=start, EndTime=until, MaxDatapoints=2))
    seen = [page["MetricDataResults"][0] for page in pages]
    check("pages of two values", [len(it["Values"]) for it in seen] == [2, 2, 1])
    check("the last page is complete", [it["StatusCode"] for it in seen] == ["PartialData", "PartialData", "Complete"])
    check("no value is lost between pages", sorted(value for it in seen for value in it["Values"]) == sorted(values))
    try:
        cloudwatch.put_metric_data(Namespace="Paint Shop", MetricData=[])
        check("an empty list is rejected", False)
    except ClientError as error:
        check("an error has its code", error.response["Error"]["Code"] == "MissingRequiredParameterException")
        check("an error has its message", error.response["Error"]["Message"] == "The parameter MetricData is required.")
    try:
        cloudwatch.put_metric_data(MetricData=[datum])
        check("an absent required member is rejected", False)
    except ClientError as error:
        check("an absent required member is rejected", error.response["Error"]["Code"] == "SerializationException")
    for what, code, keys in [
        ("a wrong secret", "InvalidSignatureException", (access_key, "wrong")),
        ("an unknown key", "UnrecognizedClientException", ("NONE", secret_key)),
    ]:
        try:
            client(*keys).put_metric_data(Namespace="Paint Shop", MetricData=[datum])
            check(f"{what} is rejected", False)
        except ClientError as error:
            check(f"{what} is {code}", error.response["Error"]["Code"] == code)
            check(f"{what} has status 403", error.response["ResponseMetadata"]["HTTPStatusCode"] == 403)

sys.exit(failed > 0)
