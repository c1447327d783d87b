"""Lives through a scenario with the built program and holds everything that it said and sent against what is expected.

A scenario is a folder: `steps` has one command a line, the time first; `expected.txt` is the transcript. The transcript has each
command, what it printed, its exit code, and every mail as its reader sees it. With --write the transcript becomes the expectation.

    run_scenario.py PROGRAM FOLDER [--write]
"""

import difflib
import email
import email.policy
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

# What differs from one run to the next, and what stands in its place.
PASSING = [(re.compile(r"\b\d+:[0-9a-f]{64}\b"), "HEAD"), (re.compile(r"\b[0-9a-f]{64}\b"), "DIGEST"),
           (re.compile(r"(?<=\.)[0-9a-z]+(?=@[^ >]+>, was queued)"), "RECORD"), (re.compile(r"(?<=asked for by )[^, ]+"), "ACCOUNT"),
           (re.compile(r"(?<=The Unix account )\S+"), "ACCOUNT")]


def steady(text, folder):
    text = text.replace(str(folder), "FOLDER")
    for pattern, stand_in in PASSING:
        text = pattern.sub(stand_in, text)
    return text


def mail_lines(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert not message.defects, f"{path}: {message.defects}"
    yield f"  mail to {message['To']}: {message['Subject']}"
    text = message.get_body(("plain",)).get_content()
    for line in text.splitlines():
        yield f"    | {line}".rstrip()


class Scenario:
    def __init__(self, program, folder):
        self.program = program
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="contractwatch-scenario-"))
        for path in folder.iterdir():
            if path.is_file():
                shutil.copy(path, self.place)
        self.seen = set()
        self.transcript = []

    def say(self, *lines):
        self.transcript.extend(lines)

    def run(self, step):
        moment, *command = shlex.split(step)
        options = ["--settings", "settings.toml", "--database", "record.db"]
        if moment != "-":
            options += ["--now", moment]
        done = subprocess.run([self.program, *options, *command], cwd=self.place, capture_output=True, text=True, timeout=300)
        self.say(f"$ {step}")
        self.say(*(f"  {line}".rstrip() for line in (done.stdout + done.stderr).splitlines()))
        if done.returncode != 0:
            self.say(f"  exit {done.returncode}")
        self.new_mails()

    def new_mails(self):
        for path in sorted((self.place / "mail").glob("*.eml")) if (self.place / "mail").exists() else []:
            if path.name in self.seen:
                continue
            self.seen.add(path.name)
            self.say(*mail_lines(path))

    def live(self, steps):
        for step in steps:
            step = step.strip()
            if step.startswith("#"):
                self.say("", step)
            elif step:
                self.run(step)
        self.run("- audit verify")
        text = "\n".join(self.transcript).strip() + "\n"
        text = steady(text, self.place)
        shutil.rmtree(self.place)
        return text


def main():
    program, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    came = Scenario(program, folder).live((folder / "steps").read_text(encoding="utf-8").splitlines())
    expectation = folder / "expected.txt"
    if "--write" in sys.argv:
        expectation.write_text(came, encoding="utf-8")
        return 0
    expected = expectation.read_text(encoding="utf-8")
    if came == expected:
        print(f"{folder.name}: as expected")
        return 0
    print("".join(difflib.unified_diff(expected.splitlines(True), came.splitlines(True), "expected", "came")))
    return 1


sys.exit(main())
