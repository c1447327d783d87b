"""The service on a disk that takes nothing more, and after an end that was none.

A limit on the size of files stands for the full disk: the kernel refuses what would make the -wal file longer.
"""

import json
import resource
import signal
import sqlite3

from place import PlaceTest, csv, main
from register import CONTRACTS, MAIL, MAILBOXES, PEOPLE, contract_row, person_row
from service import Service, wait_until

OPERATOR = MAILBOXES["operator"]


class TheDisk(PlaceTest):
    def served(self, **settings):
        place = self.place(**{"mail": MAIL, "mailboxes": MAILBOXES, "drop": {"folder": "drop"}, **settings})
        place.drop.mkdir()
        return place

    def refuse_writes(self, place, service):
        length = place.database.with_name("record.db-wal").stat().st_size
        resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (length, resource.RLIM_INFINITY))

    def allow_writes(self, service):
        resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def test_TakesNothingInWhileTheRecordCannotBeWrittenAndTellsTheOperator(self):
        place = self.served(disk={"ballast_mib": 1})
        with Service(place, restore_signals=False) as service:  # Python ignores SIGXFSZ, and so shall the service
            service.ready()
            self.assertEqual(place.database.with_name("record.db.ballast").stat().st_blocks * 512, 2**20)
            self.refuse_writes(place, service)
            people = place.write("people.csv", csv(PEOPLE, *map(person_row, range(1, 400))))
            self.assertEqual(place.call("--json", "import", "people", people).exit, 3)
            service.said("no files are taken in until it can")
            service.said(f"was sent to {OPERATOR} without being recorded first")
            refused = place.call("--json", "import", "people", people)
            self.assertEqual(refused.exit, 3)
            self.assertIn("no files are taken in until it can", refused.out + refused.err)
            [warning] = [mail for mail in place.mails() if "no files are taken in until it can" in mail.read_text("utf-8").replace("=\n", "")]
            self.assertIn(OPERATOR, warning.read_text("utf-8"))

            dropped = place.write("contracts.csv", csv(CONTRACTS, contract_row(1))).rename(place.drop / "contracts.csv")
            self.assertTrue(dropped.exists())
            self.allow_writes(service)
            self.assertEqual(place.did("import", "people", people)["files"][0]["accepted"], 399)
            service.said("can be written again")
            wait_until(lambda: not dropped.exists(), "the file that waited was taken in")
            self.assertEqual(service.stop(), 0)
        [(detail,)] = place.rows("SELECT detail FROM entries WHERE what = 'disk_full'")
        outage = json.loads(detail)
        self.assertEqual(outage["warnings"], 1)
        self.assertLessEqual(outage["from"], outage["to"])
        self.assert_verifies(place)

    def test_SaysThatTheDiskRunsFullAndThatThereIsRoomAgain(self):
        place = self.served(disk={"low_mib": 1_000_000})
        with Service(place) as service:
            service.said("The disk of the record runs full: [0-9]+ MiB are free, 1000000 MiB should be")
            service.ready()
            self.assertEqual(service.stop(), 0)
        [finding] = place.did("findings", "--kind", "disk_low")
        self.assertEqual((finding["key"], finding["severity"]), ("disk_low//disk of the record/", "warning"))
        place.set(disk={"low_mib": 1})
        with Service(place) as service:
            service.said("There is room again")
            self.assertEqual(service.stop(), 0)
        self.assertEqual(place.did("findings", "--kind", "disk_low"), [])

    def test_VerifiesTheRecordAfterAnEndThatWasNone(self):
        place = self.served()
        with Service(place) as service:
            service.ready()
            service.signal(signal.SIGKILL)
            service.ended()
        with Service(place) as service:
            service.said("had not been stopped in order, so the record was verified whole")
            self.assertEqual(service.ready().stop(), 0)
        with Service(place) as service:
            self.assertEqual(service.ready().stop(), 0)
            self.assertNotIn("verified whole", "\n".join(service.lines))
        did = [what for what, _, _ in place.entries()]
        self.assertEqual(did.count("verified"), 1)
        self.assertEqual(did[did.index("verified") + 1], "started")

    def test_DoesNotStartOnARecordThatDoesNotVerifyAfterAnEndThatWasNone(self):
        place = self.served()
        with Service(place) as service:
            service.ready()
            service.signal(signal.SIGKILL)
            service.ended()
        connection = sqlite3.connect(place.database)
        connection.execute("DROP TRIGGER entries_never_updated")
        connection.close()
        before = len(place.entries())
        with Service(place) as service:
            service.said("the record does not verify: .*entries_never_updated")
            self.assertEqual(service.ended(), 2)
        self.assertEqual(len(place.entries()), before)


if __name__ == "__main__":
    main()
