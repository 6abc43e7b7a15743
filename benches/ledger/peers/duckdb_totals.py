"""The totals by DuckDB: `duckdb_totals.py FOLDER [grouped]` prints figure, exact value and count of lines.

A hash join of the ledger with the coefficients, on all that decides a factor and the days between which it holds; sums in DECIMAL(38,20).
With `grouped` the quantities are summed for each coefficient first and multiplied once, which needs fewer wide multiplications.
"""

import sys
from pathlib import Path

import duckdb

JOIN = """
    FROM ledger JOIN coefficient USING (activity, category, unit, site)
    WHERE period BETWEEN valid_from AND valid_to"""
PLAIN = f"SELECT figure, sum(quantity * tco2e) AS value, count(*) AS lines {JOIN} GROUP BY figure"
GROUPED = f"""
    WITH amount AS (SELECT figure, tco2e, sum(quantity)::DECIMAL(20,4) AS quantity, count(*) AS lines {JOIN} GROUP BY figure, tco2e)
    SELECT figure, sum(quantity * tco2e) AS value, sum(lines) AS lines FROM amount GROUP BY figure"""

folder = Path(sys.argv[1])
connection = duckdb.connect()
connection.execute("SET VARIABLE ledgers = $1", [str(folder / "ledger*.csv")])
connection.execute("SET VARIABLE coefficients = $1", [str(folder / "coefficients.csv")])
connection.execute((Path(__file__).parent / "duckdb_read.sql").read_text())
for figure, value, lines in sorted(connection.execute(GROUPED if sys.argv[2:] == ["grouped"] else PLAIN).fetchall()):
    print(f"{figure},{value},{lines}")
