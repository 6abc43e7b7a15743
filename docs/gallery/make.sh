#!/usr/bin/env bash
# Makes the pictures of the gallery anew: the page and the terminal, in three languages. ./make.sh; it needs Chromium, fonts with Chinese
# characters (Debian: chromium, fonts-noto-cjk) and `script` of util-linux, and builds tonne first.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked
out=docs/gallery
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
picture() { # FILE OUT WIDTH HEIGHT
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$folder/profile" --window-size="$3,$4" --screenshot="$out/$2" \
        "file://$1" 2> "$folder/log" || { cat "$folder/log" >&2; exit 1; }
}
terminal() { # OUT WIDTH HEIGHT COMMAND...: what the command prints on a real terminal of 120 columns
    local name="$1" width="$2" height="$3" script=HK
    case "$name" in *-zh-Hans*) script=SC ;; esac
    shift 3
    script --quiet --return --command "stty cols 120; $*" "$folder/typescript" > "$folder/seen" < /dev/null
    {
        echo '<!DOCTYPE html><meta charset="utf-8"><style>@font-face{font-family:Bars;src:local("DejaVu Sans Mono");unicode-range:U+2580-259F;size-adjust:83%}body{margin:0;background:#14191c;color:#e6e9ea}pre{text-spacing-trim:space-all;margin:0;padding:18px;'
        echo "font:15px/1.3 Bars,'Noto Sans Mono CJK $script',monospace}b{color:#fff}</style><pre>"
        echo "<b>\$ $*</b>" | sed 's#target/release/##'
        tr -d '\r' < "$folder/seen" | sed -e 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' -e 's/\x1b\[1m/<b>/g; s/\x1b\[0m/<\/b>/g; s/\x1b\[[0-9;]*m//g' | head -n 40
        echo '</pre>'
    } > "$folder/terminal.html"
    picture "$folder/terminal.html" "$name" "$width" "$height"
}
kingsoft=docs/examples/kingsoft-cloud
for language in en zh-Hant zh-Hans; do
    target/release/tonne report docs/examples/harbour-cloud/2025 --lang "$language" --to html --out "$folder/summary.html" --force
    picture "$folder/summary.html" "page-$language.png" 1200 1500
    target/release/tonne report "$kingsoft/2025" --as hkex --compare "$kingsoft/2024" --lang "$language" --to html --out "$folder/hkex.html" --force
    picture "$folder/hkex.html" "hkex-$language.png" 1200 1500
    terminal "terminal-$language.png" 1340 660 target/release/tonne report "$kingsoft/2025" --as hkex.emissions --compare "$kingsoft/2024" --lang "$language"
done
