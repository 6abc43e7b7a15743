#!/usr/bin/env bash
# The benchmark of ledgers, in one command: builds tonne and the floors, installs the peers, makes the ledgers, checks, measures.
#
#     benches/ledger/run.sh                                10 thousand, 1 million and 10 million rows, in a temporary folder
#     benches/ledger/run.sh --data /tmp/ledgers 1000000    1 million rows, in a folder that is kept
#
# The tables go to standard output and into target/ledger-benchmark.md, the progress to standard error. docs/explanation/performance.md explains both.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

cargo build --release --locked --quiet --manifest-path "$root/Cargo.toml"
CARGO_TARGET_DIR=$target/floor cargo build --release --locked --quiet --manifest-path "$here/floor/Cargo.toml"
if [ ! -e "$target/peers/bin/python" ]; then
    python3 -m venv "$target/peers"
fi
"$target/peers/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"

PYTHONDONTWRITEBYTECODE=1 "$target/peers/bin/python" "$here/bench.py" \
    --tonne "$target/release/tonne" --floor "$target/floor/release/floor" "$@" | tee "$target/ledger-benchmark.md"
