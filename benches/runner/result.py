"""Writes a table to `benches/results/`, in the form that `benches/document` reads."""

import json
import os
import platform
import re
import subprocess
from datetime import date

from .clients import BENCHES, PEERS

VERSIONS = ["aws-config", "aws-lite-rs", "aws-sdk-dynamodb", "aws-sdk-ec2", "aws-sdk-lookoutvision", "aws-sdk-s3",
            "aws-sdk-s3-transfer-manager", "aws-sdk-secretsmanager", "aws-sdk-sqs", "aws-sdk-ssm", "aws-sigv4", "hyper",
            "object_store", "reqwest", "rusty-s3", "tokio"]


def amount(figure):
    """Three digits are as many as there is to say."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"


def machine():
    cpu = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{os.cpu_count()} cores, {cpu.group(1) if cpu else platform.machine()}, {memory:.0f} GiB, "
            f"Linux {platform.release().split('-')[0]}, load {LOAD:.1f} at the start")


LOAD = os.getloadavg()[0]


def versions(boto3):
    lock = (BENCHES / "Cargo.lock").read_text()
    found = [(name, re.findall(rf'name = "{name}"\nversion = "(.*)"', lock)) for name in VERSIONS]
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1]
    return ", ".join([*(f"{name} {of[-1]}" for name, of in found if of), *boto3, f"Rust {rust}"])


def write(folder, name, title, columns, rows, notes, command, boto3):
    """Writes the table. An earlier one of that name is replaced."""
    result = {"title": title, "date": date.today().isoformat(), "machine": machine(), "versions": versions(boto3),
              "commands": [command], "columns": columns, "rows": rows, "notes": notes}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")


def worst_first(given, name, title, rows, notes):
    """Writes a table of operations and clients: first the operations at which this crate is worst beside its peers."""
    kinds = {peer.name: peer.kind for peer in PEERS}
    used = [peer for peer in PEERS if any(peer.name in cells for _, _, cells in rows)]
    table = []
    for operation, figures, cells in rows:
        ours, peers = ([figure for of, figure in figures.items() if kinds[of] == kind] for kind in ("ours", "peer"))
        lost = max(ours) / min(peers) if ours and peers else 0
        cells = [operation, *(cells.get(peer.name, "") for peer in used), f"{lost:.2f}" if lost else ""]
        table.append((lost, cells))
    table.sort(key=lambda row: -row[0])
    columns = ["operation", *(peer.title for peer in used), "this crate ÷ the best peer"]
    given.write(name, title, columns, [cells for _, cells in table], notes)
