"""Makes ledgers, checks that tonne and its peers agree on them, measures them in turns, and prints the tables as Markdown.

run.sh starts it with the two binaries built and the peers installed; `run.sh --help` shows the options.
"""

import argparse
import datetime
import importlib.metadata
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from check import peer_totals, same_lines, same_totals, tonne_totals
from coefficients import export
from generate import generate
from programs import START, Programs
from turns import alternate
from workbook import ROWS as WORKBOOK_ROWS, workbook

FILES = 1000
FILES_ROWS = 1_000_000
FEW = 100_000  # below it a run is too short to measure five times only


def made(data, rows, programs, files=1):
    """The folder with so many rows; made unless it is there from an earlier run."""
    folder = data / (f"{rows}-rows" if files == 1 else f"{rows}-rows-in-{files}-files")
    if not (folder / "inventory.toml").exists():  # it is written last
        print(f"  making {folder}", file=sys.stderr, flush=True)
        generate(folder, rows, files)
    export(programs.tonne, folder)
    return folder


def table(costs, head):
    """Costs as a table; the ratio is to the first."""
    first = next(iter(costs.values()))
    lines = [f"| {head} | wall, s | of tonne's | CPU, s | peak, MB |", "| --- | --: | --: | --: | --: |"]
    for name, cost in costs.items():
        lines.append(f"| {name} | {cost.wall:.3f} | {cost.wall / first.wall:.3g} | {cost.cpu:.3f} | {cost.peak / 1e6:.0f} |")
    return "\n".join(lines)


def totals(data, rows, programs, rounds):
    """The totals of one size: compared first, then measured. What tonne cost, and what its start cost."""
    folder = made(data, rows, programs)
    ours = tonne_totals(programs.run(folder))
    for who, *how in [("duckdb_totals",), ("duckdb_totals", "grouped"), ("polars_totals",)]:
        same_totals(ours, peer_totals(programs.peer(who, folder, *how)), who)
    costs = alternate(programs.totals(folder, made(data, 1, programs)), rounds * 4 if rows < FEW else rounds)
    size = (folder / "ledger.csv").stat().st_size / 1e6
    print(f"\n### Totals of {rows:,} rows ({size:,.0f} MB)\n\n{table(costs, 'totals')}\n", flush=True)
    print(f"tonne, DuckDB and polars give the same {len(ours)} figures to the last digit, from the same {rows:,} lines.", flush=True)
    return costs["tonne"], costs[START]


def lines(folder, rows, programs, rounds):
    """A line for each record."""
    print(f"\n### A line for each of {rows:,} rows\n")
    if not programs.writes_lines:
        print("Left out: this `tonne run` has no `--lines-out`.")
        return
    costs = alternate(programs.lines(folder), rounds)
    count = same_lines(folder / "lines-tonne.csv", folder / "lines-duckdb.csv")
    print(f"{table(costs, 'lines')}\n\ntonne and DuckDB write the same {count:,} lines in the same order.", flush=True)
    for written in folder.glob("lines-*.csv"):
        written.unlink()


def many_files(data, programs, rounds):
    """The same rows in one file and in many."""
    one, many = made(data, FILES_ROWS, programs), made(data, FILES_ROWS, programs, FILES)
    same_totals(tonne_totals(programs.run(one)), tonne_totals(programs.run(many)), f"tonne over {FILES} files")
    costs = alternate({"one file": programs.run(one), f"{FILES:,} files": programs.run(many)}, rounds)
    print(f"\n### {FILES_ROWS:,} rows in one file and in {FILES:,}\n\n{table(costs, 'tonne')}\n".replace("of tonne's", "of one file's"), flush=True)


def spreadsheet(data, programs, rounds):
    """A workbook against the time that its cells alone take to read."""
    folder = data / "workbook"
    print(f"\n### A workbook of {WORKBOOK_ROWS:,} rows x 12 columns\n")
    if not (folder / "inventory.toml").exists():
        workbook(folder)
    if subprocess.run([programs.tonne, "run", folder], capture_output=True).returncode != 0:
        print("Left out: this `tonne` does not read the workbook.", flush=True)
        return
    text = made(data, WORKBOOK_ROWS, programs)
    same_totals(tonne_totals(programs.run(text)), tonne_totals(programs.run(folder)), "tonne over the workbook")
    costs = alternate({"tonne": programs.run(folder), "`calamine` crate, counts cells": [programs.floor, "cells", folder / "ledger.xlsx"]}, rounds)
    print(f"{table(costs, 'workbook')}\n\nThe workbook gives the totals of the same rows as CSV, to the last digit.", flush=True)


def growth(costs):
    """How the cost of tonne grows with the rows."""
    print("\n### Growth\n\n| rows | wall, s | µs a row | µs a row, without starting | exponent | peak, MB |\n| --: | --: | --: | --: | --: | --: |")
    before = None
    for rows, (cost, start) in sorted(costs.items()):
        work = cost.wall - start.wall
        exponent = f"{math.log(work / before[1]) / math.log(rows / before[0]):.3f}" if before else ""
        print(f"| {rows:,} | {cost.wall:.3f} | {cost.wall / rows * 1e6:.3f} | {work / rows * 1e6:.3f} | {exponent} | {cost.peak / 1e6:.0f} |")
        before = (rows, work)
    print("\nStarting is the ledger of one row, measured in the same turns. The exponent compares a size with the one before: 1 is linear.")


def machine():
    """The machine, as far as Linux tells."""
    model, memory = platform.machine(), ""
    if Path("/proc/cpuinfo").exists():
        named = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
        model = named[0] if named else model
        memory = f", {int(open('/proc/meminfo').readline().split()[1]) / 1e6:.0f} GB of memory"
    return f"{model}, {os.cpu_count()} cores{memory}, {platform.system()} {platform.release().split('-')[0]}"


def setting(programs):
    """Where, when and with which versions."""
    version = subprocess.run([programs.tonne, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=Path(__file__).parent, capture_output=True, text=True).stdout.strip()
    peers = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("duckdb", "polars", "pandas"))
    print(f"{datetime.date.today()}; {machine()}; {version} ({commit or 'no commit'}); {peers}; Python {platform.python_version()}.", flush=True)


def main():
    options = argparse.ArgumentParser(prog="run.sh", description=__doc__.splitlines()[0])
    options.add_argument("rows", nargs="*", type=int, default=[10_000, 1_000_000, 10_000_000], help="sizes; default: 10000 1000000 10000000")
    options.add_argument("--data", type=Path, help="a folder for the ledgers, kept; default: a temporary one, removed")
    options.add_argument("--rounds", type=int, default=5, help="how often each program is measured; default: 5")
    options.add_argument("--tonne", required=True, help=argparse.SUPPRESS)
    options.add_argument("--floor", required=True, help=argparse.SUPPRESS)
    given = options.parse_args()
    programs = Programs(given.tonne, given.floor)
    data = given.data or Path(tempfile.mkdtemp(prefix="tonne-ledger-"))
    try:
        setting(programs)
        costs = {rows: totals(data, rows, programs, given.rounds) for rows in given.rows}
        lines(made(data, max(given.rows), programs), max(given.rows), programs, given.rounds)
        many_files(data, programs, given.rounds)
        spreadsheet(data, programs, given.rounds)
        growth(costs)
    finally:
        if given.data is None:
            shutil.rmtree(data)


if __name__ == "__main__":
    main()
