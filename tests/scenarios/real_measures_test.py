"""The invoices that Scotland's 32 councils paid within 30 days, taken in as a council would and held against figures that are reckoned here.

usage: real_measures_test.py PROGRAM DATA
"""

import csv
import json
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

PROGRAM = DATA = None

SETTINGS = """
[council]
name = "Westhaven County Council"
domain = "westhaven.example"

[[feed]]
name = "framework"
kind = "readings"

[feed.columns]
contract = "LocalAuthority"
period = "Year"
value = "LA_IndicatorReal"

[feed.values]
measure = "CORP08"
"""

TARGET = Decimal("0.95")
GOOD, APPROACHING, REQUIRES = TARGET, TARGET * Decimal("0.95"), TARGET * Decimal("0.85")


def rating_of(value):
    """By the bands that hold where none are given: 5 % and 15 % of the target below it."""
    if value >= GOOD:
        return "good"
    if value >= APPROACHING:
        return "approaching_target"
    return "requires_improvement" if value >= REQUIRES else "inadequate"


def limits_of(values):
    ranges = [abs(after - before) for before, after in zip(values, values[1:])]
    screen = 3.267 * sum(ranges) / len(ranges)
    kept = [each for each in ranges if each < screen]
    mean = sum(values) / len(values)
    spread = 2.66 * sum(kept) / len(kept)
    return mean - spread, mean, mean + spread


def causes_of(values):
    """Of each point the first rule that it falls under, tried point by point."""
    lower, mean, upper = limits_of(values)
    causes = ["common"] * len(values)

    def give(at, cause):
        if causes[at] == "common":
            causes[at] = cause

    windows = lambda length: (range(first, first + length) for first in range(len(values) - length + 1))
    outside = [value < lower or value > upper for value in values]
    for at, value in enumerate(values):
        if outside[at]:
            give(at, "above_upper" if value > upper else "below_lower")
    trends = {}
    for window in windows(7):
        steps = [values[at] - values[at - 1] for at in window[1:]]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            trends.update((at, "trend_up" if steps[0] > 0 else "trend_down") for at in window)
    for at, cause in trends.items():
        give(at, cause)
    near = [not outside[at] and abs(value - mean) > (upper - mean) * 2 / 3 for at, value in enumerate(values)]
    for window in windows(3):
        above, below = all(values[at] > mean for at in window), all(values[at] < mean for at in window)
        if (above or below) and sum(near[at] for at in window) >= 2:
            for at in window:
                if near[at]:
                    give(at, "two_of_three_above" if above else "two_of_three_below")
    for window in windows(7):
        above, below = all(values[at] > mean for at in window), all(values[at] < mean for at in window)
        for at in window if above or below else ():
            give(at, "shift_above" if above else "shift_below")
    return causes


class RealMeasures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.holder.name)
        (cls.folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
        with open(DATA / "lgbf_corp08.csv", newline="", encoding="utf-8") as file:
            cls.rows = list(csv.DictReader(file))
        cls.councils = sorted({row["LocalAuthority"] for row in cls.rows})
        cls.write("contracts.csv", ["ContractReference", "ContractTitle", "StartDate", "EndDate", "ContractValue", "SupplierName"],
                  [[council, f"Payment of invoices, {council}", "2010-04-01", "2030-03-31", "90000", "Payments Ltd"] for council in cls.councils])
        cls.write("measures.csv", ["contract", "measure", "title", "kind", "direction", "unit", "frequency", "target", "effective_from"],
                  [[council, "CORP08", "Invoices paid within 30 days", "process", "increase", "ratio", "yearly", str(TARGET), "2010-04-01"] for council in cls.councils])
        # The framework writes a financial year as 2010-11, which is also a month; the program asks for 2010/11.
        cls.write("framework.csv", list(cls.rows[0]), [[*row.values()] for row in ({**row, "Year": row["Year"].replace("-", "/")} for row in cls.rows)])
        for kind in ("contracts", "measures"):
            cls.run_program("import", kind, f"{kind}.csv")
        cls.taken_in = cls.run_program("import", "readings", "framework.csv", "--feed", "framework")
        cls.run_program("sweep")
        cls.measures = {each["contract"]: each for each in cls.run_program("measures")}

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    @classmethod
    def write(cls, name, header, rows):
        with open(cls.folder / name, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])

    @classmethod
    def run_program(cls, *arguments):
        call = [PROGRAM, "--settings", "settings.toml", "--database", "record.db", "--now", "2023-10-02T08:00", "--json", *arguments]
        done = subprocess.run(call, cwd=cls.folder, capture_output=True, text=True)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def readings_of(self, council):
        return sorted((row["Year"].replace("-", "/"), row["LA_IndicatorReal"]) for row in self.rows if row["LocalAuthority"] == council)

    def test_years_that_look_like_months_are_refused_naming_the_right_notation(self):
        self.write("as-published.csv", list(self.rows[0]), [[*row.values()] for row in self.rows])
        call = [PROGRAM, "--settings", "settings.toml", "--database", "record.db", "--now", "2023-10-02T08:00",
                "import", "readings", "as-published.csv", "--feed", "framework", "--dry-run"]
        done = subprocess.run(call, cwd=self.folder, capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("415 of 415 rows cannot be taken", done.stderr)
        self.assertIn("2010-11 is not how a financial year is written; write 2010/11", done.stderr)
        self.assertIn("2012-13 is not how a part of the financial year is written; write 2012/13", done.stderr)

    def test_every_reading_is_taken_in(self):
        self.assertEqual((len(self.rows), len(self.councils)), (415, 32))
        self.assertIn("415", json.dumps(self.taken_in))
        for council in self.councils:
            self.assertEqual([point["x"] for point in self.measures[council]["spc"]["points"]], [year for year, _ in self.readings_of(council)])

    def test_every_rating_given_is_that_of_the_value(self):
        given = set()
        for year in sorted({row["Year"].replace("-", "/") for row in self.rows}):
            for each in self.run_program("measures", "--period", year):
                values = dict(self.readings_of(each["contract"]))
                expected = rating_of(Decimal(values[year])) if year in values else None
                self.assertEqual(each["rating"], expected, f"{each['contract']} {year}")
                given.add(expected)
        self.assertEqual(given, {"good", "approaching_target", "requires_improvement", "inadequate", None})

    def test_limits_and_special_causes_are_those_reckoned_here(self):
        seen = set()
        for council in self.councils:
            values = [float(value) for _, value in self.readings_of(council)]
            chart = self.measures[council]["spc"]
            for name, expected in zip(("lower", "mean", "upper"), limits_of(values)):
                self.assertAlmostEqual(chart[name], expected, delta=1e-9, msg=f"{council} {name}")
            causes = causes_of(values)
            self.assertEqual([point["special_cause"] for point in chart["points"]], causes, council)
            self.assertEqual(chart["trial_limits"], len(values) < 13)
            seen.update(causes)
        self.assertGreater(len(seen), 5, "the councils' figures show most of what there is")

    def test_findings_are_of_those_that_missed_or_got_worse(self):
        found = {(each["kind"], each["contract"]) for each in self.run_program("findings")}
        for council in self.councils:
            readings = self.readings_of(council)
            values = [float(value) for _, value in readings]
            missed = rating_of(Decimal(readings[-1][1])) != "good"
            worse = len(values) >= 13 and causes_of(values)[-1] in ("below_lower", "trend_down", "two_of_three_below", "shift_below")
            self.assertEqual(("measure_missed", council) in found, missed, council)
            self.assertEqual(("measure_deteriorating", council) in found, worse, council)


if __name__ == "__main__":
    PROGRAM, DATA = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
