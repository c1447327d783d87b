"""Refuses pages that name a test which does not exist: `Suite.Name` of a test program, or a path below tests."""

import pathlib
import re
import sys

TOP = pathlib.Path(sys.argv[1])
PAGES = sorted((TOP / "tests").rglob("README.md"))
LEAST = 100  # names: fewer, and they were not found

DEFINED = re.compile(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", re.MULTILINE)
NAMED = re.compile(r"`([A-Z]\w*\.[A-Z]\w*)`")
PATH = re.compile(r"`(tests/[\w./-]+)`")

tests = {f"{suite}.{name}" for path in (TOP / "tests").rglob("*_test.cpp")
         for suite, name in DEFINED.findall(path.read_text(encoding="utf-8"))}
assert len(tests) > 500, "the tests were not found"

faults, named = [], 0
for page in PAGES:
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        names = NAMED.findall(line)
        named += len(names)
        faults += [f"{page.relative_to(TOP)}:{number}: no test is called {name}" for name in names if name not in tests]
        faults += [f"{page.relative_to(TOP)}:{number}: there is no {path}" for path in PATH.findall(line) if not (TOP / path).exists()]
        table = line.startswith("| ") and not line.startswith(("| what is promised", "| ---"))
        if page.parent.name in ("measures", "payments") and "domain" in page.parts and table and not names and not PATH.search(line):
            faults.append(f"{page.relative_to(TOP)}:{number}: a promise that no test holds")
if named < LEAST:
    faults.append(f"only {named} tests are named")
print("\n".join(faults) or f"{named} names of tests in {len(PAGES)} pages are right")
sys.exit(1 if faults else 0)
