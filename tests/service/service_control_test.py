"""Commands given to the running service, and whose name the log has for them."""

import datetime
import os
import pwd
import shutil

from place import PlaceTest, csv, main, program
from register import CONTRACTS, MAIL, MAILBOXES, PEOPLE, contract_row, director, person_row
from service import Service


class ACommand(PlaceTest):
    def setUp(self):
        self.kept = self.place(mail=MAIL, mailboxes=MAILBOXES)
        self.kept.take("people", PEOPLE, person_row(1))
        self.kept.take("contracts", CONTRACTS, contract_row(1, manager=director(1)), contract_row(2))
        self.service = Service(self.kept)
        self.service.__enter__()
        self.addCleanup(self.service.__exit__)
        self.service.ready()
        self.held_on = datetime.date.today() - datetime.timedelta(14)
        self.me = pwd.getpwuid(os.geteuid()).pw_name

    def newest(self, what):
        found = self.kept.entries(what)
        self.assertTrue(found, f"the log has no entry {what}")
        return found[-1]

    def alert(self):
        return self.kept.rows("SELECT id FROM alerts WHERE kind = 'contract_no_manager' AND contract = 'C-2'")[0][0]

    def test_GoesToTheServiceUnderTheCallersName(self):
        by = ["--by", director(1)]
        held = ["review", "record", "C-1", "performance", "--held-on", str(self.held_on), "--rating", "good", *by]
        acknowledged = ["acknowledge", self.alert(), "--note", "post advertised", *by]
        rows = [("acknowledge", acknowledged, "acknowledge", director(1)),
                ("review record", held, "review_record", director(1)),
                ("mail test", ["mail", "test", director(1)], "mail_test", None)]
        for name, command, what, claimed in rows:
            with self.subTest(name):
                self.kept.did(*command)
                self.assertEqual(self.newest(what), (what, self.me, claimed))
        self.assertIn("evaluated", self.kept.did("sweep"))  # an entry only where it changes something
        self.assertIn("waiting", self.kept.did("deliver"))
        self.assertEqual(self.service.stop(), 0)
        self.assert_verifies(self.kept)

    def test_TakesOutWhatHasBeenKeptLongEnoughAndErasesWords(self):
        ended = contract_row(3, manager=director(1)).replace("2024-03-01,2039-02-28", "2009-03-01,2012-02-28")
        self.kept.take("contracts", CONTRACTS, ended)
        held = ["review", "record", "C-1", "performance", "--held-on", str(self.held_on), "--by", director(1)]
        self.kept.did(*held, "--summary", "words about somebody")
        self.assertEqual(self.kept.call("audit", "prune").exit, 2, "nothing goes unless --yes is said")
        would = self.kept.did("audit", "prune", "--dry-run")
        went = self.kept.did("audit", "prune", "--yes")
        self.assertEqual([each["contract"] for each in went["contracts"]], ["C-3"])
        self.assertEqual(went["rows"], would["rows"])
        self.assertEqual(self.newest("pruned"), ("pruned", self.me, None))
        self.assertEqual(self.kept.rows("SELECT count(*) FROM current_contracts"), [(2,)])
        erased = ["audit", "erase", "reviews", 1, "--columns", "summary", "--reason", "asked for", "--by", director(1)]
        self.assertEqual(self.kept.did(*erased)["rows"], [1])
        self.assertEqual(self.newest("erased"), ("erased", self.me, director(1)))
        self.assertEqual(self.kept.rows("SELECT summary FROM current_reviews"), [(None,)])
        self.assertEqual(self.service.stop(), 0)
        self.assert_verifies(self.kept)

    def test_SendsAFileThatTheServiceCouldNotFind(self):
        away = self.place()
        away.write("people.csv", csv(PEOPLE, person_row(7)))
        taken = self.kept.did("import", "people", "people.csv", cwd=away.folder)
        self.assertEqual((taken["files"][0]["file"], taken["files"][0]["accepted"]), ("people.csv", 1))
        with open(away.folder / "people.csv", encoding="utf-8") as file:
            again = self.kept.did("import", "people", "/dev/stdin", stdin=file)
        self.assertTrue(again["files"][0]["taken_before"])
        self.assertIn((director(7),), self.kept.rows("SELECT email FROM current_people"))
        self.assertEqual(self.newest("import")[1], self.me)
        self.assertEqual(list((self.kept.folder / "record.db.spool").iterdir()), [], "nothing is left of it")

    def test_TellsWhatIsWrongWithAnExitCode(self):
        rows = [(["acknowledge", "999", "--by", director(1), "--note", "x"], 2, "999"),
                (["acknowledge", self.alert(), "--by", director(1), "--note", " "], 2, "needs a note"),
                (["review", "record", "C-9", "performance", "--held-on", str(self.held_on), "--by", director(1)], 2, "no contract C-9"),
                (["import", "peeple", "/etc/passwd"], 2, "did you mean people"),
                (["import", "people", "/etc/passwd"], 3, "")]
        for command, exit_code, word in rows:
            with self.subTest(command):
                done = self.kept.call(*command)
                self.assertEqual(done.exit, exit_code, done.out + done.err)
                self.assertIn(word, done.err)

    def test_WithAGivenTimeIsRefused(self):
        for command in (["sweep"], ["deliver"], ["mail", "test", director(1)],
                        ["acknowledge", self.alert(), "--by", director(1), "--note", "x"]):
            with self.subTest(command):
                done = self.kept.call(*command, now="2030-10-01")
                self.assertEqual(done.exit, 3)
                self.assertIn("--now is for rehearsal, and the service", done.err)
        self.assertEqual(self.kept.rows("SELECT what FROM entries WHERE clock = 'given' OR who <> 'service'"),
                         [("import",), ("import",)])
        self.assertEqual(self.kept.call("findings", now="2030-10-01").exit, 0, "looking is no recording")


class AnotherUsersCommand(PlaceTest):
    """Needs root, as in CI: elsewhere it fails, so that nobody takes the suite for whole."""

    def setUp(self):
        if os.geteuid() != 0:
            self.fail("only root can run a command as another user: run this test as root")
        self.kept = self.place(mail=MAIL, mailboxes=MAILBOXES)
        self.kept.take("people", PEOPLE, person_row(1))
        self.kept.take("contracts", CONTRACTS, contract_row(1))
        self.service = Service(self.kept)
        self.service.__enter__()
        self.addCleanup(self.service.__exit__)
        self.service.ready()
        self.open_to_all()

    def open_to_all(self):
        """What the groups of an installed service do: into the folder, to the lock's words and to the socket."""
        self.kept.folder.chmod(0o755)
        (self.kept.folder / "record.db.lock").chmod(0o644)
        (self.kept.folder / "record.db.socket").chmod(0o666)
        self.kept.program = str(self.kept.folder / "contractwatch")
        shutil.copy(program(), self.kept.program)
        os.chmod(self.kept.program, 0o755)

    def did_as_nobody(self, *command, **how):
        return self.kept.did(*command, user="nobody", group="nogroup", extra_groups=[], **how)

    def test_IsRecordedUnderThatUsersName(self):
        alert = self.kept.rows("SELECT id FROM alerts WHERE kind = 'contract_no_manager'")[0][0]
        self.did_as_nobody("acknowledge", alert, "--by", director(1), "--note", "post advertised")
        self.assertEqual(self.kept.entries("acknowledge"), [("acknowledge", "nobody", director(1))])
        self.did_as_nobody("mail", "test", director(1))
        self.assertEqual(self.kept.entries("mail_test")[-1][1], "nobody")
        self.assertEqual(self.service.stop(), 0)
        self.assert_verifies(self.kept)

    def test_BringsItsOwnFile(self):
        away = self.place()
        path = away.write("people.csv", csv(PEOPLE, person_row(8)))
        nobody = pwd.getpwnam("nobody")
        for each in (away.folder, path):
            os.chown(each, nobody.pw_uid, nobody.pw_gid)
            each.chmod(0o700)
        self.did_as_nobody("import", "people", "people.csv", cwd=away.folder)
        self.assertEqual(self.kept.entries("import")[-1], ("import", "nobody", None))
        self.assertIn((director(8),), self.kept.rows("SELECT email FROM current_people"))

    def test_IsRefusedWithoutRightsToTheSocket(self):
        (self.kept.folder / "record.db.socket").chmod(0o660)
        done = self.kept.call("mail", "test", director(1), user="nobody", group="nogroup", extra_groups=[])
        self.assertEqual(done.exit, 3)
        self.assertIn("contractwatch-operators", done.err)
        self.assertEqual(self.kept.entries("mail_test"), [])


if __name__ == "__main__":
    main()
