"""Writes the first 200,000 records as a workbook of twelve columns: `workbook.py FOLDER`. A spreadsheet keeps its numbers as binary floats;
these quantities have few enough digits to come back as they were."""

import csv
import sys
from pathlib import Path

import xlsxwriter

from generate import records, rows_of, write_inventory

ROWS = 200_000
COLUMNS = ["id", "period", "site", "region", "activity", "category", "quantity", "unit", "share", "count", "evidence", "note"]


def workbook(folder):
    """The workbook and its inventory."""
    folder.mkdir(parents=True, exist_ok=True)
    regions = {site["site"]: site["region"] for site in rows_of("sites.csv")}
    book = xlsxwriter.Workbook(folder / "ledger.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet("ledger")
    sheet.write_row(0, 0, COLUMNS)
    for number, record in enumerate(csv.reader(records(ROWS)), start=1):
        key, day, site, activity, category, quantity, unit, evidence, note = record
        cells = [key, day, site, regions[site], activity, category, float(quantity), unit, 1, 1, evidence, note]
        for column, cell in enumerate(cells):
            if cell != "":
                sheet.write(number, column, cell)
    book.close()
    write_inventory(folder, ["ledger.xlsx"])


if __name__ == "__main__":
    workbook(Path(sys.argv[1]))
