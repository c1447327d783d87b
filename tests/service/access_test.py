"""What an auditor's and an operator's account can do with the record of an installed service, and what they cannot.

Folders, owners and groups are as systemd and tmpfiles make them, with numbers that no account has. Needs root, as in CI:
elsewhere it fails, so that nobody takes the suite for whole.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess

from place import LONG, PlaceTest, csv, main, program
from register import MAIL, MAILBOXES, PEOPLE, person_row
from service import Service, wait_until

SERVICE, AUDITOR, OPERATOR, STRANGER = 61001, 61002, 61003, 61004
SERVICES_OWN, AUDITORS, OPERATORS = 61001, 61012, 61013

LOOK = """
import sqlite3, sys
connection = sqlite3.connect("file:" + sys.argv[1], uri=True)
print(connection.execute("SELECT max(sequence) FROM entries").fetchone()[0])
print(connection.execute("PRAGMA integrity_check").fetchone()[0])
"""

# Each must fail; what does not is printed.
MEDDLE = """
import os, socket, sqlite3, sys
folder, record, snapshot, control = sys.argv[1:]

def write_to(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine(a)")
    connection.commit()

def speak():
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(control)

attempts = {
    "make a file": lambda: open(folder + "/mine", "w"),
    "make a folder": lambda: os.mkdir(folder + "/mine"),
    "make a -wal of its own": lambda: open(folder + "/other.db-wal", "w"),
    "link the record": lambda: os.link(record, folder + "/mine.db"),
    "put a name on it": lambda: os.symlink(record, folder + "/mine.db"),
    "rename the record": lambda: os.rename(record, folder + "/mine.db"),
    "remove the record": lambda: os.remove(record),
    "remove its -wal": lambda: os.remove(record + "-wal"),
    "remove its -shm": lambda: os.remove(record + "-shm"),
    "cut it short": lambda: os.truncate(record, 0),
    "open it for writing": lambda: open(record, "r+b"),
    "open its -wal for writing": lambda: open(record + "-wal", "r+b"),
    "open its -shm for writing": lambda: open(record + "-shm", "r+b"),
    "open its lock for writing": lambda: open(record + ".lock", "r+b"),
    "change its mode": lambda: os.chmod(record, 0o666),
    "write to it": lambda: write_to(record),
    "write to the snapshot": lambda: write_to(snapshot),
    "remove the snapshot": lambda: os.remove(snapshot),
    "put a snapshot of its own there": lambda: open(os.path.dirname(snapshot) + "/log-20991231.db", "w"),
    "change the scratch": lambda: open(record + ".scratch", "r+b"),
    "speak to the service": speak,
}
for name, attempt in attempts.items():
    try:
        attempt()
        print(name)
    except (OSError, sqlite3.OperationalError):
        pass
"""


class AnInstalledService(PlaceTest):
    def setUp(self):
        if os.geteuid() != 0:
            self.fail("only root can act as other users: run this test as root")
        self.kept = self.place(mail=MAIL, mailboxes=MAILBOXES, database={"path": "state/record.db"},
                               control={"socket": "run/control.sock", "group": ""},
                               copies={"folder": "state/copies", "snapshot_folder": "state/snapshots"})
        self.state = self.kept.folder / "state"
        self.kept.database = self.state / "record.db"
        self.kept.folder.chmod(0o755)
        self.kept.settings_file.chmod(0o644)
        for folder in ("state", "state/copies", "state/snapshots"):
            self.make(folder, 0o2750, AUDITORS)
        self.make("run", 0o2755, OPERATORS)
        self.make("mail", 0o750, AUDITORS)
        self.kept.program = str(self.kept.folder / "contractwatch")
        shutil.copy(program(), self.kept.program)
        os.chmod(self.kept.program, 0o755)

    def make(self, name, mode, group):
        path = self.kept.folder / name
        path.mkdir()
        os.chown(path, SERVICE, group)
        path.chmod(mode)

    def serve(self):
        """As the unit starts it: the service's own account, whose group is the auditors'."""
        service = Service(self.kept, user=SERVICE, group=AUDITORS, extra_groups=[], umask=0o027)
        self.addCleanup(service.__exit__)
        service.__enter__()
        return service.ready()

    def run_as(self, user, groups, *arguments):
        done = subprocess.run(list(map(str, arguments)), user=user, group=user, extra_groups=groups, cwd="/",
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LONG, check=False)
        return done

    def looks(self, path, how, user=AUDITOR, groups=(AUDITORS,)):
        """The last entry that this account sees."""
        done = self.run_as(user, list(groups), "/usr/bin/python3", "-c", LOOK, f"{path}?{how}")
        self.assertEqual(done.returncode, 0, done.stderr)
        sequence, sound = done.stdout.split()
        self.assertEqual(sound, "ok")
        return int(sequence)

    def last_entry(self):
        """Read as root, who needs nobody's leave."""
        return self.kept.rows("SELECT max(sequence) FROM entries")[0][0]

    def snapshot(self):
        [path] = wait_until(lambda: list((self.state / "snapshots").glob("log-*.db")), "there is a snapshot")
        return path

    def assert_changes_nothing(self, user, groups):
        before = sorted(path.name for path in self.state.rglob("*"))
        done = self.run_as(user, groups, "/usr/bin/python3", "-c", MEDDLE, self.state, self.kept.database,
                           self.snapshot(), self.kept.folder / "run/control.sock")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertEqual(sorted(path.name for path in self.state.rglob("*")), before)

    def take_more(self, number):
        self.kept.write("people.csv", csv(PEOPLE, person_row(number)))
        self.kept.did("import", "people", self.kept.folder / "people.csv")

    def test_ShowsAnAuditorEveryCommitWhileItRunsAndWhenItStoppedOrDied(self):
        service = self.serve()
        self.snapshot()
        self.take_more(1)
        service.said("Took in people.csv")
        wait_until(lambda: self.looks(self.kept.database, "mode=ro") == self.last_entry(), "the auditor sees the last commit")
        self.assert_changes_nothing(AUDITOR, [AUDITORS])
        self.take_more(2)
        self.assertEqual(service.stop(), 0)
        self.assertEqual(self.looks(self.kept.database, "mode=ro"), self.last_entry(), "stopped")
        self.assert_changes_nothing(AUDITOR, [AUDITORS])

        service = self.serve()
        self.take_more(3)
        service.signal(signal.SIGKILL)
        service.ended()
        self.assertEqual(self.looks(self.kept.database, "mode=ro"), self.last_entry(), "killed")
        self.assertEqual(self.kept.rows("SELECT count(*) FROM current_people"), [(3,)])
        self.assert_changes_nothing(AUDITOR, [AUDITORS])
        self.assertEqual(self.serve().stop(), 0, "and the auditor was in nobody's way")
        self.assert_verifies(self.kept)

    def test_PublishesASnapshotThatIsWholeByItself(self):
        service = self.serve()
        snapshot = self.snapshot()
        about = snapshot.stat()
        self.assertEqual((oct(about.st_mode & 0o7777), about.st_uid, about.st_gid), ("0o440", SERVICE, AUDITORS))
        seen = self.looks(snapshot, "mode=ro&immutable=1")
        self.assertEqual(seen, self.looks(snapshot, "mode=ro"), "in rollback mode, so any tool reads it")
        wait_until(lambda: self.kept.entries("copied"), "the copy is recorded")
        [(detail,)] = self.kept.rows("SELECT detail FROM entries WHERE what = 'copied'")
        self.assertEqual(json.loads(detail)["head"].split(":")[0], str(seen))
        self.assertEqual(service.stop(), 0)
        verified = self.run_as(AUDITOR, [AUDITORS], self.kept.program, "--database", snapshot, "--json", "audit", "verify")
        self.assertEqual((verified.returncode, json.loads(verified.stdout)["problems"]), (0, []), verified.stderr)
        self.assertEqual([path.name for path in snapshot.parent.iterdir()], [snapshot.name], "nothing beside it")

    def test_ShowsAStrangerNothing(self):
        service = self.serve()
        for path in (self.kept.database, self.snapshot()):
            done = self.run_as(STRANGER, [], "/usr/bin/python3", "-c", LOOK, f"{path}?mode=ro")
            self.assertNotEqual(done.returncode, 0, path)
        self.assert_changes_nothing(STRANGER, [])
        self.assertEqual(service.stop(), 0)

    def test_TakesCommandsFromOperatorsAlone(self):
        service = self.serve()
        command = self.kept.command("--json", "sweep")
        done = self.run_as(AUDITOR, [AUDITORS], *command)
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertIn("contractwatch-operators", done.stderr)
        done = self.run_as(OPERATOR, [AUDITORS, OPERATORS], *command)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(service.stop(), 0)

    def test_GivesWhatRootMakesToTheService(self):
        """A command of root's, with no service running, makes nothing that the service could not write."""
        self.take_more(1)
        self.kept.did("backup", self.state / "copies" / "by-hand.db", user=SERVICE, group=SERVICES_OWN, extra_groups=[])
        for path in (self.kept.database, pathlib.Path(f"{self.kept.database}-wal"), self.state / "copies" / "by-hand.db"):
            self.assertEqual((path.stat().st_uid, path.stat().st_gid), (SERVICE, AUDITORS), path)
        self.assertEqual(self.serve().stop(), 0)


if __name__ == "__main__":
    main()
