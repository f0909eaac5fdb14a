"""The newest botocore calls the local S3, over plain HTTP: signatures, checksums, odd keys, pages, parts and errors.

usage: botocore_s3.py URL ACCESS_KEY SECRET_KEY
"""

import io
import sys
import urllib.request

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

url, access_key, secret_key = sys.argv[1:]


def client(secret=secret_key, **settings):
    # Without the version, URLs are presigned with SigV2.
    s3 = {"addressing_style": "path"} | settings
    config = Config(retries={"total_max_attempts": 1}, signature_version="s3v4", s3=s3)
    return botocore.session.get_session().create_client(
        "s3",
        region_name="us-east-1",
        endpoint_url=url,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret,
        config=config,
    )


def code_of(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


s3 = client()
s3.create_bucket(Bucket="b")
assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["b"]
assert code_of(lambda: s3.create_bucket(Bucket="b")) == "BucketAlreadyOwnedByYou"
assert s3.get_bucket_location(Bucket="b")["LocationConstraint"] is None

keys = ["a b+c%.txt", "ü/Ä", "x//y", "line\r\n", "<&>"]
for key in keys:
    for body in [key.encode(), io.BytesIO(key.encode())]:
        put = s3.put_object(Bucket="b", Key=key, Body=body, ContentType="text/plain", Metadata={"kind": "test"})
        assert put["ChecksumCRC32"]
    got = s3.get_object(Bucket="b", Key=key, ChecksumMode="ENABLED")
    assert got["Body"].read() == key.encode()
    assert (got["ContentType"], got["Metadata"], got["ETag"]) == ("text/plain", {"kind": "test"}, put["ETag"])
head = s3.head_object(Bucket="b", Key="x//y")
assert (head["ContentLength"], head["Metadata"]) == (4, {"kind": "test"}), head
assert s3.get_object(Bucket="b", Key="x//y", Range="bytes=1-2")["Body"].read() == b"//"
pages = s3.get_paginator("list_objects_v2").paginate(Bucket="b", PaginationConfig={"PageSize": 2})
assert [item["Key"] for page in pages for item in page["Contents"]] == sorted(keys)
under = s3.list_objects_v2(Bucket="b", Delimiter="/")["CommonPrefixes"]
assert [entry["Prefix"] for entry in under] == ["x/", "ü/"], under

s3.copy_object(Bucket="b", Key="copy", CopySource={"Bucket": "b", "Key": "ü/Ä"})
assert s3.get_object(Bucket="b", Key="copy")["Body"].read() == "ü/Ä".encode()

for algorithm in ["CRC32", "SHA1", "SHA256"]:
    s3.put_object(Bucket="b", Key="sum", Body=b"sum", ChecksumAlgorithm=algorithm)
assert code_of(lambda: s3.put_object(Bucket="b", Key="sum", Body=b"sum", ChecksumSHA1="AAAA")) == "BadDigest"
assert code_of(lambda: s3.put_object(Bucket="b", Key="sum", Body=b"", IfNoneMatch="*")) == "PreconditionFailed"
client(payload_signing_enabled=True).put_object(Bucket="b", Key="sum", Body=io.BytesIO(b"signed"))

upload = s3.create_multipart_upload(Bucket="b", Key="big")["UploadId"]
part = {"Bucket": "b", "Key": "big", "UploadId": upload}
bodies = [b"1" * (5 << 20), b"2"]
tags = [s3.upload_part(PartNumber=n, Body=body, **part)["ETag"] for n, body in enumerate(bodies, 1)]
assert [found["Size"] for found in s3.list_parts(**part)["Parts"]] == [5 << 20, 1]
parts = [{"PartNumber": number, "ETag": tag} for number, tag in enumerate(tags, 1)]
assert s3.complete_multipart_upload(MultipartUpload={"Parts": parts}, **part)["ETag"].endswith('-2"')
assert s3.get_object(Bucket="b", Key="big")["Body"].read() == b"".join(bodies)
assert code_of(lambda: s3.abort_multipart_upload(**part)) == "NoSuchUpload"

assert code_of(lambda: s3.get_object(Bucket="b", Key="none")) == "NoSuchKey"
assert code_of(lambda: s3.head_object(Bucket="b", Key="none")) == "404"
assert code_of(lambda: s3.list_objects_v2(Bucket="none")) == "NoSuchBucket"
assert code_of(lambda: s3.delete_bucket(Bucket="b")) == "BucketNotEmpty"
assert code_of(lambda: client("wrong").list_buckets()) == "SignatureDoesNotMatch"

url_of_key = s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "a b+c%.txt"})

assert urllib.request.urlopen(url_of_key).read() == b"a b+c%.txt"

every = keys + ["copy", "sum", "big"]
deleted = s3.delete_objects(Bucket="b", Delete={"Objects": [{"Key": key} for key in every]})
assert sorted(entry["Key"] for entry in deleted["Deleted"]) == sorted(every), deleted
s3.delete_bucket(Bucket="b")
print("botocore", botocore.__version__, "calls the local S3")
