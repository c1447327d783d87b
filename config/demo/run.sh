#!/bin/sh
# The demo: takes a fictional council's register in, lives through three days with it, and writes the mails of those days into
# demo-out/mail instead of sending them. Everything is invented; nothing leaves this machine.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top"
out=demo-out

sh config/install.sh build

PATH=/usr/bin:$PATH
export PATH

# A build folder that exists already is built as it is.
build() {
    mkdir -p build
    if [ ! -f build/build.ninja ]; then
        echo "Configuring; the first build takes some minutes."
        cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DBUILD_TESTING=OFF >build/configure.log 2>&1 || {
            cat build/configure.log >&2
            exit 1
        }
    fi
    cmake --build build --target contractwatch
}

contractwatch() {
    build/contractwatch --settings config/demo/contractwatch.toml --database "$out/contractwatch.db" "$@"
}

# The sum of a figure's values in a JSON document.
sum_of() {
    { grep -o "\"$1\": *[0-9][0-9]*" "$2" || true; } | awk -F: '{ sum += $2 } END { print sum + 0 }'
}

take_in() {
    for kind in people suppliers outcomes contracts roles schedules reviews measures readings actions subcontracts invoices payments returns obligations; do
        feed=
        [ "$kind" != payments ] || feed="--feed ledger"
        contractwatch --now 2026-09-30T09:00 --json import "$kind" $feed "config/demo/$kind.csv" >"$out/import-$kind.json"
    done
    cat "$out"/import-*.json >"$out/import.json"
    rm "$out"/import-*.json
    # What finance sent as the next export is a web page that asks for a password: it is refused, and somebody is told.
    if contractwatch --now 2026-09-30T17:00 import payments --feed ledger config/demo/payments-2026-10.csv 2>"$out/journal.txt"; then
        echo "A web page was taken in as payments." >&2
        exit 1
    fi
}

live_through() {
    contractwatch --now "$1T08:00" --json sweep >"$out/sweep-$1.json"
    contractwatch --now "$1T08:01" --json deliver >"$out/deliver-$1.json" 2>>"$out/journal.txt"
    echo "  $1: $(sum_of raised "$out/sweep-$1.json") alerts raised, $(sum_of reminded "$out/sweep-$1.json") reminded," \
        "$(sum_of escalated "$out/sweep-$1.json") escalated; $(sum_of sent "$out/deliver-$1.json") mails"
}

build
rm -rf "$out"
mkdir -p "$out/mail"

take_in
echo
echo "Westhaven County Council, an invented council: $(sum_of accepted "$out/import.json") rows of its register taken in."
for day in 2026-10-01 2026-10-02 2026-10-05; do
    live_through "$day"
done
contractwatch --json audit verify >"$out/verify.json"
echo "The log has $(sum_of entries "$out/verify.json") entries and verifies."
echo "The mails, as a browser opens them: $out/mail/*.html ($(find "$out/mail" -name '*.html' | wc -l) files; .eml beside them)"
echo "The record: $out/contractwatch.db (sqlite3, or any tool that reads SQLite)"
echo "What holds, with its evidence:"
echo "  build/contractwatch --settings config/demo/contractwatch.toml --now 2026-10-05T09:00 findings"
echo "What would be sent in the next months: the same with: preview --from 2026-10-06 --to 2026-12-31"
