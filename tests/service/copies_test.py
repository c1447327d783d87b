"""Nightly copies of a running service, backup beside it, and the way back to a copy, with a kill at any moment of it."""

import datetime
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

from place import LONG, PlaceTest, csv, main
from register import MAIL, MAILBOXES, PEOPLE, person_row
from service import Service, wait_until

KILLS = 25


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def head_of(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT max(sequence) FROM entries").fetchone()[0]
    finally:
        connection.close()


class CopiesTest(PlaceTest):
    def copied(self, **copies):
        place = self.place(mail=MAIL, mailboxes=MAILBOXES, copies={"folder": "copies", "snapshot_folder": "shown", **copies})
        for folder in ("copies", "shown"):
            (place.folder / folder).mkdir()
        return place

    def take(self, place, number):
        place.take("people", PEOPLE, person_row(number))

    def detail(self, place, what):
        [(detail,)] = place.rows("SELECT detail FROM entries WHERE what = ? ORDER BY sequence DESC LIMIT 1", what)
        return json.loads(detail)

    def assert_sound(self, place, path):
        done = place.call("--json", "--database", path, "audit", "verify")
        self.assertEqual((done.exit, done.document["problems"]), (0, []), done.err)


class ANight(CopiesTest):
    def test_ThatWasMissedIsMadeUpForOnce(self):
        place = self.copied()
        today = datetime.date.today()
        with Service(place) as service:
            service.said("The record was copied up to its head")
            self.assertEqual(service.ready().stop(), 0)
        with Service(place) as service:
            self.assertEqual(service.ready().stop(), 0)
        self.assertEqual(len(place.entries("copied")), 1)
        [copy], [shown] = names(place.folder / "copies"), names(place.folder / "shown")
        self.assertRegex(copy, r"^contractwatch-\d{4}-\d\d-\d\d\.db$")
        self.assertEqual(shown, f"log-{copy[14:24].replace('-', '')}.db")
        self.assertLess(abs(datetime.date.fromisoformat(copy[14:24]) - today), datetime.timedelta(2))
        self.assertEqual((place.folder / "copies" / copy).read_bytes(), (place.folder / "shown" / shown).read_bytes())
        self.assert_sound(place, place.folder / "copies" / copy)
        self.assert_verifies(place)

    def test_KeepsTheNewestAndTouchesNothingElse(self):
        place = self.copied(keep=2, snapshot_keep=1)
        others = ["contractwatch-2026-02-30.db", "contractwatch-2020-01-01.db.gz", "contractwatch-2020-1-1.db",
                  "contractwatch-2020-01-01-1.db", "record.db", "xcontractwatch-2020-01-01.db", "log-20200101.db",
                  ".contractwatch-2020-01-01.db.tmp"]
        older = ["contractwatch-2020-01-01.db", "contractwatch-2020-01-02.db", "contractwatch-2020-01-02-2.db"]
        left_over = [".contractwatch-2020-01-03.db.4711.tmp", ".contractwatch-2020-01-03.db.4711.tmp-journal"]
        for name in others + older + left_over:
            place.write(f"copies/{name}", name)
        place.write("shown/log-20200101.db", "old")
        (place.folder / "copies/contractwatch-2019-01-01.db").mkdir()
        with Service(place) as service:
            service.said("The record was copied up to its head")
            self.assertEqual(service.ready().stop(), 0)
        new = [os.path.basename(path) for path in self.detail(place, "copied")["files"]]
        self.assertEqual(names(place.folder / "copies"),
                         sorted(others + ["contractwatch-2020-01-02-2.db", "contractwatch-2019-01-01.db", new[0]]))
        self.assertEqual(names(place.folder / "shown"), [new[1]])
        self.assertEqual([os.path.basename(path) for path in self.detail(place, "copied")["removed"]],
                         older[:2] + ["log-20200101.db"])

    def test_OfASecondCopyOverwritesNoFirst(self):
        place = self.copied()
        with Service(place) as service:
            service.said("The record was copied up to its head")
            self.assertEqual(service.ready().stop(), 0)
        [first] = names(place.folder / "copies")
        before = (place.folder / "copies" / first).read_bytes()
        place.did("restore", place.folder / "copies" / first, "--accept-loss")
        with Service(place) as service:  # the record does not know any more that it was copied today
            service.said("The record was copied up to its head")
            self.assertEqual(service.ready().stop(), 0)
        self.assertEqual(names(place.folder / "copies"), sorted([first, first.replace(".db", "-2.db")]))
        self.assertEqual((place.folder / "copies" / first).read_bytes(), before)

    def test_ThatFailsIsAnAlertUntilTheNextGoodCopy(self):
        place = self.copied()
        (place.folder / "shown").rmdir()
        with Service(place) as service:
            service.said("The record could not be copied; .*shown cannot be used for copies: No such file or directory")
            wait_until(lambda: place.rows("SELECT 1 FROM alerts WHERE kind = 'backup_failed'"), "there is an alert")
            self.assertEqual(names(place.folder / "copies"), [], "one without the other is none")
            self.assertEqual(service.stop(), 0)
        self.assertIn("shown cannot be used", self.detail(place, "copy_failed")["reason"])
        [finding] = place.did("findings", "--kind", "backup_failed")
        self.assertEqual((finding["key"], finding["severity"]), ("backup_failed//nightly copy/", "warning"))
        self.assertEqual(place.rows("SELECT audience FROM current_alerts"), [('["service_operator"]',)])
        with Service(place) as service:
            service.said("The record could not be copied")
            self.assertEqual(service.stop(), 0)
        self.assertEqual(len(place.entries("copy_failed")), 1, "the same failure of a day is recorded once")
        (place.folder / "shown").mkdir()
        with Service(place) as service:
            service.said("The record was copied up to its head")
            wait_until(lambda: place.rows("SELECT 1 FROM current_alerts WHERE state = 'resolved'"), "the alert is resolved")
            self.assertEqual(service.stop(), 0)
        self.assertEqual(place.did("findings", "--kind", "backup_failed"), [])
        self.assert_verifies(place)

    def test_OnAFullDiskLeavesNoHalfCopy(self):
        if os.geteuid() != 0:
            self.fail("only root can mount a small disk: run this test as root")
        place = self.copied()
        small = place.folder / "copies"
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small], capture_output=True, check=False)
        if mounted.returncode != 0:  # a container without the right to mount has a full device of its own
            shutil.rmtree(small)
            small.symlink_to("/proc")
            reason = "cannot be|could not be written"
        else:
            self.addCleanup(subprocess.run, ["umount", small], check=True)
            reason = "the disk is full"
        with Service(place) as service:
            service.said(f"The record could not be copied; .*({reason})")
            self.assertEqual(service.ready().stop(), 0)
        if mounted.returncode == 0:
            self.assertEqual(names(small), [])
        self.assertEqual(names(place.folder / "shown"), [])
        self.assert_verifies(place)


class AKillAmidstTheCopies(CopiesTest):
    def killed_within(self, place, span):
        """A service that is killed somewhere on its way through the night's copies; gives how long the whole way took."""
        begun = time.monotonic()
        with Service(place) as service:
            if span is None:
                service.said("The record was copied up to its head")
                span = time.monotonic() - begun
            else:
                try:
                    service.process.wait(self.chance.uniform(0, span))
                except subprocess.TimeoutExpired:
                    pass
            service.process.kill()
            service.process.wait(LONG)
        return span

    def test_LeavesEachOfThemWholeOrNone(self):
        self.chance, span, cut_off = random.Random(3), None, 0
        for kill in range(KILLS):
            place = self.copied()
            for number in range(1, 6):
                self.take(place, number)
            span = self.killed_within(place, span)
            found = [path for folder in ("copies", "shown") for path in (place.folder / folder).glob("[!.]*")]
            for path in found:
                self.assert_sound(place, path)
            cut_off += not found
            with Service(place) as service:  # the next one makes up for them, and clears away what was left over
                service.ready()
                wait_until(lambda: place.entries("copied"), "the record was copied")
                self.assertEqual(service.stop(), 0)
            made = [os.path.basename(path) for path in self.detail(place, "copied")["files"]]
            for folder, name in zip(("copies", "shown"), made):
                self.assertIn(name, names(place.folder / folder))
                self.assertEqual([left for left in names(place.folder / folder) if left.startswith(".")], [], kill)
                self.assert_sound(place, place.folder / folder / name)
            self.assert_verifies(place)
            place.close()
        print(f"{cut_off} of {KILLS} kills came before the copies had their names", flush=True)
        self.assertGreater(cut_off, 3)


class ABackup(CopiesTest):
    def test_IsMadeBesideTheRunningService(self):
        place = self.place(mail=MAIL, mailboxes=MAILBOXES)
        self.take(place, 1)
        with Service(place) as service:
            service.ready()
            made = place.did("backup", place.folder / "copy.db")
            self.assertEqual(service.stop(), 0)
        self.assertIn((int(made["head"].split(":")[0]), made["head"].split(":")[1]),
                      place.rows("SELECT sequence, lower(hex(hash)) FROM entries"))
        self.assertEqual(oct((place.folder / "copy.db").stat().st_mode & 0o7777), "0o440")
        self.assert_sound(place, place.folder / "copy.db")


class ARestore(CopiesTest):
    def recorded(self):
        """A record of three entries, and a copy of its first two."""
        place = self.place(mail=MAIL, mailboxes=MAILBOXES)
        for number in (1, 2):
            self.take(place, number)
        place.did("backup", place.folder / "copy.db")
        self.take(place, 3)
        return place

    def test_IsRefusedWhileAServiceRuns(self):
        place = self.recorded()
        with Service(place) as service:
            service.ready()
            done = place.call("restore", place.folder / "copy.db", "--accept-loss")
            self.assertEqual(done.exit, 3)
            self.assertIn("stop it first", done.err)
            self.assertEqual(service.stop(), 0)
        self.assertEqual(place.entries("restored"), [])

    def test_IsRefusedWhileSomebodyReads(self):
        place = self.recorded()
        reader = sqlite3.connect(f"file:{place.database}?mode=ro", uri=True)
        self.addCleanup(reader.close)
        self.assertEqual(reader.execute("SELECT max(sequence) FROM entries").fetchone(), (3,))
        done = place.call("restore", place.folder / "copy.db", "--accept-loss")
        self.assertEqual(done.exit, 3)
        self.assertIn("close it and try again", done.err)
        self.assertEqual(reader.execute("SELECT max(sequence) FROM entries").fetchone(), (3,))
        self.assertEqual(head_of(place.database), 3)

    def test_ComesBackFromADamagedRecord(self):
        place = self.recorded()
        with open(place.database, "r+b") as file:
            file.write(b"\xa5" * 4096)
        damaged = place.database.read_bytes()
        self.assertEqual(place.call("findings").exit, 3)
        done = place.call("restore", place.folder / "copy.db")
        self.assertEqual(done.exit, 3)
        self.assertIn("what would be lost cannot be counted", done.err)
        self.assertEqual(place.database.read_bytes(), damaged)
        restored = place.did("restore", place.folder / "copy.db", "--accept-loss")
        with open(restored["kept_as"], "rb") as file:
            self.assertEqual(file.read(), damaged, "kept for the auditors as it was")
        self.assertEqual(head_of(place.database), 3, "two entries, and the one that says what was done")
        with Service(place) as service:
            self.assertEqual(service.ready().stop(), 0)
        self.assert_verifies(place)

    def test_KilledAtAnyInstantLeavesTheOldRecordOrTheNew(self):
        chance, old, new, span = random.Random(1), 0, 0, None
        for kill in range(KILLS):
            place = self.recorded()
            command = place.command("restore", place.folder / "copy.db", "--accept-loss")
            begun = time.monotonic()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                code = process.wait(LONG if span is None else chance.uniform(0, span))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                code = process.wait(LONG)
            self.assertIn(code, (0, -signal.SIGKILL), kill)
            span = span or time.monotonic() - begun
            restored = bool(place.entries("restored"))
            (new, old) = (new + restored, old + (not restored))
            kept = [path for path in place.folder.glob("record.db.replaced-*.db")]
            for path in kept:
                self.assertEqual(head_of(path), 3, "what it replaced is whole")
            self.assertTrue(kept or not restored, "nothing was replaced that was not kept")
            self.assert_verifies(place)
            self.take(place, 4)
            self.assertEqual(place.rows("SELECT count(*) FROM current_people"), [(3 if restored else 4,)])
            self.assert_verifies(place)
            place.close()
        print(f"{old} times the old record, {new} times the new", flush=True)
        self.assertGreater(old, 3)
        self.assertGreater(new, 0)


if __name__ == "__main__":
    main()
