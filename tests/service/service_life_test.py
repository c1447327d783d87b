"""The service from its start to its end, and the starts that it refuses."""

import os
import signal
import sqlite3
import time

from place import PlaceTest, csv, main
from register import CONTRACTS, MAIL, MAILBOXES, PEOPLE, contract_row, director, person_row
from service import NoticeSocket, Service, wait_until


def dropped(place, name, text):
    """As a careful sender does it: written elsewhere, then renamed into the folder."""
    os.rename(place.write(name, text), place.drop / name)


def contents(*files):
    """Their bytes; SQLite leaves an empty file of its own beside one that was only looked at."""
    return [path.read_bytes() if path.exists() else b"" for path in files]


class TheService(PlaceTest):
    def served(self, **settings):
        place = self.place(**{"mail": MAIL, "mailboxes": MAILBOXES, **settings})
        place.drop.mkdir()
        return place

    def test_LivesFromReadyToStopped(self):
        place = self.served(drop={"folder": "drop"})
        notices = NoticeSocket(place.folder / "notice")
        self.addCleanup(notices.close)
        with Service(place, NOTIFY_SOCKET=notices.path, WATCHDOG_USEC="600000") as service:
            begun = notices.wait_for("READY=1")
            fed = notices.wait_for("WATCHDOG=1", since=notices.wait_for("WATCHDOG=1", since=begun))
            service.said("has started with the record")

            dropped(place, "people.csv", csv(PEOPLE, person_row(1)))
            dropped(place, "contracts-2026.csv", csv(CONTRACTS, contract_row(1)))
            service.said("Took in people.csv as people: 1 rows accepted")
            taken = service.said("Took in contracts-2026.csv as contracts: 1 rows accepted")
            service.said("Swept: .* [1-9][0-9]* alerts raised", since=service.lines.index(taken))
            wait_until(lambda: not list(place.drop.glob("*.csv")), "the files have left the drop folder")
            self.assertEqual(len(list(place.drop.glob("processed/*/*.csv"))), 2)
            self.assertIn(("contract_no_manager", "C-1"), place.rows("SELECT kind, contract FROM alerts"))
            notices.wait_for("WATCHDOG=1", since=fed)

            begun = time.monotonic()
            self.assertEqual(service.stop(), 0)
            self.assertLess(time.monotonic() - begun, 5, "seconds from SIGTERM to the end")
            notices.wait_for("STOPPING=1", seconds=1)
        did = [what for what, who, _ in place.entries() if who == "service"]
        self.assertEqual((did[0], did[-1]), ("started", "stopped"))
        self.assertEqual(did.count("import"), 2)
        self.assertIn("swept", did)
        self.assert_verifies(place)

    def test_SendsASignedNoteAtItsStartAndBeforeItsEnd(self):
        place = self.served(mailboxes={**MAILBOXES, "auditors": "audit@westhaven.example"})
        with Service(place) as service:
            service.said("Message 1 to audit@westhaven.example was accepted")
            self.assertEqual(service.stop(), 0)
            service.said(r"The head of the log is \d+:[0-9a-f]{64} \(start\): contractwatch/")
            service.said("Message 2 to audit@westhaven.example was accepted")
        self.assertEqual([entry[0] for entry in place.rows("SELECT subject FROM entries WHERE what = 'note_queued'")], ["start", "stop"])
        self.assertEqual((place.database.with_name("record.db.key").stat().st_mode & 0o7777), 0o600)
        journal = place.write("journal.txt", "\n".join(service.lines))
        heads = place.did("audit", "verify", "--head", journal, *place.mails(), "--key", place.did("audit", "key")["key"])["heads"]
        self.assertGreaterEqual(sum(head["signed_by"] is not None for head in heads), 4, "two in the journal, two in mails")
        self.assert_verifies(place)

    def test_RunsWithoutASignatureWhereTheKeyIsOpenToOthers(self):
        place = self.served(mailboxes={**MAILBOXES, "auditors": "audit@westhaven.example"})
        place.did("sweep")
        place.database.with_name("record.db.key").chmod(0o644)
        with Service(place) as service:
            service.said("it could not be signed: .*record.db.key")
            service.said("to audit@westhaven.example was accepted")
            self.assertEqual(service.stop(), 0)
        self.assert_verifies(place)

    def test_TakesInWhatArrivedWhileItWasAway(self):
        place = self.served(drop={"folder": "drop"})
        dropped(place, "people.csv", csv(PEOPLE, person_row(1)))
        with Service(place) as service:
            service.said("Took in people.csv")
            self.assertEqual(service.stop(), 0)
        self.assertEqual(place.rows("SELECT email FROM current_people"), [(director(1),)])

    def test_RefusesAFileInWordsAndGoesOn(self):
        place = self.served(drop={"folder": "drop"})
        with Service(place) as service:
            dropped(place, "people.csv", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n")
            service.said("Refused the file people.csv: ")
            wait_until(lambda: list(place.drop.glob("refused/people.csv.reasons.txt")), "the reasons lie beside it")
            dropped(place, "people-2.csv", csv(PEOPLE, person_row(1)))
            service.said("Took in people-2.csv")
            self.assertEqual(service.stop(), 0)
        self.assert_verifies(place)

    def test_LetsNoFileWriteItsJournal(self):
        place = self.served(drop={"folder": "drop"})
        with Service(place) as service:
            dropped(place, "people.csv", csv(PEOPLE, '"\x1b[31m<`x`>\n<1>forged",Ana Reed'))
            line = service.said("people.csv: ")
            self.assertIn("<`x`>", line, "as it stands, not as a web page would have it")
            self.assertEqual(service.stop(), 0)
            self.assertTrue(all(each.isprintable() for each in service.lines), service.lines)
            self.assertFalse([each for each in service.lines if each.startswith("<1>")])

    def test_EndsByInterruptAsBySigterm(self):
        place = self.served()
        with Service(place) as service:
            service.ready().signal(signal.SIGINT)
            self.assertEqual(service.ended(), 0)
        self.assertEqual(place.entries()[-1][0], "stopped")

    def test_GoesOnAfterAKill(self):
        place = self.served()
        with Service(place) as service:
            service.ready().signal(signal.SIGKILL)
            self.assertEqual(service.ended(), -signal.SIGKILL)
        with Service(place) as service:
            self.assertEqual(service.ready().stop(), 0)
        self.assertEqual([what for what, _, _ in place.entries() if what in ("started", "stopped")],
                         ["started", "started", "stopped"])
        self.assert_verifies(place)


class AStart(PlaceTest):
    def refused(self, place, pattern):
        """The service ends by itself, with an exit code that systemd takes for a failure, and says why."""
        with Service(place) as service:
            self.assertIn(service.ended(), (2, 3))
            return service.said(pattern)

    def recorded(self, **settings):
        place = self.place(mail=MAIL, **settings)
        place.take("people", PEOPLE, person_row(1))
        return place

    def test_IsRefusedWhereAServiceRunsAlready(self):
        place = self.recorded()
        with Service(place) as first:
            first.ready()
            line = self.refused(place, "is being written by the service")
            self.assertIn(f"process {first.process.pid}", line)
            place.did("sweep")  # the first one is none the worse for it
            self.assertEqual(first.stop(), 0)
        self.assertEqual(len(place.entries("started")), 1)

    def test_IsRefusedForARehearsal(self):
        place = self.place(mail=MAIL)
        place.take("people", PEOPLE, person_row(1), now="2026-10-01")
        before = place.entries()
        self.refused(place, "is a rehearsal")
        self.assertEqual(place.entries(), before)

    def test_IsRefusedWithoutAFolderForTheRecord(self):
        place = self.place(database={"path": "nowhere/record.db"})
        self.refused(place, "nowhere: there is no such folder for the record; make it")
        self.assertFalse((place.folder / "nowhere").exists())

    def test_IsRefusedWithoutTheDropFolder(self):
        place = self.place(drop={"folder": "drop"})
        self.refused(place, "the drop folder .*/drop does not exist; make it")

    def test_IsRefusedWithAGivenTime(self):
        place = self.recorded()
        before = contents(place.database)
        done = place.call("run", now="2026-10-01")
        self.assertIn(done.exit, (2, 3))
        self.assertIn("run goes by the machine's clock", done.err)
        self.assertTrue(contents(place.database) == before)

    def test_IsRefusedWithWrongSettings(self):
        place = self.place(alerts={"digest_hour": "08:00"})
        self.refused(place, r"settings.toml:\d+:\d+: alerts.digest_hour: ")
        self.assertFalse(place.database.exists())

    def assert_left_untouched(self, place, pattern):
        files = [place.database, place.folder / "record.db-wal"]
        before = contents(*files)
        self.refused(place, pattern)
        for command in (["sweep"], ["findings"], ["audit", "verify"]):
            done = place.call(*command)
            self.assertEqual(done.exit, 3, f"{command}: {done.out}{done.err}")
            self.assertRegex(done.err, pattern)
        self.assertTrue(contents(*files) == before, "the file was written to")

    def test_LeavesANewerRecordAlone(self):
        place = self.recorded()
        connection = sqlite3.connect(place.database)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        self.assert_left_untouched(place, "written by a newer contractwatch .*version 99")

    def test_LeavesADamagedRecordAlone(self):
        for name, at, length in (("the file's first words", 0, 16), ("the page of the schema", 100, 400)):
            with self.subTest(name):
                place = self.recorded()
                with open(place.database, "r+b") as file:
                    file.seek(at)
                    file.write(b"\xa5" * length)
                self.assert_left_untouched(place, "the record is damaged")

    def test_LeavesAnotherProgramsFileAlone(self):
        place = self.place()
        connection = sqlite3.connect(place.database)
        connection.execute("CREATE TABLE stamps(country TEXT)")
        connection.commit()
        connection.close()
        self.assert_left_untouched(place, "no contractwatch record")

    def test_LeavesAFileThatIsNoDatabaseAlone(self):
        place = self.place()
        place.database.write_text("Minutes of the committee\n" * 200, encoding="utf-8")
        self.assert_left_untouched(place, "damaged")


if __name__ == "__main__":
    main()
