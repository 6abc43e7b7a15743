"""Writes an inventory with as many made-up records as asked for: `generate.py FOLDER ROWS [FILES]`.

The same arguments give the same bytes, on any machine. What the rows are of stands in mix.csv, the places in sites.csv, the choices in
inventory.toml; `random.Random(...).random()` is the one generator that Python promises never to change.
"""

import csv
import datetime
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
FIRST_DAY, DAYS = datetime.date(2022, 7, 1), 365
HEADER = "id,period,site,activity,category,quantity,unit,evidence,note\n"
# As exports have them: four in ten are plain, six have a comma and so are quoted, two of these with quotes inside, which CSV writes twice.
NOTES = [
    "",
    "自动抄表",
    "月度汇总",
    "财务系统导出",
    '"智能电表, 自动抄表"',
    '"一号楼, 二层机房"',
    '"供应商账单, 含税"',
    '"差旅系统, 部门:研发"',
    '"备注 ""补录"", 已复核"',
    '"合同 ""甲方"" 提供, 原件存档"',
]


def rows_of(csv_name):
    """The rows of a table beside this script."""
    with open(HERE / csv_name, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def kinds():
    """What a row can be of, as often in this list as its weight says: text before the quantity, text after it, size, decimals."""
    for row in rows_of("mix.csv"):
        kind = (f"{row['activity']},{row['category']}", row["unit"], int(row["largest"]), int(row["decimals"]))
        yield from [kind] * int(row["weight"])


def records(count):
    """The lines of the ledger, one record each."""
    draw = random.Random("tonne ledger benchmark").random
    mix, sites = list(kinds()), [row["site"] for row in rows_of("sites.csv")]
    days = [(FIRST_DAY + datetime.timedelta(day)).isoformat() for day in range(DAYS)]
    kinds_count, sites_count, notes_count = len(mix), len(sites), len(NOTES)
    for number in range(1, count + 1):
        what, unit, largest, most_decimals = mix[int(draw() * kinds_count)]
        decimals = int(draw() * (most_decimals + 1))
        scale = 10**decimals
        whole, part = divmod(1 + int(draw() * largest * scale), scale)
        quantity = f"{whole}.{part:0{decimals}d}" if decimals else whole
        day, site = days[int(draw() * DAYS)], sites[int(draw() * sites_count)]
        note = NOTES[int(draw() * notes_count)]
        yield f"R{number:08d},{day},{site},{what},{quantity},{unit},FP-{day[:7]}-{number * 7919 % 99999989:08d},{note}\n"


def write_inventory(folder, ledgers):
    """The choices of inventory.toml, with the sites and the names of the ledgers."""
    with open(folder / "inventory.toml", "w", encoding="utf-8", newline="\n") as out:
        out.write((HERE / "inventory.toml").read_text(encoding="utf-8"))
        for site in rows_of("sites.csv"):
            out.write(f'\n[sites.{site["site"]}]\nname = "{site["name"]}"\nregion = "{site["region"]}"\n')
        for ledger in ledgers:
            out.write(f'\n[[ledgers]]\nfile = "{ledger}"\n')


def generate(folder, count, files=1):
    """An inventory of `count` records in `files` ledgers of equal length."""
    folder.mkdir(parents=True, exist_ok=True)
    ledgers = ["ledger.csv"] if files == 1 else [f"ledger-{number:04d}.csv" for number in range(1, files + 1)]
    lines = records(count)
    for number, ledger in enumerate(ledgers):
        with open(folder / ledger, "w", encoding="utf-8", newline="\n", buffering=1 << 20) as out:
            out.write(HEADER)
            for _ in range(count * (number + 1) // files - count * number // files):
                out.write(next(lines))
    write_inventory(folder, ledgers)


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
