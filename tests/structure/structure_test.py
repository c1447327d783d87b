"""Holds the source tree against the rings of docs/architecture.md: who may include whom, and what belongs to one room alone."""

import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(sys.argv[1])
SRC = TOP / "src"

# Room: what it may include of ours. `adapters/x` stands for each adapter with nothing of another's.
MAY_INCLUDE = {
    "base": ["base"],
    "domain": ["domain", "base"],
    "ports": ["ports", "domain", "base"],
    "app": ["app", "ports", "domain", "base"],
    "settings": ["settings", "domain", "ports", "base"],
    "adapters": ["ports", "domain", "base"],  # and the adapter's own folder
    "daemon": ["daemon", "adapters", "app", "settings", "ports", "domain", "base"],
    "commands": ["commands", "daemon", "adapters", "app", "settings", "ports", "domain", "base"],
}

# The floors of the domain: a room may include rooms on its own or a lower floor.
FLOORS = {"facts": 0, "calendar": 0, "contracts": 1, "reviews": 2, "measures": 2, "payments": 2, "duties": 2, "alerts": 3}

# Libraries, and the only places that may include them.
LIBRARIES = {
    r"sqlite3\.h": ["adapters/sqlite"],
    r"curl/": ["adapters/smtp"],
    r"cairo": ["adapters/chart"],
    r"png\.h": ["adapters/chart"],
    r"gmime/": ["adapters/mime"],
    r"libical/": ["domain/calendar/recurrence"],
    r"toml\+\+|toml\.hpp": ["settings/"],
    r"boost/asio": ["adapters/control", "daemon/"],
    r"boost/json": ["adapters/sqlite", "adapters/control", "adapters/smtp", "adapters/system", "daemon/", "commands/"],
    r"spdlog/": ["adapters/system"],
    r"systemd/": ["adapters/system"],
    r"date/": ["adapters/system"],
    r"openssl/": ["adapters/sqlite", "adapters/csv", "adapters/signing"],
    r"CLI/": ["commands/"],
}

# What belongs to one room alone: a pattern, and where it may stand.
ALONE = [
    (r"(system_clock|steady_clock|high_resolution_clock)::now|\bclock_gettime\(|\btime\((nullptr|NULL|0)\)", ["adapters/system", "daemon/loop", "daemon/hint", "daemon/worker", "daemon/workbench"], "a clock is read"),
    (r"sleep_for|sleep_until|\busleep\(|\bnanosleep\(|\bsleep\(", [], "something sleeps"),
    (r"\bgetenv\(", ["adapters/system", "daemon/"], "the environment is read"),
    (r"std::(cout|cerr|clog)", ["main.cpp"], "standard output is used"),
    (r"\b(rand|srand)\(|random_device|mt19937", ["daemon/parts"], "chance is asked"),
]

# In the domain even the headers of these are out of place.
NOT_IN_DOMAIN = r"<(filesystem|fstream|iostream|thread|mutex|random|future|condition_variable)>"

ALLOWED_AT_TOP = {"CMakeLists.txt", "src", "config", "systemd", "tests", "docs", "README.md"}

faults = []


def fault(path, line, words):
    faults.append(f"{path.relative_to(TOP)}:{line}: {words}")


def stands_in(place, allowed):
    return any(place.startswith(each) for each in allowed)


def check_include(path, room, number, included):
    parts = included.split("/")
    own = path.relative_to(SRC).parts
    allowed = MAY_INCLUDE[room]
    if parts[0] not in MAY_INCLUDE:
        return
    same_adapter = room == "adapters" and parts[0] == "adapters" and parts[1] == own[1]
    if parts[0] not in allowed and not same_adapter:
        fault(path, number, f"{room} may not include {included}")
    if room == "domain" and parts[0] == "domain" and FLOORS[parts[1]] > FLOORS[own[1]]:
        fault(path, number, f"domain/{own[1]} may not include {included}, which is on a higher floor")
    # two rooms of one floor keep apart
    if room == "domain" and parts[0] == "domain" and parts[1] != own[1] and FLOORS[parts[1]] == FLOORS[own[1]] and FLOORS[own[1]] > 0:
        fault(path, number, f"domain/{own[1]} may not include {included} of the same floor")


def check_file(path):
    place = str(path.relative_to(SRC))
    room = path.relative_to(SRC).parts[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or not re.match(r"// \S.*", lines[0]):
        fault(path, 1, "the first line is a sentence that says what the file is for")
    if path.suffix == ".h" and "#pragma once" not in lines:
        fault(path, 1, "a header begins with #pragma once")
    if len(lines) > 450:
        fault(path, len(lines), f"{len(lines)} lines: is it still one thing?")
    for number, line in enumerate(lines, 1):
        ours = re.match(r'\s*#include "([^"]+)"', line)
        if ours and room != "main.cpp":
            check_include(path, room, number, ours.group(1))
        library = re.match(r"\s*#include <([^>]+)>", line)
        if library:
            for pattern, allowed in LIBRARIES.items():
                if re.match(pattern, library.group(1)) and not stands_in(place, allowed):
                    fault(path, number, f"<{library.group(1)}> may be included in {', '.join(allowed)} alone")
            if room == "domain" and re.search(NOT_IN_DOMAIN, line) and "recurrence" not in place:
                fault(path, number, f"the domain has no use for {line.strip()}")
        code = line.split("//")[0]
        for pattern, allowed, words in ALONE:
            if re.search(pattern, code) and not stands_in(place, allowed):
                fault(path, number, f"{words} outside its room")


def check_namesakes(headers):
    """Two types of one name in one namespace break the rule of one definition, and neither compiler nor linker says so."""
    places = {}
    for path in headers:
        namespace = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            opened = re.match(r"namespace ([\w:]+) \{", line)
            namespace = opened.group(1) if opened else namespace
            defined = re.match(r"(?:struct|class|enum class) (\w+)\b(?!.*;)", line)
            if not defined:
                continue
            name = f"{namespace}::{defined.group(1)}"
            if name in places:
                fault(path, number, f"{name} has a namesake in {places[name].relative_to(SRC)}")
            places[name] = path
    assert len(places) > 100, "the types were not found"


def check_tests():
    for path in sorted((TOP / "tests").rglob("*.cpp")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"sleep_for|sleep_until|\busleep\(|\bsleep\(", line.split("//")[0]):
                fault(path, number, "a test sleeps")
            if re.search(r"GTEST_SKIP|DISABLED_|EXPECT_TRUE\(true\)", line):
                fault(path, number, "a test that cannot fail")


def check_top():
    listed = subprocess.run(["git", "-C", str(TOP), "ls-tree", "--name-only", "HEAD"], capture_output=True, text=True)
    for name in listed.stdout.split():
        if name not in ALLOWED_AT_TOP and not name.startswith("."):
            faults.append(f"{name}: does not belong at the top level")


def check_format():
    sources = [str(path) for folder in ("src", "tests") for path in sorted((TOP / folder).rglob("*")) if path.suffix in (".h", ".cpp")]
    found = subprocess.run(["clang-format", "--dry-run", "--Werror", "--ferror-limit=1", *sources], capture_output=True, text=True)
    for line in found.stderr.splitlines():
        if "error:" in line:
            faults.append(line)


sources = sorted(path for path in SRC.rglob("*") if path.suffix in (".h", ".cpp"))
assert len(sources) > 50, "the sources were not found"
for source in sources:
    check_file(source)
check_namesakes(path for path in sources if path.suffix == ".h")
check_tests()
check_top()
check_format()
print("\n".join(faults) or f"{len(sources)} source files keep to their rooms")
sys.exit(1 if faults else 0)
