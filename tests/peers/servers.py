"""Starts moto and MiniStack on this machine with signature checking on, and runs a command against them.

usage: servers.py COMMAND [ARGUMENT ..]

The command gets PEER_MOTO and PEER_MINISTACK in its environment, each `URL ACCESS_KEY SECRET_KEY`. If S3S_FS or S3RVER is
the path of that program, it gets PEER_S3S or PEER_S3RVER too.
"""

import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile

import boto3

REGION = "us-east-1"
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["sts:AssumeRole", "sts:TagSession"]}],
    }
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(module, arguments, environment, health):
    """Starts a server of Python, and waits until it responds."""
    return start_program([sys.executable, "-m", module, *arguments], environment, health)


def start_program(command, environment, health):
    log = tempfile.TemporaryFile()
    server = subprocess.Popen(command, env=os.environ | environment, stdout=log, stderr=log)
    for _ in range(150):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(health, timeout=1).read()
            return server
        except urllib.error.HTTPError:
            return server
        except OSError:
            time.sleep(0.2)
    server.kill()
    log.seek(0)
    sys.exit(f"{' '.join(command)} did not start:\n{log.read().decode()[-3000:]}")


def make_key(url):
    """Creates a user with all permissions and an access key, two roles that trust it, and one role that trusts nobody."""
    iam = boto3.client("iam", endpoint_url=url, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test")
    iam.create_user(UserName="tester")
    iam.put_user_policy(UserName="tester", PolicyName="all", PolicyDocument=POLICY)
    iam.create_role(RoleName="eks", AssumeRolePolicyDocument=POLICY)
    iam.create_role(RoleName="nightly", AssumeRolePolicyDocument=TRUST)
    iam.create_role(RoleName="caller", AssumeRolePolicyDocument=TRUST)
    iam.put_role_policy(RoleName="caller", PolicyName="all", PolicyDocument=POLICY)
    key = iam.create_access_key(UserName="tester")["AccessKey"]
    return f"{url} {key['AccessKeyId']} {key['SecretAccessKey']}"


def moto():
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    server = start("moto.server", ["-H", "127.0.0.1", "-p", str(port)], {}, f"{url}/moto-api/data.json")
    key = make_key(url)
    # Every signature is checked from the next request on. With another content type the server loses the body.
    on = urllib.request.Request(f"{url}/moto-api/reset-auth", b"0", {"Content-Type": "text/plain"})
    urllib.request.urlopen(on).read()
    return server, key


def make_functions(url):
    """Creates a function that returns its event, and one that fails."""
    functions = boto3.client("lambda", endpoint_url=url, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test")
    for name, body in [("echo", "return event"), ("fail", "raise ValueError(event)")]:
        code = io.BytesIO()
        with zipfile.ZipFile(code, "w") as archive:
            archive.writestr("index.py", f"def handler(event, context):\n    {body}\n")
        functions.create_function(
            FunctionName=name, Runtime="python3.12", Handler="index.handler", Code={"ZipFile": code.getvalue()},
            Role="arn:aws:iam::000000000000:role/caller",
        )


def ministack():
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {"AUTH": "true", "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_PORT": "0"}
    server = start("ministack", [], settings, f"{url}/_ministack/health")
    key = make_key(url)
    make_functions(url)
    return server, key


def s3s(program, folder):
    port = free_port()
    arguments = ["--access-key", "AKIDEXAMPLE", "--secret-key", "secret", "--host", "127.0.0.1", "--port", str(port)]
    url = f"http://127.0.0.1:{port}"
    return start_program([program, *arguments, folder], {}, url), f"{url} AKIDEXAMPLE secret"


def s3rver(program, folder):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    return start_program([program, "-d", folder, "-a", "127.0.0.1", "-p", str(port)], {}, url), f"{url} S3RVER S3RVER"


servers = []
folders = []
try:
    servers.append(moto())
    servers.append(ministack())
    environment = {"PEER_MOTO": servers[0][1], "PEER_MINISTACK": servers[1][1]}
    for variable, peer, serve in [("S3S_FS", "PEER_S3S", s3s), ("S3RVER", "PEER_S3RVER", s3rver)]:
        if program := os.environ.get(variable):
            folders.append(tempfile.TemporaryDirectory())
            servers.append(serve(program, folders[-1].name))
            environment[peer] = servers[-1][1]
    sys.exit(subprocess.call(sys.argv[1:], env=os.environ | environment))
finally:
    for server, _ in servers:
        server.terminate()
