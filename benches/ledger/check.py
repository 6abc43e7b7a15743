"""Whether two programs say the same, to the last digit. Numbers are compared as decimals, so that `1.50` equals `1.5`."""

import csv
import itertools
import json
import re
import subprocess
import sys
from decimal import Decimal

FIGURE = re.compile(r"scope1|scope2\.location|scope3\.\d+")
# Not the unit: tonne may print its symbol, `kWh`, where the ledger and DuckDB have another spelling, `千瓦时`.
TEXTS = ["id", "file", "line", "period", "site", "activity", "category"]
EXACT = ["quantity", "tco2e", "tco2_biogenic"]
# DuckDB's coefficient of energy is rounded to 18 decimals, where MWh of a TJ or a GJ have no end.
ENERGY_WITHIN = Decimal("1e-12")


def tonne_totals(command):
    """The figures that peers compute, of a `tonne run --format json`; each must be exact."""
    run = json.loads(subprocess.run([str(word) for word in command], check=True, capture_output=True).stdout)
    figures = [figure for figure in run["figures"] if FIGURE.fullmatch(figure["key"])]
    inexact = [figure["key"] for figure in figures if not figure["exact"]]
    if inexact:
        sys.exit(f"not exact: {', '.join(inexact)}")
    return {figure["key"]: (Decimal(figure["value"]), figure["lines"]) for figure in figures}


def peer_totals(command):
    """The figures that a peer prints."""
    text = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
    return {key: (Decimal(value), int(lines)) for key, value, lines in csv.reader(text.splitlines())}


def same_totals(expected, found, who):
    """Ends the benchmark unless all figures and all counts of lines are the same."""
    if expected != found:
        for key in sorted(expected.keys() | found.keys()):
            if expected.get(key) != found.get(key):
                print(f"{key}: tonne {expected.get(key)}, {who} {found.get(key)}", file=sys.stderr)
        sys.exit(f"tonne and {who} do not give the same totals")


def same_lines(tonne_csv, peer_csv):
    """Ends the benchmark unless two files have the same lines in the same order; returns how many."""
    with open(tonne_csv, encoding="utf-8", newline="") as ours, open(peer_csv, encoding="utf-8", newline="") as theirs:
        count = 0
        for one, other in itertools.zip_longest(csv.DictReader(ours), csv.DictReader(theirs)):
            if one is None or other is None or not same_line(one, other):
                sys.exit(f"line {count + 1} differs\n  tonne {one}\n  peer  {other}")
            count += 1
    return count


def same_line(one, other):
    """Texts alike, emissions equal, energy as near as the peer's coefficient allows."""
    if any(one[column] != other[column] for column in TEXTS):
        return False
    if any(number(one[column]) != number(other[column]) for column in EXACT):
        return False
    ours, theirs = number(one["mwh"]), number(other["mwh"])
    return ours == theirs or (None not in (ours, theirs) and abs(ours - theirs) <= ENERGY_WITHIN)


def number(cell):
    """A decimal, or nothing: missing is not zero."""
    return Decimal(cell) if cell else None
