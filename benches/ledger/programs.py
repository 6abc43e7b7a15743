"""The command lines that the benchmark compares."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
START = "tonne, a ledger of one row"


class Programs:
    """The programs, with the flags that this `tonne` knows."""

    def __init__(self, tonne, floor):
        self.tonne, self.floor = tonne, floor
        said = subprocess.run([tonne, "run", "--help"], check=True, capture_output=True, text=True).stdout
        self.quiet = ["--quiet"] if "--quiet" in said else []
        self.writes_lines = "--lines-out" in said
        self.has_threads = "--threads" in said

    def run(self, folder, *more):
        """tonne's totals."""
        return [self.tonne, "run", folder, "--format", "json", *self.quiet, *more]

    def peer(self, name, folder, *more):
        """A peer's totals or lines."""
        return [sys.executable, HERE / "peers" / f"{name}.py", folder, *more]

    def totals(self, folder, one_row):
        """All that computes the totals, and the floors below it; `one_row` is the folder of a ledger with one row."""
        one_thread = {"tonne, one thread": self.run(folder, "--threads", "1")} if self.has_threads else {}
        return {
            "tonne": self.run(folder),
            **one_thread,
            "DuckDB, exact": self.peer("duckdb_totals", folder),
            "DuckDB, exact, summed before multiplied": self.peer("duckdb_totals", folder, "grouped"),
            "polars, decimals": self.peer("polars_totals", folder),
            "pandas, binary floats": self.peer("pandas_totals", folder),
            "`csv` crate, counts records": [self.floor, "csv", folder / "ledger.csv"],
            "`simd-csv` crate, counts records": [self.floor, "simd-csv", folder / "ledger.csv"],
            "`memchr` crate, counts newlines": [self.floor, "newlines", folder / "ledger.csv"],
            START: self.run(one_row),
            "Python with DuckDB, does nothing": [sys.executable, "-c", "import duckdb; duckdb.connect()"],
        }

    def lines(self, folder):
        """All that writes a line for each record."""
        return {
            "tonne": self.run(folder, "--lines-out", folder / "lines-tonne.csv"),
            "DuckDB, in the order of the ledger": self.peer("duckdb_lines", folder, folder / "lines-duckdb.csv"),
            "DuckDB, in any order": self.peer("duckdb_lines", folder, folder / "lines-unordered.csv", "unordered"),
        }
