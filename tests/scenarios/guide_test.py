"""Runs every query of the auditors' guide with the sqlite3 program on the demo's record, read-only, and holds what the guide shows of its output.

The demo is lived through as config/demo/run.sh does, and a few things happen besides, so that every query finds something. A
```sql block must give at least one row. Where a ```text block follows it, each of its lines but `...` must be in the output, in
their order. With --write the shown output is made anew: the header and the first rows.

    guide_test.py PROGRAM SOURCE_FOLDER [--write]
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import unittest

from demo import Demo

WRITE = "--write" in sys.argv
PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
GUIDE = SOURCE / "docs" / "auditors-guide.md"
SHOWN_ROWS = 3
BLOCK = re.compile(r"```sql\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)

# What the demo's three days do not have: a revision, a new target, a rating set by a person, an early review, one put off, an erasure.
REVISED = """ContractReference,ContractTitle,EndDate,manager_email
WCC-2025-029,College Transport: Westbridge Taxi Route 36,2027-07-31,owen.tresidder@westhaven.example
"""
TARGET = """contract,measure,title,direction,frequency,target,effective_from,reason,author
WCC-2024-019,M01,Journeys running no more than five minutes late,increase,monthly,92,2026-12-01,agreed at the yearly review,daniel.ashcombe@westhaven.example
"""
OVERRIDE = """contract,measure,period,value,rating,submitted_on,submitted_by,override_reason
WCC-2024-019,M01,2026-09,85.10,approaching_target,2026-10-02,performance@fellside.example,roadworks outside the operator's control
"""
FOUND_LATER = """contract,payee,invoice,received_on,amount_gross,paid_on
WCC-2025-019,Brackenfold Care Ltd,BCL-05947-A,2026-08-03,1250.00,2026-08-13
"""


class Record(Demo):
    """The demo's record, with the things that happen besides."""

    def __init__(self):
        super().__init__(PROGRAM, SOURCE)
        self.live_through("2026-10-01")
        self.live_through("2026-10-02")
        self.happen()
        self.live_through("2026-10-05")

    def happen(self):
        for kind, name, text in [("contracts", "register-2026-10.csv", REVISED), ("measures", "targets-2026-10.csv", TARGET), ("readings", "readings-2026-09.csv", OVERRIDE)]:
            (self.folder / name).write_text(text, encoding="utf-8")
            self.run("2026-10-02T10:00", "import", kind, name)
        late = next(each for each in self.run("2026-10-02T10:05", "alerts", "--open", "--contract", "WCC-2025-030") if each["kind"] == "payment_late")
        self.run("2026-10-02T11:00", "acknowledge", str(late["id"]), "--by", "nadia.corrigan@westhaven.example", "--note", "both are in Friday's pay run")
        self.run("2026-10-02T14:00", "review", "record", "WCC-2025-008", "operational", "--held-on", "2026-10-02", "--by", "dorothy.pell@westhaven.example", "--rating", "good")
        self.run("2026-10-02T14:10", "review", "defer", "WCC-2025-013", "performance", "--occurrence", "2026-10-03", "--to", "2026-10-23", "--reason", "the supplier's manager is ill", "--by", "daniel.ashcombe@westhaven.example")
        self.run("2026-10-02T15:00", "audit", "erase", "reviews", "1", "--columns", "attendees", "--by", "dorothy.pell@westhaven.example", "--reason", "asked for under data protection law")
        self.run("2026-10-02T16:00", "payments", "return", "s69", "--period", "2026/27-H1", "--record", "--approved-by", "Imogen Vale", "--approver-title", "Director of Finance")
        self.before_it_was_found = self.folder / "before.db"
        self.ask(f"VACUUM INTO '{self.before_it_was_found}'")
        (self.folder / "invoices-found-later.csv").write_text(FOUND_LATER, encoding="utf-8")
        self.run("2026-10-02T17:00", "import", "invoices", "invoices-found-later.csv")
        self.run("2026-10-02T18:30", "sweep")

    def printed(self, database, now, *arguments):
        command = [self.program, "--settings", "settings.toml", "--database", str(database), "--now", now, *arguments]
        return subprocess.run(command, cwd=self.folder, capture_output=True, check=True, timeout=600).stdout

    def ask(self, sql, database=None):
        done = subprocess.run(["/usr/bin/sqlite3", "-readonly", "-header", f"file:{database or self.path}?mode=ro", sql], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{sql}\n{done.stderr}"
        return done.stdout.splitlines()


def with_output(record, guide):
    """The guide, each shown output made anew."""

    def anew(found):
        lines = record.ask(found.group(1))
        shown = lines[:1 + SHOWN_ROWS] + (["..."] if len(lines) > 1 + SHOWN_ROWS else [])
        text = "\n".join(shown)
        return f"```sql\n{found.group(1)}```\n\n```text\n{text}\n```\n"

    return BLOCK.sub(anew, guide)


class GuideTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.record = Record()
        cls.guide = GUIDE.read_text(encoding="utf-8")
        if WRITE:
            cls.guide = with_output(cls.record, cls.guide)
            GUIDE.write_text(cls.guide, encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.record.close()

    def test_every_query_gives_rows(self):
        queries = BLOCK.findall(self.guide)
        self.assertGreater(len(queries), 16)
        for sql, _ in queries:
            with self.subTest(sql):
                self.assertGreater(len(self.record.ask(sql)), 1, "a header and at least one row")

    def test_what_is_shown_is_what_comes_out(self):
        for sql, shown in BLOCK.findall(self.guide):
            with self.subTest(sql):
                output = iter(self.record.ask(sql))
                missing = [line for line in shown.splitlines() if line != "..." and line not in output]
                self.assertEqual(missing, [], "not in the output; --write makes what the guide shows anew")

    def test_every_view_has_its_query(self):
        queries = " ".join(sql for sql, _ in BLOCK.findall(self.guide))
        for view in self.record.ask("SELECT name FROM sqlite_schema WHERE type = 'view'")[1:]:
            self.assertRegex(queries, rf"\b{view}\b")

    def test_the_digest_of_every_figure_follows_from_its_rows(self):
        """By the guide's own program, from what the command line prints of a copy of that day."""
        copy = self.record.before_it_was_found
        program = re.search(r"```py\n(.*?)```", self.guide, re.DOTALL).group(1)
        figures = self.record.ask("SELECT DISTINCT alert, day, rows_behind, rows_sha256 FROM audit_payment_figures", copy)[1:]
        self.assertGreater(len(figures), 3)
        contracts = {line.split("|")[0] for line in self.record.ask("SELECT contract FROM audit_payment_figures", copy)[1:]}
        self.assertTrue("" in contracts and len(contracts) > 1, "of contracts, and across them")
        for named in re.findall(r"payments behind (\d+) --", self.guide):
            self.assertIn(named, {line.split("|")[0] for line in figures}, "an alert that the guide names")
        for alert, day, count, sha256 in (line.split("|") for line in figures):
            with self.subTest(alert):
                rows = self.record.printed(copy, f"{day}T09:00", "payments", "behind", alert, "--rows")
                done = subprocess.run([sys.executable, "-c", program], input=rows, capture_output=True, timeout=60)
                self.assertEqual((rows.count(b"\n"), done.stdout.decode().strip()), (int(count), sha256), done.stderr)
                lines = self.record.printed(copy, f"{day}T09:00", "payments", "behind", alert, "--lines")
                self.assertEqual(hashlib.sha256(lines).hexdigest(), sha256)

    def test_a_figure_keeps_its_digest_whatever_is_known_later(self):
        alert = self.record.ask("SELECT alert FROM alert_steps s JOIN alerts a ON a.id = s.alert WHERE a.kind = 'payment_not_improving'")[1]
        then, now = (json.loads(self.record.printed(database, "2026-10-05T12:00", "payments", "behind", alert, "--json"))
                     for database in (self.record.before_it_was_found, self.record.path))
        self.assertEqual([kept.pop("same_rows") for kept in then["kept"] + now["kept"]], [True, False], "an invoice of these months was found since")
        self.assertEqual(now["kept"], then["kept"])
        self.assertEqual(now["rows_behind"], then["rows_behind"] + 1)

    def test_a_reader_cannot_change_the_record(self):
        with self.assertRaisesRegex(AssertionError, "readonly database"):
            self.record.ask("DELETE FROM current_outbox")


unittest.main(argv=sys.argv[:1])
