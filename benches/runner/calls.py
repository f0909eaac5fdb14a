"""The parts that make calls: CPU, calls in flight, start, and lost responses."""

import statistics
import sys

from .clients import FLOOR, LARGE, SERVICES
from .processes import Lacking, Server, run
from .result import amount, worst_first

AT_ONCE = (1, 16, 64)
MANY = 1000
SECONDS = 0.4
SECONDS_OF_LARGE = 1.5
PROBE = 64
CHECKSUMS = ("With PutObject, this crate and the official SDK send a checksum, as to AWS's own endpoints, and with "
             "GetObject they verify one. The payload is signed, so all but rusty-s3 compute its SHA-256.")


def operations(services):
    return [(service, operation) for service in services for operation in SERVICES[service]]


def in_turns(clients, rounds):
    """The clients of each round; every second round is backwards, so that no place in the order is better."""
    for number in range(rounds):
        yield from clients if number % 2 == 0 else reversed(clients)


def able(available, service, operation):
    """The clients of an operation, with their commands."""
    for peer, command in available(service):
        if operation not in peer.lacks:
            yield peer, command


def measured(clients, server, operation, at_once, rounds, seconds=SECONDS):
    """The runs of each client by its name. Each run takes about so many seconds of the client's CPU."""
    commands, calls, runs = {}, {}, {}
    for peer, command in clients:
        try:
            probe = run(command, server.url, operation, PROBE, at_once, at_once)
        except Lacking:
            print(f"skipped: {peer.name} has no {operation}")
            continue
        each = probe["cpu_us"] / PROBE
        calls[peer.name] = max(32, min(50_000, int(seconds * 1e6 / max(each, 1))))
        commands[peer.name], runs[peer.name] = command, []
    for name in in_turns(list(commands), rounds):
        runs[name].append(run(commands[name], server.url, operation, calls[name], at_once, at_once))
    return runs


def each_call(runs):
    """The CPU of a call in us, of each round."""
    return [measured["cpu_us"] / measured["calls"] for measured in runs]


def ratio(runs, floor):
    return statistics.median(mine / least for mine, least in zip(each_call(runs), each_call(floor)))


def costs(calls, given, available, seconds):
    """The CPU of each of the calls, 16 at once, by client."""
    for service, operation in calls:
        with Server() as server:
            runs = measured(able(available, service, operation), server, operation, 16, given.rounds, seconds)
            counts = server.counts()
        if counts["unknown"]:
            sys.exit(f"{counts['unknown']} requests were no {operation}")
        figures = {name: statistics.median(each_call(of)) for name, of in runs.items()}
        floor = runs.get(FLOOR.name)
        cells = {name: amount(figure) + (f" ({ratio(runs[name], floor):.2f})" if floor else "")
                 for name, figure in figures.items()}
        print(f"{operation}: {cells}", flush=True)
        yield operation, figures, cells


def cpu(given, available):
    """CPU of each call."""
    rows = list(costs(operations(given.services), given, available, SECONDS))
    return worst_first(given, "1-cpu", "CPU of a call", rows, [
        "CPU of the client in µs for each call, user and system, in brackets divided by unsigned reqwest of the same "
        f"round. Median of {given.rounds} rounds in turns; 16 calls at once over loopback, without TLS; the client on "
        "one core, the server on another. The last column divides the dearer client of this crate by the cheapest "
        "signed peer: above 1, it loses.",
        "Query decodes 1,000 items of ten attributes, and DescribeInstances ten instances. For EC2, the official SDK "
        "decodes all members, and the others those that the program has. *Unsigned reqwest, again* is the control: its "
        "ratio differs from 1 by chance alone.",
        f"Objects of S3 have 4 KiB. {CHECKSUMS}",
    ])


def large(given, available):
    """CPU of calls with 8 MiB."""
    calls = [(service, call) for service in given.services for call in LARGE.get(service, [])]
    rows = list(costs(calls, given, available, SECONDS_OF_LARGE))
    return worst_first(given, "6-large", "CPU of a call with 8 MiB", rows, [
        f"As the table of small calls. {CHECKSUMS} *Unsigned* is as over TLS: the signature does not cover the "
        "payload."])


def in_flight(given, available):
    """CPU and memory of one operation, by the number of calls at once."""
    service, operation = operations(given.services)[0]
    clients = list(able(available, service, operation))
    by_number = {}
    for at_once in AT_ONCE:
        with Server() as server:
            by_number[at_once] = measured(clients, server, operation, at_once, given.rounds)
    rows = []
    with Server(delay_ms=200) as slow:
        for peer, command in clients:
            if peer.name not in by_number[AT_ONCE[0]]:
                continue
            many = run(command, slow.url, operation, 3 * MANY, MANY)
            row = [peer.title]
            row += [amount(statistics.median(each_call(by_number[number][peer.name]))) for number in AT_ONCE]
            last = by_number[AT_ONCE[-1]][peer.name]
            row.append(amount(statistics.median(of["p99_us"] for of in last)))
            row.append(amount(max(of["peak_kib"] for of in last) / 1024))
            rows.append([*row, amount(many["cpu_us"] / many["calls"]), amount(many["peak_kib"] / 1024)])
            print(rows[-1], flush=True)
    columns = ["client", *(f"CPU µs, {number} at once" for number in AT_ONCE), "p99 µs, 64 at once",
               "peak MiB, 64 at once", f"CPU µs, {MANY:,} at once", f"peak MiB, {MANY:,} at once"]
    note = (f"Calls of {operation}, as in the table before. With {MANY:,} at once, the server waits 200 ms before each "
            "response, so that all are in flight, and the calls open the connections.")
    return given.write("3-in-flight", "Calls in flight", columns, rows, [note])


def start(given, available):
    """Time from the start of a process to its first response, and its memory."""
    rows = []
    for service in given.services:
        operation = SERVICES[service][0]
        clients = dict(able(available, service, operation))
        runs = {peer: [] for peer in clients}
        with Server() as server:
            for peer in in_turns(list(clients), given.starts):
                try:
                    runs[peer].append(run(clients[peer], server.url, operation, 0, 1))
                except Lacking:
                    pass
        runs = {peer.name: of for peer, of in runs.items() if of}
        figures = {name: statistics.median(one["first_us"] for one in of) / 1000 for name, of in runs.items()}
        memory = {name: statistics.median(one["peak_kib"] for one in of) / 1024 for name, of in runs.items()}
        cells = {name: f"{amount(figure)}; {amount(memory[name])}" for name, figure in figures.items()}
        print(f"{operation}: {cells}", flush=True)
        rows.append((operation, figures, cells))
    return worst_first(given, "4-start", "Start and memory", rows, [
        f"Milliseconds from the start of the process to its first response, and its peak memory in MiB. Median of "
        f"{given.starts} starts in turns, without TLS. The last column is about the time."])


def faults(given, available):
    """What the clients do when responses are lost."""
    rows = []
    for peer, command in able(available, "lookoutvision", "CreateProject"):
        with Server(lose_every=33) as server:
            try:
                made = run(command, server.url, "CreateProject", 2000, may_fail=True)
            except Lacking:
                print(f"skipped: {peer.name} has no CreateProject")
                continue
            counts = server.counts()
        if peer.kind in ("ours", "peer"):
            rows.append([peer.title, f"{made['failed']:,}", f"{counts['requests']:,}", f"{counts['tokens']:,}"])
            print(rows[-1], flush=True)
    columns = ["client", "calls that failed", "requests", "different tokens"]
    note = ("2,000 calls of CreateProject, 16 at once. The server reads every 33rd request and closes the connection. "
            "CreateProject has an idempotency token: with as many tokens as calls, the retries sent the same one.")
    return given.write("7-faults", "When 3 % of the responses are lost", columns, rows, [note])
