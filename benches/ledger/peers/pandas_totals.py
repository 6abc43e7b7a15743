"""The totals by pandas: `pandas_totals.py FOLDER` prints figure, value and count of lines. In binary floats, as pandas is used: not exact."""

import sys
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1])
KEYS = ["activity", "category", "unit", "site"]
texts = {name: "category" for name in KEYS}
ledger = pd.read_csv(folder / "ledger.csv", usecols=[*KEYS, "period", "quantity"], dtype=texts, keep_default_na=False, parse_dates=["period"])
coefficients = pd.read_csv(
    folder / "coefficients.csv",
    usecols=[*KEYS, "valid_from", "valid_to", "figure", "tco2e"],
    keep_default_na=False,
    parse_dates=["valid_from", "valid_to"],
)
for key in KEYS:  # the same categories on both sides, so that the join compares numbers
    coefficients[key] = pd.Categorical(coefficients[key], categories=ledger[key].cat.categories)
lines = ledger.merge(coefficients, on=KEYS)
lines = lines[lines["period"].between(lines["valid_from"], lines["valid_to"])]
lines["value"] = lines["quantity"] * lines["tco2e"]
totals = lines.groupby("figure")["value"].agg(["sum", "size"])
for figure, total, count in totals.itertuples():
    print(f"{figure},{total!r},{count}")
