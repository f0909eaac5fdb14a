"""The part that counts instructions and allocations of a call, with Valgrind. Other programs do not disturb it."""

import os
import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .calls import able, operations
from .processes import Server, run
from .result import worst_first

CALLS = {"Query": (20, 80)}
# Valgrind hides the processor's instructions for SHA-256 from the programs, which then take many others.
SHA256 = re.compile(r"sha2::.*compress|sha256::.*compress|sha256_block|sha256_process")
ALLOCATES = re.compile(r"^(malloc|calloc|realloc|posix_memalign|aligned_alloc)$")


def read(profile):
    """The instructions outside of SHA-256, and the calls of the allocator, in a profile of callgrind."""
    names, own, allocations, function, callee, is_of_callee = {}, {}, 0, None, None, False
    for line in profile:
        named = re.match(r"(c?)fn=\((\d+)\)(?: (.*))?", line)
        if named:
            is_callee, number, name = named.groups()
            if name:
                names[number] = name
            if is_callee:
                callee = number
            else:
                function = number
        elif line.startswith("calls="):
            is_of_callee = True
            if ALLOCATES.match(names[callee]) and not ALLOCATES.match(names[function]):
                allocations += int(line[6:].split()[0])
        elif re.match(r"[\d+*-]", line):
            if not is_of_callee:
                own[function] = own.get(function, 0) + int(line.split()[1])
            is_of_callee = False
    hashing = sum(cost for number, cost in own.items() if SHA256.search(names[number]))
    return sum(own.values()) - hashing, allocations


def counted(command, operation):
    """The instructions and allocations of one more call."""
    totals = []
    for calls in CALLS.get(operation, (100, 300)):
        with Server() as server, tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out"
            wrapper = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
            run(command, server.url, operation, calls, 1, 0, "current", wrapper=wrapper, pin=False)
            with open(out) as profile:
                totals.append((calls, *read(profile)))
    (fewer, *first), (more, *second) = totals
    return [(after - before) / (more - fewer) for before, after in zip(first, second)]


def instructions(given, available):
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        return
    rows = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for service, operation in operations(given.services):
            clients = [(peer, command) for peer, command in able(available, service, operation)
                       if peer.name not in ("boto3", "control")]
            results = pool.map(lambda client: counted(client[1], operation), clients)
            figures = {peer.name: result for (peer, _), result in zip(clients, results)}
            cells = {name: f"{count:,.0f}; {allocations:,.0f}" for name, (count, allocations) in figures.items()}
            print(f"{operation}: {cells}", flush=True)
            rows.append((operation, {name: of[0] for name, of in figures.items()}, cells))
    worst_first(given, "2-instructions", "Instructions and allocations of a call", rows, [
        "Instructions of the client for each call in user mode, except those of SHA-256, and its allocations: the "
        "difference of 300 and 100 calls (Query: 80 and 20) over loopback under Valgrind, one at a time. They are the "
        "same on a busy machine. The last column is about the instructions."])


