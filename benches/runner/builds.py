"""The part that measures builds: each client alone, from an empty target folder, beside the null program."""

import os
import resource
import shutil
import subprocess

from .clients import BENCHES, NULL, TARGET, cargo
from .result import amount

COLD = TARGET / "cold"


def cpu_of(arguments):
    """CPU seconds of cargo and all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("CARGO_PROFILE", "CARGO_INCR"))}
    cargo("build", "--quiet", "--locked", "--offline", "--target-dir", str(COLD), *arguments, env=own)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def crates(arguments):
    tree = ["cargo", "tree", "--locked", "--offline", "--edges", "normal,build", "--prefix", "none", *arguments]
    printed = subprocess.run(tree, cwd=BENCHES, check=True, capture_output=True, text=True).stdout
    return len({line.split()[0] for line in printed.splitlines() if line})


def build(peer, service, profiles):
    """The figures of a client's builds by column."""
    arguments = peer.cargo(service)
    figures = {"crates": crates(arguments)}
    for profile in profiles:
        shutil.rmtree(COLD, ignore_errors=True)
        figures[profile] = cpu_of(["--profile", profile, *arguments])
        if profile == "dev":
            (BENCHES / "clients" / peer.package / "src/main.rs").touch()
            figures["again"] = cpu_of(["--profile", profile, *arguments])
        if profile == "size":
            figures["bytes"] = (COLD / "size" / peer.package).stat().st_size / 1024
    shutil.rmtree(COLD, ignore_errors=True)
    return figures


COLUMNS = {"dev": "debug, CPU s", "again": "again, CPU s", "release": "release, CPU s", "crates": "crates",
           "bytes": "binary, KiB"}


def builds(given, _):
    cargo("fetch", "--quiet", "--locked")
    null = build(NULL, None, given.profiles)
    for service in given.services:
        builds_of(given, service, null)


def builds_of(given, service, null):
    columns = [name for name in COLUMNS if name in null]
    rows = [[NULL.title, *(amount(null[name]) for name in columns)]]
    for peer in given.peers:
        if peer.name in ("boto3", "control") or service not in peer.only:
            continue
        figures = build(peer, service, given.profiles)
        more = {name: figures[name] - null[name] for name in columns}
        cells = [f"{more[name]:+,}" if name == "crates" else f"+{amount(more[name])}" for name in columns]
        rows.append([peer.title, *cells])
        print(service, rows[-1], flush=True)
    given.write(f"5-builds-{service}", f"Builds of a client for {service}",
                ["client", *(COLUMNS[name] for name in columns)], rows, [
        "What a program with one client costs more than the null program, which has tokio and the meter. CPU of cargo "
        "and its compilers, user and system, from an empty target folder with downloaded sources; *again* is a debug "
        "build after a change of the program. The binary has `lto = \"fat\"`, `codegen-units = 1`, `strip` and "
        "`panic = \"abort\"`. The clients over reqwest, except this crate, use its feature `rustls`; the floor over "
        "hyper has no TLS."])
