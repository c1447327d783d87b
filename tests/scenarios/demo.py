"""The demo register in a record of its own, taken in as config/demo/run.sh does. Tests live on from there."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile

DAYS = ["2026-10-01", "2026-10-02", "2026-10-05"]
TAKEN_IN_AT = "2026-09-30T09:00"


def kinds_of(demo):
    """The kinds that run.sh takes in, in its order: the one list of them."""
    script = (demo / "run.sh").read_text(encoding="utf-8")
    return re.search(r"for kind in (.*?); do", script, re.DOTALL).group(1).replace("\\\n", " ").split()


class Demo:
    """With faults=False no mailbox is closed and no copies are asked for: what a preview cannot foresee does not happen."""

    def __init__(self, program, source, faults=True):
        self.program, self.files = str(pathlib.Path(program).resolve()), pathlib.Path(source).resolve() / "config" / "demo"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="contractwatch-demo-"))
        self.path = self.folder / "contractwatch.db"
        settings = (self.files / "contractwatch.toml").read_text(encoding="utf-8").replace("../../demo-out/", "")
        if not faults:
            settings = re.sub(r'(?m)^folder_refuses = .*$', "", settings).replace('folder = "copies"', 'folder = ""')
        (self.folder / "settings.toml").write_text(settings, encoding="utf-8")
        for kind in kinds_of(self.files):
            feed = ["--feed", "ledger"] if kind == "payments" else []
            self.run(TAKEN_IN_AT, "import", kind, *feed, str(self.files / f"{kind}.csv"))
        self.run("2026-09-30T17:00", "import", "payments", "--feed", "ledger", str(self.files / "payments-2026-10.csv"), expect=3)

    def run(self, now, *arguments, expect=0):
        command = [self.program, "--settings", "settings.toml", "--database", str(self.path), "--now", now, "--json", *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=600)
        assert done.returncode == expect, f"{arguments}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def live_through(self, day):
        self.run(f"{day}T08:00", "sweep")
        self.run(f"{day}T08:01", "deliver")

    def close(self):
        shutil.rmtree(self.folder)
