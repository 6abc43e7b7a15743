"""Writes what one unit of each activity comes to: `coefficients.py TONNE FOLDER` makes FOLDER/coefficients.csv.

The peers need the factors that tonne chose, so that they do the same join. One record of quantity 1 for each kind of row, site and calendar
year goes through `tonne run --format json --lines`; its exact result is the coefficient. Its text is copied, never read as a number.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

from generate import rows_of, write_inventory

# The two parts of the fiscal year: in each, the editions of one calendar year hold.
VALID = {"2022-07-01": "2022-12-31", "2023-01-01": "2023-06-30"}
COLUMNS = ["activity", "category", "unit", "site", "valid_from", "valid_to", "figure", "counts_in", "tco2e", "tco2_biogenic", "mwh"]


def probe(folder):
    """An inventory with a record of quantity 1 for all that a ledger can hold; returns what each record is."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [(row["activity"], row["category"], row["unit"]) for row in rows_of("mix.csv")]
    sites = [row["site"] for row in rows_of("sites.csv")]
    cases = [(*kind, site, day) for kind in kinds for site in sites for day in VALID]
    with open(folder / "ledger.csv", "w", encoding="utf-8", newline="") as ledger:
        out = csv.writer(ledger)
        out.writerow(["id", "activity", "category", "unit", "site", "period", "quantity"])
        out.writerows([number, *case, "1"] for number, case in enumerate(cases))
    write_inventory(folder, ["ledger.csv"])
    return cases


def coefficient(line):
    """The figure that a line counts in, its category, and what it adds to emissions, biogenic CO2 and energy; empty if nothing."""
    category = line["category"]
    figure = "scope2.location" if category == "scope2" else category
    added = {one["key"]: one for one in line["contributions"]}
    of = [added.get(key) for key in (figure, f"{figure}.biogenic", "energy.total")]
    # Emissions must terminate, so that decimals can be compared to the last digit. TJ or GJ to MWh does not: those have 24 decimals.
    if not all(one is None or one["exact"] for one in of[:2]):
        sys.exit(f"{line['activity']} in {line['unit']} has no finite decimal: leave it out of mix.csv")
    return [figure, category] + ["" if one is None else one["value"] for one in of]


def export(tonne, folder):
    """All coefficients, beside the ledgers that they are for."""
    cases = probe(folder / "probe")
    run = subprocess.run([tonne, "run", folder / "probe", "--format", "json", "--lines"], check=True, capture_output=True)
    with open(folder / "coefficients.csv", "w", encoding="utf-8", newline="") as table:
        out = csv.writer(table)
        out.writerow(COLUMNS)
        for line in json.loads(run.stdout)["lines"]:
            *what, first_day = cases[int(line["id"])]
            out.writerow([*what, first_day, VALID[first_day], *coefficient(line)])


if __name__ == "__main__":
    export(sys.argv[1], Path(sys.argv[2]))
