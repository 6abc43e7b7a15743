#!/usr/bin/env bash
# Writes the workbook, or the page, of a made-up inventory, and says how long that took and how much memory.
# ./run.sh xlsx 100000, ./run.sh html 10000; it needs GNU time, Chromium for the page, and builds tonne first.
set -euo pipefail
cd "$(dirname "$0")/../.."
format="${1:-xlsx}"
lines="${2:-100000}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cargo build --release --locked
cp benches/report/inventory.toml "$folder/"
# Electricity, diesel and flights, six to three to one, of 60 sites and 12 months. The ids are short: a ledger of more than 8 MiB would be
# added up as it is read, and have few lines.
awk -v lines="$lines" 'BEGIN {
    print "id,period,site,activity,quantity,unit,evidence"
    for (i = 0; i < lines; i++) {
        where = sprintf("2025-%02d,s%02d", i % 12 + 1, i * 7 % 60)
        amount = 1000 + i * 7919 % 98765 "." i % 90 + 10
        if (i % 10 < 6) print "E" i "," where ",electricity/grid," amount ",kWh,B" i
        else if (i % 10 < 9) print "F" i "," where ",fuel/diesel/commercial," amount ",L,B" i
        else print "T" i "," where ",travel/air/short-haul/economy/with-rf," amount ",passenger.km,B" i
    }
}' > "$folder/ledger.csv"
for site in $(seq 0 59); do
    printf '[sites.s%02d]\nname = "Made-up site %d"\nregion = "CN-BJ"\n' "$site" "$site" >> "$folder/inventory.toml"
done
/usr/bin/time --format "computed: %e s, %M KB" target/release/tonne run "$folder" --quiet > "$folder/figures"
/usr/bin/time --format "computed and written: %e s, %M KB" target/release/tonne report "$folder" --to "$format" --out "$folder/report.$format"
echo "size: $(stat --format %s "$folder/report.$format") bytes"
if [ "$format" = html ]; then
    # From the start of loading to the end of the page's own script, in a frame of another page.
    echo '<iframe src="report.html" width=1200 height=900 onload="document.body.append(` ready: ${Math.round(performance.now())} ms `)"></iframe>' > "$folder/frame.html"
    for _ in 1 2 3; do
        chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --user-data-dir="$folder/profile" \
            --dump-dom "file://$folder/frame.html" 2> "$folder/log" | grep -o 'ready: [0-9]* ms'
    done
fi
