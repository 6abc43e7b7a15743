"""The totals by polars: `polars_totals.py FOLDER` prints figure, value and count of lines. The quantity is summed as a Decimal for each
coefficient, then multiplied once, so that the product of two wide decimals never has to be rounded."""

import sys
from pathlib import Path

import polars as pl

folder = Path(sys.argv[1])
KEYS = ["activity", "category", "unit", "site"]
texts = {name: pl.String for name in [*KEYS, "figure", "counts_in", "tco2_biogenic", "mwh"]}
ledger = pl.scan_csv(
    folder / "ledger.csv",
    schema_overrides={**texts, "quantity": pl.Decimal(18, 4), "period": pl.Date},
    empty_string_is_null=False,
)
coefficients = pl.scan_csv(
    folder / "coefficients.csv",
    schema_overrides={**texts, "valid_from": pl.Date, "valid_to": pl.Date, "tco2e": pl.Decimal(38, 16)},
    empty_string_is_null=False,
)
amounts = (
    ledger.select(*KEYS, "period", "quantity")
    .join(coefficients.select(*KEYS, "valid_from", "valid_to", "figure", "tco2e"), on=KEYS)
    .filter(pl.col("period").is_between("valid_from", "valid_to"))
    .group_by("figure", "tco2e")
    .agg(pl.col("quantity").sum(), pl.len().alias("lines"))
)
value = pl.col("quantity").cast(pl.Decimal(38, 20)) * pl.col("tco2e").cast(pl.Decimal(38, 20))
totals = amounts.group_by("figure").agg(value.sum().alias("value"), pl.col("lines").sum()).sort("figure")
for figure, total, lines in totals.collect(engine="streaming").iter_rows():
    print(f"{figure},{total},{lines}")
