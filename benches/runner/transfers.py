"""The part that transfers one object in parts, up and down, beside other clients that do."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .calls import in_turns
from .clients import BINARIES, Peer, build_one
from .processes import CORES, Server, environment, pinned
from .result import amount

SIZE = 1 << 30
PART_SIZE = 8 << 20
CONCURRENCY = 8
IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Row:
    """A client, the direction, and what the key of the object begins with."""

    client: Peer
    direction: str
    prefix: str = ""

    @property
    def title(self):
        return {"up": "up", "down": "down, CRC verified" if self.prefix else "down"}[self.direction]


OURS = [
    Peer(f"transfer-ours-{http}", f"aws-operation-s3, {http}", "transfer-ours", "ours", (http,), per_service=False)
    for http in ("hyper", "reqwest")
]
PEERS = [
    Peer("transfer-manager", "aws-sdk-s3-transfer-manager", "transfer-manager", "peer", per_service=False),
    Peer("transfer-object-store", "object_store", "transfer-object-store", "peer", per_service=False),
]
ROWS = [Row(peer, direction) for direction in ("up", "down") for peer in [*OURS, *PEERS]]
ROWS += [Row(peer, "down", "summed-") for peer in OURS]


def binary(peer):
    return BINARIES / peer.name


def build():
    for peer in [*OURS, *PEERS]:
        print(f"building {peer.name}", flush=True)
        build_one(peer.cargo(None), peer.package, binary(peer))


def one(row, size, folder):
    """One transfer in a process and with a server of their own: what the client and the server say of it."""
    file = folder / "file"
    if row.direction == "up":
        subprocess.run(["truncate", "--size", str(size), str(file)], check=True)
    with Server() as server:
        command = [str(binary(row.client)), row.direction, server.url, f"{row.prefix}{size}", str(file), str(PART_SIZE),
                   str(CONCURRENCY)]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, preexec_fn=pinned(CORES[0]))
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
        counts = server.counts()
    file.unlink()
    if row.direction == "up" and counts["received"] != size:
        sys.exit(f"{row.client.name} sent {counts['received']} bytes of {size}")
    return json.loads(done.stdout.splitlines()[-1]), counts


def transfers(given, _):
    rows = [row for row in ROWS if binary(row.client).exists()]
    for peer in [*OURS, *PEERS]:
        if not binary(peer).exists():
            print(f"skipped: {peer.name}, as it is not built")
    size = given.transfer_size
    runs, counts = {row: [] for row in rows}, {}
    place = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        for row in in_turns(rows, given.rounds):
            measured, counts[row] = one(row, size, Path(folder))
            runs[row].append(measured)
            print(row.client.name, row.title, measured, counts[row], flush=True)
    table = []
    for row in rows:
        cpu = statistics.median(run["cpu_us"] for run in runs[row]) / 1e6
        ratio = against_manager(runs, row)
        speed = statistics.median(run["bytes"] / run["wall_us"] for run in runs[row])
        peak = max(run["peak_kib"] for run in runs[row]) / 1024
        table.append([row.title, row.client.title, amount(speed), amount(cpu) + ratio, amount(peak),
                      str(counts[row]["at_once"]), ", ".join(counts[row]["payloads"])])
    columns = ["direction", "client", "MB/s", "CPU s", "peak MiB", "most parts at once",
               "payload and checksum of a part"]
    given.write("10-transfer", "Transfer of one object in parts", columns, table, [
        f"An object of {size >> 20:,} MiB in parts of {PART_SIZE >> 20} MiB, {CONCURRENCY} under way, from and to a "
        f"file in memory; over loopback without TLS, the client on one core, the server on another. Median of "
        f"{given.rounds} rounds in turns, of the peak memory the maximum. CPU is that of the client's process, user "
        "and system, in brackets divided by that of aws-sdk-s3-transfer-manager of the same round. The last two "
        "columns are what the server saw.",
        "Like with like: all send unsigned payloads and a CRC-64/NVME of each part, as this crate and the SDK do at "
        "AWS over TLS. Over plain HTTP, this crate would sign the payloads too, but here a setting turns that off; the "
        "transfer manager never signs the payload of a part; object_store is set to do the same, as its defaults are a "
        "signed payload and no checksum, also over TLS. The ranges of a download have no checksum that a client could "
        "verify. *CRC verified* is a download whose first response has the CRC-64/NVME of the whole object, as objects "
        "at AWS have: this crate computes it, and the others do not for ranges of their own choice.",
        "object_store has no transfer for downloads: the program requests its ranges at the same time."])
    return table


def against_manager(runs, row):
    """The CPU divided by that of the transfer manager in the same direction and round."""
    manager = next((of for of in runs if of.client.name == "transfer-manager" and of.direction == row.direction), None)
    if manager is None:
        return ""
    pairs = zip(runs[row], runs[manager], strict=True)
    return f" ({statistics.median(mine['cpu_us'] / other['cpu_us'] for mine, other in pairs):.2f})"
