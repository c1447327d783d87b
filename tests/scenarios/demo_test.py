"""Holds config/demo/README.md against the demo: every finding that it states holds at its date, every finding that holds is stated,
and every kind of finding that a register can show occurs.

    demo_test.py PROGRAM SOURCE_FOLDER
"""

import datetime
import pathlib
import re
import sys
import unittest

from demo import DAYS, Demo, kinds_of

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
README = (SOURCE / "config" / "demo" / "README.md").read_text(encoding="utf-8")
COMMANDS = (SOURCE / "docs" / "commands.md").read_text(encoding="utf-8")
SERVICE = "the service"
# What depends on the machine and not on any file, so that a demo cannot state a day for it.
OF_THE_MACHINE = {"disk_low"}


def every_kind():
    """As docs/commands.md lists them under `findings`; a test of the program's holds that list."""
    row = next(line for line in COMMANDS.splitlines() if line.startswith("| `kind` | `contract_no_manager`"))
    return set(re.findall(r"`(\w+)`", row.split("|")[2]))


def stated():
    """Of each row of the table: the kinds, whom it is about (contract references, or the service), the dates in bold."""
    table = README.split("| finding |", 1)[1].split("\n\n", 1)[0]
    for line in table.splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        kinds = re.findall(r"`(\w+)`", cells[0])
        about = re.findall(r"WCC-\d{4}-\d{3}", cells[1]) or [SERVICE]
        for kind in kinds:
            yield kind, about[0], re.findall(r"\*\*(\d{4}-\d{2}-\d{2})\*\*", cells[3])


def stated_later():
    """Of each row of the table of what comes after those days: the kind, whom it is about, the day from which it holds."""
    for line in README.split("| finding later |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        about = re.search(r"WCC-\d{4}-\d{3}", cells[1])
        yield cells[0].strip("`"), about[0] if about else SERVICE, datetime.date.fromisoformat(cells[3])


class DemoRegister(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        demo = Demo(PROGRAM, SOURCE)
        cls.taken_in = kinds_of(demo.files)
        cls.found = {}
        for day in DAYS:
            demo.live_through(day)
            cls.found[day] = demo.run(f"{day}T09:00", "findings")
        for day in {day for _, _, first in stated_later() for day in (first - datetime.timedelta(1), first)}:
            cls.found[str(day)] = demo.run(f"{day}T09:00", "findings")
        demo.close()

    def of(self, day, kind, about):
        """What is said of it on that day."""
        return [(each["key"], each["severity"], each["summary"], each["members"]) for each in self.found[day]
                if each["kind"] == kind and (each["contract"] or SERVICE) == about]

    def test_every_file_is_taken_in(self):
        files = {path.stem for path in (SOURCE / "config" / "demo").glob("*.csv")} - {"payments-2026-10"}
        self.assertEqual(files, set(self.taken_in))

    def test_every_stated_finding_holds(self):
        for kind, about, _ in stated():
            self.assertTrue(any(self.of(day, kind, about) for day in DAYS), f"{kind} of {about} is stated and does not hold")

    def test_every_finding_that_holds_is_stated(self):
        known = {(kind, about) for kind, about, _ in stated()}
        found = {(each["kind"], each["contract"] or SERVICE) for day in DAYS for each in self.found[day]}
        self.assertEqual(found - known, set(), "these hold and config/demo/README.md does not state them")

    def test_what_is_stated_for_later_holds_from_that_day(self):
        for kind, about, first in stated_later():
            self.assertEqual(self.of(str(first - datetime.timedelta(1)), kind, about), [], f"{kind} of {about} before {first}")
            self.assertNotEqual(self.of(str(first), kind, about), [], f"{kind} of {about} on {first}")

    def test_something_changes_on_each_date_in_bold(self):
        for kind, about, dates in stated():
            for date in dates:
                day = next(day for day in DAYS if day >= date)
                before = self.of(DAYS[DAYS.index(day) - 1], kind, about) if day != DAYS[0] else []
                self.assertNotEqual(self.of(day, kind, about), before, f"{kind} of {about}: nothing changes on {date}")

    def test_every_kind_that_a_register_can_show_occurs(self):
        occurring = {each["kind"] for day in DAYS for each in self.found[day]} | {kind for kind, _, _ in stated_later()}
        self.assertEqual(every_kind() - occurring, OF_THE_MACHINE)
        for kind in OF_THE_MACHINE:
            self.assertIn(f"`{kind}`", README)


unittest.main(argv=sys.argv[:1])
