"""Times the payment figures of a month over many invoices against one hand-written SQL aggregate over the same table.

    payments_bench.py PROGRAM [INVOICES] [ROUNDS]

With 1,000,000 invoices (the default) of 20,000 contracts, received over 1,000 days, a third of them declared down the supply
chain. Everything is made up, seeded, and put into a temporary folder. All figures (population, on time, late now and what is
still to pay, mean, median and buckets of days to pay) by contract, payee, supply tier and authority under every clock are asked
of the program and of `sqlite3` in turns; then a day's 5,000 new rows come in and both are asked again. Prints medians of wall
and processor time and their ratios. Both must say the same, figure by figure.
"""

import csv
import datetime
import json
import pathlib
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
INVOICES = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
CONTRACTS = 20_000
FIRST, LAST, AS_AT = "2026-09-01", "2026-09-30", "2026-10-15"
PLACE = pathlib.Path(tempfile.mkdtemp(prefix="contractwatch-payments-bench-"))
chance = random.Random(7)

FIGURES = f"""
WITH dated AS (
  SELECT i.contract, i.payee, coalesce(i.supply_tier, 1) AS tier, julianday(i.received_on) AS received,
    julianday(i.due_stated_on) AS stated, julianday(i.verified_on) AS verified, julianday(i.paid_on) AS paid_on,
    i.amount_gross_pence AS gross, c.regime, c.payment_terms_days AS terms, c.flow_down_days AS flow_down,
    julianday(CASE WHEN coalesce(i.supply_tier, 1) = 1 THEN '{AS_AT}' ELSE '{LAST}' END) AS as_at
  FROM current_invoices i LEFT JOIN current_contracts c ON c.contract_reference_key = lower(i.contract)
), known AS (
  SELECT *, CASE WHEN paid_on <= as_at THEN paid_on END AS paid FROM dated WHERE received <= as_at
), clocked AS (
  SELECT *, 'policy' AS clock, received + CASE WHEN tier = 1 THEN 14 ELSE flow_down END AS last_day FROM known
  UNION ALL
  SELECT *, regime, CASE regime
      WHEN 'pcr15' THEN min(coalesce(verified, received + 7), received + 7) + 30
      ELSE max(received, coalesce(stated, received)) + 29 END
  FROM known WHERE regime IN ('pa23', 'pcr15', 'below_threshold')
  UNION ALL
  SELECT *, 'contract', received + terms FROM known WHERE tier = 1
), stood AS MATERIALIZED (
  SELECT contract, payee, tier, clock, paid <= last_day AS on_time, paid IS NULL AS late_now,
    CASE WHEN paid IS NULL THEN gross ELSE 0 END AS to_pay, max(paid - received, 0) AS days
  FROM clocked WHERE last_day BETWEEN julianday('{FIRST}') AND julianday('{LAST}')
  UNION ALL
  SELECT contract, payee, tier, 'reporting', paid - received <= 30, 0, 0, max(paid - received, 0)
  FROM known WHERE paid BETWEEN julianday('{FIRST}') AND julianday('{LAST}')
), figures AS MATERIALIZED (
  SELECT 'contract' AS by, contract AS grouped, tier, clock, on_time, late_now, to_pay, days FROM stood
  UNION ALL SELECT 'payee', payee, tier, clock, on_time, late_now, to_pay, days FROM stood
  UNION ALL SELECT 'tier', CAST(tier AS TEXT), tier, clock, on_time, late_now, to_pay, days FROM stood
  UNION ALL SELECT 'authority', 'authority', tier, clock, on_time, late_now, to_pay, days FROM stood
), ranked AS (
  SELECT by, grouped, tier, clock, days, row_number() OVER w AS place, count(*) OVER (PARTITION BY by, grouped, tier, clock) AS many
  FROM figures WHERE days IS NOT NULL WINDOW w AS (PARTITION BY by, grouped, tier, clock ORDER BY days)
), middle AS (
  SELECT by, grouped, tier, clock, avg(days) AS median FROM ranked WHERE place IN ((many + 1) / 2, (many + 2) / 2) GROUP BY 1, 2, 3, 4
)
SELECT by, grouped, tier, clock, count(*), sum(coalesce(on_time, 0)), sum(late_now), sum(to_pay), avg(days), median,
  sum(coalesce(days <= 30, 0)), sum(coalesce(days BETWEEN 31 AND 60, 0)), sum(coalesce(days > 60, 0))
FROM figures LEFT JOIN middle USING (by, grouped, tier, clock) GROUP BY by, grouped, tier, clock;
"""
COLUMNS = ["by", "group", "supply_tier", "clock", "population", "on_time", "late_now", "late_now_pence", "mean_days_to_pay",
           "median_days_to_pay", "days_0_30", "days_31_60", "days_61_over"]


def write(name, header, rows):
    with open(PLACE / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def contracts():
    for number in range(CONTRACTS):
        yield [f"C-{number:05d}", f"Service {number}", f"Supplier {number % 3000:04d} Ltd", "2023-04-01", "2029-03-31", 100_000,
               chance.choice(["pa23", "pa23", "pcr15", "below_threshold", "none"]), chance.choice(["", "", 30]), chance.choice(["", 30])]


def invoices(first, number, days):
    names = list(range(first, first + number))
    chance.shuffle(names)
    for at, name in enumerate(names):
        received = days[at * len(days) // number]
        gross = chance.randrange(1_000, 5_000_000)
        contract, tier = chance.randrange(CONTRACTS), 1 + chance.randrange(10) // 7
        payee = f"Supplier {contract % 3000:04d} Ltd" if tier == 1 else f"Sub-contractor {chance.randrange(3000):04d}"
        paid = received + datetime.timedelta(days=3 + chance.randrange(58)) if chance.random() < 0.98 else ""
        yield [f"C-{contract:05d}", tier, f"Supplier {contract % 3000:04d} Ltd" if tier > 1 else "", payee, f"INV-{name:07d}", received,
               f"{gross / 100:.2f}", paid, chance.choice(["yes", "no"]), "no"]


HEADER = ["contract", "supply_tier", "payer", "payee", "invoice", "received_on", "amount_gross", "paid_on", "payee_sme", "payee_vcse"]
COMMAND = [PROGRAM, "--settings", str(PLACE / "none.toml"), "--database", str(PLACE / "record.db"), "--now", AS_AT]


def run(*arguments):
    return subprocess.run([*COMMAND, *arguments], check=True, capture_output=True, text=True).stdout


def timed(command):
    """Its wall time and its processor time; what it prints goes into a file."""
    with open(PLACE / "out", "w", encoding="utf-8") as out:
        begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=out)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.monotonic() - begun, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


ASKED = [*COMMAND, "payments", "--from", FIRST, "--to", LAST, "--by", "contract,payee,tier,authority", "--json"]
SQL = ["sqlite3", "-readonly", "-json", str(PLACE / "record.db"), FIGURES]


def same_number(one, other):
    return one == other or (one is not None and other is not None and abs(one - other) < 1e-9)


def check_same():
    timed(ASKED)
    ours = {tuple(row[column] for column in COLUMNS[:4]): [row[column] for column in COLUMNS[4:]]
            for row in json.loads((PLACE / "out").read_text(encoding="utf-8"))}
    timed(SQL)
    theirs = {tuple(list(row.values())[:4]): list(row.values())[4:] for row in json.loads((PLACE / "out").read_text(encoding="utf-8"))}
    assert ours.keys() == theirs.keys(), list(ours.keys() ^ theirs.keys())[:5]
    for key, figures in ours.items():
        assert all(map(same_number, figures, theirs[key])), (key, figures, theirs[key])
    return len(ours)


def say(what, theirs, ours):
    print(what)
    for at, kind in enumerate(("wall time", "processor time")):
        one, other = (statistics.median(each[at] for each in costs) for costs in (theirs, ours))
        print(f"  {kind}: SQL {one:.2f} s, contractwatch {other:.2f} s, ratio {other / one:.2f} (1/{one / other:.1f})", flush=True)


def rounds(what):
    groups = check_same()
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(timed(SQL))
        ours.append(timed(ASKED))
    say(f"{what}, {groups} groups", theirs, ours)


def main():
    (PLACE / "none.toml").write_text("", encoding="utf-8")
    first = datetime.date(2024, 1, 1)
    write("contracts.csv", ["ContractReference", "ContractTitle", "SupplierName", "StartDate", "EndDate", "ContractValue", "regime",
                            "payment_terms_days", "flow_down_days"], contracts())
    write("invoices.csv", HEADER, invoices(0, INVOICES, [first + datetime.timedelta(days=day) for day in range(1000)]))
    run("import", "contracts", str(PLACE / "contracts.csv"))
    run("import", "invoices", str(PLACE / "invoices.csv"))
    rounds(f"a month of {INVOICES} invoices")
    write("day.csv", HEADER, invoices(INVOICES, 5_000, [datetime.date(2026, 9, 10)]))
    run("import", "invoices", str(PLACE / "day.csv"))
    rounds("after 5,000 more")


try:
    main()
finally:
    shutil.rmtree(PLACE)
