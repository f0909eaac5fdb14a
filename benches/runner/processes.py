"""Starts the server and the clients, each on a core of its own."""

import json
import os
import subprocess
import sys
import time
import urllib.request

from .clients import BINARIES

CORES = sorted(os.sched_getaffinity(0))
LACKING = 3


def pinned(core):
    return lambda: os.sched_setaffinity(0, {core})


class Server:
    """The server, for the time of a `with` block."""

    def __init__(self, delay_ms=0, lose_every=0):
        command = [str(BINARIES / "bench-server"), str(delay_ms), str(lose_every)]
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=pinned(CORES[-1]))
        self.url = self.child.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.wait()

    def counts(self):
        return json.load(urllib.request.urlopen(f"{self.url}/counts"))


class Lacking(Exception):
    """The client does not have the operation."""


def environment():
    """The variables of this process without those that clients read."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "BENCH_", "RUST"))}
    return own | {"HOME": "/nonexistent", "AWS_EC2_METADATA_DISABLED": "true"}


def run(command, url, operation, calls, at_once=16, warm_up=0, threads="multi", may_fail=False, wrapper=(), pin=True):
    """Makes calls in a process of their own, and returns what its meter printed."""
    arguments = [operation, url, str(calls), str(at_once), str(warm_up), threads]
    own = environment()
    if calls == 0:
        own["BENCH_START_NS"] = str(time.monotonic_ns())
    done = subprocess.run([*wrapper, *command, *arguments], env=own, capture_output=True, text=True,
                          preexec_fn=pinned(CORES[0]) if pin else None)
    if done.returncode == LACKING:
        raise Lacking
    measured = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 and done.stdout else None
    if measured is None or measured["failed"] and not may_fail:
        sys.exit(f"{' '.join([*command, *arguments])} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    return measured
