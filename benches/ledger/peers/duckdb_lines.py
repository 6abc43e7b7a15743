"""Every line by DuckDB: `duckdb_lines.py FOLDER OUT.csv [unordered]` writes the columns of `tonne run --lines-out`, in the order of the
ledger. `unordered` leaves the order to DuckDB, whose join mixes the lines of one block.

Emissions are exact. The coefficient of energy has 18 decimals here, since a decimal cannot hold a 3.6th.
"""

import sys
from pathlib import Path

import duckdb

LINES = """
    COPY (
        WITH record AS (SELECT row_number() OVER () + 1 AS line, * FROM ledger)
        SELECT id, 'ledger.csv' AS file, line, period, site, activity, counts_in AS category, quantity, unit,
            quantity * tco2e AS tco2e, quantity * tco2_biogenic AS tco2_biogenic, quantity * mwh AS mwh
        FROM record JOIN coefficient USING (activity, category, unit, site)
        WHERE period BETWEEN valid_from AND valid_to {order}
    ) TO '{out}' (HEADER, DELIMITER ',')"""

folder, out = Path(sys.argv[1]), sys.argv[2]
connection = duckdb.connect()
connection.execute("SET VARIABLE ledgers = $1", [str(folder / "ledger.csv")])
connection.execute("SET VARIABLE coefficients = $1", [str(folder / "coefficients.csv")])
connection.execute((Path(__file__).parent / "duckdb_read.sql").read_text())
connection.execute(LINES.format(out=out, order="" if sys.argv[3:] == ["unordered"] else "ORDER BY line"))
