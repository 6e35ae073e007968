"""The figures that bench/run has measured, as a table, and with the machine as target/bench.json.

    python3 bench/table.py LINES.jsonl BENCH.json
"""

import datetime
import json
import os
import platform
import subprocess
import sys


def number(value):
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def machine():
    def first(path, start):
        with open(path) as lines:
            return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(start)), "")

    return {
        "processor": first("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "memory": first("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.release()}",
        "load": os.getloadavg()[0],
    }


def goal(found, ratio, text):
    """Whether what was found is at least (ratio >= 1) what was wanted."""
    return f"{text}: {'met' if ratio >= 1 else 'MISSED'}" if found is not None else ""


def rows(figures):
    """Figure, what, ours per CPU-second and second, what it is compared with, ratio, CPU-s, s, goal."""
    by_name = {figure["name"]: figure for figure in figures}
    memory = by_name["cases in memory"]
    durable = by_name["SQLite, 64 clients"]
    window = {}
    for figure in figures:
        per_cpu, ratio, beside, wanted = figure.get("per_cpu"), None, "", ""
        name, letter = figure["name"], figure["figure"]
        shown = [number(per_cpu), number(figure.get("per_second"))]
        if letter == "a":
            wanted = goal(per_cpu, per_cpu / 100_000, "≥ 100,000")
        elif letter in "bc":
            ratio, beside = figure["of raw"], f"raw {number(figure['raw/s'])} commands/s"
            name += f" (p50 {number(figure['p50 ms'])} p99 {number(figure['p99 ms'])} ms)"
            if letter == "b" and "64" in name:
                p99 = figure["p99 ms"]
                wanted = goal(p99, 25 / p99, "p99 ≤ 25 ms") + ", "
            if letter == "b" and "1 client " not in name:
                wanted += goal(per_cpu, per_cpu / 10_000, "≥ 10,000") + ", " + goal(ratio, ratio / 0.5, "≥ 0.5 of raw")
        elif letter == "d":
            ours = memory if "memory" in name else durable
            ratio, beside = ours["per_cpu"] / per_cpu, f"ours {number(ours['per_cpu'])} per CPU-s"
        elif "value" in figure:
            shown = [f"{number(figure['value'])} {figure['unit']}", ""]
            wanted = goal(figure["value"], 2 / figure["value"], "≤ 2 s") if letter == "h" else ""
        elif letter == "i":
            # The first of a kind is what the others are compared with: a young case, few items.
            kind = name.split(",")[0] + name.split(",")[1].rstrip("0123456789")
            small = window.setdefault(kind, figure)
            if small is not figure and "loaded" not in name:
                ratio = small["per_cpu"] / per_cpu
                beside = f"cost of one, beside “{small['name'].split(', ')[-1]}”"
                wanted = goal(ratio, 1.25 / ratio, "no growth")
        unit = figure["unit"] if per_cpu else ""
        yield [letter, name, *shown, unit, number(ratio), beside, number(figure.get("cpu")), number(figure.get("wall")), wanted]


def main():
    with open(sys.argv[1]) as lines:
        figures = [json.loads(line) for line in lines if line.strip()]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    about = {"date": now, "commit": commit.stdout.strip(), "machine": machine()}
    with open(sys.argv[2], "w") as file:
        json.dump({**about, "figures": figures}, file, indent=1, ensure_ascii=False)
    head = ["", "what", "per CPU-s", "per s", "of", "ratio", "compared with", "CPU-s", "s", "goal"]
    table = [head, *rows(figures)]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    right = {2, 3, 5, 7, 8}
    for row in table:
        cells = [cell.rjust(width) if at in right else cell.ljust(width) for at, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())
    print(f"\n{about['machine']['processor']}, {about['machine']['cores']} cores, load {number(about['machine']['load'])}; {now}, {about['commit']}")


main()
