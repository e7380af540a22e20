"""Runs benchmark clients in turns and compares them; called by tools/bench.

Each client takes the command line of coaws-bench and prints one line of JSON. The first one named is what the others are
compared with, within each round, so that a slow minute of the machine hits both sides.
"""
import argparse
import dataclasses
import json
import os
import platform
import statistics
import subprocess

MIB = 1 << 20
UNCHECKED = {"AWS_RESPONSE_CHECKSUM_VALIDATION": "when_required", "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required"}


@dataclasses.dataclass(frozen=True)
class Job:
    """What every client does in a round; `typed`: with the generated client, where the client compared has one."""
    name: str
    op: str
    count: int
    in_flight: int
    size: int = 0
    environment: dict = dataclasses.field(default_factory=dict)
    typed: bool = False


JOBS = [
    Job("GetItem, 1 in flight", "ddb_get", 10_000, 1),
    Job("GetItem, 1 in flight, typed", "ddb_get", 10_000, 1, typed=True),
    Job("GetItem, 64 in flight", "ddb_get", 40_000, 64),
    Job("GetItem, 64 in flight, typed", "ddb_get", 40_000, 64, typed=True),
    Job("GetObject 1 KiB, 16 in flight", "s3_get", 10_000, 16, 1024),
    Job("PutObject 1 KiB, 16 in flight", "s3_put", 10_000, 16, 1024),
    Job("GetObject 64 MiB, 4 in flight", "s3_get", 32, 4, 64 * MIB),
    Job("GetObject 64 MiB, checksum off", "s3_get", 32, 4, 64 * MIB, UNCHECKED),
    Job("PutObject 64 MiB, 4 in flight", "s3_put", 16, 4, 64 * MIB),
    Job("PutObject 64 MiB, checksum off", "s3_put", 16, 4, 64 * MIB, UNCHECKED),
    Job("ListObjectsV2, 1,000 keys, 8 in flight", "s3_list", 400, 8),
    Job("ListObjectsV2, 1,000 keys, 8 in flight, typed", "s3_list", 400, 8, typed=True),
]


def run(binary, job, options, is_base):
    command = ["taskset", "-c", str(options.cpu), binary, "--endpoint", options.endpoint, "--op", job.op, "--n",
               str(job.count), "--concurrency", str(job.in_flight)]
    if job.size:
        command += ["--size", str(job.size)]
    if job.typed and not is_base:
        command += ["--client", "typed"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env={**os.environ, **job.environment})
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def compare(job, samples, base):
    """Medians of each client, and the median of its ratios to the base within a round."""
    row = {"job": job.name}
    for name, runs in samples.items():
        row[name] = {key: statistics.median(r[key] for r in runs) for key in ("cpu_us_per_op", "ops_per_s")}
        if name != base:
            row[name]["cpu_ratio"] = statistics.median(
                r["cpu_us_per_op"] / b["cpu_us_per_op"] for r, b in zip(runs, samples[base]))
            row[name]["throughput_ratio"] = statistics.median(
                r["ops_per_s"] / b["ops_per_s"] for r, b in zip(runs, samples[base]))
    return row


def cpu_model():
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("clients", nargs="+", metavar="NAME=BINARY")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cpu", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    clients = dict(client.split("=", 1) for client in options.clients)
    base = next(iter(clients))

    load_before = os.getloadavg()[0]
    samples = {job.name: {name: [] for name in clients} for job in JOBS}
    for turn in range(options.rounds):
        for job in JOBS:
            order = list(clients) if turn % 2 == 0 else list(reversed(clients))
            for name in order:
                samples[job.name][name].append(run(clients[name], job, options, name == base))
        print(f"round {turn + 1} of {options.rounds} done", flush=True)

    rows = [compare(job, samples[job.name], base) for job in JOBS]
    others = [name for name in clients if name != base]
    print(f"\nCPU time an operation in µs, medians of {options.rounds} rounds; load before the run {load_before:.1f}\n")
    print(f"| job | {base} | " + " | ".join(f"{n} | CPU {n}/{base} | throughput {n}/{base}" for n in others) + " |")
    print("|---|---|" + "---|---|---|" * len(others))
    for row in rows:
        cells = [row["job"], f"{row[base]['cpu_us_per_op']:.1f}"]
        for name in others:
            cells += [f"{row[name]['cpu_us_per_op']:.1f}", f"{row[name]['cpu_ratio']:.2f}",
                      f"{row[name]['throughput_ratio']:.2f}"]
        print("| " + " | ".join(cells) + " |")
    with open(options.out, "w") as out:
        json.dump({"machine": cpu_model(), "cores": os.cpu_count(), "kernel": platform.release(),
                   "rounds": options.rounds, "load_before": load_before, "rows": rows, "samples": samples}, out, indent=1)


if __name__ == "__main__":
    main()
