"""The clients, the services that they call, and how a client is built."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

BENCHES = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", BENCHES.parent / "target")).resolve() / "bench"
BINARIES = TARGET / "clients"

SERVICES = {
    "ssm": ["GetParameter"],
    "secretsmanager": ["GetSecretValue"],
    "sqs": ["SendMessage", "ReceiveMessage"],
    "dynamodb": ["GetItem", "Query"],
    "s3": ["GetObject", "PutObject"],
    "ec2": ["DescribeInstances", "RunInstances", "TerminateInstances"],
    "lookoutvision": ["CreateProject"],
}
# Calls whose CPU alone is measured.
LARGE = {"s3": ["GetObject-8MiB", "PutObject-8MiB", "PutObject-8MiB-unsigned"]}


@dataclass(frozen=True)
class Peer:
    """A client of the services `only`. `kind` is `floor`, `ours`, `peer`, or `other`, which is compared with none."""

    name: str
    title: str
    package: str
    kind: str
    features: tuple = ()
    per_service: bool = True
    lacks: tuple = ()
    only: tuple = tuple(SERVICES)

    def binary(self, service):
        return BINARIES / (f"{self.name}-{service}" if self.per_service else self.package)

    def cargo(self, service):
        """The arguments by which cargo builds this client alone."""
        features = [*self.features, *([service] if self.per_service else [])]
        return ["--package", self.package, *(["--features", ",".join(features)] if features else [])]


NULL = Peer("null", "null program", "null", "other", per_service=False)
FLOOR = Peer("floor-reqwest", "unsigned reqwest", "floor-reqwest", "floor", per_service=False)
PEERS = [
    Peer("floor-hyper", "unsigned hyper", "floor-hyper", "floor", per_service=False),
    FLOOR,
    Peer("ours-hyper", "aws-operation, hyper", "ours", "ours", ("hyper",)),
    Peer("ours-reqwest", "aws-operation, reqwest", "ours", "ours", ("reqwest",)),
    Peer("by-hand", "by hand (aws-sigv4)", "by-hand", "peer"),
    Peer("aws-lite", "aws-lite-rs", "aws-lite", "peer", per_service=False,
         lacks=("RunInstances", "PutObject-8MiB-unsigned")),
    Peer("sdk-slim", "official SDK, slim", "aws-sdk", "peer"),
    Peer("sdk", "official SDK, aws-config", "aws-sdk", "peer", ("full",)),
    Peer("object-store", "object_store", "object-store-client", "peer", only=("s3",)),
    Peer("rusty-s3", "rusty-s3, presigned, over reqwest", "rusty-s3-client", "peer", lacks=("PutObject-8MiB",),
         only=("s3",)),
    Peer("boto3", "boto3", "boto3", "peer", lacks=("PutObject-8MiB-unsigned",)),
    Peer("control", "unsigned reqwest, again", "floor-reqwest", "other", per_service=False),
]


def cargo(*arguments, **options):
    return subprocess.run(["cargo", *arguments], cwd=BENCHES, check=True, **options)


def build_one(arguments, package, binary):
    cargo("build", "--quiet", "--release", "--locked", "--target-dir", str(TARGET), *arguments)
    BINARIES.mkdir(parents=True, exist_ok=True)
    # A rename, because an earlier one may be running.
    new = binary.with_suffix(".new")
    shutil.copy2(TARGET / "release" / package, new)
    new.replace(binary)


def build_server():
    build_one(["--package", "bench-server"], "bench-server", BINARIES / "bench-server")


def build(peers, services):
    """Builds the server and each of the clients by itself, in release."""
    build_server()
    for peer in [NULL, *peers]:
        if peer.name in ("boto3", "control"):
            continue
        for service in [of for of in services if of in peer.only] if peer.per_service else [None]:
            print(f"building {peer.name}, {service or 'all services'}", flush=True)
            build_one(peer.cargo(service), peer.package, peer.binary(service))


def command(peer, service, python):
    """The command of a client, or None if it was not built or is not installed."""
    if peer.name == "boto3":
        return [*python, str(BENCHES / "clients/boto3/client.py")] if python else None
    binary = peer.binary(service)
    return [str(binary)] if binary.exists() else None
