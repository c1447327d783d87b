"""The attacks that a log cannot show by itself, each caught by what was kept outside: the head in a mail, and a signed note.

Every altered record passes a plain `audit verify`: whoever altered it did it well.
"""

import email
import email.message
import email.policy
import hashlib
import shutil
import sqlite3

from place import PlaceTest, main
from register import CONTRACTS, MAIL, MAILBOXES, PEOPLE, contract_row, person_row

AUDITORS = {**MAILBOXES, "auditors": "audit@westhaven.example"}


def sized(data):
    return len(data).to_bytes(8, "big") + data


def digest(head, row, *left_out):
    """As docs/decisions/0001-record.md section 3 says it."""
    def cell(name, value):
        if isinstance(value, int):
            mark, data = b"I", value.to_bytes(8, "big", signed=True)
        else:
            mark, data = (b"T", value.encode()) if isinstance(value, str) else (b"B", value)
        return sized(name.encode()) + mark + sized(data)

    names = sorted(set(row.keys()) - set(left_out), key=str.encode)
    return hashlib.sha256(head + b"".join(cell(name, row[name]) for name in names if row[name] is not None)).digest()


class Forger:
    """Somebody with the file, the time and the documentation."""

    def __init__(self, database):
        self.db = sqlite3.connect(database)
        self.db.row_factory = sqlite3.Row
        self.guards = self.db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for guard in self.guards:
            self.db.execute(f'DROP TRIGGER "{guard["name"]}"')
        self.tables = [row["name"] for row in self.db.execute(
            "SELECT name FROM sqlite_schema s WHERE type = 'table' AND EXISTS "
            "(SELECT 1 FROM pragma_table_info(s.name) WHERE name = 'row_digest') ORDER BY name")]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for guard in self.guards:
            self.db.execute(guard["sql"])
        self.db.commit()
        self.db.close()

    def cut_off(self, after):
        """As if nothing had happened after that entry; what is folded from the facts is cut to fit by the test itself."""
        self.db.execute("DELETE FROM entries WHERE sequence > ?", (after,))
        for table in self.tables:
            self.db.execute(f'DELETE FROM "{table}" WHERE entry > ?', (after,))
        self.db.execute("DELETE FROM message_bodies WHERE message NOT IN (SELECT id FROM messages)")
        self.db.execute("DELETE FROM current_outbox WHERE message NOT IN (SELECT id FROM messages)")

    def hash_anew(self):
        """Every digest and hash of the log, so that it agrees with itself again."""
        previous = bytes(32)
        for entry in self.db.execute("SELECT * FROM entries ORDER BY sequence").fetchall():
            rows = hashlib.sha256()
            for table in self.tables:
                for row in self.db.execute(f'SELECT * FROM "{table}" WHERE entry = ? ORDER BY id', (entry["sequence"],)).fetchall():
                    fresh = digest(b"contractwatch row v1" + sized(table.encode()), row, "entry", "row_digest")
                    self.db.execute(f'UPDATE "{table}" SET row_digest = ? WHERE id = ?', (fresh, row["id"]))
                    rows.update(sized(table.encode()) + row["id"].to_bytes(8, "big", signed=True) + fresh)
            self.db.execute("UPDATE entries SET rows_digest = ?, previous_hash = ? WHERE sequence = ?",
                            (rows.digest(), previous, entry["sequence"]))
            entry = self.db.execute("SELECT * FROM entries WHERE sequence = ?", (entry["sequence"],)).fetchone()
            previous = digest(b"contractwatch entry v1", entry, "hash")
            self.db.execute("UPDATE entries SET hash = ? WHERE sequence = ?", (previous, entry["sequence"]))


class Attacks(PlaceTest):
    def setUp(self):
        """Two days of a service by command: on the second the auditors have a note and the director a digest."""
        self.lived = self.place(mail=MAIL, mailboxes=AUDITORS)
        self.lived.take("people", PEOPLE, person_row(1), now="2026-10-01T07:00")
        self.lived.did("sweep", now="2026-10-01T07:30")
        self.lived.did("deliver", now="2026-10-01T07:31")
        self.older = self.lived.folder / "older.db"
        self.copy(self.lived.database, self.older)
        for old in self.lived.mails():
            old.unlink()
        self.lived.take("contracts", CONTRACTS, contract_row(1), now="2026-10-02T07:00")
        self.lived.did("sweep", now="2026-10-02T08:00")
        self.lived.did("deliver", now="2026-10-02T08:01")
        self.note_mail = next(path for path in self.lived.mails() if "audit-note" in path.name)
        self.digest_mail = next(path for path in self.lived.mails() if "director1" in path.name)
        self.note = self.lived.write("note.txt", self.note_in(self.note_mail))
        self.key = self.lived.did("audit", "key")["key"]
        self.kept = [self.note_mail, self.digest_mail, self.note]

    @staticmethod
    def copy(database, to):
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as source:
            source.execute("VACUUM INTO ?", (str(to),))

    @staticmethod
    def note_in(mail):
        """As a mail program saves the attached file."""
        message = email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)
        attached, = message.iter_attachments()
        return attached.get_content()

    def verify(self, *options):
        return self.lived.call("--json", "audit", "verify", *options)

    def assert_fits(self, *options):
        done = self.verify(*options)
        self.assertEqual(done.exit, 0, done.out + done.err)
        return done.document

    def caught(self, *options):
        done = self.verify(*options)
        self.assertEqual(done.exit, 1, done.out + done.err)
        self.assertFalse(done.document["verified"])
        return " ".join(problem["message"] for problem in done.document["problems"])

    def put_in_place(self, database):
        for name in ("", "-wal", "-shm", ".scratch"):
            self.lived.database.with_name("record.db" + name).unlink(missing_ok=True)
        shutil.copy(database, self.lived.database)

    def test_NothingIsFoundWhereNothingWasDone(self):
        found = self.assert_fits("--head", *self.kept, "--key", self.key)
        self.assertEqual([head["holds"] for head in found["heads"]], [True, True, True])
        signer = "+".join(self.key.split("+", 2)[:2])
        self.assertEqual([head["signed_by"] for head in found["heads"]], [signer, None, signer])

    def test_ATailThatWasCutOffIsCaught(self):
        kept = self.lived.rows("SELECT max(sequence) FROM entries WHERE day = '2026-10-01'")[0][0]
        with Forger(self.lived.database) as forger:
            forger.cut_off(kept)
            for table in ("current_contracts", "current_alerts"):
                forger.db.execute(f"DELETE FROM {table}")
        self.assert_fits()
        for each in self.kept:
            self.assertIn(f"is not in the log, which ends with entry {kept}", self.caught("--head", each))

    def test_AnOlderCopyPutBackIsCaught(self):
        self.put_in_place(self.older)
        self.assert_fits()
        for each in self.kept:
            self.assertIn("an older copy", self.caught("--head", each))

    def test_ARecordRewrittenAndHashedAnewIsCaught(self):
        with Forger(self.lived.database) as forger:
            forger.db.execute("UPDATE people SET name = 'Somebody Else' WHERE id = 1")
            forger.db.execute("UPDATE current_people SET name = 'Somebody Else'")
            forger.hash_anew()
        self.assert_fits()
        for each in self.kept:
            self.assertIn("was rewritten", self.caught("--head", each))

    def test_AFreshRecordInThePlaceOfTheOldOneIsCaught(self):
        fresh = self.place(mail=MAIL, mailboxes=AUDITORS)
        for day in range(1, 10):
            fresh.take("people", PEOPLE, person_row(day), now=f"2026-10-0{day}T07:00")
            fresh.did("sweep", now=f"2026-10-0{day}T08:00")
        self.copy(fresh.database, fresh.folder / "whole.db")
        self.put_in_place(fresh.folder / "whole.db")
        self.assert_fits()
        self.assertIn("is not the one for which", self.caught("--head", self.digest_mail))
        for each in (self.note_mail, self.note):
            self.assertIn("is a note of the log", self.caught("--head", each))
        self.assertIn("is of another log than this", self.caught("--key", self.key))

    def test_ARewriterWithANewKeyIsCaughtByTheKeyThatWasKept(self):
        self.lived.database.with_name("record.db.key").unlink()
        self.lived.did("sweep", now="2026-10-03T08:00")
        self.lived.did("deliver", now="2026-10-03T08:01")
        newest = [path for path in self.lived.mails() if "audit-note" in path.name][-1]
        self.assert_fits("--head", newest)
        self.assertIn("is not among the keys that you gave", self.caught("--head", newest, "--key", self.key))
        self.assert_fits("--head", *self.kept, newest, "--key", self.key, "--key", self.lived.did("audit", "key")["key"])

    def test_AKeyTakenOutOfTheLogIsCaught(self):
        with Forger(self.lived.database) as forger:
            forger.db.execute("UPDATE entries SET subject = 'contractwatch/x+00000000+' WHERE what = 'key_made'")
            forger.hash_anew()
        found = self.caught("--head", self.note, "--key", self.key)
        self.assertIn("does not record the key", found)
        self.assertIn("which the log does not record", self.caught("--head", self.note))

    def test_ANoteOfAnotherRecordIsTold(self):
        other = self.place(mail=MAIL, mailboxes=AUDITORS)
        other.did("sweep", now="2026-10-01T07:30")
        other.did("deliver", now="2026-10-01T07:31")
        swapped, = other.mails()
        self.assertIn("is a note of the log", self.caught("--head", self.note_mail, swapped))

    def test_AForgedNoteIsToldAndSaysNothingOfTheLog(self):
        lines = self.note.read_text(encoding="utf-8").split("\n")
        lines[1] = str(int(lines[1]) + 1)
        forged = self.lived.write("forged.txt", "\n".join(lines))
        found = self.caught("--head", forged)
        self.assertIn("the signature in", found)
        self.assertNotIn("is not in the log", found)

    def test_HeadsAreReadFromWhatMailProgramsMakeOfAMail(self):
        whole = email.message_from_bytes(self.note_mail.read_bytes(), policy=email.policy.default)
        note = self.note.read_text(encoding="utf-8")
        inline = email.message.EmailMessage()
        inline.set_content("FYI\n\n" + note + "\nregards\n", cte="base64")
        forwarded = email.message.EmailMessage()
        forwarded.set_content("See below.")
        forwarded.add_attachment(whole)
        windows = email.message.EmailMessage()
        windows.set_content(note, charset="windows-1252", cte="quoted-printable")
        for name, made in (("inline", inline), ("forwarded", forwarded), ("windows", windows)):
            path = self.lived.folder / f"{name}.eml"
            path.write_bytes(made.as_bytes(policy=email.policy.SMTP))
            found = self.assert_fits("--head", path, "--key", self.key)
            self.assertTrue(any(head["signed_by"] for head in found["heads"]), name)
        text = self.lived.write("saved.txt", whole.get_body(("plain",)).get_content())
        self.assertTrue(self.assert_fits("--head", text)["heads"])

    def test_WhatIsNoHeadIsRefusedInWords(self):
        empty = self.lived.write("empty.eml", "From: a@b.example\n\nDear colleague,\n")
        for given, words in ((empty, "holds no head of a log"), ("12:short", "is no head of a log"), (self.lived.folder, "cannot be read")):
            done = self.verify("--head", given)
            self.assertIn(done.exit, (2, 3))
            self.assertIn(words, done.err)
        done = self.verify("--key", "contractwatch/x")
        self.assertEqual(done.exit, 2)
        self.assertIn("is no verifier key", done.err)


if __name__ == "__main__":
    main()
