"""A folder of the test's own with settings, a record and files, and the built program run in it."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

LONG = 120  # seconds; nothing that works comes near it


def program():
    """The path of the built program, which the environment names (`main` sets it)."""
    return os.environ["CONTRACTWATCH"]


def toml(settings):
    """Sections of keys as the text of a settings file."""
    lines = []
    for section, keys in settings.items():
        lines += [f"[{section}]", *(f"{key} = {json.dumps(value)}" for key, value in keys.items()), ""]
    return "\n".join(lines)


def csv(header, *rows):
    return "\n".join([header, *rows]) + "\n"


class Done:
    """What a call of the program came to."""

    def __init__(self, completed):
        self.exit, self.out, self.err = completed.returncode, completed.stdout, completed.stderr

    @property
    def document(self):
        return json.loads(self.out)


class Place:
    """Paths are short, because a socket's path has at most 107 characters."""

    def __init__(self, **settings):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cw-"))
        self.database = self.folder / "record.db"
        self.drop = self.folder / "drop"
        self.mail = self.folder / "mail"
        self.settings_file = self.folder / "settings.toml"
        self.program = program()
        self.settings = {"council": {"name": "Westhaven County Council", "domain": "westhaven.example"},
                         "database": {"path": "record.db"}}
        self.set(**settings)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def set(self, **sections):
        """Writes the settings file anew with these sections, whole."""
        self.settings.update(sections)
        self.settings_file.write_text(toml(self.settings), encoding="utf-8")

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def command(self, *arguments, now=None):
        options = ["--settings", str(self.settings_file)] + (["--now", now] if now else [])
        return [self.program, *options, *map(str, arguments)]

    def call(self, *arguments, now=None, **how):
        """Runs a command to its end."""
        how = {"cwd": "/", "stdin": subprocess.DEVNULL, **how}
        return Done(subprocess.run(self.command(*arguments, now=now), capture_output=True, text=True, timeout=LONG,
                                   check=False, **how))

    def did(self, *arguments, now=None, **how):
        """The same, for a command that must succeed; gives its JSON."""
        done = self.call("--json", *arguments, now=now, **how)
        assert done.exit == 0, f"{arguments} ended with {done.exit}: {done.out}{done.err}"
        return done.document

    def take(self, kind, header, *rows, now=None):
        path = self.write(f"{kind}.csv", csv(header, *rows))
        return self.did("import", kind, path, now=now)

    def rows(self, query, *values):
        """What the record has, read beside the writer as an auditor reads it."""
        if not self.database.exists():
            return []
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(query, values).fetchall()
        except sqlite3.OperationalError as fault:
            if "no such table" in str(fault):  # it is being made
                return []
            raise
        finally:
            connection.close()

    def entries(self, what=None):
        """The log's entries as (what, who, claimed_by), oldest first."""
        found = self.rows("SELECT what, who, claimed_by FROM entries ORDER BY sequence")
        return [entry for entry in found if what in (None, entry[0])]

    def mails(self):
        return sorted(self.mail.glob("*.eml")) if self.mail.exists() else []


class PlaceTest(unittest.TestCase):
    """A test with places that end with it."""

    def place(self, **settings):
        place = Place(**settings)
        self.addCleanup(place.close)
        return place

    def assert_verifies(self, place):
        done = place.call("--json", "audit", "verify")
        self.assertEqual((done.exit, done.document["problems"] if done.out else None), (0, []), done.out + done.err)


def main():
    """Runs the file's tests with the program whose path is the first argument, or stands in CONTRACTWATCH."""
    if len(sys.argv) > 1 and os.path.isfile(sys.argv[1]):
        os.environ["CONTRACTWATCH"] = os.path.abspath(sys.argv.pop(1))
    if not os.access(os.environ.get("CONTRACTWATCH", ""), os.X_OK):
        sys.exit("give the path of the built contractwatch as the first argument")
    unittest.main(module="__main__", verbosity=2)
