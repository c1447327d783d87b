"""Times the sweeps of two weeks in which no fact comes in against the first full sweep of the same record.

    sweep_bench.py PROGRAM [CONTRACTS [MEASURES_BENCH]]

With 20,000 contracts (the default) there are 100,000 measures with two readings each and 1,000,000 invoices. Everything is made
up, seeded, and put into a temporary folder. Prints seconds of wall time, and two medians with their ratio to the first sweep:
of the days on which something fell due all the same (time passes: alerts are raised, followed or resolved, mails are queued),
and of those on which nothing changed at all (no fact, nothing due, nothing told: Saturdays and Sundays, unless a date falls on one).
With the program measures_bench, also what part of the first sweep's processor time the rules of so many measures take.
"""

import csv
import datetime
import json
import pathlib
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
CONTRACTS = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
MEASURES_EACH, INVOICES_EACH = 5, 50
PLACE = pathlib.Path(tempfile.mkdtemp(prefix="contractwatch-sweep-bench-"))
chance = random.Random(1)
TAKEN_IN = datetime.date(2026, 10, 13)
FIRST = datetime.date(2026, 10, 14)
DAYS = 14  # after the first


def write(name, header, rows):
    with open(PLACE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def reference(number):
    return f"B-{number:05d}"


def contracts():
    for number in range(CONTRACTS):
        start = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(900))
        yield [reference(number), f"Service {number}", start, start + datetime.timedelta(days=2500), chance.choice([20_000, 80_000, 400_000, 6_000_000]),
               f"Supplier {number % 3000}", f"m{number % 200}@council.example", f"d{number % 20}@council.example", "pa23"]


def measures():
    for number in range(CONTRACTS):
        for measure in range(MEASURES_EACH):
            yield [reference(number), f"M{measure}", f"Measure {measure}", "increase", "%", "quarterly", 95, "2026-04-01"]


def readings():
    for number in range(CONTRACTS):
        for measure in range(MEASURES_EACH):
            for quarter, day in (("2026/27-Q1", "2026-07-10"), ("2026/27-Q2", "2026-10-10")):
                yield [reference(number), f"M{measure}", quarter, round(chance.gauss(97, 1.5), 1), day]


def invoices():
    days = [datetime.date(2025, 10, 1) + datetime.timedelta(days=day) for day in range(365)]
    for number in range(CONTRACTS * INVOICES_EACH):
        received = chance.choice(days)
        paid = received + datetime.timedelta(days=chance.choice([5, 8, 10, 11, 12, 13, 14, 16]))
        contract = chance.randrange(CONTRACTS)
        yield [reference(contract), f"Supplier {contract % 3000}", f"INV-{number:08d}", received, f"{chance.randrange(1000, 900000) / 100:.2f}",
               paid if paid <= TAKEN_IN else ""]


SETTINGS = """
[council]
domain = "council.example"
[mail]
transport = "folder"
folder = "mail"
from = "contracts@council.example"
[mailboxes]
procurement = "procurement@council.example"
accounts_payable = "payments@council.example"
"""


def run(day, *arguments):
    began = time.monotonic()
    done = subprocess.run([PROGRAM, "--settings", "settings.toml", "--database", "bench.db", "--json", "--now", f"{day}T09:00", *arguments], cwd=PLACE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began, json.loads(done.stdout)


(PLACE / "settings.toml").write_text(SETTINGS, encoding="utf-8")
write("contracts", "ContractReference ContractTitle StartDate EndDate ContractValue SupplierName manager_email director_email regime".split(), contracts())
write("measures", "contract measure title direction unit frequency target effective_from".split(), measures())
write("readings", "contract measure period value submitted_on".split(), readings())
write("invoices", "contract payee invoice received_on amount_gross paid_on".split(), invoices())
for kind in ("contracts", "measures", "readings", "invoices"):
    seconds, summary = run(TAKEN_IN, "import", kind, f"{kind}.csv")
    print(f"import {kind}: {summary['files'][0]['accepted']} rows, {seconds:.1f} s", flush=True)

def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


before = processor_seconds()
first, summary = run(FIRST, "sweep")
of_sweep = processor_seconds() - before
print(f"first sweep, {FIRST}: {first:.2f} s, {summary['evaluated']} parts evaluated, {summary['raised']} alerts raised")

if len(sys.argv) > 3:
    said = subprocess.run([str(pathlib.Path(sys.argv[3]).resolve()), str(CONTRACTS), "2", "1"], capture_output=True, text=True, check=True).stdout
    of_measures = float(re.search(r"readings each: ([0-9.]+) s", said)[1])
    print(f"rules of {CONTRACTS * MEASURES_EACH} measures, one day: {of_measures:.2f} s of the first sweep's {of_sweep:.2f} s of processor time, ratio {of_measures / of_sweep:.3f}", flush=True)

CHANGES = ("raised", "reminded", "escalated", "resolved", "withdrawn", "queued")
busy, still = [], []
for after in range(1, DAYS + 1):
    day = FIRST + datetime.timedelta(days=after)
    seconds, summary = run(day, "sweep")
    changes = ", ".join(f"{summary[change]} {change}" for change in CHANGES if summary[change])
    (busy if changes else still).append(seconds)
    print(f"sweep of {day:%A %d %B}: {seconds:.3f} s, {summary['evaluated']} parts evaluated, {changes or 'nothing changed'}", flush=True)


def say(what, sweeps):
    if sweeps:
        median = statistics.median(sweeps)
        print(f"{what}: {len(sweeps)} days, median {median:.3f} s, ratio to the first sweep {median / first:.4f} (1/{first / median:.0f})")


say("something fell due", busy)
say("nothing changed", still)
shutil.rmtree(PLACE)
